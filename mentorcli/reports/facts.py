"""What a report counts: who is eligible, who was matched and what became of it, which places were used."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from mentorcli.domain.application import Application, ApplicationState
from mentorcli.domain.language import label
from mentorcli.domain.plan import Match, PairScore, Plan
from mentorcli.domain.programme import RoleKey
from mentorcli.standing.people import who_waits
from mentorcli.standing.places import places_used
from mentorcli.standing.standing import Course, Standing

if TYPE_CHECKING:
    from pandas import DataFrame


OTHER = "Other answer"
NOT_STATED = "Not stated"
SET_ASIDE = "set aside"
"""The state of an application that is complete, where only those selected may apply."""
Member = tuple[RoleKey, str]
"""Somebody in the role in which they applied."""


class Became(StrEnum):
    """What became of somebody's place; of several, the first of these that holds."""

    GOES_ON = "goes on"
    LOST = "lost somebody"
    ENDED = "ended"
    EARLY = "ended early"
    WITHDREW = "withdrew"


@dataclass(frozen=True, slots=True)
class Facts:
    """A record and the plan that the report is about: the approved one, else the newest.

    ``became`` has all who have a place or had one that ended, or that they gave back when they
    withdrew; ``pairs`` the pair of each of these mentees; ``used`` how many mentees each mentor had
    at the same time, at most; ``waits`` who waits for a match, whatever came before.
    """

    record: Standing
    plan: Plan | None
    became: Mapping[Member, Became]
    pairs: Mapping[str, PairScore]
    used: Mapping[str, int]
    waits: frozenset[str] = frozenset()

    @classmethod
    def of(cls, record: Standing, today: dt.date) -> Facts:
        """Return the facts of a record on a day."""
        plan = record.plan or record.proposal
        became = _became(record, today)
        every = (*(a.plan for a in record.approvals), *((plan,) if plan else ()))
        pairs = {p.mentee: p for one in every for m in one.matches for p in m.pairs}
        matched = {p: pair for p, pair in pairs.items() if ("mentee", p) in became}
        return cls(record, plan, became, matched, places_used(record), who_waits(record, today))

    @property
    def led(self) -> bool:
        """Tell whether matches have mentors, of whom there is something to report."""
        return self.record.programme.form.led

    @property
    def smallest(self) -> int:
        """The least number of people that a table may show."""
        return max(self.record.programme.small_cell, 3)

    def is_eligible(self, application: Application) -> bool:
        """Tell whether an application counts, or had a place."""
        return (
            self.record.counts(application) or (application.role, application.person) in self.became
        )

    def eligible(self, role: RoleKey) -> tuple[Application, ...]:
        """Return the eligible applications of a role."""
        return tuple(a for a in self.record.of_role(role) if self.is_eligible(a))

    def asked(self, role: RoleKey, field: str) -> bool:
        """Tell whether a role is asked a field: nobody answers what no form of the cohort asks."""
        known = self.record.programme.field(role, field) is not None
        return known and any(a.value(field) is not None for a in self.record.of_role(role))

    def groups(self) -> tuple[tuple[Match, int], ...]:
        """Return the matches of the plan with a matched mentee, and how many of them each has."""
        matches = self.plan.matches if self.plan else ()
        sizes = ((m, sum(("mentee", p) in self.became for p in m.mentees)) for m in matches)
        return tuple((match, size) for match, size in sizes if size)

    def mentees(self) -> DataFrame:
        """Return a row for each mentee's application: person, state, eligible, matched, became."""
        return self._table("mentee", "matched")

    def mentors(self) -> DataFrame:
        """Return a row for each mentor's application: as of mentees, with ``seats`` and ``taken``.

        Who withdrew gave all places back.
        """
        table = self._table("mentor", "used")
        people = self.record.of_role("mentor")
        here = [a.state is not ApplicationState.WITHDRAWN for a in people]
        seats = [a.capacity().most * is_here for a, is_here in zip(people, here, strict=True)]
        taken = [self.used.get(a.person, 0) * x for a, x in zip(people, here, strict=True)]
        return table.assign(seats=seats, taken=taken).astype({"seats": int, "taken": int})

    def _table(self, role: RoleKey, matched: str) -> DataFrame:
        from pandas import DataFrame

        rows = []
        for a in self.record.of_role(role):
            became, eligible = self.became.get((role, a.person)), self.is_eligible(a)
            aside = a.state is ApplicationState.VALID and not eligible
            state = SET_ASIDE if aside else a.state.value
            rows.append((a.person, state, eligible, became is not None, became))
        table = DataFrame(rows, columns=["person", "state", "eligible", matched, "became"])
        # an empty table has no types of its own
        return table.astype({"eligible": bool, matched: bool})


def _became(record: Standing, today: dt.date) -> dict[Member, Became]:
    """Return what became of everybody's place; before approval, who has one in the proposal."""
    states = {(a.role, a.person): a.state for a in record.applications}
    valid = {who for who, state in states.items() if state is ApplicationState.VALID}
    if record.plan is None:
        proposed = record.proposal.matches if record.proposal else ()
        return {who: Became.GOES_ON for m in proposed for who in m.members() if who in valid}
    found: dict[Became, set[Member]] = {one: set() for one in Became}
    for one in record.every_match():
        members = {*one.match.members()}
        if one.course is Course.EARLY:
            found[Became.EARLY] |= members
        elif one.course is Course.LOST:
            found[Became.LOST] |= members & valid
        elif one.stands:
            found[Became.ENDED if one.is_over(today) else Became.GOES_ON] |= members & valid
    had = {who for plan in record.every_plan() for m in plan.matches for who in m.members()}
    found[Became.WITHDREW] = {w for w in had if states.get(w) is ApplicationState.WITHDRAWN}
    everybody = {who: one for one in reversed(Became) for who in found[one] if who in states}
    return dict(sorted(everybody.items()))


def option_labels(record: Standing, role: RoleKey, field: str) -> dict[str, str]:
    """Return the English text of each option of a field by code; none when it is not asked."""
    asked = record.programme.field(role, field)
    return {o.code: label(o.labels, "en") for o in asked.options} if asked else {}


def option_of(application: Application, field: str, labels: Mapping[str, str]) -> str:
    """Return the label of somebody's answer; what they typed themselves is ``Other answer``."""
    given = application.choices(field)
    return labels.get(given[0], OTHER) if given else NOT_STATED
