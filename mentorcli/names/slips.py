"""Slips of the pen: words of a list that are near a word."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain

_END = 2


@dataclass(frozen=True, slots=True, eq=False)
class NearWords:
    """Words, to find those that are one slip of the pen away from one that was written."""

    words: tuple[str, ...]
    found: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """What was found before: the same names are written again and again."""
    ends: dict[tuple[str, int], list[str]] = field(default_factory=dict)
    """The words by their first letters, or their last ones, and length: one slip leaves one of the two as it was."""

    def near(self, word: str) -> tuple[str, ...]:
        """Return the words at most one slip away (optimal string alignment), in order."""
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        if word not in self.found:
            for one in () if self.ends else self.words:
                for end in (one[:_END], f"-{one[-_END:]}"):
                    self.ends.setdefault((end, len(one)), []).append(one)
            ends, sizes = (word[:_END], f"-{word[-_END:]}"), range(len(word) - 1, len(word) + 2)
            like = (self.ends.get((end, size), ()) for end in ends for size in sizes)
            some = [*chain.from_iterable(like)] if len(word) > 2 * _END else self.words
            every = extract(word, some, scorer=OSA.distance, score_cutoff=1, limit=None)
            self.found[word] = tuple(sorted({one for one, _, _ in every}))
        return self.found[word]
