"""Moving a cohort on: planned, open, matching, running, closing, closed."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from mentorcli.commands.outcome import Outcome, Paragraph
from mentorcli.commands.run import Run, at_work
from mentorcli.domain.cohort import COHORT_MOVES, Cohort, CohortState, refuse_move
from mentorcli.domain.problem import UsageError
from mentorcli.workspace.applications import applications_of
from mentorcli.workspace.cohorts import cohort, set_state
from mentorcli.workspace.folder import tell
from mentorcli.workspace.plans import PlanState, newest_plan


def move(run: Run, key: str, to: str, *, dry_run: bool) -> Outcome:
    """Move a cohort to another state, if that is allowed from where it stands."""
    states = {state.value: state for state in CohortState}
    if to not in states:
        raise UsageError(f"There is no state {to!r}.", f"States: {', '.join(states)}.")
    with at_work(run, dry_run=dry_run) as (_, connection):
        found = cohort(connection, key)
        refuse_move(found, states[to])
        _refuse_baseless(connection, found, states[to])
        if not dry_run:
            set_state(connection, key, states[to])
            tell(connection, run.hand, key, f"cohort {to}")
    verb = "would be" if dry_run else "is now"
    onward = ", ".join(state.value for state in COHORT_MOVES[states[to]])
    text = f"{key} {verb} {to}; it was {found.state.value}. From here it can go to: {onward}."
    data = {"cohort": key, "state": to if not dry_run else found.state.value}
    moved = replace(found, state=states[to])
    return Outcome((Paragraph(text),), data, next_steps=(f"mentorcli status {moved.key}",))


def _refuse_baseless(connection: Connection, found: Cohort, to: CohortState) -> None:
    """Raise UserError for a state that says something which is not so."""
    key = found.key
    approved = newest_plan(connection, key, PlanState.APPROVED)
    if to is CohortState.RUNNING and approved is None:
        raise UsageError(
            f"{key} has no approved matches, so it cannot be running. Nothing was changed.",
            f"Approve its plan: mentorcli plan approve {key}",
        )
    if to is CohortState.MATCHING and newest_plan(connection, key) is None:
        raise UsageError(
            f"{key} has no plan, so it cannot be matching. Nothing was changed.",
            f"Make one: mentorcli match {key}",
        )
    if to is CohortState.PLANNED and applications_of(connection, key):
        raise UsageError(
            f"{key} has applications, so it cannot be planned again. Nothing was changed."
        )
