"""Times of answers beside those that are stored: a later export may have day and month turned round."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from mentorcli.domain.application import Application
from mentorcli.domain.importing import RowReading
from mentorcli.domain.problem import Place, Problem, Severity
from mentorcli.intake.rows.answer_changes import Age

_LAST_MONTH = 12


def with_known_times(
    readings: Sequence[RowReading],
    form: str,
    known: Iterable[Application],
    place: Place,
    *,
    reordered: bool,
) -> tuple[tuple[RowReading, ...], tuple[Problem, ...]]:
    """Return rows with the times by which their answers are known, and what to say of it.

    Where an answer is known by the same moment with day and month turned round, and none by the
    very moment, the whole export stands so: its other days are turned too. A time that is known is
    not lost where it cannot be read. All is as it is read where a person has just said the order, or
    took that back (``reordered``).
    """
    stored = {a.response: a for a in known if a.form == form and a.submitted}
    if reordered or not stored:
        return tuple(readings), ()
    both = [
        (r.draft.submitted, before.submitted)
        for r in readings
        if r.draft and r.draft.submitted and (before := stored.get(r.response)) and before.submitted
    ]
    odd = [(now, before) for now, before in both if now != _turned(now)]
    round_about = sum(_same(_turned(now), before) for now, before in odd)
    turned = bool(round_about) and not any(_same(n, b) for n, b in odd)
    found = tuple(_timed(r, stored, turned=turned) for r in readings)
    told = (Problem.of("days_turned", Severity.NOTE, place, count=round_about),) if turned else ()
    return found, told


def at_other_times(
    drafts: Iterable[Application], existing: Sequence[Application]
) -> list[Application]:
    """Return answers that say what is stored, and at another time.

    The time is read otherwise now that its order was told, or the person answered the same again:
    then nothing that was given between counts as newer.
    """
    stored = {a.response_key(): a for a in existing}
    people = {a.key(): a for a in existing}
    found = []
    for draft in drafts:
        old = stored.get(draft.response_key())
        if old and (old.submitted, old.modified) != (draft.submitted, draft.modified):
            found.append(replace(old, submitted=draft.submitted, modified=draft.modified))
        elif (
            not old
            and (before := people.get(draft.key()))
            and Age(False).of_answer(draft, before) > 0
        ):
            found.append(replace(draft, state=before.state))
    return found


def _timed(reading: RowReading, stored: Mapping[str, Application], *, turned: bool) -> RowReading:
    draft = reading.draft
    if draft is None:
        return reading
    before = stored.get(reading.response)
    if before and (turned or draft.submitted is None):
        times = before.submitted, _turned(draft.modified) if turned else draft.modified
    elif turned:
        times = _turned(draft.submitted), _turned(draft.modified)
    else:
        return reading
    return replace(reading, draft=replace(draft, submitted=times[0], modified=times[1]))


def _same(one: dt.datetime | None, other: dt.datetime | None) -> bool:
    """Tell whether two moments are one, to the minute: a text export may lose the seconds."""
    if one is None or other is None:
        return False
    return one.replace(second=0, microsecond=0) == other.replace(second=0, microsecond=0)


def _turned(moment: dt.datetime | None) -> dt.datetime | None:
    """Return a moment with day and month turned round, where it can be."""
    if moment is None or moment.day > _LAST_MONTH:
        return moment
    return moment.replace(month=moment.day, day=moment.month)
