"""A market of mentees and places, and the matchings that one side proposes in it."""

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


def proposed(market: Market, worth: Any) -> Any:
    """Return the numbers of the pairs of a best matching; ``worth`` is above 0 for each pair."""
    import numpy as np

    if not len(worth) or not int(market.places.sum()):
        return np.zeros(0, np.int64)
    if worth.min() == worth.max():
        return by_counting(market)
    return by_scipy(market, worth)


def by_counting(market: Market) -> Any:
    """Return the numbers of the pairs of a matching with as many pairs as there can be."""
    import numpy as np
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import maximum_bipartite_matching

    pair, columns, mentor_of = _single(market)
    graph = csr_array(
        (np.ones(len(pair)), (market.i[pair], columns)), (market.mentees, len(mentor_of))
    )
    taken = maximum_bipartite_matching(graph, perm_type="column")
    return _pairs(market, np.where(taken < 0, len(mentor_of), taken), mentor_of)


def by_scipy(market: Market, worth: Any) -> Any:
    """Return the numbers of the pairs of a best matching, from SciPy's sparse assignment."""
    import numpy as np
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching

    pair, columns, mentor_of = _single(market)
    most, everybody, total = int(worth.max()) + 1, np.arange(market.mentees), len(mentor_of)
    costs = np.concatenate([most - worth[pair], np.full(market.mentees, most)]).astype(float)
    ends = np.concatenate([market.i[pair], everybody]), np.concatenate([columns, total + everybody])
    graph = csr_array((costs, ends), (market.mentees, total + market.mentees))
    _, taken = min_weight_full_bipartite_matching(graph)
    return _pairs(market, np.minimum(taken, total), mentor_of)


def _single(market: Market) -> tuple[Any, Any, Any]:
    """Return each pair once for each place of its mentor: pair, single place; and whose places."""
    import numpy as np

    seats = np.minimum(market.places, np.bincount(market.j, minlength=len(market.places)))
    first = np.concatenate(([0], np.cumsum(seats)))[:-1]
    copies = seats[market.j]
    pair = np.repeat(np.arange(len(market.i)), copies)
    turn = np.arange(len(pair)) - np.repeat(np.cumsum(copies) - copies, copies)
    return pair, first[market.j[pair]] + turn, np.repeat(np.arange(len(seats)), seats)


def _pairs(market: Market, taken: Any, mentor_of: Any) -> Any:
    """Return the numbers of the pairs of each mentee with the mentor of the place taken."""
    import numpy as np

    mentor = np.append(mentor_of, -1)[taken]
    return np.flatnonzero(mentor[market.i] == market.j)
