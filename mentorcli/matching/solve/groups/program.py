"""A task as an integer program: rows and columns, written as arrays.

Columns are one 0-1 number for each edge (the mentee is with the mentor) and one for each mentor
and language (the mentor's group runs in that language). Where it counts whether a group can meet, a
group runs in a language and in one way to meet, or in a language and no way. Rows: a mentee has one
mentor at most; a group is empty or within its bounds; an edge needs a running language and way that
the mentee shares (the strong linking rows x <= z); so many groups at most have no way; mentees who may not share a group are covered by cliques, one row for
each clique and mentor. Coefficients are small whole numbers.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from mentorcli.matching.solve.milp import FIXED, MENTEE, MENTOR, NOTHING, Fixed, Program
from mentorcli.matching.solve.task import Edges, Task, numbered_cliques

_WIDEST = 62
"""So many bits a number of an array has."""


@dataclass(slots=True)
class _Rows:
    """Rows of a sparse matrix while they are written, many at a time."""

    entries: list[tuple[Any, Any, Any]] = field(default_factory=list)
    limits: list[tuple[Any, Any, Any, Any]] = field(default_factory=list)
    number: int = 0

    def add(
        self,
        count: int,
        entries: Sequence[tuple[Any, Any, Any]],
        lower: Any = -math.inf,
        upper: Any = math.inf,
        about: tuple[int, Any] = (NOTHING, 0),
    ) -> None:
        """Add ``count`` rows; entries are arrays of (row, from 0; column; number)."""
        import numpy as np

        for row, column, number in entries:
            here = np.asarray(row, np.int64) + self.number
            self.entries.append((here, column, np.broadcast_to(number, here.shape)))
        wide = (lower, upper, about[0], about[1])
        self.limits.append(
            (
                np.broadcast_to(np.asarray(wide[0], float), (count,)),
                np.broadcast_to(np.asarray(wide[1], float), (count,)),
                np.broadcast_to(wide[2], (count,)),
                np.broadcast_to(wide[3], (count,)),
            )
        )
        self.number += count


@dataclass(frozen=True, slots=True, eq=False)
class _Runs:
    """The columns that say how the group of a mentor runs: in which language and way to meet.

    ``of[j, k]`` is the column of the k-th kind for a mentor, or -1; ``shared`` has for each edge a bit
    for each kind that suits both, ``apart`` the bits of the kinds without a way.
    """

    mentors: Any
    columns: Any
    of: Any
    shared: Any
    apart: int


def program_of(task: Task, edges: Any, fixed: Sequence[Fixed], needed: Any = None) -> Program:
    """Return the rows and columns over some edges, given as an array of numbers.

    ``needed`` is how each mentor's group could run (``kinds_needed``), where edges that are not here
    count.
    """
    import numpy as np
    from scipy.sparse import csr_array

    edges = np.asarray(edges, np.int64)
    mine, rows, here = task.edges.only(edges), _Rows(), np.arange(len(edges))
    runs = _runs(task, mine, kinds_needed(task, mine) if needed is None else needed)
    columns = len(edges) + len(runs.columns)
    mentees, row = np.unique(mine.i, return_inverse=True)
    rows.add(len(mentees), [(row, here, 1)], upper=1, about=(MENTEE, mentees))
    _sizes(task, mine, runs, rows)
    _links(mine, runs, rows)
    _cliques(task, mine, runs, rows)
    if task.mix:
        columns = _mixes(task, mine, runs, rows, columns)
    if task.used:
        rows.add(1, [(np.zeros(len(runs.columns)), runs.columns, 1)], lower=task.used)
    if runs.apart:
        no_way = [k for k in range(runs.of.shape[1]) if runs.apart >> k & 1]
        some = runs.of[:, no_way]
        rows.add(1, [(np.zeros((some >= 0).sum()), some[some >= 0], 1)], upper=task.apart_at_most)
    for k, rule in enumerate(fixed):
        weights = np.asarray(rule.weights)[edges]
        used = np.flatnonzero(weights)
        rows.add(
            1,
            [(np.zeros(len(used)), used, weights[used])],
            rule.value,
            rule.most(),
            (FIXED, k),
        )
    least = np.zeros(columns)
    least[: len(edges)] = mine.kept
    row, column, number = (np.concatenate([x[k] for x in rows.entries]) for k in range(3))
    matrix = csr_array((number.astype(float), (row, column)), (rows.number, columns))
    limits = [np.concatenate([x[k] for x in rows.limits]) for k in range(4)]
    return Program(edges, columns, matrix, limits[0], limits[1], least, limits[2], limits[3])


def _kinds(task: Task, edges: Edges) -> tuple[Any, int]:
    """Return how the group of each edge could run, as bits, and the bits of what is without a way."""
    if task.apart_at_most is None:
        return edges.spoken, 0
    most, ways = task.widths
    wide = most * (ways + 1) > _WIDEST
    spoken, shared = edges.spoken.astype(object) if wide else edges.spoken, edges.spoken * 0
    for way in range(ways):
        shared = shared + (edges.ways >> way & 1) * (spoken << most * way)
    apart = ((1 << most) - 1) << most * ways if task.apart_at_most else 0
    return (shared + (spoken << most * ways) if apart else shared), apart


def kinds_needed(task: Task, edges: Edges) -> Any:
    """Return how each mentor's group could need to run for some edges, as bits (see ``_Runs``)."""
    import numpy as np

    every, apart = _kinds(task, edges)
    kinds, which = np.unique(every, return_inverse=True)
    said = np.zeros((len(task.seats), len(kinds)), bool)
    said[edges.j, which] = True
    return np.array([_needed(tuple(kinds[x].tolist()), apart) for x in said], every.dtype)


