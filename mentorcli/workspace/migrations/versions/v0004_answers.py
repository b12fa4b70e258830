"""An application's answers in one text; what their sources share is stored once."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_KEY = ("cohort", "role", "person")
_ORIGIN = ("cohort", "import_id", "file", "sheet", "cells", "header", "rule")
_OLD = (*_KEY, "field", "value", "import_id", "file", "sheet", "cell", "header", "raw", "rule")
_LINES = re.compile(r"(?<=[A-Z])[1-9]\d*")
_AT_ONCE = 500


def upgrade() -> None:
    """Add the column and the table, carry every answer over, and drop the old rows."""
    op.create_table(
        "origins",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in _ORIGIN),
        sa.PrimaryKeyConstraint("id"),
    )
    op.add_column(
        "applications", sa.Column("answers", sa.Text(), nullable=False, server_default="{}")
    )
    _carry_over(op.get_bind())
    op.drop_table("answers")


def _carry_over(connection: sa.Connection) -> None:
    a = sa.table("applications", *(sa.column(name) for name in (*_KEY, "answers")))
    one = [a.c[k] == sa.bindparam(f"the_{k}") for k in _KEY]
    change = sa.update(a).where(*one).values(answers=sa.bindparam("the_answers"))
    numbers: dict[tuple[str, ...], int] = {}
    waiting: list[dict[str, str]] = []
    for key, rows in groupby(_old_rows(connection), key=lambda r: tuple(r[k] for k in _KEY)):
        answers = {row["field"]: _answer(row, numbers) for row in rows}
        named = {f"the_{k}": v for k, v in zip(_KEY, key, strict=True)}
        waiting.append(named | {"the_answers": json.dumps(answers, ensure_ascii=False)})
    for at in range(0, len(waiting), _AT_ONCE):
        connection.execute(change, waiting[at : at + _AT_ONCE])
    o = sa.table("origins", sa.column("id"), *(sa.column(name) for name in _ORIGIN))
    found = [{"id": n, **dict(zip(_ORIGIN, k, strict=True))} for k, n in numbers.items()]
    if found:
        connection.execute(sa.insert(o), found)


def _old_rows(connection: sa.Connection) -> Iterator[sa.RowMapping]:
    kinds = {"value": sa.JSON()}
    t = sa.table("answers", *(sa.column(name, kinds.get(name, sa.Text())) for name in _OLD))
    query = sa.select(t).order_by(*(t.c[k] for k in (*_KEY, "field")))
    yield from connection.execute(query).mappings()


def _answer(row: sa.RowMapping, numbers: dict[tuple[str, ...], int]) -> list[Any]:
    """Return the origin's number, the line (0 where the cells stand on several), raw and value."""
    lines = set(_LINES.findall(row["cell"]))
    line = int(lines.pop()) if len(lines) == 1 and "#" not in row["cell"] else 0
    cells = _LINES.sub("#", row["cell"]) if line else row["cell"]
    key = tuple(cells if name == "cells" else row[name] for name in _ORIGIN)
    number = numbers.setdefault(key, len(numbers) + 1)
    ((kind, value),) = row["value"].items()
    return [number, line, row["raw"], value if kind == "text" else row["value"]]
