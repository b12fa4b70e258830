"""Calendar files: right times, own time zone, stable identity, nothing injected."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from documents_people import (
    NAUGHTY,
    STAMP,
    material,
    mentees,
    mentor,
)
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar

from mentorcli.documents import calendar_file, content_hash, event_uid, gathering_event
from mentorcli.domain.problem import UserError

HELSINKI = ZoneInfo("Europe/Helsinki")
at = dt.datetime.fromisoformat


def kickoff(recipient=None, **changes):
    event = gathering_event(material(), "kickoff", recipient or mentees()[0])
    return replace(event, **changes)


def written(event, sequence=0, stamp=STAMP):
    return calendar_file(event, sequence=sequence, stamp=stamp)


def test_the_file_is_a_published_event_with_its_own_time_zone():
    content = written(kickoff())
    calendar = Calendar.from_ical(content)
    (event,) = calendar.walk("VEVENT")
    assert calendar["METHOD"] == "PUBLISH"
    assert event.decoded("DTSTART") == dt.datetime(2027, 1, 21, 14, tzinfo=HELSINKI)
    assert event.decoded("DTEND") == dt.datetime(2027, 1, 21, 16, 30, tzinfo=HELSINKI)
    assert b"DTSTART;TZID=Europe/Helsinki:20270121T140000" in content
    assert content.count(b"RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=") == 2
    assert b"ATTENDEE" not in content
    assert event["SUMMARY"] == "Kick-off: Doctoral mentoring"
    assert event["URL"] == "https://meet.example.org/kick-off"


def test_its_own_zone_gives_the_times_of_zoneinfo_until_2040():
    (zone,) = Calendar.from_ical(written(kickoff())).walk("VTIMEZONE")
    rules = zone.to_tz(lookup_tzid=False)
    moment = at("2026-01-01T00:30")
    while moment.year < 2041:
        local = moment.replace(tzinfo=HELSINKI)
        if local.utcoffset() == local.replace(fold=1).utcoffset():
            assert moment.replace(tzinfo=rules).utcoffset() == local.utcoffset(), moment
        moment += dt.timedelta(hours=5)


@given(st.datetimes(at("2026-01-01T00:00"), at("2040-01-01T00:00")))
@example(at("2036-03-30T03:00").replace(fold=1))
def test_any_moment_comes_back_as_meant_or_is_refused(starts):
    starts = starts.replace(microsecond=0)
    local = starts.replace(tzinfo=HELSINKI)
    event = kickoff(starts=starts, ends=starts + dt.timedelta(days=1))
    try:
        content = written(event)
    except UserError:
        ends = event.ends.replace(tzinfo=HELSINKI)
        assert any(
            t.replace(fold=0).utcoffset() != t.replace(fold=1).utcoffset() for t in (local, ends)
        )
        return
    (read,) = Calendar.from_ical(content).walk("VEVENT")
    assert read.decoded("DTSTART").astimezone(dt.UTC) == local.astimezone(dt.UTC)


@pytest.mark.parametrize("hour", [at("2027-03-28T03:30"), at("2027-10-31T03:30")])
def test_times_in_the_gap_and_the_fold_are_refused(hour):
    with pytest.raises(UserError, match="clocks change"):
        written(kickoff(starts=hour, ends=hour + dt.timedelta(hours=2)))


def test_an_event_that_ends_before_it_starts_is_refused():
    with pytest.raises(UserError, match="ends before"):
        written(kickoff(ends=at("2027-01-21T13:00")))


def test_other_zones_are_written_in_utc_and_unknown_ones_refused():
    content = written(kickoff(zone="Europe/Stockholm"))
    assert b"DTSTART:20270121T130000Z" in content
    assert b"VTIMEZONE" not in content
    with pytest.raises(UserError, match="Mars/Olympus"):
        written(kickoff(zone="Mars/Olympus"))


def test_an_unchanged_event_keeps_its_bytes_and_a_changed_one_its_identity():
    event = kickoff()
    moved = replace(event, place="Elsewhere")
    assert written(event) == written(kickoff())
    assert content_hash(event) == content_hash(kickoff())
    assert content_hash(moved) != content_hash(event)
    later = written(moved, sequence=1, stamp=STAMP + dt.timedelta(days=1))
    (read,) = Calendar.from_ical(later).walk("VEVENT")
    assert (read["UID"], read["SEQUENCE"]) == (event.uid, 1)


def test_everybody_has_an_event_of_their_own_in_their_own_language():
    assert kickoff(mentees()[0]).uid == event_uid("2027-spring", "kickoff", "p-aaaa")
    assert len({kickoff(p).uid for p in [mentor(), *mentees()]}) == 4
    assert kickoff(mentor("fi")).summary == "Aloitustilaisuus: Väitöskirjatutkijoiden mentorointi"


@pytest.mark.parametrize("name", NAUGHTY)
def test_odd_texts_inject_nothing(name):
    odd = kickoff(summary=name, description=name + "\nEND:VEVENT", place=name, organiser_name=name)
    content = written(odd)
    calendar = Calendar.from_ical(content)
    assert [c.name for c in calendar.subcomponents] == ["VTIMEZONE", "VEVENT"]
    assert {p for p, _ in calendar.walk("VEVENT")[0].property_items()} == {
        p for p, _ in Calendar.from_ical(written(kickoff())).walk("VEVENT")[0].property_items()
    }
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert b"\x1b" not in content
