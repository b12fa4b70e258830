"""Days and hours as letters in each language write them, whatever the machine's locale."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from mentorcli.domain.language import Language
from mentorcli.domain.programme import Gathering

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_ON_WEEKDAY: Mapping[Language, tuple[str, ...]] = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "fi": (
        "maanantaina", "tiistaina", "keskiviikkona", "torstaina", "perjantaina", "lauantaina",
        "sunnuntaina",
    ),
    "sv": ("måndagen", "tisdagen", "onsdagen", "torsdagen", "fredagen", "lördagen", "söndagen"),
}  # fmt: skip
_CLOCK: Mapping[Language, str] = {"en": "", "fi": "klo ", "sv": "kl. "}
_HOME = "Europe/Helsinki"
_HOME_WORDS: Mapping[Language, str] = {
    "en": "Finnish time",
    "fi": "Suomen aikaa",
    "sv": "finsk tid",
}


def day_names(day: dt.date, today: dt.date, language: Language) -> dict[str, str | int]:
    """Return what a letter may say of a day.

    ``date`` like ``21 January 2027``; ``weekday`` in the form that says when (``torstaina``);
    ``days`` from today until then, negative when past.
    """
    date = f"{day.day}.{day.month}.{day.year}"
    if language == "en":
        date = f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    weekday = _ON_WEEKDAY[language][day.weekday()]
    return {"date": date, "weekday": weekday, "days": (day - today).days}


def hours(gathering: Gathering, language: Language) -> str:
    """Return an event's times with their zone: ``14:00–16:30 Finnish time``."""
    mark = ":" if language == "en" else "."
    span = "–".join(f"{t.hour:02}{mark}{t.minute:02}" for t in (gathering.starts, gathering.ends))
    zone = _HOME_WORDS[language] if gathering.zone == _HOME else f"({gathering.zone})"
    return f"{_CLOCK[language]}{span} {zone}"
