"""Public holidays in Finland, by rule and not by list (Act 1976/1020 and the church's calendar)."""

from __future__ import annotations

import datetime as dt

from mentorcli.domain.language import Labels

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
