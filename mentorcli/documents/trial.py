"""The names that fill a template in before it is used: with the hardest people, or a real match."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from mentorcli.documents.agreement import agreement_names
from mentorcli.documents.gatherings import gathering_names
from mentorcli.documents.letters import Addressed, letter_names
from mentorcli.documents.worst import worst_people
from mentorcli.domain.cohort import Cohort, CohortState
from mentorcli.domain.match_form import CIRCLES
from mentorcli.domain.organisation import Organisation
from mentorcli.domain.participant import Participant
from mentorcli.domain.plan import Match
from mentorcli.domain.programme import Gathering, Programme
from mentorcli.files.templates import TemplateFile

_OF_TWO = ("agreement/pair", "agreement/joint")
"""Templates that are written for one mentor and one mentee."""
_OFFICE = Organisation(
    "Example University", "HR Services", "Kaarina Åkerlund", "mentoring@example.org",
    "https://www.example.org/privacy",
)  # fmt: skip
_DAY = dt.date(2026, 1, 1)

People = tuple[Participant | None, Sequence[Participant]]
"""The mentor, None among equals, and the mentees."""


def trial_names(template: TemplateFile, programme: Programme) -> dict[str, Any]:
    """Return names of invented people and an invented office; none where no match fills it in."""
    if not template.name.startswith(("agreement/", "letters/")):
        return {}
    return worst_names(template, programme, _OFFICE, _DAY)


def worst_names(
    template: TemplateFile, programme: Programme, organisation: Organisation, today: dt.date
) -> dict[str, Any]:
    """Return the names that fill a template in with the hardest people that it must hold."""
    days = next(iter(programme.seasons.values()))
    dates = {key: day.on(today.year + 1) for key, day in days.items()}
    cohort = Cohort("preview", programme.key, CohortState.RUNNING, dates, programme.gatherings)
    mentor, mentees = worst_people(programme, template.language)
    if of_equals(template.name):
        programme = replace(programme, form=CIRCLES)
    elif template.name in _OF_TWO or template.name.startswith("invitations/session-"):
        mentees = mentees[:1]
    leader = None if of_equals(template.name) else mentor
    people = tuple(m.person for m in mentees)
    match = Match("m-preview", leader.person if leader else "", people, template.language, 0, ())
    return names_of_match(
        template, cohort, programme, match, (leader, mentees), organisation, today
    )


def of_equals(template: str) -> bool:
    """Tell whether a template is worded for people without roles."""
    return template == "agreement/peer" or template.endswith("-peer")


def names_of_match(
    template: TemplateFile,
    cohort: Cohort,
    programme: Programme,
    match: Match,
    people: People,
    organisation: Organisation,
    today: dt.date,
) -> dict[str, Any]:
    """Return the names that fill an agreement, letter or invitation in for a match."""
    (mentor, mentees), language = people, template.language
    folder, _, name = template.name.partition("/")
    if folder == "agreement":
        return agreement_names(
            match, cohort, programme, mentor, mentees, language, organisation, today
        )
    if folder == "letters":
        to = Addressed(mentees[0], mentor, mentees, match.language)
        return letter_names(name, cohort, programme, to, organisation, language, today)
    gathering, _, role = name.rpartition("-")
    recipient = mentor if mentor and role == "mentor" else mentees[0]
    return gathering_names(
        gathering,
        _with_spare(cohort, gathering),
        programme,
        recipient,
        mentor,
        mentees,
        organisation,
        language,
        match.language,
    )


def _with_spare(cohort: Cohort, gathering: str) -> Cohort:
    """Return the cohort with an invented meeting where it has none of this kind."""
    spare = Gathering(gathering, dt.time(14), dt.time(16), "Europe/Helsinki")
    dates: Mapping[str, dt.date] = {gathering: cohort.dates["midpoint"], **cohort.dates}
    return replace(cohort, gatherings={gathering: spare, **cohort.gatherings}, dates=dates)
