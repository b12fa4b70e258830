"""Section: who was matched, how well, and why others wait."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from mentorcli.domain.text import counted
from mentorcli.names.languages import language_name
from mentorcli.reports.facts import Became, Facts, option_labels
from mentorcli.reports.report import (
    Breakdown,
    Defined,
    Figure,
    Mark,
    Measure,
    Section,
    Shown,
    figures,
)
from mentorcli.reports.tables import NOBODY, partition, rate

NOT_IN_PLAN = "not_in_plan"
WAITING = {
    "no_seats": "All suitable mentors are full",
    "free_place": "A place is free",
    "would_not_fill_group": "No further group could be filled",
    "group_rules": "Could not join a group with a free place",
    "blocked_by_rules": "The rules leave no mentor",
    "no_common_language": "No mentor with a common language",
    "no_mentors": "No mentor has applied",
    NOT_IN_PLAN: "Came or changed after the plan was made",
}
"""Reasons of the plan in words; a table always has all of them, so a row alone tells nothing."""


_TOTALS: Defined = {
    "Eligible {people}": (
        "count",
        "{People} whose application is complete and not withdrawn, or who had a place.",
    ),
    "Matched {people}": (
        "count",
        "Eligible {people} who have a place, or whose match ended. A place that a later plan gave to others does not count.",
    ),
    "Matched rate": ("share", "Matched eligible {people} over all eligible {people}."),
    "Waiting {people}": (
        "count",
        "Eligible {people} who are not matched, those whose place a later plan gave to others too.",
    ),
}
_BECAME: Defined = {
    "Matches of {people} that go on": ("count", "Matched {people} whose match has not ended."),
    "Matches of {people} that lost somebody": (
        "count",
        "Matched {people} whose match lost somebody whom it needs: it cannot go on so.",
    ),
    "Matches of {people} that ended": (
        "count",
        "Matched {people} whose match came to its last day, and who have no other.",
    ),
    "Matches of {people} that ended early": (
        "count",
        "Matched {people} whose match ended before its last day, and who have no other.",
    ),
    "{People} who withdrew after matching": (
        "count",
        "Matched {people} who withdrew, where the day of leaving is not known.",
    ),
}
_AGAIN: Defined = {
    "{People} who wait for another match": (
        "count",
        "Matched {people} whose match ended early, and for whom another is looked for.",
    ),
}
_MEAN_SIZE = "Mean size of a {match}"
_QUALITY: Defined = {
    "{Matches}": ("count", "{Matches} of the plan with at least one matched {person}."),
    _MEAN_SIZE: (
        "mean",
        "Matched {people} of the {matches} over {matches}.",
    ),
    "Mean match score": (
        "points",
        "Mean score of all matched {people}; the most a pair can have is {most}.",
    ),
    "Lowest match score": ("points", "Score of the worst-served matched {person}."),
    "Pairs set by hand": (
        "count",
        "{People} whose match a coordinator decided on in the review of the plan.",
    ),
    "Share of pairs set by hand": ("share", "Pairs set by hand over all matched {people}."),
    "Pairs against a rule": (
        "count",
        "{People} whose match a coordinator allowed against a rule, with a reason.",
    ),
}


def section(facts: Facts) -> Section:
    """Return matched and waiting mentees, scores, groups and the reasons for waiting."""
    sized = facts.record.programme.form.mates_meet  # pairs are all of one size
    sizes = (_sizes(facts),) if sized else ()
    breakdowns = (_waiting(facts), *sizes, _languages(facts)) if facts.plan else ()
    quality = (f for f in _quality(facts) if sized or f.label != _MEAN_SIZE)
    return Section("matching", "Matching", (*totals(facts), *quality), breakdowns)


def totals(facts: Facts) -> tuple[Figure, ...]:
    """Return eligible, matched and waiting mentees and the matched rate."""
    table = facts.mentees()
    eligible, matched = int(table["eligible"].sum()), int(table["matched"].sum())
    found = figures(
        _TOTALS,
        eligible,
        _planned(facts, matched),
        _planned(facts, rate(matched, eligible)),
        _planned(facts, eligible - matched),
    )
    if facts.record.plan is None:
        return found
    early = table[table["became"] == Became.EARLY]["person"]
    again = figures(_AGAIN, sum(person in facts.waits for person in early))
    counts = (int((table["became"] == one).sum()) for one in Became)
    return (*found, *figures(_BECAME, *counts), *again)


def _planned(facts: Facts, value: Shown) -> Shown:
    return value if facts.plan else Mark.NONE


def _quality(facts: Facts) -> tuple[Figure, ...]:
    scores = [facts.pairs[p].score for p in sorted(facts.pairs)]
    few = len(scores) < facts.smallest
    none = Mark.HIDDEN if scores else Mark.NONE
    groups, pairs = facts.groups(), len(scores)
    by_hand = facts.record.changed_by_hand if facts.record.plan else 0
    against = len(facts.plan.excused_pairs()) if facts.plan else 0
    most = sum(c.points for c in facts.record.programme.criteria)
    told = {
        label: (unit, said.replace("{most}", str(most))) for label, (unit, said) in _QUALITY.items()
    }
    return figures(
        told,
        _planned(facts, len(groups)),
        rate(sum(size for _, size in groups), len(groups)),
        none if few else sum(scores) / pairs,
        none if few else min(scores),
        _planned(facts, by_hand),
        rate(by_hand, pairs),
        _planned(facts, against),
    )


def _waiting(facts: Facts) -> Breakdown:
    codes = {u.person: u.code for u in facts.plan.waiting} if facts.plan else {}
    table = facts.mentees()
    waiting = table[table["eligible"] & ~table["matched"]]["person"]
    found = by_reason([codes.get(person, NOT_IN_PLAN) for person in waiting], WAITING)
    measure = Measure("{People}", "count", "Waiting {people} by the reason that the plan gives.")
    return partition("Why {people} wait", "Reason", measure, found, facts.smallest)


def by_reason(codes: Sequence[str], words: Mapping[str, str]) -> dict[str, int]:
    """Return how many have each reason, in the order of ``words``; other codes speak themselves."""
    others = sorted(set(codes) - set(words))
    known = {**words, **{code: code.replace("_", " ").capitalize() for code in others}}
    found: Counter[str] = Counter(known[code] for code in codes)
    return {name: found[name] for name in known.values()}


def _sizes(facts: Facts) -> Breakdown:
    sizes = Counter(size for _, size in facts.groups())
    rows = tuple(
        (counted(n, facts.record.programme.form.person), (sizes[n],)) for n in sorted(sizes)
    )
    measure = Measure("{Matches}", "count", "{Matches} by their number of matched {people}.")
    note = "Never hidden: the size of a {match} tells nothing of anybody in it." if rows else NOBODY
    return Breakdown("{Matches} by size", "Size", (measure,), rows, note)


def _languages(facts: Facts) -> Breakdown:
    labels = option_labels(facts.record, "mentee", "languages")
    found = Counter(str(match.language) for match, _ in facts.groups())
    names = sorted(set(labels) | set(found), key=lambda c: (c not in labels, c))
    counts = {labels.get(code) or language_name(code): found[code] for code in names}
    measure = Measure("{Matches}", "count", "{Matches} by the language that they work in.")
    return partition("{Matches} by language", "Language", measure, counts, facts.smallest)
