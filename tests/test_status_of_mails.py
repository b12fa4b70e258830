"""What status says of mails that are written: how many are not sent yet, and that people are invited once they are."""

import datetime as dt
import json

import pytest
from conftest import COHORT


def told(run, *words, day="2026-12-10"):
    return json.loads(run(*words, *(("--today", day) if day else ()), "--json").stdout)


def lines(run, day="2026-12-10", *more):
    found = told(run, "status", COHORT, *more, day=day)["cohorts"][0]["lines"]
    return {x["what"]: (x["standing"], x["command"]) for x in found}


def test_invited_is_said_when_the_invitations_are_sent(approved):
    run, day = approved, "kick-off on 2027-01-21"
    people = told(run, "invite", "kickoff", COHORT)["invitations"]
    many, onward = len(people), f"mentorcli outbox sent {COHORT} --kind kickoff"
    written = f"{day}: invitations written, {many} not sent yet"
    assert lines(run)[written] == ("due", onward)
    told(run, "invite", "kickoff", COHORT)
    assert lines(run)[written] == ("due", onward)
    run("outbox", "sent", COHORT, "--who", people[0]["e-mail"], "--yes", "--today", "2026-12-12")
    assert f"{day}: invitations written, {many - 1} not sent yet" in lines(run, "2026-12-12")
    run(*onward.split()[1:], "--yes", "--today", "2026-12-14")
    assert lines(run, "2026-12-14")[f"{day}: invited"] == ("done", "")
    before = lines(run, "2026-12-20", "--as-of", "2026-12-13")
    assert f"{day}: invitations written, {many - 1} not sent yet" in before
    run("undo", "--yes", "--today", "2026-12-14")
    assert f"{day}: invitations written, {many - 1} not sent yet" in lines(run, "2026-12-14")


def test_what_was_moved_after_it_was_sent_waits_again(approved):
    many = len(told(approved, "invite", "kickoff", COHORT)["invitations"])
    approved("outbox", "sent", COHORT, "--yes", "--today", "2026-12-10")
    approved("cohort", "change", COHORT, "--date", "kickoff=2027-01-28", "--only")
    told(approved, "invite", "kickoff", COHORT)
    written = f"kick-off on 2027-01-28: invitations written, {many} not sent yet"
    assert lines(approved)[written][0] == "due"
    folder = approved.folder / "out" / COHORT / "invitations" / "kickoff"
    (row,) = (x for x in approved("outbox", "list", COHORT).stdout.splitlines() if str(folder) in x)
    assert int(row.split("|")[-2]) == len([*folder.glob("*.eml")]) == many


@pytest.mark.parametrize("server", [False, True])
def test_mails_of_an_earlier_day_are_told_with_their_count(approved, server):
    if server:
        with (approved.folder / "mentorcli.toml").open("a", encoding="utf-8") as file:
            file.write('[sending]\ntransport = "pickup"\nfolder = "pickup"\n')
    letters = len(told(approved, "letter", "waiting", COHORT)["letters"])
    due = told(approved, "remind", day="2026-12-31")["count"]
    assert due
    verb = "send" if server else "sent"
    said = lines(approved, "2027-01-02")
    assert said[f"{letters + due} mails written and not sent yet"] == (
        "due", f"mentorcli outbox {verb} {COHORT}",
    )  # fmt: skip
    approved("outbox", "sent", COHORT, "--yes", "--today", "2027-01-02")
    assert not [x for x in lines(approved, "2027-01-02") if "not sent" in x]


def test_reminders_that_are_not_true_any_more_are_told_with_what_takes_them_away(approved):
    due = told(approved, "remind", day="2026-12-02")["count"]
    assert due > 1
    one = next(p for p in told(approved, "application", "list", COHORT, day=None)["applications"] if p["role"] == "mentee")  # fmt: skip
    approved("application", "withdraw", COHORT, one["id"], "--yes", "--today", "2026-12-03")
    said = lines(approved, "2026-12-03")
    assert said["1 mail not true any more"] == ("due", "mentorcli remind")
    told(approved, "remind", day="2026-12-03")
    assert not any("not true" in line for line in lines(approved, "2026-12-03"))


def test_the_command_of_a_row_marks_what_the_row_counts_and_no_more(approved):
    told(approved, "invite", "kickoff", COHORT)
    letters = len(told(approved, "letter", "waiting", COHORT)["letters"])
    due = told(approved, "remind", day="2026-12-11")["count"]
    assert due
    said = lines(approved, "2026-12-11")
    (standing, command) = said[f"{letters + due} mails written and not sent yet"]
    done = told(approved, *command.split()[1:], "--yes", day="2026-12-11")
    assert (standing, done["count"]) == ("due", letters + due)
    left = [x for x in lines(approved, "2026-12-11") if "not sent" in x]
    assert [x.partition(":")[0] for x in left] == ["kick-off on 2027-01-21"]


def test_a_closed_cohort_tells_of_mails_that_wait_and_of_data_kept_too_long(approved):
    approved("cohort", "move", COHORT, "closing", "--today", "2027-06-20")
    letters = len(told(approved, "letter", "receipt", COHORT)["letters"])
    approved("cohort", "move", COHORT, "closed", "--yes", "--today", "2027-07-01")
    assert f"{letters} mails written and not sent yet" in lines(approved, "2027-07-02")
    (day,) = (d["day"] for d in told(approved, "calendar", COHORT)["days"] if "erased" in d["what"])
    assert not any(
        "erased by" in x for x in lines(approved, str(dt.date.fromisoformat(day) - dt.timedelta(1)))
    )
    kept = {x: y for x, y in lines(approved, day).items() if x.endswith(f"to be erased by {day}")}
    assert [*kept.values()] == [("due", f"mentorcli person erase {COHORT} --due")]
