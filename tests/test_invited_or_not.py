"""A cancellation goes to whom an invitation went: whose draft waits was not invited, or it is asked."""

import json
import sqlite3
from contextlib import closing

import pytest
from conftest import COHORT

DAY = ("--today", "2026-12-11")


def told(run, *words, code=None):
    return json.loads(run(*words, *DAY, "--json", code=code).stdout)


def waiting(run, kind="kickoff"):
    """The people whose drafts wait; in the folder lies what the register knows, and no more."""
    with closing(sqlite3.connect(run.folder / "workspace.db")) as connection:
        rows = connection.execute(
            "SELECT person, state, file FROM drafts WHERE kind = ? AND state != 'replaced'", (kind,)
        )
        drafts = [*rows]
    lying = {str(p.relative_to(run.folder / "out")) for p in (run.folder / "out").rglob("*.eml")}
    assert {f for f in lying if "replaced" not in f} == {file for _, _, file in drafts}
    return {person for person, state, _ in drafts if state == "waiting"}


@pytest.fixture
def invited(approved):
    made = told(approved, "invite", "kickoff", COHORT)["invitations"]
    return approved, len(made)


def test_taking_one_invitation_back_leaves_the_drafts_of_all_others(invited):
    run, count = invited
    before = waiting(run)
    one = min(before)
    assert len(before) == count > 5
    for more in ((), ("--never-sent",)):
        told(run, "invite", "cancel", "kickoff", COHORT, "--who", one, *more)
        assert waiting(run) == (before - {one} if more else before)
    assert (
        f"{count - 1} not sent yet; 1 invitation taken back" in run("status", COHORT, *DAY).stdout
    )


def test_where_some_went_the_others_were_not_invited_and_hear_nothing(invited):
    run, count = invited
    went = sorted(waiting(run))[:2]
    for one in went:
        run("outbox", "sent", COHORT, "--who", one, "--yes", *DAY)
    found = told(run, "invite", "cancel", "kickoff", COHORT)
    assert len(found["cancelled"]) == 2
    assert len(found["never_sent"]) == count - 2
    assert waiting(run) == set(went)
    assert "cancelled" in run("status", COHORT, *DAY).stdout
    again = told(run, "invite", "kickoff", COHORT)["invitations"]
    assert len(again) == count


def test_where_none_is_known_to_have_gone_it_is_told_and_one_word_takes_all_back(invited):
    run, count = invited
    first = told(run, "invite", "cancel", "kickoff", COHORT)
    assert len(first["cancelled"]) == count
    (said,) = [p for p in first["problems"] if p["code"] == "invitations_not_sent"]
    command = said["do"].partition("mentorcli ")[2].split()
    assert told(run, *command)["cancelled"] == []
    assert waiting(run) == set()
    assert "cancelled" in run("status", COHORT, *DAY).stdout


def test_who_left_before_the_invitation_went_gets_no_cancellation(invited):
    run, _ = invited
    left, stays = sorted(waiting(run))[:2]
    run("outbox", "sent", COHORT, "--who", stays, "--yes", *DAY)
    run("application", "withdraw", COHORT, left, "--yes", *DAY)
    found = told(run, "invite", "kickoff", COHORT)
    assert found["cancelled"] == []
    assert left not in waiting(run)
    assert "still invited" not in run("status", COHORT, *DAY).stdout


def test_whose_mentor_left_stays_invited_until_the_plan_is_repaired(invited):
    run, count = invited
    run("outbox", "sent", COHORT, "--yes", *DAY)
    match = json.loads(run("plan", "show", COHORT, "--json").stdout)["plan"]["matches"][0]
    run("application", "withdraw", COHORT, match["mentor"], "--yes", *DAY)
    assert "1 person without a match still invited" in run("status", COHORT, *DAY).stdout
    found = told(run, "invite", "kickoff", COHORT, code=3)  # their match cannot go on as it is
    assert found["cancelled"] == [match["mentor"]]
    assert len(found["invitations"]) == count - 1 - len(match["mentees"])
    status = run("status", COHORT, *DAY).stdout
    assert "still invited" not in status
    assert "not invited" not in status
