"""What differs between two answers of one person, as a person reads it."""

from __future__ import annotations

from collections.abc import Sequence

from mentorcli.domain.application import Answer, Application, Given
from mentorcli.domain.importing import FieldChange
from mentorcli.domain.text import one_line

_PARTS = ("first_name", "last_name", "full_name", "email")


def changes_between(old: Application, new: Application) -> tuple[FieldChange, ...]:
    """Return the answers that differ, in the order of their keys; values count, not sources."""
    fields = sorted(old.answers.keys() | new.answers.keys())
    changes = [
        FieldChange(f, _shown(old.answers.get(f)), _shown(new.answers.get(f)))
        for f in fields
        if old.value(f) != new.value(f)
    ]
    told = {c.field for c in changes}
    if old.name != new.name and not told & set(_PARTS[:3]):
        changes.append(FieldChange("name", old.name, new.name))
    if old.email != new.email and "email" not in told:
        changes.append(FieldChange("email", old.email, new.email))
    if old.state != new.state and not changes:
        changes.append(FieldChange("state", old.state.value, new.state.value))
    return tuple(changes)


def _shown(given: Given | None) -> str:
    """Return an answer in the person's own words, else as it is kept."""
    if given is None:
        return ""
    raw = one_line(given.source.raw).strip("; ")
    return raw or _kept(given.value)


def _kept(value: Answer) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "; ".join(value)
    return str(value)
