"""Invitations to a cohort's gatherings: the letter of each person and the event in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from mentorcli.documents.agreement import date_names, organisation_names, programme_names
from mentorcli.documents.calendar import CalendarEvent, event_uid
from mentorcli.documents.catalogue import admitted
from mentorcli.documents.html import html_of
from mentorcli.documents.people import EQUAL, in_order, person_names, withheld
from mentorcli.documents.plain import plain_line, plain_text, shortened
from mentorcli.domain.cohort import Cohort
from mentorcli.domain.holidays import holiday
from mentorcli.domain.language import Language, label
from mentorcli.domain.message import Attachment, Message
from mentorcli.domain.moments import day, hours, weekday
from mentorcli.domain.organisation import Organisation
from mentorcli.domain.participant import Participant
from mentorcli.domain.problem import Problem, Severity, UserError
from mentorcli.domain.programme import Gathering, Programme
from mentorcli.files.templates import TemplateFile, render_text

REPLY_DAYS = 7
"""An answer is asked for this many days before the gathering."""

_FRIDAY = 4
_LONGEST_TOPIC = 200
_SUBJECT = "Subject:"
_TITLES: Mapping[str, Mapping[Language, str]] = {
    "kickoff": {"en": "Kick-off", "fi": "Aloitustilaisuus", "sv": "Startträff"},
    "midpoint": {"en": "Mid-point", "fi": "Väliarvio", "sv": "Halvtidsträff"},
    "session": {"en": "Individual session", "fi": "Yksilötapaaminen", "sv": "Individuell träff"},
    "wrapup": {"en": "Wrap-up", "fi": "Päätöstilaisuus", "sv": "Avslutningsträff"},
}


def invitation_template(gathering: str, programme: Programme, recipient: Participant) -> str:
    """Return the name of the template of somebody's invitation, like ``invitations/kickoff-mentee``."""
    role = EQUAL if programme.form == "peers" else recipient.role
    return f"invitations/{gathering}-{role}"


def gathering_names(
    gathering: str,
    cohort: Cohort,
    programme: Programme,
    recipient: Participant,
    mentor: Participant | None,
    mentees: Sequence[Participant],
    organisation: Organisation,
    language: Language,
    group_language: Language,
    *,
    held_back: bool = False,
) -> dict[str, Any]:
    """Return all that an invitation's template may name: dicts, lists and strings only.

    ``language`` is the template's, ``group_language`` the one that the group works in. ``others``
    are the mentees besides the recipient; equals have no mentor, and all are mentees. Addresses
    are left out when ``held_back``. Raises UserError when the cohort has no such gathering.
    """
    event = _gathering(cohort, gathering)
    date = cohort.dates[gathering]
    people = (*((mentor,) if mentor else ()), *in_order(mentees))
    group = {p.person: letter_person(programme, p, language) for p in people}
    names: dict[str, Any] = {
        "recipient": group[recipient.person],
        "mentor": group[mentor.person] if mentor else dict.fromkeys(group[recipient.person], ""),
        "mentees": [group[p.person] for p in in_order(mentees)],
        "others": [group[p.person] for p in in_order(mentees) if p.person != recipient.person],
        "group": {"language": language_name(group_language, programme, language)},
        "event": {
            "title": _title(gathering, language),
            "day": weekday(date, language),
            "time": hours(date, event, language),
            "place": plain_line(event.place),
            "link": plain_line(event.link),
            "reply_by": day(date - dt.timedelta(days=REPLY_DAYS), language),
        },
        "programme": programme_names(cohort, programme, language),
        "dates": date_names(cohort, language),
        "organisation": organisation_names(organisation, language),
    }
    if held_back:
        names = withheld(names, language)
    return admitted("invitations", programme, names)


def cancelled_names(
    gathering: str,
    cohort: Cohort,
    programme: Programme,
    recipient: Participant,
    organisation: Organisation,
    language: Language,
) -> dict[str, Any]:
    """Return the names of a letter that cancels: those of an invitation without the group."""
    names = gathering_names(
        gathering, cohort, programme, recipient, recipient, (), organisation, language, language
    )
    return names | {"mentor": dict.fromkeys(names["recipient"], ""), "mentees": [], "others": []}


def holiday_problems(gathering: str, cohort: Cohort) -> tuple[Problem, ...]:
    """Return a note when a gathering falls on a Finnish holiday or a weekend."""
    _gathering(cohort, gathering)
    date = cohort.dates[gathering]
    name = holiday(date)
    what = label(name, "en") if name else "a weekend" if date.weekday() > _FRIDAY else ""
    if not what:
        return ()
    return (
        Problem.of(
            "on_a_holiday", Severity.NOTE, gathering=gathering, date=day(date, "en"), what=what
        ),
    )


