"""Comparing people's names as forms have them: titles, accents, initials, surnames alone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from mentorcli.domain.text import one_line, unaccented

_ACADEMIC_TEXT = (
    "prof professor professori dr doctor tohtori dosentti docent assoc associate asst assistant "
    "apulaisprofessori biträdande emeritus emerita adjunct tkt dsc phd msc"
)
ACADEMIC = frozenset(_ACADEMIC_TEXT.split())
"""Titles before a name or after it."""
_COURTESY_TEXT = "tri dos mr mrs ms hra rva herr fru"
COURTESY = frozenset(_COURTESY_TEXT.split())
"""Titles before a name only."""
_OTHER_TITLES = (
    "bitradande adj university lecturer yliopistonlehtori lektor ft kt vtt filtri tekntri dipl sir "
    "acad akateemikko"
)
_TITLES = ACADEMIC | COURTESY | frozenset(_OTHER_TITLES.split())
_DEGREES = re.compile(r"\b(d\.\s?sc|ph\.\s?d|m\.\s?sc|d\.\s?tech|dipl\.\s?-?ing|tekn\.\s?dr)\b\.?")
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_NUMBER = re.compile(r"\d+")
_SHORTEST_WITH_SLIP = 6
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


def alike(one: str, other: str) -> bool:
    """Tell whether two texts may well name the same person.

    Equal in any order of words and without accents; or the surname is the same (one slip of the
    pen is forgiven when the first names agree and it is long) and the first names do not
    contradict each other: missing (``Prof. Virtanen``), an initial, or fewer of them.
    """
    a, b = name_parts(one), name_parts(other)
    if not a.last or not b.last:
        return False
    if a.key == b.key:
        return True
    if a.last == b.last:
        return _compatible(a.first, b.first)
    return bool(a.first) and a.first == b.first and _one_slip(a.last, b.last)


def signs_of(names: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Return marks of names: no two names are alike that have no mark in common.

    Names with the same marks are alike to the same names. A slip of the pen leaves the first three
    letters of a long surname or the last three as they are.
    """
    signs: dict[tuple[str, ...], None] = {}
    for name in names:
        parts = name_parts(name)
        if not parts.last:
            continue
        found = [("all", *parts.key), ("last", parts.last)]
        if parts.first and len(parts.last) >= _SHORTEST_WITH_SLIP:
            found.append(("head", *parts.first, parts.last[:3]))
            found.append(("tail", *parts.first, parts.last[-3:]))
        signs |= dict.fromkeys(found)
    return tuple(signs)


def _compatible(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    fewer, more = sorted((one, other), key=len)
    return all(any(_same_first(x, y) for y in more) for x in fewer)


def _same_first(one: str, other: str) -> bool:
    return one == other or (1 in {len(one), len(other)} and one[0] == other[0])


def _one_slip(one: str, other: str) -> bool:
    """Tell whether one letter added, left out or changed turns one word into the other."""
    from rapidfuzz.distance import Levenshtein

    long_enough = min(len(one), len(other)) >= _SHORTEST_WITH_SLIP
    return long_enough and Levenshtein.distance(one, other, score_cutoff=1) <= 1


def nearest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """Return the known word that is most like ``word``, or nothing where none is like it."""
    from rapidfuzz import fuzz, process

    every = sorted(known, reverse=True)  # of words that are as like, always the same one
    found = process.extractOne(word, every, scorer=fuzz.ratio, score_cutoff=100 * cutoff)
    return found[0] if found else ""
