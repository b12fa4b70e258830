"""One-to-one with capacities: the best matching and exact prices that prove it.

A library proposes a matching; nothing rests on it. From the matching the smallest mentor prices are
worked out in whole numbers by relaxing every pair until none changes, and then every condition of
optimality is checked (Kuhn 1955; complementary slackness). Were the matching not the best, the prices
would not hold and the run would stop.
"""

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


_EXACT = 1 << 53
"""SciPy works in floating point: sums of whole numbers below this are exact."""


@dataclass(frozen=True, slots=True)
class Cleared:
    """The best matching of a market: numbers of the pairs chosen, prices of mentees and mentors."""

    chosen: Any
    mentee_prices: Any
    mentor_prices: Any
    value: int


def most_pairs(market: Market) -> int:
    """Return how many pairs a matching can have at most (Hopcroft-Karp on single places)."""
    import numpy as np

    return len(proposed(market, np.ones(len(market.i), np.int64)))


def clear(market: Market, worth: Any) -> Cleared:
    """Return the matching with the greatest sum of ``worth`` (whole numbers above 0), proved."""
    import numpy as np

    if not len(worth):
        nobody = np.zeros(market.mentees, np.int64)
        return Cleared(np.zeros(0, np.int64), nobody, np.zeros(len(market.places), np.int64), 0)
    if int(worth.max()) * (market.mentees + 1) >= _EXACT:
        raise RuntimeError("the numbers are too large for an exact matching")
    chosen = proposed(market, worth)
    mentee_prices, mentor_prices = _prices(market, worth, chosen)
    cleared = Cleared(chosen, mentee_prices, mentor_prices, int(worth[chosen].sum()))
    _hold(market, worth, cleared)
    return cleared


def _prices(market: Market, worth: Any, chosen: Any) -> tuple[Any, Any]:
    """Return the smallest prices under which the matching holds, if it is the best."""
    import numpy as np

    own = np.full(market.mentees, -1)
    own[market.i[chosen]] = market.j[chosen]
    gained = np.zeros(market.mentees, np.int64)
    gained[market.i[chosen]] = worth[chosen]
    prices = np.zeros(len(market.places), np.int64)
    seated = own >= 0
    order = np.argsort(market.j, kind="stable")
    i, j, value = market.i[order], market.j[order], worth[order]
    wanted, first = np.unique(j, return_index=True)
    for _ in range(len(market.places) + 2):
        surplus = np.where(seated, gained - prices[own], 0)
        raised = prices.copy()
        offers = np.maximum.reduceat(value - surplus[i], first)
        raised[wanted] = np.maximum(raised[wanted], offers)
        if (raised == prices).all():
            return np.where(seated, gained - prices[own], 0), prices
        prices = raised
    raise RuntimeError("a matching was not the best: its prices never settle")


def _hold(market: Market, worth: Any, cleared: Cleared) -> None:
    import numpy as np

    taken = np.bincount(market.j[cleared.chosen], minlength=len(market.places))
    seated = np.bincount(market.i[cleared.chosen], minlength=market.mentees)
    paid = cleared.mentee_prices[market.i] + cleared.mentor_prices[market.j]
    everything = int(cleared.mentee_prices.sum() + (cleared.mentor_prices * market.places).sum())
    if not (
        (taken <= market.places).all()
        and (seated <= 1).all()
        and (paid >= worth).all()
        and (cleared.mentee_prices >= 0).all()
        and (cleared.mentor_prices >= 0).all()
        and everything == cleared.value
    ):
        raise RuntimeError("a matching was not the best: its prices do not prove it")


def interchangeable(market: Market, worth: Any, cleared: Cleared) -> Any:
    """Tell for each pair whether some of the best matchings have it and others do not.

    Pairs that are priced exactly are arcs of a graph in which every way round is another best
    matching: forwards where a pair could be made, backwards where it could be undone. So a pair
    can change when both its ends lie in one strongly connected part.
    """
    import numpy as np
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    n, m = market.mentees, len(market.places)
    mine = np.zeros(len(worth), bool)
    mine[cleared.chosen] = True
    exact = cleared.mentee_prices[market.i] + cleared.mentor_prices[market.j] == worth
    taken = np.bincount(market.j[mine], minlength=m)
    seated = np.bincount(market.i[mine], minlength=n) > 0
    free_i, free_j = cleared.mentee_prices == 0, cleared.mentor_prices == 0
    i, j = market.i, n + market.j
    arcs = [
        (i[exact & ~mine], j[exact & ~mine]),
        (j[mine], i[mine]),
        _with(np.flatnonzero(free_i & ~seated), n + m, out=False),
        _with(np.flatnonzero(free_i & seated), n + m, out=True),
        _with(n + np.flatnonzero(free_j & (taken < market.places)), n + m, out=True),
        _with(n + np.flatnonzero(free_j & (taken > 0)), n + m, out=False),
    ]
    tails, heads = (np.concatenate([arc[k] for arc in arcs]) for k in (0, 1))
    graph = csr_array((np.ones(len(tails)), (tails, heads)), (n + m + 1, n + m + 1))
    _, part = connected_components(graph, directed=True, connection="strong")
    return exact & (part[i] == part[j])


def _with(nodes: Any, outside: int, *, out: bool) -> tuple[Any, Any]:
    """Return arcs from nodes to the outside, or from there to them."""
    import numpy as np

    far = np.full(len(nodes), outside)
    return (nodes, far) if out else (far, nodes)
