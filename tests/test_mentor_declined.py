"""A mentee who said yes hears, once, that the mentor said no; nobody else does, and no reason is told."""

import json
import shutil
from email import message_from_bytes, policy

import pytest
from conftest import Commands

KEY, MENTOR, NAME = "2027-open", "Forsström", "Annika Forsström"
ASKED, YES, NO, NEXT = "2027-02-01", "2027-02-02", "2027-02-03", "2027-02-04"
KIND = "mentor-declined"


@pytest.fixture
def run(open_sample, tmp_path):
    run = Commands(shutil.copytree(open_sample, tmp_path / "open"))
    run("pair", "propose", KEY, "Zhang", MENTOR, "--today", ASKED)
    return run


def due(run, day):
    """Write what is due on a day; return the letters about a mentor's no, each with its text."""
    found = json.loads(run("remind", "--today", day, "--json").stdout)["reminders"]
    texts = []
    for one in (x for x in found if x["kind"] == KIND):
        (file,) = (run.folder / "out" / KEY / "outbox" / day).glob(f"Zhang*{KIND}*")
        mail = message_from_bytes(file.read_bytes(), policy=policy.default)
        texts.append(" ".join(mail.get_body(("plain",)).get_content().split()))
        assert one["person"]
    return texts


def test_who_said_yes_hears_of_the_no_once_and_of_no_reason(run):
    run("pair", "accept", KEY, "Zhang", "--today", YES)
    assert due(run, YES) == []
    run("pair", "decline", KEY, MENTOR, "--reason", "a secret", "--today", NO)
    (text,) = due(run, NO)
    assert NAME in text
    assert "another proposal" in text
    assert "secret" not in text
    for day in (NO, NEXT, "2027-02-20", "2027-04-01"):
        assert due(run, day) == [], "once"
    # the next one who says no is told of, too
    run("pair", "propose", KEY, "Zhang", "Mäkelä", "--today", "2027-04-02")
    run("pair", "accept", KEY, "Zhang", "--today", "2027-04-02")
    run("pair", "decline", KEY, "Mäkelä", "--today", "2027-04-06")
    (text,) = due(run, "2027-04-06")
    assert "Mäkelä" in text
    assert NAME not in text


@pytest.mark.parametrize("yes", [True, False])
def test_who_says_no_hears_nothing_of_their_own_no(run, yes):
    if yes:
        run("pair", "accept", KEY, "Zhang", "--today", YES)
    run("pair", "decline", KEY, "Zhang", "--today", NO)
    assert due(run, NO) == due(run, NEXT) == []


def test_a_no_that_is_taken_back_is_told_to_nobody(run):
    run("pair", "accept", KEY, "Zhang", "--today", YES)
    run("pair", "decline", KEY, MENTOR, "--today", NO)
    assert due(run, NO)
    assert "declined" in run("undo", "--yes", "--today", NEXT).stdout
    run("remind", "--today", NEXT)
    drafts = json.loads(run("outbox", "list", KEY, "--json").stdout)["drafts"]
    assert KIND not in {d["kind"] for d in drafts}
