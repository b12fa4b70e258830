"""Letters about a place in a programme: to whom each goes, and what it is filled in with."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, get_args

from mentorcli.documents.agreement import date_names, organisation_names, programme_names
from mentorcli.documents.catalogue import admitted
from mentorcli.documents.gatherings import language_name, letter_person, subject_and_body
from mentorcli.documents.people import EQUAL, in_order, withheld
from mentorcli.documents.plain import plain_line
from mentorcli.domain.cohort import Cohort
from mentorcli.domain.language import Language
from mentorcli.domain.message import Message
from mentorcli.domain.moments import day
from mentorcli.domain.organisation import Organisation
from mentorcli.domain.participant import Participant
from mentorcli.domain.problem import UserError
from mentorcli.domain.programme import Programme
from mentorcli.files.templates import TemplateFile, render_text, source_of

Audience = Literal[
    "applicants", "matched", "signed", "mentors", "mentees", "waiting", "unused", "left",
    "finished", "staff", "one",
]  # fmt: skip
_AUDIENCES: tuple[Audience, ...] = get_args(Audience)
_TO = re.compile(r"\{#-?\s*to:\s*(one\s+of\s+)?(\w+)\s*-?#\}\n?")


class To(NamedTuple):
    """To whom a letter goes; ``alone`` when only to one of them at a time."""

    audience: Audience
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Addressed:
    """A recipient with the group, in the letter's language; without one for the unmatched.

    ``held_back`` tells that the others' addresses are not given yet.
    """

    recipient: Participant
    mentor: Participant | None = None
    mentees: Sequence[Participant] = ()
    language: Language | None = None
    sessions: int = 0
    held_back: bool = False


def audience(template: TemplateFile) -> To:
    """Return to whom a letter goes: its first line, ``{# to: waiting #}`` or ``one of matched``.

    A Word document goes to the matched, a certificate to those whose mentoring is over.
    """
    if template.extension == "docx":
        return To("finished" if template.name.startswith("letters/certificate") else "matched")
    found = _TO.match(source_of(template.path))
    if found is None:
        return To("one", alone=True)
    for one in _AUDIENCES:
        if one == found[2]:
            return To(one, alone=one == "one" or bool(found[1]))
    raise UserError(
        f"{template.path.name}, line 1: there is no audience {found[2]!r}.",
        f"Write one of: {', '.join(_AUDIENCES)}.",
    )


def for_equals(name: str, programme: Programme) -> str:
    """Return the name of the letter's wording for people without roles; the same for the others."""
    return f"{name}-{EQUAL}" if programme.form == "peers" else name


def letter_names(
    name: str, cohort: Cohort, programme: Programme, to: Addressed, organisation: Organisation,
    language: Language, today: dt.date, until: dt.date | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Return all that a letter's template may name; a mentor's names are empty where there is none."""
    group = {
        p.person: letter_person(programme, p, language)
        for p in (to.recipient, *((to.mentor,) if to.mentor else ()), *to.mentees)
    }
    recipient = group[to.recipient.person]
    ordered = in_order(to.mentees)
    working = language_name(to.language, programme, language) if to.language else ""
    names: dict[str, Any] = {
        "recipient": recipient,
        "mentor": group[to.mentor.person] if to.mentor else dict.fromkeys(recipient, ""),
        "mentees": [group[p.person] for p in ordered],
        "others": [group[p.person] for p in ordered if p.person != to.recipient.person],
        "group": {"language": working},
        "document": {
            "id": f"{cohort.key}-{name}-{to.recipient.person}-{language}",
            "language": language,
            "date": day(today, language),
        },
        "letter": {
            "until": day(until, language) if until else "",
            "sessions": str(to.sessions),
            "addresses": "later" if to.held_back else "",
            "kickoff": day(cohort.dates["kickoff"], language)
            if "kickoff" in cohort.gatherings
            else "",
        },
        "programme": programme_names(cohort, programme, language),
        "dates": date_names(cohort, language),
        "organisation": organisation_names(organisation, language),
    }
    if to.held_back:
        names = withheld(names, language)
    return admitted("letters", programme, names)


def letter_message(
    template: TemplateFile, names: Mapping[str, Any], cohort: str, recipient: Participant
) -> Message:
    """Return a letter as a mail; raises UserError as ``gathering_message``."""
    name = template.name.removeprefix("letters/")
    subject, body = subject_and_body(template, render_text(template, names))
    return Message(
        key=f"{cohort}/letter-{name}/{recipient.person}/{recipient.role}",
        kind=name,
        cohort=cohort,
        person=recipient.person,
        to_name=plain_line(recipient.name),
        to_email=plain_line(recipient.email),
        language=template.language,
        subject=subject,
        body=body,
    )
