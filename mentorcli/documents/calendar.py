"""Calendar files that Outlook, Google and Apple read: one event, published, asked or cancelled.

As a file beside a draft an event is published or cancelled; a request only works as a part of a
mail that is truly sent, to the one person whom it asks.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from mentorcli.documents.plain import plain_line, plain_text
from mentorcli.domain.days import zone
from mentorcli.domain.language import Language
from mentorcli.domain.problem import UserError

if TYPE_CHECKING:
    from icalendar import Calendar, Event, Timezone, vCalAddress


HOME = "Europe/Helsinki"
"""The zone whose rules travel inside the file; times of every other zone are written in UTC."""

Method = Literal["PUBLISH", "CANCEL"]

PRODUCT = "-//mentorcli//mentoring programmes//EN"
_EVENTS = uuid.UUID("5f0f7b1e-6f0c-5d0f-9a53-2d5b8a4c1e07")
_LONGEST_LINE = 75
_ANYBODY = "00000000-0000-5000-8000-000000000000"


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One event in one person's calendar.

    ``starts`` and ``ends`` are local times in ``zone`` without an offset. ``uid`` comes from
    ``event_uid`` and never changes, so a later file replaces the earlier one.
    """

    uid: str
    summary: str
    description: str
    starts: dt.datetime
    ends: dt.datetime
    zone: str
    place: str
    link: str
    organiser_name: str
    organiser_email: str
    language: Language


def event_uid(cohort: str, event: str, person: str) -> str:
    """Return the identifier of an event in a person's calendar, the same for ever."""
    return str(uuid.uuid5(_EVENTS, f"{cohort}\x1f{event}\x1f{person}"))


def content_hash(event: CalendarEvent) -> str:
    """Return a SHA-256 over all that an event says; another hash asks for the next SEQUENCE."""
    said = {name: str(getattr(event, name)) for name in sorted(CalendarEvent.__slots__)}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def calendar_file(
    event: CalendarEvent,
    *,
    sequence: int,
    stamp: dt.datetime,
    method: Method = "PUBLISH",
) -> bytes:
    """Return an event as the bytes of an ``.ics`` file (RFC 5545; method as in RFC 5546).

    A CANCEL with the same UID and a higher SEQUENCE takes the event out of the calendar again.

    ``sequence`` grows by one and ``stamp`` (UTC, with its zone) is renewed whenever
    ``content_hash`` differs from the one kept; else both stay and the bytes are equal. Raises
    UserError when a time does not exist or exists twice because the clocks change, and when the
    event ends before it starts.
    """
    # everybody's event differs in its identifier alone, so it is laid out and checked once
    general = replace(event, uid=_ANYBODY)
    content = _laid_out(general, sequence, stamp.astimezone(dt.UTC), method)
    if len(event.uid) != len(_ANYBODY) or content.count(_ANYBODY.encode()) != 1:
        return _laid_out(event, sequence, stamp.astimezone(dt.UTC), method)
    return content.replace(_ANYBODY.encode(), event.uid.encode())


def asked(content: bytes, name: str, email: str) -> bytes:
    """Return a published or cancelled event's file as a part of a mail that is truly sent.

    A published event becomes a request, with the reader as the one whom it asks; identifier,
    number and times stay. It is read back and compared (RuntimeError when it differs).
    """
    from icalendar import Calendar

    calendar: Calendar = Calendar.from_ical(content)
    if str(calendar["METHOD"]) == "PUBLISH":
        calendar["METHOD"] = "REQUEST"
    (event,) = calendar.walk("VEVENT")
    event.add("attendee", _attendee(name, email))
    made: bytes = calendar.to_ical()
    (read,) = Calendar.from_ical(made).walk("VEVENT")
    facts = ("UID", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "STATUS")
    if any(read[key].to_ical() != event[key].to_ical() for key in facts) or (
        str(read["ATTENDEE"]) != f"mailto:{plain_line(email)}"
    ):
        raise RuntimeError(f"the calendar part of {event['UID']} does not read back as meant")
    return made


