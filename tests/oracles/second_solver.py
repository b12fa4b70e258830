"""The solver behind the second program: SCIP.

SCIP (Bestuzheva and others 2023) has its own branch and bound and its own simplex (SoPlex), and shares no
code with HiGHS, which made the plan: a fault in one cannot mislead the other.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

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


def most(rows: Rows, worth: Mapping[int, int]) -> int:
    """Return a whole number that no answer's sum of ``worth`` is above: the solver's, or -1 for none.

    Raises RuntimeError when the solver ends without an answer.
    """
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
