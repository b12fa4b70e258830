"""Taking in form exports: look, ask what is unclear, show what would change, store."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from sqlalchemy import Connection

from mentorcli import intake
from mentorcli.commands.applications import import_view as view
from mentorcli.commands.applications.export_files import AskPassword, Progress, open_export
from mentorcli.commands.applications.import_plans import (
    Incoming,
    Speak,
    Stored,
    bare,
    decided,
    keep,
    problem_file,
    weigh,
)
from mentorcli.commands.applications.known_files import (
    Asked,
    Repeated,
    hashes_of,
    keep_for_repeats,
    outcome_of,
)
from mentorcli.commands.applications.questions import questions_about, with_questions
from mentorcli.commands.applications.rosters import set_aside_problems
from mentorcli.commands.outcome import Outcome
from mentorcli.commands.run import Run, view_of
from mentorcli.domain.application import Application
from mentorcli.domain.cohort import Work, refuse_work
from mentorcli.domain.form import FormMapping, FormProposal
from mentorcli.domain.problem import ExitCode, UserError
from mentorcli.domain.programme import Programme, RoleKey
from mentorcli.domain.table import Table
from mentorcli.domain.text import stable_id
from mentorcli.privacy import masked, rows_with_identity_codes
from mentorcli.workspace.applications import applications_of, import_known, save_import
from mentorcli.workspace.cohorts import cohort, open_if_planned
from mentorcli.workspace.folder import Workspace, newest_event, tell
from mentorcli.workspace.forms import remembered_forms, save_form
from mentorcli.workspace.happenings import selected_of
from mentorcli.workspace.raw_rows import rows_kept
from mentorcli.workspace.repeated_imports import rows_again, told_before

Ask = Callable[[FormProposal, Programme], "Answered | None"]
"""Asks a person about a proposal; None is a no."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What a person said about a proposal: columns set by hand, the role, and whether it is right."""

    assign: Mapping[str, str] = field(default_factory=dict)
    role: RoleKey | None = None
    right: bool = False


@dataclass(frozen=True, slots=True)
class Wishes:
    """How an import is to go: role and columns set by hand, and what may go without asking.

    ``accept_changes`` takes changed answers of people who have a place in the approved plan, and
    those of an export that seems older; ``problems`` is where the problems workbook is wanted.
    """

    role: RoleKey | None = None
    assign: Mapping[str, str] = field(default_factory=dict)
    accept: bool = False
    password: str | None = None
    sheet: str | None = None
    dry_run: bool = False
    accept_changes: bool = False
    problems: Path | None = None
    speak: Speak = bare
    ask_password: AskPassword | None = None
    progress: Progress | None = None

    def asked(self) -> Asked:
        """Return the wishes that what an import says depends on."""
        accept = (self.accept, self.accept_changes)
        return Asked(self.role, dict(self.assign), self.sheet, accept)

    def tell(self, work: str, rows: int = 0) -> None:
        """Say at the terminal what is going on; an empty word when it is over."""
        if self.progress:
            self.progress(work, 0, rows)


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
    with view_of(run) as (workspace, connection):
        found = cohort(connection, key)
        refuse_work(found, Work.IMPORT)
        programme = workspace.programme(found.programme)
        last = newest_event(connection)
        repeated = Repeated(programme, tuple(files), hashes_of(files), wishes.asked())
        mark = repeated.mark(key, remembered_forms(workspace.forms))
        if not wishes.dry_run and not wishes.problems and not selected_of(connection, key):
            told = told_before(connection, mark, last)
            if told is not None:
                return outcome_of(told, rows_again(connection, mark))
        existing, accept = applications_of(connection, key), wishes.accept_changes
        choices = decided(connection, key, accept=accept, turn_back=accept)
    stored, taken = Stored(key, programme, existing, choices), list[Incoming]()
    for path in files:
        taken.append(_take(workspace, path, wishes, ask, stored, taken))
        stored = stored.after(taken[-1].plan.applications)
    with workspace.reading() as connection:
        taken = with_questions(taken, questions_about(connection, key, programme, stored.known))
    shown = view.outcome(key, taken, written=False)
    wishes.tell("")
    if wishes.dry_run or not agree(shown):
        return shown
    wishes.tell("Storing", sum(len(i.plan.rows) for i in taken))
    _store(run, workspace, key, taken, existing, last, repeated)
    wishes.tell("")
    made = problem_file(workspace, key, taken, wishes.problems, wishes.speak)
    shown = view.outcome(key, taken, written=True, files=made)
    with workspace.reading() as connection:
        listed = selected_of(connection, key)
    aside = set_aside_problems(stored.known, listed, programme)
    steps = shown.next_steps
    if programme.life.ongoing:
        steps = tuple(f"mentorcli status {key}" if " match " in s else s for s in steps)
    return replace(shown, problems=(*shown.problems, *aside), next_steps=steps)


