"""After weeks without `remind`: nobody gets a letter or a reminder that tells them what they know."""

import json
import shutil
from collections import Counter
from email import message_from_bytes
from email.policy import default

import pytest
from conftest import COHORT, Commands

OPEN = "2027-open"
APPROVED, LATE, THREE_WEEKS = "2026-12-07", "2026-12-29", "2027-01-05"
"""The kick-off of the sample is on 21 January 2027; its people applied until early December."""


def told(run, *words, code=None):
    """Return what a command says as JSON."""
    return json.loads(run(*words, "--json", code=code).stdout)


def due(run, day):
    """Return the people to whom each reminder goes on a day."""
    found = {}
    for one in told(run, "remind", "--dry-run", "--today", day)["reminders"]:
        found.setdefault(one["kind"], set()).add(one["person"])
    return found


def letters(run, name, day, cohort=COHORT):
    """Return the names of those to whom a letter goes on a day."""
    words = ("letter", name, cohort, "--dry-run", "--today", day)
    return Counter(one["to"] for one in told(run, *words)["letters"])


@pytest.fixture
def matched(imported):
    """The sample cohort with a plan that was approved on a day, and `remind` that never ran."""
    imported("match", COHORT, "--today", APPROVED)
    words = ("plan", "approve", COHORT, "--yes", "--with-questions")
    imported(*words, "--today", APPROVED)
    return imported


def names(run, cohort=COHORT):
    """Return everybody's name by person."""
    found = told(run, "application", "list", cohort)["applications"]
    return {a["id"]: a["name"] for a in found}


def placed(run, cohort=COHORT):
    """Return the people of the approved matches."""
    plan = told(run, "plan", "show", cohort)["plan"]
    return {p for m in plan["matches"] for p in (m["mentor"], *m["mentees"]) if p}


def test_a_receipt_gives_way_to_what_became_of_the_application(matched):
    found, there = due(matched, LATE), placed(matched)
    assert found["outcome"] == there
    assert not found.get("receipt", set()) & there, "on one day with the news itself"
    every = {*names(matched).values()}
    assert set(letters(matched, "receipt", LATE)) <= every
    matched("remind", "--today", LATE)
    has = {names(matched)[p] for p in there}
    assert not has & letters(matched, "receipt", LATE).keys(), "the news has been written"
    assert matched("letter", "receipt", COHORT, min(has), "--dry-run"), "who is named gets it"


def test_who_is_invited_hears_neither_of_a_place_nor_of_the_day_once_more(matched):
    there = placed(matched)
    matched("invite", "kickoff", COHORT, "--today", APPROVED)
    assert not {"outcome", "kickoff-invite"} & due(matched, LATE).keys()
    assert "kickoff-invite" not in due(matched, THREE_WEEKS)
    assert not {names(matched)[p] for p in there} & letters(matched, "receipt", LATE).keys()
    matched("cohort", "change", COHORT, "--date", "kickoff=2027-01-22")
    assert due(matched, THREE_WEEKS)["kickoff-invite"] == there, "the day is another"
    matched("invite", "kickoff", COHORT, "--today", THREE_WEEKS)
    assert "kickoff-invite" not in due(matched, THREE_WEEKS)
    assert due(matched, "2027-01-20")["kickoff-3d"] == there, "where and when, three days before"


def test_whose_invitation_was_taken_back_before_it_went_is_told_of_the_place(matched):
    matched("invite", "kickoff", COHORT, "--today", APPROVED)
    one = min(placed(matched))
    matched("invite", "cancel", "kickoff", COHORT, "--who", one, "--today", APPROVED)
    assert due(matched, LATE)["outcome"] == {one}


@pytest.mark.parametrize("how", ["introduction", "signed", "met"])
def test_who_knows_of_the_match_is_not_told_of_a_place(matched, how):
    there = placed(matched)
    if how == "introduction":
        matched("letter", "introduction", COHORT, "--today", APPROVED)
    if how == "signed":
        matched("agreement", "render", COHORT, "--today", APPROVED)
        matched("agreement", "signed", COHORT, "all", "--on", APPROVED, "--today", LATE)
    if how == "met":
        for match in told(matched, "plan", "show", COHORT)["plan"]["matches"]:
            who = match["mentees"][0]
            matched("session", "log", COHORT, who, "--on", APPROVED, "--today", APPROVED)
    assert "outcome" not in due(matched, LATE)
    said = {names(matched)[p] for p in there} & letters(matched, "receipt", LATE).keys()
    assert bool(said) is (how == "met"), "a meeting is no letter"


def test_nobody_asks_for_an_answer_to_an_invitation_of_today(matched):
    matched("invite", "kickoff", COHORT, "--today", "2027-01-15")
    assert "kickoff-no-reply" not in due(matched, "2027-01-15")
    assert "kickoff-no-reply" not in due(matched, "2027-01-16")


