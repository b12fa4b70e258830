"""Where in a workbook the answers stand: which sheet, which row has the titles."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from mentorcli.domain.table import CellValue, Row, Table, column_letter
from mentorcli.domain.text import one_line
from mentorcli.intake.headers import LONGEST, header_key, without_brackets

LOOKED_AT = 25
FILLED = 0.5


@dataclass(frozen=True, slots=True)
class Layout:
    """A table with its titles found. ``header_row`` is the row the user sees, 0 for none.

    ``headers`` has one title for each column, empty where there is none; ``body`` holds the
    non-empty rows below; ``known`` counts titles that the programme asks.
    """

    table: Table
    header_row: int
    headers: tuple[str, ...]
    body: tuple[Row, ...]
    known: int

    def values(self, index: int) -> tuple[CellValue, ...]:
        """Return a column's cells from the top; None where a row is shorter."""
        return tuple(r.cells[index] if index < len(r.cells) else None for r in self.body)

    def cell(self, index: int, row: int) -> str:
        """Return a cell's name in Excel's notation."""
        return f"{column_letter(index)}{row}"


def lay_out(table: Table, known: Collection[str]) -> Layout:
    """Return a table with its header row: filled by half at least, mostly text, best known.

    ``known`` are keys of titles that a programme or a tool uses. A table in which no row looks
    like titles takes its first row.
    """
    rows = [row for row in table.rows if not row.is_empty()]
    if not rows:
        return Layout(table, 0, (), (), 0)
    width = max(_width(row) for row in rows)
    candidates = [(i, _known(row, known)) for i, row in enumerate(rows[:LOOKED_AT])
                  if _like_titles(row, width)]  # fmt: skip
    most = max((k for _, k in candidates), default=0)
    at = next((i for i, k in candidates if k == most), 0)
    return _with_header(table, rows, at, width, _known(rows[at], known))


def at_row(table: Table, header_row: int) -> Layout:
    """Return a table whose header row is known."""
    rows = [row for row in table.rows if not row.is_empty()]
    at = next((i for i, row in enumerate(rows) if row.number == header_row), None)
    if at is None:
        return Layout(table, 0, (), (), 0)
    return _with_header(table, rows, at, max(_width(row) for row in rows), 0)


def _with_header(table: Table, rows: Sequence[Row], at: int, width: int, known: int) -> Layout:
    header = rows[at]
    cells = header.cells + (None,) * (width - len(header.cells))
    headers = tuple("" if c is None else one_line(str(c)[:LONGEST]) for c in cells[:width])
    return Layout(table, header.number, headers, tuple(rows[at + 1 :]), known)


def _filled(row: Row) -> list[CellValue]:
    return [c for c in row.cells if c is not None and str(c).strip()]


def _width(row: Row) -> int:
    return max(
        (i for i, c in enumerate(row.cells, 1) if c is not None and str(c).strip()), default=0
    )


def _like_titles(row: Row, width: int) -> bool:
    filled = _filled(row)
    texts = [c for c in filled if isinstance(c, str)]
    return len(filled) >= FILLED * width and len(texts) >= FILLED * len(filled)


def _known(row: Row, known: Collection[str]) -> int:
    keys = {header_key(c) for c in row.cells if isinstance(c, str)}
    return sum(1 for k in keys if k in known or without_brackets(k) in known)
