"""What an import said that changed nothing, so that the same files are known again unread.

It holds as long as no event has been written since: every change writes one.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, delete, insert, select

from mentorcli.workspace.schema import repeats


def told_before(connection: Connection, mark: str, last: int) -> Any | None:
    """Return what was said of these files, or None when something happened since event ``last``."""
    t = repeats
    query = select(t.c.told).where((t.c.mark == mark) & (t.c.event == last))
    return connection.execute(query).scalar()


def keep_told(connection: Connection, cohort: str, mark: str, last: int, told: Any) -> None:
    """Keep what was said of files, known by ``mark``; what no longer holds is dropped."""
    t = repeats
    connection.execute(delete(t).where((t.c.event != last) | (t.c.mark == mark)))
    connection.execute(insert(t).values(mark=mark, cohort=cohort, event=last, told=told))


def drop_told(connection: Connection, cohort: str) -> None:
    """Drop all that was said of a cohort's files: it names people."""
    connection.execute(delete(repeats).where(repeats.c.cohort == cohort))
