"""A cohort: one run of a programme, its calendar, where it stands and what may be done in it then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from mentorcli.domain.problem import UsageError
from mentorcli.domain.programme import Gathering

CALENDAR: tuple[str, ...] = ("call_opens", "call_closes", "kickoff", "midpoint", "wrapup")
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
    """Nothing more is done in it; only the follow-up and the day of erasing are reminded of."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days of a cohort, each of CALENDAR, and its gatherings."""

    dates: Mapping[str, dt.date]
    gatherings: Mapping[str, Gathering]


@dataclass(frozen=True, slots=True)
class Cohort:
    """One run of a programme. ``key`` is like ``2027-spring``; ``dates`` has each of CALENDAR."""

    key: str
    programme: str
    state: CohortState
    dates: Mapping[str, dt.date]
    gatherings: Mapping[str, Gathering]

    @property
    def calendar(self) -> Calendar:
        """Return its days and gatherings."""
        return Calendar(self.dates, self.gatherings)


_S = CohortState

COHORT_MOVES: Mapping[CohortState, tuple[CohortState, ...]] = {
    _S.PLANNED: (_S.OPEN,),
    _S.OPEN: (_S.MATCHING, _S.RUNNING, _S.PLANNED),
    _S.MATCHING: (_S.RUNNING, _S.OPEN),
    _S.RUNNING: (_S.CLOSING,),
    _S.CLOSING: (_S.CLOSED, _S.RUNNING),
    _S.CLOSED: (_S.CLOSING,),
}
"""Where a cohort may go from where it stands."""


class Work(StrEnum):
    """What is done in a cohort; not all of it at any time."""

    IMPORT = "taking in applications"
    SELECT = "changing the list of those selected"
    MATCH = "matching"
    APPROVE = "approving a plan"
    PROPOSE = "proposing pairs"
    AGREE = "making agreements and signing them"
    INVITE = "inviting"
    LOG = "logging meetings and answers"
    CHANGE = "changing a match"


_WHEN: Mapping[Work, tuple[CohortState, ...]] = {
    Work.IMPORT: (_S.PLANNED, _S.OPEN, _S.MATCHING, _S.RUNNING),
    Work.SELECT: (_S.PLANNED, _S.OPEN),
    Work.MATCH: (_S.OPEN, _S.MATCHING, _S.RUNNING),
    Work.APPROVE: (_S.MATCHING, _S.RUNNING),
    Work.PROPOSE: (_S.OPEN, _S.RUNNING),
    Work.AGREE: (_S.RUNNING, _S.CLOSING),
    Work.INVITE: (_S.RUNNING, _S.CLOSING),
    Work.LOG: (_S.RUNNING, _S.CLOSING),
    Work.CHANGE: (_S.RUNNING, _S.CLOSING),
}


def no_gathering(cohort: Cohort, key: str) -> UsageError:
    """Return the error for a gathering that a cohort does not have."""
    known = ", ".join(cohort.gatherings)
    do = f"It has: {known}." if known else "It has none: its pairs begin one by one."
    return UsageError(f"{cohort.key} has no gathering {key!r}.", do)


def refuse_work(cohort: Cohort, work: Work) -> None:
    """Raise UserError when a cohort stands where this is not done."""
    if cohort.state in _WHEN[work]:
        return
    states = " or ".join(state.value for state in _WHEN[work])
    onward = next((s for s in COHORT_MOVES[cohort.state] if s in _WHEN[work]), None)
    remedy = f"Move it on with: mentorcli cohort move {cohort.key} {onward.value}" if onward else ""
    raise UsageError(
        f"The cohort {cohort.key} is {cohort.state.value}; {work.value} is for one that is {states}. "
        "Nothing was changed.",
        remedy or f"See: mentorcli status {cohort.key}",
    )


def refuse_move(cohort: Cohort, to: CohortState) -> None:
    """Raise UserError when a cohort cannot go there from where it stands."""
    if to in COHORT_MOVES[cohort.state]:
        return
    onward = ", ".join(state.value for state in COHORT_MOVES[cohort.state])
    raise UsageError(
        f"A cohort that is {cohort.state.value} cannot become {to.value}. Nothing was changed.",
        f"From {cohort.state.value} it can go to: {onward}.",
    )
