"""Slips of the pen: words of a list that are near a word."""

from __future__ import annotations

from dataclasses import dataclass, field


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
