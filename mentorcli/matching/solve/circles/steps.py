"""Who leaves which circle for which: the change between two plans of equals, person by person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from mentorcli.domain.plan import Move

Circle = frozenset[str]


@dataclass(frozen=True, slots=True)
class Step:
    """Somebody who goes from one circle to another; either may be empty, which is no circle."""

    person: str
    leaves: tuple[str, ...]
    joins: tuple[str, ...]


def circle_steps(moves: Sequence[Move]) -> tuple[Step, ...]:
    """Return who goes where, each step into the circle that the one before left where that is so.

    A circle goes on as the new one that has most of its people; who is in both has not moved. Ties
    go by identity.
    """
    old = {m.mentee: _circle(m.mentee, m.before) for m in moves}
    new = {m.mentee: _circle(m.mentee, m.after) for m in moves}
    goes_on = _goes_on({c for c in old.values() if c}, {c for c in new.values() if c})
    left = [
        Step(p, tuple(sorted(old[p] - {p})), tuple(sorted(new[p] - {p})))
        for p in sorted(old)
        if not old[p] or goes_on.get(old[p]) != new[p]
    ]
    ordered: list[Step] = []
    while left:
        last = goes_on.get(old[ordered[-1].person]) if ordered else None
        step = next((s for s in left if last and new[s.person] == last), left[0])
        left.remove(step)
        ordered.append(step)
    return tuple(ordered)


def _circle(person: str, others: str | None) -> Circle:
    return frozenset({person, *others.split("+")}) if others else frozenset()


def _goes_on(old: set[Circle], new: set[Circle]) -> dict[Circle, Circle]:
    """Return as which new circle each old one goes on, those with most people in common first."""
    shared = sorted(
        ((one, other) for one, other in product(old, new) if one & other),
        key=lambda pair: (-len(pair[0] & pair[1]), sorted(pair[0]), sorted(pair[1])),
    )
    found: dict[Circle, Circle] = {}
    for one, other in shared:
        if one not in found and other not in found.values():
            found[one] = other
    return found
