"""Section: the languages that mentees ask for and mentors offer."""

from __future__ import annotations

from mentorcli.domain.programme import RoleKey
from mentorcli.names.languages import is_language, language_name
from mentorcli.reports.facts import OTHER, Facts, option_labels
from mentorcli.reports.report import Breakdown, Measure, Section
from mentorcli.reports.tables import answers


def section(facts: Facts) -> Section:
    """Return how many people named each language; one person may name several."""
    asked = _table(facts, "mentee", "Languages that eligible {people} ask for")
    if not facts.led:
        return Section("languages", "Languages", breakdowns=(asked,))
    offered = _table(facts, "mentor", "Languages that eligible mentors offer")
    return Section("languages", "Languages", breakdowns=(asked, offered))


def _table(facts: Facts, role: RoleKey, title: str) -> Breakdown:
    from pandas import Series

    people = facts.eligible(role)
    chosen = sorted({c for a in people for c in a.choices("languages") if is_language(c)})
    ours = option_labels(facts.record, role, "languages")
    labels = ours | {c: language_name(c) for c in chosen if c not in ours}
    named = [sorted({labels.get(c, OTHER) for c in a.choices("languages")}) for a in people]
    found = Series(named, dtype=object).explode().value_counts()
    counts = {name: int(found.get(name, 0)) for name in (*labels.values(), OTHER)}
    measure = Measure(
        "People", "count", "Eligible people who named the language; one person may name several."
    )
    return answers(title, "Language", measure, counts, len(people), facts.smallest)
