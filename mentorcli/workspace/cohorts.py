"""Cohorts, as the facts in the database tell of them."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection

from mentorcli.domain.cohort import Cohort
from mentorcli.domain.problem import UsageError
from mentorcli.standing.cohorts import COHORT_KINDS, cohorts_of
from mentorcli.workspace.facts import standing_of


def all_cohorts(connection: Connection) -> tuple[Cohort, ...]:
    """Return every cohort, by key."""
    found = cohorts_of(standing_of(connection, "", COHORT_KINDS))
    return tuple(cohort for _, cohort in sorted(found.items()))


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
