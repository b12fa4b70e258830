"""Signing reports whose titles stand at the left, beside or above one another: turned into rows under titles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from mentorcli.domain.problem import Place
from mentorcli.domain.table import CellValue, Row, Table
from mentorcli.intake.sheets.signing_report import PEOPLE, Said, read_report
from mentorcli.intake.sheets.signing_words import Holds, holds

_Cell = tuple[int, int]
"""A cell's row from 1 and column from 0."""
_Block = dict[str, tuple[CellValue, _Cell]]
"""What stands beside each title of one signer, and where."""
_Pair = tuple[str, CellValue, _Cell, bool]
"""A title, what stands beside it and where, and whether a gap parts it from the one above."""
_WHOLE = "Document status"


@dataclass(frozen=True, slots=True)
class _Turned(Table):
    """A table made of another's cells, which tells where each stood there."""

    stood: Mapping[_Cell, _Cell] = field(default_factory=dict)

    def place(self, row: int = 0, column: int = 0) -> Place:
        """Return where a cell stood."""
        return Table.place(self, *self.stood.get((row, column), (row, column)))


def read_turned(table: Table) -> tuple[Said, ...] | None:
    """Return what a table with its titles at the left says of each signer; None where it is none.

    Each signer has a column of their own beside the titles, or the titles come again for each.
    What stands before the first signer and never again is of the whole agreement.
    """
    titled = [row for row in table.rows if holds(_title(row.first_text()))]
    wide = sum(len(_filled(row)) > 2 for row in titled)  # noqa: PLR2004 - a title and two signers
    blocks = _across(titled) if wide > 1 else _apart(_pairs(table.rows))
    titles = [*dict.fromkeys(title for block in blocks for title in block)]
    if not blocks or len(titles) < 2:  # noqa: PLR2004 - who, and whether or when
        return None
    rows, stood = [Row(0, tuple(titles))], dict[_Cell, _Cell]()
    for number, block in enumerate(blocks, 1):
        rows.append(Row(number, tuple(block[t][0] if t in block else None for t in titles)))
        stood |= {(number, k): block[t][1] for k, t in enumerate(titles) if t in block}
    return read_report(_Turned(table.file, table.sha256, table.kind, table.sheet, tuple(rows), stood=stood))  # fmt: skip


def _filled(row: Row) -> list[int]:
    return [k for k in range(len(row.cells)) if row.text(k)]


def _across(rows: Sequence[Row]) -> list[_Block]:
    """Return a block for each column of answers beside titles."""
    left = min(_filled(row)[0] for row in rows)
    last = max(len(row.cells) for row in rows)
    return [
        {_title(row.first_text()): (row.cell(k), (row.number, k)) for row in rows}
        for k in range(left + 1, last)
        if any(row.text(k) for row in rows)
    ]


def _pairs(rows: Iterable[Row]) -> Iterator[_Pair]:
    """Yield each title at the left with what stands beside it, or behind its colon, and where."""
    gap, before = False, 0
    for row in rows:
        at = _filled(row)
        gap, before = gap or not at or row.number > before + 1, row.number
        if not at or len(at) > 2:  # noqa: PLR2004 - a title and its answer
            continue
        title, value, cell = row.text(at[0]), row.cell(at[-1]), at[-1]
        if len(at) == 1:
            title, colon, value = title.partition(":")
            value = value.strip() if colon else None
        if holds(_title(title)):
            yield _title(title), value, (row.number, cell), gap
            gap = False


def _apart(pairs: Iterable[_Pair]) -> list[_Block]:
    """Return a block for each signer: a new one begins where a title comes again, or behind a gap."""
    blocks: list[_Block] = [{}]
    for title, value, cell, gap in pairs:
        whose = {holds(t) for t in blocks[-1]}.intersection(PEOPLE)
        if title in blocks[-1] or (gap and whose and holds(title) in PEOPLE):
            blocks.append({})
        blocks[-1][title] = (value, cell)
    first, *others = blocks
    people = [k for k, title in enumerate(first) if holds(title) in PEOPLE]
    before = [*first][: people[0]] if people else []
    once = [t for t in before if others and not any(t in block for block in others)]
    whole = {_WHOLE if holds(t) is Holds.STATUS else t: first.pop(t) for t in once}
    return [whole | block for block in blocks] if people else []


def _title(text: str) -> str:
    return text.strip().rstrip(":").strip()
