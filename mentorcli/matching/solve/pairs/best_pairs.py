"""The stages for one-to-one with capacities, each proved by exact prices.

Serves the stages seated, can_meet and worst_served (if the profile has them) and total in this order;
the tie-break is the same as in ``best_groups.py``: the sums of the numbers of each digit, smallest first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from mentorcli.domain.plan import CAN_MEET, NONE_FEWER, Stage
from mentorcli.domain.programme import Tolerance
from mentorcli.matching.board.ties import DIGIT_BITS, DIGITS, Ties
from mentorcli.matching.solve.pairs.flow import Cleared, clear, interchangeable, proposed
from mentorcli.matching.solve.pairs.pricing import (
    Candidates,
    Pairs,
    first_of_each,
    market_of,
)
from mentorcli.matching.solve.pairs.worth import Worth

_FEW = 40
"""How many of a mentee's exactly priced pairs are at hand for the tie-break from the start."""
_NEAR = 1 << DIGIT_BITS - 4
"""Pairs within so much of paying are taken in beside those that pay."""
FLOOR = "worst_served"
SERVED = frozenset(
    ("seated", *met, *floor, "total", "tie_break")
    for met in ((CAN_MEET,), ())
    for floor in ((FLOOR,), ())
)


@dataclass(frozen=True, slots=True)
class Priced:
    """What a certificate is made of: prices for seated, floor, total, ties and meeting, as arrays.

    ``apart`` is 0 where all chosen can meet, or it does not count.
    """

    prices: tuple[Cleared | None, ...]
    bonus: int
    weight: int
    apart: int


@dataclass(frozen=True, slots=True, eq=False)
class Made:
    """The best pairs of the market, the prices that prove it, and the sum of first tie numbers.

    ``floor`` is the best lowest score, below which the pairs may be as ``tolerance`` says; ``unmet``
    of the pairs have no way to meet in common.
    """

    pairs: Pairs
    ties: int
    priced: Priced
    floor: int
    tolerance: Tolerance
    unmet: int


@dataclass(frozen=True, slots=True, eq=False)
class _Step:
    """Pairs that the best answers use, what they are worth, and how their market clears."""

    pairs: Pairs
    worth: Any
    cleared: Cleared


@dataclass(frozen=True, slots=True, eq=False)
class _Best:
    """The answers with the best total.

    Those are exactly the answers that use exactly priced pairs and all ends with a price;
    ``weight`` for each such end makes them win.
    """

    worth: Worth
    total: Cleared
    ties: Ties
    weight: int

    def points(self, pairs: Pairs, digit: int) -> Any:
        """Return what exactly priced pairs are worth by a digit of the tie-break."""
        return _points(pairs, self.total, self.ties, self.weight, digit)


def best_matching(candidates: Candidates, ties: Ties, tolerance: Tolerance | None) -> Made:
    """Return the best pairs of a market: most seated, the worst served best, the best total.

    Without ``tolerance`` the worst served is left out.
    """
    lift = candidates.lift
    worth = Worth(1, 0, 0)
    known, seated = _settled(candidates, candidates.at_hand, worth)
    number, worst, room, floor, meeting = seated.value, 0, 0, None, seated
    if lift:
        known, worth, meeting = _meeting(candidates, known, number)
    if tolerance is not None and number:
        known, worst, floor = _floor(candidates, known, worth, meeting.value)
        room = tolerance.of(worst)
    bonus = (number + 1) * int(worth.score(known.score).max(initial=0)) + 1
    worth = Worth(bonus * worth.base, 1, worst - room, lift, bonus * worth.apart)
    known, total = _settled(candidates, known, worth)
    best = _Best(worth, total, ties, weight_of(candidates))
    made, first = _first_ties(candidates, best, known)
    last = _Step(made, best.points(made, 0), first)
    for digit in range(1, DIGITS):
        if not _open(candidates, last):
            break
        last = _next_step(candidates, last, ties, digit)
    if _open(candidates, last):
        raise RuntimeError("the tie-break ran out of digits")
    made = last.pairs.only(last.cleared.chosen)
    sums = int(ties.of(made.i, made.j, 0).sum())
    apart = worth.apart // bonus
    prices = (seated, floor, total, first, meeting if apart else None)
    priced = Priced(prices, bonus, best.weight, apart)
    pairs, unmet = replace(made, score=worth.score(made.score)), int((made.score < lift).sum())
    return Made(pairs, sums, priced, worst, tolerance or Tolerance(), unmet)


def stages_of(
    keys: Sequence[str], made: Made, kept: Sequence[tuple[int, int, int]], unmet: int, ties: Ties
) -> tuple[Stage, ...]:
    """Return the stages of an answer with pairs kept by hand, as (mentee, mentor, score).

    Of these ``unmet`` have no way to meet in common.
    """
    import numpy as np

    scores = made.pairs.score.tolist()
    held = [score for *_, score in kept]
    i, j = (np.array([pair[k] for pair in kept], np.int64) for k in (0, 1))
    values = {
        "seated": (len(scores) + len(held), "mentees"),
        CAN_MEET: (made.unmet + unmet, "pairs"),
        FLOOR: (min(scores or held or [0]), "points"),
        "total": (sum(scores) + sum(held), "points"),
        "tie_break": (made.ties + int(ties.of(i, j, 0).sum()), "hash points"),
    }
    stages = {k: Stage(k, v, v, unit, "prices") for k, (v, unit) in values.items()}
    if not made.unmet:
        stages[CAN_MEET] = replace(stages[CAN_MEET], proof=NONE_FEWER)
    bound = made.floor if scores else stages[FLOOR].bound
    if room := made.tolerance.of(bound):
        stages[FLOOR] = replace(stages[FLOOR], bound=bound, within=room)
    return tuple(stages[k] for k in keys)


