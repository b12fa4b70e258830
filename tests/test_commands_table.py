"""The table of commands: which there are, and what each of them can be told."""

import json
import re
import sqlite3
from contextlib import closing

import pytest

TABLE = """
init demo doctor schedule
cohort/new cohort/list cohort/show cohort/change cohort/move status calendar batch read
import form/list form/show form/edit form/replay form/forget
questions/list questions/settle questions/forget
application/list application/accept application/withdraw application/restore person/show person/erase
match explain rules advise waiting replan
plan/show plan/review plan/answers plan/keep plan/forbid plan/move plan/free plan/approve plan/check
plan/diff
suggest pair/propose pair/accept pair/decline pair/approach pair/extend pair/end pair/list
pool/list pool/set session/log session/answer session/sheets
template/list template/edit template/check template/preview template/names
agreement/render agreement/signed agreement/list invite/GATHERING invite/cancel letter report
remind outbox/list outbox/send outbox/settle
"""
COMMANDS = {tuple(word.split("/")) for word in TABLE.split()}
READING = """
doctor schedule cohort/list cohort/show status form/list form/show questions/list application/list
person/show explain rules advise plan/show plan/check plan/diff suggest pair/list pool/list
template/list template/check template/names agreement/list outbox/list
"""
READS = {tuple(word.split("/")) for word in READING.split()}
"""Commands that write nothing."""
COUNTS = {("status",), ("suggest",), ("pool", "list")}
"""Commands that write nothing, and count by the day."""
DAY = "2027-02-20"
COHORT = "2027-spring"


@pytest.fixture(scope="session")
def leaves(helps):
    return {path: text for path, (text, leaf) in helps.items() if leaf}


def test_the_commands_are_those_of_the_table(leaves):
    assert set(leaves) == COMMANDS
    assert len(COMMANDS) <= 85


def test_all_print_json_and_are_told_the_workspace(leaves):
    for path, text in leaves.items():
        assert "--json" in text, path
        assert "--workspace" in text, path


def test_those_that_write_can_be_tried_and_told_the_day(leaves):
    for path, text in leaves.items():
        assert ("--dry-run" in text) is (path not in READS), path
        assert ("--today" in text) is (path not in READS or path in COUNTS), path


def test_no_other_name_is_taken(run):
    for old in (
        "corrections list X", "application same X y", "plan apply X", "plan verify X", "plan firm X",
        "simulate X", "staff import X", "selected list X", "preview outbox", "session read X",
        "agreement import X", "person forget X y", "template diff X", "form accept X",
        "pair take-back X y", "schedule show",
    ):  # fmt: skip
        assert "mentorcli" in run(*old.split(), code=2).stderr, old


def stamps(folder):
    """Every moment in the database: the table and column, and the moment as it stands there."""
    with closing(sqlite3.connect(folder / "workspace.db")) as connection:
        tables = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table'"
        ).fetchall()
        found = set()
        for (table,) in tables:
            rows = connection.execute(f"SELECT * FROM {table}")  # noqa: S608 - a name from the schema
            names = [column[0] for column in rows.description]
            for row in rows:
                for name, value in zip(names, row, strict=True):
                    ours = name == "stamp" or name.endswith("at")
                    if (
                        ours
                        and isinstance(value, str)
                        and re.match(r"\d{4}-\d\d-\d\dT\d\d:", value)
                    ):
                        found.add((table, name, value))
    return found


class Told:
    """Commands that are all told the day; each must have left no other moment than of that day."""

    def __init__(self, run):
        self.run, self.done = run, set()

    def __call__(self, words, *more, code=None):
        path = tuple(words.split())
        self.run(*path, *more, "--today", DAY, code=code)
        self.done |= {path, path[:1]} & COMMANDS
        wrong = {s for s in stamps(self.run.folder) if not s[2].startswith(DAY)}
        assert not wrong, (path, more)


def corrected(folder):
    """The problems workbook with one cell of a row corrected."""
    import openpyxl

    path = folder / "out" / COHORT / "problems.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book["Rows to correct"]
    column = next(c for c in sheet[1] if str(c.value).startswith("R ·")).column
    row = next(c for c in sheet["A"] if c.value == 28).row
    sheet.cell(row, column).value = "English"
    book.save(path)
    return path


def test_the_day_that_is_said_is_the_day_that_is_stored(run, sample):
    do, data = Told(run), {p.name: p for p in sample.iterdir()}
    exports = (data["mentees.xlsx"], data["mentors.csv"])
    do("init", ".")
    do("cohort new", "doctoral", COHORT)
    do("cohort new", "open", "2027-open")
    do("cohort change", COHORT, "--set", "kickoff.place=Hall")
    do("import", *exports, "--cohort", COHORT, "--accept")
    do("import", data["open-staff.csv"], "--as", "staff")
    do("import", data["open-mentees.xlsx"], data["open-mentors.csv"], "--cohort", "2027-open",
       "--accept")  # fmt: skip
    do("form replay", "doctoral-mentee", "--cohort", COHORT, code=3)
    do("questions settle", COHORT, "Aino Kallio", "Åsa Björklund", "--different", code=3)
    do("read", corrected(run.folder), code=3)
    do("questions forget", COHORT, "1", code=3)
    do("application accept", COHORT, code=3)
    do("match", COHORT)
    do("plan review", COHORT, "--quick")
    do("plan answers", COHORT)
    plan = json.loads(run("plan", "show", COHORT, "--json").stdout)["plan"]["matches"]
    mentee, mentor = plan[0]["mentees"][0], plan[0]["mentor"]
    do("plan keep", COHORT, mentee, mentor)
    do("plan free", COHORT, mentee, mentor)
    do("plan forbid", COHORT, mentee, mentor)
    do("plan free", COHORT, mentee, mentor)
    do("plan move", COHORT, mentee, plan[1]["mentor"])
    do("plan approve", COHORT, "--yes")
    do("agreement render", COHORT)
    do("invite", "kickoff", COHORT)
    do("invite cancel", "kickoff", COHORT)
    do("agreement signed", COHORT, "all")
    do("session sheets", COHORT)
    do("session log", COHORT, mentor, "--on", DAY)
    do("session answer", COHORT, mentee, "midpoint", "--on-track", "4")
    do("remind")
    do("letter", "receipt", COHORT)
    do("report", COHORT)
    do("application withdraw", COHORT, mentee, "--yes")
    do("application restore", COHORT, mentee)
    do("replan", COHORT)
    do("person erase", COHORT, mentee, "--yes")
    do("batch", COHORT, *exports)
    do("cohort move", COHORT, "closing")
    do("pair propose", "2027-open", "Zhang", "Forsström")
    do("pair accept", "2027-open", "Zhang")
    do("pair accept", "2027-open", "Forsström")
    do("pair extend", "2027-open", "Zhang", "--until", "2028-01-31")
    do("pair end", "2027-open", "Zhang", "--reason", "moved", "--on", DAY)
    fit = json.loads(run("suggest", "Lindgren", "--cohort", "2027-open", "--json").stdout)
    do("pair propose", "2027-open", "Lindgren", fit["shortlist"][0]["mentor"])
    do("pair decline", "2027-open", "Lindgren")
    do("pair approach", "2027-open", "Lindgren", "Helmi Lahtinen")
    do("pool set", "2027-open", "Forsström", "--capacity", "2")
    do("waiting", "2027-open")
    unlogged = {"demo", "calendar", "form edit", "form forget", "template edit", "template preview",
                "outbox send", "outbox settle", "invite GATHERING"}  # fmt: skip
    left = {" ".join(path) for path in COMMANDS - READS - do.done}
    assert left == unlogged
