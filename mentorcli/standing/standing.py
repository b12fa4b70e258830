"""Where a cohort stands: its people, its plan, and what its facts come to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from mentorcli.domain.application import Application, ApplicationState
from mentorcli.domain.cohort import Cohort
from mentorcli.domain.fact import Paper
from mentorcli.domain.match_life import Life, Selected, life_of
from mentorcli.domain.plan import Match, Plan
from mentorcli.domain.programme import Programme, RoleKey
from mentorcli.domain.text import stable_id
from mentorcli.standing.fold import Happened


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing(Happened):
    """Where a cohort stands: what its facts come to, its applications and its approved plan.

    ``plan`` is the approved plan, None before approval; ``proposal`` the newest plan of any
    state. ``imported_rows`` counts rows of all exports by their last state (RowState values).
    ``applied`` is the day each person's application came in, ``selected`` who may apply.
    """

    cohort: Cohort
    programme: Programme
    applications: tuple[Application, ...]
    plan: Plan | None
    proposal: Plan | None = None
    changed_by_hand: int = 0
    imported_rows: Mapping[str, int] | None = None
    selected: tuple[Selected, ...] = ()
    applied: Mapping[str, dt.date] = field(default_factory=dict)

    def life(self, match: str) -> Life | None:
        """Return a match's own life: what was decided about it, else that of the plan."""
        known = next((x for x in self.lives if x.match == match), None)
        if known is not None or self.plan is None:
            return known
        found = next((m for m in self.plan.matches if m.id == match), None)
        return life_of(self.cohort, found, self.programme.life.rhythm_days) if found else None

    def life_of_pair(self, mentor: str, mentee: str) -> Life | None:
        """Return the life of a match of these two alone, or None."""
        both = (x for x in self.every_life() if (x.mentor, x.mentees) == (mentor, (mentee,)))
        return next(both, None)

    def cohort_of(self, match: str) -> Cohort:
        """Return the cohort with the days of one match, where it has its own."""
        life = next((x for x in self.lives if x.match == match), None)
        if life is None:
            return self.cohort
        own = {"kickoff": life.starts, "midpoint": life.halfway(), "wrapup": life.ends}
        return replace(self.cohort, dates={**self.cohort.dates, **own})

    def every_life(self) -> tuple[Life, ...]:
        """Return the lives of all matches, proposed or approved, by match."""
        stored = {x.match: x for x in self.lives}
        rhythm = self.programme.life.rhythm_days
        approved = self.plan.matches if self.plan else ()
        planned = {m.id: life_of(self.cohort, m, rhythm) for m in approved}
        return tuple(life for _, life in sorted((planned | stored).items()))

    def of_role(self, role: RoleKey) -> tuple[Application, ...]:
        """Return the applications of one role, sorted by person id."""
        found = (a for a in self.applications if a.role == role)
        return tuple(sorted(found, key=lambda a: a.person))

    def members(self, match: Match) -> tuple[Application, ...]:
        """Return a match's people whose application still stands: the mentor, then the mentees."""
        keys = ((person, role) for role, person in match.members())
        there = {
            (a.person, a.role): a for a in self.applications if a.state is ApplicationState.VALID
        }
        return tuple(there[key] for key in keys if key in there)

    def people_mark(self, match: Match) -> str:
        """Return a mark of who is in a match now, and of its language: an agreement binds these."""
        people = (f"{a.role} {a.person}" for a in self.members(match))
        return stable_id("e", match.language, *people)

    def signable(self) -> dict[str, Paper]:
        """Return the agreements that can be signed: those of the people who are in the match now."""
        approved = {m.id: m for m in self.plan.matches} if self.plan else {}
        return {
            match: paper
            for match, paper in self.agreements.items()
            if (now := approved.get(match)) is not None
            if all(
                one.basis.get("people", "") in {"", self.people_mark(now)}
                for one in paper.by_language.values()
            )
        }

    def application(self, person: str, role: RoleKey) -> Application | None:
        """Return somebody's application in a role, or None."""
        return next((a for a in self.applications if (a.person, a.role) == (person, role)), None)
