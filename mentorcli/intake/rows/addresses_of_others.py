"""Addresses that stand beside somebody else's name: a column that was sorted by itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from mentorcli.domain.application import Application
from mentorcli.domain.importing import RowReading
from mentorcli.domain.problem import Problem, Severity
from mentorcli.intake.rows.form_on_table import FormOnTable
from mentorcli.names.letters import spellings

FIRST, FEWEST = 200, 3
"""So many rows tell that a table is in order; so many addresses must be somebody else's."""
_WORD = re.compile(r"[^\W\d_]{4,}")


def addresses_of_others(form: FormOnTable, rows: Iterable[RowReading]) -> list[Problem]:
    """Return a problem where most addresses name another person of the table and not their own."""
    drafts = [(row.number, row.draft) for row in rows if row.draft]
    if sum(_is_own(draft) for _, draft in drafts[:FIRST]) * 2 > len(drafts[:FIRST]):
        return []
    own = sum(_is_own(draft) for _, draft in drafts)
    everybody = {word for _, draft in drafts for word in _words(draft.name)}
    strange = [
        (number, draft)
        for number, draft in drafts
        if not _is_own(draft) and not everybody.isdisjoint(_local(draft))
    ]
    if len(strange) < max(FEWEST, own + 1):
        return []
    return [_told(form, strange, len(drafts))]


def _told(form: FormOnTable, strange: Sequence[tuple[int, Application]], every: int) -> Problem:
    number, first = strange[0]
    row = next(row for row in form.layout.body if row.number == number)
    said = {"count": len(strange), "every": every, "email": first.email, "name": first.name}
    place = form.place(row, "email")
    return Problem.of("addresses_of_others", Severity.DECIDE, place, **said)


def _is_own(draft: Application) -> bool:
    return not _words(draft.name).isdisjoint(_local(draft))


def _local(draft: Application) -> set[str]:
    return _words(draft.email.partition("@")[0])


def _words(text: str) -> set[str]:
    return {form for word in _WORD.findall(text) for form in spellings(word)}
