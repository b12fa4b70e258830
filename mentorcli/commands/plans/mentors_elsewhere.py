"""Mentors of a plan who have mentees in other cohorts of the same time."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

from mentorcli.domain.application import ApplicationState
from mentorcli.domain.cohort_states import CohortState
from mentorcli.domain.plan import Plan
from mentorcli.domain.problem import NOWHERE, Problem, Severity
from mentorcli.domain.text import counted, some_of
from mentorcli.standing.places import led_now
from mentorcli.workspace.applications import applications_of
from mentorcli.workspace.cohorts import all_cohorts, cohort
from mentorcli.workspace.facts import happened_in
from mentorcli.workspace.plans import approved_plans

TOLD = 5


def mentors_elsewhere(connection: Connection, key: str, plan: Plan) -> Iterator[Problem]:
    """Yield a note of each other open cohort in whose days mentors of a plan have mentees."""
    mentors, mine = {m.mentor for m in plan.matches if m.mentor}, cohort(connection, key).dates
    plans = approved_plans(connection)
    for other in all_cohorts(connection):
        days = other.dates
        apart = days["wrapup"] < mine["kickoff"] or mine["wrapup"] < days["kickoff"]
        if other.key == key or other.state is CohortState.CLOSED or apart:
            continue
        then = happened_in(connection, other.key)
        people = applications_of(connection, other.key, then.left)
        here = {a.person for a in people if a.state is ApplicationState.VALID}
        planned = plans[other.key].matches if other.key in plans else ()
        led = led_now(then, planned, here)
        names = {a.person: a.name for a in people}
        who = [f"{names.get(p, p)} {counted(led[p], 'mentee')}" for p in mentors if led[p]]
        if who:
            about = {"cohort": other.key, "who": some_of(sorted(who), TOLD)}
            yield Problem.of("mentors_elsewhere", Severity.NOTE, NOWHERE, **about)
