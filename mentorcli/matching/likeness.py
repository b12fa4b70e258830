"""Which of many names could be as like a text as is asked, without comparing it with each."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

_FEW = 2_000
"""Up to so many names are all compared."""
_PIECE = 3


@dataclass(frozen=True, slots=True, eq=False)
class Likeness:
    """Names, found again by what they have in common with a text.

    Two texts of lengths a and b with a ratio of 90 or more (indel distance, as RapidFuzz counts it)
    differ by a tenth of a + b letters at most, which is two ninths of either. Cut into one piece
    more than that, either has a piece that the other has whole.
    """

    names: tuple[str, ...]
    found: dict[str, list[int]] = field(default_factory=dict)

    def near(self, text: str) -> dict[int, str]:
        """Return all names (by place) with a ratio of 90 or more to a text, and some others."""
        number = 2 * len(text) // 9 + 1
        size = len(text) // number
        if len(self.names) <= _FEW or size < _PIECE:
            return dict(enumerate(self.names))
        if not self.found:
            self.found.update(_index(self.names))
        starts = [k * len(text) // number for k in range(number)]
        places = {k for x in starts for k in self.found.get(text[x : x + _PIECE], ())}
        return {k: self.names[k] for k in sorted(places)}


def _index(names: tuple[str, ...]) -> dict[str, list[int]]:
    index: dict[str, list[int]] = defaultdict(list)
    for k, name in enumerate(names):
        for piece in {name[x : x + _PIECE] for x in range(len(name) - _PIECE + 1)}:
            index[piece].append(k)
    return index
