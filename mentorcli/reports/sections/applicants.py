"""Section: who applied, and how the rows of the exports ended."""

from __future__ import annotations

from collections.abc import Mapping

from mentorcli.domain.importing import RowState
from mentorcli.domain.programme import RoleKey
from mentorcli.reports.facts import SET_ASIDE, Facts
from mentorcli.reports.report import Breakdown, Figure, Measure, Section, Unit, figures
from mentorcli.reports.tables import partition

_WORDS: dict[RoleKey, tuple[str, str]] = {
    "mentee": ("{people}", "{as_people}"),
    "mentor": ("mentors", " as mentors"),
}
_ROWS = Measure("Rows", "count", "Rows of all imported files, by where their last import ended.")


_WHY = "Incomplete: something required is missing. Withdrawn: taken back before there was a place."
_ASIDE = " Set aside: not on the list, above a quota, or not approved."
_NOTE = "Rows of files, not people: one person may have several, and a file may be imported again."
_FIGURES = {
    "Applications received: {0}": "People who applied{1}, each once, withdrawn ones too; who was erased is not counted.",
    "Eligible {0}": "Applications of {0} that are complete, not withdrawn and not set aside, or that had a place.",
    "Not eligible: {0}": "Applications of {0} received less eligible ones.",
}


def section(facts: Facts) -> Section:
    """Return applications by role and state, and rows imported."""
    roles = facts.record.programme.form.sides
    figures = [f for role in roles for f in _figures(facts, role)]
    breakdowns = [_not_eligible(facts, role) for role in roles]
    if facts.record.imported_rows:
        breakdowns.append(_rows(facts.record.imported_rows))
    return Section("applicants", "Applicants", tuple(figures), tuple(breakdowns))


def _figures(facts: Facts, role: RoleKey) -> tuple[Figure, ...]:
    table = facts.mentees() if role == "mentee" else facts.mentors()
    received, valid = len(table), int(table["eligible"].sum())
    told: dict[str, tuple[Unit, str]] = {
        label.format(*_WORDS[role]): ("count", said.format(*_WORDS[role]))
        for label, said in _FIGURES.items()
    }
    return figures(told, received, valid, received - valid)


def _not_eligible(facts: Facts, role: RoleKey) -> Breakdown:
    table = facts.mentees() if role == "mentee" else facts.mentors()
    states = table[~table["eligible"]]["state"].value_counts()
    only_selected = facts.record.programme.life.preselected
    why = ("incomplete", "withdrawn", *((SET_ASIDE,) if only_selected else ()))
    counts = {state.capitalize(): int(states.get(state, 0)) for state in why}
    measure = Measure("People", "count", _WHY + _ASIDE * only_selected)
    title = f"Why {_WORDS[role][0]} are not eligible"
    return partition(title, "State", measure, counts, facts.smallest)


def _rows(rows: Mapping[str, int]) -> Breakdown:
    found = tuple((state.value.capitalize(), (rows.get(state.value, 0),)) for state in RowState)
    return Breakdown("Rows imported", "State", (_ROWS,), found, _NOTE)
