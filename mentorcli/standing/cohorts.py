"""Cohorts as their facts tell of them: their calendars, and where each stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from mentorcli.domain.cohort import Cohort
from mentorcli.domain.cohort_states import CohortState
from mentorcli.domain.fact import Fact, Kind

COHORT_KINDS = (
    Kind.COHORT_MADE,
    Kind.CALENDAR,
    Kind.MOVED,
    Kind.IMPORTED,
    Kind.PROPOSED,
    Kind.APPROVED,
)
"""The kinds of facts that tell of cohorts."""
_COMES_TO: Mapping[tuple[Kind, CohortState], CohortState] = {
    (Kind.IMPORTED, CohortState.PLANNED): CohortState.OPEN,
    (Kind.PROPOSED, CohortState.OPEN): CohortState.MATCHING,
}
"""Where a cohort comes to by what happens in it, from where it stands."""


def cohorts_of(stands: Sequence[Fact]) -> dict[str, Cohort]:
    """Return the cohorts of which these facts tell, which stand, by key."""
    planned = (
        Cohort(f.cohort, f.about, CohortState.PLANNED, f.value.dates, f.value.gatherings)
        for f in stands
        if f.kind is Kind.COHORT_MADE
    )
    found = {cohort.key: cohort for cohort in planned}
    for fact in stands:
        if before := found.get(fact.cohort):
            found[before.key] = _after(before, fact)
    return found


def _after(cohort: Cohort, fact: Fact) -> Cohort:
    if fact.kind is Kind.CALENDAR:
        return replace(cohort, dates=fact.value.dates, gatherings=fact.value.gatherings)
    if fact.kind is Kind.MOVED:
        return replace(cohort, state=CohortState(fact.about))
    if fact.kind is Kind.APPROVED:
        return replace(cohort, state=CohortState.RUNNING)
    return replace(cohort, state=_COMES_TO.get((fact.kind, cohort.state), cohort.state))
