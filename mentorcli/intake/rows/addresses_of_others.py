"""Addresses that stand beside somebody else's name: a column that was sorted by itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import chain

from mentorcli.domain.application import Application
from mentorcli.domain.importing import RowReading
from mentorcli.domain.problem import Problem, Severity
from mentorcli.intake.rows.form_on_table import FormOnTable
from mentorcli.names.letters import spellings

MOST_ROWS, FIRST, HALF = 5_000, 200, 100
"""In a longer table nothing slipped by hand where half of the first addresses are their own."""
FEWEST = 3
"""So many addresses must be somebody else's."""
SURELY = 2
"""So many, where each has the first and the last name of somebody else: a part may have slipped."""
_WORD = re.compile(r"[^\W\d_]{4,}")


def addresses_of_others(form: FormOnTable, rows: Iterable[RowReading]) -> list[Problem]:
    """Return a problem where most addresses name another person of the table and not their own.

    Also where some name one in full.
    """
    drafts = [(row.number, row.draft) for row in rows if row.draft]
    if len(drafts) > MOST_ROWS and sum(_is_own(draft) for _, draft in drafts[:FIRST]) > HALF:
        return []
    odd = [(number, draft) for number, draft in drafts if not _is_own(draft)]
    named: dict[str, set[str]] = {}
    for draft in (draft for _, draft in drafts if odd):
        for word in _words(draft.name):
            named.setdefault(word, set()).add(draft.name)
    strange = [(*at, [named[w] for w in _local(at[1]) if w in named]) for at in odd]
    strange = [at for at in strange if at[2]]
    surely = [at for at in strange if max(Counter(chain(*at[2])).values()) >= SURELY]
    own = len(drafts) - len(odd)
    told = strange if len(strange) >= max(FEWEST, own + 1) else surely
    return [_told(form, told[0][:2], len(told), len(drafts))] if len(told) >= SURELY else []


def _told(form: FormOnTable, strange: tuple[int, Application], count: int, every: int) -> Problem:
    number, first = strange
    row = next(row for row in form.layout.body if row.number == number)
    said = {"count": count, "every": every, "email": first.email, "name": first.name}
    place = form.place(row, "email")
    return Problem.of("addresses_of_others", Severity.DECIDE, place, **said)


def _is_own(draft: Application) -> bool:
    return not _words(draft.name).isdisjoint(_local(draft))


def _local(draft: Application) -> set[str]:
    return _words(draft.email.partition("@")[0])


def _words(text: str) -> set[str]:
    return {form for word in _WORD.findall(text) for form in spellings(word)}
