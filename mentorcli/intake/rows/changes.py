"""What differs between two answers of one person, as a person reads it."""

from __future__ import annotations

from collections.abc import Sequence

from mentorcli.domain.application import Answer, Application, Given
from mentorcli.domain.importing import FieldChange
from mentorcli.domain.text import one_line

OVERRIDE = "override"
"""The rule by which a cell that a person corrected was read."""
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


def was_answered_again(old: Application, new: Application) -> bool:
    """Tell whether the person gave another answer, not only that the same one is read otherwise.

    Another answer has a key of its own, a later moment, or other words in a cell that nobody
    corrected by hand.
    """
    if (old.form, old.response) != (new.form, new.response):
        return True
    before, now = old.moment(), new.moment()
    if before and now and now > before:
        return True
    shared = (
        (old.answers[f].source, new.answers[f].source) for f in old.answers if f in new.answers
    )
    return any(one.raw != two.raw for one, two in shared if OVERRIDE not in {one.rule, two.rule})


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
