"""The stage that leaves out as few as possible of those who volunteered to be mentors."""

from __future__ import annotations

from dataclasses import replace

from mentorcli.domain.plan import MENTORS_USED, Stage
from mentorcli.matching.solve.groups.many import best_of_many
from mentorcli.matching.solve.solver import NoAnswerError
from mentorcli.matching.solve.stage_by_stage import SEARCH, State
from mentorcli.matching.solve.task import Task


def most_mentors(state: State[Task]) -> tuple[State[Task], Stage]:
    """Let as many mentors have somebody as can: each question is whether so many can."""
    import numpy as np

    task, chosen = state.task, state.chosen
    nothing = np.zeros(len(task), np.int64)
    if not chosen:
        found = best_of_many(task, state.open, state.fixed, nothing)
        if found is None:
            raise NoAnswerError
        chosen = found.chosen
    low, high = (len(np.unique(task.edges.j[[*some]])) for some in (chosen, state.open))
    while low < high:
        middle = (low + high + 1) // 2
        found = best_of_many(task.holding(MENTORS_USED, middle), state.open, state.fixed, nothing)
        if found is None:
            high = middle - 1
        else:
            chosen, low = found.chosen, len(np.unique(task.edges.j[[*found.chosen]]))
    state = replace(state, task=task.holding(MENTORS_USED, low), chosen=chosen, total=None)
    return state, Stage(MENTORS_USED, low, low, "mentors", SEARCH)
