"""What a spreadsheet made a day of: 2-3 in a cell becomes 2 March, and so 2.maalis or 2-Mar."""

from __future__ import annotations

import datetime as dt
import re

from mentorcli.domain.table import CellValue
from mentorcli.intake.values.dates import numbered_day
from mentorcli.intake.values.month_names import month_named

_DAY_MONTH = re.compile(r"^(\d{1,2})(?:[-/]|\.\s?)([^\W\d_]{3,12})\.?(?:[- ](?:20)?\d\d)?$")
_MONTH_DAY = re.compile(r"^([^\W\d_]{3,12})\.?[-. /](\d{1,2})\.?$")
_YEAR_FIRST = re.compile(r"^20\d\d-(\d\d)-(\d\d)(?: 00:00(?::00)?)?$")
_NUMBERED_YEARS = range(2000, 2100)
"""A spreadsheet adds this year; a day of 1900 is a small number that was shown as a day."""


def numbers_of_day(value: CellValue) -> tuple[int, int] | None:
    """Return the two numbers, smaller first, of which a spreadsheet may have made a day.

    Which was written first cannot be told. None for what does not look like such a day.
    """
    found = _of_cell(value) if isinstance(value, dt.date) else _of_text(value)
    return (min(found), max(found)) if found else None


def _of_cell(day: dt.date) -> tuple[int, int] | None:
    if day.year not in _NUMBERED_YEARS or (
        isinstance(day, dt.datetime) and day.time() != dt.time()
    ):
        return None
    return day.day, day.month


def _of_text(value: CellValue) -> tuple[int, int] | None:
    text = value.strip() if isinstance(value, str) else ""
    if found := _DAY_MONTH.match(text):
        month = month_named(found[2])
        return (int(found[1]), month) if month else None
    if found := _MONTH_DAY.match(text):
        month = month_named(found[1])
        return (int(found[2]), month) if month else None
    if found := _YEAR_FIRST.match(text):
        return int(found[1]), int(found[2])
    day = numbered_day(text)
    if day is None or day.group.endswith("2") or day.parts[2] not in _NUMBERED_YEARS:
        return None
    return None if day.found["hour"] else day.parts[:2]
