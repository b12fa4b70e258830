"""The table of commands: which there are, and what each of them can be told."""

import datetime as dt
import json
import re
import sqlite3
import subprocess
import sys
import tomllib
from contextlib import closing

import pytest

TABLE = """
init demo doctor history undo schedule
cohort/new cohort/list cohort/show cohort/change cohort/move cohort/options status calendar batch read
import form/list form/show form/edit form/replay form/forget
questions/list questions/settle questions/forget
application/list application/accept application/withdraw application/restore person/show person/erase
match explain rules advise waiting replan
plan/show plan/review plan/board plan/answers plan/keep plan/forbid plan/move plan/free plan/approve plan/check
plan/diff
suggest pair/propose pair/accept pair/decline pair/approach pair/extend pair/end pair/list
pool/list pool/set session/list session/log session/answer session/sheets
template/list template/edit template/check template/preview template/names
agreement/render agreement/signed agreement/list invite/GATHERING invite/cancel letter report
remind outbox/list outbox/send outbox/sent outbox/settle
"""
COMMANDS = {tuple(word.split("/")) for word in TABLE.split()}
READING = """
doctor history schedule cohort/list cohort/show status form/list form/show questions/list application/list
person/show explain rules advise plan/show plan/check plan/diff suggest pair/list pool/list session/list
template/list template/check template/names agreement/list outbox/list
"""
READS = {tuple(word.split("/")) for word in READING.split()}
"""Commands that write nothing."""
COUNTS = {("doctor",), ("status",), ("suggest",), ("pool", "list"), ("session", "list")}
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
        assert ("--workspace" in text) is (path not in {("init",), ("demo",)}), path


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


def test_a_gathering_is_whatever_the_cohort_has(workspace):
    assert "It has: kickoff" in workspace("invite", "kickof", COHORT, code=2).stderr
    assert (
        "cohort change" in workspace("invite", "kickoff", COHORT, "--place", "Hall", code=2).stderr
    )
    assert "--on DATE --at TIME" in workspace("invite", "session", COHORT, "Laine", code=2).stderr


def test_a_slip_is_answered_with_what_was_meant(workspace):
    assert "Did you mean 2027-spring?" in workspace("status", "2027-sp", code=2).stderr
    assert "Did you mean 2027-spring?" in workspace("plan", "show", "2027-sprign", code=2).stderr
    (workspace.folder / "my answers.csv").write_text("Name\n", encoding="utf-8")
    words = ("import", "my", "answers.csv", "--cohort", COHORT)
    assert '"my answers.csv"' in workspace(*words, code=2).stderr


