"""The best circles: one 0-1 number for each circle that may be, and the stages that are particular to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mentorcli.domain.plan import Stage
from mentorcli.domain.programme import place_from_worst
from mentorcli.matching.solve.circles.columns import Circles, most_by_counting
from mentorcli.matching.solve.milp import Best, Fixed, best
from mentorcli.matching.solve.solver import ordered_stages
from mentorcli.matching.solve.stage_by_stage import (
    SEARCH,
    State,
    as_reached,
    frozen,
    next_worst,
    start,
    sum_stage,
    tie_break,
)

_NEAR = 0.1
"""A gap for questions to which any answer will do."""


def solve_circles(
    circles: Circles, keys: Sequence[str], rows: Sequence[Fixed] = ()
) -> tuple[tuple[int, ...], tuple[Stage, ...]]:
    """Return the numbers of the circles of the best answer that obeys ``rows``, and its stages.

    Raises NoAnswerError when the pairs kept by hand, or the rows, cannot all be.
    """
    state, done = start(circles, rows), []
    for key in ordered_stages(keys):
        state, stage = step(state, key)
        done.append(stage)
    return state.chosen, as_reached(circles, state.chosen, done)


def step(state: State[Circles], key: str) -> tuple[State[Circles], Stage]:
    """Make one stage as good as it can be.

    Of circles that raise the worst served, where everybody has one, one with a high total is asked
    for: that is found sooner than any.
    """
    if key == "tie_break":
        return tie_break(state)
    circles = state.task
    if k := 1 if key == "worst_served" else place_from_worst(key):
        everybody = len(circles.scores(state.chosen)) == len(circles.pool.people)
        guide = circles.weights("total") if everybody else None
        return next_worst(state, key, k, guide, _NEAR)
    if key != "seated":
        return sum_stage(state, key)
    state, found = frozen(state, circles.weights(key), _seated(state))
    return state, Stage(key, found.value, found.bound, "people", SEARCH)


def _seated(state: State[Circles]) -> Best | None:
    """Return circles that seat as many as can be, or None when there are none.

    Where counting does not speak against seating everybody, a high total is asked for at once: that is
    answered sooner. Else the search is told how many counting allows.
    """
    circles, gain = state.task, state.task.weights("seated")
    most = most_by_counting([circles.members[g] for g in state.open])
    if most < len(circles.pool.people):
        rows = (*state.fixed, Fixed(-gain, -most, or_more=True))
        return best(circles, state.open, rows, gain)
    weight = max((s for scores in circles.score for s in scores), default=0) + 1
    both = weight * gain + circles.weights("total")
    found = best(circles, state.open, state.fixed, both)
    if found and int(gain[list(found.chosen)].sum()) == most:
        return replace(found, value=most, bound=most)
    return best(circles, state.open, state.fixed, gain)
