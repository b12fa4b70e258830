"""Plans that rest on other data than there is now: refused, with the command that mends it."""

from __future__ import annotations

from sqlalchemy import Connection

from mentorcli import matching
from mentorcli.domain.plan import MatchingCase, Plan
from mentorcli.domain.problem import UserError
from mentorcli.workspace.plans import PlanState, newest_plan


def refuse_stale(connection: Connection, case: MatchingCase, plan: Plan, then: str = "") -> None:
    """Raise UserError when a plan was made from other data; ``then`` is what to do after that."""
    if matching.case_hash(case) != plan.inputs:
        raise UserError(
            "Applications, decisions or rules changed after the plan was made.",
            how_to_mend(connection, plan.cohort, then),
        )


def how_to_mend(connection: Connection, key: str, then: str = "") -> str:
    """Return how the newest plan is made right: an approved one is repaired, never made anew."""
    if newest_plan(connection, key, PlanState.APPROVED) is None:
        return f"Make the plan anew{then}: mentorcli match {key}"
    return f"Repair the approved plan{then}: mentorcli replan {key}"
