"""Proving the stages of circles of equals again by a second program, written apart from the first.

The first (``solve/circles/best_circles.py``) is an integer program solved by HiGHS. This one is a branch
and bound over people, with prices of its own in whole numbers: it shares neither code nor solver.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from hashlib import sha256
from itertools import combinations

from mentorcli.domain.plan import MatchingCase, Plan
from mentorcli.domain.programme import place_from_worst
from mentorcli.matching.check.facts import Facts, facts_of
from oracles.circle_columns import Column, columns_of, kept_places
from oracles.circle_search import Demand, Seats, choose
from oracles.profile_points import no_way, nowhere


def reprove_circles(case: MatchingCase, plan: Plan) -> dict[str, int]:
    """Return for each stage, in the plan's order, the value that nothing beats, or one that does.

    A stage is proved again when this is the plan's own value. The first stage that is beaten is the
    last one returned: what comes after it rests on it. Verify the plan first. Raises UserError for
    a pool that is too large for this program.
    """
    proof = _Proof(facts_of(case), plan)
    found: dict[str, int] = {}
    for stage in plan.stages:
        k = 1 if stage.key == "worst_served" else place_from_worst(stage.key)
        if k == 1:  # the plan may be lower than the best floor by what the profile allows
            best = stage.value + proof.worst(stage.bound, 1, stage.within or 0) - stage.bound
        else:
            best = proof.worst(stage.value, k) if k else proof.most(stage.key, stage.value)
        found[stage.key] = best
        if best != stage.value:
            break
    return found


class _Proof:
    """The demands that hold so far, while one stage after the other is asked about."""

    def __init__(self, facts: Facts, plan: Plan) -> None:
        self.facts, self.plan = facts, plan
        self.columns = columns_of(facts)
        self.number = len(facts.mentees)
        self.kept = frozenset(i for pair in kept_places(facts) for i in pair)
        self.seated = 0
        self.open = list(range(len(self.columns)))
        self.demands: list[Demand] = []
        self.mates = _mates(plan)
        if plan.most_moves is not None:
            stay = self._worth("fewest_moves")
            self.demands.append(Demand(stay, len(self.mates) - plan.most_moves))

    def most(self, key: str, value: int) -> int:
        """Return the value of a stage whose value is a sum, or a better one that it found."""
        worth = self._worth(key)
        turned = {
            "can_meet": 0,
            "meet_together": 0,
            "fewest_moves": len(self.mates),
            "tie_break": 0,
        }
        least = turned[key] - value if key in turned else value
        more = [*self.demands, Demand(worth, least + 1)]
        if key == "seated":
            found = self._ask(self.demands, self.open, value + 1)
        else:
            found = self._ask(more, self.open, self.seated)
        if found is not None:
            reached = sum(worth[c] for c in found)
            return turned[key] - reached if key in turned else reached
        if key == "seated":
            self.seated = value
        else:
            self.demands.append(Demand(worth, least))
        return value

    def worst(self, value: int, k: int, within: int = 0) -> int:
        """Return the k-th lowest score, or a higher one that it found; then it may be ``within`` less."""
        if sum(len(m.mentees) for m in self.plan.matches) < k:
            return value
        if k == 1:
            higher = [c for c in self.open if min(self.columns[c].scores) > value]
            found = self._ask(self.demands, higher, self.seated)
            self.open = [c for c in self.open if min(self.columns[c].scores) >= value - within]
        else:
            row = Demand(self._below(value + 1), 1 - k)
            found = self._ask([*self.demands, row], self.open, self.seated)
            self.demands.append(Demand(self._below(value), 1 - k))
        if found is None:
            return value
        return sorted(s for c in found for s in self.columns[c].scores)[k - 1]

    def _ask(
        self, demands: Sequence[Demand], open_now: Sequence[int], seated: int
    ) -> list[int] | None:
        """Return circles that meet the demands and seat so many, or None."""
        if seated > self.number:
            return None
        exact = seated == self.seated > 0
        seats = Seats(self.number, self.number - seated, self.kept, exact)
        return choose(self.columns, open_now, demands, seats)

    def _worth(self, key: str) -> list[int]:
        waited, ids = set(self.facts.case.waited), list(self.facts.mentees)
        people = list(self.facts.mentees.values())
        worth: dict[str, Callable[[Column], int]] = {
            "waited": lambda c: sum(ids[i] in waited for i in c.people),
            "seated": lambda c: len(c.people),
            "can_meet": lambda c: (
                -sum(no_way(people[i], people[k]) for i, k in combinations(c.people, 2))
            ),
            "meet_together": lambda c: -nowhere(people[i] for i in c.people),
            "total": lambda c: sum(c.scores),
            "fewest_moves": lambda c: self._staying([ids[i] for i in c.people]),
        }
        return [worth.get(key, lambda c: -self._tie(c))(c) for c in self.columns]

    def _staying(self, people: list[str]) -> int:
        return sum(p in self.mates and self.mates[p] <= set(people) for p in people)

    def _tie(self, column: Column) -> int:
        people = [list(self.facts.mentees)[i] for i in column.people]
        text = "\x1f".join((self.plan.cohort, *people)).encode("utf-8", "replace")
        return int.from_bytes(sha256(text).digest()[:2], "big")

    def _below(self, level: int) -> list[int]:
        return [-sum(s < level for s in c.scores) for c in self.columns]


def _mates(plan: Plan) -> dict[str, set[str]]:
    """Return for everybody whose company is still there whom they were with."""
    mates: dict[str, set[str]] = defaultdict(set)
    for one, other in plan.against:
        mates[one].add(other)
        mates[other].add(one)
    return dict(mates)
