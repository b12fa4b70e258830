"""Days and times as each language writes them; own patterns, whatever the machine's locale."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from mentorcli.domain.language import Language
from mentorcli.domain.problem import UserError
from mentorcli.domain.programme import Gathering

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_WEEKDAYS: Mapping[Language, tuple[str, ...]] = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "fi": (
        "maanantai",
        "tiistai",
        "keskiviikko",
        "torstai",
        "perjantai",
        "lauantai",
        "sunnuntai",
    ),
    "sv": ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"),
}
_HOME = "Europe/Helsinki"
_HOME_WORDS: Mapping[Language, str] = {
    "en": "Finnish time",
    "fi": "Suomen aikaa",
    "sv": "finsk tid",
}
_CLOCK: Mapping[Language, str] = {"en": "", "fi": "klo ", "sv": "kl. "}


def day(date: dt.date, language: Language) -> str:
    """Return a day: ``21 January 2027``, in Finnish and Swedish ``21.1.2027``."""
    if language == "en":
        return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"
    return f"{date.day}.{date.month}.{date.year}"


def weekday(date: dt.date, language: Language) -> str:
    """Return a day with its weekday: ``Thursday 21 January 2027``."""
    return f"{_WEEKDAYS[language][date.weekday()]} {day(date, language)}"


def period(first: dt.date, last: dt.date, language: Language) -> str:
    """Return a span of days, with spaces around the dash as all three languages want it."""
    return f"{day(first, language)} – {day(last, language)}"


def hours(date: dt.date, gathering: Gathering, language: Language) -> str:
    """Return an event's times with its zone: ``14:00–16:30 Finnish time (UTC+2)``."""
    mark = ":" if language == "en" else "."
    span = "–".join(f"{t.hour:02}{mark}{t.minute:02}" for t in (gathering.starts, gathering.ends))
    offset = dt.datetime.combine(date, gathering.starts, zone(gathering.zone)).utcoffset()
    minutes = int((offset or dt.timedelta()).total_seconds()) // 60
    hour, rest = divmod(abs(minutes), 60)
    utc = f"UTC{'+' if minutes >= 0 else '−'}{hour}" + (f":{rest:02}" if rest else "")  # noqa: RUF001 - a real minus sign
    words = _HOME_WORDS[language] if gathering.zone == _HOME else gathering.zone
    return f"{_CLOCK[language]}{span} {words} ({utc})"


def zone(name: str) -> ZoneInfo:
    """Return a time zone; raises UserError when the profile names one that does not exist."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UserError(
            f"There is no time zone {name!r}.", "Write it like Europe/Helsinki in the profile."
        ) from error
