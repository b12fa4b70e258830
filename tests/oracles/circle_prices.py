"""Prices of people, in whole numbers, that no circle is worth more than: own simplex, own rounding.

Whoever pays these prices pays at least what any plan is worth (weak duality), so a circle whose
people cost much more than it is worth is in no plan as good as one that is known. The simplex works
in floating point and only proposes; that the prices hold is made so, and checked, in whole numbers.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

SCALE = 12
"""Prices are in twelfths of what circles are worth: halves, thirds and quarters come out even."""
_TINY = 1e-9


def whole_prices(
    people: int, circles: Sequence[tuple[int, ...]], worth: Sequence[int], may_wait: Sequence[bool]
) -> list[int]:
    """Return a price for each person, in twelfths: each circle costs 12 times its worth at least.

    Who ``may_wait`` has no negative price, as being in no circle is worth 0.
    """
    prices = _proposed(people, circles, worth, may_wait)
    for members, value in zip(circles, worth, strict=True):
        missing = SCALE * value - sum(prices[i] for i in members)
        if missing > 0:
            for i in members:
                prices[i] += -(-missing // len(members))
    slack: list[int | None] = [None] * people
    for i in range(people):
        slack[i] = prices[i] if may_wait[i] else None
    return _lowered(prices, circles, worth, slack)


def _lowered(
    prices: list[int], circles: Sequence[tuple[int, ...]], worth: Sequence[int],
    slack: list[int | None],
) -> list[int]:  # fmt: skip
    """Lower each price as far as all circles and the others' prices allow."""
    of_person: list[list[int]] = [[] for _ in prices]
    for c, members in enumerate(circles):
        for i in members:
            of_person[i].append(c)
    for i, mine in enumerate(of_person):
        over = [sum(prices[k] for k in circles[c]) - SCALE * worth[c] for c in mine]
        room = [x for x in (*over, slack[i]) if x is not None]
        prices[i] -= max(0, min(room, default=0))
    return prices


def _proposed(
    people: int, circles: Sequence[tuple[int, ...]], worth: Sequence[int], may_wait: Sequence[bool]
) -> list[int]:
    """Return prices near the best, by the primal simplex with its columns priced all at once."""
    import numpy as np

    most = max((abs(x) for x in worth), default=0) + 1
    alone = np.array([0.0 if free else -4.0 * most for free in may_wait])
    if not circles:
        return [0] * people
    width = max(len(m) for m in circles)
    ends = np.full((len(circles), width), people, np.int64)
    for c, members in enumerate(circles):
        ends[c, : len(members)] = members
    value = np.array(worth, float)
    inverse, costs = np.eye(people), alone.copy()
    # unequal right-hand sides keep the simplex from going round in circles
    full = 1 + 1e-5 * (np.arange(people) + 1) / people
    prices = costs @ inverse
    for _ in range(400 + 40 * people):
        priced = np.append(prices, 0.0)
        gain, waits = value - priced[ends].sum(axis=1), alone - prices
        c, w = int(gain.argmax()), int(waits.argmax())
        if max(gain[c], waits[w]) <= _TINY * most:
            break
        entering = list(circles[c]) if gain[c] >= waits[w] else [w]
        inverse, row = _pivot(inverse, entering, full)
        if row < 0:
            break
        costs[row] = value[c] if gain[c] >= waits[w] else alone[w]
        prices = costs @ inverse
    return [math.ceil(SCALE * float(y) - 1e-6) for y in prices]


def _pivot(inverse: Any, members: list[int], full: Any) -> tuple[Any, int]:
    """Bring a column with ones at ``members`` into the basis; return the row that it takes, or -1."""
    import numpy as np

    column, have = inverse[:, members].sum(axis=1), inverse @ full
    able = np.flatnonzero(column > _TINY)
    if not len(able):
        return inverse, -1
    row = int(able[(have[able] / column[able]).argmin()])
    changed = inverse - np.outer(column / column[row], inverse[row])
    changed[row] = inverse[row] / column[row]
    return changed, row
