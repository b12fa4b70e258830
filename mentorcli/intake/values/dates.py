"""Days and times as people and tools write them, also a season, a month, a year or a serial number."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import NamedTuple

from mentorcli.domain.table import CellValue
from mentorcli.domain.text import match_key
from mentorcli.intake.values.date_order_words import (
    MIXED,
    UNCLEAR,
    cells_hold,
    order_for,
    years_hold,
)
from mentorcli.intake.values.month_names import WEEKDAYS, begins_in, month_named

_TIME = (
    r"(?:(?:[\sT,]+|\s+at\s+)(?P<clock>klo\.?\s+|kl\.?\s+|klockan\s+|kello\s+)?"
    r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d)"
    r"(?:[:.](?P<second>\d\d)(?:[.,]\d+)?)?|(?(clock)|(?!)))\s*(?P<half>[AaPpFfEe]\.?[Mm]\.?|[AaIi]\.?[Pp]\.?)?)?"
    r"\s*(?:[A-Z]{2,5}(?:[+-]\d{1,2}(?::?\d\d)?(?:\s\([^()]{2,40}\))?)?|Z|[+-]\d\d:?\d\d)?$"
)
_YEAR_FIRST = re.compile(r"^(?P<year>\d{4})[-/.](?P<one>\d{1,2})[-/.](?P<two>\d{1,2})" + _TIME)
_YEAR_LAST = re.compile(
    r"^(?P<one>\d{1,2})(?P<mark>[-/.])\s?(?P<two>\d{1,2})(?P=mark)\s?(?P<three>\d{4}|\d\d?)" + _TIME
)
_WEEKDAY = re.compile(rf"^(?:{WEEKDAYS})\.?,?\s+(?=[\w])", re.IGNORECASE)
_WORD = r"(?P<word>[^\W\d_]{3,12})\.??"
_NAMED = (
    re.compile(
        r"^(?:den\s+)?(?P<day>\d{1,2})(?:\.|:?e|st|nd|rd|th)?[ /-]?\s?(?:of )?"
        rf"{_WORD},?[\s./-]\s?(?P<year>\d{{4}}|\d\d)" + _TIME,
        re.IGNORECASE,
    ),
    re.compile(
        rf"^{_WORD}\s(?P<day>\d{{1,2}})(?:\.|st|nd|rd|th)?(?: päivä(?:nä)?)?,?\s(?P<year>\d{{4}})"
        + _TIME,
        re.IGNORECASE,
    ),
    re.compile(rf"^(?P<year>\d{{4}})[ -/]{_WORD}[ -/](?P<day>\d{{1,2}})\.?" + _TIME, re.IGNORECASE),
)
"""A day with its month in words: 3 Feb 2027, helmikuun 3. 2027, 2027-Feb-03."""
_NOON, _AFTERNOON = 12, "PpIiEe"
"""Noon, and how the word for after it begins: p.m., ip., em."""
LAST_MONTH, LAST_DAY = 12, 31
FOUR_DIGITS = 4
_CENTURY = 100
_SHORT_YEARS = range(2015, 2046)
"""A year of two digits beside a month in words is one of ours, or it may be the day: 27-Feb-03."""
ORDERS = ("dmy", "mdy", "ymd")
EPOCH = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet's own, without a zone
"""Day 0 of a spreadsheet's serial numbers as every day after February 1900 counts them."""
YEARS = range(1930, 2120)
"""A day of another year was typed wrongly."""
SERIALS = range(20_000, 80_000)
"""From 1954 to 2119: a smaller or larger number is no day of ours."""
_SERIAL = re.compile(r"^\d{5}[.,]\d{1,12}$")
_VAGUE = (
    re.compile(r"^(?P<word>[^\W\d]+)[ ,./]+(?P<year>20\d\d)$"),
    re.compile(r"^(?P<year>20\d\d)[ ,./-]+(?P<word>[^\W\d]+)$"),
    re.compile(r"^(?P<month>0?[1-9]|1[0-2])[/.-](?P<year>20\d\d)$"),
    re.compile(r"^(?P<year>20\d\d)-(?P<month>0?[1-9]|1[0-2])$"),
    re.compile(r"^(?P<year>20\d\d)$"),
)


def without_weekday(value: CellValue) -> str:
    """Return a text without the day of the week before it; nothing for what is no text."""
    text = value.strip() if isinstance(value, str) else ""
    return _WEEKDAY.sub("", text) if text[:1].isalpha() else text


class NumberedDay(NamedTuple):
    """A day in three numbers of which the first is no year of four digits, with its marks.

    ``group`` is what an order of its own holds for: the mark, with a 2 for a year of two digits.
    """

    group: str
    parts: tuple[int, int, int]
    found: re.Match[str]


