"""Section: how the mentors' offers were used."""

from __future__ import annotations

from mentorcli.reports.facts import Became, Facts
from mentorcli.reports.report import (
    Breakdown,
    Chart,
    Defined,
    Figure,
    Mark,
    Measure,
    Section,
    figures,
)
from mentorcli.reports.sections.matching import NOT_IN_PLAN, by_reason
from mentorcli.reports.tables import partition, rate

UNUSED = {
    "not_needed": "Not needed this time",
    "no_group_forms": "No group could be formed",
    "too_few_allowed": "The rules leave too few mentees",
    "only_one_to_one": "Wants one mentee only",
    "outside_group_size": "Wants a size of group that the programme does not have",
    "no_places": "Offers no place",
    NOT_IN_PLAN: "Came or changed after the plan was made",
}
"""Reasons of the plan in words, all of them in every table."""


_TOTALS: Defined = {
    "Mentors offered": (
        "count",
        "Mentors whose application is complete, not withdrawn and not set aside, or who had a mentee.",
    ),
    "Mentors used": ("count", "Offered mentors who have or had a mentee."),
    "Mentors not used": (
        "count",
        "Offered mentors without a mentee: not needed this time, or nobody fits.",
    ),
    "Places offered": (
        "count",
        "The most mentees that the offered mentors who have not withdrawn said they can take, added up.",
    ),
    "Places used": (
        "count",
        "The most mentees that each of these mentors had at the same time, added up.",
    ),
    "Share of places used": ("share", "Places used over places offered."),
    "Mentors who withdrew after matching": (
        "count",
        "Used mentors who withdrew, where the day of leaving is not known.",
    ),
}


def section(facts: Facts) -> Section:
    """Return mentors and seats offered, used and unused, and why mentors are unused."""
    breakdowns = (_unused(facts),) if facts.plan else ()
    return Section("mentors", "Mentors", totals(facts), breakdowns, _charts(facts))


def totals(facts: Facts) -> tuple[Figure, ...]:
    """Return mentors offered, used and unused, and seats offered and used."""
    table = facts.mentors()
    table = table[table["eligible"]]
    offered, used = len(table), int(table["used"].sum())
    seats, taken = int(table["seats"].sum()), int(table["taken"].sum())
    planned = facts.plan is not None
    return figures(
        _TOTALS,
        offered,
        used if planned else Mark.NONE,
        offered - used if planned else Mark.NONE,
        seats,
        taken if planned else Mark.NONE,
        rate(taken, seats) if planned else Mark.NONE,
        int((table["became"] == Became.WITHDREW).sum()) if planned else Mark.NONE,
    )


def _unused(facts: Facts) -> Breakdown:
    codes = {u.person: u.code for u in facts.plan.unused} if facts.plan else {}
    table = facts.mentors()
    unused = table[table["eligible"] & ~table["used"]]["person"]
    found = by_reason([codes.get(person, NOT_IN_PLAN) for person in unused], UNUSED)
    measure = Measure("Mentors", "count", "Mentors not used, by the reason that the plan gives.")
    return partition("Why mentors are not used", "Reason", measure, found, facts.smallest)


def _charts(facts: Facts) -> tuple[Chart, ...]:
    if facts.plan is None:
        return ()
    by_label = {f.label: f.value for f in totals(facts)}
    used, offered = by_label["Places used"], by_label["Places offered"]
    if isinstance(used, Mark) or isinstance(offered, Mark):
        return ()
    mentors = (by_label["Mentors used"], by_label["Mentors not used"])
    return (
        Chart(
            "Mentors and their places",
            "Stacked bars: mentors used and not used; places used and free.",
            "count",
            ("Mentors", "Places"),
            (("Used", (mentors[0], used)), ("Not used", (mentors[1], max(offered - used, 0)))),
        ),
    )
