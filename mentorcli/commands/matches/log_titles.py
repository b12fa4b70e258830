"""Titles of log sheets in the three languages; whatever they are called, they are read as ours."""

from __future__ import annotations

from collections.abc import Mapping

from mentorcli.domain.cohort import DAY_NAMES
from mentorcli.domain.language import Language

MEETINGS, PEOPLE = "Meetings", "People"
DAY, WHOSE, NAME, ID, MATCH = "Day", "Individual session of", "Name", "Id", "Match"
TRACK, WANTS = "On track 1-5", "Wants help"
OF_MEETINGS, OF_PEOPLE, WITH = "Meetings of {whose}", "How it goes: {whose}", " with "

_GATHERINGS = {key: DAY_NAMES[key] for key in ("kickoff", "midpoint", "wrapup")}
_TITLES: Mapping[Language, Mapping[str, str]] = {
    "en": _GATHERINGS,
    "fi": {
        MEETINGS: "Tapaamiset",
        PEOPLE: "Osallistujat",
        DAY: "Päivä",
        WHOSE: "Kahdenkeskinen tapaaminen, kenen",
        NAME: "Nimi",
        TRACK: "Etenee hyvin, 1-5",
        WANTS: "Toivoo apua",
        OF_MEETINGS: "Tapaamiset: {whose}",
        OF_PEOPLE: "Miten sujuu: {whose}",
        WITH: " ja ",
        "kickoff": "aloitus",
        "midpoint": "puoliväli",
        "wrapup": "päätös",
        "yes": "kyllä",
        "remotely": "etänä",
        "no": "ei",
    },
    "sv": {
        MEETINGS: "Träffar",
        PEOPLE: "Deltagare",
        DAY: "Dag",
        WHOSE: "Enskilt samtal, med vem",
        NAME: "Namn",
        TRACK: "Går framåt, 1-5",
        WANTS: "Vill ha hjälp",
        OF_MEETINGS: "Träffar: {whose}",
        OF_PEOPLE: "Hur det går: {whose}",
        WITH: " med ",
        "kickoff": "start",
        "midpoint": "halvvägs",
        "wrapup": "avslutning",
        "yes": "ja",
        "remotely": "på distans",
        "no": "nej",
    },
}
_OURS = {said: title for titles in _TITLES.values() for title, said in titles.items()}


def title_in(language: Language, title: str) -> str:
    """Return a title, or an answer to choose, as it is called in a language; what has no other name stays."""
    return _TITLES[language].get(title, title)


def our_title(text: str) -> str:
    """Return the title that a text in a sheet is, in whatever language."""
    return _OURS.get(text, text)
