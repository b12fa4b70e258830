"""The stages for circles: one 0-1 number for each circle that may be, nobody in two.

As in ``best_groups.py`` each stage is an integer program with whole numbers, solved by SciPy's HiGHS with
a gap of 0; the value is summed exactly, and that nothing is better rests on its branch and bound.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from mentorcli.domain.plan import Stage, place_from_worst
from mentorcli.matching.board.circle_pool import circle_digits
from mentorcli.matching.board.ties import DIGITS
from mentorcli.matching.solve.circles.columns import Circles, Row, most_by_counting
from mentorcli.matching.solve.groups.objectives import SEARCH
from mentorcli.matching.solve.solver import NoAnswerError, ordered_stages

_SLACK = 1e-3
_NEAR = 0.1
"""A gap for questions to which any answer will do."""


@dataclass(frozen=True, slots=True)
class _State:
    open: tuple[int, ...]
    rows: tuple[Row, ...]
    chosen: tuple[int, ...]


def solve_circles(
    circles: Circles, keys: Sequence[str], rows: tuple[Row, ...] = ()
) -> tuple[tuple[int, ...], tuple[Stage, ...]]:
    """Return the numbers of the circles of the best answer that obeys ``rows``, and its stages.

    Raises NoAnswerError when the pairs kept by hand, or the rows, cannot all be.
    """
    state, done = _State(tuple(range(len(circles.members))), rows, ()), []
    for key in ordered_stages(keys):
        state, stage = _stage(circles, state, key)
        done.append(stage)
    return state.chosen, tuple(done)


def circle_values(circles: Circles, keys: Sequence[str]) -> dict[str, int]:
    """Return what stages are worth, one after the other, without choosing among equal answers."""
    state, found = _State(tuple(range(len(circles.members))), (), ()), {}
    for key in ordered_stages(keys)[:-1]:
        state, stage = _stage(circles, state, key)
        found[key] = stage.value
    return found


def _stage(circles: Circles, state: _State, key: str) -> tuple[_State, Stage]:
    if key == "tie_break":
        return _ties(circles, state)
    k = 1 if key == "worst_served" else place_from_worst(key)
    if k:
        return _worst(circles, state, key, k)
    gain = circles.gain(key)
    seek = _seated if key == "seated" else best_of
    found = seek(circles, state.open, state.rows, gain)
    if found is None:
        raise NoAnswerError
    chosen, value, bound = found
    state = _State(state.open, (*state.rows, Row(gain, value, value)), chosen)
    if key == "fewest_moves":
        return state, Stage(key, circles.old - value, circles.old - bound, "people", SEARCH)
    unit = "points" if key == "total" else "people"
    return state, Stage(key, value, bound, unit, SEARCH)


def _seated(
    circles: Circles, columns: tuple[int, ...], rows: tuple[Row, ...], gain: Sequence[int]
) -> tuple[tuple[int, ...], int, int] | None:
    """Return circles that seat as many as can be, as ``best_of`` does.

    Where counting does not speak against seating everybody, a high total is asked for at once: that is
    answered sooner. Else the search is told how many counting allows.
    """
    everybody = len(circles.pool.people)
    most = most_by_counting([circles.members[g] for g in columns])
    if most < everybody:
        return best_of(circles, columns, (*rows, Row(gain, 0, most)), gain)
    weight = max((s for scores in circles.scores for s in scores), default=0) + 1
    both = [weight * x + y for x, y in zip(gain, circles.gain("total"), strict=True)]
    found = best_of(circles, columns, rows, both)
    if found and sum(gain[g] for g in found[0]) == most:
        return found[0], most, most
    return best_of(circles, columns, rows, gain)


def _worst(circles: Circles, state: _State, key: str, k: int) -> tuple[_State, Stage]:
    """Raise the k-th lowest score: fewer than k people may be below it.

    Where everybody has a circle one with a high total is asked for: that is found sooner than any.
    """

    def reached(chosen: tuple[int, ...]) -> int:
        scores = sorted(s for g in chosen for s in circles.scores[g])
        return scores[min(k, len(scores)) - 1] if scores else 0

    def at(level: int) -> tuple[tuple[int, ...], tuple[Row, ...]]:
        if k == 1:
            return tuple(g for g in state.open if min(circles.scores[g]) >= level), state.rows
        return state.open, (*state.rows, circles.below(level, k))

    low, chosen = reached(state.chosen), state.chosen
    people = sum(len(circles.members[g]) for g in chosen)
    guide = circles.gain("total") if people == len(circles.pool.people) else None
    levels = sorted({s for g in state.open for s in circles.scores[g] if s > low})
    first, beyond = 0, len(levels) if people >= k else 0
    while first < beyond:
        middle = (first + beyond) // 2
        found = best_of(circles, *at(levels[middle]), guide, gap=_NEAR)
        if found is None:
            beyond = middle
            continue
        chosen, low = found[0], reached(found[0])
        first = next((x for x, level in enumerate(levels) if level > low), len(levels))
    left = at(low) if people >= k else (state.open, state.rows)
    return _State(*left, chosen), Stage(key, low, low, "points", SEARCH)


def _ties(circles: Circles, state: _State) -> tuple[_State, Stage]:
    cohort = circles.pool.case.cohort
    digits = [circle_digits(cohort, circles.pool.ids(m)) for m in circles.members]
    stage = None
    for digit in range(DIGITS):
        gain = [-numbers[digit] for numbers in digits]
        found = best_of(circles, state.open, state.rows, gain)
        if found is None:
            raise NoAnswerError
        chosen, value, bound = found
        state = _State(state.open, (*state.rows, Row(gain, value, value)), chosen)
        stage = stage or Stage("tie_break", -value, -bound, "hash points", SEARCH)
        mine = set(chosen)
        other = [-1 if g in mine else 1 for g in range(len(circles.members))]
        row = Row(other, 1 - len(mine), math.inf)
        if best_of(circles, state.open, (*state.rows, row), None) is None:
            return state, stage
    raise RuntimeError("the tie-break ran out of digits")


def best_of(
    circles: Circles,
    columns: tuple[int, ...],
    rows: Sequence[Row],
    gain: Sequence[int] | None,
    *,
    gap: float = 0.0,
) -> tuple[tuple[int, ...], int, int] | None:
    """Return the circles with the greatest gain (any when it is None), its value and a bound.

    None when no choice of ``columns`` obeys the rows. With a relative ``gap`` above 0 the search stops
    at circles so near the bound.
    """
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp

    if not columns:
        held = all(row.low <= 0 <= row.high for row in rows) and not circles.pool.kept
        return ((), 0, 0) if held else None
    matrix, low, high = _matrix(circles, columns, rows)
    worth = np.zeros(len(columns)) if gain is None else np.array([gain[g] for g in columns], float)
    result: Any = milp(
        -worth,
        integrality=np.ones(len(columns)),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(matrix, low, high),
        options={"mip_rel_gap": gap},
    )
    if result.status == 2:  # noqa: PLR2004 - SciPy's number for "infeasible"
        return None
    if result.x is None:
        raise RuntimeError(f"HiGHS gave no answer: {result.message}")
    chosen = tuple(g for g, x in zip(columns, result.x, strict=True) if round(x) == 1)
    value = sum(gain[g] for g in chosen) if gain is not None else 0
    return chosen, value, math.floor(-result.mip_dual_bound + _SLACK)


def _matrix(
    circles: Circles, columns: tuple[int, ...], rows: Sequence[Row]
) -> tuple[Any, list[float], list[float]]:
    import numpy as np
    from scipy.sparse import csr_array

    number = len(circles.pool.people)
    held = {i for pair in circles.pool.kept for i in pair}
    ends = [(i, x) for x, g in enumerate(columns) for i in circles.members[g]]
    row, column = ([e[k] for e in ends] for k in (0, 1))
    numbers = [1.0] * len(ends)
    low = [1.0 if i in held else 0.0 for i in range(number)]
    high = [1.0] * number
    for k, rule in enumerate(rows):
        here = [(x, rule.weights[g]) for x, g in enumerate(columns) if rule.weights[g]]
        row += [number + k] * len(here)
        column += [x for x, _ in here]
        numbers += [float(n) for _, n in here]
        low.append(rule.low)
        high.append(rule.high)
    shape = (number + len(rows), len(columns))
    return csr_array((np.array(numbers), (row, column)), shape), low, high
