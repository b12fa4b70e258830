"""Answers to questions about a plan: why, what if, what stands in the way, what it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from mentorcli.domain.plan import Match, ScorePart
from mentorcli.domain.plan_news import Move
from mentorcli.domain.programme import RoleKey


@dataclass(frozen=True, slots=True)
class PairOutlook:
    """A mentee and a mentor looked at, whether or not they are together.

    ``blocked_by`` holds each rule that forbids the pair as (rule, sentence), empty when the pair
    is allowed; ``score`` and ``parts`` are what it gives or would give; ``standing`` says in a few
    words how it stands in the plan, for example that the mentor's group is full.
    """

    mentee: str
    mentor: str
    blocked_by: tuple[tuple[str, str], ...]
    score: int
    parts: tuple[ScorePart, ...]
    reason: str
    standing: str = ""

    def allowed(self) -> bool:
        """Tell whether no rule and no decision forbids the pair."""
        return not self.blocked_by


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why somebody is where they are in a plan.

    ``headline`` is one sentence; ``together`` the pairs made; ``alternatives`` the other allowed
    pairs and ``blocked`` the forbidden ones, both best score first.
    """

    person: str
    role: RoleKey
    headline: str
    match: Match | None
    together: tuple[PairOutlook, ...]
    alternatives: tuple[PairOutlook, ...]
    blocked: tuple[PairOutlook, ...]


@dataclass(frozen=True, slots=True)
class StageChange:
    """What a stage is worth in a plan and in another; ``key`` as in Stage."""

    key: str
    now: int
    then: int


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The best plan if something must be so, against the plan that there is.

    ``possible`` is False when no plan at all has it; ``stages`` are those of the profile without the
    tie-break; ``moves`` is who then has another mentor, as few as that plan allows.
    """

    possible: bool
    stages: tuple[StageChange, ...] = ()
    moves: tuple[Move, ...] = ()


@dataclass(frozen=True, slots=True)
class Blocking:
    """Rules and people that together leave somebody without a match.

    None can be left out: without any one of the rules, or if any one of the people gave up having
    a place, there would be one. With ``everybody`` the people are all who have a place, taken as one:
    not all of them need keep theirs. ``enough`` is False when even without all of them there is none.
    """

    rules: tuple[str, ...]
    people: tuple[str, ...]
    enough: bool = True
    everybody: bool = False


@dataclass(frozen=True, slots=True)
class Repair:
    """One change that gives somebody a place, with what the plan is then worth.

    ``kind`` is ``override`` (the pair is allowed against ``rule``), ``capacity`` (the mentor takes
    ``places`` at most) or ``keep`` (the pair is kept, whoever loses a place).
    """

    kind: str
    mentee: str
    mentor: str
    rule: str
    places: int
    outcome: WhatIf


@dataclass(frozen=True, slots=True)
class Change:
    """What a plan would be if one thing were otherwise: ``what`` names it in a few words."""

    what: str
    outcome: WhatIf


@dataclass(frozen=True, slots=True)
class Firmness:
    """How much somebody's place rests on: ``left`` of ``tried`` changes of a weight by a quarter end it.

    ``others`` are those with whom it is (``Match.company``); ``tied`` tells that another plan, just
    as good but for the tie-break, does without.
    """

    mentee: str
    others: tuple[str, ...]
    left: int
    tried: int
    tied: bool

    def firm(self) -> bool:
        """Tell whether the pair stays whatever is changed."""
        return not self.left and not self.tied


@dataclass(frozen=True, slots=True)
class Better:
    """People who are not together and would all be better served if they were, by their scores.

    ``people`` are a mentee and a mentor, or those of a circle; ``now`` and ``then`` the scores of
    those of them who are given a place, 0 without one. ``instead`` is whose place it would be, with
    the score there, or empty for a free one.
    """

    people: tuple[str, ...]
    now: tuple[int, ...]
    then: tuple[int, ...]
    instead: str = ""
    instead_score: int = 0

    def placed(self) -> tuple[str, ...]:
        """Return those of them who are given a place."""
        return self.people[: len(self.now)]

    def gain(self) -> int:
        """Return how much more they would have, taken together."""
        return sum(self.then) - sum(self.now)
