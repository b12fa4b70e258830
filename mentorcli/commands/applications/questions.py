"""What must be asked about a cohort's people as they stand once an export is taken in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from mentorcli import matching
from mentorcli.commands.applications.import_plans import Incoming
from mentorcli.domain.application import Application, ApplicationState
from mentorcli.domain.plan import MatchingCase
from mentorcli.domain.problem import Problem
from mentorcli.domain.programme import Programme
from mentorcli.workspace.corrections import identities_of
from mentorcli.workspace.plans import decisions_of


def questions_about(
    connection: Connection, key: str, programme: Programme, people: Iterable[Application]
) -> tuple[Problem, ...]:
    """Return what must be asked: names in conflicts, one name in both roles, wishes with a “not”."""
    here = [a for a in people if a.state is not ApplicationState.WITHDRAWN]
    same, different = identities_of(connection, key)
    case = MatchingCase(
        key,
        programme,
        tuple(a for a in here if a.role == "mentee"),
        tuple(a for a in here if a.role == "mentor"),
        decisions_of(connection, key),
        different=different,
        same=same,
    )
    return matching.open_questions(case)


def with_questions(taken: Sequence[Incoming], asked: Sequence[Problem]) -> list[Incoming]:
    """Return exports with the questions about their cells, first; the last has those of no other."""
    files = [i.table.file for i in taken]
    at = [files.index(p.place.file) if p.place.file in files else len(files) - 1 for p in asked]
    return [
        _with(incoming, tuple(p for p, k in zip(asked, at, strict=True) if k == n))
        for n, incoming in enumerate(taken)
    ]


def _with(incoming: Incoming, asked: tuple[Problem, ...]) -> Incoming:
    plan = replace(incoming.plan, problems=(*asked, *incoming.plan.problems))
    return replace(incoming, plan=plan, weighed=(*asked, *incoming.weighed))
