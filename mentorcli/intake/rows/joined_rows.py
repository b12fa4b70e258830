"""Several rows of one person, one for each event, as one answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mentorcli.domain.table import CellValue, Row
from mentorcli.intake.columns.dialect import Dialect
from mentorcli.intake.columns.layout import Layout
from mentorcli.intake.headers import header_key
from mentorcli.intake.values.parsing import text_of


@dataclass(frozen=True, slots=True)
class Records:
    """The rows to read; for joined ones where each cell stands, and where cells disagree.

    ``joined`` maps the further rows of a record to its first; ``lines`` (first row, column) to the
    row of the cell; ``differing`` holds the first row and column of each disagreement.
    """

    rows: tuple[Row, ...]
    joined: Mapping[int, int] = field(default_factory=dict)
    lines: Mapping[tuple[int, int], int] = field(default_factory=dict)
    differing: tuple[tuple[int, int], ...] = ()


def records(dialect: Dialect, layout: Layout, fed: frozenset[int]) -> Records:
    """Return the rows of a table with those of one record joined: the first given cell counts.

    ``fed`` are the columns that feed a field; only their disagreements are told.
    """
    keys = zip(layout.headers, layout.codes, strict=True)
    at = next(
        (i for i, names in enumerate(keys) if dialect.record & set(map(header_key, names))), None
    )
    if at is None:
        return Records(layout.body)
    groups: dict[str, list[Row]] = {}
    for row in layout.body:
        record = text_of(row.cells[at]) if at < len(row.cells) else ""
        groups.setdefault(record or f"row {row.number}", []).append(row)
    rows: list[Row] = []
    joined: dict[int, int] = {}
    lines: dict[tuple[int, int], int] = {}
    differing: list[tuple[int, int]] = []
    for members in groups.values():
        first = members[0]
        joined |= {r.number: first.number for r in members[1:]}
        rows.append(_joined(members, fed, lines, differing) if len(members) > 1 else first)
    return Records(tuple(rows), joined, lines, tuple(differing))


def _joined(
    members: list[Row],
    fed: frozenset[int],
    lines: dict[tuple[int, int], int],
    differing: list[tuple[int, int]],
) -> Row:
    first, width = members[0].number, max(len(r.cells) for r in members)
    cells: list[CellValue] = []
    for i in range(width):
        given = [
            (r.number, r.cells[i]) for r in members if i < len(r.cells) and text_of(r.cells[i])
        ]
        cells.append(given[0][1] if given else None)
        if given:
            lines[first, i] = given[0][0]
        if i in fed and len({text_of(c) for _, c in given}) > 1:
            differing.append((first, i))
    return Row(first, tuple(cells))
