"""Days and times as people and tools write them, also a season, a month, a year or a serial number."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from mentorcli.domain.table import CellValue
from mentorcli.domain.text import match_key

_TIME = (
    r"(?:[\sT,]+(?:klo\s+|kl\.?\s+)?(?P<hour>\d{1,2})[:.](?P<minute>\d\d)"
    r"(?:[:.](?P<second>\d\d)(?:[.,]\d+)?)?\s*(?P<half>[AaPp]\.?[Mm]\.?)?)?"
    r"\s*(?:[A-Z]{2,5}(?:[+-]\d{1,2}(?::?\d\d)?)?|Z|[+-]\d\d:?\d\d)?$"
)
_YEAR_FIRST = re.compile(r"^(?P<year>\d{4})[-/.](?P<one>\d{1,2})[-/.](?P<two>\d{1,2})" + _TIME)
_YEAR_LAST = re.compile(
    r"^(?P<one>\d{1,2})(?P<mark>[-/.])\s?(?P<two>\d{1,2})(?P=mark)\s?(?P<year>\d{4}|\d\d)" + _TIME
)
_LAST_MONTH = 12
_NOON = 12
_CENTURY = 100
ORDERS = ("dmy", "mdy", "ymd")
EPOCH = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet's own, without a zone
"""Day 0 of a spreadsheet's serial numbers as every day after February 1900 counts them."""
SERIALS = range(20_000, 80_000)
"""From 1954 to 2119: a smaller or larger number is no day of ours."""
_SERIAL = re.compile(r"^\d{5}[.,]\d{1,12}$")
_SEASONS = {
    1: "spring kevät keväällä keväänä vår våren vårterminen vt kevätlukukausi",
    6: "summer kesä kesällä sommar sommaren",
    9: "autumn fall syksy syksyllä syksynä höst hösten höstterminen ht syyslukukausi",
    12: "winter talvi talvella vinter vintern",
}
_MONTHS = (
    "january jan tammikuu januari|february feb helmikuu februari|"
    "march mar maaliskuu mars|april apr huhtikuu|may toukokuu maj|june jun kesäkuu juni|"
    "july jul heinäkuu juli|august aug elokuu augusti|september sep sept syyskuu|"
    "october oct lokakuu oktober okt|november nov marraskuu|december dec joulukuu dec"
)
_BEGINS = {
    word: month
    for month, words in (*_SEASONS.items(), *enumerate(_MONTHS.split("|"), 1))
    for word in words.split()
}
_VAGUE = (
    re.compile(r"^(?P<word>[^\W\d]+?)(?:ssa|ssä|n|ta|tä)?[ ,./]+(?P<year>20\d\d)$"),
    re.compile(r"^(?P<year>20\d\d)[ ,./-]+(?P<word>[^\W\d]+)$"),
    re.compile(r"^(?P<month>0?[1-9]|1[0-2])[/.-](?P<year>20\d\d)$"),
    re.compile(r"^(?P<year>20\d\d)-(?P<month>0?[1-9]|1[0-2])$"),
    re.compile(r"^(?P<year>20\d\d)$"),
)


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
    if first > _LAST_MONTH or second > _LAST_MONTH:
        both = first > _LAST_MONTH and second > _LAST_MONTH
        return "!" if both else "dmy" if first > _LAST_MONTH else "mdy"
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
        return _datetime(found, int(found["one"]), int(found["two"]))
    if (found := _YEAR_LAST.match(text)) and order in {"dmy", "mdy"}:
        one, two = int(found["one"]), int(found["two"])
        return _datetime(found, two, one) if order == "dmy" else _datetime(found, one, two)
    return None


def _datetime(found: re.Match[str], month: int, day: int) -> dt.datetime | None:
    year = int(found["year"])
    hour = int(found["hour"] or 0)
    if half := found["half"]:
        hour = hour % _NOON + (_NOON if half[0] in "Pp" else 0)
    try:
        time = dt.time(hour, int(found["minute"] or 0), int(found["second"] or 0))
        whole = dt.date(year + 2000 if year < _CENTURY else year, month, day)
        return dt.datetime.combine(whole, time)  # local time as the export gives it
    except ValueError:
        return None


def vague_day(text: str) -> dt.date | None:
    """Return the first day of a season, month or year that a text names, or None.

    Spring is the term that begins in January, autumn the one that begins in September.
    """
    key = match_key(text).strip(" .?~")
    for found in filter(None, (pattern.match(key) for pattern in _VAGUE)):
        said = found.groupdict()
        month = _month(said["word"]) if "word" in said else int(said.get("month", 1))
        if month:
            return dt.date(int(said["year"]), month, 1)
    return None


def _month(word: str) -> int | None:
    return _BEGINS.get(word) or next(
        (_BEGINS[w] for w in (f"{word}n", f"{word}a", word.removesuffix("en")) if w in _BEGINS),
        None,
    )


def serial_day(value: CellValue) -> dt.date | None:
    """Return the day that a spreadsheet's number stands for (1900 date system), or None."""
    text = str(value).replace(",", ".") if isinstance(value, str | int | float) else ""
    if isinstance(value, bool) or not re.fullmatch(r"\d{5}(?:\.\d+)?", text):
        return None
    days = int(float(text))
    return EPOCH.date() + dt.timedelta(days=days) if days in SERIALS else None
