"""Which of two answers, and which of two exports, is the newer one.

Times are compared at the precision that both have: a text export of a workbook loses seconds.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from mentorcli.domain.application import Application, ApplicationState
from mentorcli.domain.form import FormProposal
from mentorcli.domain.importing import RowReading
from mentorcli.intake.rows.response_keys import version_of
from mentorcli.intake.values.moments import moment, order_of

MODIFIED, SUBMITTED = "@modified", "@submitted"


@dataclass(frozen=True, slots=True)
class Age:
    """Whether an export seems older than what is stored, from the newest moments of both."""

    older: bool
    here: str = ""
    known: str = ""

    def of_answer(self, new: Application, old: Application) -> int:
        """Return -1 when the new version of one answer is certainly older, 1 newer, 0 unknown."""
        both = new.moment(), old.moment()
        if both[0] is None or both[1] is None:
            return 0
        one, other = _alike(both[0], both[1])
        return (one > other) - (one < other)


def _alike(one: dt.datetime, other: dt.datetime) -> tuple[dt.datetime, dt.datetime]:
    one, other = one.replace(microsecond=0), other.replace(microsecond=0)
    if not one.second or not other.second:
        return one.replace(second=0), other.replace(second=0)
    return one, other


def rank(draft: Application) -> tuple[bool, str, int, str]:
    """Complete before incomplete, then newest; a refused consent counts as complete.

    Somebody who refuses in a newer answer must not be taken by an older one.
    """
    complete = draft.state is ApplicationState.VALID or draft.value("consent") is False
    last = draft.moment()
    when = last.replace(microsecond=0).isoformat() if last else ""
    own = draft.response.removeprefix(version_of(draft.response))
    number = int(own) if own.isdecimal() else 0
    return complete, when, number, draft.response


def age_of(drafts: Iterable[Application], existing: Sequence[Application]) -> Age:
    """Return the age of an export: older when its newest answer is older than a stored one.

    Only answers to the same form in the same language and copy count.
    """
    every = list(drafts)
    forms = {(d.form, d.role, version_of(d.response)) for d in every} if existing else set()
    here = max((m for d in every if (m := d.moment())), default=None)
    stored = (a for a in existing if (a.form, a.role, version_of(a.response)) in forms)
    known = max((m for a in stored if (m := a.moment())), default=None)
    if here is None or known is None:
        return Age(False)
    one, other = _alike(here, known)
    return Age(one < other, f"{here:%Y-%m-%d %H:%M}", f"{known:%Y-%m-%d %H:%M}")


def dated(readings: Sequence[RowReading], proposal: FormProposal) -> tuple[RowReading, ...]:
    """Return the readings with the moment at which each answer was last edited, where it stands."""
    at = next((i for i, c in enumerate(proposal.columns) if c.field == MODIFIED), None)
    if at is None:
        return tuple(readings)
    order = _order(proposal, at)
    cells = {r.number: r.cells[at] for r in proposal.table.rows if at < len(r.cells)}
    return tuple(
        replace(r, draft=replace(r.draft, modified=moment(cells.get(r.number), order)))
        if r.draft is not None
        else r
        for r in readings
    )


def _order(proposal: FormProposal, at: int) -> str:
    """Return the column's own order of day and month, else that of when answers were submitted."""
    told = [c.date_order for c in (proposal.columns[at], *proposal.columns)
            if c.field in {MODIFIED, SUBMITTED} and c.date_order]  # fmt: skip
    values = [r.cells[at] for r in proposal.table.rows if at < len(r.cells)]
    return told[0] if told else order_of(values)
