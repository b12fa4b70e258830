"""Letters that went to an address that somebody has no longer: they may never have arrived."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from mentorcli.domain.importing import RowState
from mentorcli.domain.problem import NOWHERE, Problem, Severity
from mentorcli.domain.text import counted, listed
from mentorcli.workspace.drafts import drafts_of

if TYPE_CHECKING:
    from mentorcli.commands.applications.import_plans import Incoming


def letters_elsewhere(
    connection: Connection, key: str, taken: Sequence[Incoming]
) -> Iterator[Problem]:
    """Yield a note for each person whose address these exports change, and to whom letters had gone."""
    rows = [row for incoming in taken for row in incoming.plan.rows]
    changed = {row.person: (row, c) for row in rows for c in row.changes if c.field == "email"}
    went = [d for d in (drafts_of(connection, key) if changed else ()) if d.sent_at]
    for person, (row, change) in sorted(changed.items()):
        theirs = sorted((d.sent_at[:10], d.kind) for d in went if d.person == person)
        if row.state is RowState.CHANGED and theirs and change.before:
            told = listed([f"{kind} on {day}" for day, kind in theirs])
            said = {"name": row.name, "before": change.before, "letters": told}
            count = counted(len(theirs), "letter")
            yield Problem.of("letters_elsewhere", Severity.NOTE, NOWHERE, count=count, **said)
