"""How well a name as it is written agrees with the name of somebody known."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import product

from mentorcli.names.first_name_agreement import First, first_agrees, marks_of
from mentorcli.names.surname_agreement import HALF, REMEMBERED, SHORT_HALF, Last, surname_agrees
from mentorcli.names.written import LEADING, Word, Written, name_of, two_words, written


class Tier(IntEnum):
    """How well a name agrees with somebody's, from not at all to letter by letter."""

    OTHER = 0
    NAMESAKE = 1
    """The surname with a first name that is another's."""
    LIKE = 2
    """A slip of the pen, a part of the name, one name more, a first name alone."""
    AGREES = 3
    """The surname, and first names that are left out or stand as initials."""
    NAME = 4
    """First name and surname, in other letters, inflected, or with fewer first names."""
    EXACT = 5


_SHORT_PARTICLES = "vdl"
"""Letters of particles that are cut short: v, vd, v.d.l."""
_SHORTEST = 3
"""So many letters a pet name has in common with the name at least."""
_SAME = (First.SAME, First.INFLECTED)


@dataclass(frozen=True, slots=True)
class Person:
    """The name of somebody known: first names, and every way in which the surname may be written."""

    text: str
    firsts: tuple[Word, ...]
    last: frozenset[str]
    parts: frozenset[str]
    """Halves of the surname, names between first and last, earlier surnames."""
    letters: str
    """The initials of all first names, also of those joined by a hyphen."""

    @property
    def name(self) -> Written:
        """The whole name; of most people nobody asks for it."""
        return written(self.text)

    def initials(self) -> tuple[str, str]:
        """Return the initials of the whole name, with one for its surname or one for each half of that."""
        halves = "".join(min(part)[:1] for word in self.name.words[-1:] for part in word.parts)
        return self.letters + min(self.last, default="")[:1], self.letters + halves

    def has_other_particles(self, name: Written) -> bool:
        """Tell whether a name has other particles than theirs, or a whole one has none: Jan Berg, van den Berg."""
        joined = [{w.front for w in n.words if w.front} for n in (name, self.name)]
        if all(joined) and joined[0].isdisjoint(joined[1]):
            return True  # Al-Sayed, El-Sayed
        mine, theirs = ("".join(n.particles) for n in (name, self.name))
        own = {form for word in self.name.words for form in word.forms}
        written = {form for word in name.words for form in word.forms}
        if mine and theirs:
            short = mine[0] == theirs[0] and {*mine} <= {*_SHORT_PARTICLES}
            return not (theirs.startswith(mine) or short)
        if mine:
            return self.last.isdisjoint(mine + f for f in written) and own.isdisjoint(
                name.particles
            )
        return len(name.words) > 1 and theirs > "" and written.isdisjoint(theirs + f for f in own)

    def is_same(self, name: Written) -> bool:
        """Tell whether it is a name with the same words, accents aside."""
        return len(self.name.words) == len(name.words) and not self.name.key.isdisjoint(name.key)

    def is_longer(self, name: Written) -> bool:
        """Tell whether it is a name with more first names: “Anna Laine” may be Anna K. Laine."""
        words = self.name.words
        ends, fewer = (words[0], words[-1]), 1 < len(name.words) < len(words)
        return fewer and all(any(not w.forms.isdisjoint(e.forms) for w in name.words) for e in ends)

    def has_surname_near(self, words: Iterable[Word]) -> bool:
        """Tell whether one of some words is their surname or near it."""
        return any(surname_agrees((w,), self.last, self.parts, near=True) for w in words)

    def ends(self) -> Iterator[tuple[str, str]]:
        """Yield the first of several first names and the surname, in each way of writing them."""
        if len(self.firsts) > 1:
            yield from product(self.firsts[0].forms, self.last)

    def run_together(self) -> Iterator[str]:
        """Yield the first name and the surname without a space, either first: ``annalaine``."""
        for first, last in product((f for word in self.firsts[:1] for f in word.forms), self.last):
            yield from (first + last, last + first)

    def is_plain(self) -> bool:
        """Tell whether it is one first name and a surname that has no parts."""
        return len(self.firsts) == 1 and not self.parts


