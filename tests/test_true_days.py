"""The days that sheets, lists and letters tell are those on which it was so."""

from __future__ import annotations

import openpyxl
from small_cohort import COHORT, replaced, signed, started, told


def sheet_of(run, name, **cells):
    """Fill in cells of a mentor's log sheet, like People_B3; return its path."""
    run("session", "sheets", COHORT, "--today", "2027-02-01")
    path = next((run.folder / "out" / COHORT / "sheets").glob(f"*{name}*.xlsx"))
    book = openpyxl.load_workbook(path)
    for where, value in cells.items():
        sheet, _, cell = where.partition("_")
        book[sheet][cell] = value
    book.save(path)
    return path


def test_who_came_to_the_kickoff_came_on_its_day(run):
    started(run)
    path = sheet_of(run, "Nils", People_B3="yes")
    assert "kickoff | Nils Norr | 2027-01-21" in run("read", path, "--today", "2027-03-18").stdout
    words = ("session", "answer", COHORT, "Mattila", "kickoff", "--came", "yes")
    assert told(run, *words, "--today", "2027-03-18")["on"] == "2027-01-21"
    assert told(run, *words, "--on", "2027-01-22", "--today", "2027-03-18")["on"] == "2027-01-22"
    again = ("session", "answer", COHORT, "Mattila", "wrapup", "--came", "no")
    assert told(run, *again, "--today", "2027-03-18")["on"] == "2027-03-18", "it is an answer"


def test_a_meeting_after_the_end_is_asked_about_or_told(run):
    started(run)
    end, today = "2027-05-20", ("--today", "2027-03-20")
    words = ("session", "log", COHORT, "Norr", "--on")
    refused = " ".join(run(*words, "2027-09-30", *today, code=2).stderr.split())
    assert "2027-09-30 cannot be the day of this meeting" in refused
    path = sheet_of(run, "Nils", Meetings_A3="30.9.2027")
    assert "cannot be the day of this meeting" in " ".join(
        run("read", path, *today, code=3).stderr.split()
    )
    assert told(run, "session", "list", COHORT)["meetings"] == []
    assert not told(run, *words, end, *today)["problems"]
    late = told(run, *words, "2027-06-03", *today)["problems"]
    assert [p["code"] for p in late] == ["meeting_after_end"]
    assert f"after {end}" in late[0]["says"]
    done = run("read", path, "--today", "2027-10-01")
    assert f"after {end}" in " ".join((done.stdout + done.stderr).split()), "it was held"
    again = run("read", path, "--today", "2027-10-01")
    assert f"after {end}" not in again.stdout + again.stderr, "nothing is new in it"


def test_an_individual_session_with_an_earlier_mentor_was_one(run):
    started(run)
    for name in ("Alho", "Berg", "Cork", "Dahl"):
        log = ("session", "log", COHORT, name, "--individual", "--on", "2027-02-15")
        run(*log, "--today", "2027-02-16")
    replaced(run, "2027-03-02")
    said = run("status", COHORT, "--today", "2027-03-18").stdout
    assert "1 mentee without an individual session" in said
    for day, kind in (("2027-03-18", "not-booked"), ("2027-04-20", "mentor")):
        found = told(run, "remind", "--dry-run", "--today", day)["reminders"]
        mine = [r for r in found if r["kind"] == f"individual-session-{kind}"]
        assert len(mine) == 1, kind


def test_the_command_beside_a_cry_for_help_says_that_it_closes_it(run):
    started(run)
    signed(run, "2027-01-21")
    run("session", "answer", COHORT, "Alho", "midpoint", "--on-track", "2", "--wants-help",
        "--today", "2027-03-18", code=3)  # fmt: skip

    def line():
        lines = told(run, "status", COHORT, "--today", "2027-03-19")["cohorts"][0]["lines"]
        return [x for x in lines if "would like help" in x["what"]]

    (one,) = line()
    assert "this closes it when you have talked" in one["what"]
    run(*one["command"].split()[1:], "--today", "2027-03-19")
    assert line() == []
