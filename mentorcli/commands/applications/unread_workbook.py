"""The problems workbook written anew: what somebody typed into the one before, and gave back to nobody, stays."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Connection

from mentorcli import intake
from mentorcli.domain.importing import Correction
from mentorcli.domain.problem import UserError
from mentorcli.domain.question import Question, QuestionState
from mentorcli.files.atomic import keep_edited, write_bytes
from mentorcli.files.opening import read_tables
from mentorcli.workspace.corrections import corrections_of
from mentorcli.workspace.folder import Workspace
from mentorcli.workspace.questions import questions_of

Typed = tuple[tuple[Correction, ...], tuple[tuple[int, str], ...]]
"""Corrected cells, and answers to questions by their numbers."""


def write_problems(
    workspace: Workspace,
    path: Path,
    key: str,
    waiting: tuple[Sequence[Question], int],
    exports: Sequence[intake.Checked],
    speak: intake.Speak,
) -> tuple[Path, ...]:
    """Write the workbook of a cohort with what is typed in the one that lies there; return the files.

    What has no place in it any more is kept in the file before, under another name.
    """
    asked, more = waiting
    cells, answers = _typed(workspace, path, key) if path.is_file() else ((), ())
    here = intake.copied_cells(exports)
    open_now = {q.number for q in asked}
    placed = tuple(c for c in cells or () if _place(c) in here)
    kept = [keep_edited(path)] if cells is None or len(placed) < len(cells) else []
    typed = intake.Typed(
        {_place(c)[:4]: c.value for c in placed},
        {number: text for number, text in answers if number in open_now},
    )
    book = intake.problem_book(key, (asked, more), exports, speak, typed)
    return (write_bytes(path, book), *kept)


def _place(one: Correction) -> tuple[str, str, str, int, str]:
    return one.form, one.answer, one.header, one.occurrence, one.said


def _typed(
    workspace: Workspace, path: Path, key: str
) -> tuple[tuple[Correction, ...] | None, tuple[tuple[int, str], ...]]:
    """Return what is typed in a workbook and was not taken in; None where it is none of this cohort."""
    try:
        tables, _ = read_tables(path)
        cohort, cells = intake.typed_corrections(tables)
    except UserError:
        return None, ()
    if cohort != key:
        return None, ()
    with workspace.reading() as connection:
        return not_taken_in(connection, key, (cells, intake.typed_answers(tables)))


def not_taken_in(connection: Connection, key: str, typed: Typed) -> Typed:
    """Return the corrections and answers that do not say what stands already."""
    known = {_plain(c) for c in corrections_of(connection, key)}
    settled = {q.number: q.answer for q in questions_of(connection, key, QuestionState.SETTLED)}
    cells, answers = typed
    return (
        tuple(c for c in cells if _plain(c) not in known),
        tuple((number, text) for number, text in answers if settled.get(number) != text),
    )


def _plain(one: Correction) -> tuple[object, ...]:
    return (*_place(one), one.value)
