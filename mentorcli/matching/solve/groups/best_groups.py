"""The stages for groups: one objective after the other, each proved best and then frozen.

What the proofs rest on. Every stage is an integer program with whole coefficients, solved by HiGHS
with a relative gap of 0; the answer is rounded and summed exactly in whole numbers, and the bound
is rounded down to a whole number, as no answer can have a fraction. So the value is exact, and that
nothing better exists rests on HiGHS's branch and bound in floating point.

As many seated as there are people or places can be no fewer than the best: so that number is tried
first, together with the highest floor that the linear relaxation does not rule out and the best total
at that floor. When one answer has all three, three stages are proved by one search.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from mentorcli.domain.plan import Stage, place_from_worst
from mentorcli.matching.solve.groups.many import best_of_many, most_of_many
from mentorcli.matching.solve.groups.milp import best
from mentorcli.matching.solve.groups.objectives import (
    SEARCH,
    SUMS,
    State,
    above,
    few_below,
    floor_of,
    frozen,
    highest_not_ruled_out,
    levels_within_reach,
    limit_of,
    next_worst,
    ones_of,
    smallest_numbers,
    start,
    staying_of,
    tie_break,
    waiting_of,
    worst_served,
)
from mentorcli.matching.solve.groups.program import Fixed
from mentorcli.matching.solve.pairs.best_pairs import Priced
from mentorcli.matching.solve.solver import NoAnswerError, ordered_stages
from mentorcli.matching.solve.task import Task

_TRIES = 3
"""So many floors are tried with all that fit seated before the stages go one by one."""


@dataclass(frozen=True, slots=True)
class Solved:
    """The edges chosen, the stages with their proofs, and prices where the shape has them."""

    chosen: tuple[int, ...]
    stages: tuple[Stage, ...]
    priced: Priced | None = None


def solve(
    task: Task,
    stages: Sequence[str],
    fixed: Sequence[Fixed] = (),
    ceiling: tuple[int, int] | None = None,
    *,
    one_of_equals: bool = False,
) -> Solved:
    """Return the best answer to a task by ``stages`` in order.

    ``fixed`` are further rows that the answer must obey. ``ceiling`` is a number seated and a worst
    score that nobody can be above, for example those of the same task without these rows: they are
    tried before anything is searched. With ``one_of_equals`` the tie-break ends with its first numbers,
    without the proof that one answer only has them.

    Raises NoAnswerError when the kept pairs cannot all be.
    """
    state, done, keys = _begun(start(task, fixed), ordered_stages(stages), ceiling)
    for key in keys:
        last = one_of_equals and key == "tie_break"
        state, stage = smallest_numbers(state, 0) if last else _step(key, state)
        done.append(stage)
    return Solved(state.chosen, tuple(done))


def _begun(
    state: State, keys: tuple[str, ...], ceiling: tuple[int, int] | None
) -> tuple[State, list[Stage], tuple[str, ...]]:
    """Return the stages that one answer settles at a stroke, if it does, and the keys of the others."""
    reached = None
    if keys[:3] == ("seated", "worst_served", "total"):
        if ceiling:  # an answer may reach what nobody can be above
            reached = _reached(state, (ceiling[0], SEARCH), ceiling[1], ())
        else:
            reached = _all_at_once(state)
    elif keys[:2] == ("seated", "fewest_moves"):
        reached = _unmoved_at_the_ceiling(state, ceiling[0] if ceiling else None)
    return (*reached, keys[2:]) if reached else (state, [], keys)


def best_after(task: Task, reached: Mapping[str, int], key: str) -> int:
    """Return what a stage is worth after others that are known to be worth ``reached``.

    The stage must be one whose value is a sum. Raises NoAnswerError when that cannot be.
    """
    state, rows = start(task), []
    for done, value in reached.items():
        if place := place_from_worst(done):
            rows.append(few_below(task, value, place))
        elif done == "worst_served":
            state = replace(state, open=above(state, value))
        else:
            rows.append(Fixed(SUMS[done](task), value, proved=True))
    return _step(key, replace(state, fixed=(*state.fixed, *rows)))[1].value


def most_seated(task: Task) -> int:
    """Return how many mentees can be seated, if nothing else counts."""
    return _seated(start(task))[1].value


def _unmoved_at_the_ceiling(state: State, seated: int | None) -> tuple[State, list[Stage]] | None:
    """Return the stages seated and fewest_moves when as many are seated as nobody can be above.

    Without ``seated`` that is what even fractions cannot seat more than.
    """
    ones = ones_of(state.task)
    if seated is None:
        seated, _ = most_of_many(state.task, state.open, state.fixed, ones)
    try:
        state, stage = _fewest_moves(
            replace(state, fixed=(*state.fixed, Fixed(ones, seated, proved=True)))
        )
    except NoAnswerError:
        return None
    proof = "counting" if seated == limit_of(state) else SEARCH
    return state, [Stage("seated", seated, seated, "mentees", proof), stage]


def _all_at_once(state: State) -> tuple[State, list[Stage]] | None:
    """Return the first two stages when one answer seats as many as people and places allow.

    Its floor is one above which the linear relaxation seats fewer.
    """
    number = limit_of(state)
    if not number or bool(state.task.edges.kept.any()):
        return None
    levels = levels_within_reach(state, -1, number)
    for _ in range(_TRIES):
        level, known = highest_not_ruled_out(state, levels, number)
        if level is None:
            return None
        found = _reached(state, (number, "counting"), level, known)
        if found is not None:
            return found
        levels = [x for x in levels if x < level]
    return None


def _reached(
    state: State, seated: tuple[int, str], worst: int, known: Any
) -> tuple[State, list[Stage]] | None:
    """Return the stages seated and worst_served when an answer has these values, with its total."""
    task = state.task
    rows = (*state.fixed, Fixed(ones_of(task), seated[0], proved=True))
    high = above(state, worst)
    found = best_of_many(task, high, rows, task.edges.score, known=known)
    if found is None or floor_of(state, found.chosen) != worst:
        return None
    stages = [
        Stage("seated", seated[0], seated[0], "mentees", seated[1]),
        Stage("worst_served", worst, worst, "points", SEARCH),
    ]
    return State(task, high, rows, found.chosen, found), stages


def _seated(state: State) -> tuple[State, Stage]:
    """Seat as many as can be; what even fractions cannot seat over all pairs is not looked for."""
    task, ones = state.task, ones_of(state.task)
    most, known = most_of_many(task, state.open, state.fixed, ones)
    found = None
    if len(known) < len(state.open):
        found = best(task, known, state.fixed, ones)
    if found is None or found.value < most:
        found = best(task, state.open, state.fixed, ones)
    if found is None:
        raise NoAnswerError
    bound = min(most, found.bound)
    proof = "counting" if bound == limit_of(state) else SEARCH
    stage = Stage("seated", found.value, bound, "mentees", proof)
    fixed = (*state.fixed, Fixed(ones, found.value, proved=True))
    return State(task, state.open, fixed, found.chosen), stage


def _total(state: State) -> tuple[State, Stage]:
    state, found = frozen(state, state.task.edges.score, state.total)
    return state, Stage("total", found.value, found.bound, "points", SEARCH)


def _waited(state: State) -> tuple[State, Stage]:
    """Seat as many as can be of those who waited from an earlier period."""
    state, found = frozen(state, waiting_of(state.task))
    return state, Stage("waited", found.value, found.bound, "mentees", SEARCH)


def _fewest_moves(state: State) -> tuple[State, Stage]:
    people = state.task.lost + len(state.task.current)
    state, found = frozen(state, staying_of(state.task))
    moved, bound = people - found.value, people - found.bound
    return state, Stage("fewest_moves", moved, bound, "mentees", SEARCH)


def _step(key: str, state: State) -> tuple[State, Stage]:
    k = place_from_worst(key)
    return next_worst(state, key, k) if k else _STAGES[key](state)


_STAGES: dict[str, Callable[[State], tuple[State, Stage]]] = {
    "waited": _waited,
    "seated": _seated,
    "worst_served": worst_served,
    "total": _total,
    "fewest_moves": _fewest_moves,
    "tie_break": tie_break,
}
