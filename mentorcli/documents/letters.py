"""Letters about a place in a programme: what each is filled in with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mentorcli.documents.catalogue import admitted
from mentorcli.documents.people import Material, reader_names, withheld
from mentorcli.documents.plain import html_of, plain_line
from mentorcli.domain.days import day
from mentorcli.domain.message import Message, Participant
from mentorcli.domain.plan_news import NewPlace
from mentorcli.domain.problem import UserError
from mentorcli.files.letter_headers import letter_key
from mentorcli.files.templates import TemplateFile, render_text

SUBJECT = "Subject:"


@dataclass(frozen=True, slots=True)
class Told:
    """What a letter tells of its reader beside their match.

    ``until`` is a new last day, if one is given; ``sessions`` counts the meetings of the whole group;
    ``place`` is what changed, ``mentors`` whom a mentee had one after the other; ``why`` a mentor has
    no mentee, ``placed`` that the reader has a place in another role. ``parted`` are the others of a
    match that ends early, on its ``last_day``, ``ended`` tells that this has come; ``waits`` tells that the reader waits for another, ``goes_on`` that one goes on.
    """

    until: dt.date | None = None
    sessions: int = 0
    place: NewPlace | None = None
    mentors: Sequence[str] = ()
    why: str = ""
    placed: bool = False
    parted: Sequence[str] = ()
    last_day: dt.date | None = None
    ended: bool = False
    waits: bool = False
    goes_on: bool = False


def letter_names(
    material: Material, name: str, recipient: Participant, told: Told | None = None
) -> dict[str, Any]:
    """Return all that a letter's template may name."""
    told = told or Told()
    mentors, place = told.mentors, told.place or NewPlace()
    if not mentors and material.mentor and recipient.role == "mentee":
        mentors = (material.mentor.name,)
    cohort, language = material.cohort, material.language
    with_kickoff = "kickoff" in cohort.gatherings
    names = reader_names(material, recipient) | {
        "document": {
            "id": f"{cohort.key}-{name}-{recipient.person}-{language}",
            "language": language,
            "date": day(material.today, language),
        },
        "letter": {
            "until": day(told.until, language) if told.until else "",
            "sessions": str(told.sessions),
            "mentors": [*map(plain_line, mentors)],
            "why": told.why,
            "placed": "yes" if told.placed else "",
            "parted": [*map(plain_line, told.parted)],
            "last_day": day(told.last_day, language) if told.last_day else "",
            "ended": "yes" if told.ended else "",
            "waits": "yes" if told.waits else "",
            "goes_on": "yes" if told.goes_on else "",
            "place": "new" if place.first else "moved" if place.moved else "",
            "joined": [*map(plain_line, place.joined)],
            "left": [*map(plain_line, place.left)],
            "agreement": place.agreement,
            "addresses": "later" if material.held_back else "",
            "ongoing": material.programme.life.ongoing,
            "kickoff": day(cohort.dates["kickoff"], language) if with_kickoff else "",
        },
    }
    if material.held_back:
        names = withheld(names, language)
    return admitted("letters", material.programme, names)


def letter_message(
    template: TemplateFile,
    names: Mapping[str, Any],
    cohort: str,
    recipient: Participant,
    about: str = "",
) -> Message:
    """Return a letter as a mail.

    The template's first line is ``Subject: …``, then a blank line, then the body. Raises UserError
    that names the template, its line and the nearest known name when it cannot be filled in.
    """
    name = template.name.removeprefix("letters/")
    subject, body = subject_and_body(template.path.name, render_text(template, names))
    return Message(
        key=letter_key(cohort, name, recipient, about),
        kind=name,
        cohort=cohort,
        person=recipient.person,
        to_name=plain_line(recipient.name),
        to_email=plain_line(recipient.email),
        language=template.language,
        subject=subject,
        body=body,
    )


def letter_page(template: TemplateFile, names: Mapping[str, Any]) -> str:
    """Return a filled-in letter as a page to look at; raises UserError as ``letter_message``."""
    subject, body = subject_and_body(template.path.name, render_text(template, names))
    return html_of(f"{subject}\n\n{body}", subject, template.language)


def subject_and_body(file: str, text: str) -> tuple[str, str]:
    """Return a rendered letter's subject and body; a header or blank line missing is a UserError."""
    first, _, rest = text.lstrip("\ufeff\n").replace("\r\n", "\n").partition("\n")
    subject = plain_line(first.removeprefix(SUBJECT)) if first.startswith(SUBJECT) else ""
    if not subject or not rest.startswith("\n") or not rest.strip():
        raise UserError(
            f"{file} does not begin with “{SUBJECT} …” and a blank line.",
            "Write the subject on the first line, leave the second empty, then the letter.",
        )
    return subject, rest.strip("\n") + "\n"
