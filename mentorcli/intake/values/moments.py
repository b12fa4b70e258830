"""Days and times as people and tools write them; the order of day and month by column."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from mentorcli.domain.table import CellValue

_TIME = (
    r"(?:[\sT,]+(?:klo\s+|kl\.?\s+)?(?P<hour>\d{1,2})[:.](?P<minute>\d\d)"
    r"(?:[:.](?P<second>\d\d)(?:[.,]\d+)?)?\s*(?P<half>[AaPp]\.?[Mm]\.?)?)?"
    r"\s*(?:[A-Z]{2,5}(?:[+-]\d{1,2}(?::?\d\d)?)?|Z|[+-]\d\d:?\d\d)?$"
)
_YEAR_FIRST = re.compile(r"^(?P<year>\d{4})[-/.](?P<one>\d{1,2})[-/.](?P<two>\d{1,2})" + _TIME)
_YEAR_LAST = re.compile(
    r"^(?P<one>\d{1,2})(?P<mark>[-/.])\s?(?P<two>\d{1,2})(?P=mark)\s?(?P<year>\d{4}|\d\d)" + _TIME
)
_MONTHS = 12
_NOON = 12
_CENTURY = 100
ORDERS = ("dmy", "mdy", "ymd")
EPOCH = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet's own, without a zone
"""Day 0 of a spreadsheet's serial numbers as every day after February 1900 counts them."""
SERIALS = range(20_000, 80_000)
"""From 1954 to 2119: a smaller or larger number is no day of ours."""
_SERIAL = re.compile(r"^\d{5}[.,]\d{1,12}$")


def _serial(value: CellValue) -> float | None:
    """Return a spreadsheet's number of a day with a time; whole numbers are numbers of answers."""
    if isinstance(value, float):
        return value if SERIALS.start <= value < SERIALS.stop and not value.is_integer() else None
    text = value.strip() if isinstance(value, str) else ""
    if not _SERIAL.match(text):
        return None
    number = float(text.replace(",", "."))
    return number if int(number) in SERIALS else None


def is_moment(value: CellValue) -> bool:
    """Tell whether a cell holds a day or a moment, in whatever order its parts stand."""
    if isinstance(value, dt.date) or _serial(value) is not None:
        return True
    text = value.strip() if isinstance(value, str) else ""
    return bool(_YEAR_FIRST.match(text) or _YEAR_LAST.match(text))


def order_of(values: Sequence[CellValue]) -> str:
    """Return the order in which a column's texts give day and month.

    ``dmy`` or ``mdy`` when a number over 12 tells it, or ``dmy`` when dots separate them;
    ``ymd`` when the year always comes first or nothing is text; ``?`` when it cannot be told;
    ``!`` when the column contradicts itself.
    """
    marks, first, second = set(), 0, 0
    for value in values:
        found = _YEAR_LAST.match(value.strip()) if isinstance(value, str) else None
        if found:
            marks.add(found["mark"])
            first, second = max(first, int(found["one"])), max(second, int(found["two"]))
    if not marks:
        return "ymd"
    if first > _MONTHS or second > _MONTHS:
        both = first > _MONTHS and second > _MONTHS
        return "!" if both else "dmy" if first > _MONTHS else "mdy"
    return "dmy" if marks == {"."} else "?"


def moment(value: CellValue, order: str) -> dt.datetime | None:
    """Return a cell as local time at seconds, or None when it is none or the order is unknown."""
    if isinstance(value, dt.datetime):
        return value.replace(microsecond=0, tzinfo=None)
    if isinstance(value, dt.date):
        return dt.datetime.combine(value, dt.time())
    if (serial := _serial(value)) is not None:
        return EPOCH + dt.timedelta(seconds=round(serial * 86_400))
    text = value.strip() if isinstance(value, str) else ""
    if found := _YEAR_FIRST.match(text):
        return _made(found, int(found["one"]), int(found["two"]))
    if (found := _YEAR_LAST.match(text)) and order in {"dmy", "mdy"}:
        one, two = int(found["one"]), int(found["two"])
        return _made(found, two, one) if order == "dmy" else _made(found, one, two)
    return None


def _made(found: re.Match[str], month: int, day: int) -> dt.datetime | None:
    year = int(found["year"])
    hour = int(found["hour"] or 0)
    if half := found["half"]:
        hour = hour % _NOON + (_NOON if half[0] in "Pp" else 0)
    try:
        return dt.datetime(  # noqa: DTZ001 - local time as the export gives it
            year + 2000 if year < _CENTURY else year, month, day, hour,
            int(found["minute"] or 0), int(found["second"] or 0),
        )  # fmt: skip
    except ValueError:
        return None
