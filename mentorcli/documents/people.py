"""What templates are filled in from: people as the programme lets them be seen, and all around them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mentorcli.documents.merge_names import word
from mentorcli.documents.plain import plain_line, plain_text, shortened
from mentorcli.domain.cohort import CALENDAR, Cohort
from mentorcli.domain.days import day, period
from mentorcli.domain.language import Language, label, localised
from mentorcli.domain.message import Organisation, Participant
from mentorcli.domain.plan import Match
from mentorcli.domain.programme import ROLES, FieldType, Programme, RoleKey, Visibility
from mentorcli.domain.text import match_key
from mentorcli.names.languages import language_name

ALWAYS = (
    "phone", "employer", "job_title", "school", "department", "research_group", "stage",
    "research_topic", "industries", "goals", "goal_text", "themes", "not_topics", "meeting_modes",
    "bio", "years",
)  # fmt: skip
"""Answers that a template may always name; empty when not asked, not given or not to be seen."""

LONGEST_TOPIC = 200
"""A topic of research is cut here in a letter, with a mark."""

UNIT: Mapping[RoleKey, tuple[str, ...]] = {
    "mentor": ("job_title", "employer", "school", "department"),
    "mentee": ("job_title", "school", "department", "research_group", "employer"),
}


def seen(programme: Programme, participant: Participant) -> dict[str, str]:
    """Return the answers that others of the match may read: a second wall behind the first.

    Whatever the participant carries, a field that the programme does not show to the match is
    left out, so that a template which names it fails instead of printing it.
    """
    visible = {f.key: f for f in programme.fields[participant.role] if _shown(f.visible_to)}
    answers = dict.fromkeys((*ALWAYS, *visible), "")
    for key, one in visible.items():
        form = plain_text if one.type is FieldType.LONG else plain_line
        answers[key] = form(participant.answers.get(key, ""))
    return answers


def _shown(visibility: Visibility) -> bool:
    return visibility is Visibility.MATCH


def person_names(
    programme: Programme, participant: Participant, language: Language, number: int = 0
) -> dict[str, str]:
    """Return a participant's names for templates.

    Besides the answers: ``role`` and ``label`` (numbered when ``number`` is not 0), ``name``,
    ``first_name``, ``email``, ``unit`` (work or studies), ``contact`` (address and phone) and
    ``profile`` (one line about the person).
    """
    answers = seen(programme, participant)
    part = programme.form.part(participant.role)
    role = word(part, language)
    field = programme.field(participant.role, "email")
    email = plain_line(participant.email) if field is None or _shown(field.visible_to) else ""
    unit = joined(answers[key] for key in UNIT[participant.role])
    name = plain_line(participant.name)
    return answers | {
        "role": role,
        "role_key": part,
        "label": f"{role} {number}" if number else role,
        "name": name,
        "first_name": plain_line(participant.first_name) or name,
        "email": email,
        "unit": unit,
        "contact": "\n".join(part for part in (email, answers["phone"]) if part),
        "profile": joined((unit, answers["industries"].replace("; ", ", ")), " – "),
    }


def letter_person(programme: Programme, person: Participant, language: Language) -> dict[str, str]:
    """Return a person's names for letters: one line each, since a line break ends a paragraph."""
    names = {
        key: plain_line(text) for key, text in person_names(programme, person, language).items()
    }
    return names | {"research_topic": shortened(names["research_topic"], LONGEST_TOPIC)}


def withheld(names: Mapping[str, Any], language: Language) -> dict[str, Any]:
    """Return a document's names without the addresses and phones of its people.

    The recipient's own stay.
    """

    def hidden(person: dict[str, str]) -> dict[str, str]:
        later = word("later", language) if person["name"] else ""
        return person | {"email": "", "phone": "", "contact": later}

    several = [key for key in ("mentees", "others", "people") if key in names]
    lists = {key: [hidden(p) for p in names[key]] for key in several}
    return {**names, **lists, "mentor": hidden(names["mentor"])}


def joined(parts: Iterable[str], between: str = ", ") -> str:
    """Return the texts that are not empty, joined."""
    return between.join(part for part in parts if part)


def in_order(mentees: Sequence[Participant]) -> tuple[Participant, ...]:
    """Return mentees as a reader looks for them, by name; equal names by person id."""
    return tuple(sorted(mentees, key=lambda p: (match_key(p.name), p.person)))


def shared_choices(
    people: Sequence[Mapping[str, str]], field: str, programme: Programme, language: Language
) -> str:
    """Return the choices of ``field`` that suit everybody, in the first person's order."""
    chosen = [[c.strip() for c in p[field].split(";") if c.strip()] for p in people]
    asked = next((f for r in ROLES if (f := programme.field(r, field))), None)
    if asked is None:
        return ""
    texts = {o.code: label(o.labels, language) for o in asked.options}
    codes = {text: code for code, text in reversed(texts.items())}
    shared = asked.in_common([[codes.get(c, c) for c in choices] for choices in chosen])
    return ", ".join(texts.get(c, c) for c in shared)


@dataclass(frozen=True, slots=True)
class Material:
    """What a document is made from: programme, sender, day, and the people of a match.

    ``language`` is the template's; the people's answers are in it already. Equals have no
    ``mentor``, and who has no match has no group. ``working`` is the language that the group works
    in, or the languages of somebody's several matches. ``held_back`` tells that the people do not get one another's addresses yet.
    ``asked`` has the day on which each (gathering, person) was invited so first.
    """

    programme: Programme
    cohort: Cohort
    organisation: Organisation
    language: Language
    today: dt.date
    match: Match | None = None
    mentor: Participant | None = None
    mentees: Sequence[Participant] = ()
    working: Sequence[str] = ()
    held_back: bool = False
    asked: Mapping[tuple[str, str], dt.date] = field(default_factory=dict)

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
    name, unit = (
        plain_line(localised(office, "name", language)),
        plain_line(localised(office, "unit", language)),
    )
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
            "contact_name": plain_line(localised(office, "contact_name", language)),
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
    together = len(mentees) > 1 and programme.form.mates_meet
    return {
        "recipient": reader,
        "mentor": group[material.mentor.person] if material.mentor else dict.fromkeys(reader, ""),
        "mentees": [group[p.person] for p in mentees],
        "others": [group[p.person] for p in mentees if p.person != recipient.person],
        "group": {
            "language": joined(working_language(x, programme, language) for x in material.working),
            "together": "yes" if together else "",
        },
        **programme_names(material),
    }


def working_language(language: str, programme: Programme, shown_in: Language) -> str:
    """Return what a language is called in another: the option's text in the profile."""
    field = programme.field("mentee", "languages") or programme.field("mentor", "languages")
    option = field.option(language) if field else None
    return label(option.labels, shown_in) if option else language_name(language, shown_in)
