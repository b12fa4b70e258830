"""The command that does what a trial only showed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def once_more(*words: str | Path) -> tuple[str, ...]:
    """Return as next step the command that was tried, without ``--dry-run``."""
    return (" ".join(("mentorcli", *(_as_typed(str(word)) for word in words))),)


def findable(person: str, names: Mapping[str, str]) -> str:
    """Return what finds somebody: the name, or the id where several have that name."""
    name = names.get(person, person)
    return person if name.endswith(f"({person})") else name


def _as_typed(word: str) -> str:
    plain = bool(word) and not any(c.isspace() or c in "\"'$&|<>;*?()`" for c in word)
    return word if plain else '"' + word.replace('"', '\\"') + '"'
