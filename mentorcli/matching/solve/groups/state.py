"""Where the stages for groups stand, from one to the next, and what each pair counts in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from mentorcli.matching.solve.groups.milp import Best
from mentorcli.matching.solve.groups.program import Fixed
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
