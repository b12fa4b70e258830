"""Section: how far the mentees' wishes for mentors were fulfilled."""

from __future__ import annotations

from collections import Counter

from mentorcli.domain.plan import PairScore
from mentorcli.reports.facts import Facts
from mentorcli.reports.report import Breakdown, Chart, Measure, Section
from mentorcli.reports.tables import column, partition, row_names

CRITERION = "wishes"
FIRST = "First wish"
NOBODY = "Named nobody"
_PLACES = (FIRST, "Second wish", "Third wish or later")
_ELSE = "Named mentors, got another"
_DEFAULT_PLACES = 3
_DEFINITION = (
    "Matched {people} by the place of their mentor among those they named, as the plan scored it."
)
MEASURE = Measure("{People}", "count", _DEFINITION)


def section(facts: Facts) -> Section:
    """Return matched mentees by wish; empty when nobody is asked for wishes, or none scored."""
    found = fulfilment(facts)
    if found is None:
        return Section("wishes", "Wishes")
    chart = Chart(
        "Wishes fulfilled",
        "Bars: matched {people} by the place of their mentor among those they named.",
        "count",
        tuple(row_names(found)),
        (("{People}", column(found, 0) if found.measures else ()),),
    )
    return Section("wishes", "Wishes", (), (found,), (chart,) if found.measures else ())


def fulfilment(facts: Facts) -> Breakdown | None:
    """Return matched mentees by wish, or None when it is not known, or no form asked for wishes."""
    asked = facts.record.programme.field("mentee", "wishes")
    scored = any(part.criterion == CRITERION for p in facts.pairs.values() for part in p.parts)
    if asked is None or not scored or not facts.asked("mentee", "wishes"):
        return None
    places = asked.most or _DEFAULT_PLACES
    named = {a.person for a in facts.eligible("mentee") if a.choices("wishes")}
    counts = Counter(_place(p, places, named=p.mentee in named) for p in facts.pairs.values())
    rows = {name: counts[name] for name in (*_PLACES, _ELSE, NOBODY)}
    return partition("Wishes for mentors", "The mentor was", MEASURE, rows, facts.smallest)


def _place(pair: PairScore, places: int, *, named: bool) -> str:
    """Return a pair's row: the criterion gives all points to the first wish, then evenly fewer."""
    if not named:
        return NOBODY
    part = next((p for p in pair.parts if p.criterion == CRITERION), None)
    if part is None or part.points <= 0 or part.most <= 0:
        return _ELSE
    place = round(places * (1 - part.points / part.most))
    return _PLACES[min(place, len(_PLACES) - 1)]
