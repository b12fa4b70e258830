"""Who is meant by a name as people type it: titled, misspelt, inflected, turned round.

A name is taken only when one person fits and nobody else comes near; everything else is asked.
Where a conflict rests on the name (``Directory.hear``) likeness is never more than a question.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from mentorcli.domain.text import match_key, one_line
from mentorcli.names.comparison import NameParts, in_two_letters, name_parts
from mentorcli.names.inflection import (
    first_name_forms,
    nominatives,
    stems_of_surname,
    stems_written,
    without_colon_ending,
)
from mentorcli.names.slips import NearWords, likest

ADDRESS = re.compile(r"[^\s@<>;,()\[\]]+@[^\s@<>;,()\[\]]+")
_SHORT = 5
Found = tuple[str, ...]
Key = TypeVar("Key", str, tuple[str, ...])


class Sure(StrEnum):
    """How a name was understood."""

    MEANT = "meant"
    """One person, and nobody else comes near."""
    ASK = "ask"
    """It may be one of several, or somebody whose name is only like it."""
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Understood:
    """What a name means: one person when it is sure, else those to ask about, likeliest first."""

    text: str
    sure: Sure
    people: Found = ()


@dataclass(frozen=True, slots=True, eq=False)
class Directory:
    """People among whom names are looked for, by every way in which a name may lead to them."""

    names: Mapping[str, NameParts]
    exact: Mapping[str, Found]
    emails: Mapping[str, Found]
    whole: Mapping[tuple[str, ...], Found]
    stems: Mapping[str, Found]
    surnames: Mapping[str, Found]
    words: Mapping[str, Found]
    """By each word of a name, and by each half of a word with a hyphen."""
    near: NearWords
    """The surnames, to find those that are misspelt."""
    heard: dict[tuple[str, bool], Understood] = field(default_factory=dict)
    """What was heard before: the same names are asked for again and again."""

    def understand(self, text: str) -> Understood:
        """Return who is meant by one name, where nothing worse than a wish rests on it."""
        text = one_line(text)
        if addressed := self.at_address(text):
            return addressed
        if exact := self.exact.get(match_key(text)):
            return _one(text, exact)
        parts = self._parts(text)
        if not parts.last:
            return Understood(text, Sure.NOBODY)
        if found := self.people_called(parts):
            return self._unless_near(text, parts, found)
        people, certain = likest(self, parts)
        people = people or self._part_of_name(parts)
        sure = Sure.MEANT if certain else Sure.ASK if people else Sure.NOBODY
        return Understood(text, sure, people)

    def hear(self, text: str, *, first_names: bool = True) -> Understood:
        """Return who is meant by one name in a conflict: who has it, or may; never who is near.

        ``first_names`` tells that a first name alone, or a misspelt one, may mean somebody too.
        """
        key = (text, first_names)
        if key not in self.heard:
            self.heard[key] = self._hear(one_line(text), first_names=first_names)
        return self.heard[key]

    def _hear(self, text: str, *, first_names: bool) -> Understood:
        parts = self._parts(text)
        if not parts.last:
            return Understood(text, Sure.NOBODY)
        if found := self.exact.get(match_key(text)) or self.people_called(parts):
            return _one(text, found)
        perhaps = {*self._part_of_name(parts), *self._by_slip(parts, first_names=first_names)}
        if first_names and not parts.first:
            double = _people(self.surnames, parts.last.split("-"))
            perhaps |= {*self.words.get(parts.last, ()), *double}
        return Understood(text, Sure.ASK if perhaps else Sure.NOBODY, tuple(sorted(perhaps)))

    def at_address(self, text: str) -> Understood | None:
        """Return whose address stands in a text; None where it has no address of anybody known.

        An address of somebody unknown with no name beside it is somebody unknown.
        """
        addresses = [a.strip(".:") for a in ADDRESS.findall(text)]
        found = {p for a in addresses for p in self.emails.get(match_key(a), ())}
        if found:
            return _one(text, tuple(sorted(found)))
        bare = addresses and not name_parts(ADDRESS.sub(" ", text)).last
        return Understood(text, Sure.NOBODY) if bare else None

    def _parts(self, text: str) -> NameParts:
        """Return a name's parts, as people here write it: ``Jürgen``, or ``Juergen`` where one is."""
        parts = name_parts(without_colon_ending(text))
        other = name_parts(without_colon_ending(in_two_letters(text)))
        return other if other.key in self.whole and parts.key not in self.whole else parts

    def people_called(self, parts: NameParts) -> Found:
        """Return who has a name as it stands, inflected, turned round or with an initial."""
        for way in (self._as_written, self._by_inflection, self._initial_last):
            if found := way(parts):
                return found
        return ()

    def _as_written(self, parts: NameParts) -> Found:
        if parts.first and (found := self.whole.get(parts.key)):
            return found
        return self._by_surname(parts, (parts.last,))

    def _by_inflection(self, parts: NameParts) -> Found:
        found = self._by_surname(parts, tuple(stems_written(parts.last)))
        if found or len(parts.first) != 1 or len(parts.last) == 1:
            return found
        return self._by_any_form(_surname_first(parts))  # “Virtaselle Annalle”, “Virtanen Anna”

    def _initial_last(self, parts: NameParts) -> Found:
        """Return who is meant by ``Virtanen A.``, else by ``Anna V.``."""
        words = [*parts.first, parts.last]
        initials: list[str] = []
        while len(words) > 1 and len(words[-1]) == 1:
            initials.insert(0, words.pop())
        if not initials or len(words[-1]) == 1:
            return ()
        turned = NameParts((*words[:-1], *initials), words[-1], parts.key)
        if found := self._by_any_form(turned):
            return found
        *firsts, last = (*words, *initials)
        few = self._agreeing(firsts, self.words.get(firsts[0], ()))
        return tuple(p for p in few if self.names[p].last[:1] == last)

    def _by_any_form(self, parts: NameParts) -> Found:
        return self._by_surname(parts, (parts.last, *stems_written(parts.last)))

    def _by_surname(self, parts: NameParts, stems: Iterable[str]) -> Found:
        return self._agreeing(parts.first, _people(self.stems, stems))

    def _agreeing(self, first: Sequence[str], people: Iterable[str]) -> Found:
        """Return those of some people whose first names do not contradict what is written."""
        return tuple(p for p in people if first_agrees(first, self.names[p].first))

    def _part_of_name(self, parts: NameParts) -> Found:
        """Return who has all the words written and more, or half of the surname: who married."""
        words = (*parts.first, parts.last)
        if len(words) < 2 or any(len(w) == 1 for w in words):  # noqa: PLR2004 - one word is no name
            return ()
        sets = [set(_people(self.words, w.split("-"))) for w in words]
        return tuple(sorted(set.intersection(*sets)))

    def _by_slip(self, parts: NameParts, *, first_names: bool) -> Found:
        """Return whose surname is a slip away, or whose first name, the other name being right."""
        ways = (
            [(parts, {parts.last, *nominatives(parts.last)})] if parts.first or first_names else []
        )
        if len(parts.first) == 1:
            ways.append((_surname_first(parts), {parts.first[0]}))
        found: set[str] = set()
        for one, plain in ways:
            slips = 1 if len(one.last) >= _SHORT else 0
            near = {s for w in plain for s in self.near.near(w, slips)}
            found |= {*self._agreeing(one.first, _people(self.surnames, near))}
            if first_names and len(one.first) == 1:
                same = _people(self.stems, plain)
                found |= {p for p in same if self._first_near(one.first[0], p)}
        return tuple(sorted(found))

    def _first_near(self, first: str, person: str) -> bool:
        from rapidfuzz.distance import OSA

        theirs = self.names[person].first[:1]
        return len(first) > 2 and any(OSA.distance(first, t, score_cutoff=1) <= 1 for t in theirs)  # noqa: PLR2004 - in two letters one is another name

    def _unless_near(self, text: str, parts: NameParts, found: Found) -> Understood:
        """Return the one found, unless only a surname or an initial stands for it and others near."""
        if len(found) > 1:
            return Understood(text, Sure.ASK, tuple(sorted(found)))
        (person,) = found
        vague = not parts.first or all(len(word) == 1 for word in parts.first)
        near: set[str] = set()
        if vague:
            near = {*self._by_any_form(parts)} - {person}
        if vague and not near:  # whose surname is one letter away: the writer may have meant them
            near = {*_people(self.surnames, self.near.near(parts.last))}
            near -= {*self.surnames[self.names[person].last], person}
        if near:
            return Understood(text, Sure.ASK, (person, *sorted(near)))
        return Understood(text, Sure.MEANT, found)


