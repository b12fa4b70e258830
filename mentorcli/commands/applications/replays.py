"""Kept rows read again: after a form was edited, a cell corrected, or something was decided."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection

from mentorcli import intake
from mentorcli.commands.applications import import_view as view
from mentorcli.commands.applications.erasure_steps import PROBLEMS
from mentorcli.commands.applications.held_rows import waiting_rows
from mentorcli.commands.applications.import_plans import (
    Decided,
    Incoming,
    Speak,
    Stored,
    decided,
    keep,
    weigh,
)
from mentorcli.commands.applications.letters_elsewhere import letters_elsewhere
from mentorcli.commands.applications.questions import (
    keep_asked,
    numbered,
    open_questions,
    questions_about,
    with_questions,
)
from mentorcli.commands.applications.unread_workbook import write_problems
from mentorcli.commands.outcome import Outcome, Paragraph
from mentorcli.commands.run import Run, plan_command
from mentorcli.domain.application import Application
from mentorcli.domain.fact import Fact, Kind
from mentorcli.domain.form import FormMapping
from mentorcli.domain.importing import RowState
from mentorcli.domain.problem import Place, Problem, Severity, UsageError
from mentorcli.domain.question import question_of
from mentorcli.domain.text import counted
from mentorcli.workspace.applications import applications_of, save_applications, save_new_ends
from mentorcli.workspace.cohorts import cohort
from mentorcli.workspace.facts import append
from mentorcli.workspace.folder import Workspace
from mentorcli.workspace.forms import remembered_forms
from mentorcli.workspace.questions import open_count
from mentorcli.workspace.raw_rows import Kept, held_rows, kept_exports

Change = Callable[[Decided, Sequence[Application]], Decided]
"""Adds a decision that is not stored, knowing the applications: whose changes are taken now."""
_NEWS = frozenset({RowState.NEW, RowState.CHANGED})
"""States of rows that reading again has moved."""


def read_again(
    workspace: Workspace,
    connection: Connection,
    key: str,
    form: str = "",
    change: Change | None = None,
    without: Collection[str] = (),
) -> list[Incoming]:
    """Return what reading a cohort's kept rows again would do, export by export as they came.

    ``form`` limits it to one form, ``without`` leaves imports out. Nobody is missing and nothing counts as older: only the row
    kept last of each answer is there.
    """
    programme = workspace.programme(cohort(connection, key).programme)
    forms = {f.key: f for f in remembered_forms(workspace.forms)}
    known, choices = applications_of(connection, key), decided(connection, key, turn_back=True)
    choices = change(choices, known) if change else choices
    waiting = waiting_rows(key, held_rows(connection, key))
    stored = Stored(key, programme, known, choices, waiting)
    taken = []
    for kept in kept_exports(connection, key, form, without):
        if kept.form in forms:
            taken.append(_again(kept, forms[kept.form], stored))
            stored = stored.after(taken[-1])
    return taken


def _again(kept: Kept, form: FormMapping, stored: Stored) -> Incoming:
    form = intake.with_earlier_titles(form, kept.proposal)
    proposal, lost = intake.as_mapped(kept.proposal, form)
    incoming = weigh(proposal, form, kept.import_id, stored, {}, again=True)
    place = Place(proposal.table.file, proposal.table.sheet)
    told = [Problem.of("column_not_kept", Severity.DECIDE, place, header=h[:80]) for h in lost]
    plan = replace(incoming.plan, problems=(*told, *incoming.plan.problems), missing=())
    return replace(incoming, plan=plan, read_again=True)


def store_again(
    run: Run,
    workspace: Workspace,
    connection: Connection,
    key: str,
    taken: Sequence[Incoming],
    what: str,
    answers: Mapping[str, str] | None = None,
) -> None:
    """Store what reading again changed, and what must be asked now.

    ``what`` is told in the history, nothing where it is empty; ``answers`` to questions, by number, are kept
    with it, so that they can be taken back.
    """
    existing = applications_of(connection, key)
    changed = 0
    for incoming in taken:
        keep(run, connection, key, incoming, existing)
        save_applications(connection, incoming.plan.applications)
        save_new_ends(connection, incoming.import_id, incoming.plan.rows)
        changed += len(incoming.plan.applications)
    keep_asked(workspace, connection, key, taken)
    kind, value = Kind.READ_AGAIN, dict[str, object](changed=changed)
    if answers:
        kind, value["answers"] = Kind.ANSWERED, dict(answers)
    if what:
        append(connection, run.hand, Fact(kind, key, about=what, value=value))


def shown(
    workspace: Workspace,
    key: str,
    taken: Sequence[Incoming],
    speak: Speak,
    *,
    written: bool,
) -> Outcome:
    """Return what reading again did, or would do, with the problems workbook made anew."""
    files, answering = tuple[Path, ...](), tuple[str, ...]()
    if written:
        taken, files, answering = with_workbook(workspace, key, taken, None, speak)
    with workspace.reading() as connection:
        onward = plan_command(workspace, connection, key)
    return view.outcome(
        key, taken, written=written, files=files, answering=answering, onward=onward
    )


_OF_ADDRESSES = frozenset({"address_changed", "letters_elsewhere"})
"""Notes that an answer to a question brings."""


def news(
    workspace: Workspace,
    key: str,
    taken: Sequence[Incoming],
    speak: Speak,
    asked: Collection[str],
    first: Sequence[Paragraph] = (),
    *,
    written: bool,
) -> Outcome:
    """Return what reading again changed: the rows that did, and what was not asked before.

    ``asked`` are the keys of the questions that were open before; they are counted, not shown again.
    """
    whole = shown(workspace, key, taken, speak, written=written)
    found = [
        p
        for p in whole.problems
        if p.code in _OF_ADDRESSES or (p.is_open and question_of(p).key not in asked)
    ]
    moved = [i for i in taken if any(r.state in _NEWS for r in i.plan.rows)]
    blocks = view.outcome(key, moved, written=written).blocks
    with workspace.reading() as connection:
        waiting = open_count(connection, key) if written else 0
        onward = plan_command(workspace, connection, key)
    then = onward if taken else f"mentorcli import FILE --cohort {key}"
    steps = [then] if written else []
    if waiting:
        are = "is" if waiting == 1 else "are"
        blocks = (*blocks, Paragraph(f"{counted(waiting, 'question')} {are} still open."))
        steps.insert(0, f"mentorcli questions list {key}")
    data = {**whole.data, "open": waiting}
    return Outcome(
        (*first, *blocks), data, tuple(found), whole.files, tuple(steps), questions_first=True
    )


def with_workbook(
    workspace: Workspace,
    key: str,
    taken: Sequence[Incoming],
    wanted: Path | None,
    speak: Speak,
    people: Sequence[Problem] | None = None,
) -> tuple[list[Incoming], tuple[Path, ...], tuple[str, ...]]:
    """Return exports that were stored with all that is asked, numbered, the problems workbook, and what comes next.

    It is written when it is asked for (``wanted``), a row or a question waits, or one lies there that asks
    what is settled now; it holds all that waits or was noticed in the cohort, also in rows that came
    before. ``people`` is what is asked of people, where that is known already.
    """
    with workspace.reading() as connection:
        asked = questions_about(workspace, connection, key) if people is None else people
        waiting = open_questions(connection, key, intake.MOST_ROWS)
        more = open_count(connection, key) - len(waiting)
        asked = (*asked, *letters_elsewhere(connection, key, taken))

        found = _told(connection, key, taken, asked)
        path = wanted or workspace.out(key) / PROBLEMS
    waits = bool(waiting) or any(i.waits() for i in found)
    if not (wanted is not None or waits or path.is_file()):
        return found, (), ()
    answering = view.answering(key, path, asked=bool(waiting)) if waits else ()
    with workspace.reading() as connection:
        here = {i.import_id for i in taken}
        others = read_again(workspace, connection, key, without=here)
        every = _told(connection, key, (*others, *taken), asked)
    exports = [intake.Checked(i.form.key, i.kept, i.plan, i.answers) for i in every]
    made = write_problems(workspace, path, key, (waiting, more), exports, speak)
    return found, made, answering


def _told(
    connection: Connection, key: str, taken: Sequence[Incoming], asked: Sequence[Problem]
) -> list[Incoming]:
    """Return exports with what is ``asked`` of people in them, and the questions' numbers."""
    every = with_questions(taken, asked) if taken else []
    return [i.with_problems(numbered(connection, key, i.plan.problems)) for i in every]


def replay(
    run: Run, key: str, form: str, speak: Speak, agree: Callable[[Outcome], bool]
) -> Outcome:
    """Read the kept rows of a form again with its columns as they are now.

    ``agree`` is shown what would change before anything is written.
    """
    workspace = run.open()
    if form not in {f.key for f in remembered_forms(workspace.forms)}:
        raise UsageError(f"There is no form {form!r}.", "See: mentorcli form list")
    with workspace.reading() as connection:
        taken = read_again(workspace, connection, key, form)
    if not taken:
        return Outcome((Paragraph(f"No rows of {form} are kept for {key}."),), {"imports": []})
    trial = shown(workspace, key, taken, speak, written=False)
    if run.dry_run or not agree(trial):
        return trial
    with workspace.writing(run.hand) as connection:
        taken = read_again(workspace, connection, key, form)
        store_again(run, workspace, connection, key, taken, f"form {form} read again")
    return shown(workspace, key, taken, speak, written=True)
