"""Integer programs for groups: a task as rows and columns, solved by the HiGHS inside SciPy.

Columns are one 0-1 number for each edge (the mentee is with the mentor) and one for each mentor
and language (the mentor's group runs in that language). Rows: a mentee has one mentor at most; a
group is empty or within its bounds; an edge needs a running language that the mentee shares (the
strong linking rows x <= z); mentees who may not share a group are covered by cliques, one row for
each clique and mentor. Coefficients are small whole numbers.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mentorcli.domain.language import LANGUAGES, Language
from mentorcli.matching.task import Task

_SLACK = 1e-3
"""Added to a floating-point bound before it is rounded down: it can only make a proof harder."""
MARGIN = 0.5
"""An edge is dropped only when its reduced cost beats the gap by this: far above any error."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A sum over edges that must keep its value; ``weights`` has one number for each edge.

    With ``or_more`` the value is the least that the sum may have.
    """

    weights: Sequence[int]
    value: int
    or_more: bool = False


@dataclass(frozen=True, slots=True)
class Best:
    """An answer: the value reached, the best possible, the edges chosen, the edges still open.

    Edges outside ``open`` are in no optimal answer. None stands for "no answer exists".
    """

    value: int
    bound: int
    chosen: tuple[int, ...]
    open: tuple[int, ...]


Tag = tuple[str, int]
"""What a row is about: a mentee, the size of a mentor's group, or a frozen sum, by its number."""


@dataclass(frozen=True, slots=True)
class Program:
    """Rows and columns over a part of the edges; columns of edges come first."""

    edges: tuple[int, ...]
    columns: int
    matrix: Any
    lower: Any
    upper: Any
    least: Any
    tags: tuple[Tag | None, ...] = ()


def best(
    task: Task, edges: Sequence[int], fixed: Sequence[Fixed], gain: Sequence[int]
) -> Best | None:
    """Return an answer with the greatest sum of ``gain``, with a proof by value and bound.

    ``edges`` are the numbers of the edges that may be chosen and ``gain`` has a whole number for
    each edge of the task. None when nothing satisfies the rows. The answer is rounded to whole
    numbers and summed exactly; the bound is HiGHS's, a float, rounded down after a slack.
    """
    program = program_of(task, tuple(edges), fixed)
    found = _solve(program, gain)
    if found is None:
        return None
    chosen, bound = found
    for rule in fixed:
        reached = sum(rule.weights[e] for e in chosen)
        if reached < rule.value or (reached > rule.value and not rule.or_more):
            raise RuntimeError("an answer of HiGHS does not hold in whole numbers")
    return Best(sum(gain[e] for e in chosen), bound, chosen, program.edges)


