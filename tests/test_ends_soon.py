"""A match that ends early on a day to come: what its people are told, when they may meet, and told once."""

import datetime as dt
import json
import shutil
from email import message_from_bytes, policy

import pytest
from conftest import Commands

KEY, MENTOR = "2027-open", "Forsström"
BEGAN, SAID, LAST = "2027-02-01", "2027-04-20", "2027-04-30"
PAIR = ("--with", MENTOR)
IN_WORDS = {
    "en": ("ends on 30 April 2027", "ended on 30 April 2027", "has ended", "meet until then"),
    "fi": ("päättyy 30.4.2027", "päättyi 30.4.2027", "on päättynyt", "Siihen asti voitte tavata"),
    "sv": ("slutar 30.4.2027", "avslutades 30.4.2027", "har avslutats", "Till dess får ni"),
}


def told(run, *words, day, code=None):
    return json.loads(run(*words, "--today", day, "--json", code=code).stdout)


@pytest.fixture
def run(open_sample, tmp_path):
    """A pair that is to end on a day to come."""
    run = Commands(shutil.copytree(open_sample, tmp_path / "open"))
    run("pair", "propose", KEY, "Zhang", MENTOR, "--today", BEGAN)
    run("pair", "accept", KEY, "Zhang", *PAIR, "--today", BEGAN)
    run("pair", "accept", KEY, MENTOR, "--today", BEGAN)
    end = ("pair", "end", KEY, "Zhang", *PAIR, "--on", LAST, "--reason", "not told", "--yes")
    run(*end, "--today", SAID)
    return run


def letter(run, day, *more):
    """Write the letters about the ending; return their subjects and texts."""
    found = told(run, "letter", "early-ending", KEY, *more, day=day)["letters"]
    folder, texts = run.folder / "out" / KEY / "letters" / "early-ending", []
    for one in found:
        mail = message_from_bytes((folder / one["file"]).read_bytes(), policy=policy.default)
        texts.append((mail["Subject"], " ".join(mail.get_body(("plain",)).get_content().split())))
    return texts


@pytest.mark.parametrize("language", IN_WORDS)
def test_the_letter_names_the_last_day_and_says_what_is_to_come(run, language):
    ends, ended, over, meet = IN_WORDS[language]
    in_words = ("Zhang", "--language", language)
    ((subject, text),) = letter(run, SAID, *in_words)
    assert ends in subject
    assert ends in text
    assert meet in text
    for day in (LAST, "2027-05-03"):
        ((subject, text),) = letter(run, day, *in_words)
        assert subject.endswith(over)
        assert ended in text
        assert meet not in text


def test_they_may_meet_until_the_last_day_and_not_after(run):
    run("session", "log", KEY, "Zhang", "--on", "2027-04-27", "--today", "2027-04-28")
    run("session", "log", KEY, MENTOR, "--on", LAST, "--today", "2027-05-02")
    done = run(
        "session", "log", KEY, "Zhang", "--on", "2027-05-01", "--today", "2027-05-02", code=2
    )
    assert "has no meetings" in " ".join(done.stderr.split())
    days = {m["on"] for m in told(run, "session", "list", KEY, day="2027-05-02")["meetings"]}
    assert days == {"2027-04-27", LAST}


def test_the_list_says_that_it_ends(run):
    soon = dt.datetime.now(dt.UTC).date().isoformat() < LAST  # the list looks at the clock
    assert ("ends early" if soon else "ended early") in run("pair", "list", KEY).stdout


def test_who_was_told_is_told_once(run):
    assert len(letter(run, SAID)) == 2
    run("outbox", "sent", KEY, "--kind", "early-ending", "--yes", "--today", SAID)
    files = sorted((run.folder / "out" / KEY / "letters" / "early-ending").glob("*.eml"))
    before = [f.read_bytes() for f in files]
    # since then the mentee has another mentor: the letter would say otherwise of waiting
    run("pair", "propose", KEY, "Zhang", "Mäkelä", "--today", "2027-05-10")
    again = run("letter", "early-ending", KEY, "--today", "2027-09-13")
    assert again.stdout.count("sent before") == 2
    assert "send them" not in again.stdout + again.stderr
    assert [f.read_bytes() for f in files] == before
    drafts = json.loads(run("outbox", "list", KEY, "--json").stdout)["drafts"]
    assert {d["state"] for d in drafts if d["kind"] == "early-ending"} == {"sent"}
    ((_, text),) = letter(run, "2027-09-13", "Zhang")
    assert "ended on" in text, "who is named gets it as it is now"
