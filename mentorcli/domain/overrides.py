"""Pairs of a plan that a coordinator allowed against a rule: marked wherever the plan is looked at."""

from __future__ import annotations

import datetime as dt

from mentorcli.domain.cohort import Cohort
from mentorcli.domain.decision import Decision, DecisionKind
from mentorcli.domain.plan import Plan


def excused_pairs(plan: Plan) -> tuple[Decision, ...]:
    """Return the decisions by which pairs of a plan are together against a rule, sorted."""
    together = {
        (mentee, other)
        for match in plan.matches
        for mentee in match.mentees
        for other in match.people
    }
    return tuple(
        d
        for d in sorted(plan.decisions)
        if d.overrides and d.kind is DecisionKind.KEEP and (d.mentee, d.mentor) in together
    )


def end_of(cohort: Cohort) -> dt.date:
    """Return the day to which an override holds that has none of its own."""
    return cohort.dates["wrapup"]


def rules_in_words(decision: Decision) -> str:
    """Return the rules that a decision breaks."""
    return ", ".join(rule.replace("_", " ") for rule in decision.overrides)
