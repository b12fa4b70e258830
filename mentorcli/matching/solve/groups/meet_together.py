"""The stage that has as few groups as can be without a way to meet that suits all of their people."""

from __future__ import annotations

from dataclasses import replace

from mentorcli.domain.plan import MEET_TOGETHER, NONE_FEWER, Stage
from mentorcli.matching.solve.groups.many import best_of_many
from mentorcli.matching.solve.stage_by_stage import SEARCH, State
from mentorcli.matching.solve.task import Task


def fewest_apart(state: State[Task]) -> tuple[State[Task], Stage]:
    """Let as few groups as can be have no way to meet: each question is whether so few can."""
    import numpy as np

    low, task, chosen = 0, state.task, state.chosen
    high = groups_apart(task, chosen)  # nobody has a place where nothing was chosen
    nothing = np.zeros(len(task), np.int64)
    while low < high:
        middle = (low + high) // 2
        trial = task.holding(MEET_TOGETHER, middle)
        found = best_of_many(trial, state.open, state.fixed, nothing)
        if found is None:
            low = middle + 1
        else:
            chosen, high = found.chosen, groups_apart(task, found.chosen)
    state = replace(state, task=task.holding(MEET_TOGETHER, low), chosen=chosen, total=None)
    return state, Stage(MEET_TOGETHER, low, low, "groups", SEARCH if low else NONE_FEWER)


def groups_apart(task: Task, chosen: tuple[int, ...]) -> int:
    """Return how many groups of an answer have no way to meet that suits everybody."""
    import numpy as np

    here = task.edges.only([*chosen])
    shared = np.full(len(task.seats), -1, here.ways.dtype)
    np.bitwise_and.at(shared, here.j, here.ways)
    return int((shared == 0).sum())
