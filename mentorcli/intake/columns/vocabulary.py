"""The words that ``vocabulary.toml`` knows, in lists of those that mean much the same."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from mentorcli.domain.text import match_key

FILE = Path(__file__).parent / "vocabulary.toml"
SMALL, UNKNOWN = "SMALL", "UNKNOWN"
LONG, MOST_WORDS, SHORTEST_PART = 5, 3, 3
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SUFFIX = re.compile(r"(?:nsa|nsä|mme|nne|si|'s)$")


class _Lists(NamedTuple):
    """Names of lists by word: whole, the beginning (``mentor*``) or end (``*kieli``) of one."""

    words: Mapping[str, frozenset[str]]
    within: Mapping[str, frozenset[str]]
    """What may stand anywhere in a word, as in compounds: ``*ohjaaj*``."""


@cache
def _lists() -> _Lists:
    words: dict[str, set[str]] = {}
    within: dict[str, set[str]] = {}
    for name, text in tomllib.loads(FILE.read_text(encoding="utf-8")).items():
        for word in text.split():
            plain = _plain(word)
            if word[0] == word[-1] == "*":
                within.setdefault(plain.strip("*"), set()).add(name.upper())
                continue
            for form in {plain, plain if "*" in plain or "_" in plain else _stem(plain)}:
                words.setdefault(form, set()).add(name.upper())
    return _Lists(
        {word: frozenset(names) for word, names in words.items()},
        {word: frozenset(names) for word, names in within.items()},
    )


def _plain(word: str) -> str:
    return match_key(word).replace("-", "").replace("’", "'")


def words_of(text: str) -> list[str]:
    """Return the words of a text as they are compared: no capitals, no hyphens."""
    return [_plain(w) for w in _WORD.findall(match_key(text))]


@lru_cache(maxsize=16_384)
def kinds(word: str) -> frozenset[str]:
    """Return the names, in capitals, of all lists that a word stands in, whatever its ending.

    Words joined by ``_`` are found only where a list has them together.
    """
    lists, found = _lists(), set[str]()
    least = word.rfind("_") + 2
    for form in {word, word if "_" in word else _stem(word)}:
        cuts = [form, *(f"{form[:n]}*" for n in range(least, len(form) + 1))]
        cuts += [f"*{form[n:]}" for n in range(len(form))] if "_" not in word else []
        found.update(*(lists.words[cut] for cut in cuts if cut in lists.words))
    if "_" not in word:
        found.update(*(names for part, names in lists.within.items() if part in word))
        found.update(_last_part(word))
    return frozenset(found)


def _last_part(word: str) -> frozenset[str]:
    """Return the lists of the word that a Finnish or Swedish compound ends with.

    It says what the thing is: ``yhteyssähköposti``, ``kontaktadress``.
    """
    lists = _lists().words
    for head in range(len(word) - LONG, SHORTEST_PART - 1, -1):
        for end in range(len(word), head + LONG, -1):
            if f"{word[head:end]}*" in lists:
                return lists[f"{word[head:end]}*"]
    return frozenset()


def spoken(text: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the words of a text with the lists they stand in, the longest known phrases first.

    A word that no list has is ``UNKNOWN``; numbers and small words are left out.
    """
    words, at = words_of(text), 0
    while at < len(words):
        for size in range(min(MOST_WORDS, len(words) - at), 0, -1):
            if found := kinds("_".join(words[at : at + size])):
                break
        said = " ".join(words[at : at + size])
        at += size
        if not said.isdecimal() and found != {SMALL} and (found or len(said) > 1):
            yield said, found - {SMALL} or frozenset({UNKNOWN})


def content(text: str) -> tuple[str, ...]:
    """Return the stems of the words that say something, each once."""
    stems = dict.fromkeys(map(_stem, words_of(text)))
    return tuple(s for s in stems if not s.isdecimal() and SMALL not in kinds(s))


def of_kind(words: Iterable[str], *names: str) -> frozenset[str]:
    """Return the words that stand in one of some lists."""
    return frozenset(w for w in words if not kinds(w).isdisjoint(names))


@lru_cache(maxsize=16_384)
def _stem(word: str) -> str:
    """Return a word without its possessive ending, and the plural of English."""
    plain = _SUFFIX.sub("", word) if len(word) > LONG else word
    if plain.endswith("ies") and len(plain) > LONG:
        return plain[:-3] + "y"
    plural = plain.endswith("s") and not plain.endswith("ss") and len(plain) >= LONG
    return plain[:-1] if plural else plain
