"""Groups with more pairs than one integer program can hold: a few pairs, and prices for the rest.

The linear relaxation over some pairs gives each row a number; by these every other pair is priced
(Dantzig and Wolfe 1960; the strong rows of ``milp.py`` for its own link count as 0, which can only
make it dearer to leave out). Pairs that would pay are added until none is left: then the value
bounds the answers over all pairs. What cannot be in an answer as good as one that is known is left
out, and the integer program over the rest proves the best.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from mentorcli.domain.language import Language
from mentorcli.matching.milp import (
    MARGIN,
    Best,
    Fixed,
    Program,
    Relaxed,
    best,
    needed_languages,
    program_of,
    relaxed,
)
from mentorcli.matching.task import Task

_MANY = 20_000
"""Up to so many pairs one program holds them all."""
_AT_A_GLANCE = 10
"""How many of a mentee's and of a mentor's best pairs a first look takes."""
_NEAR = 12.0
"""Pairs within so many points of paying are looked at for a first answer."""
_PAYS = 1e-6


def best_of_many(
    task: Task, edges: Sequence[int], fixed: Sequence[Fixed], gain: Sequence[int]
) -> Best | None:
    """Return what ``milp.best`` returns; ``open`` has the edges that an optimal answer may have."""
    if len(edges) <= _MANY or task.mix:
        return best(task, edges, fixed, gain)
    found = _priced(task, edges, fixed, gain)
    if found is None:
        return best(task, edges, fixed, gain)
    bound, price = found
    near = _within(task, edges, price, _NEAR)
    first = best(task, near, fixed, gain)
    if first is None:
        return best(task, edges, fixed, gain)
    left = _within(task, edges, price, bound - first.value + MARGIN)
    if set(left) <= set(near):
        return Best(first.value, first.bound, first.chosen, left)
    last = best(task, left, fixed, gain)
    return last and Best(last.value, last.bound, last.chosen, left)


def at_a_glance(task: Task, edges: Sequence[int], gain: Sequence[int]) -> tuple[int, ...]:
    """Return the edges among the best of their mentee or of their mentor, and those kept."""
    import numpy as np

    i, j, worth, kept = _columns(task, edges, gain)
    mixed = (i * 2654435761 + j * 40503 * 65537) % 4294967291  # spreads equal pairs over people
    few = kept
    for end in (i, j):
        order = np.lexsort((mixed, -worth, end))
        first = np.searchsorted(end[order], end[order])
        few[order[np.arange(len(order)) - first < _AT_A_GLANCE]] = True
    return tuple(np.asarray(edges, np.int64)[few].tolist())


def _columns(task: Task, edges: Sequence[int], gain: Sequence[int]) -> tuple[Any, Any, Any, Any]:
    import numpy as np

    mine, size = [task.edges[e] for e in edges], len(edges)
    i, j = (
        np.fromiter((x.i for x in mine), np.int64, size),
        np.fromiter((x.j for x in mine), np.int64, size),
    )
    kept = np.fromiter((x.kept for x in mine), bool, size)
    return i, j, np.fromiter((gain[e] for e in edges), np.int64, size), kept


def _priced(
    task: Task, edges: Sequence[int], fixed: Sequence[Fixed], gain: Sequence[int]
) -> tuple[float, Any] | None:
    """Return the bound over all edges, and at most what each gains over its price; None if none."""
    import numpy as np

    columns = _columns(task, edges, gain)
    weights = [np.fromiter((f.weights[e] for e in edges), np.int64, len(edges)) for f in fixed]
    languages = _languages(task, edges)
    numbers = np.asarray(edges, np.int64)
    inside = np.isin(numbers, at_a_glance(task, edges, gain))
    while True:
        program = program_of(task, tuple(numbers[inside].tolist()), fixed, languages)
        found = relaxed(program, gain)
        if found is None:
            return None
        price = _prices(task, program, found, columns, weights)
        price[inside] = -found.costs
        pays = ~inside & (price > _PAYS)
        if not pays.any():
            return found.value, price
        inside |= pays & (price >= np.sort(price[pays])[-min(int(pays.sum()), 3 * task.mentees)])


def _languages(task: Task, edges: Sequence[int]) -> dict[int, tuple[Language, ...]]:
    shared: dict[int, list[frozenset[Language]]] = defaultdict(list)
    for e in edges:
        shared[task.edges[e].j].append(task.edges[e].languages)
    return {j: needed_languages(spoken) for j, spoken in shared.items()}


def _prices(
    task: Task, program: Program, found: Relaxed, columns: tuple[Any, Any, Any, Any],
    weights: Sequence[Any],
) -> Any:  # fmt: skip
    import numpy as np

    ends = {"mentee": np.zeros(task.mentees), "mentor": np.zeros(len(task.seats))}
    i, j, worth, _ = columns
    extra = np.zeros(len(worth))
    for tag, number in zip(program.tags, found.rows.tolist(), strict=True):
        if tag is None:
            continue
        if tag[0] == "fixed":
            extra += number * weights[tag[1]]
        else:
            ends[tag[0]][tag[1]] += number
    return worth + ends["mentee"][i] + ends["mentor"][j] + extra


def _within(task: Task, edges: Sequence[int], price: Any, room: float) -> tuple[int, ...]:
    """Return the edges within so many points of paying, and those kept by hand."""
    return tuple(
        e for e, worth in zip(edges, price.tolist(), strict=True)
        if worth >= -room or task.edges[e].kept
    )  # fmt: skip
