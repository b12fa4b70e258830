"""One-to-one over more pairs than are worth holding: each mentee's best, and prices for the rest.

A matching over the pairs at hand comes with exact prices. By these every other pair is priced, block
by block of the grid; those that are worth more than they cost are taken in and the matching is made
anew, until none is left: then the prices prove the matching best over all pairs (column generation,
Ford and Fulkerson 1958). A mentee is skipped whose prices no pair left out can beat: none of these
scores above the ``ceiling`` that was noted when the best were picked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from mentorcli.matching.board.board import Board
from mentorcli.matching.solve.pairs.flow import Cleared, Market
from mentorcli.matching.solve.pairs.worth import Worth

_BEST = 20
"""How many of a mentee's best pairs are at hand from the start."""
_MORE = 6
"""How many pairs of a mentee a sweep takes in at most."""
_NEAR = 40
"""Pairs within so many points of paying are taken in beside those that pay."""
_AT_ONCE = 1 << 20
"""Pairs in a block of a sweep."""
_KINDS = (("int16", 1 << 14), ("int32", 1 << 30), ("int64", 1 << 60))
"""Kinds of numbers, the smallest first, with a number in each that is far above any price."""


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Mentees, mentors (places) and scores of some pairs, as arrays sorted by both places."""

    i: Any
    j: Any
    score: Any

    def only(self, wanted: Any) -> Pairs:
        """Return some of the pairs, by number or by truth values."""
        return Pairs(self.i[wanted], self.j[wanted], self.score[wanted])

    def joined(self, more: Pairs, mentors: int) -> Pairs:
        """Return these pairs and others, each once; ``mentors`` is how many there are."""
        import numpy as np

        both = Pairs(
            *(
                np.concatenate(x)
                for x in ((self.i, more.i), (self.j, more.j), (self.score, more.score))
            )
        )
        return both.only(np.unique(both.i * mentors + both.j, return_index=True)[1])


Pick = Callable[[Pairs], Pairs]


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """All pairs of a market, of which those ``at_hand`` were looked at, each mentee's best among them.

    ``rows`` are the mentees of whom there may be more, ``able`` tells which mentors may have
    somebody; ``ceiling[i]`` is the highest score of a mentee's pairs not at hand (-1: there are none).
    ``lift`` is what a way to meet adds to a score (see ``Worth``), 0 where it counts for nothing.
    """

    mentees: int
    places: Any
    at_hand: Pairs
    rows: Any
    able: Any
    ceiling: Any
    board: Board
    lift: int = 0

    def paying(self, worth: Worth, cleared: Cleared) -> Pairs:
        """Return the best few pairs of each mentee if any is worth more than its prices.

        Those that nearly pay come along, as prices fall when others are taken in.
        """
        import numpy as np

        u = cleared.mentee_prices
        rows = self.rows[worth.most(self.ceiling[self.rows]) > u[self.rows]]

        def looked(here: Any, scores: Any, free: Any) -> Pairs:
            over = _over(worth, cleared, here, scores, free)
            flat = np.flatnonzero(over > -_NEAR * worth.slope)
            row, j = np.divmod(flat, len(self.able))
            return _best_of_each(here, row, j, scores.ravel()[flat], over.ravel()[flat])

        found = self._gathered(rows, looked)
        value = worth.of(found.score)
        pays = value > u[found.i] + cleared.mentor_prices[found.j]
        return found if pays.any() else found.only(slice(0))

    def exact(self, worth: Worth, cleared: Cleared, pick: Pick) -> Pairs:
        """Return the pairs that ``pick`` takes of those worth something and just their prices.

        It is asked about some at a time, but about all pairs of a mentee together.
        """
        import numpy as np

        u = cleared.mentee_prices
        reach = worth.most(self.ceiling[self.rows])
        rows = self.rows[(reach > 0) & (reach >= u[self.rows])]

        def looked(here: Any, scores: Any, free: Any) -> Pairs:
            over = _over(worth, cleared, here, scores, free)
            flat = np.flatnonzero(over == 0)
            row, j = np.divmod(flat, len(self.able))
            return pick(Pairs(here[row], j, scores.ravel()[flat].astype(np.int64)))

        swept = np.zeros(self.mentees, bool)
        swept[rows] = True
        known = self.at_hand.only(~swept[self.at_hand.i])
        known = pick(known.only(priced_exactly(worth, cleared, known)))
        more = self._gathered(rows, looked)
        return known.joined(more, len(self.able)) if len(more.i) else known

    def _gathered(self, rows: Any, looked: Callable[[Any, Any, Any], Pairs]) -> Pairs:
        return gathered(looked(*block) for block in _blocks(self.board, rows, self.able, self.lift))


def all_at_hand(board: Board, places: Any, pairs: Pairs, lift: int = 0) -> Candidates:
    """Return candidates without any that were not looked at."""
    import numpy as np

    none, people = np.zeros(0, np.int64), len(board.mentees)
    able = np.zeros(len(places), bool)
    if lift:
        pairs = Pairs(pairs.i, pairs.j, pairs.score + lift * ~board.unmet(pairs.i, pairs.j))
    return Candidates(people, places, pairs, none, able, np.full(people, -1), board, lift)


def priced_pairs(board: Board, rows: Any, able: Any, places: Any, lift: int = 0) -> Candidates:
    """Return the candidates of a board with each mentee's best pairs at hand."""
    import numpy as np

    ceiling = np.full(len(board.mentees), -1, np.int64)

    def looked(here: Any, scores: Any, free: Any) -> Pairs:
        known = (scores + 1) * free - 1
        ceiling[here] = least = _kth(known, _BEST)
        flat = np.flatnonzero(known >= np.maximum(least, 0)[:, None])
        row, j = np.divmod(flat, known.shape[1])
        return _spread(here, row, j, known.ravel()[flat].astype(np.int64), least)

    at_hand = gathered(looked(*block) for block in _blocks(board, rows, able, lift))
    return Candidates(len(board.mentees), places, at_hand, rows, able, ceiling, board, lift)


