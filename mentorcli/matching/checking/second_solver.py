"""The solver behind the second program: SCIP where it is installed, else the HiGHS inside SciPy.

SCIP (Bestuzheva and others 2023) has its own branch and bound and its own simplex (SoPlex), and shares no
code with HiGHS, which made the plan: a fault in one cannot mislead the other.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec

_SLACK = 1e-3
"""Added to a floating-point bound before it is rounded down: it can only make a proof harder."""


@dataclass(slots=True)
class Rows:
    """A program of 0-1 columns while it is written: rows as (row, column, number) with bounds."""

    columns: int = 0
    entries: list[tuple[int, int, float]] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)

    def column(self) -> int:
        """Add a column and return its number."""
        self.columns += 1
        return self.columns - 1

    def add(self, parts: Iterable[tuple[int, float]], low: float, high: float) -> None:
        """Add a row of (column, number) whose sum lies between two bounds."""
        self.entries += [(len(self.low), column, number) for column, number in parts]
        self.low.append(low)
        self.high.append(high)


def solver_of_proofs() -> str:
    """Return the name of the solver that is asked: ``SCIP`` or ``HiGHS``."""
    return "SCIP" if find_spec("pyscipopt") else "HiGHS"


def most(rows: Rows, worth: Mapping[int, int]) -> int:
    """Return a whole number that no answer's sum of ``worth`` is above: the solver's, or -1 for none.

    Raises RuntimeError when the solver ends without an answer.
    """
    return (_by_scip if solver_of_proofs() == "SCIP" else _by_highs)(rows, worth)


def _by_scip(rows: Rows, worth: Mapping[int, int]) -> int:
    from pyscipopt import Model, quicksum

    model = Model()
    model.hideOutput()
    columns = [model.addVar(vtype="B") for _ in range(rows.columns)]
    parts: dict[int, list[tuple[int, float]]] = {}
    for row, column, number in rows.entries:
        parts.setdefault(row, []).append((column, number))
    for row, (low, high) in enumerate(zip(rows.low, rows.high, strict=True)):
        total = quicksum(number * columns[column] for column, number in parts.get(row, ()))
        if low == high:
            model.addCons(total == low)
        elif math.isinf(low):
            model.addCons(total <= high)
        elif math.isinf(high):
            model.addCons(total >= low)
        else:
            model.addCons((low <= total) <= high)
    model.setObjective(quicksum(n * columns[x] for x, n in worth.items() if n), "maximize")
    model.optimize()
    if model.getStatus() == "infeasible":
        return -1
    if model.getStatus() != "optimal":
        raise RuntimeError(f"SCIP gave no answer: {model.getStatus()}")
    return math.floor(model.getDualbound() + _SLACK)


def _by_highs(rows: Rows, worth: Mapping[int, int]) -> int:
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array

    costs = np.zeros(rows.columns)
    for column, number in worth.items():
        costs[column] = -number
    row, column_of, numbers = zip(*rows.entries, strict=True)
    matrix = csr_array((numbers, (row, column_of)), (len(rows.low), rows.columns), dtype=float)
    result = milp(
        costs, integrality=np.ones(rows.columns), bounds=Bounds(0, 1),
        constraints=LinearConstraint(matrix, rows.low, rows.high), options={"mip_rel_gap": 0.0},
    )  # fmt: skip
    if result.status == 2:  # noqa: PLR2004 - SciPy's number for "infeasible"
        return -1
    if result.x is None:
        raise RuntimeError(f"HiGHS gave no answer: {result.message}")
    return math.floor(float(-result.mip_dual_bound) + _SLACK)
