"""Many rows into a table at once, at little more than the driver's own cost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table, insert

AT_ONCE = 1_000
"""Rows that are handed over at once: few calls, and few rows in memory."""


def insert_rows(
    connection: Connection, table: Table, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]
) -> None:
    """Insert rows of values in the order of ``columns``; JSON columns are given as their text.

    The statement is SQLAlchemy's for the database at hand; the values go to the driver as they
    are, since looking at each of a million takes longer than storing them.
    """
    statement = insert(table).compile(dialect=connection.dialect, column_keys=list(columns))
    order = getattr(statement, "positiontup", None)
    every = iter(rows)
    while some := list(islice(every, AT_ONCE)):
        if order is None:  # a driver that takes values by name
            named = [dict(zip(columns, row, strict=True)) for row in some]
            connection.exec_driver_sql(str(statement), named)
        elif order == list(columns):
            connection.exec_driver_sql(str(statement), some)
        else:
            places = [list(columns).index(name) for name in order]
            connection.exec_driver_sql(str(statement), [tuple(r[i] for i in places) for r in some])
