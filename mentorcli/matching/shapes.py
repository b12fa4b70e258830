"""Which solver serves which shape: the one place that knows."""

from __future__ import annotations

from collections.abc import Sequence

from mentorcli.matching import flow_stages, stages
from mentorcli.matching.milp import Fixed
from mentorcli.matching.stages import Solved, ordered_stages
from mentorcli.matching.task import Task


def solve(
    task: Task, keys: Sequence[str], fixed: Sequence[Fixed] = (),
    ceiling: tuple[int, int] | None = None,
) -> Solved:  # fmt: skip
    """Return the best answer to a task by the stages ``keys`` in order, obeying further rows.

    Where no rule looks at more than one pair at a time it is a matching with capacities, proved by
    exact prices; everything else (groups with a fewest size, mates, one language for all) is an
    integer program. Raises what ``stages.solve`` raises.
    """
    ordered = ordered_stages(keys)
    if not fixed and flow_stages.serves(task, ordered):
        return flow_stages.solve(task, ordered)
    return stages.solve(task, ordered, fixed, ceiling)