def test_who_hears_that_the_waiting_list_ends_is_not_told_to_wait(imported):
    imported("match", COHORT, "--today", "2027-03-01")
    imported("plan", "approve", COHORT, "--yes", "--with-questions", "--today", "2027-03-01")
    half = told(imported, "cohort", "show", COHORT)["cohort"]["dates"]["midpoint"]
    found = due(imported, half)
    assert found["regret"]
    assert "outcome-waiting" not in found
    assert letters(imported, "waiting", half), "places can become free until that day"
    assert not letters(imported, "waiting", "2027-04-30"), "and not after it"
    assert not letters(imported, "mentor-not-needed", "2027-04-30")
    imported("remind", "--today", half)
    assert not letters(imported, "waiting", half), "that list has ended for them"


def test_who_never_heard_of_the_call_is_not_reminded_of_it(tmp_path, sample):
    run = Commands(tmp_path)
    run("init", ".")
    run("cohort", "new", "joint", "2027-joint")
    run("import", sample / "joint-list.csv", "--cohort", "2027-joint", "--as", "selected", "--yes")
    close = told(run, "cohort", "show", "2027-joint")["cohort"]["dates"]["call_closes"]
    first = due(run, close)
    assert first["call-open"]
    assert "deadline" not in first


@pytest.fixture
def proposed(open_sample, tmp_path):
    """An open programme with a pair that was proposed on 10 February, and `remind` that never ran."""
    run = Commands(shutil.copytree(open_sample, tmp_path / "open"))
    run("pair", "propose", OPEN, "Zhang", "Forsström", "--today", "2027-02-10")
    return run


def test_who_has_just_said_until_when_is_not_asked(proposed):
    run, cohort, on = proposed, OPEN, "--today"
    assert "receipt" not in _of(run, "Zhang", "2027-02-10"), "a mentor is found already"
    run("pair", "accept", cohort, "Zhang", on, "2027-02-12")
    run("pair", "accept", cohort, "Forsström", on, "2027-02-15")
    ends = told(run, "pair", "list", cohort)["matches"][0]["ends"]
    assert "end-in-30-days" in _of(run, "Zhang", "2027-04-20"), ends
    run("pair", "extend", cohort, "Zhang", "--until", "2027-05-20", on, "2027-04-25")
    assert "end-in-30-days" not in _of(run, "Zhang", "2027-04-28")
    assert "end-in-30-days" not in _of(run, "Forsström", "2027-04-28")


def test_a_reminder_gives_way_to_one_that_is_there(matched):
    matched("template", "edit", "reminders/deadline")
    folder = matched.folder / "templates" / "reminders"
    for path in folder.glob("deadline.*"):
        text = path.read_text("utf-8")
        path.write_text(text.replace('["call-open"]', '["call-opne"]'), "utf-8")
    done = matched("template", "check", code=3)
    assert "There is no template reminders/call-opne" in " ".join(
        (done.stdout + done.stderr).split()
    )


def _of(run, name, day):
    """Return the reminders that go to somebody on a day."""
    who = {p for p, n in names(run, "2027-open").items() if name in n}
    return {kind for kind, people in due(run, day).items() if people & who}


def test_the_first_letter_of_a_series_is_worded_as_the_first_whenever_it_goes(proposed):
    run, cohort, on = proposed, OPEN, "--today"
    found, heard = "We have found a mentor for you", "have not heard from you yet"

    def text(day):
        run("remind", on, day)
        (file,) = (run.folder / "out" / cohort / "outbox" / day).glob("Zhang*mentee-confirm*")
        run("outbox", "sent", cohort, "--yes", on, day)
        mail = message_from_bytes(file.read_bytes(), policy=default)
        return mail.get_body().get_content()

    first, second = (
        text("2027-02-15"),
        text("2027-02-19"),
    )  # nothing ran on the day
    assert (found in first, heard in first) == (True, False)
    assert (found in second, heard in second) == (False, True)


@pytest.mark.parametrize("missed", [False, True])
def test_the_last_of_a_series_is_called_so_where_another_went_before(proposed, missed):
    run, cohort, on = proposed, OPEN, "--today"
    for day in ("2027-02-12", "2027-02-22"):
        run("remind", on, day)  # one that was missed is written and never sent
        (file,) = (run.folder / "out" / cohort / "outbox" / day).glob("Zhang*mentee-confirm*")
        if not missed:
            run("outbox", "sent", cohort, "--yes", on, day)
    text = message_from_bytes(file.read_bytes(), policy=default).get_body().get_content()
    assert ("last reminder" in text) is not missed
    assert ("not heard from you yet" in text) is not missed


def test_a_match_agreed_later_lasts_as_many_months(proposed):
    run, cohort, on = proposed, OPEN, "--today"
    (before,) = (m["ends"] for m in told(run, "pair", "list", cohort)["matches"])
    assert before.endswith("-10"), "proposed on the 10th, so many months later"
    run("pair", "accept", cohort, "Zhang", on, "2027-02-12")
    run("pair", "accept", cohort, "Forsström", on, "2027-02-25")
    (after,) = (m["ends"] for m in told(run, "pair", "list", cohort)["matches"])
    assert after == f"{before[:8]}25"
