"""Pairs at hand for one-to-one, what they are worth in a stage, and where more would come from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from mentorcli.matching.solve.pairs.flow import Cleared, Market


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


@dataclass(frozen=True, slots=True)
class Worth:
    """What a pair is worth in a stage: ``base`` and ``slope`` times its score, from ``least`` on.

    Below that it is worth nothing. ``slope`` is 0 or 1.
    """

    base: int
    slope: int
    least: int

    def of(self, score: Any) -> Any:
        """Return the worth of pairs by their scores (an array)."""
        import numpy as np

        return np.where(score >= self.least, self.base + self.slope * score, 0)


class Candidates(Protocol):
    """All pairs of a market, of which those ``at_hand`` were looked at."""

    @property
    def mentees(self) -> int:
        """How many mentees there are, with those settled by hand."""

    @property
    def places(self) -> Any:
        """How many places each mentor has left."""

    @property
    def at_hand(self) -> Pairs:
        """Pairs that were looked at; for every mentee their best are among them."""

    def paying(self, worth: Worth, cleared: Cleared) -> Pairs:
        """Return pairs to be looked at, when any not at hand is worth more than its prices."""

    def exact(self, worth: Worth, cleared: Cleared, pick: Pick) -> Pairs:
        """Return the pairs that ``pick`` takes of those worth something and just their prices.

        It is asked about some at a time, but about all pairs of a mentee together.
        """


@dataclass(frozen=True, slots=True, eq=False)
class AllAtHand:
    """Candidates without any that were not looked at."""

    mentees: int
    places: Any
    at_hand: Pairs

    def paying(self, worth: Worth, cleared: Cleared) -> Pairs:  # noqa: ARG002 - nothing is left out
        """Return no pair."""
        return self.at_hand.only(slice(0))

    def exact(self, worth: Worth, cleared: Cleared, pick: Pick) -> Pairs:
        """Return the pairs that ``pick`` takes of those worth just their prices."""
        return pick(self.at_hand.only(priced_exactly(worth, cleared, self.at_hand)))


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