def gathered(parts: Iterator[Pairs]) -> Pairs:
    """Return pairs that come in parts, each after the one before, as one."""
    import numpy as np

    nothing = np.zeros(0, np.int64)
    found = [Pairs(nothing, nothing, nothing), *parts]
    return Pairs(*(np.concatenate([getattr(x, k) for x in found]) for k in ("i", "j", "score")))


def _blocks(board: Board, rows: Any, able: Any, lift: int) -> Iterator[tuple[Any, Any, Any]]:
    """Return (places of mentees, ranks, may they be) of some rows, block by block."""
    import numpy as np

    step = max(_AT_ONCE // max(len(able), 1), 1)
    for start in range(0, len(rows), step):
        here = rows[start : start + step]
        scores, free = board.open_rows(here)
        if lift and board.meeting:
            kind = np.dtype("int16" if 2 * lift < 1 << 15 else "int64").type
            scores = scores.astype(kind) + (board.meeting.block(here)[1] == 0) * kind(lift)
        yield here, scores, free & able


def _over(worth: Worth, cleared: Cleared, here: Any, scores: Any, free: Any) -> Any:
    """Return how much more than its prices each pair is worth; far below 0 for those worth nothing.

    Prices are moved by one number so that most of the time 16 bits hold them.
    """
    import numpy as np

    v = cleared.mentor_prices
    middle = int(np.median(v)) if len(v) else 0
    same, more, counts = worth.parts(scores)
    dear, left = v - middle, cleared.mentee_prices[here] + middle - same
    widest = max(int(np.abs(x).max(initial=0)) for x in (dear, left, more))
    name, far = next(k for k in _KINDS if widest <= k[1] >> 2)
    kind = np.dtype(name).type
    over = (more.astype(kind, copy=False) + kind(far)) * (free & counts)
    over -= (dear + far).astype(kind)
    over -= left.astype(kind)[:, None]
    return over


def _best_of_each(here: Any, row: Any, j: Any, score: Any, over: Any) -> Pairs:
    """Return the pairs of each row with the most over their prices, equal ones spread."""
    import numpy as np

    spread = (here[row] * 2654435761 + j * 40503) % 65521
    chosen = first_of_each(row, (spread, -over), _MORE)
    return Pairs(here[row[chosen]], j[chosen], score[chosen].astype(np.int64))


def _kth(known: Any, best: int) -> Any:
    """Return the ``best``-th highest number of each row, at least -1, found by bisection.

    Counting is many times as fast as sorting where numbers are small and often equal.
    """
    import numpy as np

    low = np.full(len(known), -1, np.int64)
    high = known.max(axis=1, initial=-1).astype(np.int64) + 1
    while (open_now := high - low > 1).any():
        middle = np.where(open_now, (low + high) // 2, low)
        reached = known >= middle.astype(known.dtype)[:, None]
        enough = reached.view(np.int8).sum(axis=1, dtype=np.int32) >= best
        low, high = np.where(enough, middle, low), np.where(enough | ~open_now, high, middle)
    return low


def _spread(here: Any, row: Any, j: Any, score: Any, least: Any) -> Pairs:
    """Return each row's pairs above its ``least`` and, of those just at it, enough to make ``_BEST``.

    Which of these is another for each row, so that equal pairs do not all lead to the same mentors.
    """
    import numpy as np

    at = score == least[row]
    ties = np.bincount(row[at], minlength=len(here))
    above = np.bincount(row[~at], minlength=len(here))
    first = np.cumsum(ties) - ties
    rank = np.cumsum(at) - 1 - first[row]
    offset = (here * 2654435761 % 4294967291) % np.maximum(ties, 1)
    turned = (rank - offset[row]) % np.maximum(ties, 1)[row]
    chosen = ~at | (turned < (_BEST - above)[row])
    return Pairs(here[row[chosen]], j[chosen], score[chosen])


def priced_exactly(worth: Worth, cleared: Cleared, pairs: Pairs) -> Any:
    """Tell for each pair whether it is worth something and just its prices."""
    value = worth.of(pairs.score)
    return (value > 0) & (value == cleared.mentee_prices[pairs.i] + cleared.mentor_prices[pairs.j])


def market_of(candidates: Candidates, pairs: Pairs) -> Market:
    """Return the market of some pairs."""
    return Market(candidates.mentees, candidates.places, pairs.i, pairs.j)


def first_of_each(end: Any, keys: tuple[Any, ...], number: int) -> Any:
    """Return the numbers, in order, of the first few with each ``end`` by ``keys``, the last first."""
    import numpy as np

    order = np.lexsort((*keys, end))
    ordered = end[order]
    rank = np.arange(len(order)) - np.searchsorted(ordered, ordered)
    return np.sort(order[rank < number])
