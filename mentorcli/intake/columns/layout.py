"""Where in a workbook the answers stand: which sheet, which rows have the titles."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from mentorcli.domain.table import CellValue, Row, Table, column_letter
from mentorcli.intake.columns.header_rows import shape_at, special_header, titles_of
from mentorcli.intake.headers import header_key, without_brackets

LOOKED_AT = 25
AT_ONCE = 256
FILLED = 0.5


@dataclass(frozen=True, slots=True)
class Layout:
    """A table with its titles found. ``header_row`` is the row the user sees, 0 for none.

    ``headers`` has one title for each column, empty where there is none; ``codes`` the tool's own
    short names of the columns, mostly empty; ``body`` holds the non-empty rows below; ``known``
    counts titles that the programme asks; ``dialect`` is the tool that the header rows tell;
    ``above`` are the rows over the titles; ``doubtful`` tells that no row looks like titles.
    """

    table: Table
    header_row: int
    headers: tuple[str, ...]
    codes: tuple[str, ...]
    body: tuple[Row, ...]
    known: int
    dialect: str = ""
    above: tuple[Row, ...] = ()
    doubtful: bool = False
    seen: dict[int, list[CellValue]] = field(default_factory=dict, init=False, compare=False)
    """The columns, once one was asked for."""

    def values(self, index: int) -> Sequence[CellValue]:
        """Return a column's cells from the top; None where a row is shorter."""
        if not self.seen:
            self.seen.update(_turned(self.body))
        return self.seen.get(index) or [None] * len(self.body)

    def cell(self, index: int, row: int) -> str:
        """Return a cell's name in Excel's notation."""
        return f"{column_letter(index)}{row}"


def _turned(rows: Sequence[Row]) -> dict[int, list[CellValue]]:
    """Return rows as columns; some hundred rows at a time stay near at hand while they are turned."""
    width = max((len(row.cells) for row in rows), default=0)
    columns: list[list[CellValue]] = [[] for _ in range(width)]
    empty = (None,) * width
    for at in range(0, len(rows), AT_ONCE):
        block = [row.cells for row in rows[at : at + AT_ONCE]]
        for column, cells in zip(columns, zip_longest(empty, *block), strict=True):
            column.extend(cells[1:])
    return dict(enumerate(columns))


def lay_out(table: Table, known: Collection[str]) -> Layout:
    """Return a table with its header row: filled by half at least, mostly text, best known.

    ``known`` are keys of titles that a programme or a tool uses. Header rows of a tool's own
    shape win; a table in which no row looks like titles takes its first row.
    """
    rows = [row for row in table.rows if not row.is_empty()]
    if not rows:
        return Layout(table, 0, (), (), (), 0)
    width = max(_width(row) for row in rows)
    special = special_header(rows)
    if special:
        return _with_header(table, rows, special[0], width, known)
    candidates = [(i, _known(row, known)) for i, row in enumerate(rows[:LOOKED_AT])
                  if _like_titles(row, width)]  # fmt: skip
    most = max((k for _, k in candidates), default=0)
    at = next((i for i, k in candidates if k == most), 0)
    at = at if most or _worded(rows[at]) else 0
    at = _spanning(rows, at, width)
    return _with_header(table, rows, at, width, known)


def _spanning(rows: Sequence[Row], at: int, width: int) -> int:
    """Return the row above when that holds the questions and this only their options."""
    if at and shape_at(rows, at - 1, width)[1].rows == ("title", "option"):
        return at - 1
    return at


def at_row(table: Table, header_row: int) -> Layout:
    """Return a table whose header row is known."""
    rows = [row for row in table.rows if not row.is_empty()]
    at = next((i for i, row in enumerate(rows) if row.number == header_row), None)
    if at is None:
        return Layout(table, 0, (), (), (), 0)
    return _with_header(table, rows, at, max(_width(row) for row in rows), ())


def _with_header(
    table: Table, rows: Sequence[Row], at: int, width: int, known: Collection[str]
) -> Layout:
    dialect, shape = shape_at(rows, at, width)
    titles = titles_of(rows, at, width, shape)
    body = tuple(rows[at + titles.rows :])
    count = _known_keys((*titles.headers, *titles.codes), known)
    first = at - 1 if shape.rows[0] == "group" else at
    return Layout(
        table, rows[at].number, titles.headers, titles.codes, body, count, dialect,
        above=tuple(rows[:first]), doubtful=not count and not _worded(rows[at]),
    )  # fmt: skip


def _filled(row: Row) -> list[CellValue]:
    return [c for c in row.cells if c is not None and str(c).strip()]


def _width(row: Row) -> int:
    """Return the number of cells up to the last that says something, looked for from the end."""
    cells = row.cells
    for i in range(len(cells), 0, -1):
        cell = cells[i - 1]
        if cell is not None and str(cell).strip():
            return i
    return 0


def _like_titles(row: Row, width: int) -> bool:
    filled = _filled(row)
    texts = [c for c in filled if isinstance(c, str)]
    return len(filled) >= FILLED * width and len(texts) >= FILLED * len(filled)


def _worded(row: Row) -> bool:
    filled = _filled(row)
    words = [c for c in filled if isinstance(c, str) and any(x.isalpha() for x in c)]
    return len(words) == len(filled)


def _known(row: Row, known: Collection[str]) -> int:
    return _known_keys([c for c in row.cells if isinstance(c, str)], known)


def _known_keys(texts: Sequence[str], known: Collection[str]) -> int:
    keys = {header_key(t) for t in texts}
    return sum(1 for k in keys if k in known or without_brackets(k) in known)
