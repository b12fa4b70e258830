"""A cohort: one run of a programme, with its calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from mentorcli.domain.programme import Gathering

CALENDAR: tuple[str, ...] = (
    "call_opens",
    "call_closes",
    "kickoff",
    "midpoint",
    "wrapup",
)
"""The days of a cohort, in the order in which they come."""
DAY_NAMES: Mapping[str, str] = {
    "call_opens": "call opens",
    "call_closes": "call closes",
    "kickoff": "kick-off",
    "midpoint": "mid-point",
    "wrapup": "wrap-up",
}
"""What the days of a cohort are called."""


def session_of(person: str) -> str:
    """Return the key of a mentee's individual session, beside those of the joint events."""
    return f"session/{person}"


class CohortState(StrEnum):
    """Where a cohort stands."""

    PLANNED = "planned"
    """Its days are set; nobody has applied."""
    OPEN = "open"
    """Applications are taken."""
    MATCHING = "matching"
    """There is a plan, not yet approved."""
    RUNNING = "running"
    """The plan is approved; agreements, meetings, reminders."""
    CLOSING = "closing"
    """The wrap-up is over; feedback and the report are under way."""
    CLOSED = "closed"
    """Nothing more is done in it, and nobody is reminded."""


@dataclass(frozen=True, slots=True)
class Cohort:
    """One run of a programme. ``key`` is like ``2027-spring``; ``dates`` has each of CALENDAR."""

    key: str
    programme: str
    state: CohortState
    dates: Mapping[str, dt.date]
    gatherings: Mapping[str, Gathering]
