"""Slips of the pen: words of a list that are near a word."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, eq=False)
class NearWords:
    """Words, to find those that are one slip of the pen away from one that was written."""

    words: tuple[str, ...]
    found: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """What was found before: the same names are written again and again."""
    by_length: dict[int, list[str]] = field(default_factory=dict)
    """The words by how long they are: a slip makes a word longer or shorter by one letter."""

    def near(self, word: str) -> tuple[str, ...]:
        """Return the words at most one slip away (optimal string alignment), in order."""
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        if self.words and not self.by_length:
            for one in self.words:
                self.by_length.setdefault(len(one), []).append(one)
        if word not in self.found:
            lengths = range(len(word) - 1, len(word) + 2)
            as_long = [one for n in lengths for one in self.by_length.get(n, ())]
            every = extract(word, as_long, scorer=OSA.distance, score_cutoff=1, limit=None)
            self.found[word] = tuple(sorted(one for one, _, _ in every))
        return self.found[word]
