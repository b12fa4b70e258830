"""Finnish personal identity codes: found anywhere in an export, and never stored."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import chain

from mentorcli.domain.problem import Place, Problem, Severity
from mentorcli.domain.table import CellValue, Row, Table, column_letter

_CODE = re.compile(
    r"(?<![0-9A-Z])([0-3]\d)([01]\d)(\d\d)([-+ABCDEFYXWVU])(\d{3})([0-9A-Y])(?![0-9A-Z])"
)
_LIKE = re.compile(r"\d\d{5}[-+A-FU-Ya-fu-y]\d{3}")  # a first sign alone is looked for quickly
_CHECK = "0123456789ABCDEFHJKLMNPRSTUVWXY"
TOGETHER = 200
"""Rows that are looked at together."""
MOST_SEEN = 200_000
MASK = "(personal identity code)"
_CENTURY = dict.fromkeys("+", 18) | dict.fromkeys("-YXWVU", 19) | dict.fromkeys("ABCDEF", 20)


def has_identity_code(text: str) -> bool:
    """Tell whether the text holds a valid personal identity code, old or 2023 separators.

    Valid is: a day that exists, an individual number from 002 and the right check character
    (the date and number as one integer, modulo 31), as the Digital and Population Data Services
    Agency defines it.
    """
    return any(_valid(found) for found in _CODE.finditer(text.upper()))


def _valid(found: re.Match[str]) -> bool:
    day, month, year, sign, number, check = found.groups()
    return (
        _is_day(int(day), int(month), _CENTURY[sign] * 100 + int(year))
        and int(number) >= 2  # noqa: PLR2004 - 000 and 001 are never given
        and _CHECK[int(day + month + year + number) % len(_CHECK)] == check
    )


def _is_day(day: int, month: int, year: int) -> bool:
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True


def rows_with_identity_codes(table: Table) -> tuple[dict[int, str], tuple[Problem, ...]]:
    """Return the rows that hold a code, as row number to column letters, and a problem for each.

    The problems name the cell and never the code.
    """
    found = {row.number: letters for row in _suspected(table) if (letters := _columns(row))}
    return found, tuple(_problems(table, found))


def _suspected(table: Table) -> Iterator[Row]:
    """Yield the rows that hold anything like a code: hardly any, so many are looked at together.

    A text that was looked at in rows before is not looked at again.
    """
    seen: set[CellValue] = {None}
    for at in range(0, len(table.rows), TOGETHER):
        rows = table.rows[at : at + TOGETHER]
        new = set(chain.from_iterable(row.cells for row in rows)) - seen
        if _LIKE.search("\n".join([c for c in new if type(c) is str])):
            yield from rows
        else:
            seen |= new if len(seen) < MOST_SEEN else set()


def _columns(row: Row) -> str:
    cells = enumerate(row.cells)
    return ", ".join(
        column_letter(i) for i, c in cells if isinstance(c, str) and has_identity_code(c)
    )


def _problems(table: Table, found: dict[int, str]) -> Iterable[Problem]:
    for number, letters in found.items():
        place = Place(table.file, table.sheet, f"{letters.split(',')[0]}{number}")
        yield Problem.of("identity_code", Severity.BLOCKER, place)


def masked(table: Table, found: Collection[int]) -> Table:
    """Return the table with every cell that holds a code blotted out, for all that is shown.

    ``found`` are the rows that :func:`rows_with_identity_codes` told.
    """
    if not found:
        return table
    return replace(table, rows=tuple(_masked(r) if r.number in found else r for r in table.rows))


def _masked(row: Row) -> Row:
    cells = (MASK if isinstance(c, str) and has_identity_code(c) else c for c in row.cells)
    return Row(row.number, tuple(cells))
