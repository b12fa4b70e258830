"""Names of people, and numbers of things, for what a command prints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mentorcli.domain.application import Application


def names_of(applications: Iterable[Application]) -> dict[str, str]:
    """Return each person's name; people of the same name also get their id."""
    found = {a.person: a.name for a in applications}
    several = [name for name in found.values() if list(found.values()).count(name) > 1]
    return {p: f"{name} ({p})" if name in several else name for p, name in found.items()}


def joined(people: Iterable[str], names: Mapping[str, str]) -> str:
    """Return people's names with commas."""
    return ", ".join(names.get(p, p) for p in people)
