"""Carrying over: whose application goes on to the next cohort of the programme, as they wait."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection

from mentorcli.domain.answer_key import carried_key
from mentorcli.domain.application import Application, ApplicationState
from mentorcli.domain.cohort import Cohort
from mentorcli.domain.cohort_states import CohortState
from mentorcli.domain.plan import Unplaced
from mentorcli.domain.problem import UsageError
from mentorcli.standing.people import waiting_people
from mentorcli.standing.standing import Standing
from mentorcli.workspace.applications import applications_of
from mentorcli.workspace.cohorts import all_cohorts, cohort

_BEFORE_MATCHED = (CohortState.PLANNED, CohortState.OPEN, CohortState.MATCHING)


def cohort_to_carry_to(connection: Connection, found: Cohort) -> Cohort | None:
    """Return the next cohort of the programme that is not matched yet, or None."""
    later = (
        c
        for c in all_cohorts(connection)
        if c.programme == found.programme and c.state in _BEFORE_MATCHED
        if c.dates["kickoff"] > found.dates["kickoff"]
    )
    return min(later, key=lambda c: (c.dates["kickoff"], c.key), default=None)


def people_to_carry(
    connection: Connection, record: Standing, target: Cohort, today: dt.date
) -> tuple[Application, ...]:
    """Return the applications of all who wait in a cohort and have none in another."""
    plan = record.plan or record.proposal
    waits = waiting_people(record, plan, today) if plan else ()
    return carried_over(connection, record.cohort, waits, record.applications, target.key)


def carried_over(
    connection: Connection,
    found: Cohort,
    waits: Sequence[Unplaced],
    people: tuple[Application, ...],
    to: str,
) -> tuple[Application, ...]:
    """Return the applications of all who wait as applications of another cohort without theirs."""
    target = cohort(connection, to)
    if target.programme != found.programme or target.dates["kickoff"] <= found.dates["kickoff"]:
        raise UsageError(
            f"{to} is not a later cohort of the programme {found.programme}.",
            "Name the cohort that comes next.",
        )
    there = {a.person for a in applications_of(connection, to) if a.role == "mentee"}
    left = {u.person for u in waits} - there
    return tuple(
        replace(a, cohort=to, response=carried_key(found.key, a.response))
        for a in people
        if a.role == "mentee" and a.person in left and a.state is ApplicationState.VALID
    )
