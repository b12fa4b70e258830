"""The words that ``vocabulary.toml`` knows: phrases of fields, and words that mean the same."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from mentorcli.domain.text import match_key

FILE = Path(__file__).parent / "vocabulary.toml"
SHORT, ENDING, TAIL = 5, 1, 5
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SUFFIX = re.compile(r"(?:nsa|nsä|mme|nne|si|['’]s)$")
_PERSON = re.compile(
    r"^mentor(?:i|in|it|ien|ille|eihin|eita|eille|eista|ina|n|er|erna|ernas?|ikse|iksi|ia|iin|ilta|illa|ns)?$"
)
"""A mentor and mentoring are not the same, nor is a wish about one."""


@dataclass(frozen=True, slots=True, eq=False)
class Phrases:
    """Titles of a field as sets of words, of which every one must stand in a title.

    ``share`` is how much of a title they must explain (0 for what their length asks); a title
    with one of the words ``without`` asks something else.
    """

    field: str
    role: str
    sets: tuple[tuple[str, ...], ...]
    share: float
    others: bool
    without: frozenset[str]


@cache
def _entries() -> tuple[tuple[Phrases, ...], dict[str, tuple[str, ...]]]:
    entries = tomllib.loads(FILE.read_text(encoding="utf-8"))
    words = {key: tuple(text.split()) for key, text in entries.pop("words").items()}
    small = {_stem(w) for w in words["small"]}
    phrases = []
    for key, entry in entries.items():
        field, _, role = key.partition("@")
        stems = (map(_asked, phrase.split()) for phrase in entry["phrases"].split("|"))
        sets = tuple(tuple(s for s in phrase if s not in small) for phrase in stems)
        without = frozenset(map(_asked, entry.get("without", "").split()))
        share, others = entry.get("share", 0.0), entry.get("others", False)
        phrases.append(Phrases(field, role, sets, share, others, without))
    return tuple(phrases), words


def every_phrases() -> tuple[Phrases, ...]:
    """Return the phrases of all fields, in the order of the file."""
    return _entries()[0]


def _asked(word: str) -> str:
    """Return a word of a phrase; in capitals it is the name of words that mean the same."""
    return word if word.isupper() else _stem(word)


@cache
def _kinds() -> Mapping[str, frozenset[str]]:
    """Return the kinds of whole words, of beginnings (``tutkim*``) and of endings (``*kieli``)."""
    found: dict[str, set[str]] = {}
    for name, words in _entries()[1].items():
        for word in words:
            bare = word.strip("*")
            found.setdefault(_stem(bare), set()).add(name.upper())
            if bare != word:
                plain = match_key(bare).replace("-", "")
                found.setdefault(word.replace(bare, plain), set()).add(name.upper())
    return {word: frozenset(names) for word, names in found.items()}


@lru_cache(maxsize=16_384)
def kinds(word: str) -> frozenset[str]:
    """Return the names, in capitals, of all lists that a stem stands in."""
    every = _kinds()
    cuts = [f"{word[:n]}*" for n in range(1, len(word) + 1)] + [
        f"*{word[n:]}" for n in range(len(word))
    ]
    return frozenset[str]().union(*(every[cut] for cut in (word, *cuts) if cut in every))


def of_kind(words: Iterable[str], *names: str) -> frozenset[str]:
    """Return the words that stand in one of some lists."""
    return frozenset(w for w in words if not kinds(w).isdisjoint(names))


@lru_cache(maxsize=16_384)
def meanings(word: str) -> tuple[str, ...]:
    """Return the words of phrases that a title's stem is: with other endings, or of a kind."""
    begun = [asked for asked in _index().get(_start(word), ()) if _same(word, asked)]
    return (*begun, *sorted(kinds(word)))


@cache
def phrases_with() -> Mapping[str, list[tuple[Phrases, tuple[str, ...], frozenset[str]]]]:
    """Return all phrases by that of their words which the fewest phrases have."""
    every = {(p, asked) for p in every_phrases() for asked in p.sets if asked}
    counts = Counter(word for _, asked in every for word in asked)
    found: dict[str, list[tuple[Phrases, tuple[str, ...], frozenset[str]]]] = {}
    for phrases in every_phrases():
        for asked in dict.fromkeys(a for a in phrases.sets if a):
            rarest = min(asked, key=counts.__getitem__)
            found.setdefault(rarest, []).append((phrases, asked, frozenset(asked)))
    return found


@cache
def _index() -> dict[str, tuple[str, ...]]:
    """Return all words of phrases by what words must share to be the same with other endings."""
    found: dict[str, set[str]] = {}
    for phrases in every_phrases():
        for word in (w for asked in phrases.sets for w in asked if not w.isupper()):
            found.setdefault(_start(word), set()).add(word)
    return {start: tuple(sorted(words)) for start, words in found.items()}


def _start(word: str) -> str:
    return word[: SHORT - ENDING]


@lru_cache(maxsize=16_384)
def content(key: str) -> tuple[str, ...]:
    """Return the stems of the words that say something, each once."""
    stems = dict.fromkeys(stems_in(key))
    return tuple(s for s in stems if not s.isdecimal() and "SMALL" not in kinds(s))


def stems_in(text: str) -> list[str]:
    """Return the stems of all words of a text."""
    return [_stem(w) for w in _WORD.findall(text)]


@lru_cache(maxsize=16_384)
def _stem(word: str) -> str:
    """Return a word without hyphens, its possessive ending, and the plural of English."""
    plain = match_key(word).replace("-", "").replace("’", "'")
    if len(plain) > SHORT:
        plain = _SUFFIX.sub("", plain)
    if plain.endswith("ies") and len(plain) > SHORT:
        return plain[:-3] + "y"
    plural = plain.endswith("s") and not plain.endswith("ss") and len(plain) >= SHORT
    return plain[:-1] if plural else plain


@lru_cache(maxsize=65_536)
def _same(one: str, other: str) -> bool:
    """Tell whether two stems are one word with different endings."""
    if one == other:
        return True
    people = [bool(_PERSON.match(word)) for word in (one, other)]
    if any(people):
        return all(people)
    short, long = sorted((one, other), key=len)
    if len(short) < SHORT or len(long) > len(short) + TAIL:
        return False
    return long.startswith(short[: len(short) - ENDING])
