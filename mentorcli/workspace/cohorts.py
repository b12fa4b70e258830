"""Cohorts in the database."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, update

from mentorcli.domain.cohort import Cohort, CohortState
from mentorcli.domain.problem import UsageError
from mentorcli.workspace.codec import put_values, values_of, where
from mentorcli.workspace.schema import cohorts


def all_cohorts(connection: Connection) -> tuple[Cohort, ...]:
    """Return every cohort, by key."""
    return values_of(connection, cohorts, Cohort, "key")


def cohort(connection: Connection, key: str) -> Cohort:
    """Return a cohort; raises UserError that names those there are."""
    found = {c.key: c for c in all_cohorts(connection)}
    if key not in found:
        raise UsageError(f"There is no cohort {key!r}.", _nearest(key, found))
    return found[key]


def _nearest(key: str, known: Collection[str]) -> str:
    from rapidfuzz import process

    if not known:
        return "Make one with: mentorcli cohort new doctoral 2027-spring"
    begun = [name for name in known if name.startswith(key)] if key else []
    near = begun or [name for name, _, _ in process.extract(key, list(known), score_cutoff=80)]
    meant = f"Did you mean {' or '.join(near)}? " if near else ""
    return f"{meant}Cohorts: {', '.join(known)}."


def save_cohort(connection: Connection, value: Cohort) -> None:
    """Store a new or changed cohort."""
    put_values(connection, cohorts, [value])


def set_state(connection: Connection, key: str, state: CohortState) -> None:
    """Change where a cohort stands."""
    connection.execute(update(cohorts).where(cohorts.c.key == key).values(state=state.value))


def open_if_planned(connection: Connection, key: str) -> None:
    """Open a cohort whose first applications have come."""
    planned = where(cohorts, key=key, state=CohortState.PLANNED.value)
    connection.execute(update(cohorts).where(planned).values(state=CohortState.OPEN.value))
