"""How many people can have a circle at most, by counting alone: no search."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence


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
