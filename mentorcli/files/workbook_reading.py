"""What the child process does that reads one workbook; it may die without harm to the run.

It answers with pickled plain values, one after the other: ``("refused", code, detail)``, or
``("book", kind)``, then for each sheet ``("sheet", facts)``, its rows as
``("rows", [(number, cells), …])`` and ``("notes", facts)``, and in the end ``("marks", by sheet)``.
"""

from __future__ import annotations

import datetime as dt
import io
import pickle
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from mentorcli.domain.table import row_and_column
from mentorcli.files import ole
from mentorcli.files.marked_cells import marks
from mentorcli.files.refusals import Refused
from mentorcli.files.sheet_scan import MOST_CELLS, MOST_COLUMNS, SheetNotes
from mentorcli.files.zip_guard import check

AT_ONCE = 400
LARGEST_CELL = 1 << 20
LARGEST_BATCH = 8 << 20
LAST_SERIAL = 2_958_465
MOST_MERGED = 10_000
FIRST_DAY = dt.date(1900, 3, 1)
"""Before it Excel's days and everybody else's differ, and nobody has applied."""
_MIDNIGHT = dt.time()


def pieces(request: tuple[bytes, str | None]) -> Iterator[bytes]:
    """Yield what stands in a workbook, given with its password, as pickled answers."""
    try:
        for message in _read(*request):
            yield _packed(message)
    except Refused as refused:
        yield _packed(("refused", refused.code, refused.detail))


def _packed(message: tuple[Any, ...]) -> bytes:
    """Return one answer; without a memo, as hardly any two values are one object."""
    buffer = io.BytesIO()
    pickler = pickle.Pickler(buffer, pickle.HIGHEST_PROTOCOL)
    pickler.fast = True
    pickler.dump(message)
    if buffer.tell() > LARGEST_BATCH and message[0] == "rows":
        _refuse_long_cells(message[1])
    return buffer.getvalue()


def _refuse_long_cells(rows: Sequence[tuple[int, tuple[Any, ...]]]) -> None:
    for number, cells in rows:
        if any(isinstance(c, str) and len(c) > LARGEST_CELL for c in cells):
            raise Refused("long_cell", f"row {number}")


def _read(content: bytes, password: str | None) -> Iterator[tuple[Any, ...]]:
    if content.startswith(ole.MARK):
        content = ole.decrypted(content, password)
    notes: dict[str, SheetNotes] = {}
    kind = "xls"
    if content.startswith(b"PK"):
        kind, notes = check(content)
    yield "book", kind
    sizes = yield from _sheets(content, notes)
    if kind == "xlsx":
        yield "marks", {s: (m.struck, m.comments) for s, m in marks(content, sizes).items()}


def _sheets(
    content: bytes, notes: dict[str, SheetNotes]
) -> Generator[tuple[Any, ...], None, dict[str, int]]:
    """Yield what stands in each sheet; return how many rows each has."""
    from python_calamine import (
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetTypeEnum,
        WorksheetNotFound,
    )

    at = ""
    sizes: dict[str, int] = {}
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [s for s in book.sheets_metadata if s.typ == SheetTypeEnum.WorkSheet]
        if not sheets:
            raise Refused("no_sheets")
        room = MOST_CELLS
        for about in sheets:
            at = f"{about.name}: "
            sheet = book.get_sheet_by_name(about.name)
            height, width = _size(sheet)
            sizes[about.name] = height
            room -= height * width
            if width > MOST_COLUMNS:
                raise Refused("columns")
            if room < 0:
                raise Refused("cells")
            yield from _sheet(sheet, about.visible, notes.get(about.name, SheetNotes()))
    except PasswordError as error:
        raise Refused("password") from error
    except WorksheetNotFound as error:
        raise Refused("unreadable", f"{at[:80]}the sheet is missing") from error
    except (CalamineError, OSError, ValueError) as error:
        said = str(error).splitlines()[0][:200].rstrip(".") if str(error) else "?"
        if "detect file format" in said:
            raise Refused("no_sheets") from error
        raise Refused("unreadable", at[:80] + said) from error
    return sizes


def _size(sheet: Any) -> tuple[int, int]:
    """Return rows and columns counted from A1, as they will be laid out."""
    return (sheet.end[0] + 1, sheet.end[1] + 1) if sheet.end else (0, 0)


def _sheet(sheet: Any, visibility: Any, notes: SheetNotes) -> Iterator[tuple[Any, ...]]:
    from python_calamine import SheetVisibleEnum

    doubts = _Doubts()
    visible = visibility == SheetVisibleEnum.Visible
    yield "sheet", {"name": sheet.name, "visible": visible, "height": _size(sheet)[0]}
    left = sheet.start[1] if sheet.start else 0
    pad = (None,) * left
    rows = []
    errors: dict[int, dict[int, str]] = {}
    for cell, shown in notes.errors.items():
        if at := row_and_column(cell):
            errors.setdefault(at[0], {})[at[1]] = shown
    for number, values in enumerate(sheet.iter_rows(), 1):
        cells = pad + tuple(
            [
                (v or None) if type(v) is str else _value(v, number, i, doubts)
                for i, v in enumerate(values, left)
            ]
        )
        if number in errors:
            cells = tuple([errors[number].get(i, c) for i, c in enumerate(cells)])
        if any(c is not None and (type(c) is not str or not c.isspace()) for c in cells):
            rows.append((number, cells))
        if len(rows) >= AT_ONCE:
            yield "rows", rows
            rows = []
    yield "rows", rows
    found = ("hidden", "formulas", "twice", "disorder")
    said = {name: getattr(notes, name) for name in found}
    yield "notes", said | {"odd": doubts.told(), "merged": _merged(sheet)}


def _merged(sheet: Any) -> list[tuple[int, int, int, int]]:
    """Return the sheet's merged areas: first and last row from 1, first and last column from 0."""
    areas = (sheet.merged_cell_ranges or ())[:MOST_MERGED]
    return [(top + 1, bottom + 1, left, right) for (top, left), (bottom, right) in areas]


@dataclass(slots=True)
class _Doubts:
    """Cells whose number is no day: told when other cells of the column are days."""

    days: set[int] = field(default_factory=set)
    maybe: list[tuple[int, int]] = field(default_factory=list)
    surely: list[tuple[int, int]] = field(default_factory=list)

    def told(self) -> list[tuple[int, int]]:
        """Return the cells as (row number, column index)."""
        return sorted({*self.surely, *(c for c in self.maybe if c[1] in self.days)})


def _value(value: Any, number: int, index: int, doubts: _Doubts) -> Any:
    """Return a value that is no text: whole numbers as int; days and numbers weighed."""
    if type(value) is float:
        if value.is_integer() and abs(value) < 1 << 53:
            value = int(value)
        elif value != value or value in {float("inf"), float("-inf")}:  # noqa: PLR0124 - not a number
            doubts.surely.append((number, index))
            return None
        if not 0 <= value <= LAST_SERIAL:
            doubts.maybe.append((number, index))
        return value
    if isinstance(value, dt.date):
        day = value.date() if isinstance(value, dt.datetime) else value
        if day < FIRST_DAY:
            doubts.surely.append((number, index))
        else:
            doubts.days.add(index)
        return value
    if value == _MIDNIGHT and isinstance(value, dt.time):
        doubts.maybe.append((number, index))
    return value if isinstance(value, bool | int | dt.time | dt.timedelta) else None
