"""Drafts that were deleted and not sent: doctor tells of them, and its commands make them again."""

import json
import shutil

from conftest import COHORT

DAY = "2027-01-18"


def lost(run, code):
    return json.loads(run("doctor", "--json", code=code).stdout)["problems"]


def test_doctor_tells_of_drafts_that_are_gone_and_how_they_come_again(approved):
    run = approved
    run("agreement", "render", COHORT, "--today", "2026-12-20")
    run("invite", "kickoff", COHORT, "--today", DAY)
    run("letter", "introduction", COHORT, "--today", DAY)
    run("remind", "--today", DAY)
    assert lost(run, 0) == []
    run("outbox", "sent", COHORT, "--kind", "introduction", "--yes", "--today", DAY)
    shutil.rmtree(run.folder / "out")
    told = lost(run, 3)
    assert {p["code"] for p in told} == {"drafts_lost"}
    assert not any("introduction" in p["says"] for p in told), "what was sent is not missing"
    commands = {p["do"].partition("again: ")[2].partition(".")[0] for p in told}
    assert commands == {"mentorcli remind", f"mentorcli invite kickoff {COHORT}"}
    for command in commands:
        run(*command.split()[1:], "--today", DAY)
    assert lost(run, 0) == []


def test_what_was_not_sent_and_is_about_a_past_day_is_not_called_unsent(approved):
    run = approved
    run("remind", "--today", "2026-12-01")
    run("outbox", "sent", COHORT, "--yes", "--today", "2026-12-01")
    run("remind", "--today", DAY)
    drafts = sorted((run.folder / "out" / COHORT / "outbox" / DAY).rglob("*.eml"))
    then = status(run, DAY)
    assert f"{len(drafts)} mails written and not sent yet" in then
    assert "past" not in then
    later = status(run, "2027-02-20")
    assert f"{len(drafts)} mails about a past day" in later, later
    assert "not sent yet" not in later
    for draft in drafts:
        draft.unlink()
    for asks_again in (False, True):  # `remind` says the same
        if asks_again:
            run("remind", "--today", "2027-02-20")
        now = status(run, "2027-02-20")
        assert "about a past day" not in now
        assert "not sent yet" not in now
        run("doctor", "--today", "2027-02-20")


def status(run, day):
    return run("status", COHORT, "--today", day, code=None).stdout
