"""Which worst scores a plan of groups may have: floors that places and fractions do not rule out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from mentorcli.matching.solve.groups.many import most_of_many
from mentorcli.matching.solve.pairs.flow import Market, most_pairs
from mentorcli.matching.solve.stage_by_stage import State
from mentorcli.matching.solve.task import Task


def above(state: State[Task], level: int) -> Any:
    """Return the open edges at or above a level, and those kept by hand."""
    return state.task.at_least(state.open, (), level, 1)[0]


def levels_within_reach(state: State[Task], low: int, number: int) -> list[int]:
    """Return the floors above ``low``, lowest first, at which ``number`` of people fit.

    Nothing but places counts.
    """
    import numpy as np

    task, some = state.task, state.task.edges.only(state.open)
    levels: list[int] = np.unique(some.score[~some.kept & (some.score > low)]).tolist()
    places = np.array([seats[1] if seats else 0 for seats in task.seats], np.int64)

    def fit(level: int) -> bool:
        here = some.only(some.kept | (some.score >= level))
        return most_pairs(Market(task.mentees, places, here.i, here.j)) >= number

    return levels[: _how_many(levels, fit)]


def _how_many(levels: Sequence[int], fit: Callable[[int], bool]) -> int:
    """Return how many of the levels fit, when all below one that fits do, looking from the top."""
    beyond, step = len(levels), 1
    while beyond and not fit(levels[max(beyond - step, 0)]):
        beyond, step = max(beyond - step, 0), 2 * step
    reached = max(beyond - step, -1) + 1
    while reached < beyond:
        middle = (reached + beyond) // 2
        reached, beyond = (middle + 1, beyond) if fit(levels[middle]) else (reached, middle)
    return reached


def highest_not_ruled_out(
    state: State[Task], levels: Sequence[int], number: int
) -> tuple[int | None, Any]:
    """Return the highest floor at which the linear relaxation seats ``number``, with edges that do.

    Where a floor is too high for the relaxation, all above it are.
    """
    import numpy as np

    ones, known = state.task.weights("seated"), dict[int, Any]()
    # who counts everybody is what is asked here
    rows = [r for r in state.fixed if r.or_more or not (np.asarray(r.weights) == 1).all()]

    def fit(level: int) -> bool:
        value, known[level] = most_of_many(state.task, above(state, level), rows, ones)
        return value >= number

    reached = _how_many(levels, fit)
    return (levels[reached - 1], known[levels[reached - 1]]) if reached else (None, ())
