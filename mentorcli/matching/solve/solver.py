"""What can be asked of a case, whatever its form of match: one protocol, and a solver for each form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from mentorcli.domain.explanation import Better, PairOutlook
from mentorcli.domain.plan import MatchingCase, Plan
from mentorcli.domain.problem import Problem
from mentorcli.domain.programme import RoleKey

IMAGINED = "what-if-"
"""How the id of somebody begins who is only imagined: no place counts that is given to them."""


@dataclass(frozen=True, slots=True)
class Together:
    """Two people, as ids, are together: a mentee and a mentor, or two of a circle."""

    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Placed:
    """Somebody who applied in a role has somebody."""

    person: str
    role: RoleKey


class NoAnswerError(Exception):
    """No plan satisfies the pairs kept by hand, and what else is demanded, together."""


def ordered_stages(stages: Sequence[str]) -> tuple[str, ...]:
    """Return the stages once each; the tie-break comes last even when a profile leaves it out."""
    return (*dict.fromkeys(s for s in stages if s != "tie_break"), "tie_break")


Demand = Together | Placed
Possible = Callable[[Sequence[str]], bool]
"""Is there a plan that obeys these demands: ``rule:KEY`` (it holds), ``person:ID`` (has a place)?"""


@dataclass(frozen=True, slots=True)
class Found:
    """The best answer, to a demand or to all of a case: what each stage is worth, and with whom each person has a place."""

    values: Mapping[str, int]
    company: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Trial:
    """One change that may give somebody a place: see ``Repair``; ``case`` is what then holds."""

    kind: str
    mentee: str
    mentor: str
    rule: str
    places: int
    case: MatchingCase
    demand: Demand


class Solver(Protocol):
    """A case in one form of match, judged and scored, ready to be solved."""

    @property
    def case(self) -> MatchingCase:
        """The case."""

    def rules(self) -> tuple[str, ...]:
        """Return the keys of the rules in force."""

    def judged(self) -> tuple[Problem, ...]:
        """Return what is wrong with the decisions of the case; a NOTE stands in no plan's way."""

    def plan(
        self, keys: Sequence[str], against: tuple[tuple[str, str], ...], most_moves: int | None
    ) -> Plan:
        """Return the best plan by the stages ``keys``; raises UserError where there is none.

        ``against`` holds the pairs of a plan that is repaired, of which ``most_moves`` may change.
        """

    def found(
        self, keys: Sequence[str], against: tuple[tuple[str, str], ...], most_moves: int | None
    ) -> Found:
        """Return what ``plan`` holds without its sentences; raises UserError as it does."""

    def outlook(self, plan: Plan, one: str, other: str) -> PairOutlook:
        """Return what forbids two people, or what they have or would have together."""

    def answer(
        self, plan: Plan, order: Sequence[str], demand: Demand, *, beatable: bool
    ) -> Found | None:
        """Return the best answer that obeys a demand, its moves counted from a plan; None for none.

        ``beatable`` tells that the plan is of another case, so that an answer may be better.
        """

    def possible(self, person: str, role: RoleKey) -> Possible:
        """Return a function that tells whether a plan places somebody and obeys other demands."""

    def trials(self, person: str, role: RoleKey) -> Sequence[Trial]:
        """Return the changes that are tried for somebody without a match."""

    def loose(self, plan: Plan) -> frozenset[str]:
        """Return who has another place in some plan that is as good in all but the tie-break."""

    def better(self, plan: Plan) -> Sequence[Better]:
        """Return who would all have more points together; who gains most comes first."""

    def value_after(self, reached: Mapping[str, int], key: str) -> int:
        """Return what a stage is worth after others that are known to be worth ``reached``."""

    def unavoidable(self, against: tuple[tuple[str, str], ...]) -> int:
        """Return how many people of these pairs cannot stay, whatever plan is made."""

    def most_placed(self) -> int:
        """Return how many people, the imagined left out, can have a place."""
