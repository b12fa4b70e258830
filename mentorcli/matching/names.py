"""Comparing people's names as forms have them: titles, accents, initials, surnames alone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from mentorcli.domain.text import match_key, one_line, unaccented
from mentorcli.matching.likeness import Likeness

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
    """A name without titles and accents: first names in order, and the surname.

    ``key`` has all words sorted, so that the order of first and last names does not matter.
    """

    first: tuple[str, ...]
    last: str
    key: tuple[str, ...]


@lru_cache(maxsize=1 << 16)
def name_parts(text: str) -> NameParts:
    """Return the parts of a name; ``Virtanen, Anna`` is turned round, titles are dropped."""
    plain = _DEGREES.sub(" ", _BRACKETS.sub(" ", unaccented(one_line(text))))
    before, comma, after = plain.partition(",")
    head, tail = _words(before), _words(after)
    words = tail + head if comma and head and tail else head + tail
    last = words.pop() if words else ""
    return NameParts(tuple(words), last, tuple(sorted((*words, last))))


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
        signs |= {("all", *parts.key): None, ("last", parts.last): None}
        if parts.first and len(parts.last) >= _SHORTEST_WITH_SLIP:
            signs |= {("head", *parts.first, parts.last[:3]): None,
                      ("tail", *parts.first, parts.last[-3:]): None}  # fmt: skip
    return tuple(signs)


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


@dataclass(frozen=True, slots=True)
class Roster:
    """People among whom names are looked for: ids in order, and where each way of writing leads."""

    people: tuple[str, ...]
    exact: Mapping[str, tuple[int, ...]]
    same: Mapping[tuple[str, ...], tuple[int, ...]]
    signs: Mapping[tuple[str, ...], tuple[int, ...]]
    names: tuple[str, ...]
    likeness: Likeness

    def meant(self, text: str) -> tuple[str, ...]:
        """Return the person ids that ``text`` most likely names.

        The strictest way of comparing that finds anybody decides: letter by letter, without accents
        and order, as in ``alike``, and last by likeness (RapidFuzz token sort ratio of 90 or more).
        More than one id means that the name is ambiguous; none that nobody is meant.
        """
        parts = name_parts(text)
        if not parts.last:
            return ()
        found = self.exact.get(match_key(text)) or self.same.get(parts.key)
        if not found:
            near = {k for sign in signs_of((text,)) for k in self.signs.get(sign, ())}
            found = tuple(k for k in sorted(near) if alike(text, self.names[k]))
        return tuple(self.people[k] for k in found or self._near(parts))

    def _near(self, parts: NameParts) -> tuple[int, ...]:
        from rapidfuzz import fuzz, process

        if not parts.first:
            return ()
        wanted = " ".join(parts.key)
        scored = process.extract(
            wanted, self.likeness.near(wanted), scorer=fuzz.ratio, score_cutoff=_NEAR, limit=None,
            processor=None,
        )  # fmt: skip
        best = max((score for _, score, _ in scored), default=0.0)
        return tuple(sorted(k for _, score, k in scored if score == best))


def roster_of(people: Iterable[tuple[str, str]]) -> Roster:
    """Return the roster of people, each as (id, name)."""
    ordered = sorted(people)
    exact: dict[str, list[int]] = defaultdict(list)
    same: dict[tuple[str, ...], list[int]] = defaultdict(list)
    signs: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for k, (_, name) in enumerate(ordered):
        exact[match_key(name)].append(k)
        same[name_parts(name).key].append(k)
        for sign in signs_of((name,)):
            signs[sign].append(k)
    return Roster(
        tuple(person for person, _ in ordered),
        {key: tuple(found) for key, found in exact.items()},
        {key: tuple(found) for key, found in same.items()},
        {key: tuple(found) for key, found in signs.items()},
        tuple(name for _, name in ordered),
        Likeness(tuple(" ".join(name_parts(name).key) for _, name in ordered)),
    )


def meant(text: str, people: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Return the person ids that ``text`` most likely names among ``people`` (id, name)."""
    return roster_of(people).meant(text)
