"""Irreducible parts of what is impossible together.

Source: Junker, "QUICKXPLAIN: Preferred Explanations and Relaxations", AAAI 2004.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mentorcli.domain.plan import Blocking

MOST_REFINED = 30
"""With more people seated than this they are taken as one: each would be a question of its own."""
Possible = Callable[[Sequence[str]], bool]
"""Is there a plan that obeys these demands?"""


def smallest(
    background: list[list[str]], items: list[list[str]], possible: Possible, *, fresh: bool
) -> list[list[str]]:
    """Return an irreducible part of ``items`` that together with ``background`` is impossible.

    Each item is a list of demands taken as one; later items are preferred out of the part.
    ``fresh`` tells that the background alone was not asked about yet.
    """
    if fresh and not possible([x for part in background for x in part]):
        return []
    if len(items) <= 1:
        return items
    middle = len(items) // 2
    first, second = items[:middle], items[middle:]
    late = smallest([*background, *first], second, possible, fresh=bool(first))
    early = smallest([*background, *late], first, possible, fresh=bool(late))
    return [*early, *late]


def blocking_of(rules: Sequence[str], seated: Sequence[str], possible: Possible) -> Blocking:
    """Return the rules and people with a place that leave somebody without one.

    ``possible`` answers for demands like ``rule:KEY`` (it holds) and ``person:ID`` (has a place).
    """
    demands = [f"rule:{key}" for key in rules]
    people = [f"person:{p}" for p in sorted(seated)]
    if not possible(()):
        return Blocking((), (), enough=False)
    if possible([*demands, *people]):
        return Blocking((), ())
    found = smallest([], [[x] for x in demands] + [people], possible, fresh=False)
    everybody = people in found and len(people) > MOST_REFINED
    if people in found and not everybody:
        alone = [x for x in found if x is not people]
        found = [*alone, *smallest(alone, [[x] for x in people], possible, fresh=True)]
    named = [x.partition(":") for part in found for x in part]
    return Blocking(
        tuple(sorted(name for kind, _, name in named if kind == "rule")),
        tuple(sorted(name for kind, _, name in named if kind == "person")),
        everybody=everybody,
    )
