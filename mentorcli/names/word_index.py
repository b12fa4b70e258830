"""People by the words that may lead to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

Found = tuple[str, ...]


def people_by(pairs: Iterable[tuple[str, str]]) -> dict[str, Found]:
    """Return the people of each key, each once, in order; the pairs of one person stand together."""
    found = defaultdict[str, list[str]](list)
    for key, person in pairs:
        people = found[key]
        if not people or people[-1] != person:
            people.append(person)
    return {key: tuple(people) for key, people in found.items() if key}