def person_of(name: str) -> Person:
    """Return somebody's name as it is compared; the last word is the surname."""
    if two := two_words(name):
        (first, last), parts = _surname_last(two), frozenset[str]()
        parts = first.forms - last.forms if last is two[0] else parts
        return Person(name, (first,), last.forms, parts, min(first.forms)[:1])
    w = written(name)
    *firsts, last = _surname_last(w.words) or (Word("", frozenset(), ()),)
    particle = "".join(w.particles)
    lasts = last.forms
    if particle:
        lasts |= {particle + form for form in last.forms}
    if len(firsts) > 1:
        lasts |= {before + form for before in firsts[-1].forms for form in last.forms}
    halves = {form for part in last.parts for form in part} if len(last.parts) > 1 else set()
    between = {form for word in (*firsts[1:], *w.words[-1:], *w.others) for form in word.forms}
    letters = "".join(min(p)[:1] for word in firsts for p in word.parts)
    return Person(name, tuple(firsts), lasts, frozenset({*halves, *between} - lasts), letters)


def _surname_last(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Return the words of a name with the surname last, also where it stands before one first name: Zhang Hui."""
    if len(words) != 2 or not LEADING.isdisjoint(words[-1].forms):  # noqa: PLR2004 - a first name and a surname
        return words
    return words if LEADING.isdisjoint(words[0].forms) else (words[1], words[0])


def tier(one: Written, person: Person) -> Tier:
    """Return how well a written name agrees with a person's."""
    words = one.words
    if not words or not person.last:
        return Tier.OTHER
    best = _whole(one, person)
    if best >= Tier.NAME:
        return best
    if len(words) == 1 and person.firsts and not words[0].is_initial:
        halves = {form for part in person.firsts[0].parts for form in part}
        same = first_agrees(words, person.firsts, person.letters) in _SAME
        forms = words[0].forms | words[0].plain_forms()
        alone = same or not forms.isdisjoint(halves | {person.letters})
        best = max(best, Tier.LIKE) if alone else best
    agreed = _agreed(words, person.firsts, person.letters)
    for (lasts, firsts), first in zip(_ways(words), agreed, strict=True):
        least = SHORT_HALF if first in _SAME else HALF
        last = surname_agrees(
            lasts, person.last, person.parts, near=first is not First.OTHER, least=least
        )
        if last is not Last.OTHER:
            turned = len(words) > 1 and lasts[0] is words[0] and last is Last.INFLECTED
            reached = _together(last, _in_order(first, turned=turned))
            bare = not person.firsts and len(words) > 1 and lasts[0] is words[0]
            best = max(best, min(reached, Tier.LIKE) if bare else reached)
        elif firsts and len(lasts) == 1 < len(words) and lasts[0].is_initial:
            known = _initial_last(lasts[0], firsts, person)  # “S. Venkatesh” may be a surname
            best = max(best, min(known, Tier.LIKE) if lasts[0] is words[0] else known)
    if one.others and best < Tier.LIKE and len(words) > 1:
        again = (name_of((*words[:-1], other)) for other in one.others)
        best = max(best, min(Tier.LIKE, max(tier(w, person) for w in again)))
    return best


def has_another_first(one: Written, person: Person) -> bool:
    """Tell whether the first name is another's whichever words are the surname: at best a namesake."""
    if _are_strange(one.words, person.firsts):
        return len(one.words) > 1
    agreed = _agreed(one.words, person.firsts, person.letters)
    firsts = [first for (_, some), first in zip(_ways(one.words), agreed, strict=True) if some]
    return bool(firsts) and all(first is First.OTHER for first in firsts)


def _whole(one: Written, person: Person) -> Tier:
    """Return whether all words are the same, in any order, or those of one name are in the other."""
    if len(one.words) < 2 or len(person.name.words) < 2:  # noqa: PLR2004 - one word is no whole name
        return Tier.OTHER
    if one.exact == person.name.exact:
        return Tier.EXACT
    mine, theirs = one.key, person.name.key
    if not mine.isdisjoint(theirs):
        return Tier.NAME
    whole = _forms(one.words)  # Wei Li is not in Li-Wei Huang
    fewer = any(_within(m, t) or _within(t, whole) for m in mine for t in theirs)
    return Tier.LIKE if fewer else Tier.OTHER


@lru_cache(maxsize=1 << 10)
def _forms(words: tuple[Word, ...]) -> frozenset[str]:
    return frozenset(form for word in words for form in word.forms)


def _within(few: Sequence[str], many: Collection[str]) -> bool:
    for word in few:
        if len(word) < 2 or word not in many:  # noqa: PLR2004 - an initial is no name
            return False
    return len({*few}) > 1


def _are_strange(words: tuple[Word, ...], firsts: tuple[Word, ...]) -> bool:
    """Tell at once that no word is somebody's first name, as of most namesakes; to look takes long."""
    mine, marks = marks_of(words), marks_of(firsts)
    return bool(mine and marks) and mine.isdisjoint(marks)


@lru_cache(maxsize=REMEMBERED)
def _agreed(words: tuple[Word, ...], theirs: tuple[Word, ...], initials: str) -> tuple[First, ...]:
    """Return for each of the ways how its first names agree with somebody's."""
    strange = _are_strange(words, theirs)
    return tuple(
        First.LEFT_OUT
        if not firsts
        else First.OTHER
        if strange
        else first_agrees(firsts, theirs, initials)
        for _, firsts in _ways(words)
    )


def _ways(words: tuple[Word, ...]) -> Iterator[tuple[tuple[Word, ...], tuple[Word, ...]]]:
    """Yield the words that may be the surname with the others: last, first, or two side by side."""
    yield words[-1:], words[:-1]
    if len(words) > 1:
        yield words[:1], words[1:]
        yield words[-2:], words[:-2]
    if len(words) > 2:  # noqa: PLR2004 - all words as the surname stand above
        yield words[:2], words[2:]


def _initial_last(last: Word, firsts: tuple[Word, ...], person: Person) -> Tier:
    """Return how ``Anna V.`` agrees: the first name in full, and the surname's first letter."""
    parts = "".join(min(part)[:1] for part in person.name.words[-1].parts)
    theirs = any(word.startswith(last.initials) for word in (*person.last, parts))
    first = (
        First.OTHER if firsts[0].is_initial else first_agrees(firsts, person.firsts, person.letters)
    )
    short = any(
        f.startswith(min(t.forms)[:_SHORTEST]) for f in firsts[0].forms for t in person.firsts
    )
    if not theirs or not (short or first in _SAME):
        return Tier.OTHER  # “Venky S.” may be Venkatesh
    return Tier.AGREES if first is First.SAME else Tier.LIKE


def _in_order(first: First, *, turned: bool) -> First:
    """Return what an inflected first name comes to: only behind an inflected surname it is that name."""
    if first is not First.INFLECTED:
        return first
    return First.SAME if turned else First.LIKE


def _together(last: Last, first: First) -> Tier:
    if last >= Last.INFLECTED:
        if first is First.SAME:
            return Tier.NAME
        if first >= First.LEFT_OUT:
            return Tier.AGREES
        return Tier.NAMESAKE if first is First.OTHER else Tier.LIKE
    if first < {Last.CUT: First.SAME, Last.SLIP: First.SOUNDS}.get(last, First.OTHER):
        return Tier.OTHER  # both names are other ones
    if first is not First.OTHER:
        return Tier.LIKE
    return Tier.NAMESAKE if last is Last.FAMILY else Tier.OTHER


class AnotherFirst(dict[str, bool]):
    """Whether a person's first name is another's than a name has: told once for all called so.

    ``alike`` gives for each person the first one of those with the same first names.
    """

    def __init__(
        self, name: Written, people: Mapping[str, Person], alike: Mapping[str, str]
    ) -> None:
        super().__init__()
        self.name, self.people, self.alike = name, people, alike

    def __missing__(self, person: str) -> bool:
        found = self[person] = has_another_first(self.name, self.people[person])
        return found

    def has(self, person: str) -> bool:
        """Tell it of any person."""
        return self[self.alike[person]]
