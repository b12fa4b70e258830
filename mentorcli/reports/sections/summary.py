"""Section: what management looks at first."""

from __future__ import annotations

from mentorcli.reports.facts import Facts
from mentorcli.reports.report import Chart, Defined, Figure, Mark, Section, figures
from mentorcli.reports.sections import agreements, matching, mentors, wishes
from mentorcli.reports.tables import value_of

_APPLIED: Defined = {
    "{People} who applied": (
        "count",
        "People who applied{as_people}, each once, withdrawn ones too; who was erased is not counted.",
    )
}
_WISHES: Defined = {
    "Got their first wish": (
        "share",
        "Matched {people} whose mentor was their first wish, over all matched {people}.",
    )
}
_FIRST_PAGE = ("Mentors offered", "Mentors used", "Share of places used")


def section(facts: Facts) -> Section:
    """Return the main figures and the way from application to agreement."""
    shown = (
        *figures(_APPLIED, len(facts.mentees())),
        *matching.totals(facts),
        *(f for f in mentors.totals(facts) if facts.led and f.label in _FIRST_PAGE),
        *_first_wishes(facts),
        *_signed(facts),
    )
    return Section("summary", "Summary", shown, (), (_funnel(facts),))


def _first_wishes(facts: Facts) -> tuple[Figure, ...]:
    found = wishes.fulfilment(facts)
    if found is None:
        return ()
    return figures(_WISHES, value_of(found, wishes.FIRST, 1))


def _signed(facts: Facts) -> tuple[Figure, ...]:
    found = (agreements.section(facts)).figures
    return tuple(f for f in found if f.label == "Share of agreements signed")


def _funnel(facts: Facts) -> Chart:
    table = facts.mentees()
    steps: list[tuple[str, int | Mark]] = [
        ("Applied", len(table)),
        ("Eligible", int(table["eligible"].sum())),
        ("Matched", int(table["matched"].sum()) if facts.plan else Mark.NONE),
    ]
    if facts.record.plan is not None:
        steps.append(("Signed", agreements.signed_mentees(facts)))
    return Chart(
        "From application to agreement",
        "Bars: {people} who applied, were eligible, were matched, and have an agreement that"
        " everybody of the {match} has signed.",
        "count",
        tuple(name for name, _ in steps),
        (("{People}", tuple(value for _, value in steps)),),
    )
