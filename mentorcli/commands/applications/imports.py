"""Taking in form exports: look, ask what is unclear, show what would change, store."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection

from mentorcli.commands.applications import import_view as view
from mentorcli.commands.applications.agreed_forms import (
    Ask,
    UnclearFormError,
    Wishes,
    agreed_parts,
    form_of_proposal,
)
from mentorcli.commands.applications.column_questions import keep_unclear_form
from mentorcli.commands.applications.export_files import open_export
from mentorcli.commands.applications.held_rows import waiting_rows
from mentorcli.commands.applications.import_plans import Incoming, Stored, decided, keep, weigh
from mentorcli.commands.applications.questions import (
    keep_asked,
    numbered,
    questions_about,
    with_questions,
)
from mentorcli.commands.applications.replays import with_workbook
from mentorcli.commands.applications.set_aside_notes import set_aside_problems
from mentorcli.commands.outcome import Outcome
from mentorcli.commands.run import Run, plan_command, view_of
from mentorcli.domain.application import Application
from mentorcli.domain.cohort_states import Work, refuse_work
from mentorcli.domain.fact import Fact, Kind
from mentorcli.domain.importing import RowState
from mentorcli.domain.problem import ExitCode, Problem, UserError
from mentorcli.domain.text import stable_id
from mentorcli.privacy import masked, rows_with_identity_codes
from mentorcli.standing.unread_answers import unread_notes
from mentorcli.workspace.applications import applications_of, import_known, save_import
from mentorcli.workspace.cohorts import cohort
from mentorcli.workspace.facts import append, newest_fact
from mentorcli.workspace.folder import Workspace
from mentorcli.workspace.forms import remembered_forms, save_form
from mentorcli.workspace.lists import selected_of
from mentorcli.workspace.raw_rows import held_rows, rows_kept


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Tables are millions of values without cycles: looking for cycles takes longer than reading."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.freeze()  # nor is what was read looked through afterwards
            gc.enable()


@contextmanager
def _asking_by_number(
    run: Run, workspace: Workspace, key: str, *, on_terminal: bool
) -> Iterator[None]:
    """Keep what must be asked of an unclear form's columns where nobody can be asked at once."""
    try:
        yield
    except UnclearFormError as error:
        if not on_terminal and not run.dry_run:
            with workspace.writing(run.hand) as connection:
                error.problems = keep_unclear_form(connection, key, error)
        raise


@_without_collecting()
def import_files(
    run: Run,
    key: str,
    files: Sequence[Path],
    wishes: Wishes,
    ask: Ask | None,
    agree: Callable[[Outcome], bool],
) -> Outcome:
    """Import exports into a cohort, all of them or none.

    ``ask`` is None where nobody can be asked: then only a remembered or certain form is taken.
    ``agree`` is shown what would change before anything is written.
    """
    wishes = replace(wishes, trial=run.dry_run)
    with view_of(run) as (workspace, connection):
        found = cohort(connection, key)
        refuse_work(found, Work.IMPORT)
        programme = workspace.programme(found.programme)
        last = newest_fact(connection)
        existing, accept = applications_of(connection, key), wishes.accept_changes
        choices = decided(connection, key, accept=accept, turn_back=accept)
        choices = replace(choices, only_new=wishes.only_new)
        waiting = waiting_rows(key, held_rows(connection, key))
    stored, taken = Stored(key, programme, existing, choices, waiting), list[Incoming]()
    for path in files:
        with _asking_by_number(run, workspace, key, on_terminal=ask is not None):
            for incoming in _take(workspace, path, wishes, ask, stored, taken):
                taken.append(incoming)
                stored = stored.after(incoming)
    with workspace.reading() as connection:
        asked = questions_about(workspace, connection, key, stored.known)
        every = with_questions(taken, asked)
        every = [i.with_problems(numbered(connection, key, i.plan.problems)) for i in every]
    shown = view.outcome(key, every, written=False)
    wishes.tell("")
    if run.dry_run or not agree(shown):
        return shown
    wishes.tell("Storing", sum(len(i.plan.rows) for i in taken))
    people = _store(run, workspace, key, taken, _Begun(existing, last, asked))
    wishes.tell("")
    every, made, steps = with_workbook(workspace, key, taken, wishes.problems, wishes.speak, people)
    shown = view.outcome(key, every, written=True, files=made, answering=steps)
    return _with_aside(workspace, key, shown, stored)


