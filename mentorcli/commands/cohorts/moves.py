"""A cohort's way from state to state: what may be, and what closing it stops."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from mentorcli.commands.outcome import Outcome, Paragraph
from mentorcli.commands.run import Run, at_work, matching_command, view_of
from mentorcli.domain.cohort import Cohort
from mentorcli.domain.cohort_states import COHORT_MOVES, CohortState, refuse_move
from mentorcli.domain.fact import Fact, Kind
from mentorcli.domain.match_life import LIVE_STATES
from mentorcli.domain.problem import UsageError
from mentorcli.domain.text import counted
from mentorcli.standing.standing import Standing
from mentorcli.workspace.applications import applications_of
from mentorcli.workspace.cohorts import cohort
from mentorcli.workspace.facts import append
from mentorcli.workspace.folder import Workspace
from mentorcli.workspace.plans import approved_plan, newest_plan
from mentorcli.workspace.records import cohort_standing


def closing_question(run: Run, key: str) -> str:
    """Return what to ask before a cohort is closed: what goes on, and what stops."""
    with view_of(run) as (workspace, connection):
        goes = _going(run, cohort_standing(workspace, connection, key))
    return f"{goes}Close {key}? From then on only the follow-up and the day of erasing are reminded of."


def _going(run: Run, record: Standing) -> str:
    """Return which matches outlive a cohort that is closed, and what their people will miss."""
    ends = [x.ends for x in record.every_life() if x.state in LIVE_STATES and x.ends > run.today]
    if not ends:
        return ""
    matches = counted(len(ends), "match")
    return f"{matches} of it {'goes' if len(ends) == 1 else 'go'} on, to {max(ends)}: nobody there is reminded or asked for feedback. "


def move(run: Run, key: str, to: str) -> Outcome:
    """Move a cohort to another state, if that is allowed from where it stands."""
    states = {state.value: state for state in CohortState}
    if to not in states:
        raise UsageError(f"There is no state {to!r}.", f"States: {', '.join(states)}.")
    with at_work(run) as (workspace, connection):
        found = cohort(connection, key)
        refuse_move(found, states[to])
        _refuse_baseless(workspace, connection, found, states[to])
        closing = states[to] is CohortState.CLOSED
        goes = _going(run, cohort_standing(workspace, connection, key)) if closing else ""
        after = replace(found, state=states[to])
        onward = [
            s.value for s in COHORT_MOVES[after.state] if _can_be(workspace, connection, after, s)
        ]
        if not run.dry_run:
            append(connection, run.hand, Fact(Kind.MOVED, key, about=to))
    verb = "would be" if run.dry_run else "is now"
    whither = f"From here it can go to: {', '.join(onward)}." if onward else ""
    text = f"{key} {verb} {to}; it was {found.state.value}. {goes}{whither}".rstrip()
    data = {"cohort": key, "state": to if not run.dry_run else found.state.value}
    return Outcome((Paragraph(text),), data, next_steps=(f"mentorcli status {key}",))


def _can_be(workspace: Workspace, connection: Connection, found: Cohort, to: CohortState) -> bool:
    try:
        _refuse_baseless(workspace, connection, found, to)
    except UsageError:
        return False
    return True


def _refuse_baseless(
    workspace: Workspace, connection: Connection, found: Cohort, to: CohortState
) -> None:
    """Raise UserError for a state that says something which is not so."""
    key = found.key
    made, approved = newest_plan(connection, key) is not None, approved_plan(connection, key)
    make = f"Make one: {matching_command(workspace, connection, key)}"
    if to in {CohortState.RUNNING, CohortState.CLOSING} and approved is None:
        raise UsageError(
            f"{key} has no approved matches, so it cannot be {to.value}. Nothing was changed.",
            f"Approve its plan: mentorcli plan approve {key}" if made else make,
        )
    if found.state is CohortState.CLOSED and to is not CohortState.CLOSING and approved:
        raise UsageError(
            f"{key} has approved matches, so it cannot be {to.value} again. Nothing was changed.",
            f"To go on with it: mentorcli cohort move {key} closing",
        )
    if to is CohortState.MATCHING and not made:
        raise UsageError(f"{key} has no plan, so it cannot be matching. Nothing was changed.", make)
    if to is CohortState.PLANNED and applications_of(connection, key):
        raise UsageError(
            f"{key} has applications, so it cannot be planned again. Nothing was changed."
        )
