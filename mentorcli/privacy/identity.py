"""Finnish personal identity codes: found anywhere in an export, and never stored."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import replace

from mentorcli.domain.problem import Place, Problem, Severity
from mentorcli.domain.table import Row, Table, column_letter

_CODE = re.compile(
    r"(?<![0-9A-Z])([0-3]\d)([01]\d)(\d\d)([-+ABCDEFYXWVU])(\d{3})([0-9A-Y])(?![0-9A-Z])"
)
_LIKE = re.compile(r"\d{6}[-+ABCDEFYXWVU]\d{3}", re.IGNORECASE)
_CHECK = "0123456789ABCDEFHJKLMNPRSTUVWXY"
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
    found = {row.number: letters for row in table.rows if (letters := _columns(row))}
    return found, tuple(_problems(table, found))


def _columns(row: Row) -> str:
    if not _LIKE.search("\n".join([c for c in row.cells if type(c) is str])):
        return ""  # a look at the whole row at once: hardly any row holds anything like a code
    cells = enumerate(row.cells)
    return ", ".join(
        column_letter(i) for i, c in cells if isinstance(c, str) and has_identity_code(c)
    )


def _problems(table: Table, found: dict[int, str]) -> Iterable[Problem]:
    for number, letters in found.items():
        place = Place(table.file, table.sheet, f"{letters.split(',')[0]}{number}")
        yield Problem.of("identity_code", Severity.BLOCKER, place)


def masked(table: Table) -> Table:
    """Return the table with every cell that holds a code blotted out, for all that is shown."""
    return replace(table, rows=tuple(_masked(row) for row in table.rows))


def _masked(row: Row) -> Row:
    if not _columns(row):
        return row
    cells = (MASK if isinstance(c, str) and has_identity_code(c) else c for c in row.cells)
    return Row(row.number, tuple(cells))
