"""What a person typed into the problems workbook, as corrections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from mentorcli.domain.importing import Correction
from mentorcli.domain.problem import ExitCode, UserError
from mentorcli.domain.table import Row, Table
from mentorcli.intake.rows.raw_rows import hash_of
from mentorcli.intake.sheets.problems_workbook import ABOUT, NOT_SHOWN
from mentorcli.intake.values.parsing import text_of


@dataclass(slots=True)
class _About:
    """What the hidden sheet says of one sheet of copied rows."""

    form: str = ""
    columns: dict[int, tuple[str, int]] = field(default_factory=dict)
    rows: dict[tuple[str, str], list[str]] = field(default_factory=dict)


def typed_corrections(tables: Sequence[Table]) -> tuple[str, tuple[Correction, ...]]:
    """Return the cohort and the cells that were changed, whatever order the rows are in now.

    Raises UserError when the workbook is not one that mentorcli made.
    """
    about = next((t for t in tables if t.sheet == ABOUT), None)
    cohort, sheets = _about(about) if about else ("", {})
    if not cohort:
        name = tables[0].file if tables else "The file"
        raise UserError(
            f"{name} is not a problems workbook that mentorcli made.",
            "Correct the copy of the rows in out/COHORT/problems.xlsx.",
            code=ExitCode.USAGE,
        )
    found = [
        c
        for table in tables
        if table.sheet in sheets
        for row in table.rows[1:]
        for c in _changed(row, sheets[table.sheet])
    ]
    return cohort, tuple(sorted(found))


def _about(table: Table) -> tuple[str, dict[str, _About]]:
    cohort = ""
    sheets: dict[str, _About] = {}
    for row in table.rows[1:]:
        kind, sheet, number, text, more = (*(text_of(c) for c in row.cells[:5]), "", "", "", "")[:5]
        if kind == "cohort":
            cohort = sheet
        elif kind == "export":
            sheets.setdefault(sheet, _About()).form = number
        elif kind == "column" and number.isdecimal():
            sheets[sheet].columns[int(number)] = (text, int(more or 1))
        elif kind == "row":
            sheets[sheet].rows[number, text] = more.split()
    return cohort, sheets


def _changed(row: Row, about: _About) -> list[Correction]:
    cells = [text_of(c) for c in row.cells]
    number, answer = (*cells[:2], "", "")[:2]
    hashes = about.rows.get((number, answer))
    if hashes is None:
        return []
    found = []
    for (x, (header, occurrence)), said in zip(about.columns.items(), hashes, strict=False):
        now = cells[x] if x < len(cells) else ""
        if said not in {hash_of(now), NOT_SHOWN}:
            found.append(Correction(about.form, answer, header, occurrence, said, now))
    return found
