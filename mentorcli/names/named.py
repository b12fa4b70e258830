"""Who is meant by a name as people type it: titled, misspelt, inflected, turned round.

A name is taken only when one person fits and nobody else comes near; everything else is asked.
Where a conflict rests on the name (``Directory.hear``) likeness is never more than a question.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from mentorcli.domain.text import match_key, one_line
from mentorcli.names.compared import NameParts, in_two_letters, name_parts
from mentorcli.names.inflected import (
    first_name_forms,
    nominatives,
    stems_of_surname,
    stems_written,
    without_colon_ending,
)
from mentorcli.names.misspelt import likest
from mentorcli.names.near_words import NearWords

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
        if found := self.written(parts):
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
            self.heard[key] = self._heard(one_line(text), first_names=first_names)
        return self.heard[key]

    def _heard(self, text: str, *, first_names: bool) -> Understood:
        parts = self._parts(text)
        if not parts.last:
            return Understood(text, Sure.NOBODY)
        if found := self.exact.get(match_key(text)) or self.written(parts):
            return _one(text, found)
        perhaps = {*self._part_of_name(parts), *self._misspelt(parts, first_names=first_names)}
        if first_names and not parts.first:
            perhaps |= {*self.words.get(parts.last, ()), *self._double(parts)}
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

    def written(self, parts: NameParts) -> Found:
        """Return who has a name as it stands, inflected, turned round or with an initial."""
        for way in (self._as_written, self._inflected, self._initial_last):
            if found := way(parts):
                return found
        return ()

    def _as_written(self, parts: NameParts) -> Found:
        if parts.first and (found := self.whole.get(parts.key)):
            return found
        return self._by_surname(parts, (parts.last,))

    def _inflected(self, parts: NameParts) -> Found:
        found = self._by_surname(parts, tuple(stems_written(parts.last)))
        if found or len(parts.first) != 1 or len(parts.last) == 1:
            return found
        turned = NameParts(
            (parts.last,), parts.first[0], parts.key
        )  # “Virtaselle Annalle”, “Virtanen Anna”
        return self._by_surname(turned, (turned.last, *stems_written(turned.last)))

    def _initial_last(self, parts: NameParts) -> Found:
        """Return who is meant by ``Virtanen A.``, else by ``Anna V.``."""
        words = [*parts.first, parts.last]
        initials: list[str] = []
        while len(words) > 1 and len(words[-1]) == 1:
            initials.insert(0, words.pop())
        if not initials or len(words[-1]) == 1:
            return ()
        turned = NameParts((*words[:-1], *initials), words[-1], parts.key)
        if found := self._by_surname(turned, (turned.last, *stems_written(turned.last))):
            return found
        *firsts, last = (*words, *initials)
        few = self.words.get(firsts[0], ())
        return tuple(
            p for p in few
            if first_agrees(tuple(firsts), self.names[p].first) and self.names[p].last[:1] == last
        )  # fmt: skip

    def _by_surname(self, parts: NameParts, stems: Iterable[str]) -> Found:
        found = {p: None for stem in stems for p in self.stems.get(stem, ())}
        return tuple(p for p in found if first_agrees(parts.first, self.names[p].first))

    def _part_of_name(self, parts: NameParts) -> Found:
        """Return who has all the words written and more, or half of the surname: who married."""
        words = (*parts.first, parts.last)
        if len(words) < 2 or any(len(w) == 1 for w in words):  # noqa: PLR2004 - one word is no name
            return ()
        sets = [{p for half in w.split("-") for p in self.words.get(half, ())} for w in words]
        return tuple(sorted(set.intersection(*sets)))

    def _double(self, parts: NameParts) -> Found:
        return tuple(p for half in parts.last.split("-") for p in self.surnames.get(half, ()))

    def _misspelt(self, parts: NameParts, *, first_names: bool) -> Found:
        """Return whose surname is a slip away, or whose first name, the other name being right."""
        turned = (
            NameParts((parts.last,), parts.first[0], parts.key) if len(parts.first) == 1 else None
        )
        found: set[str] = set()
        for one in (parts, turned):
            if one is None or (not one.first and not first_names):
                continue
            slips = 1 if len(one.last) >= _SHORT else 0
            plain = {one.last, *nominatives(one.last)} if one is parts else {one.last}
            near = {s for w in plain for s in self.near.near(w, slips)}
            people = {p for s in near for p in self.surnames.get(s, ())}
            found |= {p for p in people if first_agrees(one.first, self.names[p].first)}
            if first_names and len(one.first) == 1:
                same = {p for w in plain for p in self.stems.get(w, ())}
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
        stems = {parts.last, *stems_written(parts.last)}
        others = {p for s in stems for p in self.stems.get(s, ())} - {person} if vague else set()
        others = {p for p in others if first_agrees(parts.first, self.names[p].first)}
        if vague and (others or self._neighbours(parts.last, person)):
            near = sorted(others or self._neighbours(parts.last, person))
            return Understood(text, Sure.ASK, (person, *near))
        return Understood(text, Sure.MEANT, found)

    def _neighbours(self, surname: str, person: str) -> Found:
        """Return people whose surname is one letter away: the writer may have meant them."""
        near = {p for s in self.near.near(surname) for p in self.surnames[s]}
        return tuple(sorted(near - {*self.surnames[self.names[person].last], person}))


def _one(text: str, found: Found) -> Understood:
    if len(found) == 1:
        return Understood(text, Sure.MEANT, found)
    return Understood(text, Sure.ASK if found else Sure.NOBODY, found)


def first_agrees(written: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Tell whether first names do not contradict each other: missing, initials, one of several."""
    return all(
        any(w == t or (len(w) == 1 and t.startswith(w)) or w in t.split("-") or w in first_name_forms(t) for t in theirs)
        for w in written
    )  # fmt: skip


def directory_of(people: Iterable[tuple[str, str, str]]) -> Directory:
    """Return the directory of people, each as (id, name, e-mail address)."""
    return _directory(tuple(sorted({*people})))


@lru_cache(maxsize=16)
def _directory(people: tuple[tuple[str, str, str], ...]) -> Directory:
    """Return a directory, the same one while the people are the same: it remembers what it heard."""
    names: dict[str, NameParts] = {}
    exact: dict[str, list[str]] = defaultdict(list)
    emails: dict[str, list[str]] = defaultdict(list)
    whole: dict[tuple[str, ...], list[str]] = defaultdict(list)
    stems: dict[str, list[str]] = defaultdict(list)
    surnames: dict[str, list[str]] = defaultdict(list)
    words: dict[str, list[str]] = defaultdict(list)
    for person, name, email in people:
        names[person] = name_parts(name)
        exact[match_key(name)].append(person)
        emails[match_key(email)].append(person)
        for parts in {names[person], name_parts(in_two_letters(name))}:
            whole[parts.key].append(person)
            surnames[parts.last].append(person)
            for stem in _stems(parts.last):
                stems[stem].append(person)
            for word in {half for w in parts.key for half in (w, *w.split("-"))}:
                words[word].append(person)
    near = NearWords(tuple(sorted(word for word in surnames if word)))
    return Directory(
        names, _frozen(exact), _frozen(emails), _frozen(whole), _frozen(stems), _frozen(surnames), _frozen(words), near
    )  # fmt: skip


def _frozen(index: Mapping[Key, list[str]]) -> dict[Key, Found]:
    return {key: tuple(dict.fromkeys(people)) for key, people in index.items() if key}


_stems = lru_cache(maxsize=1 << 14)(stems_of_surname)
