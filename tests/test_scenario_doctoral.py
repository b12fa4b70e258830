"""One doctoral cohort from exports to report, through the real commands."""

import csv
import datetime as dt
import io
import json
import random
import re
import zipfile
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest

from mentorcli.commands.mail.by_hand import Choice, choose, mark
from mentorcli.commands.mail.reminders import remind
from mentorcli.commands.run import Run

COHORT = "2027-spring"


def answer(done):
    return json.loads(done.stdout)


def import_json(run, *files, **environment):
    return answer(
        run("import", *files, "--cohort", COHORT, "--accept", "--json", **environment)
    )  # fmt: skip


def test_every_row_ends_in_a_named_state(workspace, sample):
    data = import_json(workspace, sample / "mentees.xlsx", sample / "mentors.csv")
    for one in data["imports"]:
        assert sum(one["counts"].values()) == one["rows"] == len(one["ends"])
    assert [one["role"] for one in data["imports"]] == ["mentee", "mentor"]
    assert data["written"]


def test_a_dry_run_writes_nothing(workspace, sample):
    before = (workspace.folder / "workspace.db").read_bytes()
    workspace("import", sample / "mentees.xlsx", "--cohort", COHORT, "--accept", "--dry-run")
    assert (workspace.folder / "workspace.db").read_bytes() == before
    assert list((workspace.folder / "forms").iterdir()) == []


def test_importing_again_changes_nothing(imported, sample):
    before = dump(imported)
    data = import_json(imported, sample / "mentees.xlsx", sample / "mentors.csv")
    for one in data["imports"]:
        assert one["counts"]["new"] == one["counts"]["changed"] == 0
    assert dump(imported) == before


def test_the_later_export_changes_only_what_was_edited_and_adds_the_late(imported, sample):
    before = people(imported)
    data = import_json(imported, sample / "mentees-late.xlsx")
    (one,) = data["imports"]
    after = people(imported)
    assert one["counts"]["new"] == 3
    assert one["counts"]["changed"] > 0
    changed = {p for p in before if before[p] != after[p]}
    assert len(changed) == one["counts"]["changed"]
    assert len(after) == len(before) + 3


def test_every_value_knows_where_it_came_from(imported, sample):
    listed = answer(imported("application", "list", COHORT, "--json"))["applications"]
    book = openpyxl.load_workbook(sample / "mentees.xlsx")
    for person in listed[::4]:
        shown = answer(imported("person", "show", COHORT, person["id"], "--sources", "--json"))
        for application in shown["applications"]:
            for given in application["answers"]:
                assert given["cell"]
                if given["file"] == "mentees.xlsx" and given["rule"] == "direct":
                    assert (
                        str(book.active[given["cell"]].value).strip() == given["raw text"].strip()
                    )


def test_nothing_goes_out_before_approval(imported):
    imported("match", COHORT)
    for command in (("agreement", "render"), ("invite", "kickoff")):
        assert "approve" in imported(*command, COHORT, code=3).stderr
    assert "--yes" in imported("plan", "approve", COHORT, code=2).stderr


def test_the_plan_is_proved_and_explained(imported):
    plan = answer(imported("match", COHORT, "--json"))["plan"]
    assert [s["key"] for s in plan["stages"]] == [
        "seated", "can_meet", "meet_together", "worst_served", "total", "tie_break",
    ]  # fmt: skip
    assert all(s["value"] == s["bound"] for s in plan["stages"])
    assert all(2 <= len(m["mentees"]) <= 3 for m in plan["matches"])
    for match in plan["matches"]:
        for pair in match["pairs"]:
            assert pair["score"] == sum(part["points"] for part in pair["parts"])
            assert "“" in pair["reason"]
        assert match["score"] == sum(pair["score"] for pair in match["pairs"])
    for waiting in plan["waiting"]:
        assert waiting["reason"].endswith(".")
        text = imported("explain", COHORT, waiting["person"]).stdout
        assert plan["names"][waiting["person"]] in text


def test_a_withdrawn_mentor_and_a_new_match_show_who_moves(imported):
    plan = answer(imported("match", COHORT, "--json"))["plan"]
    gone = plan["matches"][0]
    imported("application", "withdraw", COHORT, gone["mentor"], "--yes")
    assert "somebody who withdrew" in imported("status", COHORT).stdout
    done = imported("match", COHORT)
    table = done.stdout.partition("Against the plan before")[2]
    for mentee in gone["mentees"]:
        assert plan["names"][mentee].split(" (")[0] in table


