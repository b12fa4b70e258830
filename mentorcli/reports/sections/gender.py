"""Section: gender, as people stated it themselves for statistics only."""

from __future__ import annotations

from mentorcli.domain.programme import RoleKey
from mentorcli.reports.facts import NOT_STATED, OTHER, Facts, option_labels, option_of
from mentorcli.reports.report import Breakdown, Measure, Section
from mentorcli.reports.tables import partition

_DECLINED = "not_stated"


def section(facts: Facts) -> Section:
    """Return eligible mentees and mentors by gender, with those who did not state it."""
    roles: tuple[tuple[RoleKey, str], ...] = (("mentee", "{people}"), ("mentor", "mentors"))
    tables = (_table(facts, role, people) for role, people in roles if facts.asked(role, "gender"))
    return Section("gender", "Gender (voluntary answers)", breakdowns=tuple(tables))


def _table(facts: Facts, role: RoleKey, people: str) -> Breakdown:
    from pandas import Series

    options = option_labels(facts.record, role, "gender")
    labels = {c: NOT_STATED if c == _DECLINED else text for c, text in options.items()}
    given = [option_of(a, "gender", labels) for a in facts.eligible(role)]
    found = Series(given, dtype=object).value_counts()
    names = dict.fromkeys((*labels.values(), OTHER, NOT_STATED))
    counts = {name: int(found.get(name, 0)) for name in names}
    measure = Measure(
        "People", "count", f"Eligible {people} by their own voluntary answer, or none."
    )
    title = f"Gender of eligible {people}"
    return partition(title, "Gender", measure, counts, facts.smallest)
