"""Signatures that a plan would undo: of matches that go on with other people, or not at all."""

from __future__ import annotations

from sqlalchemy import Connection

from mentorcli.commands.names import joined, names_of
from mentorcli.domain.fact import Signature
from mentorcli.domain.match_life import CLOSED_STATES
from mentorcli.domain.plan import Plan
from mentorcli.domain.problem import Problem, Severity
from mentorcli.domain.text import counted
from mentorcli.standing.signing import signing_days
from mentorcli.standing.standing import Standing, StandingMatch
from mentorcli.workspace.applications import applications_of
from mentorcli.workspace.folder import Workspace
from mentorcli.workspace.records import cohort_standing

WHAT_BINDS = {"people": "other people or another language", "term": "another first or last day"}
"""What binds those who signed, and how to say that it is another now."""


def void_signatures(record: Standing, plan: Plan) -> list[Signature]:
    """Return the signatures of approved groups that have other people or another language in a plan.

    A group whose agreement names those who are left is as it is signed.
    """
    new = {(m.id, m.mentees, m.language) for m in plan.matches}
    approved = {m.id for m in record.plan.matches} if record.plan else set()
    changed = {
        s.match.id
        for s in record.every_match()
        if s.match.id in approved and s.life.state not in CLOSED_STATES
        if (s.match.id, s.match.mentees, s.match.language) not in new or _left_unsigned(record, s)
    }
    return [s for s in record.signatures if s.match in changed]


def _left_unsigned(record: Standing, s: StandingMatch) -> bool:
    """Tell whether somebody left a match and no agreement has been made of the others."""
    return bool(s.gone) and s.match.id not in record.signable()


def at_stake(record: Standing, plan: Plan) -> list[Signature]:
    """Return those of them that count until then: not of matches that have lost somebody before."""
    days = signing_days(record)
    unsigned = {
        s.match.id for s in record.every_match() if _left_unsigned(record, s) or not s.stands
    }
    void = void_signatures(record, plan)
    return [s for s in void if (s.match, s.person) in days and s.match not in unsigned]


def signatures_at_stake(
    workspace: Workspace, connection: Connection, key: str, plan: Plan
) -> tuple[Problem, ...]:
    """Tell of signatures that would no longer count were this plan approved: how many, and whose."""
    signed = at_stake(cohort_standing(workspace, connection, key), plan)
    if not signed:
        return ()
    names = names_of(applications_of(connection, key))
    whose = joined(dict.fromkeys(s.person for s in signed), names)
    count = counted(len(signed), "signature")
    return (Problem.of("signatures_at_stake", Severity.NOTE, count=count, whose=whose),)
