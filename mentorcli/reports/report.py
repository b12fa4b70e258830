"""A report as data, what it counts, and how it is built: sections of figures, each with its definition."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal

from mentorcli.domain.match_form import MatchForm
from mentorcli.files.shipped import module_in
from mentorcli.reports.facts import Facts
from mentorcli.standing.standing import Standing


class Mark(StrEnum):
    """What stands where no number may or can be shown."""

    HIDDEN = "*"
    """A small group, or a number that would give one away."""
    NONE = "–"
    """There is nothing to count or to divide by."""


Shown = int | float | Mark
Unit = Literal["count", "share", "points", "mean"]
"""A count; a share of 1; points of a score; a mean of counts."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number for the whole cohort."""

    label: str
    value: Shown
    unit: Unit
    definition: str


Defined = Mapping[str, tuple[Unit, str]]
"""The unit and the definition of each figure, by its label."""


def figures(defined: Defined, *values: Shown) -> tuple[Figure, ...]:
    """Return numbers as figures; they come in the order in which these are defined."""
    told = zip(defined.items(), values, strict=True)
    return tuple(Figure(label, value, *about) for (label, about), value in told)


@dataclass(frozen=True, slots=True)
class Measure:
    """A column of a breakdown."""

    label: str
    unit: Unit
    definition: str


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A table: one row for each group, one value for each measure; ``note`` may be empty."""

    title: str
    groups: str
    measures: tuple[Measure, ...]
    rows: tuple[tuple[str, tuple[Shown, ...]], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars: ``series`` are (name, one value for each category), stacked when there are several."""

    title: str
    description: str
    unit: Unit
    categories: tuple[str, ...]
    series: tuple[tuple[str, tuple[Shown, ...]], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a report."""

    key: str
    title: str
    figures: tuple[Figure, ...] = ()
    breakdowns: tuple[Breakdown, ...] = ()
    charts: tuple[Chart, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A cohort's report as of ``today``; ``notes`` say how to read it, one sentence each."""

    cohort: str
    programme: str
    today: dt.date
    small_cell: int
    sections: tuple[Section, ...]
    notes: tuple[str, ...]


def shown(value: Shown, unit: Unit) -> str:
    """Return a number as people read it: ``28``, ``93 %``, ``2.5``."""
    if isinstance(value, Mark):
        return str(value)
    if unit == "share":
        return f"{_rounded(100 * value)} %"
    return f"{_rounded(10 * value) / 10:.1f}" if unit == "mean" else str(_rounded(value))


def _rounded(value: float) -> int:
    """Return the nearest whole number, halves up as spreadsheets do."""
    return math.floor(value + 0.5)


def build_report(record: Standing, today: dt.date) -> Report:
    """Return the report of a cohort as of ``today``, with small numbers already hidden."""
    facts = Facts.of(record, today)
    return Report(
        cohort=record.cohort.key,
        programme=record.programme.names.get("en", record.programme.key),
        today=today,
        small_cell=facts.smallest,
        sections=tuple(_section(name, facts) for name in record.programme.sections),
        notes=_notes(facts),
    )


def _section(name: str, facts: Facts) -> Section:
    made: Section = module_in("reports/sections", name).section(facts)
    return in_words_of(facts.record.programme.form, made)


def in_words_of(form: MatchForm, made: Section) -> Section:
    """Return a section with ``{people}``, ``{match}`` and the like as the programme calls them."""
    words = {
        "people": form.people,
        "People": form.people.capitalize(),
        "person": form.person,
        "as_people": f" as {form.people}" if form.led else "",
        "match": form.match,
        "matches": form.matches,
        "Matches": form.matches.capitalize(),
    }

    def told(text: str) -> str:
        return text.format(**words)

    def measured(one: Measure) -> Measure:
        return replace(one, label=told(one.label), definition=told(one.definition))

    return replace(
        made,
        figures=tuple(
            replace(f, label=told(f.label), definition=told(f.definition)) for f in made.figures
        ),
        breakdowns=tuple(
            replace(
                b, title=told(b.title), note=told(b.note), measures=tuple(map(measured, b.measures))
            )
            for b in made.breakdowns
        ),
        charts=tuple(
            replace(
                c,
                title=told(c.title),
                description=told(c.description),
                series=tuple((told(name), values) for name, values in c.series),
            )
            for c in made.charts
        ),
    )


def _notes(facts: Facts) -> tuple[str, ...]:
    k = facts.smallest
    plan = "The numbers on matching are those of the approved plan."
    if facts.record.plan is None:
        plan = "There is no plan yet: nobody is matched."
        if facts.plan is not None:
            plan = "The plan is not approved yet: the numbers on matching may change."
    cells = (
        f"In tables by group, an asterisk stands for a hidden number. Where a group has 1 to {k - 1}"
        f" people, every number under {k} in that table is hidden, zeros too, and as many more as it"
        f" takes that the rest leave at least {k} possible values for each hidden one."
    )
    few = (
        f"What is about fewer than {k} people in all is not broken down. Shares and means of hidden"
        " numbers, and means over fewer people, are hidden as well."
    )
    versions = (
        "Do not hand on two versions of this report that differ by a few people: the difference"
        " could tell who came or left."
    )
    totals = "Totals of the whole cohort are shown. They say how many people stand where, not who."
    return (plan, totals, cells, few, versions)