@pytest.mark.parametrize(
    "environment", [{}, {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "7"}]
)
def test_row_order_time_zone_and_locale_leave_the_plan_as_it_is(
    imported, sample, tmp_path_factory, environment
):
    imported("match", COHORT)
    wanted = (imported.folder / "out" / COHORT / "plan.json").read_bytes()
    folder = tmp_path_factory.mktemp("shuffled")
    other = type(imported)(folder)
    other("init", ".", **environment)
    other("cohort", "new", "doctoral", COHORT, **environment)
    shuffle_workbook(sample / "mentees.xlsx", folder / "mentees.xlsx")
    shuffle_text(sample / "mentors.csv", folder / "mentors.csv")
    import_json(other, folder / "mentees.xlsx", folder / "mentors.csv", **environment)
    other("match", COHORT, **environment)
    assert (folder / "out" / COHORT / "plan.json").read_bytes() == wanted


def test_a_review_comes_back_as_decisions(imported):
    plan = answer(imported("match", COHORT, "--json"))["plan"]
    imported("plan", "review", COHORT)
    path = imported.folder / "out" / COHORT / "review.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    header = [c.value for c in sheet[1]]
    choice = next(
        i for i, c in enumerate(sheet[2]) if str(header[i]).casefold().startswith("decision")
    )
    sheet.cell(2, choice + 1).value = "forbid"
    sheet.cell(3, choice + 1).value = "keep"
    book.save(path)
    data = answer(imported("read", path, "--json"))
    kinds = sorted(d["kind"] for d in data["plan"]["decisions"])
    assert kinds == ["forbid", "keep"]
    pairs = {(p, m["mentor"]) for m in data["plan"]["matches"] for p in m["mentees"]}
    for decision in data["plan"]["decisions"]:
        together = (decision["mentee"], decision["mentor"]) in pairs
        assert together is (decision["kind"] == "keep")
    assert plan["matches"] != data["plan"]["matches"]


def test_approved_groups_get_agreements_invitations_and_a_report(approved):
    plan = answer(approved("plan", "show", COHORT, "--json"))["plan"]
    people = sum(1 + len(m["mentees"]) for m in plan["matches"])
    approved("agreement", "render", COHORT)
    approved("invite", "kickoff", COHORT)
    approved("report", COHORT, "--today", "2027-01-18")
    out = approved.folder / "out" / COHORT
    assert len(list((out / "agreements").glob("*.docx"))) == len(plan["matches"])
    assert len(list((out / "invitations").rglob("*.eml"))) == people
    assert {p.suffix for p in (out / "report").iterdir()} == {".xlsx", ".html"}
    for path in out.rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, path


def test_an_unchanged_invitation_is_not_bumped_and_a_changed_one_is(approved):
    folder = approved.folder / "out" / COHORT / "invitations" / "kickoff"
    approved("invite", "kickoff", COHORT)
    before = {p.name: p.read_bytes() for p in folder.glob("*.eml")}
    approved("invite", "kickoff", COHORT)
    assert {p.name: p.read_bytes() for p in folder.glob("*.eml")} == before
    approved("cohort", "change", COHORT, "--set", "kickoff.place=Dipoli, Espoo")
    data = answer(approved("invite", "kickoff", COHORT, "--json"))
    assert {i["calendar event"] for i in data["invitations"]} == {"update 1"}
    drafts = {i["file"] for i in data["invitations"]}
    assert {i["draft"] for i in data["invitations"]} == {"changed"}
    assert {p.name for p in folder.glob("*.eml")} == drafts
    assert all((folder / name).read_bytes() not in before.values() for name in drafts)


def test_every_reminder_goes_exactly_once_over_the_whole_calendar(approved):
    """The command's own function, twice a day: a process for each would take minutes."""
    approved("agreement", "render", COHORT)
    seen = []
    day, last = dt.date(2026, 11, 13), dt.date(2027, 6, 10)
    while day <= last:
        for hour in (7, 8):
            now = dt.datetime.combine(day, dt.time(hour), dt.UTC)
            run = Run(approved.folder, day, now, "cron", "remind")
            keys = [r["key"] for r in remind(run).data["reminders"]]
            if keys:
                assert mark(run, choose(run, COHORT, Choice())).data["count"] == len(keys)
            seen += keys
        day += dt.timedelta(days=1)
    assert len(seen) == len(set(seen)) > 100
    drafts = list((approved.folder / "out" / COHORT / "outbox").glob("*/*.eml"))
    assert len(drafts) == len(seen)
    kinds = {key.split(":")[1] for key in seen}
    assert kinds >= {"agreement-unsigned", "kickoff-3d", "individual-session-not-booked", "wrapup"}


