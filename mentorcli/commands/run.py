"""What every command is given: the workspace, the day, and whose hand it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from mentorcli.domain.cohort_states import CohortState
from mentorcli.standing.standing import Standing
from mentorcli.workspace.applications import roles_of_valid
from mentorcli.workspace.cohorts import cohort
from mentorcli.workspace.database import Hand
from mentorcli.workspace.folder import Workspace, find, open_workspace
from mentorcli.workspace.last_reminder_run import BEGUN
from mentorcli.workspace.plans import approved_plan
from mentorcli.workspace.records import cohort_standing

Done = Callable[[int, int], None]
"""Is told how many pieces of long work are done, and of how many."""


def unseen(_done: int, _of: int) -> None:
    """Show nobody how far the work is."""


def for_later(_workspace: Workspace, _hand: Hand) -> None:
    """Leave what was stopped half-way to a later run."""


@dataclass(frozen=True, slots=True)
class Run:
    """One call of the program. ``today`` is what the user says or the day here; a ``dry_run`` only looks.

    ``now`` is UTC and falls on the day that was said: it is what is stored. ``clock`` is what the
    clock says, where that is another moment.
    """

    folder: Path
    today: dt.date
    now: dt.datetime
    who: str
    command: str
    clock: dt.datetime | None = None
    dry_run: bool = False
    finish: Callable[[Workspace, Hand], None] = for_later
    """Finishes forgetting somebody where an earlier run was stopped."""

    @property
    def moment(self) -> dt.datetime:
        """The moment by the clock, for what is measured in hours and what goes out as mail."""
        return self.clock or self.now

    @property
    def hand(self) -> Hand:
        """Who writes, and when, for the workspace's facts."""
        now = self.now.isoformat(timespec="seconds")
        return Hand(self.who, now, self.command, self.moment.isoformat(timespec="microseconds"))

    @property
    def sent_at(self) -> str:
        """When a letter went: the day by which the run goes, with the hour as it is in UTC."""
        return dt.datetime.combine(self.today, self.now.timetz()).isoformat(timespec="seconds")

    def open(self) -> Workspace:
        """Open the workspace that the folder is in; forgetting that was stopped half-way is finished."""
        workspace = open_workspace(find(self.folder))
        if (workspace.folder / BEGUN).exists():
            self.finish(workspace, self.hand)
        return workspace


@contextmanager
def at_work(run: Run) -> Iterator[tuple[Workspace, Connection]]:
    """Give the workspace and a transaction: one that writes, or one that only looks."""
    workspace = run.open()
    with workspace.reading() if run.dry_run else workspace.writing(run.hand) as connection:
        yield workspace, connection


@contextmanager
def view_of(run: Run) -> Iterator[tuple[Workspace, Connection]]:
    """Give the workspace and one consistent view of what it holds."""
    workspace = run.open()
    with workspace.reading() as connection:
        yield workspace, connection


def record_of(run: Run, key: str) -> tuple[Workspace, Standing]:
    """Return the workspace and what happened in a cohort; raises UserError for an unknown one."""
    workspace = run.open()
    with workspace.reading() as connection:
        return workspace, cohort_standing(workspace, connection, key)


def plan_command(workspace: Workspace, connection: Connection, key: str) -> str:
    """Return the command that goes on when answers of a cohort have changed: who has a place keeps it."""
    now = cohort(connection, key)
    over = now.state in {CohortState.CLOSING, CohortState.CLOSED}
    if over or workspace.programme(now.programme).life.ongoing:
        return f"mentorcli status {key}"
    if approved_plan(connection, key) is not None:
        return f"mentorcli replan {key} --only-fill"
    return _match_or_import(workspace, connection, key)


def matching_command(workspace: Workspace, connection: Connection, key: str) -> str:
    """Return the command that makes a cohort's first matches: all at once, or a pair for one mentee."""
    if workspace.programme(cohort(connection, key).programme).life.ongoing:
        return f"mentorcli suggest MENTEE --cohort {key}"
    return _match_or_import(workspace, connection, key)


def _match_or_import(workspace: Workspace, connection: Connection, key: str) -> str:
    """Return what comes next: a plan, or the export of those without whom there is none."""
    form = workspace.programme(cohort(connection, key).programme).form
    ready = roles_of_valid(connection, key).issuperset(form.sides)
    return f"mentorcli match {key}" if ready else f"mentorcli import FILE --cohort {key}"
