"""Invitations to an individual session that do not hold any more: who left, who has another mentor, who is called otherwise."""

import json
import shlex

import pytest
from small_cohort import COHORT, started

DAY = ("--today", "2027-02-20")
SESSION = ("invite", "session", COHORT, "Alho", "--on", "2027-03-04", "--at", "14:00", *DAY)
APART = "the two are in no match together"


@pytest.fixture
def run(run):
    started(run)
    run(*SESSION)
    return run


def lines(run, day="2027-02-20"):
    """Return (text, command) of what status says of the session."""
    done = json.loads(run("status", COHORT, "--today", day, "--json").stdout)
    rows = done["cohorts"][0]["lines"] if "cohorts" in done else done["lines"]
    return [
        (row["what"], row["command"])
        for row in rows
        if "individual session" in row["what"] and "in the log" not in row["what"]
    ]


def follow(run):
    ((_, command),) = lines(run)
    program, *words = shlex.split(command)
    assert program == "mentorcli"
    run(*words, *DAY)


def waiting(run):
    found = json.loads(run("outbox", "list", COHORT, "--json").stdout)["drafts"]
    return [d for d in found if d["kind"] == "session" and d["state"] == "waiting"]


def test_nothing_is_said_while_the_two_still_meet(run):
    assert lines(run) == []


@pytest.mark.parametrize("leaves", ["mentee", "mentor"])
def test_one_who_left_before_it_went_out(run, leaves):
    mentors = {"Mattila", "Norr"} & {
        w for d in waiting(run) for w in d["file"].replace("/", " ").split()
    }
    who = "Alho" if leaves == "mentee" else mentors.pop()
    run("application", "withdraw", COHORT, who, "--yes", *DAY)
    ((text, _),) = lines(run)
    assert text == "invitations to an individual session: 2 for nobody any more"
    assert lines(run, "2027-03-05") == []
    follow(run)
    assert lines(run) == []


def test_one_who_left_after_it_went_out_is_called_off(run):
    run("outbox", "sent", COHORT, "--kind", "session", "--yes", *DAY)
    run("application", "withdraw", COHORT, "Alho", "--yes", *DAY)
    ((text, command),) = lines(run)
    assert text == f"individual session of Aino Alho on 2027-03-04: {APART}"
    assert command.endswith("--cancel")
    follow(run)
    assert lines(run) == []
    assert len(waiting(run)) == 2
    run("undo", "--yes", *DAY)
    assert len(lines(run)) == 1


def test_a_template_edited_since_makes_them_anew(run):
    run("template", "edit", "invitations/session-mentee", "--language", "en")
    for file in (run.folder / "templates").rglob("session-mentee.en*"):
        file.write_text(file.read_text("utf-8") + "\nBring your calendar.\n", "utf-8")
    ((text, command),) = lines(run)
    assert text == "invitations to an individual session: 1 older than the template"
    assert "--cancel" not in command
    follow(run)
    assert lines(run) == []


def test_history_and_undo_tell_whose_session_it_was(run):
    run("session", "log", COHORT, "Alho", "--individual", "--on", "2027-02-18", *DAY)
    said = "individual session of Aino Alho on 2027-02-18"
    mentors = {"Mattila", "Norr"} & {
        w for d in waiting(run) for w in d["file"].replace("/", " ").split()
    }
    for whom in (COHORT, "Alho", mentors.pop()):
        newest = json.loads(run("history", whom, "--json").stdout)["history"][0]
        assert newest["what"] == said
    assert f"Taken back: {said}." in run("undo", "--yes", *DAY).stdout