def test_the_command_reminds_once_on_a_day(approved):
    first = answer(approved("remind", "--today", "2027-01-18", "--json"))
    again = answer(approved("remind", "--today", "2027-01-18", "--json"))
    assert first["count"] > 0
    assert again["count"] == 0


def test_a_gathering_without_a_place_is_asked_for_one_and_its_languages_are_read(run):
    run("init", ".")
    steps = answer(run("cohort", "new", "doctoral", COHORT, "--json"))["next"]
    assert f'mentorcli cohort change {COHORT} --set "wrapup.place=…"' in steps
    run("cohort", "change", COHORT, "--set", "kickoff.language=English and Finnish")
    shown = run("cohort", "show", COHORT).stdout
    assert "in English and Finnish" in shown
    assert "Otakaari" not in shown
    refused = run("cohort", "change", COHORT, "--set", "kickoff.language=Klingon", code=2)
    assert "'Klingon' is no language" in refused.stderr


def test_nothing_due_is_silent(approved):
    first = approved("remind", "--today", "2026-12-23")
    assert "receipt" in first.stdout
    for day in ("2026-12-23", "2026-12-24"):
        done = approved("remind", "--today", day)
        assert (done.stdout, done.stderr) == ("", "")


def test_status_always_names_the_next_command(workspace, sample):
    def steps():
        return answer(workspace("status", "--json", "--today", "2026-11-25"))["next"]

    assert "import" in steps()[0]
    workspace(
        "import", sample / "mentees.xlsx", sample / "mentors.csv", "--cohort", COHORT, "--accept"
    )
    assert steps() == [f"mentorcli questions list {COHORT}"]
    listed = answer(workspace("questions", "list", COHORT, "--json"))["questions"]
    numbers = [str(q["number"]) for q in listed if q["code"] != "group_unsure"]
    group = [str(q["number"]) for q in listed if q["code"] == "group_unsure"]
    workspace("questions", "settle", COHORT, *numbers, "nobody")
    workspace("questions", "settle", COHORT, *group, "different")
    assert steps() == [f"mentorcli match {COHORT}"]
    workspace("match", COHORT)
    assert steps() == [f"mentorcli plan review {COHORT}"]
    workspace("plan", "approve", COHORT, "--yes", "--with-questions")
    assert steps() == [f"mentorcli agreement render {COHORT}"]


def dump(run):
    """All rows of the database but the facts and the lease."""
    import sqlite3

    with closing(sqlite3.connect(run.folder / "workspace.db")) as connection:
        return [
            line
            for line in connection.iterdump()
            if '"facts"' not in line and '"lease"' not in line
        ]


def people(run):
    """Each application with its answers."""
    import sqlite3

    found = {}
    with closing(sqlite3.connect(run.folder / "workspace.db")) as connection:
        for role, person, answers in connection.execute(
            "SELECT role, person, answers FROM applications ORDER BY 1, 2"
        ):
            # the last of each is its value; before it stands from where it is
            found[role, person] = {f: told[-1] for f, told in json.loads(answers).items() if f}
    return found


def shuffle_text(source, target):
    with Path(source).open(encoding="utf-8", newline="") as file:
        header, *rows = list(csv.reader(file))
    random.Random(3).shuffle(rows)
    text = io.StringIO(newline="")
    csv.writer(text).writerows([header, *rows])
    Path(target).write_text(text.getvalue(), encoding="utf-8", newline="")


def shuffle_workbook(source, target):
    """Shuffle the rows in the workbook's own XML, so that all else stays as the tool wrote it."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if "worksheets/sheet" in name:
                content = shuffled_rows(content.decode()).encode()
            new.writestr(name, content)


def shuffled_rows(xml):
    rows = re.findall(r"<(?:x:)?row .*?</(?:x:)?row>", xml, re.DOTALL)
    header, *answers = rows
    start, end = xml.index(header), xml.index(rows[-1]) + len(rows[-1])
    random.Random(3).shuffle(answers)
    moved = [header]
    for number, row in enumerate(answers, 2):
        row = re.sub(r'(<(?:x:)?row [^>]*?\br=")\d+', rf"\g<1>{number}", row)  # noqa: PLW2901 - renumbered
        moved.append(re.sub(r'(\br="[A-Z]+)\d+"', rf'\g<1>{number}"', row))
    return xml[:start] + "".join(moved) + xml[end:]
