"""What a pair is worth in a stage, by its score and by whether the two can meet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Worth:
    """What a pair is worth in a stage: ``base`` and ``slope`` times its score, from ``least`` on.

    Below that it is worth nothing. ``slope`` is 0 or 1. With a ``lift`` a pair is known by its rank:
    the score and, where the two have a way to meet, the lift, which is above all scores. Those who
    have none are worth ``apart`` instead of ``base``, and nothing at all where that is 0.
    """

    base: int
    slope: int
    least: int
    lift: int = 0
    apart: int = 0

    def of(self, rank: Any) -> Any:
        """Return the worth of pairs by their ranks (an array)."""
        import numpy as np

        same, more, counts = self.parts(rank)
        return np.where(counts, same + more, 0)

    def parts(self, rank: Any) -> tuple[int, Any, Any]:
        """Return a number and an array that together are the worth, and which pairs are worth it."""
        import numpy as np

        if not self.apart:
            more = rank if self.slope else np.int64(0)
            return self.base - self.slope * self.lift, more, rank >= self.lift + self.least
        met = (rank >= self.lift).astype(np.int64)
        score = rank - self.lift * met
        return self.apart, (self.base - self.apart) * met + self.slope * score, score >= self.least

    def most(self, rank: Any) -> Any:
        """Return what no pair of such a rank or a lower one is worth more than."""
        import numpy as np

        own = self.of(rank)
        return np.maximum(own, self.of(np.minimum(rank, self.lift - 1))) if self.apart else own

    def score(self, rank: Any) -> Any:
        """Return the scores of pairs by their ranks (an array)."""
        return rank - self.lift * (rank >= self.lift)
