"""Days as people give them when they do not know the day: a season, a month, a year; or a serial."""

from __future__ import annotations

import datetime as dt
import re

from mentorcli.domain.table import CellValue
from mentorcli.domain.text import match_key
from mentorcli.intake.values.moments import EPOCH, SERIALS

_SEASONS = {
    1: "spring kevät keväällä keväänä vår våren vårterminen vt kevätlukukausi",
    6: "summer kesä kesällä sommar sommaren",
    9: "autumn fall syksy syksyllä syksynä höst hösten höstterminen ht syyslukukausi",
    12: "winter talvi talvella vinter vintern",
}
_MONTHS = (
    "january jan tammikuu januari", "february feb helmikuu februari", "march mar maaliskuu mars",
    "april apr huhtikuu", "may toukokuu maj", "june jun kesäkuu juni", "july jul heinäkuu juli",
    "august aug elokuu augusti", "september sep sept syyskuu", "october oct lokakuu oktober okt",
    "november nov marraskuu", "december dec joulukuu dec",
)  # fmt: skip
_BEGINS = {word: month for month, words in _SEASONS.items() for word in words.split()} | {
    word: month for month, words in enumerate(_MONTHS, 1) for word in words.split()
}
_WORD_YEAR = re.compile(r"^(?P<word>[^\W\d]+?)(?:ssa|ssä|n|ta|tä)?[ ,./]+(?P<year>20\d\d)$")
_YEAR_WORD = re.compile(r"^(?P<year>20\d\d)[ ,./-]+(?P<word>[^\W\d]+)$")
_MONTH_YEAR = re.compile(r"^(?P<month>0?[1-9]|1[0-2])[/.-](?P<year>20\d\d)$")
_YEAR_MONTH = re.compile(r"^(?P<year>20\d\d)-(?P<month>0?[1-9]|1[0-2])$")
_YEAR = re.compile(r"^(?P<year>20\d\d)$")


def vague_day(text: str) -> dt.date | None:
    """Return the first day of a season, month or year that a text names, or None.

    Spring is the term that begins in January, autumn the one that begins in September.
    """
    key = match_key(text).strip(" .?~")
    for pattern in (_WORD_YEAR, _YEAR_WORD):
        if (found := pattern.match(key)) and (month := _month(found["word"])):
            return dt.date(int(found["year"]), month, 1)
    for pattern in (_MONTH_YEAR, _YEAR_MONTH):
        if found := pattern.match(key):
            return dt.date(int(found["year"]), int(found["month"]), 1)
    whole = _YEAR.match(key)
    return dt.date(int(whole["year"]), 1, 1) if whole else None


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
