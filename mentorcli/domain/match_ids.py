"""The ids of matches: a match's own, for as long as it lives, whoever joins it or leaves."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count

from mentorcli.domain.person import stable_id
from mentorcli.domain.plan import Match


def free_ids(cohort: str, taken: Collection[str] = ()) -> Iterator[str]:
    """Yield the ids that the next new matches of a cohort get, one after the other."""
    ids = (stable_id("m", cohort, str(number)) for number in count(1))
    return (x for x in ids if x not in taken)


def with_new_ids(cohort: str, matches: Iterable[Match]) -> tuple[Match, ...]:
    """Return matches with the first ids of their cohort, in the order of their people, sorted by id."""
    ordered = sorted(matches, key=lambda m: m.people)
    return _sorted(replace(m, id=x) for m, x in zip(ordered, free_ids(cohort), strict=False))


def with_known_ids(
    cohort: str,
    matches: Iterable[Match],
    known: Sequence[Sequence[Match]],
    taken: Collection[str],
) -> tuple[Match, ...]:
    """Return matches that keep the ids of those that they go on from; the others get new ones.

    A match goes on while its mentor stays with one mentee at least, a circle while two of its people
    do; where several could, the one with most of its people. ``known`` are the matches of the
    cohort's plans, the plan that counts first to the one long gone: of one id only the first match
    counts, as it is what became of the others. ``taken`` are all ids ever given there.
    """
    ordered = sorted(matches, key=lambda m: m.people)
    stands = {m.id: m for plan in reversed(known) for m in plan}
    links = [
        (age, -shared, old.id, number)
        for age, plan in enumerate(known)
        for old in plan
        if stands[old.id] is old
        for number, new in enumerate(ordered)
        if (shared := _shared(old, new))
    ]
    ids: dict[int, str] = {}
    for _, _, old_id, number in sorted(links):
        if number not in ids and old_id not in ids.values():
            ids[number] = old_id
    new_ids = free_ids(cohort, taken)
    return _sorted(
        replace(m, id=ids[number] if number in ids else next(new_ids))
        for number, m in enumerate(ordered)
    )


def _shared(old: Match, new: Match) -> int:
    """Return how many people stay together in two matches, 0 where the one is not the other."""
    both = len(set(old.mentees).intersection(new.mentees))
    if old.mentor or new.mentor:
        return both if old.mentor == new.mentor else 0
    return both if both > 1 else 0


def _sorted(matches: Iterable[Match]) -> tuple[Match, ...]:
    return tuple(sorted(matches, key=lambda m: m.id))