def numbered_day(value: CellValue) -> NumberedDay | None:
    """Return the numbers of a day whose order its column must tell, or None for anything else."""
    found = _YEAR_LAST.match(without_weekday(value))
    if not found:
        return None
    short = "" if len(found["three"]) == FOUR_DIGITS else "2"
    parts = (int(found["one"]), int(found["two"]), int(found["three"]))
    return NumberedDay(found["mark"] + short, parts, found)


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
    text = without_weekday(value)
    named = any(p.match(text) for p in _NAMED) if text[:1].isalnum() else False
    return bool(_YEAR_FIRST.match(text) or _YEAR_LAST.match(text) or named)


def moment(value: CellValue, order: str) -> dt.datetime | None:
    """Return a cell as local time at seconds, or None when it is none or its order is not known.

    ``order`` is the column's, as `date_orders` tells it.
    """
    if isinstance(value, dt.datetime):
        return value.replace(microsecond=0, tzinfo=None) if cells_hold(order) else None
    if isinstance(value, dt.date):
        return dt.datetime.combine(value, dt.time()) if cells_hold(order) else None
    if (serial := _serial(value)) is not None:
        return EPOCH + dt.timedelta(seconds=round(serial * 86_400))
    text = without_weekday(value)
    if found := _YEAR_FIRST.match(text):
        held = not years_hold(order) and "dmy" in after_year(value)
        year, month, day = map(int, found.group("year", "one", "two"))
        return None if held else _datetime(found, year, month, day)
    if numbered := numbered_day(text):
        return _numbered(numbered, order_for(order, numbered.group))
    return _named(text)


def after_year(value: CellValue) -> list[str]:
    """Return in which orders, ``mdy`` or ``dmy``, what follows a whole year is month and day."""
    found = _YEAR_FIRST.match(without_weekday(value))
    if not found or int(found["one"]) == int(found["two"]):
        return []
    return readings((int(found["one"]), int(found["two"]), 0), ("mdy", "dmy"))


def readings(parts: tuple[int, int, int], orders: Sequence[str]) -> list[str]:
    """Return in which of some orders three numbers are a day."""
    found = []
    for order in orders:
        said = dict(zip(order, parts, strict=True))
        if 0 < said["m"] <= LAST_MONTH and 0 < said["d"] <= LAST_DAY:
            found.append(order)
    return found


def only_reading(day: NumberedDay) -> str:
    """Return the one order in which the numbers of a day with a whole year make one, or nothing.

    Of day and month that are one number it makes no difference, and no year of ours is so low.
    """
    if day.parts[0] == day.parts[1]:
        return next(iter(readings(day.parts, ("dmy",))), "")
    found = [] if day.group.endswith("2") else readings(day.parts, ("dmy", "mdy"))
    sure = len(found) == 1 and (
        found[0] == "dmy" or day.group != "."
    )  # nobody dots the month first
    return found[0] if sure else ""


def _numbered(day: NumberedDay, order: str) -> dt.datetime | None:
    order = only_reading(day) if order in {MIXED, UNCLEAR} else order
    short = day.group.endswith("2")
    if order not in (ORDERS if short else ("dmy", "mdy")):
        return None
    said = dict(zip(order, day.parts, strict=True))
    year = said["y"] + 2000 * short
    if short and year not in _SHORT_YEARS:
        return None
    return _datetime(day.found, year, said["m"], said["d"])


def _named(text: str) -> dt.datetime | None:
    for found in filter(None, (pattern.match(text) for pattern in _NAMED)):
        month, year = month_named(found["word"]), int(found["year"])
        whole = year if year >= _CENTURY else year + 2000
        if month and (year >= _CENTURY or whole in _SHORT_YEARS):
            return _datetime(found, whole, month, int(found["day"]))
    return None


def _datetime(found: re.Match[str], year: int, month: int, day: int) -> dt.datetime | None:
    hour = int(found["hour"] or 0)
    half = found["half"]
    if half and not 0 < hour <= _NOON:
        return None
    if half:
        hour = hour % _NOON + (_NOON if half[0] in _AFTERNOON else 0)
    try:
        time = dt.time(hour, int(found["minute"] or 0), int(found["second"] or 0))
        return dt.datetime.combine(dt.date(year, month, day), time)  # local, as the export gives it
    except ValueError:
        return None


def vague_day(text: str) -> dt.date | None:
    """Return the first day of a season, month or year that a text names, or None.

    Spring is the term that begins in January, autumn the one that begins in September.
    """
    key = match_key(text).strip(" .?~")
    for found in filter(None, (pattern.match(key) for pattern in _VAGUE)):
        said = found.groupdict()
        month = begins_in(said["word"]) if "word" in said else int(said.get("month", 1))
        if month:
            return dt.date(int(said["year"]), month, 1)
    return None


def serial_day(value: CellValue) -> dt.date | None:
    """Return the day that a spreadsheet's number stands for (1900 date system), or None."""
    text = str(value).replace(",", ".") if isinstance(value, str | int | float) else ""
    if isinstance(value, bool) or not re.fullmatch(r"\d{5}(?:\.\d+)?", text):
        return None
    days = int(float(text))
    return EPOCH.date() + dt.timedelta(days=days) if days in SERIALS else None
