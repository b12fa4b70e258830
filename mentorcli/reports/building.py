"""Building a report: the sections that the programme names, in its order."""

from __future__ import annotations

import datetime as dt

from mentorcli.domain.record import CohortRecord
from mentorcli.files.drawers import module_in
from mentorcli.reports.facts import Facts
from mentorcli.reports.report import Report, Section


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
