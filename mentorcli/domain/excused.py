"""Pairs of a plan that a coordinator allowed against a rule: marked wherever the plan is looked at."""

from __future__ import annotations

from mentorcli.domain.decision import Decision, DecisionKind
from mentorcli.domain.plan import Plan


def excused_pairs(plan: Plan) -> tuple[Decision, ...]:
    """Return the decisions by which pairs of a plan are together against a rule, sorted."""
    together = {
        (mentee, other)
        for match in plan.matches
        for mentee in match.mentees
        for other in (match.mentor, *match.mentees)
    }
    return tuple(
        d
        for d in sorted(plan.decisions)
        if d.overrides and d.kind is DecisionKind.KEEP and (d.mentee, d.mentor) in together
    )
