"""Finnish and Swedish endings of names: what may stand before one, and what a surname becomes."""

from __future__ import annotations

import re
from collections.abc import Iterator

_AFTER_COLON = re.compile(
    r"[:'’](?:lle|lta|ltä|lla|llä|n|ä|a|s|ssa|ssä|sta|stä|aan|iin)\b", re.IGNORECASE
)
_ENDINGS = ("lle", "lta", "lla", "ssa", "sta", "ksi", "tta", "ta", "na", "n", "a", "s")
"""Finnish endings without accents, and the Swedish genitive; the longest is tried first."""
_GRADES = "kk:k pp:p tt:t nk:ng nt:nn lt:ll rt:rr mp:mm k: p:v t:d"
"""Finnish consonant gradation: what stands before the last vowel, strong and weak."""
_VOWELS = "aeiouy"


def without_colon_ending(text: str) -> str:
    """Return a text without endings behind a colon or an apostrophe: ``Nokia:lle``, ``Berg's``."""
    return _AFTER_COLON.sub("", text)


def first_name_forms(first: str) -> tuple[str, ...]:
    """Return how a first name stands where both names are inflected: ``Annalle``."""
    joint = "" if first[-1:] in _VOWELS else "i"
    return tuple(first + joint + ending for ending in ("lle", "lta", "n", "a"))


def stems_written(word: str) -> Iterator[str]:
    """Yield what stands before a case ending, longest ending first."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 2:  # noqa: PLR2004 - a stem has two letters
            yield word[: -len(ending)]


def nominatives(word: str) -> list[str]:
    """Return the plain forms that a misspelt inflected surname may have: ``virtaslle``."""
    found = []
    for stem in stems_written(word):
        if stem.endswith("se"):
            found.append(stem[:-2] + "nen")
        found.append(stem)
    return found


def stems_of_surname(surname: str) -> set[str]:
    """Return the stems on which case endings stand: ``virtase`` and the name itself."""
    found = {surname}
    if not surname:
        return found
    if surname.endswith("nen"):
        found |= {surname[:-3] + "se", surname[:-3] + "s"}  # Virtasen, Virtasta
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
    for strong, weak in (grade.split(":") for grade in _GRADES.split()):
        if body.endswith(strong):
            found |= {body[: -len(strong)] + weak + end for end in ends}
            break
    return found
