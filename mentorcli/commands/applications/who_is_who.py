"""Who is one person and who are two: what a coordinator said of addresses and names, stored."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from sqlalchemy import Connection

from mentorcli.commands.applications.replays import read_again
from mentorcli.domain.application import Application, ApplicationState
from mentorcli.domain.importing import Identity, identity_of
from mentorcli.domain.problem import UserError
from mentorcli.domain.text import match_key
from mentorcli.workspace.applications import applications_of
from mentorcli.workspace.cohorts import all_cohorts, cohort
from mentorcli.workspace.corrections import SAME, save_identities
from mentorcli.workspace.database import Hand
from mentorcli.workspace.folder import Workspace

Identities = Sequence[Identity]


def say_who(connection: Connection, key: str, people: Identities, verdict: str, hand: Hand) -> None:
    """Store that identities are one person, or different ones."""
    if verdict == SAME:
        _stored_once(applications_of(connection, key), people)
    save_identities(connection, key, list(combinations(people, 2)), verdict, hand)


def identities_named(
    workspace: Workspace, connection: Connection, key: str, who: Sequence[str]
) -> list[Identity]:
    """Return the pairs of address and name that are meant, of stored and of held answers."""
    wanted = {match_key(w) for w in who}
    mine = cohort(connection, key).programme
    cohorts = [
        c.key for c in all_cohorts(connection) if c.programme == mine
    ]  # a pool is carried over
    found = {identity_of(a) for c in cohorts for a in applications_of(connection, c)}
    for incoming in read_again(workspace, connection, key):
        for problem in incoming.plan.problems:
            said = dict(problem.parameters)
            if "email" in said and "name" in said:
                found.add((match_key(said["email"]), match_key(said["name"])))
    return sorted(i for i in found if wanted & set(i))


def _stored_once(applications: Sequence[Application], people: Identities) -> None:
    """Refuse to make one person of two who both have an application: one must be chosen."""
    mine = [a for a in applications if identity_of(a) in people]
    for role in sorted({a.role for a in mine}):
        stored = sorted(
            {a.person for a in mine if a.role == role and a.state is not ApplicationState.WITHDRAWN}
        )
        if len(stored) > 1:
            raise UserError(
                f"There are {len(stored)} applications as {role} already: {', '.join(stored)}.",
                "Withdraw the one that does not count: mentorcli application withdraw COHORT ID.",
            )
