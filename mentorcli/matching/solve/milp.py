"""Integer programs, solved by the HiGHS inside SciPy, with whole-number answers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

SLACK = 1e-3
"""Added to a floating-point bound before it is rounded down: it can only make a proof harder."""
MARGIN = 0.5
"""A choice is dropped only when its reduced cost beats the gap by this: far above any error."""

_WIDE = 40_000


NOTHING, MENTEE, MENTOR, FIXED = range(4)
"""What a row can be about."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A sum over choices that must keep its value; ``weights`` has one number for each choice.

    With ``or_more`` the value is the least that the sum may have. ``proved`` tells that no answer has
    more, so that to ask for it as the least is enough: far easier to solve than as an equality.
    """

    weights: Any
    value: int
    or_more: bool = False
    proved: bool = False

    def most(self) -> float:
        """Return what a program lets the sum have at most."""
        return math.inf if self.or_more or self.proved else self.value


@dataclass(frozen=True, slots=True, eq=False)
class Program:
    """Rows and columns over a part of the choices (their numbers), whose columns come first.

    ``least`` is 1 where a choice is made already. ``kind`` and ``about`` say of each row whether it is about a mentee, the size of a mentor's group
    or a frozen sum, and which.
    """

    numbers: Any
    columns: int
    matrix: Any
    lower: Any
    upper: Any
    least: Any
    kind: Any
    about: Any


class Choices(Protocol):
    """What is chosen or not, by number: pairs of a mentee and a mentor, or circles."""

    def program(self, numbers: Any, fixed: Sequence[Fixed]) -> Program:
        """Return the rows and columns over some of the choices."""


@dataclass(frozen=True, slots=True, eq=False)
class Best:
    """An answer: the value reached, the best possible, what is chosen, what is still open.

    What is outside ``open`` is in no optimal answer. None stands for "no answer exists".
    """

    value: int
    bound: int
    chosen: tuple[int, ...]
    open: Any


def best(
    choices: Choices, numbers: Any, fixed: Sequence[Fixed], gain: Any, gap: float = 0.0
) -> Best | None:
    """Return an answer with the greatest sum of ``gain``, with a proof by value and bound.

    ``numbers`` are those of what may be chosen and ``gain`` has a whole number for each choice.
    None when nothing satisfies the rows. The answer is rounded to whole numbers and summed exactly;
    the bound is HiGHS's, a float, rounded down after a slack. With a relative ``gap`` above 0 the
    search stops at an answer so near the bound.
    """
    import numpy as np

    program = choices.program(numbers, fixed)
    found = _solve(program, gain, gap)
    if found is None:
        return None
    chosen, bound = found
    for rule in fixed:
        reached = int(np.asarray(rule.weights)[chosen].sum())
        if reached < rule.value or (reached > rule.value and not rule.or_more):
            raise RuntimeError("an answer of HiGHS does not hold in whole numbers")
    value = int(np.asarray(gain)[chosen].sum())
    return Best(value, bound, tuple(chosen.tolist()), program.numbers)


def narrowed(choices: Choices, numbers: Any, fixed: Sequence[Fixed], gain: Any, value: int) -> Any:
    """Return what can be part of an answer with at least ``value``.

    Weak duality: forcing in a choice lowers the linear relaxation's optimum by its reduced cost at
    least, so those for which that falls below ``value`` are in no such answer. Kept ones stay. Of
    very many all are returned: that costs more than it saves.
    """
    if len(numbers) > _WIDE:
        return numbers
    program = choices.program(numbers, fixed)
    if not program.columns:
        return program.numbers
    found = relaxed(program, gain)
    if found is None:
        return program.numbers
    room, kept = found.value - value + MARGIN, program.least[: len(program.numbers)] > 0
    return program.numbers[(found.costs <= room) | kept]


@dataclass(frozen=True, slots=True, eq=False)
class Relaxed:
    """The linear relaxation: its value, and how much of each choice it uses.

    ``costs`` are what it costs to force in each choice; ``rows`` is a number of each row, by which
    (times what it has in them) a choice is priced that is not there.
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
    some = slice(len(program.numbers))
    return Relaxed(-result.fun, result.lower.marginals[some], rows, result.x[some])


def most(choices: Choices, numbers: Any, fixed: Sequence[Fixed], gain: Any) -> int:
    """Return a whole number that no answer's sum of ``gain`` is above: the linear relaxation's.

    -1 when not even fractions satisfy the rows.
    """
    program = choices.program(numbers, fixed)
    found = relaxed(program, gain) if program.columns else None
    if found is not None:
        return math.floor(found.value + SLACK)
    solved = _solve(program, gain)
    return solved[1] if solved else -1


def _solve(program: Program, gain: Any, gap: float = 0.0) -> tuple[Any, int] | None:
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
            options={"mip_rel_gap": gap, "presolve": presolve},
        )
        if result.status == 2:  # noqa: PLR2004 - SciPy's number for "infeasible"
            return None
        if result.x is not None:
            break
    else:
        raise RuntimeError(f"HiGHS gave no answer: {result.message}")
    chosen = program.numbers[np.round(result.x[: len(program.numbers)]) == 1]
    return chosen, math.floor(-result.mip_dual_bound + SLACK)


def _padded(program: Program, gain: Any) -> Any:
    import numpy as np

    costs = np.zeros(program.columns)
    costs[: len(program.numbers)] = np.asarray(gain)[program.numbers]
    return costs
