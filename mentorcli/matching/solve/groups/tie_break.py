"""The tie-break for groups: the last stage, after which there is one answer.

It needs no trust in large numbers. Each pair has numbers of 16 bits (``ties.py``). The
sum of the first numbers is made smallest and frozen, then the sum of the second, until only one
answer is left: that is shown by asking for any answer that differs in one pair at least, and finding
none. An answer of HiGHS is rounded and its sums are checked in whole numbers, so its tolerance (1e-6
for each pair) cannot pass for a better sum.
"""

from __future__ import annotations

from mentorcli.domain.plan import Stage
from mentorcli.matching.board.ties import DIGITS
from mentorcli.matching.solve.groups.many import best_of_many
from mentorcli.matching.solve.groups.milp import best, narrowed
from mentorcli.matching.solve.groups.program import Fixed
from mentorcli.matching.solve.groups.state import SEARCH, State


def tie_break(state: State) -> tuple[State, Stage]:
    """Leave one answer: the one whose pairs have the smallest numbers.

    Raises RuntimeError when no answer is left or more than one, which is a bug.
    """
    stage = None
    for digit in range(DIGITS):
        state, found = _smallest(state, digit)
        stage = stage or found
        if _alone(state):
            return state, stage
    raise RuntimeError("the tie-break ran out of digits")  # a chance of 1 in 2 to the power of 160


def first_numbers(state: State) -> tuple[State, Stage]:
    """Leave answers whose pairs have the smallest first numbers, most often only one."""
    return _smallest(state, 0)


def _smallest(state: State, digit: int) -> tuple[State, Stage]:
    task = state.task
    points = -task.digit(digit)
    found = best_of_many(task, state.open, state.fixed, points, state.chosen)
    if found is None:
        raise RuntimeError("the answer of the stage before was lost")
    left = narrowed(task, found.open, state.fixed, points, found.value)
    frozen = (*state.fixed, Fixed(points, found.value, proved=True))
    stage = Stage("tie_break", -found.value, -found.bound, "hash points", SEARCH)
    return State(task, left, frozen, found.chosen), stage


def _alone(state: State) -> bool:
    """Tell whether the answer is the only one left: the best of all others is worse."""
    import numpy as np

    if len(state.open) == len(state.chosen):
        return True
    *before, last = state.fixed
    difference = np.ones(len(state.task.edges), np.int64)
    difference[list(state.chosen)] = -1
    other = Fixed(difference, 1 - len(state.chosen), or_more=True)
    found = best(state.task, state.open, (*before, other), last.weights)
    return found is None or found.bound < last.value
