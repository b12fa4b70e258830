"""Signatures that a plan would undo: of matches that go on with other people, or not at all."""

from __future__ import annotations

from sqlalchemy import Connection

from mentorcli.commands.names import joined
from mentorcli.domain.fact import Signature
from mentorcli.domain.match_life import CLOSED_STATES
from mentorcli.domain.plan import Match, Plan
from mentorcli.domain.problem import Problem, Severity
from mentorcli.domain.text import counted
from mentorcli.workspace.facts import happened_in
from mentorcli.workspace.plans import approved_plan


def void_signatures(connection: Connection, key: str, plan: Plan) -> list[Signature]:
    """Return the signatures of groups that have other people or another language in a plan."""
    changed = {m.id for m in _changed_matches(connection, key, plan)}
    return [s for s in happened_in(connection, key).signatures if s.match in changed]


def signatures_at_stake(
    connection: Connection, key: str, plan: Plan, names: dict[str, str]
) -> tuple[Problem, ...]:
    """Tell of signatures that would no longer count were this plan approved: how many, of which matches."""
    signed = void_signatures(connection, key, plan)
    matches = {s.match for s in signed}
    changed = [m for m in _changed_matches(connection, key, plan) if m.id in matches]
    if not signed:
        return ()
    whose = "; ".join(joined(m.people, names) for m in changed)
    count = counted(len(signed), "signature")
    return (Problem.of("signatures_at_stake", Severity.NOTE, count=count, whose=whose),)


def _changed_matches(connection: Connection, key: str, plan: Plan) -> list[Match]:
    """Return the approved groups that go on with other people or in another language, or not at all."""
    before = approved_plan(connection, key)
    if before is None:
        return []
    new = {(m.id, m.mentees, m.language) for m in plan.matches}
    over = {x.match for x in happened_in(connection, key).lives if x.state in CLOSED_STATES}
    every = (m for m in before.plan.matches if m.id not in over)
    return [m for m in every if (m.id, m.mentees, m.language) not in new]
