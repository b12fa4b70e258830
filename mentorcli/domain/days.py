"""Days and times as each language writes them, whatever the machine's locale, and public holidays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from mentorcli.domain.language import Labels, Language, label
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
    "fi": ("maanantai", "tiistai", "keskiviikko", "torstai", "perjantai", "lauantai", "sunnuntai"),
    "sv": ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"),
}
_WHEN: Mapping[Language, tuple[str, ...]] = {
    "en": _WEEKDAYS["en"],
    "fi": (
        "maanantaina", "tiistaina", "keskiviikkona", "torstaina", "perjantaina", "lauantaina",
        "sunnuntaina",
    ),
    "sv": ("måndagen", "tisdagen", "onsdagen", "torsdagen", "fredagen", "lördagen", "söndagen"),
}  # fmt: skip
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
    """Return a day with its weekday: ``Thursday 21 January 2027``, ``torstai 21.1.2027``."""
    return _with_day(_WEEKDAYS[language][date.weekday()], date, language)


def weekday_when(date: dt.date, language: Language) -> str:
    """Return the weekday in the form that says when: ``torstaina``."""
    return _WHEN[language][date.weekday()]


def on_day(date: dt.date, language: Language) -> str:
    """Return a day with its weekday as a sentence says when: ``torstaina 21.1.2027``."""
    return _with_day(weekday_when(date, language), date, language)


def _with_day(name: str, date: dt.date, language: Language) -> str:
    return f"{name} {'den ' if language == 'sv' else ''}{day(date, language)}"


def period(first: dt.date, last: dt.date, language: Language) -> str:
    """Return a span of days: ``21 January – 20 May 2027``, in Finnish and Swedish ``21.1.–20.5.2027``."""
    dash = " – " if language == "en" else "–"
    year = str(first.year) if first.year == last.year else ""
    return f"{day(first, language).removesuffix(year).strip()}{dash}{day(last, language)}"


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


_FIXED: dict[tuple[int, int], Labels] = {
    (1, 1): {"en": "New Year's Day", "fi": "uudenvuodenpäivä", "sv": "nyårsdagen"},
    (1, 6): {"en": "Epiphany", "fi": "loppiainen", "sv": "trettondedagen"},
    (5, 1): {"en": "May Day", "fi": "vappu", "sv": "första maj"},
    (12, 6): {"en": "Independence Day", "fi": "itsenäisyyspäivä", "sv": "självständighetsdagen"},
    (12, 24): {"en": "Christmas Eve", "fi": "jouluaatto", "sv": "julafton"},
    (12, 25): {"en": "Christmas Day", "fi": "joulupäivä", "sv": "juldagen"},
    (12, 26): {"en": "Boxing Day", "fi": "tapaninpäivä", "sv": "annandag jul"},
}
_FROM_EASTER: dict[int, Labels] = {
    -2: {"en": "Good Friday", "fi": "pitkäperjantai", "sv": "långfredagen"},
    0: {"en": "Easter Sunday", "fi": "pääsiäispäivä", "sv": "påskdagen"},
    1: {"en": "Easter Monday", "fi": "toinen pääsiäispäivä", "sv": "annandag påsk"},
    39: {"en": "Ascension Day", "fi": "helatorstai", "sv": "Kristi himmelsfärdsdag"},
    49: {"en": "Whit Sunday", "fi": "helluntaipäivä", "sv": "pingstdagen"},
}
_FRIDAY, _SATURDAY = 4, 5


def is_day_off(day: dt.date) -> bool:
    """Tell whether a day is on a weekend or a Finnish public holiday."""
    return day.weekday() >= _SATURDAY or holiday(day) is not None


def workday(day: dt.date, step: int = 1) -> dt.date:
    """Return the day itself or the next working day; the one before with ``step`` -1."""
    while is_day_off(day):
        day += dt.timedelta(days=step)
    return day


def day_off(day: dt.date) -> str:
    """Return what a day is called in English on which nobody works, nothing for a working day."""
    named = holiday(day)
    return label(named, "en") if named else "a weekend" if is_day_off(day) else ""


def holiday(day: dt.date) -> Labels | None:
    """Return the name of a Finnish public holiday, Midsummer Eve and Christmas Eve included."""
    if found := _FIXED.get((day.month, day.day)) or _FROM_EASTER.get((day - easter(day.year)).days):
        return found
    since = (day - dt.date(day.year, 6, 19)).days
    if day.weekday() == _FRIDAY and 0 <= since < 7:  # noqa: PLR2004 - days of a week
        return {"en": "Midsummer Eve", "fi": "juhannusaatto", "sv": "midsommarafton"}
    if day.weekday() == _SATURDAY and 1 <= since < 8:  # noqa: PLR2004 - the day after
        return {"en": "Midsummer Day", "fi": "juhannuspäivä", "sv": "midsommardagen"}
    since = (day - dt.date(day.year, 10, 31)).days
    if day.weekday() == _SATURDAY and 0 <= since < 7:  # noqa: PLR2004 - days of a week
        return {"en": "All Saints' Day", "fi": "pyhäinpäivä", "sv": "alla helgons dag"}
    return None


def easter(year: int) -> dt.date:
    """Return Easter Sunday of the Gregorian calendar (Meeus, Astronomical Algorithms, ch. 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (a + 11 * h) // 319
    r = (2 * e + 2 * i - k - h + m + 32) % 7
    month = (h - m + r + 90) // 25
    return dt.date(year, month, (h - m + r + month + 19) % 32)
