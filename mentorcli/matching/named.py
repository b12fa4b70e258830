"""Who is meant by a name as people type it: titled, misspelt, inflected, turned round.

A name is taken only when one person fits and nobody else comes near; everything else is asked.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from mentorcli.domain.text import match_key, one_line
from mentorcli.matching.names import NameParts, name_parts

_ADDRESS = re.compile(r"[^\s@<>;,]+@[^\s@<>;,]+")
_AFTER_COLON = re.compile(
    r"[:'’](?:lle|lta|ltä|lla|llä|n|ä|a|s|ssa|ssä|sta|stä|aan|iin)\b", re.IGNORECASE
)
_ENDINGS = (
    "lle", "lta", "lla", "ssa", "sta", "ksi", "tta", "ta", "na", "n", "a", "s",
)  # fmt: skip
"""Finnish endings without accents, and the Swedish genitive; the longest is tried first."""
_GRADES = (
    ("kk", "k"), ("pp", "p"), ("tt", "t"), ("nk", "ng"), ("nt", "nn"), ("lt", "ll"), ("rt", "rr"),
    ("mp", "mm"), ("k", ""), ("p", "v"), ("t", "d"),
)  # fmt: skip
"""Finnish consonant gradation: what stands before the last vowel, strong and weak."""
_VOWELS = "aeiouy"
_SHORT = 5
_WIDE_APART = 2


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
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Directory:
    """People among whom names are looked for, by every way in which a name may lead to them."""

    names: Mapping[str, NameParts]
    emails: Mapping[str, tuple[str, ...]]
    whole: Mapping[tuple[str, ...], tuple[str, ...]]
    stems: Mapping[str, tuple[str, ...]]
    letters: Mapping[str, str]

    def understand(self, text: str) -> Understood:
        """Return who is meant by one name."""
        text = one_line(text)
        address = _ADDRESS.search(text)
        if address:
            found = self.emails.get(match_key(address[0]), ())
            return _one(text, found)
        parts = name_parts(_AFTER_COLON.sub("", text))
        if not parts.last:
            return Understood(text, Sure.NOBODY)
        for way in (self._as_written, self._inflected):
            if found := way(parts):
                return self._unless_near(text, parts, found)
        return self._like(text, parts)

    def _as_written(self, parts: NameParts) -> tuple[str, ...]:
        if parts.first and (found := self.whole.get(parts.key)):
            return found
        return self._by_surname(parts, (parts.last,))

    def _inflected(self, parts: NameParts) -> tuple[str, ...]:
        found = self._by_surname(parts, tuple(_stems_of_written(parts.last)))
        if found or len(parts.first) != 1:
            return found
        turned = NameParts(
            (parts.last,), parts.first[0], parts.key
        )  # “Virtaselle Annalle”, “Virtanen Anna”
        return self._by_surname(turned, (turned.last, *_stems_of_written(turned.last)))

    def _by_surname(self, parts: NameParts, stems: tuple[str, ...]) -> tuple[str, ...]:
        found = {p: None for stem in stems for p in self.stems.get(stem, ())}
        return tuple(p for p in found if _first_agrees(parts.first, self.names[p].first))

    def _unless_near(self, text: str, parts: NameParts, found: tuple[str, ...]) -> Understood:
        """Return the one found, unless only a surname or an initial stands for it and others near."""
        if len(found) > 1:
            return Understood(text, Sure.ASK, tuple(sorted(found)))
        (person,) = found
        vague = not parts.first or all(len(word) == 1 for word in parts.first)
        stems = {parts.last, *_stems_of_written(parts.last)}
        others = {p for s in stems for p in self.stems.get(s, ())} - {person} if vague else set()
        others = {p for p in others if _first_agrees(parts.first, self.names[p].first)}
        if vague and (others or self._neighbours(parts.last, person)):
            near = sorted(others or self._neighbours(parts.last, person))
            return Understood(text, Sure.ASK, (person, *near))
        return Understood(text, Sure.MEANT, found)

    def _neighbours(self, surname: str, person: str) -> tuple[str, ...]:
        """Return people whose surname is one letter away: the writer may have meant them."""
        from rapidfuzz.distance import OSA

        mine = {p for p, n in self.names.items() if n.last == self.names[person].last} | {person}
        return tuple(
            p for p, n in self.names.items()
            if p not in mine and abs(len(n.last) - len(surname)) < _WIDE_APART
            and OSA.distance(surname, n.last, score_cutoff=1) <= 1
        )  # fmt: skip

    def _like(self, text: str, parts: NameParts) -> Understood:
        """Return who is meant by a misspelt name: by letters, where whole names are compared."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        forms = {" ".join((*parts.first, parts.last)), " ".join((parts.last, *parts.first))}
        forms |= {
            " ".join((*parts.first, stem)) for stem in _nominatives(parts.last)
        }  # fmt: skip
        best: dict[str, int] = {}
        for form in forms:
            for _, distance, person in process.extract(
                form, self.letters, scorer=OSA.distance, score_cutoff=3, limit=8, processor=None
            ):
                best[person] = min(int(distance), best.get(person, 9))
        ordered = sorted(best, key=lambda p: (best[p], p))
        if not ordered:
            return self._surname_like(text, parts)
        first = ordered[0]
        allowed = 1 if len(self.letters[first]) < 2 * _SHORT else 2
        clear = len(ordered) == 1 or best[ordered[1]] - best[first] >= _WIDE_APART
        certain = (
            bool(parts.first)
            and best[first] <= allowed
            and clear
            and self._believable(parts, first)
        )
        if certain:
            return Understood(text, Sure.MEANT, (first,))
        return Understood(text, Sure.ASK, tuple(ordered[:5]))

    def _believable(self, parts: NameParts, person: str) -> bool:
        """Tell whether each word is near its own: a wholly other first name is another person."""
        from rapidfuzz.distance import OSA

        theirs = (*self.names[person].first, self.names[person].last)
        written = (*parts.first, parts.last)
        if len(theirs) != len(written):
            return False
        known = {word for n in self.names.values() for word in n.first}
        if any(word in known and word not in theirs for word in parts.first):
            return False  # Petri is a name and no slip of Petra
        straight = [OSA.distance(a, b) for a, b in zip(written, theirs, strict=True)]
        turned = [OSA.distance(a, b) for a, b in zip(written[::-1], theirs, strict=True)]
        nominative = [
            *straight[:-1], min((OSA.distance(n, theirs[-1]) for n in _nominatives(written[-1])), default=9)
        ]  # fmt: skip
        for distances in (straight, turned, nominative):
            if all(d <= (1 if len(w) > 3 else 0) for d, w in zip(distances, theirs, strict=True)):  # noqa: PLR2004 - in three letters one is another name
                return not self._same_but_first(person)
        return False

    def _same_but_first(self, person: str) -> bool:
        """Tell whether somebody else has the surname and a first name one letter away."""
        from rapidfuzz.distance import OSA

        mine = self.names[person]
        return any(
            other != person and n.last == mine.last and n.first and mine.first
            and OSA.distance(n.first[0], mine.first[0]) <= _WIDE_APART
            for other, n in self.names.items()
        )  # fmt: skip

    def _surname_like(self, text: str, parts: NameParts) -> Understood:
        from rapidfuzz.distance import OSA

        words = {parts.last, *_nominatives(parts.last), *(parts.first[-1:])}
        near = sorted(
            (min(OSA.distance(w, n.last) for w in words), p)
            for p, n in self.names.items()
            if any(abs(len(w) - len(n.last)) < _WIDE_APART and OSA.distance(w, n.last) <= 1 for w in words)
        )  # fmt: skip
        people = tuple(p for _, p in near[:5])
        return Understood(text, Sure.ASK if people else Sure.NOBODY, people)


