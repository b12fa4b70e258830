"""Rows of lists of people: found by the words of their titles, and whole or told."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from mentorcli.domain.problem import Place, Problem, Severity, UserError
from mentorcli.domain.table import Table
from mentorcli.domain.text import match_key, one_line
from mentorcli.files.opening import read_tables

Words = Mapping[str, Sequence[str]]
"""Words in the titles of each field."""


def rows_of(path: Path, wanted: Words, needed: Sequence[str]) -> list[tuple[Place, dict[str, str]]]:
    """Return a file's rows by the fields whose words stand in its header; raises UserError.

    The first field whose word is in a title has it; each title is used once.
    """
    tables, _ = read_tables(path)
    found: list[tuple[Place, dict[str, str]]] = []
    for table in tables:
        columns = columns_of(table, wanted)
        if any(n in columns or (n == "name" and "last" in columns) for n in needed) and (
            "email" in columns or "email" not in needed
        ):
            found += _rows(table, columns)
    if not found:
        raise UserError(
            f"{path.name} has no header row with {' and '.join(needed)}, or no rows below it.",
            "Give each column a title in its first row.",
        )
    return found


def columns_of(table: Table, wanted: Words) -> dict[str, int]:
    """Return where each field stands in a header: the first title that has one of its words."""
    header = [match_key(str(c or "")) for c in table.rows[0].cells] if table.rows else []
    columns: dict[str, int] = {}
    for field, words in wanted.items():
        free = [(x, h) for x, h in enumerate(header) if x not in columns.values()]
        place = next((x for w in words for x, h in free if w in h), None)
        if place is not None:
            columns[field] = place
    return columns


def _rows(table: Table, columns: Mapping[str, int]) -> list[tuple[Place, dict[str, str]]]:
    found = []
    for row in table.rows[1:]:
        cells = {
            field: one_line(str(row.cells[x]))
            if x < len(row.cells) and row.cells[x] is not None
            else ""
            for field, x in columns.items()
        }
        if not cells.get("name"):
            cells["name"] = " ".join(p for p in (cells.get("first"), cells.get("last")) if p)
        if any(cells.values()):
            found.append((Place(table.file, table.sheet, f"row {row.number}"), cells))
    return found


def whole_rows(
    rows: list[tuple[Place, dict[str, str]]], lacks: Callable[[dict[str, str]], str]
) -> tuple[list[dict[str, str]], tuple[Problem, ...]]:
    """Return the rows that say enough, and a problem for each of the others."""
    said = [(place, cells, lacks(cells)) for place, cells in rows]
    problems = tuple(
        Problem.of("row_unclear", Severity.DECIDE, place, why=why) for place, _, why in said if why
    )
    return [cells for _, cells, why in said if not why], problems
