"""Days as services and people write them: with a time, a zone, a month's name, in three languages."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress

from mentorcli.domain.days import zone
from mentorcli.domain.problem import UserError
from mentorcli.domain.table import CellValue
from mentorcli.domain.text import one_line
from mentorcli.intake.values.date_order_words import UNCLEAR
from mentorcli.intake.values.date_orders import order_of
from mentorcli.intake.values.dates import moment, serial_day, without_weekday

HOME = "Europe/Helsinki"
"""A moment that names its zone is the day that it was here."""

_FILLERS = re.compile(r"\b(at|kello|klockan|klo|kl)\b\.?|[|()]", re.IGNORECASE)
_UNSEEN = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_ZONE = re.compile(
    r"(?:(?<=[\d.])|(?<=\d [ap]m)|(?<=[\s(][ap]m)|(?<=^))\s*"
    r"(?:(?:utc|gmt)?\s*(?P<shift>[+-]\d\d?(?::?\d\d)?)|(?P<name>(?![ap]\.?m\b)[a-z]{1,5}|[a-z]+/[a-z_]+))$",
    re.IGNORECASE,
)
_HOURS = {
    **dict.fromkeys(("Z", "UTC", "GMT", "WET"), 0),
    **dict.fromkeys(("CET", "WEST", "BST"), 1),
    **dict.fromkeys(("EET", "CEST"), 2),
    **dict.fromkeys(("EEST", "MSK"), 3),
    **dict.fromkeys(("EST", "CDT"), -5),
    "EDT": -4, "MDT": -6, "PDT": -7, "PST": -8,
}  # fmt: skip
"""Zones that name one shift; CST, IST and MST name several."""
_TITLE_ZONE = re.compile(
    r"\b(?i:utc|gmt)(?:\s?[+-]\d\d?(?::?\d\d)?)?(?!\w)"
    rf"|\b(?:{'|'.join(name for name in _HOURS if len(name) > 2)}|CST|IST|MST)\b"  # noqa: PLR2004 - not Z
    r"|(?<=\()(?!PVM)[A-Z]{2,5}(?=\)$)"
    r"|\b(?P<us>(?i:pacific|mountain|central|eastern)) (?i:standard |daylight )?(?i:time)\b"
)
_IN_WORDS = r"\b\d\d?\.? [^\W\d]{3,12}\.? \d{4}\b.*|\b[^\W\d]{3,12}\.? \d\d?, \d{4}\b.*"
_TIME = re.compile(r"\d[:.]\d\d")
_COMPACT = re.compile(r"^(20\d\d)(\d\d)(\d\d)$")


Orders = dict[str, str]
"""In which order day and month stand, by the mark between them; of a spreadsheet's own days by none."""
_MARK = re.compile(r"^\d\d?([./-])\d")


def orders_of(values: Sequence[CellValue], others: Sequence[CellValue] = ()) -> Orders:
    """Return the order of a column's days for each mark: 28.1.2027 tells nothing of 2/3/2027.

    Where nothing in the column tells it, ``others`` do: the cells of the whole table.
    """
    plain = [_plain(v) if isinstance(v, str) else v for v in values]
    marked = [(found[1], v) for v in plain if (found := _MARK.match(str(v)))]
    by_mark = {m: order_of([v for k, v in marked if k == m]) for m in {m for m, _ in marked}}
    if others and UNCLEAR in by_mark.values():
        every = orders_of(others)
        by_mark = {m: every[m] if order == UNCLEAR else order for m, order in by_mark.items()}
    return {**by_mark, "": order_of(plain)}


def _plain(text: str) -> str:
    """Return a text without the day of the week and the words and brackets beside its time."""
    seen = without_weekday(one_line(_UNSEEN.sub("", text)))
    return " ".join(_FILLERS.sub(" ", seen).split())


