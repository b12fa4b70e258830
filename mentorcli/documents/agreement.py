"""The names that a mentoring agreement is filled in with, and the name of its file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from mentorcli.documents.catalogue import admitted
from mentorcli.documents.material import Material, programme_names
from mentorcli.documents.people import in_order, person_names, shared_choices, withheld
from mentorcli.documents.plain import plain_line, shortened
from mentorcli.domain.day_words import day
from mentorcli.domain.language import Language
from mentorcli.domain.plan import Match

LONGEST_GOAL = 600
"""A goal in somebody's own words is cut here, with a mark, so that an agreement stays short."""


def agreement_names(material: Material) -> dict[str, Any]:
    """Return all that an agreement's template may name: dicts, lists and strings only.

    Mentees come in the order of their names, whatever order they are given in. Addresses and
    phones are left out where the profile gives them only after signing. Raises ValueError when
    the people are not those of the match.
    """
    match, mentor, mentees = material.match, material.mentor, in_order(material.mentees)
    if match is None or (mentor.person if mentor else "", {m.person for m in mentees}) != (
        match.mentor,
        set(match.mentees),
    ):
        raise ValueError(f"the people given are not those of match {match.id if match else ''}")
    cohort, programme, language = material.cohort, material.programme, material.language
    leader = [person_names(programme, mentor, language)] if mentor else []
    others = [
        _with_short_goals(person_names(programme, m, language, n if len(mentees) > 1 else 0))
        for n, m in enumerate(mentees, 1)
    ]
    if not programme.form.led:
        leader, others = [], _equals([*leader, *others], language)
    people = [*leader, *others]
    names = {
        "document": {
            "id": f"{cohort.key}-{match.id}-{language}",
            "language": language,
            "date": day(material.today, language),
        },
        "match": {
            "id": match.id,
            "size": str(len(others)),
            "meeting_modes": shared_choices(people, "meeting_modes"),
        },
        "mentor": leader[0] if leader else dict.fromkeys(people[0], ""),
        "mentees": others,
        "people": people,
        **programme_names(material),
    }
    if programme.contact_after_signing:
        names = withheld(names, language)
    return admitted("agreement", programme, names)


def agreement_signers(material: Material) -> tuple[str, ...]:
    """Return the addresses of those who sign, in the order in which the agreement names them."""
    return tuple(plain_line(p.email) for p in material.people)


_PARTY: Mapping[Language, str] = {"en": "Party", "fi": "Osapuoli", "sv": "Part"}


def _equals(people: Sequence[dict[str, str]], language: Language) -> list[dict[str, str]]:
    """Return people who have no roles towards one another: numbered, and all called the same."""
    party = _PARTY[language]
    return [
        person | {"role": party, "label": f"{party} {number}"}
        for number, person in enumerate(people, 1)
    ]


def _with_short_goals(person: dict[str, str]) -> dict[str, str]:
    goal = person["goal_text"]
    return person | {
        "goal_text": goal if len(goal) <= LONGEST_GOAL else shortened(goal, LONGEST_GOAL)
    }


def agreement_file_name(match: Match, mentor: str, language: Language) -> str:
    """Return the file name of a match's agreement; ``mentor`` is the name, for people to read."""
    from mentorcli.files.names import file_name

    return file_name(f"agreement-{match.id}-{language}", mentor, "docx")
