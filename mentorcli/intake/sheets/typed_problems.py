"""What was typed into a problems workbook: answers to questions, and cells of the copied rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from mentorcli.domain.importing import Correction
from mentorcli.domain.problem import ExitCode, UserError
from mentorcli.domain.table import Row, Table
from mentorcli.intake.rows.response_keys import hash_of
from mentorcli.intake.sheets.problems_workbook import (
    ABOUT,
    ANSWER,
    NOT_SHOWN,
    NUMBER,
    QUESTIONS,
)


@dataclass(slots=True)
class _CopiedSheet:
    """What the hidden sheet says of one sheet of copied rows."""

    form: str = ""
    columns: dict[int, tuple[str, int]] = field(default_factory=dict)
    rows: dict[tuple[str, str], list[str]] = field(default_factory=dict)


def typed_corrections(tables: Sequence[Table]) -> tuple[str, tuple[Correction, ...]]:
    """Return the cohort and the cells that were changed, whatever order the rows are in now.

    Raises UserError when the workbook is not one that mentorcli made.
    """
    about = next((t for t in tables if t.sheet == ABOUT), None)
    cohort, sheets = _read_about(about) if about else ("", {})
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
        for c in _corrections_in(row, sheets[table.sheet])
    ]
    return cohort, tuple(sorted(found))


def typed_answers(tables: Sequence[Table]) -> tuple[tuple[int, str], ...]:
    """Return the questions' numbers with what was typed beside them, however the sheet was sorted."""
    table = next((t for t in tables if t.sheet == QUESTIONS and t.rows), None)
    if table is None:
        return ()
    titles = [table.rows[0].text(i) for i in range(len(table.rows[0].cells))]
    if not {NUMBER, ANSWER} <= set(titles):
        return ()
    number, answer = titles.index(NUMBER), titles.index(ANSWER)
    typed = ((row.text(number), row.text(answer)) for row in table.rows[1:])
    return tuple((int(n), said) for n, said in typed if n.isdecimal() and said)


def _read_about(table: Table) -> tuple[str, dict[str, _CopiedSheet]]:
    cohort = ""
    sheets: dict[str, _CopiedSheet] = {}
    for row in table.rows[1:]:
        kind, sheet, number, text, more = map(row.text, range(5))
        if kind == "cohort":
            cohort = sheet
        elif kind == "export":
            sheets.setdefault(sheet, _CopiedSheet()).form = number
        elif kind == "column" and number.isdecimal():
            sheets[sheet].columns[int(number)] = (text, int(more or 1))
        elif kind == "row":
            sheets[sheet].rows[number, text] = more.split()
    return cohort, sheets


def _corrections_in(row: Row, about: _CopiedSheet) -> list[Correction]:
    answer = row.text(1)
    hashes = about.rows.get((row.text(0), answer), ())
    return [
        Correction(about.form, answer, header, occurrence, said, row.text(x))
        for (x, (header, occurrence)), said in zip(about.columns.items(), hashes, strict=False)
        if said not in {hash_of(row.text(x)), NOT_SHOWN}
    ]
