"""Meetings that were kept are listed; a certificate for people of whom none is known says so, once."""

import json

import openpyxl
import pytest
from conftest import COHORT

OVER = "2027-05-24"


@pytest.fixture
def groups(approved):
    """The sample cohort, signed by all; its matches as the plan has them."""
    approved("agreement", "render", COHORT)
    approved("agreement", "signed", COHORT, "all", "--on", "2027-01-21", "--today", "2027-01-21")
    return told(approved, "plan", "show", COHORT)["plan"]["matches"]


def told(run, *words):
    return json.loads(run(*words, "--json").stdout)


def names(run):
    found = told(run, "application", "list", COHORT)["applications"]
    return {a["id"]: a["name"] for a in found}


def log(run, who, day, *words):
    run("session", "log", COHORT, who, "--on", day, *words, "--today", OVER)


def test_meetings_are_listed_with_who_was_there(approved, groups):
    assert "No meeting" in approved("session", "list", COHORT).stdout
    first, second, known = groups[0], groups[1], names(approved)
    log(approved, second["mentees"][0], "2027-03-01")
    log(approved, first["mentees"][1], "2027-02-02", "--individual")
    log(approved, first["mentees"][0], "2027-06-03")
    found = told(approved, "session", "list", COHORT, "--today", OVER)["meetings"]
    two = {first["mentor"], first["mentees"][1]}
    wanted = [
        ("2027-02-02", "individual session", first["id"], two, "held"),
        ("2027-03-01", "meeting", second["id"], {second["mentor"], *second["mentees"]}, "held"),
        ("2027-06-03", "meeting", first["id"], {first["mentor"], *first["mentees"]}, "booked"),
    ]
    keys = ("on", "kind", "match", "people", "state")
    said = [tuple(m[k] for k in keys) for m in found]
    assert [(*m[:3], {*m[3]}, m[4]) for m in said] == wanted
    assert all(m["names"] == [known[p] for p in m["people"]] for m in found)
    mine = told(approved, "session", "list", COHORT, first["mentees"][0], "--today", OVER)
    assert [m["on"] for m in mine["meetings"]] == ["2027-06-03"], "the individual one is another's"
    page = approved("session", "list", COHORT, "--today", OVER).stdout
    assert known[second["mentor"]] in page
    assert "booked" in page


def test_meetings_of_a_log_sheet_and_of_people_who_left(approved, groups):
    group = max(groups, key=lambda m: len(m["mentees"]))
    made = told(approved, "session", "sheets", COHORT)
    assert made
    files = sorted((approved.folder / "out" / COHORT).rglob("*.xlsx"))
    known, leaves = names(approved), group["mentees"][-1]
    mentor = known[group["mentor"]].split()[-1]
    path = next(f for f in files if mentor in f.name)
    book = openpyxl.load_workbook(path)
    book.worksheets[0].cell(3, 1).value = "2027-02-10"
    book.save(path)
    approved("read", path, "--today", OVER, code=None)
    words = ("--only", "--on", "2027-02-20", "--reason", "moved away", "--today", "2027-02-20")
    approved("pair", "end", COHORT, leaves, *words)
    log(approved, group["mentees"][0], "2027-03-10")
    found = told(approved, "session", "list", COHORT, group["mentor"])["meetings"]
    assert [(m["on"], leaves in m["people"]) for m in found] == [
        ("2027-02-10", True),
        ("2027-03-10", False),
    ]


def test_a_certificate_without_any_meeting_says_so_once_and_is_written(approved, groups):
    silent, met = groups[0], groups[1:]
    for group in met:
        log(approved, group["mentees"][0], "2027-02-02")
    words = ("letter", "certificate", COHORT, "--today", OVER)
    page = approved(*words)
    mentor = names(approved)[silent["mentor"]]
    said = " ".join((page.stdout + page.stderr).split())
    assert said.count(f"No meeting is known of the group of {mentor}:") == 1
    found = told(approved, *words)
    problems = [p for p in found["problems"] if p["code"] == "certificate_without_meeting"]
    assert len(problems) == 1
    assert f"the group of {mentor}:" in str(problems[0])
    assert len(found["letters"]) == sum(1 + len(m["mentees"]) for m in groups)
    log(approved, silent["mentees"][0], "2027-02-02", "--individual")
    again = told(approved, *words)["problems"]
    assert "certificate_without_meeting" not in {p["code"] for p in again}
