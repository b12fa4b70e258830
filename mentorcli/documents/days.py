"""A calendar file of whole days, for the coordinator: many events, no attendees."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from mentorcli.documents.plain import plain_line


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """A whole day with what is on it. ``uid`` never changes, so a later file replaces the earlier."""

    uid: str
    day: dt.date
    summary: str


def days_file(days: Sequence[CalendarDate], stamp: dt.date) -> bytes:
    """Return the days as an ``.ics`` file (RFC 5545); equal days give equal bytes on one day."""
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//mentorcli//days//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for one in days:
        event = Event()
        event.add("uid", one.uid)
        event.add("dtstamp", dt.datetime.combine(stamp, dt.time(), dt.UTC))
        event.add("dtstart", one.day)
        event.add("dtend", one.day + dt.timedelta(days=1))
        event.add("summary", plain_line(one.summary))
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    made: bytes = calendar.to_ical()
    return made
