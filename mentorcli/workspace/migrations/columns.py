"""Columns as migrations add them, and tables made of them."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op


def keys(*names: str) -> list[sa.Column[Any]]:
    """Return texts that a row is known by."""
    return columns(sa.String(), *names)


def texts(*names: str) -> list[sa.Column[Any]]:
    """Return texts, empty where nothing is said."""
    return columns(sa.Text(), *names)


def columns(kind: Any, *names: str) -> list[sa.Column[Any]]:
    """Return columns of a kind; one called ``name?`` may hold nothing."""
    return [sa.Column(n.rstrip("?"), kind, nullable=n.endswith("?")) for n in names]


def create(table: str, key: str, *parts: list[sa.Column[Any]], more: Any = ()) -> None:
    """Make a table whose primary key are the columns named in ``key``, with blanks between them."""
    found = (column for part in parts for column in part)
    op.create_table(table, *found, *more, sa.PrimaryKeyConstraint(*key.split()))
