"""A user's spreadsheet as it was read: cells with their places, nothing interpreted."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet of a workbook, or one text file.

    ``file`` is the name without folders; ``sha256`` is that of the whole file's bytes;
    ``kind`` is what the content is (``xlsx``, ``xls``, ``ods``, ``csv``); ``sheet`` is empty for
    text..
    """

    file: str
    sha256: str
    kind: str
    sheet: str
    rows: tuple[Row, ...]
    visible: bool = True


def column_letter(index: int) -> str:
    """Return Excel's letters for a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
