"""Slips of the pen: words of a list that are near a word."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, eq=False)
class NearWords:
    """Words, to find those that are a letter or two away from one that was written."""

    words: tuple[str, ...]
    found: dict[tuple[str, int], tuple[str, ...]] = field(default_factory=dict)
    """What was found before: the same names are written again and again."""
    by_length: dict[int, list[str]] = field(default_factory=dict)
    """The words by how long they are: a slip makes a word longer or shorter by one letter."""

    def near(self, word: str, slips: int = 1) -> tuple[str, ...]:
        """Return the words at most so many slips away (optimal string alignment), in order."""
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        key = (word, slips)
        if self.words and not self.by_length:
            for one in self.words:
                self.by_length.setdefault(len(one), []).append(one)
        if key not in self.found:
            lengths = range(len(word) - slips, len(word) + slips + 1)
            as_long = [one for n in lengths for one in self.by_length.get(n, ())]
            every = extract(word, as_long, scorer=OSA.distance, score_cutoff=slips, limit=None)
            self.found[key] = tuple(sorted(one for one, _, _ in every))
        return self.found[key]
