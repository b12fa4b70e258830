"""What each objective for groups counts, and the step that makes it best and freezes it.

The tie-break needs no trust in large numbers. Each pair has numbers of 16 bits (``ties.py``). The sum
of the first numbers is made smallest and frozen, then the sum of the second, until only one answer is
left: that is shown by asking for any answer that differs in one pair at least, and finding none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from mentorcli.domain.plan import Stage
from mentorcli.matching.board.ties import DIGITS
from mentorcli.matching.solve.groups.many import best_of_many, most_of_many
from mentorcli.matching.solve.groups.milp import Best, best, narrowed
from mentorcli.matching.solve.groups.program import Fixed
from mentorcli.matching.solve.pairs.flow import Market, most_pairs
from mentorcli.matching.solve.solver import NoAnswerError
from mentorcli.matching.solve.task import Task

SEARCH = "branch_and_bound"


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """Edges still open (an array of numbers), sums frozen, the last answer."""

    task: Task
    open: Any
    fixed: tuple[Fixed, ...]
    chosen: tuple[int, ...]
    total: Best | None = None
    """The best total over the open edges when a stage found it on its way."""


def start(task: Task, fixed: Sequence[Fixed] = ()) -> State:
    """Return where the stages of a task begin: every edge open, nothing chosen."""
    import numpy as np

    return State(task, np.arange(len(task.edges)), tuple(fixed), ())


def frozen(state: State, weights: Any, found: Best | None = None) -> tuple[State, Best]:
    """Make a sum as great as it can be, keep it so, and drop the edges that no such answer has.

    ``found`` is the best answer where it is known. Raises NoAnswerError when there is none.
    """
    task = state.task
    found = found or best_of_many(task, state.open, state.fixed, weights, state.chosen)
    if found is None:
        if state.chosen:
            raise RuntimeError("the answer of the stage before was lost")
        raise NoAnswerError
    left = narrowed(task, found.open, state.fixed, weights, found.value)
    fixed = (*state.fixed, Fixed(weights, found.value, proved=True))
    return State(task, left, fixed, found.chosen), found


def ones_of(task: Task) -> Any:
    """Return 1 for every edge."""
    import numpy as np

    return np.ones(len(task.edges), np.int64)


def waiting_of(task: Task) -> Any:
    """Return 1 for the edges of mentees who waited from an earlier period, else 0."""
    import numpy as np

    return np.isin(task.edges.i, sorted(task.waited)).astype(np.int64)


def staying_of(task: Task) -> Any:
    """Return 1 for the edges of the plan that is repaired, else 0."""
    import numpy as np

    stay = np.zeros(len(task.edges), np.int64)
    stay[sorted(task.current)] = 1
    return stay


def limit_of(state: State) -> int:
    """Return how many can be seated if nothing but people and places counts."""
    import numpy as np

    edges, seats = state.task.edges, state.task.seats
    kept = np.bincount(edges.j[edges.kept], minlength=len(seats))
    settled = np.unique(edges.i[edges.kept])
    free = ~np.isin(edges.i, settled)
    people, mentors = len(np.unique(edges.i[free])), np.unique(edges.j[free])
    places = sum((seats[j] or (0, 0))[1] - int(kept[j]) for j in mentors.tolist())
    return min(people, places) + len(settled)


SUMS: dict[str, Callable[[Task], Any]] = {
    "waited": waiting_of,
    "seated": ones_of,
    "total": lambda task: task.edges.score,
    "fewest_moves": staying_of,
}
"""What each pair counts in the stages whose value is a sum."""


def worst_served(state: State) -> tuple[State, Stage]:
    """Raise the floor under everybody whose pair was not kept by hand."""
    task, chosen = state.task, state.chosen
    low = floor_of(state, chosen)
    if bool(task.edges.kept[list(chosen)].all()):
        return state, Stage("worst_served", low, low, "points", SEARCH)
    levels = levels_within_reach(state, low, len(chosen))
    best_total = None
    while levels:
        level, known = highest_not_ruled_out(state, levels, len(chosen))
        if level is None:
            break
        best_total = best_of_many(
            task, above(state, level), state.fixed, task.edges.score, known=known
        )
        if best_total is not None:
            chosen = best_total.chosen
            low = floor_of(state, chosen)
            break
        levels = [x for x in levels if x < level]
    stage = Stage("worst_served", low, low, "points", SEARCH)
    return State(task, above(state, low), state.fixed, chosen, best_total), stage


def levels_within_reach(state: State, low: int, number: int) -> list[int]:
    """Return the floors above ``low``, lowest first, at which ``number`` of people fit.

    Nothing but places counts.
    """
    import numpy as np

    task, edges = state.task, state.task.edges
    i, j = edges.i[state.open], edges.j[state.open]
    score, kept = edges.score[state.open], edges.kept[state.open]
    levels: list[int] = np.unique(score[~kept & (score > low)]).tolist()
    places = np.array([seats[1] if seats else 0 for seats in task.seats], np.int64)

    def fit(level: int) -> bool:
        some = kept | (score >= level)
        return most_pairs(Market(task.mentees, places, i[some], j[some])) >= number

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
    state: State, levels: Sequence[int], number: int
) -> tuple[int | None, Any]:
    """Return the highest floor at which the linear relaxation seats ``number``, with edges that do.

    Where a floor is too high for the relaxation, all above it are.
    """
    import numpy as np

    task, ones = state.task, np.ones(len(state.task.edges), np.int64)
    rows = [row for row in state.fixed if not _counts_everybody(row)]
    known: dict[int, Any] = {}

    def fit(level: int) -> bool:
        value, edges = most_of_many(task, above(state, level), rows, ones)
        known[level] = edges
        return value >= number

    reached = _how_many(levels, fit)
    return (levels[reached - 1], known[levels[reached - 1]]) if reached else (None, ())


def _counts_everybody(row: Fixed) -> bool:
    import numpy as np

    return not row.or_more and bool((np.asarray(row.weights) == 1).all())


def next_worst(state: State, key: str, k: int) -> tuple[State, Stage]:
    """Raise the k-th lowest score among pairs not kept by hand; with fewer, the highest stays.

    A value is reached when at most k - 1 pairs are below it, so each question is one more row.
    """
    import numpy as np

    edges = state.task.edges
    free = [e for e in state.chosen if not edges.kept[e]] or list(state.chosen)
    low, chosen = _kth(state, state.chosen, k), state.chosen
    rows = state.fixed
    if len(free) >= k and not edges.kept[free[0]]:
        score = edges.score[state.open][~edges.kept[state.open]]
        levels = np.unique(score[score > low]).tolist()
        nothing = np.zeros(len(edges), np.int64)
        first, beyond = 0, len(levels)
        while first < beyond:
            middle = (first + beyond) // 2
            row = few_below(state.task, levels[middle], k)
            found = best(state.task, state.open, (*state.fixed, row), nothing)
            if found is None:
                beyond = middle
                continue
            low, chosen = _kth(state, found.chosen, k), found.chosen
            first = next((x for x, level in enumerate(levels) if level > low), len(levels))
        rows = (*state.fixed, few_below(state.task, low, k))
    return State(state.task, state.open, rows, chosen), Stage(key, low, low, "points", SEARCH)


def few_below(task: Task, level: int, k: int) -> Fixed:
    """Return the row that fewer than k pairs not kept by hand score below a level."""
    import numpy as np

    below = ~task.edges.kept & (task.edges.score < level)
    return Fixed(-below.astype(np.int64), 1 - k, or_more=True)


def _kth(state: State, chosen: tuple[int, ...], k: int) -> int:
    edges = state.task.edges
    free = [e for e in chosen if not edges.kept[e]] or list(chosen)
    scores = sorted(int(edges.score[e]) for e in free)
    return scores[min(k, len(scores)) - 1] if scores else 0


def floor_of(state: State, chosen: tuple[int, ...]) -> int:
    """Return the lowest score of pairs not kept by hand, or of all when all are; 0 for none."""
    return _kth(state, chosen, 1)


def above(state: State, level: int) -> Any:
    """Return the open edges at or above a level, and those kept by hand."""
    edges = state.task.edges
    return state.open[edges.kept[state.open] | (edges.score[state.open] >= level)]


def tie_break(state: State) -> tuple[State, Stage]:
    """Leave one answer: the one whose pairs have the smallest numbers.

    Raises RuntimeError when no answer is left or more than one, which is a bug.
    """
    stage = None
    for digit in range(DIGITS):
        state, found = smallest_numbers(state, digit)
        stage = stage or found
        if _alone(state):
            return state, stage
    raise RuntimeError("the tie-break ran out of digits")  # a chance of 1 in 2 to the power of 160


def smallest_numbers(state: State, digit: int) -> tuple[State, Stage]:
    """Leave answers whose pairs have the smallest sum of numbers, most often only one."""
    state, found = frozen(state, -state.task.digit(digit))
    return state, Stage("tie_break", -found.value, -found.bound, "hash points", SEARCH)


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
