"""Every circle that the rules and decisions allow, worked out for the second program alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from mentorcli.domain.problem import UserError
from mentorcli.matching.check.facts import LANGUAGE_RULE, Facts

MOST_COLUMNS = 120_000
"""With more circles than these the second program does not begin."""


@dataclass(frozen=True, slots=True)
class Column:
    """A circle: its people as places in the order of their ids, as bits too, and their scores."""

    people: tuple[int, ...]
    bits: int
    scores: tuple[int, ...]


def columns_of(facts: Facts) -> list[Column]:
    """Return every circle that may be. Raises UserError when there are too many for a search."""
    found = []
    points = _points(facts)
    for people in _circles(facts):
        scores = tuple(_score(points, i, people) for i in people)
        found.append(Column(people, sum(1 << i for i in people), scores))
        if len(found) > MOST_COLUMNS:
            raise UserError(
                f"The second program looks at {MOST_COLUMNS:,} circles at most; here are more.",
                "Ask about a smaller pool.",
            )
    return found


def kept_places(facts: Facts) -> list[tuple[int, int]]:
    """Return the pairs kept by hand, as places."""
    place = {p: i for i, p in enumerate(facts.mentees)}
    return [(place[one], place[other]) for one, other in facts.kept if one != other]


def _points(facts: Facts) -> dict[tuple[int, int], tuple[int, ...]]:
    people = list(facts.mentees.values())
    return {
        (i, k): tuple(c.points(a, b, c.most, facts.ground) for c in facts.criteria)
        for i, a in enumerate(people)
        for k, b in enumerate(people)
        if i != k
    }


def _score(points: dict[tuple[int, int], tuple[int, ...]], i: int, people: tuple[int, ...]) -> int:
    columns = zip(*(points[i, k] for k in people if k != i), strict=True)
    return sum(sum(column) // (len(people) - 1) for column in columns)


def _circles(facts: Facts) -> Iterator[tuple[int, ...]]:
    """Walk over sets of people who may be with each other, as bits of who may still come."""
    low, high = max(facts.case.programme.group[0], 2), facts.case.programme.group[1]
    fits = _fits(facts)
    kept = [1 << i | 1 << k for i, k in kept_places(facts)]
    waiting: list[tuple[tuple[int, ...], int]]
    waiting = [((i,), fits[i] >> (i + 1) << (i + 1)) for i in range(len(fits))]
    while waiting:
        people, may_come = waiting.pop()
        bits = sum(1 << i for i in people)
        whole = all(pair & bits in {0, pair} for pair in kept)
        if low <= len(people) and whole and _allowed(facts, people):
            yield people
        while may_come and len(people) < high:
            k = may_come.bit_length() - 1
            may_come ^= 1 << k
            after = fits[k] >> (k + 1) << (k + 1)
            still = after & _all_fit(fits, people)
            waiting.append(((*people, k), still))


def _all_fit(fits: list[int], people: tuple[int, ...]) -> int:
    shared = -1
    for i in people:
        shared &= fits[i]
    return shared


def _fits(facts: Facts) -> list[int]:
    people = list(facts.mentees)
    fits = [0] * len(people)
    for i, k in combinations(range(len(people)), 2):
        if not _apart(facts, people[i], people[k]):
            fits[i] |= 1 << k
            fits[k] |= 1 << i
    return fits


def _excused(facts: Facts, one: str, other: str) -> frozenset[str]:
    nothing: frozenset[str] = frozenset()
    return facts.kept.get((one, other), nothing) | facts.kept.get((other, one), nothing)


def _apart(facts: Facts, one: str, other: str) -> bool:
    if (one, other) in facts.forbidden or (other, one) in facts.forbidden:
        return True
    a, b = facts.mentees[one], facts.mentees[other]
    asked = [r for r in facts.rules if r.key not in _excused(facts, one, other)]
    return any(
        (r.pair and (r.pair(a, b, facts.ground) or r.pair(b, a, facts.ground)))
        or (r.mates and r.mates(a, b, facts.ground))
        for r in asked
    )


def _allowed(facts: Facts, places: tuple[int, ...]) -> bool:
    """Tell whether a circle has a language for all and no rule on the whole of it stands against."""
    ids = [list(facts.mentees)[i] for i in places]
    people = [facts.mentees[p] for p in ids]
    free = any(LANGUAGE_RULE in _excused(facts, *pair) for pair in combinations(ids, 2))
    codes = (x for x in people[0].choices("languages") if len(x) == 2)
    spoken = [x for x in codes if all(x in a.choices("languages") for a in people)]
    if facts.by_language and not spoken and not free:
        return False
    for rule in facts.rules:
        if (
            rule.alone
            and 1 in Counter(x for a in people if (x := rule.alone(a, facts.ground))).values()
        ):
            return False
        if rule.alike:
            said = {rule.alike(a, facts.ground) for a in people}
            if len(said) == 1 and "" not in said:
                return False
    return True
