"""What a document is made from: one value for agreements, invitations and letters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from mentorcli.documents.people import in_order, letter_person
from mentorcli.documents.plain import plain_line
from mentorcli.domain.cohort import CALENDAR, Cohort
from mentorcli.domain.day_words import day, period
from mentorcli.domain.language import Language, label
from mentorcli.domain.organisation import Organisation
from mentorcli.domain.participant import Participant
from mentorcli.domain.plan import Match
from mentorcli.domain.programme import Programme


@dataclass(frozen=True, slots=True)
class Material:
    """What a document is made from: programme, sender, day, and the people of a match.

    ``language`` is the template's; the people's answers are in it already. Equals have no
    ``mentor``, and who has no match has no group. ``working`` is the language that the group works
    in. ``held_back`` tells that the people do not get one another's addresses yet.
    """

    programme: Programme
    cohort: Cohort
    organisation: Organisation
    language: Language
    today: dt.date
    match: Match | None = None
    mentor: Participant | None = None
    mentees: Sequence[Participant] = ()
    working: Language | None = None
    held_back: bool = False

    @property
    def people(self) -> tuple[Participant, ...]:
        """The mentor, where there is one, then the mentees in the order of their names."""
        return (*((self.mentor,) if self.mentor else ()), *in_order(self.mentees))


def programme_names(material: Material) -> dict[str, Any]:
    """Return what every document may name: the programme, its days, and who runs it.

    The period is from kick-off to wrap-up, the texts are the profile's own, and the organisation's
    ``full`` name is the unit and the organisation.
    """
    programme, cohort, language = material.programme, material.cohort, material.language
    office = material.organisation
    name, unit = plain_line(office.name), plain_line(office.unit_in(language))
    return {
        "programme": {
            "name": plain_line(label(programme.names, language)),
            "cohort": cohort.key,
            "period": period(cohort.dates["kickoff"], cohort.dates["wrapup"], language),
            "texts": {key: label(text, language) for key, text in sorted(programme.texts.items())},
        },
        "dates": {key: day(cohort.dates[key], language) for key in CALENDAR},
        "organisation": {
            "name": name,
            "unit": unit,
            "full": f"{unit}, {name}" if unit else name,
            "contact_name": plain_line(office.contact_name),
            "contact_email": plain_line(office.contact_email),
            "privacy_link": plain_line(office.privacy_link),
        },
    }


def reader_names(material: Material, recipient: Participant) -> dict[str, Any]:
    """Return what every letter may name: its reader, the group around them, and the programme.

    ``others`` are the mentees besides the reader; a mentor's names are empty where there is none.
    """
    programme, language = material.programme, material.language
    group = {p.person: letter_person(programme, p, language) for p in (recipient, *material.people)}
    reader, mentees = group[recipient.person], in_order(material.mentees)
    working = language_name(material.working, programme, language) if material.working else ""
    return {
        "recipient": reader,
        "mentor": group[material.mentor.person] if material.mentor else dict.fromkeys(reader, ""),
        "mentees": [group[p.person] for p in mentees],
        "others": [group[p.person] for p in mentees if p.person != recipient.person],
        "group": {"language": working},
        **programme_names(material),
    }


def language_name(language: Language, programme: Programme, shown_in: Language) -> str:
    """Return what a language is called in another: the option's text in the profile."""
    field = programme.field("mentee", "languages") or programme.field("mentor", "languages")
    option = field.option(language) if field else None
    return label(option.labels, shown_in) if option else language