def _surname_first(parts: NameParts) -> NameParts:
    """Return a name of two words with the surname first."""
    return NameParts((parts.last,), parts.first[0], parts.key)


def _people(index: Mapping[Key, Found], keys: Iterable[Key]) -> dict[str, None]:
    """Return the people that any of the keys leads to, each once, in order."""
    return {p: None for key in keys for p in index.get(key, ())}


def _one(text: str, found: Found) -> Understood:
    if len(found) == 1:
        return Understood(text, Sure.MEANT, found)
    return Understood(text, Sure.ASK if found else Sure.NOBODY, found)


def first_agrees(written: Sequence[str], theirs: Sequence[str]) -> bool:
    """Tell whether first names do not contradict each other: missing, initials, one of several."""
    return all(any(_is_first(w, t) for t in theirs) for w in written)


def _is_first(written: str, theirs: str) -> bool:
    initial = len(written) == 1 and theirs.startswith(written)
    return initial or written in (theirs, *theirs.split("-"), *first_name_forms(theirs))


def directory_of(people: Iterable[tuple[str, str, str]]) -> Directory:
    """Return the directory of people, each as (id, name, e-mail address)."""
    return _directory(tuple(sorted({*people})))


@lru_cache(maxsize=16)
def _directory(people: tuple[tuple[str, str, str], ...]) -> Directory:
    """Return a directory, the same one while the people are the same: it remembers what it heard."""
    written = [
        (parts, person)
        for person, name, _ in people
        for parts in {name_parts(name), name_parts(in_two_letters(name))}
    ]
    surnames = _index((parts.last, p) for parts, p in written)
    return Directory(
        names={person: name_parts(name) for person, name, _ in people},
        exact=_index((match_key(name), person) for person, name, _ in people),
        emails=_index((match_key(email), person) for person, _, email in people),
        whole=_index((parts.key, p) for parts, p in written),
        stems=_index((stem, p) for parts, p in written for stem in _stems(parts.last)),
        surnames=surnames,
        words=_index(
            (half, p) for parts, p in written for w in parts.key for half in (w, *w.split("-"))
        ),
        near=NearWords(tuple(sorted(surnames))),
    )


def _index(pairs: Iterable[tuple[Key, str]]) -> dict[Key, Found]:
    """Return the people of each key, each once, in order; nobody is found by nothing."""
    found: dict[Key, dict[str, None]] = {}
    for key, person in pairs:
        if key:
            found.setdefault(key, {})[person] = None
    return {key: tuple(people) for key, people in found.items()}


_stems = lru_cache(maxsize=1 << 14)(stems_of_surname)
