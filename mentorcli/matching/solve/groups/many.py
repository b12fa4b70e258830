"""Groups with more pairs than one integer program can hold: a few pairs, and prices for the rest.

The linear relaxation over some pairs gives each row a number; by these every other pair is priced
(Dantzig and Wolfe 1960; the strong rows of ``program.py`` for its own link count as 0, which can only
make it dearer to leave out). Pairs that would pay are added until none is left: then the value
bounds the answers over all pairs. What cannot be in an answer as good as one that is known is left
out, and the integer program over the rest proves the best.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from mentorcli.matching.solve.groups.program import kinds_needed, program_of
from mentorcli.matching.solve.milp import (
    FIXED,
    MARGIN,
    MENTEE,
    MENTOR,
    SLACK,
    Best,
    Fixed,
    Program,
    Relaxed,
    best,
    most,
    relaxed,
)
from mentorcli.matching.solve.pairs.pricing import first_of_each
from mentorcli.matching.solve.task import Task

_MANY = 1_000
"""Up to so many pairs one program holds them all."""
_AT_ONCE = 20_000
"""Up to so many pairs one relaxation holds them all: sooner solved than a few, again and again."""
_AT_A_GLANCE = 10
"""How many of a mentee's and of a mentor's best pairs a first look takes."""
_NEAR = 1.0
"""Pairs within so many points of paying are looked at when those few give no answer."""
_FIRST = 2
"""How many of a mentee's edges are looked at for a first answer, beside those that fractions use."""
_LEAST_GAIN, _LEAST_SHARE = 0.25, 1e-6
"""No more edges are taken in when all that pay could not add more than this to the value: as every
mentee has one edge at most, they cannot add more than the best of each, which the bound then has."""
_FEW_ASKED = 200
"""Edges that a row asks for are looked at from the start when they are no more than these."""
_PAYS = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class Priced:
    """A bound over all edges, and at most what each gains over its price.

    ``inside`` are the edges that were looked at, ``used`` those of which fractions were taken.
    """

    value: float
    price: Any
    inside: Any
    used: Any


def best_of_many(
    task: Task, edges: Any, fixed: Sequence[Fixed], gain: Any, answer: Any = (), known: Any = ()
) -> Best | None:
    """Return what ``milp.best`` returns; ``open`` has the edges that an optimal answer may have.

    ``answer`` are the edges of an answer, if there is one, and ``known`` some with which fractions
    obey the rows.
    """
    import numpy as np

    edges = np.asarray(edges, np.int64)
    if len(edges) <= _MANY or task.mix:
        return best(task, edges, fixed, gain)
    found = priced(task, edges, fixed, gain, [*answer, *known])
    if found is None:
        return best(task, edges, fixed, gain)
    must = task.edges.kept[edges] | np.isin(edges, np.asarray(answer, np.int64))
    few = _first(task, edges, found.price, (task.edges.i,), _FIRST)
    first = best(task, edges[must | found.used | few], fixed, gain)
    if first is None:
        first = best(task, edges[must | (found.price >= -_NEAR)], fixed, gain)
    if first is None:
        return best(task, edges, fixed, gain)
    left = edges[(found.price >= first.value - found.value - MARGIN) | task.edges.kept[edges]]
    bound = math.floor(found.value + SLACK)
    if first.value == bound:
        return Best(first.value, bound, first.chosen, left)
    last = best(task, left, fixed, gain)
    return last and Best(last.value, last.bound, last.chosen, left)


def most_of_many(
    task: Task, edges: Any, fixed: Sequence[Fixed], gain: Any, known: Any = ()
) -> tuple[int, Any]:
    """Return a whole number that no answer's sum of ``gain`` is above, and edges that reach it.

    That is the linear relaxation's, over all edges; -1 when not even fractions satisfy the rows.
    """
    import numpy as np

    edges = np.asarray(edges, np.int64)
    if len(edges) <= _MANY or task.mix:
        return most(task, edges, fixed, gain), edges
    found = priced(task, edges, fixed, gain, known)
    if found is None:
        return most(task, edges, fixed, gain), edges
    return math.floor(found.value + SLACK), edges[found.inside]


def _first(task: Task, edges: Any, worth: Any, ends: Sequence[Any], number: int) -> Any:
    """Tell which edges are kept or among the first of either end by worth, equal ones spread."""
    i, j, some = task.edges.i[edges], task.edges.j[edges], task.edges.kept[edges].copy()
    mixed = (i * 2654435761 + j * 40503 * 65537) % 4294967291  # spreads equal pairs over people
    for end in ends:
        some[first_of_each(end[edges], (mixed, -worth), number)] = True
    return some


def priced(
    task: Task, edges: Any, fixed: Sequence[Fixed], gain: Any, known: Any = ()
) -> Priced | None:
    """Return the relaxation over all edges, priced; None when those at hand satisfy no row."""
    import numpy as np

    needed = kinds_needed(task, task.edges.only(edges))
    ends = (task.edges.i, task.edges.j)
    inside = _first(task, edges, np.asarray(gain)[edges], ends, _AT_A_GLANCE)
    inside |= np.isin(edges, np.asarray(known, np.int64))
    inside |= len(edges) <= _AT_ONCE
    for rule in fixed:
        asked = np.asarray(rule.weights)[edges] > 0
        inside |= asked & (asked.sum() <= _FEW_ASKED)
    while True:
        program = program_of(task, edges[inside], fixed, needed)
        found = relaxed(program, gain)
        if found is None:
            return None
        price = _prices(task, edges, program, found, gain, fixed)
        price[inside] = -found.costs
        pays = ~inside & (price > _PAYS)
        left_out = np.zeros(task.mentees)
        np.maximum.at(left_out, task.edges.i[edges[pays]], price[pays])
        if left_out.sum() <= _LEAST_GAIN + _LEAST_SHARE * abs(found.value):
            used = np.zeros(len(edges), bool)
            used[inside] = found.used > _PAYS
            return Priced(found.value + float(left_out.sum()), price, inside, used)
        inside |= pays & (price >= np.sort(price[pays])[-min(int(pays.sum()), 3 * task.mentees)])


def _prices(
    task: Task, edges: Any, program: Program, found: Relaxed, gain: Any, fixed: Sequence[Fixed]
) -> Any:
    """Return how much more than the numbers of its rows each edge gains."""
    import numpy as np

    price = np.asarray(gain)[edges].astype(float)
    for kind, number, end in (
        (MENTEE, task.mentees, task.edges.i),
        (MENTOR, len(task.seats), task.edges.j),
    ):
        sums = np.zeros(number)
        mine = program.kind == kind
        np.add.at(sums, program.about[mine], found.rows[mine])
        price += sums[end[edges]]
    for k, rule in enumerate(fixed):
        row = np.flatnonzero((program.kind == FIXED) & (program.about == k))
        price += float(found.rows[row].sum()) * np.asarray(rule.weights)[edges]
    return price
