"""Comparing people's names as forms have them: titles, accents, initials, surnames alone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from mentorcli.domain.text import one_line, unaccented
from mentorcli.names.titles import ACADEMIC, COURTESY

_TITLES_TEXT = (
    "bitradande adj university lecturer yliopistonlehtori lektor ft kt vtt filtri tekntri dipl acad"
)
_TITLES = ACADEMIC | COURTESY | frozenset(_TITLES_TEXT.split())
_DEGREES = re.compile(r"\b(d\.\s?sc|ph\.\s?d|m\.\s?sc|d\.\s?tech|dipl\.\s?-?ing|tekn\.\s?dr)\b\.?")
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_NUMBER = re.compile(r"\d+")
_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "œ": "oe"})
"""Letters that are no letter with an accent."""
_TWO_LETTERS = "ä:ae ö:oe ü:ue å:aa ø:oe Ä:Ae Ö:Oe Ü:Ue Å:Aa Ø:Oe"
_IN_TWO_LETTERS = str.maketrans(dict(pair.split(":") for pair in _TWO_LETTERS.split()))


@dataclass(frozen=True, slots=True)
class NameParts:
    """A name without titles and accents: first names in order, and the surname.

    ``key`` has all words sorted, so that the order of first and last names does not matter.
    """

    first: tuple[str, ...]
    last: str
    key: tuple[str, ...]


@lru_cache(maxsize=1 << 16)
def name_parts(text: str) -> NameParts:
    """Return the parts of a name; ``Virtanen, Anna`` is turned round, titles are dropped."""
    letters = unaccented(one_line(text)).translate(_LETTERS)
    plain = _DEGREES.sub(" ", _BRACKETS.sub(" ", letters))
    before, comma, after = plain.partition(",")
    head, tail = _words(before), _words(after)
    words = tail + head if comma and head and tail else head + tail
    last = words.pop() if words else ""
    return NameParts(tuple(words), last, tuple(sorted((*words, last))))


def in_two_letters(text: str) -> str:
    """Return a name as those write it who have no ä, ö, ü and å: ``Juergen`` for ``Jürgen``."""
    return unicodedata.normalize("NFC", text).translate(_IN_TWO_LETTERS)


@lru_cache(maxsize=1 << 16)
def name_keys(text: str) -> frozenset[tuple[str, ...]]:
    """Return the keys of which two equal names share one: accents, titles, order and hyphens aside."""
    numbers = tuple(sorted(_NUMBER.findall(text)))  # “Test 1” is not “Test 2”
    keys = (name_parts(written).key for written in (text, in_two_letters(text)))
    return frozenset(
        (*sorted(part for word in key for part in word.split("-")), *numbers)
        for key in keys
        if any(key)
    )


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if word not in _TITLES]


def nearest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """Return the known word that is most like ``word``, or nothing where none is like it."""
    from rapidfuzz import fuzz, process

    every = sorted(known, reverse=True)  # of words that are as like, always the same one
    found = process.extractOne(word, every, scorer=fuzz.ratio, score_cutoff=100 * cutoff)
    return found[0] if found else ""
