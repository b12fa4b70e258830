"""Facts as migrations read and write them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa

TEXTS = ("act", "at", "who", "command", "kind", "cohort", "match", "person", "about")
FACTS = sa.table(
    "facts",
    sa.column("id", sa.Integer()),
    *(sa.column(name, sa.Text()) for name in TEXTS),
    *(sa.column(name, sa.Date()) for name in ("on", "known")),
    sa.column("value", sa.JSON()),
)
NOTHING: Mapping[str, Any] = {"id": 0, "at": "1970-01-01T00:00:00+00:00", "who": ""}
"""The last thing that happened where nothing did."""
WORDS = sa.table("fact_words", sa.column("fact", sa.Integer()), sa.column("text", sa.Text()))


def insert_fact(connection: sa.Connection, fact: Mapping[str, Any]) -> None:
    """Store a fact that has its number; days are texts, and what is not named is empty."""
    row = dict.fromkeys(TEXTS, "") | {"on": None, "value": {}} | dict(fact)
    words = row.pop("words", "")
    row |= {name: dt.date.fromisoformat(row[name]) for name in ("on", "known") if row[name]}
    connection.execute(sa.insert(FACTS).values(row))
    if words:
        connection.execute(sa.insert(WORDS).values(fact=row["id"], text=words))


def carry_over(
    connection: sa.Connection, last: Mapping[str, Any], new: Iterable[Mapping[str, Any]]
) -> None:
    """Store facts after the ``last`` thing that happened, of its moment where they name none."""
    told = {"act": "carried over", "command": "carried over", "at": last["at"], "who": last["who"]}
    for number, fact in enumerate(new, last["id"] + 1):
        insert_fact(connection, {**told, "id": number, "known": last["at"][:10], **fact})


def json_of(value: Any) -> Any:
    """Return a column of JSON, which one database gives as its text and the other as it is."""
    return json.loads(value) if isinstance(value, str) else value


def rows_of(connection: sa.Connection, query: str) -> list[dict[str, Any]]:
    """Return what a query finds."""
    return [dict(row) for row in connection.execute(sa.text(query)).mappings()]
