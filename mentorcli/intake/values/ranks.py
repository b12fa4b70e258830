"""Ranks that people give to others: first, second, third; and what is a person's name and no rank."""

from __future__ import annotations

import re
from typing import cast

from mentorcli.domain.text import unaccented
from mentorcli.names.sentence_words import is_name

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


def is_person(text: str) -> bool:
    """Tell whether a text reads like somebody's whole name, and not like a place in an order, or a question."""
    said = unaccented(text)
    return " " in said and is_name(text) and not (_NO_PERSON.search(said) or _ORDINAL.search(said))
