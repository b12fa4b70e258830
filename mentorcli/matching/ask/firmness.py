"""What a plan rests on: which places are firm, which equal plans there are, who would gain elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from mentorcli.domain.explanation import Better, Change, Firmness
from mentorcli.domain.plan import MatchingCase, Plan
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
