"""How the words of a name agree with somebody's surname: the same, inflected, half of it, near it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache

from mentorcli.names.inflection import is_plural
from mentorcli.names.letters import sound
from mentorcli.names.written import Word

REMEMBERED = 1 << 16
"""So many comparisons are remembered: the same surnames and first names meet again and again."""
HALF, SHORT_HALF = 4, 2
"""A half of a double surname has so many letters, the fewer where the first name agrees; Li-Wei is a first name."""
_SHORT = 5
_LONG = 7
"""From so many letters on a surname may be one slip away from another, and two."""


class Last(IntEnum):
    """How a surname agrees."""

    OTHER = 0
    CUT = 1
    """It is cut short, lacks its -nen or has one more, or is a slip away in four letters."""
    SLIP = 2
    LIKE = 3
    """It sounds the same, or it is a plural."""
    PART = 4
    """A half of it is written, or a name that is not their last."""
    FAMILY = 5
    """It stands whole beside another with a hyphen, or as the other gender has it: Ivanov."""
    INFLECTED = 6
    SAME = 7


@lru_cache(maxsize=REMEMBERED)
def surname_agrees(
    words: tuple[Word, ...],
    lasts: frozenset[str],
    parts: frozenset[str],
    *,
    near: bool,
    least: int = HALF,
) -> Last:
    """Return how words agree with a surname and its parts; what is only ``near`` it, where asked."""
    if len(words) > 1:  # “Mäkelä E.” is no Mäkelae
        apart = any(w.is_initial for w in words) or _joined(words).isdisjoint(lasts)
        return Last.OTHER if apart else Last.SAME
    (word,) = words
    if word.is_initial:
        return Last.OTHER
    if (found := _related(word, lasts, parts, least=least)) or not near:
        return found
    forms, sounds = word.near_forms(), {sound(last) for last in lasts}
    if any(len(f) >= _SHORT - 1 and sound(f) in sounds for f in forms):
        return Last.LIKE
    if any(are_alike(f, last) for f in forms for last in lasts):
        return Last.SLIP
    return Last.CUT if _is_cut(word, lasts) else Last.OTHER


def _is_cut(word: Word, lasts: frozenset[str]) -> bool:
    if {f[:1] for f in word.forms}.isdisjoint(last[:1] for last in lasts):
        return False
    forms = word.forms | word.plain_forms()
    return any(is_cut(f, last) for last in lasts for f in forms)


def _related(word: Word, lasts: frozenset[str], parts: frozenset[str], *, least: int) -> Last:
    """Return how a word is a surname or a part of one; a slip of the pen apart is another word."""
    if not word.forms.isdisjoint(lasts):
        return Last.SAME
    inflected = word.plain_forms()
    if not inflected.isdisjoint(lasts):
        return Last.LIKE if any(is_plural(f) for f in word.forms) else Last.INFLECTED
    halves = {f for part in word.parts for f in part if len(f) >= least and len(word.parts) > 1}
    genders = {(f, last) for f in word.forms for last in lasts if _slavic(f)}
    if not halves.isdisjoint(lasts) or any(f + "a" == x or f == x + "a" for f, x in genders):
        return Last.FAMILY
    return Last.OTHER if (word.forms | inflected | halves).isdisjoint(parts) else Last.PART


def _slavic(surname: str) -> bool:
    return surname.rstrip("a")[-2:] in {"ov", "ev", "in", "yn"}


def _joined(words: Sequence[Word]) -> frozenset[str]:
    return frozenset(one + other for one in words[0].forms for other in words[1].forms)


def are_alike(one: str, other: str) -> bool:
    """Tell whether two surnames are a slip of the pen apart, or two in a long one."""
    from rapidfuzz.distance import OSA

    short = min(len(one), len(other))
    slips = 0 if short < _SHORT else 1 if short < _LONG else 2
    return slips > 0 and OSA.distance(one, other, score_cutoff=slips) <= slips


def is_cut(one: str, theirs: str) -> bool:
    """Tell whether a surname may be another cut short, or less or more by -nen, or by a slip in four letters."""
    short, long = sorted((len(one), len(theirs)))
    if short <= HALF <= long < short + 2 and is_slip(one, theirs):
        return True
    return short >= HALF and (theirs.startswith(one) or one == f"{theirs}nen")


def is_slip(one: str, other: str) -> bool:
    """Tell whether two names of more than two letters are a slip of the pen apart."""
    from rapidfuzz.distance import OSA

    return min(len(one), len(other)) > 2 and OSA.distance(one, other, score_cutoff=1) <= 1  # noqa: PLR2004 - in two letters one is another name
