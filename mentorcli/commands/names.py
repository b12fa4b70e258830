"""Names of people for what a command prints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mentorcli.domain.application import Application


def names_of(applications: Iterable[Application]) -> dict[str, str]:
    """Return each person's name; people of the same name also get their id."""
    found = {a.person: a.name for a in applications}
    several = [name for name in found.values() if list(found.values()).count(name) > 1]
    return {p: f"{name} ({p})" if name in several else name for p, name in found.items()}


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: 1 mentor, 2 mentors, 3 people."""
    if noun.endswith("person"):
        many = f"{noun.removesuffix('person')}people"
    else:
        many = f"{noun}es" if noun.endswith(("s", "ch")) else f"{noun}s"
    return f"{number} {noun if number == 1 else many}"


def called(person: str, names: Mapping[str, str]) -> str:
    """Return a person's name; of several, as moves of equals name them, all names."""
    return ", ".join(names.get(p, p) for p in person.split("+"))


def joined(people: Iterable[str], names: Mapping[str, str]) -> str:
    """Return people's names with commas."""
    return ", ".join(names.get(p, p) for p in people)
