"""What was approved and written before: whom changes of the plan concern, who has had which letter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy import Connection

from mentorcli.domain.plan import Plan
from mentorcli.domain.plan_news import news
from mentorcli.standing.standing import Standing
from mentorcli.workspace.drafts import drafts_of
from mentorcli.workspace.plans import approvals


@dataclass(frozen=True, slots=True)
class History:
    """What letters of a cohort rest on beside its record.

    ``changed`` has the number of the plan that last changed somebody's match, and how (see ``News``), by
    (role, person), and
    ``newest`` that of the plan approved last; ``placed`` are all (role, person) who ever had a place.
    ``written`` are the keys of letters, ``reminded`` the (reminder, person) of reminders written.
    """

    changed: Mapping[tuple[str, str], tuple[int, str]]
    newest: int
    placed: frozenset[tuple[str, str]]
    written: frozenset[str]
    reminded: frozenset[tuple[str, str]]


def history_of(connection: Connection, record: Standing) -> History:
    """Return what was approved and written before in a cohort."""
    key = record.cohort.key
    approved = approvals(connection, key)
    changed = {
        (one.role, one.person): (after.number, one.what)
        for before, after in pairwise(approved)
        for one in news(before.plan, after.plan)
    }
    plans: list[Plan] = [a.plan for a in approved] or ([record.plan] if record.plan else [])
    drafts = drafts_of(connection, key)
    letters = f"{key}/letter-"
    return History(
        changed,
        approved[-1].number if approved else 0,
        frozenset(member for plan in plans for m in plan.matches for member in m.members()),
        record.letters | {d.key for d in drafts if d.key.startswith(letters)},
        frozenset((d.kind, d.person) for d in drafts if not d.key.startswith(letters)),
    )
