"""What importing the same files once more says, kept so that they are known again unread.

It holds as long as no event has been written since: every change writes one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, delete, select

from mentorcli.domain.importing import ImportedRow, RowState
from mentorcli.workspace.codec import insert_rows, json_text
from mentorcli.workspace.schema import import_rows, repeats

Told = dict[str, Any]
_STORED = {RowState.NEW.value, RowState.CHANGED.value}


def told_before(connection: Connection, mark: str, last: int) -> Told | None:
    """Return what is to be said of these files, or None when something happened since ``last``."""
    t = repeats
    query = select(t.c.told).where((t.c.mark == mark) & (t.c.event == last))
    return connection.execute(query).scalar()


def rows_again(connection: Connection, mark: str) -> list[tuple[ImportedRow, ...]]:
    """Return where the rows of each of these files end now: what was taken in is unchanged."""
    t = import_rows
    imports = connection.execute(select(repeats.c.imports).where(repeats.c.mark == mark)).scalar()
    found = []
    for import_id in imports or ():
        columns = (t.c.number, t.c.state, t.c.person, t.c.reason)
        query = select(*columns).where(t.c.import_id == import_id).order_by(t.c.number)
        rows = connection.execute(query).all()
        found.append(tuple(_again(*row) for row in rows))
    return found


def _again(number: int, state: str, person: str, reason: str) -> ImportedRow:
    now = RowState.UNCHANGED if state in _STORED else RowState(state)
    return ImportedRow(number, now, person, reason=reason)


def keep_told(
    connection: Connection, cohort: str, mark: str, last: int, imports: Sequence[str], told: str
) -> None:
    """Keep what is to be said of files, the text of `Told`, by ``mark``; what no longer holds is dropped."""
    t = repeats
    connection.execute(delete(t).where((t.c.event != last) | (t.c.mark == mark)))
    columns = ("mark", "cohort", "event", "imports", "told")
    insert_rows(connection, t, columns, [(mark, cohort, last, json_text(imports), told)])


def drop_told(connection: Connection, cohort: str) -> None:
    """Drop all that is to be said of a cohort's files: it may name people."""
    connection.execute(delete(repeats).where(repeats.c.cohort == cohort))
