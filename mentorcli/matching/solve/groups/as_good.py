"""Which pairs of an answer another one, just as good, does without."""

from __future__ import annotations

from collections.abc import Sequence

from mentorcli.domain.plan import Stage, place_from_worst
from mentorcli.matching.solve.groups.milp import best, narrowed
from mentorcli.matching.solve.groups.program import Fixed
from mentorcli.matching.solve.groups.stages import Solved
from mentorcli.matching.solve.groups.state import SUMS, start
from mentorcli.matching.solve.groups.worst_served import above, few_below
from mentorcli.matching.solve.task import Task


def others_as_good(solved: Solved, task: Task) -> frozenset[int]:
    """Return the edges chosen that some other answer, as good in all but the tie-break, has not.

    Each question asks for an answer of the same stages with as many as possible of the edges not
    yet seen to change left out, until none more can be.
    """
    import numpy as np

    values = {s.key: s.value for s in solved.stages}
    begun = start(task)
    open_now = above(begun, values.get("worst_served", 0))
    fixed = begun.fixed + tuple(
        _frozen(task, s, solved.chosen) for s in solved.stages if s.key in SUMS
    )
    fixed += tuple(
        few_below(task, s.value, k) for s in solved.stages if (k := place_from_worst(s.key))
    )
    if "total" in values:
        rows = tuple(row for row in fixed if row.weights is not task.edges.score)
        open_now = narrowed(task, open_now, rows, task.edges.score, values["total"])
    firm, changed = set(solved.chosen), set[int]()
    while firm:
        gain = np.zeros(len(task.edges), np.int64)
        gain[sorted(firm)] = -1
        found = best(task, open_now, fixed, gain)
        left = firm - set(found.chosen) if found else set()
        if not left:
            break
        changed |= left
        firm -= left
    return frozenset(changed)


def _frozen(task: Task, stage: Stage, chosen: Sequence[int]) -> Fixed:
    """Return the row that a stage whose value is a sum over pairs leaves behind."""
    weights = SUMS[stage.key](task)
    return Fixed(weights, int(weights[list(chosen)].sum()), proved=True)