@cache
def _needed(shared: tuple[int, ...], apart: int) -> int:
    """Return how a group could need to run: not as suits only those whom another way suits too.

    ``shared`` has what suits possible mentees and the mentor, as bits. To have no way to meet
    (``apart``) suits everybody and costs something, so it makes none of the others needless.
    """
    most = max(shared, default=0).bit_length()
    suited = {k: {s for s in shared if s >> k & 1} for k in range(most)}
    kept: list[int] = []
    for k in sorted(suited, key=lambda k: (apart >> k & 1, -len(suited[k]), k)):
        if suited[k] and not any(suited[k] <= suited[x] for x in kept):
            kept.append(k)
    return sum(1 << k for k in kept)


def _runs(task: Task, edges: Edges, needed: Any) -> _Runs:
    import numpy as np

    (shared, apart), first = _kinds(task, edges), len(edges)
    used = np.zeros(len(needed), bool)
    used[edges.j] = True
    every = np.arange(max(needed.tolist(), default=0).bit_length(), dtype=needed.dtype)
    of = np.full((len(needed), len(every)), -1, np.int64)
    wanted = (needed[:, None] >> every & 1).astype(bool) & used[:, None]
    mentors, _ = np.nonzero(wanted)
    columns = first + np.arange(len(mentors))
    of[wanted] = columns
    return _Runs(mentors, columns, of, shared, apart)


def _sizes(task: Task, edges: Edges, runs: _Runs, rows: _Rows) -> None:
    """Add the rows on how many a group has, and that it runs in one language and way."""
    import numpy as np

    seats = np.array([s or (0, 0) for s in task.seats], np.int64).reshape(-1, 2)
    mentors, of_edge = np.unique(edges.j, return_inverse=True)
    of_run = np.searchsorted(mentors, runs.mentors)
    here = np.arange(len(edges))
    for side, limit in ((1, {"upper": 0}), (0, {"lower": 0})):
        bounds = (of_run, runs.columns, -seats[runs.mentors, side])
        rows.add(len(mentors), [(of_edge, here, 1), bounds], about=(MENTOR, mentors), **limit)
    several = np.flatnonzero(np.bincount(of_run, minlength=len(mentors)) > 1)
    many = np.isin(of_run, several)
    rows.add(
        len(several), [(np.searchsorted(several, of_run[many]), runs.columns[many], 1)], upper=1
    )


