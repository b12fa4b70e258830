"""All circles of a pool that may be, as columns of a program, with what each is worth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Any, ClassVar

from mentorcli.domain.plan import CAN_MEET, MEET_TOGETHER
from mentorcli.domain.programme import Tolerance
from mentorcli.matching.board.circle_pool import Pool, circle_digits, circles_of
from mentorcli.matching.criteria import meeting_line
from mentorcli.matching.solve.milp import Fixed, Program
from mentorcli.matching.solve.stage_by_stage import SUMS
from mentorcli.matching.solve.task import kth_lowest


@dataclass(frozen=True)
class Circles:
    """All that may be: members of each circle, the score of each of them, who stays.

    ``stay`` has for each circle how many of its people keep everybody of their old circle.
    """

    pool: Pool
    members: tuple[tuple[int, ...], ...]
    score: tuple[tuple[int, ...], ...]
    stay: tuple[int, ...]
    movable: int
    """How many people had company that is still there."""
    people: ClassVar[str] = "people"
    sums_as_least: ClassVar[bool] = False
    sums: ClassVar[frozenset[str]] = SUMS | {MEET_TOGETHER}

    def __len__(self) -> int:
        return len(self.members)

    @property
    def tolerance(self) -> Tolerance:
        """How far below the best floor later stages may go."""
        return self.pool.case.programme.tolerance

    @property
    def unmet_by_hand(self) -> int:
        """Return how many pairs kept by hand have no way to meet in common."""
        return len(self.pool.unmet & self.pool.kept.keys())

    def holding(self, stage: str, value: int) -> Circles:  # noqa: ARG002 - there is no such stage
        """Return the same: all stages of circles are sums, or scores."""
        return self

    def program(self, numbers: Any, fixed: Sequence[Fixed]) -> Program:
        """Return the rows and columns over some circles: nobody is in two."""
        import numpy as np
        from scipy.sparse import csr_array, vstack

        people, wide = len(self.pool.people), len(numbers)
        held = {i for pair in self.pool.kept for i in pair}
        members = [self.members[g] for g in numbers]
        row = [i for m in members for i in m]
        column = np.repeat(np.arange(wide), [len(m) for m in members])
        seats = csr_array((np.ones(len(row)), (row, column)), (people, wide))
        weights = np.array([np.asarray(r.weights)[numbers] for r in fixed], float)
        matrix = vstack([seats, csr_array(weights.reshape(len(fixed), wide))], format="csr")
        low = [*(float(i in held) for i in range(people)), *(r.value for r in fixed)]
        high = [*([1.0] * people), *(r.most() for r in fixed)]
        about = np.zeros(people + len(fixed), int)
        lower, upper = np.array(low, float), np.array(high, float)
        return Program(
            np.asarray(numbers), wide, matrix, lower, upper, np.zeros(wide), about, about
        )

    def weights(self, stage: str) -> Any:
        """Return what each circle counts in a stage whose value is a sum."""
        import numpy as np

        waited = set(self.pool.case.waited)
        if stage == "waited":
            return np.array([sum(p in waited for p in self.pool.ids(m)) for m in self.members])
        if stage == "seated":
            return np.array([len(m) for m in self.members])
        if stage == CAN_MEET:
            unmet = self.pool.unmet
            return np.array([-sum(x in unmet for x in combinations(m, 2)) for m in self.members])
        if stage == MEET_TOGETHER:
            return self._apart
        return np.array([sum(s) for s in self.score] if stage == "total" else self.stay)

    @cached_property
    def _apart(self) -> Any:
        """-1 for each circle that has no way to meet which suits everybody who was asked."""
        import numpy as np

        programme = self.pool.case.programme
        line = meeting_line(programme)
        said = [line.meant(a, programme) if line else frozenset() for a in self.pool.people]
        asked = ([said[i] for i in m if said[i]] for m in self.members)
        return np.array(
            [-bool(ways and not frozenset.intersection(*ways)) for ways in asked], np.int64
        )

    @cached_property
    def _digits(self) -> list[tuple[int, ...]]:
        return [circle_digits(self.pool.case.cohort, self.pool.ids(m)) for m in self.members]

    def digit(self, digit: int) -> Any:
        """Return the tie-break numbers of all circles."""
        import numpy as np

        return np.array([numbers[digit] for numbers in self._digits])

    def scores(self, numbers: Any) -> list[int]:
        """Return the scores of everybody in some circles."""
        return [score for g in numbers for score in self.score[g]]

    def kth_worst(self, chosen: Sequence[int], k: int) -> int:
        """Return the k-th lowest of these scores, or the highest of fewer."""
        return kth_lowest(self.scores(chosen), k)

    def at_least(
        self, numbers: Any, fixed: tuple[Fixed, ...], level: int, k: int
    ) -> tuple[Any, tuple[Fixed, ...]]:
        """Let fewer than k people have less than a level."""
        import numpy as np

        below = np.array([sum(s < level for s in scores) for scores in self.score])
        if k == 1:
            return numbers[below[numbers] == 0], fixed
        return numbers, (*fixed, Fixed(-below, 1 - k, or_more=True))

    def with_all(self, people: Sequence[int]) -> Any:
        """Return 1 for the circles that have all of some people (places), else 0."""
        import numpy as np

        wanted = set(people)
        return np.array([int(wanted <= set(m)) for m in self.members])

    def seating(self, people: Sequence[int]) -> tuple[Fixed, ...]:
        """Return the rows that ask for a circle for each of some people (places)."""
        return tuple(Fixed(self.with_all([i]), 1) for i in people)


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
