"""Where the stages for groups stand, from one to the next."""

from __future__ import annotations

from collections.abc import Sequence
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
