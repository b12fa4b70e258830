"""What happened in a cohort: the facts that reminders and reports look at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from mentorcli.domain.application import Application, ApplicationState
from mentorcli.domain.cohort import Cohort
from mentorcli.domain.plan import Match, Plan
from mentorcli.domain.programme import Programme, RoleKey


@dataclass(frozen=True, slots=True)
class Signature:
    """Somebody signed the agreement of a match on a day."""

    match: str
    person: str
    on: dt.date


@dataclass(frozen=True, slots=True)
class Session:
    """A meeting that was booked or held: of the whole match (``mentee`` empty) or individual."""

    match: str
    mentee: str
    on: dt.date


@dataclass(frozen=True, slots=True)
class CohortRecord:
    """A cohort with all that happened in it.

    ``plan`` is the approved plan, None before approval; ``proposal`` the newest plan of any
    state. ``imported_rows`` counts rows of all exports by their last state (RowState values).
    ``agreements_made`` tells whether there are agreements that could be signed.
    """

    cohort: Cohort
    programme: Programme
    applications: tuple[Application, ...]
    plan: Plan | None
    proposal: Plan | None = None
    signatures: tuple[Signature, ...] = ()
    sessions: tuple[Session, ...] = ()
    changed_by_hand: int = 0
    imported_rows: Mapping[str, int] | None = None
    agreements_made: bool = True

    def of_role(self, role: RoleKey) -> tuple[Application, ...]:
        """Return the applications of one role, sorted by person id."""
        found = (a for a in self.applications if a.role == role)
        return tuple(sorted(found, key=lambda a: a.person))

    def members(self, match: Match) -> tuple[Application, ...]:
        """Return a match's people whose application still stands: the mentor, then the mentees."""
        keys = ((match.mentor, "mentor"), *((mentee, "mentee") for mentee in match.mentees))
        there = {
            (a.person, a.role): a for a in self.applications if a.state is ApplicationState.VALID
        }
        return tuple(there[key] for key in keys if key in there)

    def application(self, person: str, role: RoleKey) -> Application | None:
        """Return somebody's application in a role, or None."""
        return next((a for a in self.applications if (a.person, a.role) == (person, role)), None)
