"""How a first name as it is written agrees with somebody's: the same, inflected, an initial, like it."""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache

from mentorcli.names.letters import sound
from mentorcli.names.surname_agreement import REMEMBERED, is_slip
from mentorcli.names.written import Word


class First(IntEnum):
    """How first names agree."""

    OTHER = 0
    LIKE = 1
    INFLECTED = 2
    """It may be an inflected form: in “Ahon Karin kanssa”, and not in “Karin Aho”."""
    SOUNDS = 3
    """It sounds the same: Mohamad, Mohammed."""
    LEFT_OUT = 4
    INITIAL = 5
    SAME = 6


@lru_cache(maxsize=REMEMBERED)
def marks_of(words: tuple[Word, ...]) -> frozenset[str]:
    """Return the marks of all words; nothing where one has none, and may be anybody's."""
    every = [word.marks() for word in words]
    return frozenset().union(*every) if all(every) else frozenset()


@lru_cache(maxsize=REMEMBERED)
def first_agrees(words: tuple[Word, ...], theirs: tuple[Word, ...], initials: str) -> First:
    """Return how the first names agree; who has none, or an initial, has none that is another."""
    if not theirs:
        return First.LEFT_OUT
    if len(words) > 1 and not any(w.is_initial for w in words):
        every = frozenset({"".join(min(w.forms) for w in words)})
        if not every.isdisjoint(theirs[0].forms):
            return First.SAME
    if len(theirs) > 1 and "".join(min(w.forms) for w in theirs) in words[0].forms:
        return First.SAME
    letters = "".join(w.initials[:1] if not w.is_initial else w.initials for w in words)
    if all(w.is_initial for w in words) or (len(words) == 1 and words[0].initials):
        letters = "".join(w.initials for w in words)
        same = First.SAME if not words[0].forms.isdisjoint(theirs[0].forms) else First.OTHER
        return max(same, _by_letters(letters, initials))
    found = _one_first(words[0], theirs[0])
    if found is First.OTHER:
        some = [f for w in words for f in theirs if _is_one(w, f)]
        return First.LIKE if some else First.OTHER
    rest = all(any(_is_one(w, f) for f in theirs[1:]) or _fits_part(w, theirs) for w in words[1:])
    return found if rest else First.LIKE


def _is_one(word: Word, theirs: Word) -> bool:
    found = _one_first(word, theirs)
    return found > First.SOUNDS or found is First.INFLECTED


def _fits_part(word: Word, theirs: tuple[Word, ...]) -> bool:
    """Tell whether a word is the second half of a first name with a hyphen, or its initial."""
    halves = [form for f in theirs for part in f.parts[1:] for form in part]
    return any(h in word.forms or (word.is_initial and h.startswith(word.initials)) for h in halves)


def _by_letters(letters: str, theirs: str) -> First:
    if theirs.startswith(letters):
        return First.INITIAL
    return First.LIKE if letters[:1] in theirs and letters else First.OTHER


def _one_first(word: Word, theirs: Word) -> First:
    """Return how one first name agrees with another."""
    if not word.forms.isdisjoint(theirs.forms):
        return First.SAME
    if word.is_initial or theirs.is_initial:
        one, other = word.initials or min(word.forms), theirs.initials or min(theirs.forms)
        return First.INITIAL if one[:1] == other[:1] else First.OTHER
    if not word.plain_forms().isdisjoint(theirs.forms):
        return First.INFLECTED
    if any(t.startswith(f) for t in theirs.forms for f in word.forms if word.short):
        return First.INITIAL
    if not word.sounds().isdisjoint(theirs.sounds()):
        return First.SOUNDS
    parts = {form for part in theirs.parts for form in part}
    mine = {form for part in word.parts for form in part}
    half = not word.forms.isdisjoint(parts) or not mine.isdisjoint(theirs.forms)
    near = half or any(
        _begins(f, t) or is_slip(f, t) or is_slip(sound(f), sound(t))
        for f in word.forms
        for t in theirs.forms
    )
    return First.LIKE if near else First.OTHER


def _begins(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) > 2 and long.startswith(short)  # noqa: PLR2004 - Kat for Katariina