def written_day(value: CellValue, orders: Orders, zoned: str = "") -> dt.date | None:
    """Return the day that a cell gives, or None when it gives none that is certain.

    ``orders`` are those of its column, ``zoned`` is the zone that the column's title names.
    """
    if serial := serial_day(value):
        return serial
    value = _COMPACT.sub(r"\1-\2-\3", str(value)) if isinstance(value, str | int) else value
    said = _plain(value) if isinstance(value, str) else ""
    mark = _MARK.match(said)
    order = orders.get(mark[1], "?") if mark else "ymd" if said else orders.get("", "ymd")
    shift = _ZONE.search(said) if _TIME.search(said[6:]) else None
    plain = said[: shift.start()] if shift else said
    read = moment(plain.upper() if said else value, order)
    if read is None:
        return None
    timed = isinstance(value, dt.datetime) or _TIME.search(said[6:])
    named = shift or _ZONE.match(zoned)
    if not timed or not named:
        return read.date()
    there = _zone(named)
    return read.replace(tzinfo=there).astimezone(zone(HOME)).date() if there else None


def zone_within(title: str) -> str:
    """Return the zone that a column's title names, as in ``Signed at (UTC+2)``, or nothing."""
    found = _TITLE_ZONE.search(title)
    return (f"US/{found['us'].title()}" if found["us"] else found[0]) if found else ""


def zone_above(texts: Iterable[str]) -> str:
    """Return the zone that the lines above a table say its times are in, or nothing."""
    said = re.search(r"(?i:time ?zone|aikavyöhyke|tidszon).{0,40}", " ".join(texts))
    return zone_within(said[0]) if said else ""


def day_between(value: CellValue, orders: Orders, first: dt.date, last: dt.date) -> dt.date | None:
    """Return the day that a cell gives; one without a year is the only one from ``first`` to ``last``."""
    if (whole := written_day(value, orders)) or not isinstance(value, str):
        return whole
    said = one_line(value).strip(" .")
    years = range(first.year, last.year + 1)
    written = (f"{said}{between}{year}" for year in years for between in (".", ", ", " ", "/"))
    found = {day for text in written if (day := written_day(text, orders)) and first <= day <= last}
    return found.pop() if len(found) == 1 else None


_CLOCK = r"(?:[T, ]+(?:klo|kl\.?|at)? ?\d\d?[:.]\d\d(?:[:.]\d\d)?(?:\.\d+)?(?: ?[ap]\.?m\b\.?)?(?: ?(?:z\b|utc|gmt|[ce]es?t\b)?(?: ?[+-]\d\d?:?\d*)?)?)?"
DAY = re.compile(
    rf"(?:\d{{4}}-\d\d?-\d\d?|\d\d?[./]\d\d?[./]\d{{4}}|\d\d?\.? [^\W\d]{{3,12}}\.? \d{{4}}|[^\W\d]{{3,12}}\.? \d\d?, \d{{4}}){_CLOCK}",
    re.IGNORECASE,
)
"""A day somewhere in a text, with its time."""


def day_within(text: str) -> str:
    """Return the part of a status that looks like a day, as of ``Signed 28.1.2027``, or nothing."""
    found = re.search(rf"\d{{4}}-\d\d?-\d\d?.*|\d\d?[./]\d\d?[./]\d{{4}}.*|{_IN_WORDS}", text)
    return found[0].strip(" )]") if found else ""


def _zone(said: re.Match[str]) -> dt.tzinfo | None:
    """Return the zone that stands behind a time; None for a name that is not known or several."""
    if name := said["name"]:
        hours = _HOURS.get(name.upper())
        with suppress(UserError):
            return zone(name) if hours is None else dt.timezone(dt.timedelta(hours=hours))
        return None
    digits = said["shift"][1:].replace(":", "")
    digits = digits.zfill(2 if len(digits) < 3 else 4)  # noqa: PLR2004 - hours alone, or with minutes
    shift = dt.timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0))
    return dt.timezone(-shift if said["shift"][0] == "-" else shift)
