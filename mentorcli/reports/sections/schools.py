"""Section: coverage by school."""

from __future__ import annotations

import re

from mentorcli.reports.facts import NOT_STATED, OTHER, Facts, option_labels, option_of
from mentorcli.reports.report import Breakdown, Chart, Measure, Section
from mentorcli.reports.tables import column, part_of

_MEASURES = (
    Measure("Eligible {people}", "count", "Eligible {people} of the school."),
    Measure(
        "Matched {people}", "count", "Eligible {people} of the school with a place in a {match}."
    ),
    Measure("Matched share", "share", "Matched over eligible {people} of the school."),
)
_SHORT = re.compile(r"\(([^()]{1,12})\)$")


def section(facts: Facts) -> Section:
    """Return eligible and matched mentees of each school, and the share matched."""
    from pandas import Series

    if not facts.asked("mentee", "school"):
        return Section("schools", "Schools")
    labels = option_labels(facts.record, "mentee", "school")
    table = facts.mentees().set_index("person")
    schools = {a.person: option_of(a, "school", labels) for a in facts.eligible("mentee")}
    rows = table[table["eligible"]].assign(school=Series(schools, dtype=object))
    found = rows.groupby("school")["matched"].agg(["size", "sum"])
    names = [*labels.values(), OTHER, NOT_STATED]
    found = found.reindex(names, fill_value=0)
    counts = {
        name: (int(all_), int(some)) for name, all_, some in found.itertuples(index=True, name=None)
    }
    breakdown = part_of("{People} by school", "School", _MEASURES, counts, facts.smallest)
    return Section("schools", "Schools", (), (breakdown,), _charts(breakdown, facts))


def _charts(breakdown: Breakdown, facts: Facts) -> tuple[Chart, ...]:
    if facts.plan is None or breakdown.measures != _MEASURES:
        return ()
    return (
        Chart(
            "Matched share by school",
            "Bars: for each school, matched {people} over eligible {people}, where neither is hidden.",
            "share",
            tuple(_short(name) for name, _ in breakdown.rows),
            (("Matched share", column(breakdown, 2)),),
        ),
    )


def _short(name: str) -> str:
    found = _SHORT.search(name)
    return found[1] if found else name
