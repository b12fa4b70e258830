"""A market of mentees and places, which a matching clears."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Market:
    """Mentees and mentors with places; arrays ``i`` and ``j`` hold the ends of each pair."""

    mentees: int
    places: Any
    i: Any
    j: Any

    def only(self, pairs: Any) -> Market:
        """Return the market with some of its pairs, by number or by truth values."""
        return Market(self.mentees, self.places, self.i[pairs], self.j[pairs])
