"""A user's spreadsheet as it was read: cells with their places, nothing interpreted."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache, reduce
from itertools import islice

from mentorcli.domain.problem import Place
from mentorcli.domain.text import clean

CellValue = str | int | float | bool | dt.datetime | dt.date | dt.time | dt.timedelta | None


@dataclass(frozen=True, slots=True)
class Row:
    """One row. ``number`` is the row that the user sees, from 1; ``cells[0]`` is column A."""

    number: int
    cells: tuple[CellValue, ...]

    def is_empty(self) -> bool:
        """Tell whether no cell holds anything but white space."""
        for c in self.cells:  # the first cell nearly always tells
            if c is not None and not (isinstance(c, str) and not c.strip()):
                return False
        return True

    def cell(self, index: int) -> CellValue:
        """Return the cell of a column counted from 0; None where the row is shorter."""
        return self.cells[index] if index < len(self.cells) else None

    def text(self, index: int) -> str:
        """Return the text of a cell, empty where nothing stands."""
        return text_of(self.cell(index))

    def first_text(self) -> str:
        """Return the text of the first cell that has one, or an empty string."""
        return next((text for c in self.cells if (text := text_of(c))), "")


MOST_MERGED = 100_000
"""Cells of merged areas that are looked at."""
Area = tuple[int, int, int, int]
"""First and last row (from 1), first and last column (from 0)."""


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet of a workbook, or one text file.

    ``file`` is the name without folders; ``sha256`` is that of the whole file's bytes;
    ``kind`` is what the content is (``xlsx``, ``xls``, ``ods``, ``csv``); ``sheet`` is empty for
    text; ``merged`` are areas of which only the first cell holds what all show.
    """

    file: str
    sha256: str
    kind: str
    sheet: str
    rows: tuple[Row, ...]
    visible: bool = True
    merged: tuple[Area, ...] = ()

    def merged_cells(self) -> dict[int, dict[int, tuple[str, str]]]:
        """Return the empty cells (row, column) of merged areas that show something: that, and the area."""
        rows = {row.number: row for row in self.rows} if self.merged else {}
        shown = [area for area in self.merged if area[0] in rows and rows[area[0]].text(area[2])]
        cells = (
            (number, i, area)
            for area in shown
            for number in range(area[0], area[1] + 1)
            for i in range(area[2], area[3] + 1)
        )
        found: dict[int, dict[int, tuple[str, str]]] = {}
        for number, i, (top, bottom, left, right) in islice(cells, MOST_MERGED):
            if number in rows and not rows[number].text(i):
                area = f"{column_letter(left)}{top}:{column_letter(right)}{bottom}"
                found.setdefault(number, {})[i] = rows[top].text(left), area
        return found

    def place(self, row: int = 0, column: int = 0) -> Place:
        """Return where a cell stands, its column counted from 0; the whole sheet without a row."""
        return Place(self.file, self.sheet, f"{column_letter(column)}{row}" if row else "")


_cleaned = lru_cache(maxsize=2_048)(clean)
"""The same cell is asked for its text several times in a row."""


def text_of(value: CellValue) -> str:
    """Return a cell as text that every format can hold; empty for an empty cell."""
    if value is None:
        return ""
    if type(value) is str:  # nearly every cell needs no cleaning, and a table has millions
        return value.strip() if value.isascii() and value.isprintable() else _cleaned(value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, dt.datetime):
        midnight = value.time() == dt.time()
        return value.date().isoformat() if midnight else value.isoformat(" ", "seconds")
    return clean(str(value))


def column_letter(index: int) -> str:
    """Return Excel's letters for a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


_CELL = re.compile(r"^([A-Z]+)(\d+)")


def row_and_column(cell: str) -> tuple[int, int] | None:
    """Return the row's number and the column, counted from 0, of a cell in Excel's notation."""
    found = _CELL.match(cell)
    if not found:
        return None
    return int(found[2]), reduce(lambda at, c: at * 26 + ord(c) - 64, found[1], 0) - 1
