"""Slips of the pen: words of a list that are near a word, and who is meant by a misspelt name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mentorcli.names.comparison import NameParts
from mentorcli.names.inflection import nominatives

if TYPE_CHECKING:
    from mentorcli.names.directory import Directory

MOST_SLIPS = 2
_SHORT = 5
_WIDE_APART = 2
_FARTHEST = 3
"""Slips over a whole name, up to which somebody is asked about."""
_MOST_ASKED = 5


@dataclass(frozen=True, slots=True, eq=False)
class NearWords:
    """Words, to find those that are a letter or two away from one that was written."""

    words: tuple[str, ...]
    found: dict[tuple[str, int], tuple[str, ...]] = field(default_factory=dict)
    """What was found before: the same names are written again and again."""

    def near(self, word: str, slips: int = 1) -> tuple[str, ...]:
        """Return the words at most so many slips away (optimal string alignment), in order."""
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        key = (word, slips)
        if key not in self.found:
            every = extract(word, self.words, scorer=OSA.distance, score_cutoff=slips, limit=None)
            self.found[key] = tuple(sorted(one for one, _, _ in every))
        return self.found[key]


def likest(directory: Directory, parts: NameParts) -> tuple[tuple[str, ...], bool]:
    """Return whose name is like one written, likeliest first, and whether the first is certain."""
    from rapidfuzz.distance import OSA

    forms = {" ".join((*parts.first, parts.last)), " ".join((parts.last, *parts.first))}
    forms |= {" ".join((*parts.first, stem)) for stem in nominatives(parts.last)}
    words = {parts.last, *nominatives(parts.last), *parts.first}
    near = {s for w in words for s in directory.near.near(w, MOST_SLIPS)}
    best: dict[str, int] = {}
    for person in {p for s in near for p in directory.surnames[s]}:
        theirs = _letters(directory, person)
        away = min(OSA.distance(form, theirs, score_cutoff=_FARTHEST) for form in forms)
        if away <= _FARTHEST:
            best[person] = away
    ordered = sorted(best, key=lambda p: (best[p], p))
    if not ordered:
        return _surname_like(directory, parts), False
    first = ordered[0]
    allowed = 1 if len(_letters(directory, first)) < 2 * _SHORT else 2
    clear = len(ordered) == 1 or best[ordered[1]] - best[first] >= _WIDE_APART
    near_enough = bool(parts.first) and best[first] <= allowed and clear
    if near_enough and _believable(directory, parts, first):
        return (first,), True
    return tuple(ordered[:_MOST_ASKED]), False


def _letters(directory: Directory, person: str) -> str:
    name = directory.names[person]
    return " ".join((*name.first, name.last))


def _believable(directory: Directory, parts: NameParts, person: str) -> bool:
    """Tell whether each word is near its own: a wholly other first name is another person."""
    from rapidfuzz.distance import OSA

    theirs = (*directory.names[person].first, directory.names[person].last)
    written = (*parts.first, parts.last)
    if len(theirs) != len(written):
        return False
    if any(w not in theirs and _is_first_name(directory, w) for w in parts.first):
        return False  # Petri is a name and no slip of Petra
    straight = [OSA.distance(a, b) for a, b in zip(written, theirs, strict=True)]
    turned = [OSA.distance(a, b) for a, b in zip(written[::-1], theirs, strict=True)]
    plain = min((OSA.distance(n, theirs[-1]) for n in nominatives(written[-1])), default=9)
    allowed = [int(len(w) > 3) for w in theirs]  # noqa: PLR2004 - in three letters one is another name
    near = any(
        all(d <= most for d, most in zip(distances, allowed, strict=True))
        for distances in (straight, turned, [*straight[:-1], plain])
    )
    return near and not _same_but_first(directory, person)


def _is_first_name(directory: Directory, word: str) -> bool:
    return any(word in directory.names[p].first for p in directory.words.get(word, ()))


def _same_but_first(directory: Directory, person: str) -> bool:
    """Tell whether somebody else has the surname and a first name one letter away."""
    from rapidfuzz.distance import OSA

    mine = directory.names[person]
    others = (directory.names[p].first for p in directory.surnames[mine.last] if p != person)
    return any(
        first and mine.first and OSA.distance(first[0], mine.first[0]) <= _WIDE_APART
        for first in others
    )


def _surname_like(directory: Directory, parts: NameParts) -> tuple[str, ...]:
    from rapidfuzz.distance import OSA

    words = {parts.last, *nominatives(parts.last), *(parts.first[-1:])}
    near = {
        s: min(OSA.distance(w, s) for w in words) for w in words for s in directory.near.near(w)
    }
    people = sorted((away, p) for s, away in near.items() for p in directory.surnames[s])
    return tuple(p for _, p in people[:_MOST_ASKED])
