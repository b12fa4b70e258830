"""The known word that is most like one that was written."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """Return the known word that is most like ``word``, or nothing where none is like it."""
    from rapidfuzz import fuzz, process

    every = sorted(known, reverse=True)  # of words that are as like, always the same one
    found = process.extractOne(word, every, scorer=fuzz.ratio, score_cutoff=100 * cutoff)
    return found[0] if found else ""
