"""Ranks and grades that are given to options and people of columns of their own; what is a person's name and neither."""

from __future__ import annotations

import re
import tomllib
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import cast

from mentorcli.domain.text import unaccented
from mentorcli.names.sentence_words import is_name


class Grade(StrEnum):
    """What a grade says of an option that has a column of its own."""

    CHOSEN = "chosen"
    MIDDLE = "in between"
    LEFT = "not chosen"


_CEFR = re.compile(r"(?i)[abc][12]\b.{0,20}")
"""A level of a language by the Common European Framework, maybe with its name."""
_FILE = Path(__file__).with_suffix(".toml")
_RANK = re.compile(r"\W*(\d{1,2})(?:\W|st\b|nd\b|rd\b|th\b|[ae]\b|$)(?!\d)")
_WORDS = (
    "first|1st|ensimmainen|ensisijai|ykkos|forsta",
    "second|2nd|toinen|toissijai|kakkos|andra",
    "third|3rd|kolmas|kolmos|tredje",
    "fourth|4th|neljas|fjarde",
    "fifth|5th|viides|femte",
)
_ORDINAL = re.compile("|".join(rf"(\b(?:{words}))" for words in _WORDS))
_NO_PERSON = re.compile(
    r"\d|\b(?:choice|wish|preference|priority|option|toive|valinta|sija|onskemal|val\b|hand\b|name|e-?mail|address|title"
    r"|nimi|sahkoposti|osoite|titteli|namn|epost|adress|titel|mentor|supervisor|advisor|adviser|professor|manager|boss"
    r"|colleague|person|ohjaaja|professori|esimies|esihenkilo|kollega|henkilo|handledare|chef)|(?:ohjaaja|handledare)\b"
)


def rank_of(text: str) -> int | None:
    """Return the rank that a cell gives: ``2``, ``1st choice``, ``ensimmäinen``; 0 is none given."""
    if found := _RANK.match(text):
        return int(found[1])
    found = _ORDINAL.match(unaccented(text))
    return cast("int", found.lastindex) if found else None


def grade_of(text: str) -> Grade | None:
    """Return what a grade in words says: very important, not at all, fluent, if needed; None for other words."""
    if _CEFR.fullmatch(text.strip()):
        return Grade.MIDDLE if text.strip()[0] in "aA" else Grade.CHOSEN
    said = re.findall(r"[^\W\d_]+", unaccented(text).replace("'", ""))
    kinds = {_grades().get(word, "") for word in said}
    if "" in kinds or kinds <= {"beside"}:
        return None
    if "low" in kinds:
        return Grade.LEFT
    return Grade.MIDDLE if "middle" in kinds else Grade.CHOSEN


@cache
def _grades() -> dict[str, str]:
    """Return what each word of a grade says."""
    kinds = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {word: kind for kind, words in kinds.items() for word in words.split()}


def is_person(text: str) -> bool:
    """Tell whether a text reads like somebody's whole name, and not like a place in an order, or a question."""
    said = unaccented(text)
    return " " in said and is_name(text) and not (_NO_PERSON.search(said) or _ORDINAL.search(said))
