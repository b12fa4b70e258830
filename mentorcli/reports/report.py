"""A report as data, what it counts, and how it is built: sections of figures, each with its definition."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from mentorcli.domain.application import Application, ApplicationState
from mentorcli.domain.language import label
from mentorcli.domain.plan import Match, PairScore, Plan
from mentorcli.domain.programme import RoleKey
from mentorcli.domain.record import CohortRecord
from mentorcli.files.shipped import module_in

if TYPE_CHECKING:
    from pandas import DataFrame


OTHER = "Other answer"
NOT_STATED = "Not stated"


@dataclass(frozen=True, slots=True)
class Facts:
    """A record and the plan that the report is about: the approved one, else the newest.

    ``pairs`` has the pair of each matched eligible mentee.
    """

    record: CohortRecord
    plan: Plan | None
    pairs: Mapping[str, PairScore]

    @classmethod
    def of(cls, record: CohortRecord) -> Facts:
        """Return the facts of a record."""
        plan = record.plan or record.proposal
        eligible = {a.person for a in record.of_role("mentee") if is_eligible(a)}
        matches = plan.matches if plan else ()
        pairs = {p.mentee: p for m in matches for p in m.pairs if p.mentee in eligible}
        return cls(record, plan, pairs)

    @property
    def smallest(self) -> int:
        """The least number of people that a table may show."""
        return max(self.record.programme.small_cell, 3)

    def eligible(self, role: RoleKey) -> tuple[Application, ...]:
        """Return the valid applications of a role."""
        return tuple(a for a in self.record.of_role(role) if is_eligible(a))

    def groups(self) -> tuple[tuple[Match, int], ...]:
        """Return the matches with an eligible mentee left, and how many of them each has."""
        matches = self.plan.matches if self.plan else ()
        sizes = ((m, sum(p in self.pairs for p in m.mentees)) for m in matches)
        return tuple((match, size) for match, size in sizes if size)

    def mentees(self) -> DataFrame:
        """Return a row for each mentee's application: person, state, eligible, matched, mentor.

        A mentee is matched when the application is valid and the plan has a place for it.
        """
        from pandas import DataFrame

        mentors = dict(self.plan.ties()) if self.plan else {}
        rows = [
            (a.person, a.state.value, is_eligible(a), a.person in self.pairs, mentors.get(a.person))
            for a in self.record.of_role("mentee")
        ]
        table = DataFrame(rows, columns=["person", "state", "eligible", "matched", "mentor"])
        # an empty table has no types of its own
        return table.astype({"eligible": bool, "matched": bool})

    def mentors(self) -> DataFrame:
        """Return a row for each mentor's application: person, state, eligible, seats, taken."""
        from pandas import DataFrame

        taken: Counter[str] = Counter()  # a mentor of pairs may be in several of them
        for match, size in self.groups():
            taken[match.mentor] += size
        rows = [
            (a.person, a.state.value, is_eligible(a), a.capacity().most, taken[a.person])
            for a in self.record.of_role("mentor")
        ]
        table = DataFrame(rows, columns=["person", "state", "eligible", "seats", "taken"])
        return table.astype({"eligible": bool, "seats": int, "taken": int})


def is_eligible(application: Application) -> bool:
    """Tell whether an application is complete and not withdrawn."""
    return application.state is ApplicationState.VALID


def option_labels(record: CohortRecord, role: RoleKey, field: str) -> dict[str, str]:
    """Return the English text of each option of a field by code; none when it is not asked."""
    asked = record.programme.field(role, field)
    return {o.code: label(o.labels, "en") for o in asked.options} if asked else {}


def option_of(application: Application, field: str, labels: Mapping[str, str]) -> str:
    """Return the label of somebody's answer; what they typed themselves is ``Other answer``."""
    given = application.choices(field)
    return labels.get(given[0], OTHER) if given else NOT_STATED


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


def build_report(record: CohortRecord, today: dt.date) -> Report:
    """Return the report of a cohort as of ``today``, with small numbers already hidden."""
    facts = Facts.of(record)
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
    return made


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
