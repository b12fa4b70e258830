"""Names of people, and numbers of things, for what a command prints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mentorcli.domain.application import Application
from mentorcli.domain.text import counted

__all__ = ["called", "counted", "joined", "names_of"]


def names_of(applications: Iterable[Application]) -> dict[str, str]:
    """Return each person's name; people of the same name also get their id."""
    found = {a.person: a.name for a in applications}
    several = [name for name in found.values() if list(found.values()).count(name) > 1]
    return {p: f"{name} ({p})" if name in several else name for p, name in found.items()}


def called(person: str, names: Mapping[str, str]) -> str:
    """Return a person's name; of several, as moves of equals name them, all names."""
    return ", ".join(names.get(p, p) for p in person.split("+"))


def joined(people: Iterable[str], names: Mapping[str, str]) -> str:
    """Return people's names with commas."""
    return ", ".join(names.get(p, p) for p in people)
