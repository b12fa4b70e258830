"""The best groups: the stages that are particular to mentees with mentors, and their order.

As many seated as there are people or places can be no fewer than the best: so that number is tried
first, together with the highest floor that the linear relaxation does not rule out and the best total
at that floor. When one answer has all three, three stages are proved by one search.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from mentorcli.domain.plan import CAN_MEET, MEET_TOGETHER, MENTORS_USED, NONE_FEWER, Stage
from mentorcli.domain.programme import Tolerance, place_from_worst
from mentorcli.matching.solve.groups.floors import above, highest_not_ruled_out, levels_within_reach
from mentorcli.matching.solve.groups.many import best_of_many, most_of_many
from mentorcli.matching.solve.groups.meet_together import fewest_apart
from mentorcli.matching.solve.groups.mentors_used import most_mentors
from mentorcli.matching.solve.milp import Fixed, best
from mentorcli.matching.solve.solver import NoAnswerError, ordered_stages
from mentorcli.matching.solve.stage_by_stage import (
    SEARCH,
    State,
    after,
    as_reached,
    next_worst,
    one_with_smallest,
    start,
    sum_stage,
    tie_break,
)
from mentorcli.matching.solve.task import Task

_TRIES = 3
"""So many floors are tried with all that fit seated before the stages go one by one."""

Seats = State[Task]


@dataclass(frozen=True, slots=True)
class Solved:
    """The edges chosen, and the stages with their proofs."""

    chosen: tuple[int, ...]
    stages: tuple[Stage, ...]


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
    state, done, keys = _begun(start(task, fixed, best_of_many), ordered_stages(stages), ceiling)
    for key in keys:
        last = one_of_equals and key == "tie_break"
        state, stage = one_with_smallest(state) if last else _step(state, key)
        done.append(stage)
    return Solved(state.chosen, as_reached(task, state.chosen, done))


def best_after(task: Task, reached: Mapping[str, int], key: str) -> int:
    """Return what a stage is worth after others that are known to be worth ``reached``.

    Raises NoAnswerError when that cannot be.
    """
    return _step(replace(after(task, reached, key), seek=best_of_many), key)[1].value


def most_seated(task: Task) -> int:
    """Return how many mentees can be seated, if nothing else counts."""
    return _seated(start(task))[1].value


def _step(state: Seats, key: str) -> tuple[Seats, Stage]:
    if k := place_from_worst(key):
        return next_worst(state, key, k)
    if key == "tie_break":
        return tie_break(state)
    if key == "seated":
        return _seated(state)
    if key == MENTORS_USED:
        return most_mentors(state)
    if key == MEET_TOGETHER:
        return fewest_apart(state)
    return _worst_served(state) if key == "worst_served" else sum_stage(state, key)


def _begun(
    state: Seats, keys: tuple[str, ...], ceiling: tuple[int, int] | None
) -> tuple[Seats, list[Stage], tuple[str, ...]]:
    """Return the stages that one answer settles at a stroke, if it does, and the keys of the others."""
    if state.task.tolerance != Tolerance():
        return state, [], keys
    if keys[:2] == ("seated", "fewest_moves"):
        reached = _unmoved_at_the_ceiling(state, ceiling[0] if ceiling else None)
        return (*reached, keys[2:]) if reached else (state, [], keys)
    if keys[:1] == ("seated",) and not {CAN_MEET, MEET_TOGETHER}.isdisjoint(keys[1:2]):
        return _where_all_can_meet(state, keys, ceiling)
    reached = None
    if keys[:3] == ("seated", "worst_served", "total"):
        if ceiling:  # an answer may reach what nobody can be above
            reached = _reached(state, (ceiling[0], SEARCH), ceiling[1], ())
        else:
            reached = _all_at_once(state)
    return (*reached, keys[2:]) if reached else (state, [], keys)


def _where_all_can_meet(
    state: Seats, keys: tuple[str, ...], ceiling: tuple[int, int] | None
) -> tuple[Seats, list[Stage], tuple[str, ...]]:
    """Return what ``_begun`` does, tried without pairs, or groups, that have no way to meet in common."""
    edges, key, by_hand = state.task.edges, keys[1], 0
    if key == CAN_MEET:
        by_hand = state.task.unmet_by_hand
        some = state.open[~edges.unmet[state.open] | edges.kept[state.open]]
        meeting = replace(state, open=some)
    else:
        meeting = replace(state, task=state.task.holding(key, 0))
    meeting, done, later = _begun(meeting, ("seated", *keys[2:]), ceiling)
    if not done:
        return state, [], keys
    met = Stage(key, by_hand, by_hand, "pairs" if key == CAN_MEET else "groups", NONE_FEWER)
    return meeting, [done[0], met, *done[1:]], later


def _unmoved_at_the_ceiling(state: Seats, seated: int | None) -> tuple[Seats, list[Stage]] | None:
    """Return the stages seated and fewest_moves when as many are seated as nobody can be above.

    Without ``seated`` that is what even fractions cannot seat more than.
    """
    ones = state.task.weights("seated")
    if seated is None:
        seated, _ = most_of_many(state.task, state.open, state.fixed, ones)
    full = replace(state, fixed=(*state.fixed, Fixed(ones, seated, proved=True)))
    try:
        moved, stage = sum_stage(full, "fewest_moves")
    except NoAnswerError:
        return None
    return moved, [_stage_seated(state, seated, seated), stage]


def _all_at_once(state: Seats) -> tuple[Seats, list[Stage]] | None:
    """Return the first two stages when one answer seats as many as people and places allow.

    Its floor is one above which the linear relaxation seats fewer.
    """
    number = _limit(state)
    if not number:
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
    state: Seats, seated: tuple[int, str], worst: int, known: Any
) -> tuple[Seats, list[Stage]] | None:
    """Return the stages seated and worst_served when an answer has these values, with its total."""
    task, (number, proof) = state.task, seated
    rows = (*state.fixed, Fixed(task.weights("seated"), number, proved=True))
    high = above(state, worst)
    found = best_of_many(task, high, rows, task.edges.score, known=known)
    if found is None or task.kth_worst(found.chosen, 1) != worst:
        return None
    stages = [
        Stage("seated", number, number, "mentees", proof),
        Stage("worst_served", worst, worst, "points", SEARCH),
    ]
    return replace(state, open=high, fixed=rows, chosen=found.chosen, total=found), stages


def _seated(state: Seats) -> tuple[Seats, Stage]:
    """Seat as many as can be; what even fractions cannot seat over all pairs is not looked for."""
    task, ones = state.task, state.task.weights("seated")
    most, known = most_of_many(task, state.open, state.fixed, ones)
    found = None
    if len(known) < len(state.open):
        found = best(task, known, state.fixed, ones)
    if found is None or found.value < most:
        found = best(task, state.open, state.fixed, ones)
    if found is None:
        raise NoAnswerError
    stage = _stage_seated(state, found.value, min(most, found.bound))
    fixed = (*state.fixed, Fixed(ones, found.value, proved=True))
    return replace(state, fixed=fixed, chosen=found.chosen), stage


def _stage_seated(state: Seats, value: int, bound: int) -> Stage:
    proof = "counting" if bound == _limit(state) else SEARCH
    return Stage("seated", value, bound, "mentees", proof)


def _limit(state: Seats) -> int:
    """Return how many can be seated if nothing but people and places counts."""
    import numpy as np

    edges, seats = state.task.edges, state.task.seats
    kept = np.bincount(edges.j[edges.kept], minlength=len(seats))
    settled = np.unique(edges.i[edges.kept])
    free = ~np.isin(edges.i, settled)
    people, mentors = len(np.unique(edges.i[free])), np.unique(edges.j[free])
    places = sum((seats[j] or (0, 0))[1] - int(kept[j]) for j in mentors.tolist())
    return min(people, places) + len(settled)


def _worst_served(state: Seats) -> tuple[Seats, Stage]:
    """Raise the floor under everybody whose pair was not kept by hand."""
    task, chosen, total = state.task, state.chosen, None
    low = task.kth_worst(chosen, 1)
    free = task.scores(chosen)
    levels = levels_within_reach(state, low, len(chosen)) if free else []
    while levels:
        level, known = highest_not_ruled_out(state, levels, len(chosen))
        if level is None:
            break
        high = above(state, level)
        total = best_of_many(task, high, state.fixed, task.edges.score, known=known)
        if total is not None:
            chosen = total.chosen
            low = task.kth_worst(chosen, 1)
            break
        levels = [x for x in levels if x < level]
    stage = Stage("worst_served", low, low, "points", SEARCH)
    if free:
        room = task.tolerance.of(low)
        total = None if room else total
        state = replace(state, open=above(state, low - room), chosen=chosen, total=total)
    return state, stage
