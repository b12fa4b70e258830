"""The same files imported once more: known by all that their import depends on, and not read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from mentorcli import intake
from mentorcli.commands.applications import import_view as view
from mentorcli.commands.applications.import_plans import Incoming
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.domain.form import FormMapping
from mentorcli.domain.importing import ImportedRow, ImportPlan, RowState
from mentorcli.domain.problem import Problem
from mentorcli.domain.programme import Programme, RoleKey
from mentorcli.files.opening import file_content
from mentorcli.workspace.codec import decode, encode, json_text
from mentorcli.workspace.facts import newest_fact
from mentorcli.workspace.folder import Workspace
from mentorcli.workspace.forms import remembered_forms
from mentorcli.workspace.repeated_imports import keep_told

_TAKEN = (RowState.NEW, RowState.CHANGED)
_STANDING = (*_TAKEN, RowState.UNCHANGED)


def hashes_of(files: Sequence[Path]) -> tuple[str, ...]:
    """Return the hash of each file's bytes; raises UserError for one that cannot be read."""
    return tuple(hashlib.sha256(file_content(path)).hexdigest() for path in files)


@dataclass(frozen=True, slots=True)
class Asked:
    """The wishes that what an import says depends on; ``accept`` forms, changed answers, and only new ones.

    ``told`` are columns set by hand, and what holds for everybody.
    """

    role: RoleKey | None
    told: tuple[Mapping[str, str], Mapping[str, str]]
    sheet: str | None
    titles: int
    accept: tuple[bool, bool, bool]


@dataclass(frozen=True, slots=True)
class Repeated:
    """What tells that the same is asked again: the files with their hashes, and the wishes."""

    programme: Programme
    files: tuple[Path, ...]
    hashes: tuple[str, ...]
    asked: Asked

    def mark(self, cohort: str, forms: Sequence[FormMapping]) -> str:
        """Return a hash of all but the database that what the import says depends on."""
        from importlib.metadata import version

        known = sorted(forms, key=lambda form: form.key)
        names = [path.name for path in self.files]
        every = (
            version("mentorcli"),
            cohort,
            names,
            self.hashes,
            self.asked,
            known,
            self.programme,
        )
        said = json.dumps(encode(every), sort_keys=True)
        return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()


def keep_for_repeats(
    workspace: Workspace,
    connection: Connection,
    cohort: str,
    taken: Sequence[Incoming],
    repeated: Repeated,
) -> None:
    """Keep what the same files will say when they are imported again, where that can be told."""
    if [i.table.sha256 for i in taken] != list(repeated.hashes):
        return  # somebody saved a file in between
    known = {f.key: f for f in (*remembered_forms(workspace.forms), *(i.form for i in taken))}
    forms = tuple(known[key] for key in sorted(known))
    again = once_more(taken, repeated.programme, forms, repeated.asked)
    if again is not None:
        last, imports = newest_fact(connection), [i.import_id for i in again]
        told = told_as_data(cohort, again)
        keep_told(connection, cohort, repeated.mark(cohort, forms), last, imports, told)


def once_more(
    taken: Sequence[Incoming], programme: Programme, forms: Sequence[FormMapping], asked: Asked
) -> list[Incoming] | None:
    """Return what importing the same exports again would do, once all of this is stored.

    None where that cannot be told without weighing them again: rows wait for a person, or one
    person answered several times, or an export seems older than what is stored.
    """
    again = []
    for incoming in taken:
        if not _plain(incoming.plan):
            return None
        assign, for_all = asked.told
        how = (incoming.tables, programme, forms, asked.role, assign, asked.sheet, asked.titles)
        proposal = intake.with_for_all(intake.propose(*how), programme, for_all)
        if not proposal.certain or not proposal.remembered:
            return None
        told = (*incoming.noticed, *proposal.problems, *incoming.refused, *incoming.weighed)
        plan = replace(
            incoming.plan,
            rows=tuple(_as_stored(row) for row in incoming.plan.rows),
            applications=(),
            problems=tuple(dict.fromkeys(told)),
        )
        again.append(replace(incoming, plan=plan, proposal=proposal))
    return again


def _plain(plan: ImportPlan) -> bool:
    whole = all(
        row.state in _STANDING or (row.state is RowState.SKIPPED and not row.person)
        for row in plan.rows
    )
    merged = {"export_is_older", "older_answers"} & {p.code for p in plan.problems}
    return whole and not merged and not plan.missing and not plan.superseded


def _as_stored(row: ImportedRow) -> ImportedRow:
    if row.state not in _TAKEN:
        return row
    return ImportedRow(row.number, RowState.UNCHANGED, row.person, row.name)


def told_as_data(key: str, again: Sequence[Incoming]) -> str:
    """Return what such an import says as the text of plain data, without where its rows end."""
    outcome = view.outcome(key, again, written=True, with_ends=False)
    return json_text(
        {
            "blocks": outcome.blocks,
            "data": outcome.data,
            "problems": outcome.problems,
            "next_steps": outcome.next_steps,
        }
    )


def outcome_of(told: dict[str, Any], rows: Sequence[Sequence[ImportedRow]]) -> Outcome:
    """Return the outcome that :func:`told_as_data` wrote, with where the rows end."""
    blocks = tuple(
        decode(Listing, b) if "columns" in b else decode(Paragraph, b) for b in told["blocks"]
    )
    for one, ended in zip(told["data"]["imports"], rows, strict=True):
        one["ends"] = view.ends(ended)
    problems = decode(tuple[Problem, ...], told["problems"])
    steps = tuple(told["next_steps"])
    return Outcome(blocks, told["data"], problems, (), steps, questions_first=True)
