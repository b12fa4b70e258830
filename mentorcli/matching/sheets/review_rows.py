"""Rows of a review workbook as they come back, whatever was sorted, cut or added in between."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from mentorcli.domain.plan import Plan
from mentorcli.domain.problem import Place, Problem, Severity
from mentorcli.domain.table import CellValue, Row, Table, column_letter
from mentorcli.domain.text import one_line
from mentorcli.matching.sheets.method import METHOD


@dataclass(frozen=True, slots=True)
class Line:
    """One row that may hold a word of the coordinator; ``cells`` by header, ``places`` by header."""

    cells: dict[str, str]
    places: dict[str, Place]

    def at(self, header: str) -> Place:
        """Return the place of a cell, or of the row's first where there is no such column."""
        return self.places.get(header, next(iter(self.places.values())))


def header_of(table: Table, needed: Collection[str], one_of: Collection[str]) -> Row | None:
    """Return the row with the titles of a table, or None when it is none of the workbook's."""
    for row in table.rows:
        texts = {_text(cell) for cell in row.cells}
        if texts.issuperset(needed) and not texts.isdisjoint(one_of):
            return row
    return None


def line_of(table: Table, header: Row, row: Row) -> Line:
    """Return a row by the titles of its table; of two columns of one title the first counts."""
    cells, places = {}, {}
    for x, title in enumerate(header.cells):
        key = _text(title)
        if key and key not in cells:
            cells[key] = _text(row.cells[x]) if x < len(row.cells) else ""
            places[key] = Place(table.file, table.sheet, f"{column_letter(x)}{row.number}")
    return Line(cells, places)


def about_another(tables: Sequence[Table], plan: Plan) -> list[Problem]:
    """Return a note when the workbook was written for another plan."""
    for table in tables:
        for row in table.rows:
            texts = [_text(c) for c in row.cells]
            if texts[:2] == ["Plan", "inputs"] and len(texts) > 2 and texts[2] != plan.inputs:  # noqa: PLR2004 - the third cell holds it
                place = Place(table.file, table.sheet or METHOD, f"C{row.number}")
                return [Problem.of("review_of_another_plan", Severity.NOTE, place)]
    return []


def inputs_of(tables: Sequence[Table]) -> str:
    """Return the inputs of the plan that a workbook was written for, or nothing."""
    for table in tables:
        for row in table.rows:
            texts = [_text(c) for c in row.cells]
            if texts[:2] == ["Plan", "inputs"]:
                return "".join(texts[2:3])
    return ""


def _text(cell: CellValue) -> str:
    return "" if cell is None else one_line(str(cell))
