"""Whose answer is it: somebody known to the workspace, or somebody new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from mentorcli.domain.application import Application, sorted_applications
from mentorcli.domain.person import person_id, stable_id
from mentorcli.domain.text import match_key

Identity = tuple[str, str]
"""Somebody's address and name, as compared."""


def identity(application: Application) -> Identity:
    """Return what two answers of one person share: address and name."""
    return match_key(application.email), match_key(application.name)


def with_known_people(
    drafts: Mapping[int, Application], existing: Sequence[Application]
) -> dict[int, Application]:
    """Return the drafts (by row) with the identifiers of the people that they are from.

    A stored answer under the same response key keeps its person, whatever was edited in it.
    Others are found by address and name as they stand after that; somebody not found is new.
    """
    stored = {(a.role, a.form, a.response): a.person for a in existing}
    keys = {n: (d.role, d.form, d.response) for n, d in drafts.items()}
    kept = {n: replace(d, person=stored[keys[n]]) for n, d in drafts.items() if keys[n] in stored}
    edited = {keys[n] for n in kept}
    standing = [a for a in existing if (a.role, a.form, a.response) not in edited]
    people: dict[Identity, str] = {}
    for a in sorted_applications((*standing, *kept.values())):
        people.setdefault(identity(a), a.person)
    taken = {a.person for a in existing}
    rest = {
        n: replace(d, person=_person(d, people, taken)) for n, d in drafts.items() if n not in kept
    }
    return kept | rest


def _person(draft: Application, people: Mapping[Identity, str], taken: set[str]) -> str:
    """Return a known person, or a new identifier that is nobody's who has since been renamed."""
    if (known := people.get(identity(draft))) is not None:
        return known
    new, number = person_id(draft.email, draft.name), 2
    while new in taken:
        new = stable_id("p", *identity(draft), str(number))
        number += 1
    return new
