"""Comparing people's names as forms have them: titles, accents, initials, surnames alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from mentorcli.domain.text import match_key, one_line, unaccented

_TITLES_TEXT = (
    "prof professor professori dr doctor tohtori tri dos dosentti docent assoc associate asst "
    "assistant apulaisprofessori bitradande biträdande emeritus emerita adj adjunct university "
    "lecturer yliopistonlehtori lektor tkt ft kt vtt filtri tekntri dsc phd msc dipl "
    "mr mrs ms hra rva herr fru sir acad akateemikko"
)
_TITLES = frozenset(_TITLES_TEXT.split())
_DEGREES = re.compile(r"\b(d\.\s?sc|ph\.\s?d|m\.\s?sc|d\.\s?tech|dipl\.\s?-?ing|tekn\.\s?dr)\b\.?")
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_SHORTEST_WITH_SLIP = 6
_NEAR = 90


@dataclass(frozen=True, slots=True)
class NameParts:
    """A name without titles and accents: first names in order, and the surname."""

    first: tuple[str, ...]
    last: str

    def key(self) -> tuple[str, ...]:
        """Return all words sorted, so that the order of first and last names does not matter."""
        return tuple(sorted((*self.first, self.last)))


@lru_cache(maxsize=1 << 16)
def name_parts(text: str) -> NameParts:
    """Return the parts of a name; ``Virtanen, Anna`` is turned round, titles are dropped."""
    plain = _DEGREES.sub(" ", _BRACKETS.sub(" ", unaccented(one_line(text))))
    before, comma, after = plain.partition(",")
    head, tail = _words(before), _words(after)
    words = tail + head if comma and head and tail else head + tail
    return NameParts(tuple(words[:-1]), words[-1]) if words else NameParts((), "")


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
    if a.key() == b.key():
        return True
    if a.last == b.last:
        return _compatible(a.first, b.first)
    return bool(a.first) and a.first == b.first and _one_slip(a.last, b.last)


def _compatible(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    fewer, more = sorted((one, other), key=len)
    return all(any(_same_first(x, y) for y in more) for x in fewer)


def _same_first(one: str, other: str) -> bool:
    return one == other or (1 in {len(one), len(other)} and one[0] == other[0])


def _one_slip(one: str, other: str) -> bool:
    """Tell whether one letter added, left out or changed turns one word into the other."""
    short, long = sorted((one, other), key=len)
    if len(short) < _SHORTEST_WITH_SLIP or len(long) - len(short) > 1:
        return False
    start = next((k for k, c in enumerate(short) if c != long[k]), len(short))
    return short[start + (len(short) == len(long)) :] == long[start + 1 :]


def meant(text: str, people: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Return the person ids that ``text`` most likely names among ``people`` (id, name).

    The strictest way of comparing that finds anybody decides: letter by letter, without accents
    and order, as in ``alike``, and last by likeness (RapidFuzz token sort ratio of 90 or more).
    More than one id means that the name is ambiguous; none that nobody is meant.
    """
    roster = sorted(people)
    parts = name_parts(text)
    if not parts.last:
        return ()
    exact = tuple(p for p, name in roster if match_key(name) == match_key(text))
    if exact:
        return exact
    same = tuple(p for p, name in roster if name_parts(name).key() == parts.key())
    return same or tuple(p for p, name in roster if alike(text, name)) or _near(parts, roster)


def _near(parts: NameParts, roster: list[tuple[str, str]]) -> tuple[str, ...]:
    from rapidfuzz import fuzz

    if not parts.first:
        return ()
    wanted = " ".join(parts.key())
    scored = [(fuzz.ratio(wanted, " ".join(name_parts(n).key())), p) for p, n in roster]
    best = max((score for score, _ in scored), default=0.0)
    return tuple(p for score, p in scored if score == best >= _NEAR)
