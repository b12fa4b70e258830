"""Section: who was matched, how well, and why others wait."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

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
    "would_not_fill_group": "No further group could be filled",
    "group_rules": "Could not join a group with a free place",
    "blocked_by_rules": "The rules leave no mentor",
    "no_common_language": "No mentor with a common language",
    "no_mentors": "No mentor has applied",
    NOT_IN_PLAN: "Came or changed after the plan was made",
}
"""Reasons of the plan in words; a table always has all of them, so a row alone tells nothing."""


_TOTALS: Defined = {
    "Eligible mentees": (
        "count",
        "Mentees whose application is complete and not withdrawn, or who had a place.",
    ),
    "Matched mentees": (
        "count",
        "Eligible mentees who have a place, or whose match ended. A place that a later plan gave to others does not count.",
    ),
    "Matched rate": ("share", "Matched eligible mentees over all eligible mentees."),
    "Waiting mentees": (
        "count",
        "Eligible mentees who are not matched, those whose place a later plan gave to others too.",
    ),
}
_BECAME: Defined = {
    "Matches of mentees that go on": ("count", "Matched mentees whose match has not ended."),
    "Matches of mentees that lost somebody": (
        "count",
        "Matched mentees whose mentor has left, or who are too few: their match cannot go on so.",
    ),
    "Matches of mentees that ended": (
        "count",
        "Matched mentees whose match came to its last day, and who have no other.",
    ),
    "Matches of mentees that ended early": (
        "count",
        "Matched mentees whose match ended before its last day, and who have no other.",
    ),
    "Mentees who withdrew after matching": (
        "count",
        "Matched mentees who withdrew, where the day of leaving is not known.",
    ),
}
_QUALITY: Defined = {
    "Groups": ("count", "Groups of the plan with at least one matched mentee."),
    "Mean size of a group": (
        "mean",
        "Matched mentees of the groups over groups; no mentor is counted.",
    ),
    "Mean match score": (
        "points",
        "Mean score of all mentees with their mentors; the most a pair can have is {most}.",
    ),
    "Lowest match score": ("points", "Score of the worst-served matched mentee."),
    "Pairs set by hand": (
        "count",
        "Mentees whose mentor a coordinator decided on in the review of the plan.",
    ),
    "Share of pairs set by hand": ("share", "Pairs set by hand over all matched mentees."),
    "Pairs against a rule": (
        "count",
        "Mentees whose mentor a coordinator allowed against a rule, with a reason.",
    ),
}


def section(facts: Facts) -> Section:
    """Return matched and waiting mentees, scores, groups and the reasons for waiting."""
    breakdowns = [_waiting(facts), _sizes(facts), _languages(facts)] if facts.plan else []
    return Section("matching", "Matching", (*totals(facts), *_quality(facts)), tuple(breakdowns))


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
    return (*found, *figures(_BECAME, *(int((table["became"] == one).sum()) for one in Became)))


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
    told = {label: (unit, said.format(most=most)) for label, (unit, said) in _QUALITY.items()}
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
    measure = Measure("Mentees", "count", "Waiting mentees by the reason that the plan gives.")
    return partition("Why mentees wait", "Reason", measure, found, facts.smallest)


def by_reason(codes: Sequence[str], words: Mapping[str, str]) -> dict[str, int]:
    """Return how many have each reason, in the order of ``words``; other codes speak themselves."""
    others = sorted(set(codes) - set(words))
    known = {**words, **{code: code.replace("_", " ").capitalize() for code in others}}
    found: Counter[str] = Counter(known[code] for code in codes)
    return {name: found[name] for name in known.values()}


def _sizes(facts: Facts) -> Breakdown:
    sizes = Counter(size for _, size in facts.groups())
    rows = tuple((f"{n} mentee{'s' * (n > 1)}", (sizes[n],)) for n in sorted(sizes))
    measure = Measure("Groups", "count", "Groups by their number of matched mentees.")
    note = "Never hidden: the size of a group tells nothing of anybody in it." if rows else NOBODY
    return Breakdown("Groups by size", "Size", (measure,), rows, note)


def _languages(facts: Facts) -> Breakdown:
    labels = option_labels(facts.record, "mentee", "languages")
    found = Counter(str(match.language) for match, _ in facts.groups())
    names = sorted(set(labels) | set(found), key=lambda c: (c not in labels, c))
    counts = {labels.get(code) or language_name(code): found[code] for code in names}
    measure = Measure("Groups", "count", "Groups by the language that they work in.")
    return partition("Groups by language", "Language", measure, counts, facts.smallest)
