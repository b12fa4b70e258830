"""All circles of a pool that may be, as columns of a program, with what each is worth."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from mentorcli.domain.plan import Plan
from mentorcli.matching.board.circle_pool import Pool, circles_of


@dataclass(frozen=True, slots=True)
class Row:
    """A sum over circles that lies between two whole numbers."""

    weights: Sequence[int]
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Circles:
    """All that may be: members of each circle, the score of each of them, ties, who stays.

    ``stay`` has for each circle how many of its people keep everybody of their old circle.
    """

    pool: Pool
    members: tuple[tuple[int, ...], ...]
    scores: tuple[tuple[int, ...], ...]
    stay: tuple[int, ...]
    old: int
    """How many people had company that is still there."""

    def gain(self, stage: str) -> list[int]:
        """Return what each circle adds to a stage whose value is a sum."""
        waited = set(self.pool.case.waited)
        if stage == "waited":
            return [sum(p in waited for p in self.pool.ids(m)) for m in self.members]
        if stage == "seated":
            return [len(m) for m in self.members]
        return [sum(s) for s in self.scores] if stage == "total" else list(self.stay)

    def below(self, level: int, k: int) -> Row:
        """Return the row that lets fewer than k people have less than ``level``."""
        return Row([sum(s < level for s in scores) for scores in self.scores], 0, k - 1)

    def at_most(self, moves: int) -> Row:
        """Return the row that lets so many people at most lose company."""
        return Row(self.stay, self.old - moves, math.inf)

    def together(self, people: Sequence[int], times: int) -> Row:
        """Return the row that asks for 1 circle that has all of some people (places), or for 0."""
        wanted = set(people)
        return Row([int(wanted <= set(m)) for m in self.members], times, times)

    def seating(self, people: Sequence[int]) -> tuple[Row, ...]:
        """Return the rows that ask for a circle for each of some people (places)."""
        return tuple(Row([int(i in m) for m in self.members], 1, 1) for i in people)


def choices_of(pool: Pool, against: Sequence[tuple[str, str]] = ()) -> Circles:
    """Return the circles that may be; ``against`` holds pairs that were together before.

    Raises UserError for more circles than can be proved.
    """
    members = circles_of(pool)
    scores = tuple(tuple(sum(pool.person_points(i, m)) for i in m) for m in members)
    mates: dict[str, set[str]] = defaultdict(set)
    for one, other in against:
        mates[one].add(other)
        mates[other].add(one)
    stay = tuple(
        sum(p in mates and mates[p] <= set(pool.ids(m)) for p in pool.ids(m)) for m in members
    )
    return Circles(pool, members, scores, stay, len(mates))


def chosen_in(circles: Circles, plan: Plan) -> tuple[int, ...]:
    """Return the numbers of the circles of a plan that may be."""
    made = {m.mentees for m in plan.matches}
    return tuple(g for g, m in enumerate(circles.members) if circles.pool.ids(m) in made)


def most_by_counting(circles: Sequence[tuple[int, ...]]) -> int:
    """Return a number of people that no choice of circles seats more than.

    People who hang together by possible circles are counted together: of 21 who may only be in pairs
    20 can be. A search finds that only after trying very much.
    """
    return sum(_largest_sum(len(people), sizes) for people, sizes in _hang_together(circles))


def _hang_together(circles: Sequence[tuple[int, ...]]) -> list[tuple[set[int], set[int]]]:
    """Return the people and the sizes of circles of each part that shares nobody with another."""
    parent: dict[int, int] = {}

    def top(i: int) -> int:
        while parent.setdefault(i, i) != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for members in circles:
        first = top(members[0])
        for i in members[1:]:
            parent[top(i)] = first
    people, sizes = defaultdict[int, set[int]](set), defaultdict[int, set[int]](set)
    for i in list(parent):
        people[top(i)].add(i)
    for members in circles:
        sizes[top(members[0])].add(len(members))
    return [(people[i], sizes[i]) for i in sorted(people)]


def _largest_sum(number: int, sizes: set[int]) -> int:
    """Return the largest number up to ``number`` that is a sum of sizes."""
    sums = [True] + [False] * number
    for n in range(1, number + 1):
        sums[n] = any(size <= n and sums[n - size] for size in sizes)
    return max(n for n, held in enumerate(sums) if held)
