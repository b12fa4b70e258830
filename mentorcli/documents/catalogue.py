"""What a template may say: one catalogue, printed for people and obeyed when documents are made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from mentorcli.documents.merge_names import book
from mentorcli.documents.people import ALWAYS
from mentorcli.domain.language import label
from mentorcli.domain.programme import ROLES, Programme, Visibility

Kind = Literal["agreement", "invitations", "letters", "reminders"]
KINDS: tuple[Kind, ...] = ("agreement", "invitations", "letters", "reminders")


@dataclass(frozen=True, slots=True)
class Name:
    """A name like ``mentees[].goals``: what it is, a sample, and whether only HR may see it.

    ``[]`` stands for one of several, ``*`` for any key.
    """

    path: str
    says: str
    sample: str
    private: bool = False


def kind_of(template: str) -> Kind | None:
    """Return the kind of a template named like ``agreement/group``; None for reports."""
    folder = template.split("/", maxsplit=1)[0]
    return next((k for k in KINDS if k == folder), None)


def catalogue(kind: Kind, programme: Programme) -> tuple[Name, ...]:
    """Return every name of a kind of template, those private to HR marked, sorted by path."""
    said = book()
    found = [Name(path, *entry[:2]) for path, entry in said[kind].items()]
    if kind != "reminders":
        found += [Name(path, *entry[:2]) for path, entry in said["common"].items()]
    for place in said["people"].get(kind, ()):
        person = {key: Name("", *entry[:2]) for key, entry in said["person"].items()}
        person |= {n.path: n for n in _answers(programme) if n.path not in person}
        found += [Name(f"{place}.{key}", n.says, n.sample, n.private) for key, n in person.items()]
    return tuple(sorted(found, key=lambda n: n.path))


def _answers(programme: Programme) -> Iterable[Name]:
    """Yield the profile's fields: private unless every role that is asked shows it to the match."""
    asked: dict[str, list[tuple[str, bool]]] = {key: [] for key in ALWAYS}
    for role in ROLES:
        for field in programme.fields[role]:
            shown = field.visible_to is Visibility.MATCH
            asked.setdefault(field.key, []).append((label(field.headers, "en"), shown))
    for key, told in asked.items():
        private = bool(told) and not any(shown for _, shown in told)
        says = told[0][0] if told else "empty: this programme does not ask it"
        yield Name(key, says, "", private and key not in ALWAYS)


def admitted(kind: Kind, programme: Programme, names: Mapping[str, Any]) -> dict[str, Any]:
    """Return only what the catalogue lets a template of this kind see."""
    kept: dict[str, Any] = _only(names, _tree(kind, programme))
    return kept


_trees: dict[tuple[Kind, int], tuple[Programme, dict[str, Any]]] = {}
"""What was worked out for the last profiles; each is held, so that its id stays its own."""

_MOST_TREES = 32


def _tree(kind: Kind, programme: Programme) -> dict[str, Any]:
    """Return the names that may be shown as nested keys; the same for all of a run's documents."""
    known = _trees.get((kind, id(programme)))
    if known is not None:
        return known[1]
    tree: dict[str, Any] = {}
    for name in catalogue(kind, programme):
        if not name.private:
            branch = tree
            for part in name.path.replace("[]", ".[]").split("."):
                branch = branch.setdefault(part, {})
    if len(_trees) >= _MOST_TREES:
        _trees.clear()
    _trees[kind, id(programme)] = (programme, tree)
    return tree


def _only(value: Any, tree: Mapping[str, Any]) -> Any:
    if isinstance(value, Mapping):
        return {
            key: _only(inner, tree.get(key, tree.get("*", {})))
            for key, inner in value.items()
            if key in tree or "*" in tree
        }
    if isinstance(value, list):
        return [_only(inner, tree.get("[]", {})) for inner in value]
    return value
