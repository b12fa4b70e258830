"""Who waits, and why as the matches stand today: by whoever left since the plan was approved, places are free."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection

from mentorcli.domain.cohort_states import CohortState
from mentorcli.domain.decision import end_of
from mentorcli.domain.fact import Kind
from mentorcli.domain.plan import LOST_SOMEBODY, Plan, Unplaced
from mentorcli.standing.people import waiting_people
from mentorcli.standing.standing import Standing
from mentorcli.workspace.facts import standing_of
from mentorcli.workspace.folder import Workspace

FREE_PLACE = "free_place"
_FREEING = (
    Kind.APPROVED,
    Kind.MATCH,
    Kind.WITHDRAWN,
    Kind.ANSWERED,
    Kind.READ_AGAIN,
    Kind.IMPORTED,
)
"""An approval, and what may give somebody a place after it."""


def waiting_now(
    workspace: Workspace, connection: Connection, record: Standing, plan: Plan, today: dt.date
) -> tuple[Unplaced, ...]:
    """Return who waits; whom the approved plan left waiting with what is in the way today."""
    waits = waiting_people(record, plan, today)
    running = record.cohort.state is CohortState.RUNNING and today <= end_of(record.cohort)
    if not (running and plan == record.plan and record.programme.form.led and plan.waiting):
        return waits
    from mentorcli import matching
    from mentorcli.commands.plans.overrides import holding_case

    case, _ = holding_case(workspace, connection, record.cohort.key, today)
    left = {u.person for u in plan.waiting if u.code != LOST_SOMEBODY}
    beside = matching.waiting_beside(case, record.without_ended_early(plan))
    now = {u.person: u for u in beside if u.person in left}
    return tuple(now.get(u.person, u) for u in waits)


def waiting_for_free_places(
    workspace: Workspace, connection: Connection, record: Standing, today: dt.date
) -> int:
    """Return how many wait beside the approved plan who could have a place that is free today."""
    if record.plan is None or record.plan != record.proposal or record.programme.life.ongoing:
        return 0
    told = standing_of(connection, record.cohort.key, _FREEING)
    if not told or told[-1].kind is Kind.APPROVED:
        return 0
    waits = waiting_now(workspace, connection, record, record.plan, today)
    return sum(u.code == FREE_PLACE for u in waits)
