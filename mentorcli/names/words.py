"""The words of a name as they are compared, and what a word may have been meant for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from typing import Any, TypeVar

from mentorcli.domain.text import unaccented
from mentorcli.names.inflection import nominatives
from mentorcli.names.letters import read_lore

_WORD = re.compile(r"[^\W_]+")
_DOTS = re.compile(r"(?<=\b\w)\.(?=\w\b)")
_LETTERS = str.maketrans({"ø": "o", "æ": "a", "ß": "ss", "đ": "d", "ł": "l", "ð": "d", "þ": "th"})
_PLACED = ("lla", "lta", "lle", "ssa", "sta")
"""Finnish endings for at, from, to, in, out of, without accents."""
_SHORTEST_SLIP, _LONG = 5, 6
_FEWEST_INITIALS = 3
_MOST_INITIALS = 6
_LONGEST_PHRASE = 6
Words = tuple[str, ...]
WordLists = dict[str, frozenset[str]]
T = TypeVar("T")


def folded(text: str) -> str:
    """Return a text without case, accents, and differences like æ and ae."""
    plain = unaccented(text)
    plain = plain if plain.isascii() else plain.translate(_LETTERS).replace("’", "")
    return plain.replace("'", "").replace("oe", "o").replace("ae", "a")


@lru_cache(maxsize=1 << 15)
def words_of(text: str) -> Words:
    """Return the words of a text, folded; letters with points between them are one word."""
    return tuple(_WORD.findall(_DOTS.sub("", folded(text).replace("&", " and "))))


def word_lists(raw: Mapping[str, str]) -> WordLists:
    """Return the words of lists in a file, folded, by the list's name."""
    return {kind: frozenset(words_of(text)) for kind, text in raw.items()}


def lists_of(name: str) -> tuple[dict[str, Any], WordLists, dict[str, frozenset[Words]]]:
    """Return what a file knows, with its lists of words, and of phrases that name none, by the list's name."""
    raw = read_lore(name)
    phrases = ((kind, " ".join(text.split()).split("|")) for kind, text in raw["none"].items())
    none = {kind: frozenset(words_of(x) for x in several) - {()} for kind, several in phrases}
    return raw, word_lists(raw["words"]), none


def phrases_in(words: Words, known: Mapping[Words, T]) -> Iterator[tuple[Words, T | None]]:
    """Yield known phrases with what they stand for, the longest first, and each other word with nothing."""
    at = 0
    while at < len(words):
        ends = range(min(len(words), at + _LONGEST_PHRASE), at, -1)
        to = next((to for to in ends if words[at:to] in known), 0)
        yield words[at : to or at + 1], known[words[at:to]] if to else None
        at = to or at + 1


def replaced(words: Words, phrases: Mapping[Words, Words]) -> Words:
    """Return words with each phrase, the longest first, in the words that it stands for."""
    parts = phrases_in(words, phrases)
    return tuple(w for said, instead in parts for w in (said if instead is None else instead))


def sequences(words: Words, wanted: Collection[Words]) -> list[tuple[int, int]]:
    """Return where some sequences of words stand: the place, and how many words."""
    return [
        (at, to - at)
        for at in range(len(words))
        for to in range(at + 1, min(len(words), at + 6) + 1)
        if words[at:to] in wanted
    ]


def ended(word: str) -> Words:
    """Return what a word may be without a Finnish ending: Nokialla is Nokia, Fazerilla Fazer."""
    if len(word) < _LONG or not word.endswith(_PLACED):
        return ()
    stem = word[:-3]
    plain = (stem, stem[:-1]) if stem.endswith("i") else (stem,)
    return (*plain, *sorted(nominatives(word) - {*plain}))


def missing_one(word: str) -> Iterator[str]:
    """Yield a word with any one letter left out, and a long one itself: two that share one differ by a slip."""
    if len(word) >= _SHORTEST_SLIP and word.isalpha():
        yield from (word,) if len(word) >= _LONG else ()
        yield from (word[:k] + word[k + 1 :] for k in range(len(word)))


def initials(words: Words) -> Iterator[str]:
    """Yield the initials of a name of several words, also as in ML4H."""
    if _FEWEST_INITIALS <= len(words) <= _MOST_INITIALS:
        yield "".join(w[0] for w in words)
        yield "".join({"for": "4", "to": "2"}.get(w, w[0]) for w in words)