def _take(
    workspace: Workspace,
    path: Path,
    wishes: Wishes,
    ask: Ask | None,
    stored: Stored,
    taken: Sequence[Incoming],
) -> Incoming:
    programme = stored.programme
    tables, notes = open_export(path, wishes.password, wishes.ask_password, wishes.progress)
    wishes.tell("Understanding", max((len(t.rows) for t in tables), default=0))
    forms = (*remembered_forms(workspace.forms), *(i.form for i in taken))
    codes = [rows_with_identity_codes(table) for table in tables]
    shown = tuple(masked(table, found) for table, (found, _) in zip(tables, codes, strict=True))
    proposal = _agreed(workspace, programme, shown, forms, wishes, ask)
    form = _form(proposal, programme, forms)
    import_id = stable_id("i", stored.cohort, form.key, proposal.table.sha256)
    (at,) = (i for i, table in enumerate(tables) if table.sheet == proposal.table.sheet)
    found, refused = codes[at]
    never = dict(zip(found, refused, strict=True))
    incoming = weigh(proposal, form, import_id, stored, never)
    weighed = incoming.plan.problems
    every = (*notes, *proposal.problems, *refused, *weighed)
    plan = replace(incoming.plan, problems=tuple(dict.fromkeys(every)))
    return replace(
        incoming, plan=plan, tables=shown, noticed=notes, refused=refused, weighed=weighed
    )


def _agreed(
    workspace: Workspace,
    programme: Programme,
    tables: tuple[Table, ...],
    forms: Sequence[FormMapping],
    wishes: Wishes,
    ask: Ask | None,
) -> FormProposal:
    """Return a proposal that is certain, or that somebody said is right."""
    assign, role = dict(wishes.assign), wishes.role
    while True:
        proposal = intake.propose(tables, programme, forms, role, assign, wishes.sheet)
        if proposal.certain or (wishes.accept and proposal.role):
            return proposal
        wishes.tell("")
        answered = ask(proposal, programme) if ask else None
        if answered is None:
            raise _unclear(workspace, proposal, programme, forms)
        assign |= answered.assign
        role = answered.role or role
        if answered.right and proposal.role:
            return proposal


def _unclear(
    workspace: Workspace, proposal: FormProposal, programme: Programme, forms: Sequence[FormMapping]
) -> UserError:
    columns = ", ".join(
        f"{c.letter} ({c.header[:40]})" for c in proposal.columns if _open(c.confidence, c.field)
    )
    if proposal.role is None:
        return UserError(
            f"{proposal.table.file}: it is not clear whether these are mentees or mentors. Nothing was imported.",
            "Say which with --as mentees or --as mentors.",
            problems=proposal.problems,
        )
    path = save_form(workspace.forms, _form(proposal, programme, forms), proposed=True)
    return UserError(
        f"{proposal.table.file}: it is not certain which column is what: {columns or 'see below'}. Nothing was imported.",
        f"Look at {path}; when it is right: mentorcli form edit {path.name.removesuffix('.proposal.toml')} --accept, "
        "then import again; or set columns with --map H=goals, or take the proposal with --accept.",
        problems=proposal.problems,
    )


def _open(confidence: int, field_key: str | None) -> bool:
    return field_key is not None and confidence < 95  # noqa: PLR2004 - forms.md: what goes unasked


def _form(
    proposal: FormProposal, programme: Programme, forms: Sequence[FormMapping]
) -> FormMapping:
    """Return the form as it is now: under its remembered name, or under a free one."""
    role = proposal.role or "mentee"
    taken, key, number = {f.key for f in forms}, proposal.remembered, 2
    if not key:
        key = f"{programme.key}-{role}"
    while key in taken and not proposal.remembered:
        key, number = f"{programme.key}-{role}-{number}", number + 1
    return intake.mapping_of(proposal, programme, key, role)


def _store(
    run: Run,
    workspace: Workspace,
    key: str,
    taken: Sequence[Incoming],
    existing: tuple[Application, ...],
    last: int,
    repeated: Repeated,
) -> None:
    new = False
    with workspace.writing(run.hand) as connection:
        if newest_event(connection) != last and applications_of(connection, key) != existing:
            raise UserError(
                "Somebody changed the cohort's applications meanwhile. Nothing was imported.",
                "Run the same command again.",
                code=ExitCode.BUSY,
            )
        for incoming in taken:
            if _nothing_new(connection, incoming):
                continue
            new = True
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
            keep(run, connection, key, incoming, existing)
            save_import(connection, incoming.plan, facts)
            said = f"import {incoming.import_id}: {len(incoming.plan.rows)} rows"
            tell(connection, run.hand, key, said)
        open_if_planned(connection, key)
        if new:
            keep_for_repeats(workspace, connection, key, taken, repeated)
    for incoming in taken:
        save_form(workspace.forms, incoming.form)


def _nothing_new(connection: Connection, incoming: Incoming) -> bool:
    """Tell whether this file was imported before and says nothing else now."""
    same = import_known(connection, incoming.import_id)
    return same and not incoming.plan.applications and rows_kept(connection, incoming.import_id)
