"""Values of the domain as JSON and as rows of tables, and back, by their declared types."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar, cast

import msgspec
from sqlalchemy import ColumnElement, Connection, Date, Table, and_, delete, insert, select, true

from mentorcli.domain.application import Answer, Capacity

T = TypeVar("T")


def encode(value: Any) -> Any:
    """Return dataclasses, tuples, mappings, enums, dates, bytes and paths as plain JSON values."""
    plain = msgspec.to_builtins(value, str_keys=True, enc_hook=_plain)
    return json.loads(json.dumps(plain))  # tuples are lists, as they come back from the database


def json_text(value: Any) -> str:
    """Return what `encode` makes of a value as the text that a JSON column holds."""
    try:
        return msgspec.json.encode(value, enc_hook=_plain).decode()
    except UnicodeEncodeError:  # half a character, as names of files may have
        return json.dumps(encode(value))


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Path):
        return str(value)
    raise NotImplementedError


def decode(kind: type[T], data: Any) -> T:
    """Return ``data``, made by `encode`, as a value of ``kind``; raises ValueError."""
    return msgspec.convert(data, kind)


def encode_answer(answer: Answer) -> dict[str, Any]:
    """Return an answer as JSON that remembers its type."""
    match answer:
        case bool():
            return {"bool": answer}
        case int():
            return {"int": answer}
        case dt.date():
            return {"date": answer.isoformat()}
        case tuple():
            return {"several": list(answer)}
        case Capacity():
            return {"capacity": [answer.fewest, answer.most]}
        case _:
            return {"text": answer}


def decode_answer(data: Mapping[str, Any]) -> Answer:
    """Return the answer that `encode_answer` wrote."""
    ((kind, value),) = data.items()
    match kind:
        case "date":
            return dt.date.fromisoformat(value)
        case "several":
            return tuple(value)
        case "capacity":
            return Capacity(*value)
        case _:
            return cast("Answer", value)


def where(table: Table, **same: Any) -> ColumnElement[bool]:
    """Return the condition that columns are so."""
    return and_(true(), *(table.c[name] == value for name, value in same.items()))


def values_of(
    connection: Connection,
    table: Table,
    kind: type[T],
    *order: str,
    most: int | None = None,
    **same: Any,
) -> tuple[T, ...]:
    """Return the rows in which columns are so as values of a dataclass, in the order of columns.

    A column that is null is left to the field's default; at ``most`` so many are read.
    """
    names = [f.name for f in fields(kind)]  # type: ignore[arg-type]  # a dataclass
    query = select(*(table.c[n] for n in names)).where(where(table, **same))
    rows = connection.execute(query.order_by(*(table.c[n] for n in order)).limit(most))
    said = (zip(names, row, strict=True) for row in rows)
    return tuple(decode(kind, {k: v for k, v in one if v is not None}) for one in said)


def insert_values(connection: Connection, table: Table, values: Iterable[Any], **more: Any) -> None:
    """Insert dataclasses as rows; ``more`` are columns that all of them share."""
    rows = [_row(table, value) | more for value in values]
    if rows:
        connection.execute(insert(table), rows)


def put_values(connection: Connection, table: Table, values: Iterable[Any], **more: Any) -> None:
    """Insert dataclasses as rows, each in place of the one with the same key."""
    for value in values:
        row = _row(table, value) | more
        delete_where(connection, table, **{c.name: row[c.name] for c in table.primary_key})
        connection.execute(insert(table).values(row))


def delete_where(connection: Connection, table: Table, **same: Any) -> int:
    """Delete the rows in which columns are so; return how many there were."""
    return connection.execute(delete(table).where(where(table, **same))).rowcount


def _row(table: Table, value: Any) -> dict[str, Any]:
    return {
        name: getattr(value, name) if isinstance(table.c[name].type, Date) else said
        for name, said in encode(value).items()
    }


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
