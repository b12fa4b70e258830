"""Where a cohort stands, and what may be done in it then: in one that is closed, almost nothing."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING

from mentorcli.domain.problem import UsageError

if TYPE_CHECKING:
    from mentorcli.domain.cohort import Cohort


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


_S = CohortState

COHORT_MOVES: Mapping[CohortState, tuple[CohortState, ...]] = {
    _S.PLANNED: (_S.OPEN, _S.CLOSED),
    _S.OPEN: (_S.MATCHING, _S.RUNNING, _S.PLANNED, _S.CLOSED),
    _S.MATCHING: (_S.RUNNING, _S.OPEN, _S.CLOSED),
    _S.RUNNING: (_S.CLOSING,),
    _S.CLOSING: (_S.CLOSED, _S.RUNNING),
    _S.CLOSED: (_S.CLOSING, _S.OPEN, _S.PLANNED),
}
"""Where a cohort may go from where it stands: what does not take place is closed from anywhere."""


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


def refuse_work(cohort: Cohort, work: Work) -> None:
    """Raise UserError when a cohort stands where this is not done."""
    if cohort.state in _WHEN[work]:
        return
    states = " or ".join(state.value for state in _WHEN[work])
    moves = () if cohort.state is _S.CLOSED else COHORT_MOVES[cohort.state]
    onward = next((s for s in moves if s in _WHEN[work]), None)
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
