"""Months, seasons and weekdays as people and spreadsheets write them, in three languages."""

from __future__ import annotations

from mentorcli.domain.text import match_key

_SEASONS = {
    1: "spring kevät keväällä keväänä vår våren vårterminen vt kevätlukukausi",
    6: "summer kesä kesällä sommar sommaren",
    9: "autumn fall syksy syksyllä syksynä höst hösten höstterminen ht syyslukukausi",
    12: "winter talvi talvella vinter vintern",
}
_MONTHS = (
    "january jan tammikuu tammi januari januar",
    "february feb helmikuu helmi februari febr februar",
    "march mar maaliskuu maalis mars märz",
    "april apr huhtikuu huhti",
    "may toukokuu touko maj mai",
    "june jun kesäkuu kesä juni",
    "july jul heinäkuu heinä juli",
    "august aug elokuu elo augusti",
    "september sep sept syyskuu syys",
    "october oct lokakuu loka oktober okt",
    "november nov marraskuu marras",
    "december dec joulukuu joulu dec dezember dez",
)
_NAMES = {word: n for n, words in enumerate(_MONTHS, 1) for word in words.split()}
_BEGINS = {word: n for n, words in _SEASONS.items() for word in words.split()} | _NAMES
_ENDINGS = ("ssa", "ssä", "ta", "n")
"""Of Finnish: toukokuussa, toukokuuta, toukokuun."""
WEEKDAYS = (
    "mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?|sat(?:urday)?|"
    "sun(?:day)?|ma(?:anantai(?:na)?)?|ti(?:istai(?:na)?)?|ke(?:skiviikko(?:na)?)?|"
    "to(?:rstai(?:na)?)?|pe(?:rjantai(?:na)?)?|la(?:uantai(?:na)?)?|su(?:nnuntai(?:na)?)?|"
    "mån(?:dag(?:en)?)?|tis(?:dag(?:en)?)?|ons(?:dag(?:en)?)?|tors?(?:dag(?:en)?)?|"
    "fre(?:dag(?:en)?)?|lör(?:dag(?:en)?)?|sön(?:dag(?:en)?)?|"
    "(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch"
)
"""A pattern of what may stand before a day."""


def month_named(word: str) -> int | None:
    """Return the month that a word names in one of the three languages, or None."""
    return _looked_up(word, _NAMES)


def begins_in(word: str) -> int | None:
    """Return the month in which a named month or season begins, or None."""
    return _looked_up(word, _BEGINS)


def _looked_up(word: str, names: dict[str, int]) -> int | None:
    key = match_key(word).strip(".")
    bare = (key.removesuffix(end) for end in _ENDINGS if key.endswith(end))
    return next((names[w] for w in (key, *bare) if w in names), None)
