"""Pairs allowed against a rule: shown everywhere, held no longer than was said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection

from mentorcli.commands.outcome import Listing, Paragraph
from mentorcli.commands.plans.plan_view import Blocks, Names
from mentorcli.domain.cohort import Cohort
from mentorcli.domain.decision import Decision, end_of, rules_in_words
from mentorcli.domain.plan import MatchingCase, Plan
from mentorcli.domain.problem import Problem, Severity, UsageError, UserError
from mentorcli.domain.programme import Programme
from mentorcli.domain.text import counted
from mentorcli.workspace.cohorts import cohort
from mentorcli.workspace.folder import Workspace
from mentorcli.workspace.records import matching_case


def last_day(
    programme: Programme, found: Cohort, today: dt.date, wanted: dt.date | None
) -> dt.date:
    """Return the last day of an override: the one asked for, the profile's, else the cohort's end."""
    if wanted is None:
        days = programme.override_days
        return today + dt.timedelta(days=days) if days else max(end_of(found), today)
    if wanted < today:
        raise UsageError(f"--until {wanted} is over.", f"Give a day from {today} on.")
    return wanted


def holding_case(
    workspace: Workspace, connection: Connection, key: str, today: dt.date
) -> tuple[MatchingCase, tuple[Decision, ...]]:
    """Return what a plan made today depends on, and the decisions that hold no longer."""
    case, end = matching_case(workspace, connection, key), end_of(cohort(connection, key))
    lapsed = tuple(d for d in case.decisions if d.has_lapsed(today, end))
    left = tuple(d for d in case.decisions if d not in lapsed)
    return replace(case, decisions=left), lapsed


def lapsed_problems(
    lapsed: Sequence[Decision], key: str, end: dt.date, names: Names
) -> tuple[Problem, ...]:
    """Return a note for each override that is over: the pair is kept no longer."""
    return tuple(
        Problem.of(
            "override_lapsed",
            Severity.NOTE,
            mentee=names.get(d.mentee, d.mentee),
            mentor=names.get(d.mentor, d.mentor),
            rule=rules_in_words(d),
            day=str(d.holds_until(end)),
            cohort=key,
            options=" ".join(f"--override {rule}" for rule in d.overrides),
        )
        for d in lapsed
    )


def refuse_lapsed(plan: Plan, today: dt.date, end: dt.date, names: Names, mend: str) -> None:
    """Raise UserError when a plan to be approved rests on an override that is over."""
    over = [d for d in plan.excused_pairs() if d.has_lapsed(today, end)]
    if over:
        raise UserError(
            f"The plan keeps {counted(len(over), 'pair')} against a rule, and that is over.",
            mend,
            problems=lapsed_problems(over, plan.cohort, end, names),
        )


def excused_blocks(plan: Plan, names: Names) -> Blocks:
    """Return the pairs of a plan that are against a rule; nothing when there are none."""
    found = plan.excused_pairs()
    if not found:
        return []
    rows = [
        (
            names.get(d.mentee, d.mentee),
            names.get(d.mentor, d.mentor),
            rules_in_words(d),
            str(d.until) if d.until else "the cohort's end",
            d.why,
        )
        for d in found
    ]
    title = f"Against a rule, by your decision: {counted(len(rows), 'pair')}"
    columns = ("mentee", "with", "rule", "until", "why")
    return [Paragraph(""), Listing(columns, rows, title)]


def excused_sentence(decision: Decision) -> str:
    """Return what is said of a pair that is together against a rule."""
    until = f"until {decision.until}" if decision.until else "to the end of the cohort"
    return f"Against a rule, by your decision, {until}: {rules_in_words(decision)}. Why: {decision.why}"
