"""Whose a file is that names somebody by a name which another person has too."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from sqlalchemy import Connection

from mentorcli.commands.names import agreement_files
from mentorcli.domain.application import Application
from mentorcli.domain.language import LANGUAGES
from mentorcli.domain.plan import Match
from mentorcli.domain.text import match_key
from mentorcli.standing.standing import Standing
from mentorcli.workspace.applications import applications_of
from mentorcli.workspace.cohorts import all_cohorts
from mentorcli.workspace.drafts import every_draft
from mentorcli.workspace.folder import Workspace
from mentorcli.workspace.forgetting import Unfinished
from mentorcli.workspace.records import cohort_standing


def with_namesakes(
    workspace: Workspace, connection: Connection, task: Unfinished, going: Collection[str]
) -> tuple[Unfinished, list[Application]]:
    """Return what to forget, with the files of others of that name; and who they are.

    ``going`` are erased in the same run: what names them need not be told apart.
    """
    called = {_name(word): word for word in task.words if " " in word}
    same: dict[str, Application] = {}
    files: dict[str, bool] = {}
    for cohort in all_cohorts(connection):
        here = {
            a.person: a
            for a in applications_of(connection, cohort.key)
            if a.person not in {task.person, *going} and _name(a.name) in called
        }
        if here:
            record = cohort_standing(workspace, connection, cohort.key)
            named = {**dict(_drafts(connection, record)), **dict(_papers(workspace, record))}
            meant = ((f, p) for f, p in named.items() if not p.isdisjoint({task.person, *here}))
            files |= {file: task.person in people for file, people in meant}
        same |= here
    names = {_name(a.name) for a in same.values()}
    shared = tuple(word for word in task.words if " " in word and _name(word) in names)
    sure = tuple(word for word in task.words if word not in shared)
    others = tuple(sorted({w for a in same.values() for w in (a.person, a.email) if w}))
    mine, theirs = (tuple(sorted(f for f, x in files.items() if x is own)) for own in (True, False))
    found = replace(task, words=sure, shared=shared, mine=mine, theirs=theirs, others=others)
    return found, [*same.values()]


def _name(text: str) -> tuple[str, ...]:
    return tuple(sorted(match_key(text).split()))


def _drafts(connection: Connection, record: Standing) -> Iterator[tuple[str, set[str]]]:
    """Yield the drafts with whom they may name: their reader, and all who ever were in a match with them."""
    matches = [{*match.people} for match in _matches(record).values()]
    for draft in every_draft(connection, record.cohort.key):
        if draft.person:
            near = (people for people in matches if draft.person in people)
            yield draft.file, {draft.person}.union(*near)


def _papers(workspace: Workspace, record: Standing) -> Iterator[tuple[str, set[str]]]:
    """Yield the files of agreements with the people of their match."""
    place = PurePosixPath(record.cohort.key, "agreements")
    file_of = agreement_files(record, workspace.out(record.cohort.key) / "agreements")
    for match in _matches(record).values():
        for file in (PurePosixPath(file_of(match, language)) for language in LANGUAGES):
            for name in (file.name, file.with_suffix(".pdf").name):
                for path in (place / name, place / "replaced" / name):
                    yield str(path), {*match.people}


def _matches(record: Standing) -> dict[str, Match]:
    """Return all matches that ever were, by id."""
    planned = {m.id: m for plan in record.every_plan() for m in plan.matches}
    return planned | {x.match: x.as_match() for x in record.every_life()}
