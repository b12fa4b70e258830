"""Where a cohort stands: its people, its plan, and what its facts come to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from mentorcli.domain.admission import SetAside
from mentorcli.domain.application import Application, ApplicationState
from mentorcli.domain.cohort import Cohort
from mentorcli.domain.decision import GROUP_SIZE
from mentorcli.domain.fact import Paper
from mentorcli.domain.match_life import Life, MatchState, Selected, life_of
from mentorcli.domain.plan import Match, Plan
from mentorcli.domain.plan_news import Approval
from mentorcli.domain.programme import Programme, RoleKey
from mentorcli.domain.text import stable_id
from mentorcli.standing.fold import Happened

_Here = Mapping[tuple[str, str], Application]


class Course(StrEnum):
    """What became of a match."""

    ASKED = "proposed"
    STANDS = "stands"
    LOST = "lost somebody"
    """Without its mentor, or with fewer mentees than the programme allows, it cannot go on as it is;
    nor can a proposal of which one has left."""
    OVER = "ended"
    EARLY = "ended early"


_ALONE: Mapping[MatchState, Course] = {
    MatchState.PROPOSED: Course.ASKED,
    MatchState.HALF: Course.ASKED,
    MatchState.ENDED: Course.OVER,
    MatchState.BROKEN: Course.EARLY,
}
"""What became of a match that is in no plan that counts; of the others nothing did."""


@dataclass(frozen=True, slots=True)
class StandingMatch:
    """A match, its life, and what became of it; an approved one has those who are still there.

    ``gone`` are the people who have left it.
    """

    match: Match
    life: Life
    course: Course
    gone: tuple[str, ...] = ()

    @property
    def stands(self) -> bool:
        """Tell whether it goes on, or came to its end as agreed: its papers count."""
        return self.course in {Course.STANDS, Course.OVER}

    def goes_on(self, today: dt.date) -> bool:
        """Tell whether it is not over on a day."""
        return self.course is Course.STANDS and today < self.life.ends

    def is_over(self, today: dt.date) -> bool:
        """Tell whether it came to its last day."""
        return self.stands and not self.goes_on(today)

    def is_lost(self, today: dt.date) -> bool:
        """Tell whether it cannot go on as it is, and was to."""
        return self.course is Course.LOST and today < self.life.ends


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing(Happened):
    """Where a cohort stands: what its facts come to, its applications and its approved plan.

    ``plan`` is the approved plan, None before approval; ``proposal`` the newest plan of any
    state. ``imported_rows`` counts rows of all exports by their last state (RowState values).
    ``applied`` is the day each person's application came in, ``selected`` who may apply, ``aside``
    has the (person, role) whose application does not count, and why. ``approvals`` are the plans approved one
    after the other, none where there were not two.
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
    aside: Mapping[tuple[str, str], SetAside] = field(default_factory=dict)
    approvals: tuple[Approval, ...] = ()

    def life(self, match: str) -> Life | None:
        """Return a match's own life: what was decided about it, else that of the plan."""
        return next((x for x in self.every_life() if x.match == match), None)

    def life_of_pair(self, mentor: str, mentee: str) -> Life | None:
        """Return the life of a match of these two alone, or None; a proposal taken back was none."""
        both = (x for x in self.every_life() if (x.mentor, x.mentees) == (mentor, (mentee,)))
        return next((x for x in both if x.state is not MatchState.TAKEN_BACK), None)

    def without_ended_early(self, plan: Plan) -> tuple[Match, ...]:
        """Return the matches of a plan but those that ended early."""
        early = {m.match.id for m in self.every_match() if m.course is Course.EARLY}
        return tuple(m for m in plan.matches if m.id not in early)

    def as_it_stands(self, plan: Plan) -> Plan:
        """Return a plan without the matches that ended early: a repair takes nobody out of them."""
        return replace(plan, matches=self.without_ended_early(plan))

    def cohort_of(self, match: str) -> Cohort:
        """Return the cohort with the days of one match, where it has its own."""
        life = next((x for x in self.lives if x.match == match), None)
        if life is None:
            return self.cohort
        own = {"kickoff": life.starts, "midpoint": life.halfway(), "wrapup": life.ends}
        return replace(self.cohort, dates={**self.cohort.dates, **own})

    def every_plan(self) -> tuple[Plan, ...]:
        """Return all plans that were approved, one after the other; the approved one is the last."""
        return (*(a.plan for a in self.approvals), *((self.plan,) if self.plan else ()))

    def every_life(self) -> tuple[Life, ...]:
        """Return the lives of all matches, proposed or approved, by match.

        One that came with a later plan begins on the day when that was approved, if not later.
        """
        stored = {x.match: x for x in self.lives}
        rhythm = self.programme.life.rhythm_days
        planned = {m.id: m for m in self.plan.matches} if self.plan else {}
        later = self._approved_later()
        for key, match in planned.items():
            if key not in stored:
                life = life_of(self.cohort, match, rhythm)
                day = min(max(later.get(key, life.starts), life.starts), life.ends)
                stored[key] = replace(life, starts=day, since=day) if key in later else life
            elif stored[key].state is not MatchState.BROKEN:
                stored[key] = replace(stored[key], mentees=match.mentees, language=match.language)
        return tuple(life for _, life in sorted(stored.items()))

    def _approved_later(self) -> dict[str, dt.date]:
        """Return the day of approval of each match that was not in the first plan approved."""
        days = {m.id: a.on for a in reversed(self.approvals) for m in a.plan.matches}
        first = {m.id for a in self.approvals[:1] for m in a.plan.matches}
        return {match: day for match, day in days.items() if match not in first}

    def every_match(self) -> tuple[StandingMatch, ...]:
        """Return all matches with what became of them: those of the approved plan, then the others."""
        lives, here = {x.match: x for x in self.every_life()}, self._here()
        planned = self.plan.matches if self.plan else ()
        alone = lives.keys() - {m.id for m in planned}
        others = (x for key, x in sorted(lives.items()) if key in alone and x.state in _ALONE)
        return (
            *(self._planned(m, lives[m.id], here) for m in planned),
            *(_alone(x, here) for x in others),
        )

    def _planned(self, match: Match, life: Life, there: _Here) -> StandingMatch:
        if life.state is MatchState.BROKEN:
            return StandingMatch(match, life, Course.EARLY)
        here = {a.person for a in _of(match, there)}
        here |= {p for role, p in match.members() if self._left_after(p, role, life.ends)}
        gone = tuple(p for p in match.people if p not in here)
        left = replace(match, mentees=tuple(p for p in match.mentees if p in here))
        if life.state is MatchState.ENDED:
            return StandingMatch(left, life, Course.OVER, gone)
        led = match.mentor in here or not match.mentor
        least = 1 if self._goes_on_small(left) else self.programme.group[0]
        if led and len(left.mentees) >= least:
            return StandingMatch(left, life, Course.STANDS, gone)
        return StandingMatch(match, life, Course.LOST, gone)

    def _left_after(self, person: str, role: str, last: dt.date) -> bool:
        """Tell whether somebody was there to the last day of a match, and withdrew then."""
        day = self.left.get((person, role))
        return day is not None and day >= last

    def _goes_on_small(self, match: Match) -> bool:
        """Tell whether somebody decided that a match goes on with however few mentees."""
        made = self.plan.decisions if self.plan else ()
        ties = match.ties()
        return any((d.mentee, d.mentor) in ties for d in made if GROUP_SIZE in d.overrides)

    def standing_matches(self) -> tuple[Match, ...]:
        """Return the approved matches that stand, with those who are still there."""
        planned = {m.id for m in self.plan.matches} if self.plan else set()
        return tuple(s.match for s in self.every_match() if s.stands and s.match.id in planned)

    def invited_in_vain(self, gathering: str, today: dt.date) -> frozenset[str]:
        """Return who is invited to a gathering and has no match any more.

        Whose match has lost somebody, and waits to be repaired, is invited still.
        """
        here = {a.person for match in self.matches_still(today) for a in self.members(match)}
        return frozenset(self.invited.get(gathering, {})) - here

    def matches_still(self, today: dt.date) -> tuple[Match, ...]:
        """Return the approved matches that stand, and those that wait to be repaired."""
        lost = (m.match for m in self.every_match() if m.is_lost(today))
        return (*self.standing_matches(), *lost)

    def of_role(self, role: RoleKey) -> tuple[Application, ...]:
        """Return the applications of one role, sorted by person id."""
        found = (a for a in self.applications if a.role == role)
        return tuple(sorted(found, key=lambda a: a.person))

    def members(self, match: Match) -> tuple[Application, ...]:
        """Return a match's people whose application stands, or stood to its last day: the mentor first."""
        return _of(match, self._there(match, self._here()))

    def _here(self) -> dict[tuple[str, str], Application]:
        """Return the applications that count, by (person, role)."""
        return {(a.person, a.role): a for a in self.applications if self.counts(a)}

    def _there(self, match: Match, here: _Here) -> _Here:
        """Return whose application counts, and who withdrew after the last day of a match, by (person, role)."""
        left = {(p, role) for role, p in match.members()} & self.left.keys()
        life = self.life(match.id) if left else None
        if life is None:
            return here
        stayed = {key for key in left if self._left_after(*key, life.ends)}
        known = {(a.person, a.role): a for a in self.applications}
        return {**here, **{key: known[key] for key in stayed & known.keys()}}

    def counts(self, application: Application) -> bool:
        """Tell whether an application counts: it is complete, and not withdrawn or set aside."""
        valid = application.state is ApplicationState.VALID
        return valid and (application.person, application.role) not in self.aside

    def people_mark(self, match: Match) -> str:
        """Return a mark of who is in a match now, and of its language: an agreement binds these."""
        return _mark(match, self._there(match, self._here()))

    def signable(self) -> dict[str, Paper]:
        """Return the agreements that can be signed: those of the people who are in the match now."""
        here = self._here()
        planned = self.plan.matches if self.plan else ()
        marks = {m.id: _mark(m, self._there(m, here)) for m in planned}
        return {
            match: paper
            for match, paper in self.agreements.items()
            if match in marks
            if all(
                p.basis.get("people", "") in {"", marks[match]} for p in paper.by_language.values()
            )
        }

    def application(self, person: str, role: RoleKey) -> Application | None:
        """Return somebody's application in a role, or None."""
        return next((a for a in self.applications if (a.person, a.role) == (person, role)), None)


def _of(match: Match, here: _Here) -> tuple[Application, ...]:
    keys = ((person, role) for role, person in match.members())
    return tuple(here[key] for key in keys if key in here)


def _mark(match: Match, here: _Here) -> str:
    return stable_id("e", match.language, *(f"{a.role} {a.person}" for a in _of(match, here)))


def _alone(life: Life, here: _Here) -> StandingMatch:
    match, course = life.as_match(), _ALONE[life.state]
    there = {a.person for a in _of(match, here)}
    gone = tuple(p for p in match.people if p not in there) if course is Course.ASKED else ()
    return StandingMatch(match, life, Course.LOST if gone else course, gone)