@lru_cache(maxsize=64)
def _laid_out(
    event: CalendarEvent,
    sequence: int,
    stamp: dt.datetime,
    method: Method,
) -> bytes:
    """Return the file as icalendar writes it, read back and compared."""
    from icalendar import Calendar

    starts, ends = _moment(event.starts, event.zone), _moment(event.ends, event.zone)
    if ends <= starts:
        raise UserError(
            f"The event “{plain_line(event.summary)}” ends before it starts.",
            "Mend starts and ends under [gatherings] in the profile.",
        )
    calendar = Calendar()
    about = {"prodid": PRODUCT, "version": "2.0", "calscale": "GREGORIAN", "method": method}
    for key, value in about.items():
        calendar.add(key, value)
    if event.zone == HOME:
        calendar.add_component(_helsinki())
    else:
        starts, ends = starts.astimezone(dt.UTC), ends.astimezone(dt.UTC)
    made = _event(event, starts, ends, sequence, stamp)
    if method == "CANCEL":
        made["STATUS"] = "CANCELLED"
    calendar.add_component(made)
    content: bytes = calendar.to_ical()
    _check(content, event, starts, ends)
    return content


def _moment(local: dt.datetime, name: str) -> dt.datetime:
    moment = local.replace(tzinfo=zone(name), fold=0)
    if moment.utcoffset() != moment.replace(fold=1).utcoffset():
        raise UserError(
            f"{local:%d.%m.%Y %H:%M} in {name} falls into the hour in which the clocks change.",
            "Choose a time outside that hour.",
        )
    return moment


def _event(
    event: CalendarEvent, starts: dt.datetime, ends: dt.datetime, sequence: int, stamp: dt.datetime
) -> Event:
    from icalendar import Event

    result = Event()
    times = {"dtstamp": stamp, "dtstart": starts, "dtend": ends}
    for key, value in {"uid": event.uid, "sequence": sequence, **times}.items():
        result.add(key, value)
    result.add("summary", plain_line(event.summary), {"LANGUAGE": event.language})
    result.add("description", plain_text(event.description), {"LANGUAGE": event.language})
    if place := plain_line(event.place):
        result.add("location", place)
    if link := plain_line(event.link):
        result.add("url", link)
    result.add("organizer", _address(event.organiser_name, event.organiser_email))
    result.add("status", "CONFIRMED")
    result.add("transp", "OPAQUE")
    return result


def _address(name: str, email: str) -> vCalAddress:
    from icalendar import vCalAddress, vText

    address = vCalAddress(f"mailto:{plain_line(email)}")
    address.params["CN"] = vText(plain_line(name).replace('"', "'"))
    return address


def _attendee(name: str, email: str) -> vCalAddress:
    from icalendar import vText

    asking = {"ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION", "RSVP": "TRUE"}
    address = _address(name, email)
    for key, value in asking.items():
        address.params[key] = vText(value)
    return address


def _helsinki() -> Timezone:
    """Return Finland's rules as one yearly rule each, the only form that Outlook reads right."""
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

    result = Timezone()
    result.add("tzid", HOME)
    winter, summer = dt.timedelta(hours=2), dt.timedelta(hours=3)
    for part, start, before, after, month, name in (
        (TimezoneStandard(), dt.datetime(1996, 10, 27, 4), summer, winter, 10, "EET"),  # noqa: DTZ001 - local time by definition
        (TimezoneDaylight(), dt.datetime(1997, 3, 30, 3), winter, summer, 3, "EEST"),  # noqa: DTZ001 - same
    ):
        part.add("dtstart", start)
        part.add("rrule", {"FREQ": "YEARLY", "BYMONTH": month, "BYDAY": "-1SU"})
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        part.add("tzname", name)
        result.add_component(part)
    return result


def _check(content: bytes, event: CalendarEvent, starts: dt.datetime, ends: dt.datetime) -> None:
    """Read the file back; a difference from the intent is a bug here or in the library."""
    from icalendar import Calendar

    read: Calendar = Calendar.from_ical(content)
    events = read.walk("VEVENT")
    one = events[0]
    said = (str(one["SUMMARY"]), str(one["DESCRIPTION"]), str(one["UID"]))
    meant = (plain_line(event.summary), plain_text(event.description), event.uid)
    times = (one.decoded("DTSTART"), one.decoded("DTEND"))
    lines = content.split(b"\r\n")
    odd = any(len(line) > _LONGEST_LINE or b"\n" in line for line in lines)
    if len(events) != 1 or (said, times) != (meant, (starts, ends)) or odd:
        raise RuntimeError(f"the calendar file of {event.uid} does not read back as it was meant")


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
