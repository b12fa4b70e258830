"""Who goes from where to where: the change between two plans, person by person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from mentorcli.domain.match_form import MatchForm
from mentorcli.domain.plan import Move

Place = frozenset[str]


@dataclass(frozen=True, slots=True)
class Step:
    """Somebody who goes from one place to another, told by whom they have it with; nobody is no place."""

    person: str
    leaves: tuple[str, ...]
    joins: tuple[str, ...]


def steps_of(moves: Sequence[Move], form: MatchForm) -> tuple[Step, ...]:
    """Return who goes where, each step into the place that the one before left where that is so.

    A place with a mentor stays that mentor's. A circle goes on as the new one that has most of its
    people, and who is in both has not moved. Ties go by identity.
    """
    old = {m.mentee: _place(m.mentee, m.before, form) for m in moves}
    new = {m.mentee: _place(m.mentee, m.after, form) for m in moves}
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


def _place(person: str, company: tuple[str, ...], form: MatchForm) -> Place:
    return frozenset(company if form.led or not company else (person, *company))


def _goes_on(old: set[Place], new: set[Place]) -> dict[Place, Place]:
    """Return as which new place each old one goes on, those with most people in common first."""
    shared = sorted(
        ((one, other) for one, other in product(old, new) if one & other),
        key=lambda pair: (-len(pair[0] & pair[1]), sorted(pair[0]), sorted(pair[1])),
    )
    found: dict[Place, Place] = {}
    for one, other in shared:
        if one not in found and other not in found.values():
            found[one] = other
    return found