def test_a_folder_that_is_gone_is_told(tmp_path):
    there = tmp_path / "gone"
    there.mkdir()
    code = (
        "import os, sys; os.rmdir(os.getcwd()); sys.argv = ['mentorcli', 'status']; "
        "from mentorcli.__main__ import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=there, capture_output=True, text=True)
    assert done.returncode == 2
    assert "is not there any more" in done.stderr
    assert "bug" not in done.stderr


def test_what_comes_back_is_told_by_what_is_in_it(approved):
    def read(*words, code=None):
        done = approved("read", *words, "--json", code=code)
        return json.loads(done.stdout)

    out = approved.folder / "out" / COHORT
    for words in ("plan review", "plan answers", "session sheets"):
        approved(*words.split(), COHORT)
    assert read(out / "review.xlsx")["read_as"] == "review"
    assert read(out / "answers.xlsx")["read_as"] == "answers"
    assert read(*sorted((out / "sheets").glob("*.xlsx")))["read_as"] == "log"
    signed = approved.folder / "signed.csv"
    signed.write_text("E-mail;Signed\naino.kallio@example.com;20.11.2026\n", encoding="utf-8")
    assert "--cohort" in read(signed, code=2)["remedy"]
    assert read(signed, "--cohort", COHORT)["read_as"] == "signatures"
    other = approved("read", out / "review.xlsx", "--cohort", "2028-spring", code=2)
    assert "is about 2027-spring, not about 2028-spring" in other.stderr
    several = approved("read", out / "review.xlsx", out / "answers.xlsx", code=2)
    assert "one at a time" in several.stderr
    export = approved.folder / "export.csv"
    export.write_text("Goals;Themes\na;b\n", encoding="utf-8")
    nothing = approved("read", export, code=2).stderr
    for kind in ("problems workbook", "review workbook", "answers", "log sheet", "signatures"):
        assert kind in nothing


def test_an_export_with_addresses_and_days_is_no_list_of_signatures(imported, sample):
    for file in ("mentees.xlsx", "mentors.csv"):
        done = imported("read", sample / file, "--cohort", COHORT, code=2)
        assert "mentorcli import" in done.stderr


def test_a_list_is_recognised_only_where_that_is_certain(workspace):
    staff = workspace.folder / "staff.csv"
    staff.write_text("Name;E-mail;Unit\nA B;a@example.org;HR\n", encoding="utf-8")
    assert "1 of the staff listed" in workspace("import", staff).stdout
    staff.write_text("Name;E-mail;Goals\nA B;a@example.org;x\n", encoding="utf-8")
    assert "--as staff" in workspace("import", staff, code=2).stderr


def test_a_workspace_is_told_who_runs_it(run):
    said = (
        "--organisation",
        "Aalto “A”",
        "--unit",
        "HR",
        "--unit-fi",
        "Henkilöstö",
        "--place",
        "Hall",
    )
    done = run("init", "w", *said, "--address", "m@example.org", "--programme", "joint")
    assert "mentorcli cohort new joint" in done.stderr
    run.folder /= "w"
    settings = tomllib.loads((run.folder / "mentorcli.toml").read_text(encoding="utf-8"))
    assert settings["organisation"]["name"] == "Aalto “A”"
    assert settings["organisation"]["unit_fi"] == "Henkilöstö"
    assert settings["organisation"]["contact_email"] == "m@example.org"
    run("cohort", "new", "doctoral", COHORT)
    assert "Hall" in run("cohort", "show", COHORT).stdout
    assert "no e-mail address" in run("init", "x", "--address", "m(at)y", code=2).stderr
    assert not (run.folder / "x").exists()
    assert "would become" in run("init", "y", "--dry-run").stdout
    assert not (run.folder / "y").exists()
    assert "and fill in your own privacy_link under" in " ".join(done.stderr.split())


@pytest.mark.parametrize(
    ("today", "programme", "cohort"),
    [
        ("2027-01-04", "joint", "2027-joint"),  # its call is ahead
        ("2027-02-05", "joint", "2027-joint"),  # the last day of its call
        ("2027-02-06", "joint", "2028-joint"),
        ("2027-01-04", "peer", "2027-peers"),
        ("2026-11-22", "doctoral", "2027-spring"),  # called in the year before
        ("2026-11-23", "doctoral", "2027-autumn"),
        ("2026-10-01", "alumni", "2027-alumni"),
        ("2026-12-01", "alumni", "2028-alumni"),
        ("2026-12-16", "open", "2027-open"),
    ],
)
def test_init_proposes_the_first_cohort_whose_call_is_not_over(run, today, programme, cohort):
    done = run("init", "w", "--programme", programme, "--today", today)
    assert f"mentorcli cohort new {programme} {cohort}\n" in done.stdout + done.stderr
    run.folder /= "w"
    made = run("cohort", "new", programme, cohort, "--today", today)
    assert "closed on" not in made.stdout + made.stderr


def test_what_is_still_the_example_of_a_new_workspace_is_told_before_it_goes_out(approved):
    """Each of the three, so long as it stands there: a wrong privacy notice misleads as a wrong name."""
    settings = approved.folder / "mentorcli.toml"
    examples = tomllib.loads(settings.read_text(encoding="utf-8"))["organisation"]
    left = {k: examples[k] for k in ("name", "contact_email", "privacy_link")}
    for key in [*left, ""]:
        for command in (("agreement", "render", COHORT), ("invite", "kickoff", COHORT)):
            told = json.loads(approved(*command, "--dry-run", "--json", code=0).stdout)["problems"]
            said = [p["says"] for p in told if p["code"] == "example_organisation"]
            assert len(said) == bool(left)
            assert all(f"{k} “{text}”" in said[0] for k, text in left.items())
            assert not any(examples[k] in part for k in examples.keys() - left for part in said)
        if key:
            text = settings.read_text(encoding="utf-8")
            settings.write_text(text.replace(left.pop(key), "m@uni.example"), encoding="utf-8")


def test_a_question_says_whom_and_how_many_it_concerns(approved):
    from mentorcli.commands.applications.people import withdrawal_question
    from mentorcli.commands.matches.match_endings import ending
    from mentorcli.commands.plans.approval import question
    from mentorcli.commands.run import Run

    now = dt.datetime(2027, 2, 20, tzinfo=dt.UTC)
    run = Run(approved.folder, now.date(), now, "somebody", "test")
    plan = json.loads(approved("plan", "show", COHORT, "--json").stdout)["plan"]
    match = plan["matches"][0]
    people = {p for m in plan["matches"] for p in (m["mentor"], *m["mentees"])}
    asked = question(run, COHORT)
    assert f"{len(plan['matches'])} matches of {len(people)} people" in asked
    assert f"{len(plan['waiting'])} without a place" in asked
    asked = withdrawal_question(run, COHORT, match["mentor"])
    assert f"{len(match['mentees'])} other people of the match" in asked
    assert "<" in asked
    assert (
        f"{len(match['mentees']) + 1} people" in ending(run, COHORT, match["mentor"], "").question()
    )


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
    column = next(c for c in sheet[1] if str(c.value).startswith("L ·")).column
    row = next(c for c in sheet["A"] if c.value == 13).row
    sheet.cell(row, column).value = "Cellulose"
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
    do("cohort options", COHORT, "goals", "--add", "networks=Networking")
    do("questions settle", COHORT, "Aino Kallio", "Åsa Björklund", "--different")
    do("read", corrected(run.folder))
    told = json.loads(run("questions", "list", COHORT, "--json").stdout)["questions"]
    do(
        "questions forget",
        COHORT,
        max(q["number"] for q in told if q["state"] == "settled"),
        code=3,
    )
    do("application accept", COHORT)
    do("match", COHORT)
    do("plan review", COHORT, "--quick")
    do("plan board", COHORT)
    do("plan answers", COHORT)
    plan = json.loads(run("plan", "show", COHORT, "--json").stdout)["plan"]["matches"]
    mentee, mentor = plan[0]["mentees"][0], plan[0]["mentor"]
    do("plan keep", COHORT, mentee, mentor)
    do("plan free", COHORT, mentee, mentor)
    do("plan forbid", COHORT, mentee, mentor)
    do("plan free", COHORT, mentee, mentor)
    explained = json.loads(run("explain", COHORT, mentee, "--json").stdout)["explanation"]
    do("plan move", COHORT, mentee, explained["alternatives"][0]["mentor"])
    do("plan approve", COHORT, "--yes", "--with-questions")
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
    do("undo", "--yes")
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
                "outbox send", "outbox sent", "outbox settle", "invite GATHERING"}  # fmt: skip
    left = {" ".join(path) for path in COMMANDS - READS - do.done}
    assert left == unlogged