def gathering_event(
    gathering: str,
    cohort: Cohort,
    programme: Programme,
    recipient: Participant,
    organisation: Organisation,
) -> CalendarEvent:
    """Return a gathering as it stands in one person's calendar, in that person's language."""
    event, language = _gathering(cohort, gathering), recipient.language
    date = cohort.dates[gathering]
    about = plain_line(label(programme.names, language))
    who = f"{plain_line(organisation.contact_name)}, {plain_line(organisation.contact_email)}"
    return CalendarEvent(
        uid=event_uid(cohort.key, gathering, recipient.person),
        summary=f"{_title(gathering, language)}: {about}",
        description=plain_text(f"{about}\n{event.place}\n{event.link}\n{who}"),
        starts=dt.datetime.combine(date, event.starts),
        ends=dt.datetime.combine(date, event.ends),
        zone=event.zone,
        place=event.place or event.link,
        link=event.link,
        organiser_name=organisation.contact_name,
        organiser_email=organisation.contact_email,
        language=language,
    )


def session_event(
    gathering: str, cohort: Cohort, programme: Programme, recipient: Participant,
    mentor: Participant, mentee: Participant, organisation: Organisation,
) -> CalendarEvent:  # fmt: skip
    """Return an individual session as it stands in one person's calendar: it names the two."""
    event = gathering_event(gathering, cohort, programme, recipient, organisation)
    names = f"{plain_line(mentor.name)} – {plain_line(mentee.name)}"
    return replace(event, summary=f"{_title(gathering, recipient.language)}: {names}")


def gathering_message(
    template: TemplateFile,
    names: Mapping[str, Any],
    gathering: str,
    cohort: Cohort,
    recipient: Participant,
    calendar: bytes,
    sequence: int,
) -> Message:
    """Return the letter that invites one person, with the event attached as a calendar file.

    The letter's kind is the gathering's up to a slash: ``session/p-3xk2`` is a ``session``.
    ``sequence`` is that of the calendar file: a changed event is a new letter with a new key.
    The template's first line is ``Subject: …``, then a blank line, then the body. Raises UserError
    that names the template, its line and the nearest known name when it cannot be filled in.
    """
    subject, body = subject_and_body(template, render_text(template, names))
    kind = gathering.partition("/")[0]
    return Message(
        key=f"{cohort.key}/{gathering}/{recipient.person}/{sequence}",
        kind=kind,
        cohort=cohort.key,
        person=recipient.person,
        to_name=plain_line(recipient.name),
        to_email=plain_line(recipient.email),
        language=template.language,
        subject=subject,
        body=body,
        attachments=(Attachment(f"{cohort.key}-{kind}.ics", "text/calendar", calendar),),
    )


def subject_and_body(template: TemplateFile, text: str) -> tuple[str, str]:
    """Return a rendered letter's subject and body; a header or blank line missing is a UserError."""
    first, _, rest = text.lstrip("\ufeff\n").replace("\r\n", "\n").partition("\n")
    if not first.startswith(_SUBJECT) or not rest.startswith("\n") or not rest.strip():
        raise UserError(
            f"{template.path.name} does not begin with “{_SUBJECT} …” and a blank line.",
            "Write the subject on the first line, leave the second empty, then the letter.",
        )
    return plain_line(first.removeprefix(_SUBJECT)), rest.strip("\n") + "\n"


def language_name(language: Language, programme: Programme, shown_in: Language) -> str:
    """Return what a language is called in another: the option's text in the profile."""
    field = programme.field("mentee", "languages") or programme.field("mentor", "languages")
    option = field.option(language) if field else None
    return label(option.labels, shown_in) if option else language


def letter_person(programme: Programme, person: Participant, language: Language) -> dict[str, str]:
    """Return a person's names for letters: one line each, since a line break ends a paragraph."""
    names = {
        key: plain_line(text) for key, text in person_names(programme, person, language).items()
    }
    return names | {"research_topic": shortened(names["research_topic"], _LONGEST_TOPIC)}


def _gathering(cohort: Cohort, key: str) -> Gathering:
    if key not in cohort.gatherings or key not in cohort.dates:
        known = ", ".join(sorted(cohort.gatherings))
        raise UserError(f"{cohort.key} has no gathering {key!r}.", f"It has: {known}.")
    return cohort.gatherings[key]


def _title(gathering: str, language: Language) -> str:
    titles = _TITLES.get(gathering.partition("/")[0])
    return titles[language] if titles else gathering.capitalize()


def letter_page(template: TemplateFile, names: Mapping[str, Any]) -> str:
    """Return a filled-in letter as a page to look at; raises UserError as ``gathering_message``."""
    subject, body = subject_and_body(template, render_text(template, names))
    return html_of(f"{subject}\n\n{body}", subject, template.language)
