"""Days as services and people write them: with a time, a zone, a month's name, in three languages."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence

from mentorcli.domain.days import zone
from mentorcli.domain.table import CellValue
from mentorcli.domain.text import one_line
from mentorcli.intake.values.date_orders import order_of
from mentorcli.intake.values.dates import moment, without_weekday

HOME = "Europe/Helsinki"
"""A moment that names its zone is the day that it was here."""

_FILLERS = re.compile(r"\b(at|kello|klockan|klo|kl)\b\.?|[|()]", re.IGNORECASE)
_ZONE = re.compile(
    r"(?<=\d)\s*(?:(?:utc|gmt|\s)\s*(?P<hours>[+-]\d\d?)|(?P<shift>[+-]\d\d:?\d\d)|z|utc|gmt)$",
    re.IGNORECASE,
)
_TIME = re.compile(r"\d[:.]\d\d")
_SHORT_YEAR = re.compile(r"^\d\d?[-/]\d\d?[-/]\d\d(\D|$)|^\d\d[-/]\d\d?[-/]\d\d?(\D|$)")


Orders = Mapping[str, str]
"""In which order day and month stand, by the mark between them."""
_MARK = re.compile(r"^\d\d?([./-])\d")


def orders_of(values: Sequence[CellValue]) -> Orders:
    """Return the order of a column's days for each mark: 28.1.2027 tells nothing of 2/3/2027."""
    marked = [(found[1], v) for v in values if (found := _MARK.match(str(v).strip()))]
    return {mark: order_of([v for m, v in marked if m == mark]) for mark in {m for m, _ in marked}}


def written_day(value: CellValue, orders: Orders, *, utc: bool = False) -> dt.date | None:
    """Return the day that a cell gives, or None when it gives none that is certain.

    ``orders`` are those of its column; ``utc`` tells that the column's title says UTC.
    """
    said = without_weekday(one_line(value)) if isinstance(value, str) else ""
    said = " ".join(_FILLERS.sub(" ", said).split())
    if _SHORT_YEAR.match(said):  # 27-02-03: nobody can tell which is the year
        return None
    mark = _MARK.match(said)
    order = orders.get(mark[1], "?") if mark else "ymd"
    shift = _ZONE.search(said) if _TIME.search(said[6:]) else None
    plain = said[: shift.start()] if shift else said
    read = moment(plain.upper() if said else value, order)
    if read is None:
        return None
    timed = isinstance(value, dt.datetime) or _TIME.search(said[6:])
    if not timed or not (shift or utc):
        return read.date()
    hours = (shift["hours"] or shift["shift"] or "+0") if shift else "+0"
    return read.replace(tzinfo=dt.timezone(_shift(hours))).astimezone(zone(HOME)).date()


def day_between(value: CellValue, orders: Orders, first: dt.date, last: dt.date) -> dt.date | None:
    """Return the day that a cell gives; one without a year is the only one from ``first`` to ``last``."""
    if (whole := written_day(value, orders)) or not isinstance(value, str):
        return whole
    said = one_line(value).strip(" .")
    years = range(first.year, last.year + 1)
    written = (f"{said}{between}{year}" for year in years for between in (".", ", ", " ", "/"))
    found = {day for text in written if (day := written_day(text, orders)) and first <= day <= last}
    return found.pop() if len(found) == 1 else None


def day_within(text: str) -> str:
    """Return the part of a status that looks like a day, as of ``Signed 28.1.2027``, or nothing."""
    found = re.search(r"\d{4}-\d\d?-\d\d?.*|\d\d?[./]\d\d?[./]\d{4}.*", text)
    return found[0].strip(" )]") if found else ""


def _shift(text: str) -> dt.timedelta:
    digits = text[1:].replace(":", "")
    shift = dt.timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0))
    return -shift if text[0] == "-" else shift
