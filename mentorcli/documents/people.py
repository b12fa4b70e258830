"""A participant as templates see one: texts only, and only what the programme lets be seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from mentorcli.documents.plain import plain_line, plain_text, shortened
from mentorcli.domain.language import Language
from mentorcli.domain.match_form import Part
from mentorcli.domain.participant import Participant
from mentorcli.domain.programme import FieldType, Programme, RoleKey, Visibility
from mentorcli.domain.text import match_key

ALWAYS = (
    "phone", "employer", "job_title", "school", "department", "research_group", "stage",
    "research_topic", "industries", "goals", "goal_text", "themes", "not_topics", "meeting_modes",
    "bio",
)  # fmt: skip
"""Answers that a template may always name; empty when not asked, not given or not to be seen."""

_ROLES: Mapping[Language, Mapping[Part, str]] = {
    "en": {"mentor": "Mentor", "mentee": "Mentee", "peer": "Participant"},
    "fi": {"mentor": "Mentori", "mentee": "Aktori", "peer": "Osallistuja"},
    "sv": {"mentor": "Mentor", "mentee": "Adept", "peer": "Deltagare"},
}

LONGEST_TOPIC = 200
"""A topic of research is cut here in a letter, with a mark."""

_UNIT: Mapping[RoleKey, tuple[str, ...]] = {
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
    for key, field in visible.items():
        form = plain_text if field.type is FieldType.LONG else plain_line
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
    role = _ROLES[language][part]
    field = programme.field(participant.role, "email")
    email = plain_line(participant.email) if field is None or _shown(field.visible_to) else ""
    unit = joined(answers[key] for key in _UNIT[participant.role])
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


_LATER: Mapping[Language, str] = {
    "en": "given when everybody has signed",
    "fi": "annetaan, kun kaikki ovat allekirjoittaneet",
    "sv": "ges när alla har undertecknat",
}


def withheld(names: Mapping[str, Any], language: Language) -> dict[str, Any]:
    """Return a document's names without the addresses and phones of its people.

    The recipient's own stay.
    """

    def hidden(person: dict[str, str]) -> dict[str, str]:
        later = _LATER[language] if person["name"] else ""
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


def shared_choices(people: Sequence[Mapping[str, str]], field: str) -> str:
    """Return the choices of ``field`` that everybody made, in the first person's order."""
    first, *others = ([c.strip() for c in p[field].split(";") if c.strip()] for p in people)
    return ", ".join(c for c in first if all(c in other for other in others))
