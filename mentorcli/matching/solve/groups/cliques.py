"""Sets of mentees who may not share a group, so that one row stands for many pairs."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import Any


@cache
def numbered_cliques(apart: frozenset[tuple[int, int]]) -> tuple[Any, Any]:
    """Return the sizes of the cliques of ``cliques_of`` and, one after the other, their members."""
    import numpy as np

    cliques = cliques_of(apart)
    sizes = np.array([len(c) for c in cliques], np.int64)
    return sizes, np.array([i for c in cliques for i in sorted(c)], np.int64)


def cliques_of(apart: frozenset[tuple[int, int]]) -> tuple[frozenset[int], ...]:
    """Return sets of mentees of whom a group may have one at most, that cover every such pair."""
    near: dict[int, set[int]] = defaultdict(set)
    for one, other in apart:
        near[one].add(other)
        near[other].add(one)
    covered: set[tuple[int, int]] = set()
    cliques = []
    for one, other in sorted(apart):
        if (one, other) in covered:
            continue
        clique, common = {one, other}, near[one] & near[other]
        while common:
            clique.add(new := min(common))
            common &= near[new]
        covered |= {(a, b) for a in clique for b in clique if a < b}
        cliques.append(frozenset(clique))
    return tuple(cliques)
