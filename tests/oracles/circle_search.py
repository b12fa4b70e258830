"""Is there a choice of circles that is good enough? Branch and bound over people, with a memory.

Each demand "the chosen circles are worth so much together" becomes, by prices of people, "the chosen
lose so little together" (``circle_prices.py``), so circles that lose more than that are left out and
the rest is searched person by person. What is left of a search depends only on who is left and what
may still be lost: a failure is remembered for that and for less.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from mentorcli.domain.problem import UserError
from oracles.circle_columns import Column
from oracles.circle_prices import SCALE, whole_prices

MOST_STEPS = 3_000_000
"""After trying so many circles the second program gives up, and says so."""
_ROUNDS = 4
_NARROWED = 8

Losses = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Demand:
    """All chosen circles together are worth ``least``; ``worth`` has an entry for each column."""

    worth: Sequence[int]
    least: int


@dataclass(frozen=True, slots=True)
class Seats:
    """Who may be in no circle: ``spare`` people at most, none of ``must``.

    ``exact`` tells that no plan that is asked about leaves fewer than ``spare`` out.
    """

    people: int
    spare: int
    must: frozenset[int]
    exact: bool

    def may_wait(self) -> list[bool]:
        """Return for each place whether that person may be in no circle."""
        return [self.spare > 0 and i not in self.must for i in range(self.people)]


class _TooLongError(Exception):
    """A search has tried as many circles as it may."""


@dataclass(slots=True)
class _Search:
    options: list[list[tuple[int, int, Losses]]]
    """For each place the columns (number, bits, losses) that have it, those that lose least first."""
    waits: list[Losses | None]
    """What somebody loses who is in no circle; None where that may not be."""
    order: list[int]
    whole: list[bool]
    """Whether so many people can be split into circles, by their number alone."""
    most_steps: int
    failed: dict[int, list[Losses]] = field(default_factory=lambda: defaultdict(list))
    steps: int = 0

    def run(self, left: int, budget: Losses) -> list[int] | None:
        """Return the numbers of columns for the people (bits) who are left, or None.

        The first of the budget is how many may be in no circle, the others what may be lost.
        """
        if not left:
            return []
        number = left.bit_count()
        if not any(self.whole[max(number - budget[0], 0) : number + 1]):
            return None
        if any(all(x >= y for x, y in zip(old, budget, strict=True)) for old in self.failed[left]):
            return None
        i = next(i for i in self.order if left >> i & 1)
        for column, bits, losses in self.options[i]:
            self._count()
            if not bits & ~left and (rest := _after(budget, losses)) is not None:
                found = self.run(left ^ bits, rest)
                if found is not None:
                    return [column, *found]
        alone = self.waits[i]
        if alone is not None and (rest := _after(budget, alone)) is not None:
            found = self.run(left ^ 1 << i, rest)
            if found is not None:
                return found
        self.failed[left].append(budget)
        return None

    def _count(self) -> None:
        self.steps += 1
        if self.steps > self.most_steps:
            raise _TooLongError


def _after(budget: Losses, losses: Losses) -> Losses | None:
    rest = tuple(x - y for x, y in zip(budget, losses, strict=True))
    return rest if min(rest) >= 0 else None


def choose(
    columns: Sequence[Column], open_now: Sequence[int], demands: Sequence[Demand], seats: Seats,
    most_steps: int = MOST_STEPS,
) -> list[int] | None:  # fmt: skip
    """Return the numbers of columns, of those open, that meet all demands, or None if none do.

    Nobody is in two of them. Raises UserError when that takes more than ``most_steps``.
    """
    still, priced = list(open_now), list[_Priced]()
    for _ in range(_ROUNDS):
        priced = [_priced(columns, still, demand, seats) for demand in demands]
        if any(p.room < 0 for p in priced):
            return None
        inside = [x for x in range(len(still)) if all(p.losses[x] <= p.room for p in priced)]
        if len(inside) == len(still):
            break
        still = [still[x] for x in inside]
        priced = [p.only(inside) for p in priced]
    options: list[list[tuple[int, int, Losses]]] = [[] for _ in range(seats.people)]
    for x, c in enumerate(still):
        entry = (c, columns[c].bits, (0, *(p.losses[x] for p in priced)))
        for i in columns[c].people:
            options[i].append(entry)
    for mine in options:
        mine.sort(key=lambda e: (sum(e[2]), e[0]))
    waits = [
        (1, *(p.alone[i] for p in priced)) if free else None
        for i, free in enumerate(seats.may_wait())
    ]
    circles = [columns[c].people for c in still]
    by_options = sorted(range(seats.people), key=lambda i: (len(options[i]), i))
    whole = _whole(seats.people, {len(columns[c].people) for c in still})
    budget = (seats.spare, *(p.room for p in priced))
    for order in (by_options, _neighbours_together(circles, seats.people)):
        try:
            search = _Search(options, waits, order, whole, most_steps // 2)
            return search.run((1 << seats.people) - 1, budget)
        except _TooLongError:
            continue
    raise UserError(
        "The second program for circles gave up: this pool is too large or too tangled for it (it "
        f"tries {most_steps:,} circles at most).",
        "Ask about a smaller pool.",
    )


def _neighbours_together(circles: Sequence[tuple[int, ...]], people: int) -> list[int]:
    """Return the places in the order in which they are settled: neighbours one after the other.

    So what hangs together is settled together, and a failure is met again sooner.
    """
    beside = [Counter[int]() for _ in range(people)]
    for members in circles:
        for i in members:
            beside[i].update(k for k in members if k != i)
    left, near, order = set(range(people)), Counter[int](), []
    while left:
        i = min(left, key=lambda i: (-near[i], beside[i].total(), i))
        order.append(i)
        left.remove(i)
        near.update(beside[i])
    return order


def _whole(people: int, sizes: set[int]) -> list[bool]:
    """Return for each number up to ``people`` whether it is a sum of sizes."""
    whole = [True]
    for number in range(1, people + 1):
        whole.append(any(size <= number and whole[number - size] for size in sizes))
    return whole


@dataclass(frozen=True, slots=True)
class _Priced:
    """What may be lost in all, what each column loses, and each person who is in no circle."""

    room: int
    losses: list[int]
    alone: list[int]

    def only(self, inside: Sequence[int]) -> _Priced:
        return _Priced(self.room, [self.losses[x] for x in inside], self.alone)


def _priced(
    columns: Sequence[Column], still: Sequence[int], demand: Demand, seats: Seats
) -> _Priced:
    """Return the losses by the prices that leave least room.

    Where it is known how many are in no circle, a seat may be given any worth, above or below 0, in
    the circles and in what they must be worth alike: that is the same demand with other prices.
    """
    if not seats.exact or not seats.spare:
        return _at(columns, still, demand, seats, 0)
    reach = 2 * max((abs(demand.worth[c]) for c in still), default=0) + 1
    low, high = -reach, reach
    for _ in range(_NARROWED):
        third = (high - low) // 3
        left, right = low + third, high - third
        rooms = [_at(columns, still, demand, seats, x).room for x in (left, right)]
        low, high = (low, right) if rooms[0] <= rooms[1] else (left, high)
    return min((_at(columns, still, demand, seats, x) for x in (0, (low + high) // 2)),
               key=lambda p: p.room)  # fmt: skip


def _at(
    columns: Sequence[Column], still: Sequence[int], demand: Demand, seats: Seats, seat: int
) -> _Priced:
    circles = [columns[c].people for c in still]
    worth = [demand.worth[c] + seat * len(columns[c].people) for c in still]
    may_wait = seats.may_wait()
    prices = whole_prices(seats.people, circles, worth, may_wait)
    losses = [
        sum(prices[i] for i in members) - SCALE * value
        for members, value in zip(circles, worth, strict=True)
    ]
    below = [p for p, free in zip(prices, may_wait, strict=True) if free and p < 0]
    if min(losses, default=0) < 0 or below:
        raise RuntimeError("prices do not hold")
    least = demand.least + seat * (seats.people - seats.spare)
    return _Priced(sum(prices) - SCALE * least, losses, prices)
