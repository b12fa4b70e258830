"""Invitations to a cohort's gatherings: the letter of each person and the event in it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from mentorcli.documents.calendar import CalendarEvent, event_uid
from mentorcli.documents.catalogue import admitted
from mentorcli.documents.merge_names import book, word
from mentorcli.documents.people import Material, joined, reader_names, withheld
from mentorcli.documents.plain import plain_line, plain_text
from mentorcli.domain.cohort import Cohort, no_gathering, session_of
from mentorcli.domain.days import day, day_off, hours, on_day, weekday
from mentorcli.domain.language import Language, label, localised
from mentorcli.domain.message import Attachment, Message, Participant
from mentorcli.domain.problem import Problem, Severity
from mentorcli.domain.programme import Gathering, Programme, RoleKey
from mentorcli.names.languages import language_name

REPLY_DAYS = (7, 3, 1)
"""An answer is asked for this many days before the gathering: the first that has not come when it is asked."""


def invitation_template(gathering: str, programme: Programme, role: RoleKey) -> str:
    """Return the name of the template of an invitation, like ``invitations/kickoff-mentee``."""
    return f"invitations/{gathering}-{programme.form.part(role)}"


def gathering_names(
    material: Material,
    gathering: str,
    recipient: Participant,
    before: Cohort | None = None,
    reader: str = "",
) -> dict[str, Any]:
    """Return all that an invitation's template may name: dicts, lists and strings only.

    Addresses are left out when they are held back. ``before`` is the cohort as an earlier invitation
    told of it, ``reader`` why one is taken back. Raises UserError when the cohort has no such gathering.
    """
    language = material.language
    asked = material.asked.get((gathering, recipient.person), material.today)
    days = (material.cohort.dates.get(gathering, asked) - dt.timedelta(n) for n in REPLY_DAYS)
    reply_by = next((day(on, language) for on in days if on > asked), "")
    event = _event(material.cohort, gathering, language) | {"reader": reader, "reply_by": reply_by}
    news = _news(material.cohort, before, gathering, language) if before else ("", "")
    event |= dict(zip(("change", "news"), news, strict=True))
    names = reader_names(material, recipient) | {"event": event}
    if material.held_back:
        names = withheld(names, language)
    return admitted("invitations", material.programme, names)


def _event(cohort: Cohort, gathering: str, language: Language) -> dict[str, str]:
    event, date = _gathering(cohort, gathering), cohort.dates[gathering]
    return {
        "title": _title(gathering, language),
        "day": weekday(date, language),
        "on": on_day(date, language),
        "time": hours(date, event, language),
        "place": plain_line(localised(event, "place", language)),
        "link": plain_line(event.link),
        "language": joined(language_name(c.strip(), language) for c in event.language.split(",")),
    }


def _news(now: Cohort, before: Cohort, gathering: str, language: Language) -> tuple[str, str]:
    """Return what is new about a gathering, for a subject, and the sentences that tell what it was."""
    said, was = (_event(c, gathering, language) for c in (now, before))
    clock = [(g.starts, g.ends, g.zone) for c in (now, before) for g in (c.gatherings[gathering],)]
    parts = [p for p in ("day", "place", "link") if said[p] != was[p]]
    if clock[0] != clock[1]:
        parts.insert("day" in parts, "time")
    heads = [word(f"new_{p}", language) for p in parts if said[p]]
    head = ", ".join((*heads[:1], *(h.lower() for h in heads[1:])))
    told = [
        word(f"{'first' if not was[p] else 'was' if said[p] else 'no'}_{p}", language).format(
            was[p]
        )
        for p in parts
    ]
    return head or word("updated", language), " ".join((*told, word("replaces", language)))


def gathering_problems(gathering: str, cohort: Cohort, today: dt.date) -> tuple[Problem, ...]:
    """Return notes: on a gathering that is over, has nowhere to meet, or is on a holiday or a weekend."""
    found = []
    if (on := cohort.dates[gathering]) < today:
        over, when = "gathering_over", day(on, "en")
        found.append(
            Problem.of(over, Severity.NOTE, gathering=gathering, date=when, cohort=cohort.key)
        )
    if _gathering(cohort, gathering).nowhere:
        where = Problem.of("nowhere_to_meet", Severity.NOTE, gathering=gathering, cohort=cohort.key)
        found.append(where)
    date = cohort.dates[gathering]
    if what := day_off(date):
        when = day(date, "en")
        found.append(
            Problem.of("on_a_holiday", Severity.NOTE, gathering=gathering, date=when, what=what)
        )
    return tuple(found)


def gathering_event(material: Material, gathering: str, recipient: Participant) -> CalendarEvent:
    """Return a gathering as it stands in one person's calendar, in that person's language.

    An individual session names the two who meet.
    """
    cohort, office, language = material.cohort, material.organisation, recipient.language
    event, date = _gathering(cohort, gathering), cohort.dates[gathering]
    about = plain_line(label(material.programme.names, language))
    if gathering.startswith(session_of("")):
        what = " – ".join(plain_line(p.name) for p in material.people) or about
    else:
        what = about
    place = localised(event, "place", language)
    contact = localised(office, "contact_name", language)
    who = f"{plain_line(contact)}, {plain_line(office.contact_email)}"
    return CalendarEvent(
        uid=event_uid(cohort.key, gathering, recipient.person),
        summary=f"{_title(gathering, language)}: {what}",
        description=plain_text(f"{about}\n{place}\n{event.link}\n{who}"),
        starts=dt.datetime.combine(date, event.starts),
        ends=dt.datetime.combine(date, event.ends),
        zone=event.zone,
        place=place or event.link,
        link=event.link,
        organiser_name=contact,
        organiser_email=office.contact_email,
        language=language,
    )


def gathering_message(letter: Message, gathering: str, sequence: int, calendar: bytes) -> Message:
    """Return a letter as one that invites, with the event attached as a calendar file.

    The letter's kind is the gathering's up to a slash: ``session/p-3xk2`` is a ``session``.
    ``sequence`` is that of the calendar file: a changed event is a new letter with a new key.
    """
    kind = gathering.partition("/")[0]
    return replace(
        letter,
        key=f"{letter.cohort}/{gathering}/{letter.person}/{sequence}",
        kind=kind,
        attachments=(Attachment(f"{letter.cohort}-{kind}.ics", "text/calendar", calendar),),
    )


def _gathering(cohort: Cohort, key: str) -> Gathering:
    if key not in cohort.gatherings or key not in cohort.dates:
        raise no_gathering(cohort, key)
    return cohort.gatherings[key]


def _title(gathering: str, language: Language) -> str:
    kind = gathering.partition("/")[0]
    return word(kind, language) if kind in book()["words"] else gathering.capitalize()
