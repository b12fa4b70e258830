"""Who was taken off a gathering by name stays off; what undo leaves of invitations that were written twice."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from conftest import COHORT

DAY = ("--today", "2026-12-10")


def told(run, *words, code=None):
    return json.loads(run(*words, "--json", code=code).stdout)


def lines(run, day="2026-12-10"):
    found = told(run, "status", COHORT, "--today", day)["cohorts"][0]["lines"]
    return {x["what"]: x for x in found if x["what"].startswith("kick-off")}


def invited(run, *who, day=DAY):
    made = told(run, "invite", "kickoff", COHORT, *who, *day)
    return {one["e-mail"] for one in made["invitations"]}


def states(run):
    found = told(run, "outbox", "list", COHORT)["drafts"]
    return Counter((d["kind"], d["state"]) for d in found)


def due_in(run, day):
    """Who would be reminded of the kick-off on a day."""
    found = told(run, "remind", "--today", day, "--dry-run")["reminders"]
    return {r["person"] for r in found if r["kind"].startswith("kickoff")}


@pytest.fixture
def asked(approved):
    """A cohort whose people are invited, two of them by name: a mentee, their mentor."""
    plan = told(approved, "plan", "show", COHORT)["plan"]
    match = plan["matches"][0]
    people = {p for m in plan["matches"] for p in (m["mentor"], *m["mentees"])}
    return approved, invited(approved), people, (match["mentees"][0], match["mentor"])


@pytest.mark.parametrize("more", [(), ("--never-sent",)])
def test_whose_invitation_was_taken_back_by_name_is_not_invited_again_unasked(asked, more):
    run, everybody, people, (mentee, mentor) = asked
    for one in (mentee, mentor):
        told(run, "invite", "cancel", "kickoff", COHORT, "--who", one, *more, *DAY)
    waits = len(everybody) - 2
    too = "" if more else ", 2 cancellations too"
    said = f"invitations written, {waits} not sent yet{too}; 2 invitations taken back"
    assert list(lines(run)) == [f"kick-off on 2027-01-21: {said}"]
    again = invited(run)
    assert len(again) == len(everybody) - 2
    assert again < everybody
    for day in ("2026-12-31", "2027-01-14", "2027-01-18"):
        assert due_in(run, day) <= people - {mentee, mentor}, "who is not expected is not reminded"
    assert due_in(run, "2027-01-18") == people - {mentee, mentor}
    one = everybody - again
    assert len(invited(run, mentee)) == len(again) + 1, "by name"
    assert len(invited(run)) == len(again) + 1, "and from then on as everybody"
    assert len(one & invited(run)) == 1
    assert due_in(run, "2027-01-18") == people - {mentor}
    told(run, "invite", "cancel", "kickoff", COHORT, *DAY)
    assert invited(run) == everybody, "what was called off for all is held after all, for all"


def test_a_decision_about_one_person_is_taken_back_by_undo(asked):
    run, everybody, _, (mentee, _) = asked
    before = lines(run)
    told(run, "invite", "cancel", "kickoff", COHORT, "--who", mentee, *DAY)
    assert lines(run) != before
    run("undo", "--yes", *DAY)
    assert lines(run) == before, "though the cancellation had replaced a draft"
    assert invited(run) == everybody
    assert lines(run) == before


def test_who_is_in_no_match_is_not_invited_by_name(asked):
    run, everybody, people, _ = asked
    stored = told(run, "application", "list", COHORT)["applications"]
    outside = next(a["id"] for a in stored if a["id"] not in people)
    before = told(run, "history", COHORT)
    refused = run("invite", "kickoff", COHORT, outside, *DAY, code=3)
    assert "is in no match" in refused.stderr
    assert told(run, "history", COHORT) == before
    assert invited(run) == everybody


def test_undo_of_a_second_invitation_leaves_the_drafts_of_the_first(asked):
    run, everybody, _, (mentee, _) = asked
    before = states(run)
    assert before["kickoff", "waiting"] == len(everybody)
    invited(run)
    run("undo", "--yes", *DAY)
    assert states(run) == before, "the first invitation stands, and so do its drafts"
    invited(run, mentee)
    run("undo", "--yes", *DAY)
    assert states(run) == before
    run("undo", "--yes", *DAY)
    assert states(run)["kickoff", "waiting"] == 0, "the first is taken back, too"


def test_undo_of_a_second_letter_leaves_the_first(approved):
    run = approved
    told(run, "letter", "waiting", COHORT, *DAY)
    before = states(run)
    assert before["waiting", "waiting"]
    told(run, "letter", "waiting", COHORT, *DAY)
    run("undo", "--yes", *DAY)
    assert states(run) == before
    run("undo", "--yes", *DAY)
    assert not states(run)["waiting", "waiting"]


def test_status_holds_an_invitation_against_its_own_day_and_place(asked):
    run, everybody, _, _ = asked
    written = f"invitations written, {len(everybody)} not sent yet"
    fine = {f"kick-off on 2027-01-21: {written}"}
    late = "kick-off on 2027-01-28: the calendar changed after the invitations"
    assert lines(run).keys() == fine
    run("cohort", "change", COHORT, "--date", "midpoint=2027-03-25", "--only", *DAY)
    assert lines(run).keys() == fine, "another day of the calendar is not in the invitation"
    run("cohort", "change", COHORT, "--date", "kickoff=2027-01-28", "--only", *DAY)
    assert lines(run).keys() == {late}
    invited(run)
    assert lines(run).keys() == {f"kick-off on 2027-01-28: {written}"}
    moved = next(
        one["no."]
        for one in told(run, "history", COHORT)["history"]
        if one["what"] == "the calendar changed: kickoff"
    )
    run("undo", moved, "--yes", *DAY)
    back = "kick-off on 2027-01-21: the calendar changed after the invitations"
    assert lines(run).keys() == {back}, "the drafts tell of the 28th"
    assert lines(run)[back]["command"] == f"mentorcli invite kickoff {COHORT}"
    invited(run)
    assert lines(run).keys() == fine
    run("cohort", "change", COHORT, "--set", "kickoff.place=Hall 2", *DAY)
    assert lines(run).keys() == {back}


def test_nobody_is_invited_in_a_cohort_that_is_closed(asked):
    run, _, _, (mentee, _) = asked
    run("cohort", "move", COHORT, "closing", "--today", "2027-05-25")
    run("cohort", "move", COHORT, "closed", "--yes", "--today", "2027-05-26")
    before = told(run, "history", COHORT)
    session = ("session", COHORT, mentee, "--on", "2027-06-01", "--at", "14:00")
    for words in (("kickoff", COHORT), ("wrapup", COHORT), session):
        refused = run("invite", *words, "--today", "2027-05-27", code=2).stderr
        assert "is closed" in " ".join(refused.split())
    assert told(run, "history", COHORT) == before