def narrowed(
    task: Task, edges: Sequence[int], fixed: Sequence[Fixed], gain: Sequence[int], value: int
) -> tuple[int, ...]:
    """Return the edges that can be part of an answer with at least ``value``.

    Weak duality: forcing in an edge lowers the linear relaxation's optimum by its reduced cost at
    least, so edges for which that falls below ``value`` are in no such answer. Kept ones stay.
    """
    program = program_of(task, tuple(edges), fixed)
    if not program.columns:
        return program.edges
    found = relaxed(program, gain)
    if found is None:
        return program.edges
    room = found.value - value + MARGIN
    return tuple(
        e for e, cost in zip(program.edges, found.costs, strict=True)
        if cost <= room or task.edges[e].kept
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Relaxed:
    """The linear relaxation: its value, what it costs to force in each edge, a number of each row.

    By the numbers of its rows (times what it has in them) an edge that is not there is priced.
    """

    value: float
    costs: Any
    rows: Any


def relaxed(program: Program, gain: Sequence[int]) -> Relaxed | None:
    """Return the best that fractions reach, or None when HiGHS has no answer."""
    import numpy as np
    from scipy.optimize import linprog
    from scipy.sparse import vstack

    equal = program.lower == program.upper
    below, above = np.isfinite(program.upper) & ~equal, np.isfinite(program.lower) & ~equal
    result = linprog(
        -_padded(program, gain),
        A_ub=vstack([program.matrix[below], -program.matrix[above]], format="csr"),
        b_ub=np.concatenate([program.upper[below], -program.lower[above]]),
        A_eq=program.matrix[equal] if equal.any() else None,
        b_eq=program.upper[equal] if equal.any() else None,
        bounds=np.column_stack([program.least, np.ones(program.columns)]),
        method="highs",
    )
    if result.status != 0:
        return None
    rows = np.zeros(len(program.lower))
    rows[below] = result.ineqlin.marginals[: int(below.sum())]
    rows[above] -= result.ineqlin.marginals[int(below.sum()) :]
    if equal.any():
        rows[equal] = result.eqlin.marginals
    return Relaxed(-result.fun, result.lower.marginals[: len(program.edges)], rows)


def most(task: Task, edges: Sequence[int], fixed: Sequence[Fixed], gain: Sequence[int]) -> int:
    """Return a whole number that no answer's sum of ``gain`` is above: the linear relaxation's.

    -1 when not even fractions satisfy the rows.
    """
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp

    program = program_of(task, tuple(edges), fixed)
    if not program.columns:
        return 0 if _solve(program, gain) is not None else -1
    result = milp(
        -_padded(program, gain),
        integrality=np.zeros(program.columns),
        bounds=Bounds(program.least, np.ones(program.columns)),
        constraints=LinearConstraint(program.matrix, program.lower, program.upper),
    )
    if result.status == 2:  # noqa: PLR2004 - SciPy's number for "infeasible"
        return -1
    if result.x is None:
        raise RuntimeError(f"HiGHS gave no answer: {result.message}")
    return math.floor(float(-result.fun) + _SLACK)


def _solve(program: Program, gain: Sequence[int]) -> tuple[tuple[int, ...], int] | None:
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp

    if not program.columns:
        held = bool(np.all(program.lower <= 0) and np.all(program.upper >= 0))
        return ((), 0) if held else None
    for presolve in (True, False):  # HiGHS sometimes fails on what its presolve left
        result = milp(
            -_padded(program, gain),
            integrality=np.ones(program.columns),
            bounds=Bounds(program.least, np.ones(program.columns)),
            constraints=LinearConstraint(program.matrix, program.lower, program.upper),
            options={"mip_rel_gap": 0.0, "presolve": presolve},
        )
        if result.status == 2:  # noqa: PLR2004 - SciPy's number for "infeasible"
            return None
        if result.x is not None:
            break
    else:
        raise RuntimeError(f"HiGHS gave no answer: {result.message}")
    chosen = tuple(e for e, x in zip(program.edges, result.x, strict=False) if round(x) == 1)
    return chosen, math.floor(-result.mip_dual_bound + _SLACK)


def _padded(program: Program, gain: Sequence[int]) -> Any:
    import numpy as np

    costs = np.zeros(program.columns)
    costs[: len(program.edges)] = [gain[e] for e in program.edges]
    return costs


class _Rows:
    """Rows of a sparse matrix while they are written."""

    def __init__(self) -> None:
        self.row: list[int] = []
        self.column: list[int] = []
        self.number: list[int] = []
        self.lower: list[float] = []
        self.upper: list[float] = []
        self.tags: list[Tag | None] = []

    def add(
        self, entries: Sequence[tuple[int, int]], lower: float = -math.inf, upper: float = math.inf,
        tag: Tag | None = None,
    ) -> None:  # fmt: skip
        """Add ``lower <= sum of number x column <= upper``; entries are (column, number)."""
        here = len(self.lower)
        for column, number in entries:
            self.row.append(here)
            self.column.append(column)
            self.number.append(number)
        self.lower.append(lower)
        self.upper.append(upper)
        self.tags.append(tag)


def program_of(
    task: Task, edges: tuple[int, ...], fixed: Sequence[Fixed],
    languages: Mapping[int, tuple[Language, ...]] | None = None,
) -> Program:  # fmt: skip
    """Return the rows and columns over some edges.

    ``languages`` are those that each mentor's group could need, where edges that are not here count.
    """
    import numpy as np
    from scipy.sparse import csr_array

    of_mentee: dict[int, list[int]] = defaultdict(list)
    of_mentor: dict[int, list[int]] = defaultdict(list)
    for x, e in enumerate(edges):
        of_mentee[task.edges[e].i].append(x)
        of_mentor[task.edges[e].j].append(x)
    rows, columns = _Rows(), len(edges)
    for i, mine in of_mentee.items():
        rows.add([(x, 1) for x in mine], upper=1, tag=("mentee", i))
    cliques: dict[int, tuple[frozenset[int], ...]] = {}
    for clique in cliques_of(task):
        cliques |= {i: (*cliques.get(i, ()), clique) for i in clique}
    for j, mine in of_mentor.items():
        spoken = languages[j] if languages else None
        columns = _group_rows(task, edges, j, mine, rows, columns, cliques, spoken)
    for k, rule in enumerate(fixed):
        entries = [(x, rule.weights[e]) for x, e in enumerate(edges) if rule.weights[e]]
        rows.add(entries, rule.value, math.inf if rule.or_more else rule.value, ("fixed", k))
    least = np.zeros(columns)
    least[: len(edges)] = [task.edges[e].kept for e in edges]
    matrix = csr_array(
        (rows.number, (rows.row, rows.column)), (len(rows.lower), columns), dtype=float
    )
    limits = np.array(rows.lower), np.array(rows.upper)
    return Program(edges, columns, matrix, *limits, least, tuple(rows.tags))


def _group_rows(
    task: Task, edges: tuple[int, ...], j: int, mine: list[int], rows: _Rows, columns: int,
    cliques: Mapping[int, tuple[frozenset[int], ...]], spoken: tuple[Language, ...] | None,
) -> int:  # fmt: skip
    """Add the rows of one mentor; return the number of columns so far."""
    fewest, most = task.seats[j] or (0, 0)
    languages = spoken or needed_languages([task.edges[edges[x]].languages for x in mine])
    runs = {language: columns + k for k, language in enumerate(languages)}
    rows.add(
        [(x, 1) for x in mine] + [(z, -most) for z in runs.values()], upper=0, tag=("mentor", j)
    )
    rows.add(
        [(x, 1) for x in mine] + [(z, -fewest) for z in runs.values()], lower=0, tag=("mentor", j)
    )
    if len(runs) > 1:
        rows.add([(z, 1) for z in runs.values()], upper=1)
    for x in mine:
        shared = task.edges[edges[x]].languages
        rows.add([(x, 1), *((z, -1) for lang, z in runs.items() if lang in shared)], upper=0)
    place = {task.edges[edges[x]].i: x for x in mine}
    for clique in dict.fromkeys(c for i in sorted(place) for c in cliques.get(i, ())):
        here = [place[i] for i in sorted(clique) if i in place]
        if len(here) > 1:
            rows.add([(x, 1) for x in here] + [(z, -1) for z in runs.values()], upper=0)
    columns += len(runs)
    return _mix_rows(task, place, tuple(runs.values()), rows, columns, j) if task.mix else columns


def _mix_rows(
    task: Task, place: dict[int, int], runs: tuple[int, ...], rows: _Rows, columns: int, j: int
) -> int:
    """Add the rows of one mentor on who may not be alone or among themselves.

    A column tells of each set that must not be alone whether the group has any of it; where a
    group of one may be, which is free of these rules, another column tells that it is one.
    """
    fewest, most = task.seats[j] or (0, 0)
    single: list[tuple[int, int]] = []
    if fewest < 2:  # noqa: PLR2004 - a group of one
        single, columns = [(columns, 1)], columns + 1
        rows.add([(single[0][0], 1), *((z, -1) for z in runs)], upper=0)
        crowd = [(x, 1) for x in place.values()]
        rows.add([*crowd, (single[0][0], most - 1), *((z, -most) for z in runs)], upper=0)
    free = [(column, -1) for column, _ in single]
    for same in task.mix.alone:
        here = [x for i, x in sorted(place.items()) if i in same]
        if here:
            rows.add([*((x, 1) for x in here), (columns, -2)], lower=0)
            for x in here:
                rows.add([(x, 1), (columns, -1), *free], upper=0)
            columns += 1
    for same in task.mix.alike:
        others = [x for i, x in sorted(place.items()) if i not in same]
        if len(others) < len(place):
            rows.add([*((x, 1) for x in others), *single, *((z, -1) for z in runs)], lower=0)
    return columns


def needed_languages(shared: Sequence[frozenset[Language]]) -> tuple[Language, ...]:
    """Return the languages that a group could need: one whose speakers all speak another is not.

    ``shared`` has the languages that each possible mentee shares with the mentor.
    """
    speakers = {x: frozenset(k for k, s in enumerate(shared) if x in s) for x in LANGUAGES}
    kept: list[Language] = []
    for language in sorted(LANGUAGES, key=lambda x: (-len(speakers[x]), LANGUAGES.index(x))):
        if speakers[language] and not any(speakers[language] <= speakers[x] for x in kept):
            kept.append(language)
    return tuple(kept)


def cliques_of(task: Task) -> tuple[frozenset[int], ...]:
    """Return sets of mentees of whom a group may have one at most, that cover every such pair."""
    near: dict[int, set[int]] = defaultdict(set)
    for one, other in task.apart:
        near[one].add(other)
        near[other].add(one)
    covered: set[tuple[int, int]] = set()
    cliques = []
    for one, other in sorted(task.apart):
        if (one, other) in covered:
            continue
        clique, common = {one, other}, near[one] & near[other]
        while common:
            clique.add(new := min(common))
            common &= near[new]
        covered |= {(a, b) for a in clique for b in clique if a < b}
        cliques.append(frozenset(clique))
    return tuple(cliques)
