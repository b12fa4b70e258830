"""Signs that a form tool wrote as a web page has them: ``&amp;`` and ``&#39;`` in a whole table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mentorcli.domain.problem import Problem, Severity
from mentorcli.domain.table import Row, Table
from mentorcli.domain.text import unescaped

TWICE = 2
"""What one tool escaped, another may have escaped again."""


def unescaped_tables(
    tables: tuple[Table, ...],
) -> tuple[tuple[Table, ...], tuple[Problem, ...]]:
    """Return tables with such signs as they were before, and what to say of each sheet.

    A table is turned back where every ``&`` in it begins such a sign; where some stand alone the
    texts are kept as they are, and a person is told.
    """
    every = [_turned_back(table) for table in tables]
    return tuple(table for table, _ in every), tuple(p for _, told in every for p in told)


def _turned_back(table: Table) -> tuple[Table, tuple[Problem, ...]]:
    signs = list(_signs(table))
    odd = [(number, i) for number, i, text in signs if unescaped(text) != text]
    if not odd:
        return table, ()
    all_of_it = all(_is_escaped(text) for _, _, text in signs)
    code = "text_escaped" if all_of_it else "text_partly_escaped"
    severity = Severity.NOTE if all_of_it else Severity.DECIDE
    told = (Problem.of(code, severity, table.place(*odd[0]), count=len(odd)),)
    for _ in range(TWICE):
        if signs and all(_is_escaped(text) for _, _, text in signs):
            table = _without_signs(table)
            signs = list(_signs(table))
    return table, told


def _signs(table: Table) -> Iterator[tuple[int, int, str]]:
    """Yield each text with an ``&``, with its row's number and its column."""
    for row in table.rows:
        for i, cell in enumerate(row.cells):
            if type(cell) is str and "&" in cell:
                yield row.number, i, cell


def _is_escaped(text: str) -> bool:
    """Tell whether every ``&`` of a text begins a sign that stands for another."""
    return "&" not in unescaped(text, "")


def _without_signs(table: Table) -> Table:
    rows = (
        Row(
            row.number, tuple(unescaped(c) if type(c) is str and "&" in c else c for c in row.cells)
        )
        for row in table.rows
    )
    return replace(table, rows=tuple(rows))
