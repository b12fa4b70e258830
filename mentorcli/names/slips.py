"""Slips of the pen: words of a list that are near a word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations

MOST_SLIPS = 2


@dataclass(frozen=True, slots=True, eq=False)
class NearWords:
    """Words, each found by what is left of it when a letter or two are taken out.

    Of two words that are one letter added, left out, changed or changed round apart, one letter
    taken out of either (or of one) leaves the same; so for two.
    """

    words: tuple[str, ...]
    left: dict[str, list[str]] = field(default_factory=dict)

    def near(self, word: str, slips: int = 1) -> tuple[str, ...]:
        """Return the words at most so many slips away (optimal string alignment), in order."""
        from rapidfuzz.distance import OSA

        if not self.left and self.words:
            self.left.update(_index(self.words))
        found = {w for rest in _without(word, slips) for w in self.left.get(rest, ())}
        return tuple(sorted(w for w in found if OSA.distance(word, w, score_cutoff=slips) <= slips))


def _index(words: Iterable[str]) -> dict[str, list[str]]:
    index: dict[str, list[str]] = defaultdict(list)
    for word in words:
        for rest in _without(word, MOST_SLIPS):
            index[rest].append(word)
    return index


def _without(word: str, letters: int) -> set[str]:
    found = {word}
    for number in range(1, min(letters, len(word)) + 1):
        for places in combinations(range(len(word)), number):
            found.add("".join(c for k, c in enumerate(word) if k not in places))
    return found