def _with_aside(workspace: Workspace, key: str, shown: Outcome, stored: Stored) -> Outcome:
    """Return an import's outcome with who was set aside, and what comes next in its programme."""
    with workspace.reading() as connection:
        listed = selected_of(connection, key)
        steps = (*shown.next_steps, plan_command(workspace, connection, key))
    aside = set_aside_problems(stored.known, listed, stored.programme)
    unread = [p.in_cohort(key) for p in unread_notes(stored.programme, stored.known)]
    return replace(shown, problems=(*shown.problems, *aside, *unread), next_steps=steps)


def _take(
    workspace: Workspace,
    path: Path,
    wishes: Wishes,
    ask: Ask | None,
    stored: Stored,
    taken: Sequence[Incoming],
) -> Iterator[Incoming]:
    """Yield what taking in a file would do: once, or for each role of which it holds a form."""
    programme = stored.programme
    tables, notes = open_export(path, wishes.password, wishes.ask_password, wishes.progress)
    wishes.tell("Understanding", max((len(t.rows) for t in tables), default=0))
    forms = (*remembered_forms(workspace.forms), *(i.form for i in taken))
    codes = [rows_with_identity_codes(table) for table in tables]
    shown = tuple(masked(table, found) for table, (found, _) in zip(tables, codes, strict=True))
    for proposal in agreed_parts(workspace, programme, shown, forms, wishes, ask):
        form = form_of_proposal(proposal, programme, forms)
        import_id = stable_id("i", stored.cohort, form.key, proposal.table.sha256)
        (at,) = (i for i, table in enumerate(tables) if table.sheet == proposal.table.sheet)
        rows = {row.number for row in proposal.table.rows}
        found, told = codes[at]
        never = {n: p for n, p in zip(found, told, strict=True) if n in rows}
        refused = tuple(never.values())
        incoming = weigh(proposal, form, import_id, stored, {**proposal.waiting, **never})
        stored = stored.after(incoming)
        weighed = incoming.plan.problems
        every = (*notes, *proposal.problems, *refused, *weighed)
        plan = replace(incoming.plan, problems=tuple(dict.fromkeys(every)))
        yield replace(
            incoming, plan=plan, tables=shown, noticed=notes, refused=refused, weighed=weighed
        )


@dataclass(frozen=True, slots=True)
class _Begun:
    """What stood when an import began: applications, the newest event, and what it would ask of people."""

    existing: tuple[Application, ...]
    last: int
    asked: tuple[Problem, ...]


def _store(
    run: Run,
    workspace: Workspace,
    key: str,
    taken: Sequence[Incoming],
    begun: _Begun,
) -> tuple[Problem, ...]:
    """Store exports with their rows and forms; return what is asked of people now.

    What was asked when it began is asked still where nobody did anything meanwhile.
    """
    with workspace.writing(run.hand) as connection:
        meanwhile = newest_fact(connection) != begun.last
        if meanwhile and applications_of(connection, key) != begun.existing:
            raise UserError(
                "Somebody changed the cohort's applications meanwhile. Nothing was imported.",
                "Run the same command again.",
                code=ExitCode.BUSY,
            )
        for incoming in taken:
            if _nothing_new(connection, incoming):
                continue
            facts = {
                "id": incoming.import_id,
                "cohort": key,
                "role": incoming.form.role,
                "form": incoming.form.key,
                "file": incoming.table.file,
                "sha256": incoming.table.sha256,
                "at": run.hand.at,
                "who": run.hand.who,
            }
            keep(run, connection, key, incoming, begun.existing)
            save_import(connection, incoming.plan, facts)
            edited = incoming.plan.counts()[RowState.CHANGED]
            value = {"rows": len(incoming.plan.rows), "edited": edited}
            fact = Fact(Kind.IMPORTED, key, about=incoming.import_id, value=value)
            append(connection, run.hand, fact)
        people = keep_asked(workspace, connection, key, taken, None if meanwhile else begun.asked)
    for incoming in taken:
        save_form(workspace.forms, incoming.form)
    return people


def _nothing_new(connection: Connection, incoming: Incoming) -> bool:
    """Tell whether this file was imported before and says nothing else now."""
    same = import_known(connection, incoming.import_id)
    return same and not incoming.plan.applications and rows_kept(connection, incoming.import_id)