def _settled(candidates: Candidates, known: Pairs, worth: Worth) -> tuple[Pairs, Cleared]:
    """Return how a market clears over all pairs, with the pairs that had to be looked at."""
    while True:
        cleared = _cleared(candidates, known, worth)
        more = candidates.paying(worth, cleared)
        if not len(more.i):
            return known, cleared
        known = known.joined(more, len(candidates.places))


def _cleared(candidates: Candidates, known: Pairs, worth: Worth) -> Cleared:
    some = _worth_something(known, worth)
    return clear(market_of(candidates, some), worth.of(some.score))


def _worth_something(known: Pairs, worth: Worth) -> Pairs:
    return known.only(worth.of(known.score) > 0)


def _meeting(candidates: Candidates, known: Pairs, number: int) -> tuple[Pairs, Worth, Cleared]:
    """Return what a pair is worth for as many seated of whom as many as can be are able to meet.

    That is 1 for those who can and nothing for others, if all can. Else it is for others what is
    enough to seat as many: no more than there are pairs, and mostly far less, which keeps numbers small.
    """
    lift, apart = candidates.lift, 0
    while True:
        worth = Worth(apart + 1, 0, 0, lift, apart)
        known, cleared = _settled(candidates, known, worth)
        if len(cleared.chosen) >= number:
            return known, worth, cleared
        apart = 4 * apart or 2


def _floor(
    candidates: Candidates, known: Pairs, worth: Worth, reached: int
) -> tuple[Pairs, int, Cleared]:
    """Return the highest worst score of what is worth as much, and prices that nothing is higher."""
    import numpy as np

    worst = 0
    while True:
        some = _worth_something(known, worth)
        levels = np.unique(worth.score(some.score))
        low = max(int(np.searchsorted(levels, worst, side="right")) - 1, 0)
        high = len(levels)
        while high - low > 1:
            middle = (low + high) // 2
            able = _worth_something(some, replace(worth, least=int(levels[middle])))
            market, value = market_of(candidates, able), worth.of(able.score)
            enough = int(value[proposed(market, value)].sum()) >= reached
            low, high = (middle, high) if enough else (low, middle)
        worst = int(levels[low])
        known, proof = _settled(candidates, known, replace(worth, least=worst + 1))
        if proof.value < reached:
            return known, worst, proof


def weight_of(candidates: Candidates) -> int:
    """Return what an end with a price is worth: more than all tie-break numbers together."""
    return candidates.mentees * (1 << DIGIT_BITS) + 1


def _first_ties(candidates: Candidates, best: _Best, known: Pairs) -> tuple[Pairs, Cleared]:
    """Return the pairs of the best total with the smallest sum of first digits, and its prices.

    Of exactly priced pairs there can be very many: each mentee's best and those that were chosen
    are at hand, and the rest is priced, as in the stages before.
    """
    import numpy as np

    ties = best.ties
    some = _worth_something(known, best.worth).only(best.total.chosen)
    own = np.full(candidates.mentees, -1)
    own[some.i] = some.j

    def few(pairs: Pairs) -> Pairs:
        mine = own[pairs.i] == pairs.j
        many = np.bincount(pairs.i, minlength=candidates.mentees)
        low = ties.of(pairs.i, pairs.j, 0) * many[pairs.i] < 2 * _FEW << DIGIT_BITS
        pairs, mine = pairs.only(low | mine), mine[low | mine]
        points = best.points(pairs, 0) + mine * (best.weight << 2)
        return pairs.only(first_of_each(pairs.i, (-points,), _FEW))

    at_hand = candidates.exact(best.worth, best.total, few)
    while True:
        cleared = clear(market_of(candidates, at_hand), best.points(at_hand, 0))

        def over(pairs: Pairs, cleared: Cleared = cleared) -> Any:
            paid = cleared.mentee_prices[pairs.i] + cleared.mentor_prices[pairs.j]
            return best.points(pairs, 0) - paid

        near = candidates.exact(best.worth, best.total, lambda x: x.only(over(x) > -_NEAR))
        beyond = over(near)
        if not (beyond > 0).any():
            found = near.only(beyond == 0)
            return found, replace(
                cleared, chosen=_among(candidates, found, at_hand, cleared.chosen)
            )
        at_hand = at_hand.joined(near, len(candidates.places))


def _among(candidates: Candidates, found: Pairs, pairs: Pairs, chosen: Any) -> Any:
    """Return the numbers that pairs have among ``found``."""
    import numpy as np

    width = len(candidates.places)
    return np.searchsorted(found.i * width + found.j, pairs.i[chosen] * width + pairs.j[chosen])


def _next_step(candidates: Candidates, before: _Step, ties: Ties, digit: int) -> _Step:
    """Return the market of the best answers so far, cleared by the next digit of the tie-break."""
    paid = (
        before.cleared.mentee_prices[before.pairs.i] + before.cleared.mentor_prices[before.pairs.j]
    )
    pairs = before.pairs.only(paid == before.worth)
    points = _points(pairs, before.cleared, ties, weight_of(candidates), digit)
    return _Step(pairs, points, clear(market_of(candidates, pairs), points))


def _points(pairs: Pairs, before: Cleared, ties: Ties, weight: int, digit: int) -> Any:
    import numpy as np

    mentee, mentor = before.mentee_prices[pairs.i], before.mentor_prices[pairs.j]
    ends = (mentee > 0).astype(np.int64) + (mentor > 0)
    return weight * ends - ties.of(pairs.i, pairs.j, digit)


def _open(candidates: Candidates, step: _Step) -> bool:
    if not len(step.worth):
        return False
    market = market_of(candidates, step.pairs)
    return bool(interchangeable(market, step.worth, step.cleared).any())
