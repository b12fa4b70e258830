"""Plans proved again, each stage by a second program that shares no solver with the product.

Groups and pairs by SCIP from rows written another way; circles by a branch and bound and a simplex of
their own. ``benchmarks/`` asks them too.
"""

from __future__ import annotations

import json
from pathlib import Path

from mentorcli.domain.plan import MatchingCase, Plan
from mentorcli.workspace.codec import decode
from mentorcli.workspace.folder import open_workspace
from mentorcli.workspace.records import matching_case
from oracles import again
from oracles.circles_again import reprove_circles


def reprove(case: MatchingCase, plan: Plan) -> dict[str, int]:
    """Return for each stage the best value that the second program finds, in the plan's order.

    Equal to the plan's own value where a stage is proved again. Raises UserError for a pool of
    equals that is too large for the search.
    """
    if not case.programme.form.led:
        return reprove_circles(case, plan)
    return again.reprove(case, plan)


def proved_again(folder: Path, cohort: str) -> bool:
    """Tell whether the plan that a workspace's folder holds is the best in every stage."""
    plan = decode(Plan, json.loads((folder / "out" / cohort / "plan.json").read_bytes()))
    workspace = open_workspace(folder)
    with workspace.reading() as connection:
        case = matching_case(workspace, connection, cohort)
    return reprove(case, plan) == {s.key: s.value for s in plan.stages}
