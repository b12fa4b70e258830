"""Integer programs for groups, solved by the HiGHS inside SciPy, with whole-number answers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from mentorcli.matching.solve.groups.program import Fixed, Program, program_of
from mentorcli.matching.solve.task import Task

_SLACK = 1e-3
"""Added to a floating-point bound before it is rounded down: it can only make a proof harder."""
MARGIN = 0.5
"""An edge is dropped only when its reduced cost beats the gap by this: far above any error."""

_WIDE = 40_000


@dataclass(frozen=True, slots=True, eq=False)
class Best:
    """An answer: the value reached, the best possible, the edges chosen, the edges still open.

    Edges outside ``open`` are in no optimal answer. None stands for "no answer exists".
    """

    value: int
    bound: int
    chosen: tuple[int, ...]
    open: Any


def best(task: Task, edges: Any, fixed: Sequence[Fixed], gain: Any) -> Best | None:
    """Return an answer with the greatest sum of ``gain``, with a proof by value and bound.

    ``edges`` are the numbers of the edges that may be chosen and ``gain`` has a whole number for
    each edge of the task. None when nothing satisfies the rows. The answer is rounded to whole
    numbers and summed exactly; the bound is HiGHS's, a float, rounded down after a slack.
    """
    import numpy as np

    program = program_of(task, edges, fixed)
    found = _solve(program, gain)
    if found is None:
        return None
    chosen, bound = found
    for rule in fixed:
        reached = int(np.asarray(rule.weights)[chosen].sum())
        if reached < rule.value or (reached > rule.value and not rule.or_more):
            raise RuntimeError("an answer of HiGHS does not hold in whole numbers")
    value = int(np.asarray(gain)[chosen].sum())
    return Best(value, bound, tuple(chosen.tolist()), program.edges)


def narrowed(task: Task, edges: Any, fixed: Sequence[Fixed], gain: Any, value: int) -> Any:
    """Return the edges that can be part of an answer with at least ``value``.

    Weak duality: forcing in an edge lowers the linear relaxation's optimum by its reduced cost at
    least, so edges for which that falls below ``value`` are in no such answer. Kept ones stay. Of
    very many edges all are returned: that costs more than it saves.
    """
    if len(edges) > _WIDE:
        return edges
    program = program_of(task, edges, fixed)
    if not program.columns:
        return program.edges
    found = relaxed(program, gain)
    if found is None:
        return program.edges
    room = found.value - value + MARGIN
    return program.edges[(found.costs <= room) | task.edges.kept[program.edges]]


@dataclass(frozen=True, slots=True, eq=False)
class Relaxed:
    """The linear relaxation: its value, and how much of each edge it uses.

    ``costs`` are what it costs to force in each edge; ``rows`` is a number of each row. By the numbers of its rows (times what it has in them) an edge that is not there is priced.
    """

    value: float
    costs: Any
    rows: Any
    used: Any


def relaxed(program: Program, gain: Any) -> Relaxed | None:
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
    edges = slice(len(program.edges))
    return Relaxed(-result.fun, result.lower.marginals[edges], rows, result.x[edges])


def most(task: Task, edges: Any, fixed: Sequence[Fixed], gain: Any) -> int:
    """Return a whole number that no answer's sum of ``gain`` is above: the linear relaxation's.

    -1 when not even fractions satisfy the rows.
    """
    program = program_of(task, edges, fixed)
    found = relaxed(program, gain) if program.columns else None
    if found is not None:
        return math.floor(found.value + _SLACK)
    solved = _solve(program, gain)
    return solved[1] if solved else -1


def _solve(program: Program, gain: Any) -> tuple[Any, int] | None:
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp

    if not program.columns:
        held = bool(np.all(program.lower <= 0) and np.all(program.upper >= 0))
        return (np.zeros(0, np.int64), 0) if held else None
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
    chosen = program.edges[np.round(result.x[: len(program.edges)]) == 1]
    return chosen, math.floor(-result.mip_dual_bound + _SLACK)


def _padded(program: Program, gain: Any) -> Any:
    import numpy as np

    costs = np.zeros(program.columns)
    costs[: len(program.edges)] = np.asarray(gain)[program.edges]
    return costs
