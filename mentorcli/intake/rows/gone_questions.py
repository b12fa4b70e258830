"""Answers to questions that an export no longer has, or whose column was emptied: they stay as they are stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from mentorcli.domain.application import Application, Given
from mentorcli.domain.form import FormMapping, FormProposal
from mentorcli.domain.importing import RowReading
from mentorcli.domain.problem import Problem, Severity
from mentorcli.domain.text import match_key
from mentorcli.intake.headers import header_key

_SEVERAL = 3
PART = " | "
"""Stands between the titles of an answer that several columns gave."""


def with_gone_questions(
    readings: Sequence[RowReading],
    proposal: FormProposal,
    form: FormMapping,
    known: Sequence[Application],
) -> tuple[tuple[RowReading, ...], tuple[Problem, ...]]:
    """Return the readings with what their form asked before and this export has no column of, and what to say.

    Only answers to the same form are kept, of a person known by name or address: a number alone
    makes nobody somebody else. Where the column is still there and feeds nothing, a person has
    decided so, and nothing is kept. An empty column of which several people here had an answer is
    as one that is not there.
    """
    stored = [a for a in known if (a.form, a.role) == (form.key, form.role)]
    emptied = _emptied(readings, proposal, stored)
    columns = [c for c in proposal.columns if c.field not in emptied]
    fed = {c.field for c in columns if c.field}
    here = {header_key(c.header) for c in columns}
    kept = {a.person: gone for a in stored if (gone := _gone(a, fed, here))}
    if not kept:
        return tuple(readings), ()
    responses = {a.response: a for a in stored if a.response}
    place = proposal.table.place()
    told = (
        Problem.of("column_emptied", Severity.NOTE, place, field=field, count=count)
        for field, count in sorted(emptied.items())
    )
    return tuple(_with_kept(reading, kept, responses) for reading in readings), tuple(told)


def _emptied(
    readings: Sequence[RowReading], proposal: FormProposal, stored: Sequence[Application]
) -> dict[str, int]:
    """Return the fields whose columns are empty, of which several people here have a stored answer."""
    numbers = {r.number for r in readings}
    rows = [r for r in proposal.table.rows if r.number in numbers]  # kept ones have no samples
    answered = {
        c.field
        for x, c in enumerate(proposal.columns)
        if c.samples or any(row.text(x) for row in rows)
    }
    empty = {c.field for c in proposal.columns if c.field} - answered
    here = {r.draft.person for r in readings if r.draft} if empty else set()
    lost = Counter(f for a in stored if a.person in here for f in empty & a.answers.keys())
    return {field: count for field, count in lost.items() if field and count >= _SEVERAL}


def _with_kept(
    reading: RowReading,
    kept: Mapping[str, Mapping[str, Given]],
    responses: Mapping[str, Application],
) -> RowReading:
    draft = reading.draft
    if draft is None:
        return reading
    old = responses.get(draft.response)
    same = old and (old.email == draft.email or match_key(old.name) == match_key(draft.name))
    gone = kept.get(old.person if old and same else draft.person)
    if not gone:
        return reading
    return replace(reading, draft=replace(draft, answers={**gone, **draft.answers}))


def _gone(application: Application, fed: set[str], here: set[str]) -> dict[str, Given]:
    """Return the stored answers whose columns the export does not have."""
    unfed = [field for field in application.answers if field not in fed]
    found = {field: application.answers[field] for field in unfed}
    return {
        field: given
        for field, given in found.items()
        if here.isdisjoint(header_key(h) for h in given.source.header.split(PART))
    }
