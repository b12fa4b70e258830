"""Whose a file is that names somebody by a name which another person has, too."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from sqlalchemy import Connection

from mentorcli.domain.application import Application
from mentorcli.domain.text import match_key
from mentorcli.workspace.applications import applications_of
from mentorcli.workspace.cohorts import all_cohorts
from mentorcli.workspace.drafts import every_draft
from mentorcli.workspace.folder import Workspace
from mentorcli.workspace.forgetting import Unfinished
from mentorcli.workspace.records import cohort_standing


def with_namesakes(
    workspace: Workspace, connection: Connection, task: Unfinished, going: Collection[str]
) -> tuple[Unfinished, list[Application]]:
    """Return what to forget, with what tells the files of others of that name; and who they are.

    ``going`` are erased in the same run: what names them need not be told apart.
    """
    cohorts = [one.key for one in all_cohorts(connection)]
    called = {_parts(word) for word in task.words if " " in word}
    every = (a for key in cohorts for a in applications_of(connection, key))
    alike = (a for a in every if a.person not in {task.person, *going} and _parts(a.name) in called)
    if not (same := {a.person: a for a in alike}):
        return task, []
    theirs: set[str] = set()
    for record in (cohort_standing(workspace, connection, key) for key in cohorts):
        matches = [{*m.people} for plan in record.every_plan() for m in plan.matches]
        matches += [{*life.as_match().people} for life in record.every_life()]
        near = {task.person}.union(*(people for people in matches if task.person in people))
        far = {*same}.union(*(people for people in matches if people & {*same})) - near
        drafts = every_draft(connection, record.cohort.key)
        theirs |= {d.file for d in drafts if d.person in far}
    names = {_parts(a.name) for a in same.values()}
    shared = tuple(word for word in task.words if _parts(word) in names)
    sure = tuple(word for word in task.words if word not in shared)
    others = tuple(sorted({w for a in same.values() for w in (a.person, a.email) if w}))
    found = replace(task, words=sure, shared=shared, theirs=tuple(sorted(theirs)), others=others)
    return found, [*same.values()]


def _parts(name: str) -> tuple[str, ...]:
    return tuple(sorted(match_key(name).split()))
