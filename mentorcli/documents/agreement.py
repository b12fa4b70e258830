"""The names that a mentoring agreement is filled in with, and the name of its file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from mentorcli.documents.catalogue import admitted
from mentorcli.documents.people import in_order, person_names, shared_choices, withheld
from mentorcli.documents.plain import plain_line, shortened
from mentorcli.domain.cohort import CALENDAR, Cohort
from mentorcli.domain.language import Language, label
from mentorcli.domain.moments import day, period
from mentorcli.domain.organisation import Organisation
from mentorcli.domain.participant import Participant
from mentorcli.domain.plan import Match
from mentorcli.domain.programme import Programme

LONGEST_GOAL = 600
"""A goal in somebody's own words is cut here, with a mark, so that an agreement stays short."""


def agreement_names(
    match: Match,
    cohort: Cohort,
    programme: Programme,
    mentor: Participant | None,
    mentees: Sequence[Participant],
    language: Language,
    organisation: Organisation,
    today: dt.date,
) -> dict[str, Any]:
    """Return all that an agreement's template may name: dicts, lists and strings only.

    ``language`` is the template's; the participants' answers are in it already. Mentees come in
    the order of their names, whatever order they are given in; equals have no mentor. Addresses
    and phones are left out where the profile gives them only after signing. Raises ValueError when
    the people are not those of the match.
    """
    if (mentor.person if mentor else "") != match.mentor or {m.person for m in mentees} != set(
        match.mentees
    ):
        raise ValueError(f"the people given are not those of match {match.id}")
    ordered = in_order(mentees)
    numbers = range(1, len(ordered) + 1) if len(ordered) > 1 else (0,)
    leader = [person_names(programme, mentor, language)] if mentor else []
    others = [
        _with_short_goals(person_names(programme, m, language, n))
        for m, n in zip(ordered, numbers, strict=True)
    ]
    if programme.form == "peers":
        leader, others = [], _equals([*leader, *others], language)
    people = [*leader, *others]
    names = {
        "document": {
            "id": f"{cohort.key}-{match.id}-{language}",
            "language": language,
            "date": day(today, language),
        },
        "programme": programme_names(cohort, programme, language),
        "dates": date_names(cohort, language),
        "organisation": organisation_names(organisation, language),
        "match": {
            "id": match.id,
            "size": str(len(others)),
            "meeting_modes": shared_choices(people, "meeting_modes"),
        },
        "mentor": leader[0] if leader else dict.fromkeys(people[0], ""),
        "mentees": others,
        "people": people,
    }
    if programme.contact_after_signing:
        names = withheld(names, language)
    return admitted("agreement", programme, names)


def agreement_signers(
    mentor: Participant | None, mentees: Sequence[Participant]
) -> tuple[str, ...]:
    """Return the addresses of those who sign, in the order in which the agreement names them."""
    people = (*((mentor,) if mentor else ()), *in_order(mentees))
    return tuple(plain_line(p.email) for p in people)


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


def programme_names(cohort: Cohort, programme: Programme, language: Language) -> dict[str, Any]:
    """Return the programme's name, its period from kick-off to wrap-up, and its own texts."""
    return {
        "name": plain_line(label(programme.names, language)),
        "cohort": cohort.key,
        "period": period(cohort.dates["kickoff"], cohort.dates["wrapup"], language),
        "texts": {key: label(text, language) for key, text in sorted(programme.texts.items())},
    }


def date_names(cohort: Cohort, language: Language) -> dict[str, str]:
    """Return the days of the cohort's calendar as ``language`` writes them."""
    return {key: day(cohort.dates[key], language) for key in CALENDAR}


def organisation_names(organisation: Organisation, language: Language) -> dict[str, str]:
    """Return who runs the programme; ``full`` is the unit and the organisation."""
    name, unit = plain_line(organisation.name), plain_line(organisation.unit_in(language))
    return {
        "name": name,
        "unit": unit,
        "full": f"{unit}, {name}" if unit else name,
        "contact_name": plain_line(organisation.contact_name),
        "contact_email": plain_line(organisation.contact_email),
        "privacy_link": plain_line(organisation.privacy_link),
    }
