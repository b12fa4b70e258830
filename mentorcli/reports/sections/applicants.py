"""Section: who applied, and how the rows of the exports ended."""

from __future__ import annotations

from collections.abc import Mapping

from mentorcli.domain.importing import RowState
from mentorcli.domain.programme import RoleKey
from mentorcli.reports.facts import Facts
from mentorcli.reports.report import Breakdown, Figure, Measure, Section
from mentorcli.reports.tables import partition

_WORDS: dict[RoleKey, str] = {"mentee": "mentees", "mentor": "mentors"}
_ROWS = Measure("Rows", "count", "Rows of all imported files, by where their last import ended.")


def section(facts: Facts) -> Section:
    """Return applications by role and state, and rows imported."""
    figures = [f for role in _WORDS for f in _figures(facts, role)]
    breakdowns = [_not_eligible(facts, role) for role in _WORDS]
    if facts.record.imported_rows:
        breakdowns.append(_rows(facts.record.imported_rows))
    return Section("applicants", "Applicants", tuple(figures), tuple(breakdowns))


def _figures(facts: Facts, role: RoleKey) -> tuple[Figure, Figure, Figure]:
    table = facts.mentees() if role == "mentee" else facts.mentors()
    people, received, valid = _WORDS[role], len(table), int(table["eligible"].sum())
    return (
        Figure(f"Applications received: {people}", received, "count",
               f"People who applied as {people}, each once, withdrawn ones too."),
        Figure(f"Eligible {people}", valid, "count",
               f"Applications of {people} that are complete and not withdrawn."),
        Figure(f"Not eligible: {people}", received - valid, "count",
               f"Applications of {people} received less eligible ones."),
    )  # fmt: skip


def _not_eligible(facts: Facts, role: RoleKey) -> Breakdown:
    table = facts.mentees() if role == "mentee" else facts.mentors()
    states = table["state"].value_counts()
    counts = {
        name: int(states.get(state, 0))
        for state, name in (("incomplete", "Incomplete"), ("withdrawn", "Withdrawn"))
    }
    measure = Measure(
        "People", "count",
        "Incomplete: something required is missing. Withdrawn: the person took the application back.",
    )  # fmt: skip
    title = f"Why {_WORDS[role]} are not eligible"
    return partition(title, "State", measure, counts, facts.smallest)


def _rows(rows: Mapping[str, int]) -> Breakdown:
    found = tuple((state.value.capitalize(), (rows.get(state.value, 0),)) for state in RowState)
    return Breakdown(
        "Rows imported", "State", (_ROWS,), found,
        "Rows of files, not people: one person may have several, and a file may be imported again.",
    )  # fmt: skip
