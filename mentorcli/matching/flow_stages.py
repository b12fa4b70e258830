"""The stages for one-to-one with capacities, each proved by exact prices.

Serves the stages seated, worst_served (if the profile has it) and total in this order; the
tie-break is the same as in ``stages.py``: the sums of the numbers of each digit, smallest first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mentorcli.domain.plan import Stage
from mentorcli.matching.flow import Cleared, Market, clear, interchangeable
from mentorcli.matching.stages import NoAnswerError, Priced, Solved
from mentorcli.matching.task import DIGIT_BITS, DIGITS, Task

Step = tuple[Market, Any, Any, Cleared]
"""A market, the edges that its pairs are, their worth, and how it clears."""


def serves(task: Task, stages: Sequence[str]) -> bool:
    """Tell whether this engine can solve a task: no rule looks at more than one pair at a time."""
    if tuple(stages) not in {("seated", "worst_served", "total", "tie_break"),
                             ("seated", "total", "tie_break")}:  # fmt: skip
        return False
    if any(seats and seats[0] > 1 for seats in task.seats):
        return False
    crowded = {j for j, seats in enumerate(task.seats) if seats and seats[1] > 1}
    if crowded and (task.apart or task.mix):
        return False
    shared = {j: task.languages[j] for j in crowded}
    for edge in task.edges:
        if edge.j in shared:
            shared[edge.j] &= edge.languages
    return all(shared.values())


def solve(task: Task, stages: Sequence[str]) -> Solved:
    """Return the best answer to a task that this engine serves."""
    import numpy as np

    kept = [e for e, edge in enumerate(task.edges) if edge.kept]
    market, edges = _market(task, kept)
    scores = np.array([task.edges[e].score for e in edges], np.int64)
    ones = np.ones(len(edges), np.int64)
    seated = clear(market, ones)
    number, worst, floor = seated.value, 0, None
    if "worst_served" in stages:
        worst, floor = _floor(market, scores, number)
    high = np.flatnonzero(scores >= worst)
    bonus = (number + 1) * int(scores.max(initial=0)) + 1
    step = (market.only(high), edges[high], bonus + scores[high])
    total = (*step, clear(step[0], step[2]))
    ties, weight = _next_step(task, total, 0)
    last = ties
    for digit in range(1, DIGITS):
        if not _open(last):
            break
        last, _ = _next_step(task, last, digit)
    if _open(last):
        raise RuntimeError("the tie-break ran out of digits")
    chosen = tuple(sorted([*kept, *(int(e) for e in last[1][last[3].chosen])]))
    prices = (seated, floor, total[3], ties[3])
    return Solved(chosen, _stages(task, chosen, stages), Priced(prices, bonus, weight))


def _market(task: Task, kept: list[int]) -> tuple[Market, Any]:
    """Return the market without mentees kept by hand and the places that they take."""
    import numpy as np

    places = np.array([seats[1] if seats else 0 for seats in task.seats], np.int64)
    settled = set()
    for e in kept:
        places[task.edges[e].j] -= 1
        settled.add(task.edges[e].i)
    if len(settled) < len(kept) or (places < 0).any():
        raise NoAnswerError
    edges = np.array([e for e, x in enumerate(task.edges) if x.i not in settled], np.int64)
    ends = [(task.edges[e].i, task.edges[e].j) for e in edges]
    i, j = (np.array([x[k] for x in ends], np.int64) for k in (0, 1))
    return Market(task.mentees, places, i, j), edges


def _floor(market: Market, scores: Any, number: int) -> tuple[int, Cleared | None]:
    """Return the highest worst score with as many seated, and prices that nothing is higher."""
    import numpy as np

    levels = np.unique(scores)
    low, high, proof = 0, len(levels), None
    while high - low > 1:
        middle = (low + high) // 2
        pairs = scores >= levels[middle]
        found = clear(market.only(pairs), np.ones(int(pairs.sum()), np.int64))
        low, high = (middle, high) if found.value >= number else (low, middle)
        proof = proof if found.value >= number else found
    return (int(levels[low]) if len(levels) and number else 0), proof


def _next_step(task: Task, step: Step, digit: int) -> tuple[Step, int]:
    """Return the market of the best answers only, cleared by the next digit of the tie-break.

    Best are exactly the answers that use exactly priced pairs and all ends with a price; ``weight``
    for each such end makes them win.
    """
    import numpy as np

    market, edges, worth, cleared = step
    mentee, mentor = cleared.mentee_prices[market.i], cleared.mentor_prices[market.j]
    exact = np.flatnonzero(mentee + mentor == worth)
    weight = market.mentees * (1 << DIGIT_BITS) + 1
    ends = (mentee[exact] > 0).astype(np.int64) + (mentor[exact] > 0)
    digits = np.array([task.digits[e][digit] for e in edges[exact]], np.int64)
    narrow, points = market.only(exact), weight * ends - digits
    return (narrow, edges[exact], points, clear(narrow, points)), weight


def _open(step: Step) -> bool:
    market, _, worth, cleared = step
    return bool(len(worth)) and bool(interchangeable(market, worth, cleared).any())


def _stages(task: Task, chosen: tuple[int, ...], keys: Sequence[str]) -> tuple[Stage, ...]:
    edges = [task.edges[e] for e in chosen]
    free = [e.score for e in edges if not e.kept] or [e.score for e in edges] or [0]
    values = {
        "seated": (len(chosen), "mentees"),
        "worst_served": (min(free), "points"),
        "total": (sum(e.score for e in edges), "points"),
        "tie_break": (sum(task.digits[e][0] for e in chosen), "hash points"),
    }
    return tuple(Stage(k, values[k][0], values[k][0], values[k][1], "prices") for k in keys)
