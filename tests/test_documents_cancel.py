"""Events taken back and asked for, and days on which nobody comes."""

from __future__ import annotations

import datetime as dt
import email
from dataclasses import replace
from email import policy

import pytest
from documents_cohorts import KEY, running
from documents_people import STAMP, cohort, material, mentees
from icalendar import Calendar

from mentorcli.commands.cohorts.cohorts import change
from mentorcli.commands.papers.cancellations import cancel
from mentorcli.commands.papers.invitations import invite
from mentorcli.documents import calendar_file, gathering_event, gathering_problems
from mentorcli.documents.calendar import asked
from mentorcli.domain.days import easter, holiday

GROUPS = [("fi", ["Maija Äijä", "Ville Å"]), ("en", ["Chen Li", "Dina Ås"])]


def events(folder):
    found = {}
    for path in sorted((folder / "out" / KEY / "invitations").rglob("* - kickoff *.eml")):
        mail = email.message_from_bytes(path.read_bytes(), policy=policy.SMTP)
        (attached,) = mail.iter_attachments()
        calendar = Calendar.from_ical(attached.get_payload(decode=True))
        (event,) = calendar.walk("VEVENT")
        found[str(event["UID"])] = (
            str(calendar["METHOD"]), int(event["SEQUENCE"]), str(event["STATUS"]),
        )  # fmt: skip
    return found


def test_invited_cancelled_and_invited_again_is_one_event(tmp_path):
    run = running(tmp_path, GROUPS).on()
    invite(run, "kickoff", KEY)
    first = events(tmp_path)
    assert set(first.values()) == {("PUBLISH", 0, "CONFIRMED")}
    cancel(run, "kickoff", KEY)
    second = events(tmp_path)
    assert second.keys() == first.keys()
    assert set(second.values()) == {("CANCEL", 1, "CANCELLED")}
    before = {p: p.read_bytes() for p in (tmp_path / "out").rglob("*.eml")}
    cancel(replace(run, now=run.now + dt.timedelta(days=1)), "kickoff", KEY)
    assert before == {p: p.read_bytes() for p in (tmp_path / "out").rglob("*.eml")}
    invite(run, "kickoff", KEY)
    assert set(events(tmp_path).values()) == {("PUBLISH", 2, "CONFIRMED")}


def test_another_place_updates_the_same_events_and_replaces_the_drafts(tmp_path):
    run = running(tmp_path, GROUPS).on()
    invite(run, "kickoff", KEY)
    first, drafts = events(tmp_path), sorted((tmp_path / "out").rglob("*.eml"))
    place = {"kickoff": {"place": "Another hall"}}
    change(run, KEY, {}, place)
    invite(run, "kickoff", KEY)
    second = events(tmp_path)
    assert second.keys() == first.keys()
    assert set(second.values()) == {("PUBLISH", 1, "CONFIRMED")}
    assert sorted((tmp_path / "out").rglob("*.eml")) == drafts
    assert all(b"Another hall" in p.read_bytes() for p in drafts)


def test_nobody_invited_nothing_cancelled(tmp_path):
    run = running(tmp_path, GROUPS).on()
    assert cancel(run, "kickoff", KEY).data["cancelled"] == []
    assert not (tmp_path / "out" / KEY).exists()


def test_a_request_asks_one_person():
    event = gathering_event(material(), "kickoff", mentees()[0])
    published = calendar_file(event, sequence=0, stamp=STAMP)
    content = asked(published, 'O"Hara; Dr, PhD', "a@b.fi")
    (read,) = Calendar.from_ical(content).walk("VEVENT")
    assert b"METHOD:REQUEST" in content
    assert str(read["ATTENDEE"]) == "mailto:a@b.fi"
    assert read["ATTENDEE"].params["RSVP"] == "TRUE"
    assert read["ATTENDEE"].params["CN"] == "O'Hara; Dr, PhD"


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2027-03-26", "Good Friday"), ("2027-05-06", "Ascension Day"), ("2027-01-06", "Epiphany"),
        ("2026-06-19", "Midsummer Eve"), ("2027-06-26", "Midsummer Day"),
        ("2026-10-31", "All Saints' Day"), ("2027-11-06", "All Saints' Day"),
    ],
)  # fmt: skip
def test_finnish_holidays_by_rule(day, name):
    found = holiday(dt.date.fromisoformat(day))
    assert found is not None
    assert found["en"] == name


def test_ordinary_days_are_no_holidays_and_easter_is_a_sunday():
    assert [y for y in range(2026, 2041) if easter(y).weekday() != 6] == []
    days = (dt.date(2027, 1, 1) + dt.timedelta(n) for n in range(365))
    assert sum(holiday(d) is not None for d in days) == 15


@pytest.mark.parametrize(
    ("day", "said"), [("2027-05-06", "Ascension Day"), ("2027-01-23", "a weekend")]
)
def test_a_gathering_on_such_a_day_is_told(day, said):
    dates = {**cohort().dates, "kickoff": dt.date.fromisoformat(day)}
    (problem,) = gathering_problems("kickoff", replace(cohort(), dates=dates), dates["kickoff"])
    assert dict(problem.parameters)["what"] == said
    assert gathering_problems("kickoff", cohort(), cohort().dates["kickoff"]) == ()
