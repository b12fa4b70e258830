"""Two answers of one person: what differs, as a person reads it, and which is the newer one.

Times are compared at the precision that both have: a text export of a workbook loses seconds.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from mentorcli.domain.answer_key import version_of
from mentorcli.domain.application import Answer, Application, ApplicationState, Given
from mentorcli.domain.importing import FieldChange
from mentorcli.domain.text import one_line, stable_id

OVERRIDE = "override"
"""The rule by which a cell that a person corrected was read."""
NAMING = ("first_name", "last_name", "full_name", "email")


def changes_between(old: Application, new: Application) -> tuple[FieldChange, ...]:
    """Return the answers that differ, in the order of their keys; values count, not sources."""
    fields = sorted(old.answers.keys() | new.answers.keys())
    changes = [
        _change(f, old.answers.get(f), new.answers.get(f))
        for f in fields
        if old.value(f) != new.value(f)
    ]
    told = {c.field for c in changes}
    if old.name != new.name and not told & set(NAMING[:3]):
        changes.append(FieldChange("name", old.name, new.name))
    if old.email != new.email and "email" not in told:
        changes.append(FieldChange("email", old.email, new.email))
    if old.state != new.state and not changes:
        changes.append(FieldChange("state", old.state.value, new.state.value))
    return tuple(changes)


def with_whole_phone(new: Application, old: Application | None) -> Application:
    """Return an answer with the telephone number that is stored, where a spreadsheet cut its zeros."""
    now, before = new.text("phone"), old.text("phone") if old else ""
    if not now or now == before or len(now) >= len(before) or before.lstrip("+0") != now:
        return new
    kept = old.answers["phone"] if old else new.answers["phone"]
    return replace(new, answers={**new.answers, "phone": kept})


def _change(field: str, before: Given | None, now: Given | None) -> FieldChange:
    """Return a change in the person's words; where they are the same, what they were read as."""
    said = FieldChange(field, _in_words(before), _in_words(now))
    if said.before != said.after:
        return said
    read = [_value_in_words(g.value) if g and g.value is not None else "" for g in (before, now)]
    return FieldChange(field, *(f"{said.before} (read as {r or 'nothing'})" for r in read))


def was_answered_again(old: Application, new: Application) -> bool:
    """Tell whether the person gave another answer, not only that the same one is read otherwise.

    Another answer has a key of its own, a later moment, or other words in a cell that nobody
    corrected by hand.
    """
    if old.response_key() != new.response_key():
        return True
    before, now = old.moment(), new.moment()
    if before and now and now > before:
        return True
    shared = (
        (old.answers[f].source, new.answers[f].source) for f in old.answers if f in new.answers
    )
    return any(one.raw != two.raw for one, two in shared if OVERRIDE not in {one.rule, two.rule})


def mark_of_change(draft: Application) -> str:
    """Return what the answers of a row are known by, so that a decision on them holds for them alone."""
    said = (f"{key}={_value_in_words(value)}" for key, value in sorted(draft.values()))
    return stable_id("c", draft.form, draft.response, str(draft.moment() or ""), *said)


def _in_words(given: Given | None) -> str:
    """Return an answer in the person's own words, else as it is kept."""
    if given is None:
        return ""
    raw = one_line(given.source.raw).strip("; ")
    return raw or _value_in_words(given.value)


def _value_in_words(value: Answer) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "; ".join(value)
    return str(value)


@dataclass(frozen=True, slots=True)
class Age:
    """Whether an export seems older than what is stored, from the newest moments of both."""

    older: bool
    here: str = ""
    known: str = ""

    def of_answer(self, new: Application, old: Application) -> int:
        """Return -1 when the new version of one answer is certainly older, 1 newer, 0 unknown."""
        both = new.moment(), old.moment()
        if both[0] is None or both[1] is None:
            return 0
        one, other = _comparable(both[0], both[1])
        return (one > other) - (one < other)


def _comparable(one: dt.datetime, other: dt.datetime) -> tuple[dt.datetime, dt.datetime]:
    one, other = one.replace(microsecond=0), other.replace(microsecond=0)
    if not one.second or not other.second:
        return one.replace(second=0), other.replace(second=0)
    return one, other


def is_before(one: Application, other: Application) -> bool:
    """Tell whether an answer ranks below another one, however much of the seconds either has."""
    both = one.moment(), other.moment()
    if both[0] and both[1] and len({*_comparable(both[0], both[1])}) == 1:
        return rank(one)[0] < rank(other)[0]
    return rank(one)[:2] < rank(other)[:2]


def rank(draft: Application) -> tuple[bool, str, int, str]:
    """Complete before incomplete, then newest; a refused consent counts as complete.

    Somebody who refuses in a newer answer must not be taken by an older one.
    """
    complete = draft.state is ApplicationState.VALID or draft.value("consent") is False
    last = draft.moment()
    when = last.replace(microsecond=0).isoformat() if last else ""
    own = draft.response.removeprefix(version_of(draft.response))
    number = int(own) if own.isdecimal() else 0
    return complete, when, number, draft.response


def age_of(drafts: Iterable[Application], existing: Sequence[Application]) -> Age:
    """Return the age of an export: older when its newest answer is older than a stored one.

    Only answers to the same form in the same language and copy count.
    """
    every = list(drafts)
    forms = {(d.form, d.role, version_of(d.response)) for d in every} if existing else set()
    here = max((m for d in every if (m := d.moment())), default=None)
    stored = (a for a in existing if (a.form, a.role, version_of(a.response)) in forms)
    known = max((m for a in stored if (m := a.moment())), default=None)
    if here is None or known is None:
        return Age(False)
    one, other = _comparable(here, known)
    return Age(one < other, f"{here:%Y-%m-%d %H:%M}", f"{known:%Y-%m-%d %H:%M}")