def _one(text: str, found: tuple[str, ...]) -> Understood:
    if len(found) == 1:
        return Understood(text, Sure.MEANT, found)
    return Understood(text, Sure.ASK if found else Sure.NOBODY, found)


def _first_agrees(written: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Tell whether first names do not contradict each other: missing, initials, one of several."""
    return all(
        any(w == t or (len(w) == 1 and t.startswith(w)) or w in t.split("-") or w in _inflections(t) for t in theirs)
        for w in written
    )  # fmt: skip


def _inflections(first: str) -> tuple[str, ...]:
    """Return how a first name stands where both names are inflected: ``Annalle``."""
    joint = "" if first[-1:] in _VOWELS else "i"
    return tuple(first + joint + ending for ending in ("lle", "lta", "n", "a"))


def _stems_of_written(word: str) -> Iterator[str]:
    """Yield what stands before a case ending, longest ending first."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 2:  # noqa: PLR2004 - a stem has two letters
            yield word[: -len(ending)]


def _nominatives(word: str) -> list[str]:
    """Return the plain forms that a misspelt inflected surname may have: ``virtaslle``."""
    found = []
    for stem in _stems_of_written(word):
        if stem.endswith("se"):
            found.append(stem[:-2] + "nen")
        found.append(stem)
    return found


def _stems_of_surname(surname: str) -> set[str]:
    """Return the stems on which case endings stand: ``virtase`` and the name itself."""
    found = {surname}
    if surname.endswith("nen"):
        found.add(surname[:-3] + "se")
        return found
    if surname[-1:] not in _VOWELS:
        found.add(surname + "i")
        if surname.endswith("s"):
            found |= {surname[:-1] + "kse", surname[:-1] + "ksen"}
        return found
    body, last = surname[:-1], surname[-1]
    ends = {last, "e"} if last == "i" else {last}
    if last == "e":
        ends.add("ee")
    found |= {body + end for end in ends}
    for strong, weak in _GRADES:
        if body.endswith(strong):
            found |= {body[: -len(strong)] + weak + end for end in ends}
            break
    return found


def directory_of(people: Iterable[tuple[str, str, str]]) -> Directory:
    """Return the directory of people, each as (id, name, e-mail address)."""
    names: dict[str, NameParts] = {}
    emails: dict[str, list[str]] = defaultdict(list)
    whole: dict[tuple[str, ...], list[str]] = defaultdict(list)
    stems: dict[str, list[str]] = defaultdict(list)
    letters: dict[str, str] = {}
    known: dict[str, set[str]] = {}
    for person, name, email in sorted(people):
        parts = names[person] = name_parts(name)
        if email:
            emails[match_key(email)].append(person)
        whole[parts.key].append(person)
        letters[person] = " ".join((*parts.first, parts.last))
        if parts.last not in known:
            known[parts.last] = _stems_of_surname(parts.last)
        for stem in known[parts.last]:
            stems[stem].append(person)
    return Directory(
        names,
        {k: tuple(v) for k, v in emails.items()},
        {k: tuple(v) for k, v in whole.items()},
        {k: tuple(v) for k, v in stems.items()},
        letters,
    )


def split_names(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the single names in an answer to “name up to three”, in order."""
    found: dict[str, None] = {}
    for text in texts:
        for part in re.split(r"[;\n/]|\s(?:tai|or|eller|ja|and|och)\s", one_line(text)):
            if part.strip(" .,?!-"):
                found[part.strip(" .,?!-")] = None
    return tuple(found)