def _links(edges: Edges, runs: _Runs, rows: _Rows) -> None:
    import numpy as np

    here = np.arange(len(edges))
    entries = [(here, here, 1)]
    for k in range(runs.of.shape[1]):
        column = runs.of[edges.j, k]
        some = np.flatnonzero((column >= 0) & (runs.shared >> k & 1).astype(bool))
        entries.append((some, column[some], -1))
    rows.add(len(edges), entries, upper=0)


def _cliques(task: Task, edges: Edges, runs: _Runs, rows: _Rows) -> None:
    """Add a row for each mentor and clique of mentees, of whom the group may have one at most."""
    import numpy as np

    sizes, members = numbered_cliques(task.apart)
    if not len(members):
        return
    clique = np.repeat(np.arange(len(sizes)), sizes)
    order = np.argsort(members, kind="stable")
    first = np.searchsorted(members[order], edges.i)
    number = np.searchsorted(members[order], edges.i, side="right") - first
    edge = np.repeat(np.arange(len(edges)), number)
    turn = np.arange(len(edge)) - np.repeat(np.cumsum(number) - number, number)
    which = clique[order][first[edge] + turn]
    keys, row, met = np.unique(
        edges.j[edge] * len(sizes) + which, return_inverse=True, return_counts=True
    )
    place = np.cumsum(met > 1) - 1
    some = np.flatnonzero(met[row] > 1)
    shared = np.flatnonzero(met > 1)
    of_run = runs.of[keys[shared] // len(sizes)]
    at, language = np.nonzero(of_run >= 0)
    entries = [(place[row[some]], edge[some], 1), (at, of_run[at, language], -1)]
    rows.add(len(shared), entries, upper=0)


def _mixes(task: Task, edges: Edges, runs: _Runs, rows: _Rows, columns: int) -> int:
    """Add the rows on who may not be alone or among themselves; return how many columns there are."""
    import numpy as np

    for j in np.unique(edges.j).tolist():
        mine = np.flatnonzero(edges.j == j)
        place = dict(zip(edges.i[mine].tolist(), mine.tolist(), strict=True))
        mine_runs = [x for x in runs.of[j].tolist() if x >= 0]
        columns = _mix_rows(task, place, mine_runs, rows, columns, j)
    return columns


def _mix_rows(
    task: Task, place: dict[int, int], runs: Sequence[int], rows: _Rows, columns: int, j: int
) -> int:
    """Add the rows of one mentor on who may not be alone or among themselves.

    A column tells of each set that must not be alone whether the group has any of it; where a
    group of one may be, which is free of these rules, another column tells that it is one.
    """

    def add(
        entries: Sequence[tuple[int, int]], lower: float = -math.inf, upper: float = math.inf
    ) -> None:
        column, number = ([x[k] for x in entries] for k in (0, 1))
        rows.add(1, [([0] * len(entries), column, number)], lower, upper)

    fewest, most = task.seats[j] or (0, 0)
    single: list[tuple[int, int]] = []
    if fewest < 2:  # noqa: PLR2004 - a group of one
        single, columns = [(columns, 1)], columns + 1
        add([(single[0][0], 1), *((z, -1) for z in runs)], upper=0)
        crowd = [(x, 1) for x in place.values()]
        add([*crowd, (single[0][0], most - 1), *((z, -most) for z in runs)], upper=0)
    free = [(column, -1) for column, _ in single]
    for same in task.mix.alone:
        here = [x for i, x in sorted(place.items()) if i in same]
        if here:
            add([*((x, 1) for x in here), (columns, -2)], lower=0)
            for x in here:
                add([(x, 1), (columns, -1), *free], upper=0)
            columns += 1
    for same in task.mix.alike:
        others = [x for i, x in sorted(place.items()) if i not in same]
        if len(others) < len(place):
            add([*((x, 1) for x in others), *single, *((z, -1) for z in runs)], lower=0)
    return columns
