"""Signatures that a plan would undo: of matches that go on with other people, or not at all."""

from __future__ import annotations

from sqlalchemy import Connection

from mentorcli.commands.names import joined, names_of
from mentorcli.domain.fact import Signature
from mentorcli.domain.match_life import CLOSED_STATES
from mentorcli.domain.plan import Match, Plan
from mentorcli.domain.problem import Problem, Severity
from mentorcli.domain.text import counted
from mentorcli.workspace.applications import applications_of
from mentorcli.workspace.facts import happened_in
from mentorcli.workspace.folder import Workspace
from mentorcli.workspace.plans import approved_plan
from mentorcli.workspace.records import cohort_standing

WHAT_BINDS = {"people": "other people or another language", "term": "another first or last day"}
"""What binds those who signed, and how to say that it is another now."""


def void_signatures(connection: Connection, key: str, plan: Plan) -> list[Signature]:
    """Return the signatures of groups that have other people or another language in a plan."""
    changed = {m.id for m in _changed_matches(connection, key, plan)}
    return [s for s in happened_in(connection, key).signatures if s.match in changed]


def at_stake(workspace: Workspace, connection: Connection, key: str, plan: Plan) -> list[Signature]:
    """Return those of them that count until then: not of matches that have lost somebody before."""
    record = cohort_standing(workspace, connection, key)
    whole = {m.match.id for m in record.every_match() if m.stands and not m.gone}
    return [s for s in void_signatures(connection, key, plan) if s.match in whole]


def signatures_at_stake(
    workspace: Workspace, connection: Connection, key: str, plan: Plan
) -> tuple[Problem, ...]:
    """Tell of signatures that would no longer count were this plan approved: how many, and whose."""
    signed = at_stake(workspace, connection, key, plan)
    if not signed:
        return ()
    names = names_of(applications_of(connection, key))
    whose = joined(dict.fromkeys(s.person for s in signed), names)
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
