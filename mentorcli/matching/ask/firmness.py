"""What a plan rests on: which places are firm, who would gain elsewhere, what each stage cost the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mentorcli.domain.explanation import Better, Change, Firmness
from mentorcli.domain.plan import CAN_MEET, LOWER_IS_BETTER, MEET_TOGETHER, MatchingCase, Plan
from mentorcli.matching.solve.propose import solver_of


def loose_places(case: MatchingCase, plan: Plan) -> frozenset[str]:
    """Return who has another place in some plan that is as good in all but the tie-break.

    None for plans that repair another.
    """
    return frozenset() if plan.against else solver_of(case).loose(plan)


def firmness(case: MatchingCase, plan: Plan, weights: tuple[Change, ...]) -> tuple[Firmness, ...]:
    """Return how much each place rests on, the most fragile first; ``weights`` as ``with_other_weights``."""
    loose = loose_places(case, plan)
    broken = [{m.mentee for m in change.outcome.moves} for change in weights]
    found = [
        Firmness(p, others, sum(p in b for b in broken), len(broken), p in loose)
        for p, others in plan.company().items()
    ]
    return tuple(sorted(found, key=lambda f: (-f.left, not f.tied, f.mentee)))


def better_together(case: MatchingCase, plan: Plan) -> Sequence[Better]:
    """Return those who would all have more points together, who gains most first.

    It shows how stable a plan is and is no fault: the plan serves all together.
    """
    return solver_of(case).better(plan)


WITHIN = "within"
"""Stands where a stage's key stands for what the profile allows below the best floor."""


@dataclass(frozen=True, slots=True)
class StagePrice:
    """After a stage the ``next`` one can be ``reached``; after those before it, ``without``.

    So no stage is charged what another one takes.
    """

    key: str
    next: str
    reached: int
    without: int

    def cost(self) -> int:
        """Return how much the stage took from the next one; 0 when it took nothing."""
        gained = self.without - self.reached
        return -gained if self.next in LOWER_IS_BETTER else gained


def stage_prices(case: MatchingCase, plan: Plan) -> tuple[StagePrice, ...]:
    """Return the price of each stage that has a next one worth a price, beside those before it.

    Seats have no price in the worst score, nor in who can meet (with fewer seated nobody is badly
    served), so theirs is in the stage after that. That of who can meet is told in the worst score and
    in the stage after it; ties cost nothing. Plans that repair another have none.
    """
    keys = [s.key for s in plan.stages if s.key != "tie_break"]
    reached = {s.key: s.kept() for s in plan.stages}
    bounds = {s.key: s.bound for s in plan.stages if s.within}
    if plan.against:
        return ()
    solver, found = solver_of(case), []
    known: dict[tuple[tuple[str, ...], str], int] = {}

    def after(some: Sequence[str], later: str) -> int:
        if keys.index(later) == len(some):
            return bounds.get(later, reached[later])
        at = (tuple(some), later)
        if at not in known:
            known[at] = solver.value_after({k: reached[k] for k in some}, later)
        return known[at]

    for key, later in _priced(keys):
        x = keys.index(key)
        now = after(keys[: x + 1], later)
        found.append(StagePrice(key, later, now, after(keys[:x], later)))
        if key in bounds:
            strict = {k: reached[k] for k in keys[:x]} | {key: bounds[key]}
            found.append(StagePrice(WITHIN, later, now, solver.value_after(strict, later)))
    return tuple(found)


def _priced(keys: list[str]) -> list[tuple[str, str]]:
    """Return the stages that have a price, each with the stages that it is told in."""
    found, meeting = [], {CAN_MEET, MEET_TOGETHER}
    for x, key in enumerate(keys[:-1]):
        later = [k for k in keys[x + 1 :] if k not in meeting]
        sums = [k for k in later if not k.startswith("worst_served")]
        if key == "seated" or key.startswith("worst_served"):
            told = sums[:1]
        else:
            told = [*dict.fromkeys((*later[:1], *(sums[:1] if key in meeting else ())))]
        found += [(key, stage) for stage in told]
    return found
