"""Which letters of a cohort were written before, and which reminders that say the same."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Connection

from mentorcli.standing.standing import Standing
from mentorcli.workspace.drafts import drafts_of


@dataclass(frozen=True, slots=True)
class History:
    """``written`` are the keys of letters, ``reminded`` the (reminder, person) of reminders written."""

    written: frozenset[str]
    reminded: frozenset[tuple[str, str]]


def history_of(connection: Connection, record: Standing, by: dt.date | None = None) -> History:
    """Return what was written before in a cohort, or was ``by`` a day."""
    key = record.cohort.key
    every = drafts_of(connection, key)
    drafts = [d for d in every if by is None or d.at[:10] <= by.isoformat()]
    letters = f"{key}/letter-"
    return History(
        frozenset(record.letters) | {d.key for d in drafts if d.key.startswith(letters)},
        frozenset((d.kind, d.person) for d in drafts if not d.key.startswith(letters)),
    )
