"""What a person marked in a workbook: rows that are struck through, comments on cells."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import Any

MOST_ROWS = 5_000
"""Rows of a sheet up to which its marks are looked for: a person marks no more by hand."""
MOST_COMMENTS = 200
LONGEST_COMMENT = 200
MARKED = frozenset({"cell_comment", "rows_struck"})
"""The problems that tell what a person marked: no reader of tables heeds it."""
OURS = "mentorcli"
"""Whose comments are those of a workbook that was written here."""


@dataclass(slots=True)
class SheetMarks:
    """Marks of one sheet: numbers of rows struck through, and comments as (cell, text)."""

    struck: list[int]
    comments: list[tuple[str, str]]


def marks(content: bytes, sheets: dict[str, int]) -> dict[str, SheetMarks]:
    """Return the marks of an .xlsx by sheet; ``sheets`` tells how many rows each has.

    The workbook is looked at as a whole only where it has comments or a font that strikes through.
    A row is struck through where all that stands in it is. Nothing where the workbook cannot be
    looked at so: its values have been read another way.
    """
    small = {title for title, rows in sheets.items() if rows <= MOST_ROWS}
    if not small or not _has_marks(content):
        return {}
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    except Exception:  # noqa: BLE001 - it reads less than our reader does; nothing rests on it
        return {}
    return {s.title: _of_sheet(s) for s in book.worksheets if s.title in small}


def _has_marks(content: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        comments = any(n.startswith("xl/") and "comment" in n.lower() for n in names)
        struck = "xl/styles.xml" in names and b"<strike" in archive.read("xl/styles.xml")
    return comments or struck


def _of_sheet(sheet: Any) -> SheetMarks:
    struck, comments = [], []
    for row in sheet.iter_rows():
        said = [c for c in row if c.value is not None]
        if said and all(c.font is not None and c.font.strike for c in said):
            struck.append(row[0].row)
        comments += [
            (c.coordinate, " ".join(c.comment.text.split())[:LONGEST_COMMENT])
            for c in row
            if c.comment and c.comment.author != OURS
        ]
    return SheetMarks(struck, comments[:MOST_COMMENTS])
