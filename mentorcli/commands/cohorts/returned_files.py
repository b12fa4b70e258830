"""Files that come back: each is told by what is in it, and goes to the command that reads its kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mentorcli.commands.applications import typed_answers
from mentorcli.commands.applications.import_plans import Speak
from mentorcli.commands.matches import log_sheets, log_titles
from mentorcli.commands.outcome import Outcome, Paragraph
from mentorcli.commands.papers import signed_scans, signing_reports
from mentorcli.commands.papers.signed_scans import scan_table
from mentorcli.commands.plans import board, review
from mentorcli.commands.plans import review as answers
from mentorcli.commands.plans.broken_matches import with_broken
from mentorcli.commands.run import Run, view_of
from mentorcli.domain.language import LANGUAGES
from mentorcli.domain.match_form import FORMS
from mentorcli.domain.problem import UsageError
from mentorcli.domain.table import Row, Table
from mentorcli.domain.text import one_line
from mentorcli.files.marked_cells import MARKED
from mentorcli.files.opening import read_tables
from mentorcli.files.typed_cells import typed_elsewhere
from mentorcli.files.workbook_property import returned_as
from mentorcli.intake.sheets.problems_workbook import ABOUT
from mentorcli.intake.sheets.signing_report import read_report
from mentorcli.matching.board_page.saved_decisions import SavedBoard
from mentorcli.matching.sheets.answer_sheet import ANSWER
from mentorcli.matching.sheets.labels import DECISION, PLACE_WITH, sheet_words
from mentorcli.workspace.cohorts import all_cohorts
from mentorcli.workspace.forms import remembered_forms
from mentorcli.workspace.plans import approved_plans

Tables = Sequence[Table]
_BOARD = "what was decided on the board"
_WORDS = tuple(sheet_words(form) for form in FORMS.values())


@dataclass(frozen=True, slots=True)
class Given:
    """What was handed in: files of one kind, the cohort that was named, and how problems speak."""

    files: tuple[Path, ...]
    cohort: str
    speak: Speak


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: what it is called, what tells it, whose it is, and what reads it.

    ``cohort`` returns the cohorts that a file is about; ``several`` may be read at once.
    """

    key: str
    says: str
    told_by: Callable[[Tables], bool]
    cohort: Callable[[Run, Tables], set[str]]
    read: Callable[[Run, Given], Outcome]
    several: bool = False


def read(run: Run, files: Sequence[Path], cohort: str, speak: Speak) -> Outcome:
    """Take in files of one kind, and say what they were taken for; raises UserError for others."""
    for path in files:
        if (saved := board.saved_in(path)) is not None:
            return _board(run, path, saved, cohort, alone=len(files) == 1)
    scans = {path.resolve(): (table,) for path in files if (table := scan_table(path))}
    found = {
        p: ((scans[p], ()) if p in scans else read_tables(p)) for p in map(Path.resolve, files)
    }
    opened = {path: tables for path, (tables, _) in found.items()}
    marks = {path: ("scans", "") if path in scans else returned_as(path) for path in opened}
    kinds = {
        path: next((k for k in KINDS if k.key == marks[path][0]), None)
        or _kind(run, path, tables, cohort)
        for path, tables in opened.items()
    }
    kind = next(iter(kinds.values()))
    if len(set(kinds.values())) > 1 or (len(kinds) > 1 and not kind.several):
        listed = "; ".join(f"{path.name} is {found.says}" for path, found in kinds.items())
        raise UsageError(f"{listed}. Nothing was changed.", "Read them one at a time.")
    about = {key for _, key in marks.values() if key}
    about = about or {key for tables in opened.values() for key in kind.cohort(run, tables)}
    names = ", ".join(path.name for path in opened)
    key = _cohort(names, kind.says, about, cohort)
    outcome = kind.read(run, Given(tuple(opened), key, speak)).in_cohort(key)
    elsewhere = (p for tables in opened.values() for p in typed_elsewhere(tables))
    marked = (p for _, noticed in found.values() for p in noticed if p.code in MARKED)
    told = dict.fromkeys(
        (*outcome.problems, *elsewhere, *marked)
    )  # some kinds tell marks themselves
    outcome = replace(outcome, problems=tuple(told))
    taken = f"{names}: {kind.says} of {key}." if len(opened) == 1 else f"{kind.says} of {key}."
    return _taken(outcome, taken, kind.key)


def _taken(outcome: Outcome, says: str, kind: str) -> Outcome:
    data = {"read_as": kind, **outcome.data}
    return replace(outcome, blocks=(Paragraph(says), *outcome.blocks), data=data)


def _board(run: Run, file: Path, saved: SavedBoard, cohort: str, *, alone: bool) -> Outcome:
    """Take in what a board saved: it is no table, and comes alone."""
    name = board.called(file)
    if not alone:
        raise UsageError(f"{name} is what a board saved. Nothing was changed.", "Read it alone.")
    key = _cohort(name, _BOARD, {saved.cohort}, cohort)
    return _taken(
        board.apply(run, file, saved).in_cohort(key), f"{name}: {_BOARD} of {key}.", "board"
    )


def _kind(run: Run, path: Path, tables: Tables, cohort: str) -> Kind:
    """Return what a file is that has no hidden property: saved elsewhere, or written by others.

    One of nobody's kind for which a cohort was named is meant as signatures.

    The export of a form that is remembered here is none of them, though it has addresses and days.
    """
    *ours, _, signatures = KINDS
    for kind in ours:
        if kind.told_by(tables):
            return kind
    if (cohort or signatures.told_by(tables)) and not _is_export(run, tables):
        return signatures
    raise UsageError(
        f"{path.name} is nothing that mentorcli wrote or asks for. Nothing was changed.",
        f"What can be read: {'; '.join(kind.says for kind in KINDS)}; {_BOARD}. An export of a form, or a list "
        "of people: mentorcli import",
    )


def _is_export(run: Run, tables: Tables) -> bool:
    rows = [set(_texts(row)) for table in tables for row in table.rows[:1]]
    forms = remembered_forms(run.open().forms)
    return any(row >= {one_line(c.header) for c in form.columns} for row in rows for form in forms)


def _cohort(names: str, says: str, about: set[str], wanted: str) -> str:
    if wanted and about - {wanted}:
        raise UsageError(
            f"{names} is about {', '.join(sorted(about))}, not about {wanted}. Nothing was changed."
        )
    if not wanted and len(about) != 1:
        raise UsageError(
            f"{names} is {says}, and does not tell of which cohort. Nothing was changed.",
            "Name it with --cohort.",
        )
    return wanted or next(iter(about))


def _texts(row: Row) -> list[str]:
    return [one_line(str(c)) for c in row.cells if c is not None]


def _has(*several: set[str]) -> Callable[[Tables], bool]:
    """Return what tells a file: a row, wherever it stands, that holds all of one of these texts."""

    def told(tables: Tables) -> bool:
        rows = (set(_texts(row)) for table in tables for row in table.rows)
        return any(row >= titles for row in rows for titles in several)

    return told


def _is_problems(tables: Tables) -> bool:
    return any(
        t.sheet == ABOUT and t.rows and {"kind", "more"} <= set(_texts(t.rows[0])) for t in tables
    )


def _in_about(_run: Run, tables: Tables) -> set[str]:
    rows = (_texts(row) for table in tables if table.sheet == ABOUT for row in table.rows)
    return {row[1] for row in rows if row[:1] == ["cohort"] and len(row) > 1}


def _in_cells(run: Run, tables: Tables) -> set[str]:
    with view_of(run) as (_, connection):
        known = {c.key for c in all_cohorts(connection)}
    return known & {text for table in tables for row in table.rows for text in _texts(row)}


def _of_matches(run: Run, tables: Tables) -> set[str]:
    """Return the cohorts whose approved matches are named by their ids."""
    named = {text for table in tables for row in table.rows for text in _texts(row)}
    with view_of(run) as (_, connection):
        plans = approved_plans(connection)
    return {key for key, plan in plans.items() if any(m.id in named for m in plan.matches)}


def _answered(run: Run, given: Given) -> Outcome:
    done = typed_answers.take_in(run, given.files[0], given.speak)
    return with_broken(run, str(done.data["cohort"]), done)


KINDS = (
    Kind(
        "problems",
        "the problems workbook",
        _is_problems,
        _in_about,
        _answered,
    ),
    Kind(
        "answers",
        "the sheet of answers to the proposal",
        _has(*({ANSWER, words.one_id} for words in _WORDS)),
        _in_cells,
        lambda run, g: answers.answers(run, g.cohort, g.files[0]),
    ),
    Kind(
        "review",
        "the review workbook of a plan",
        _has(*({words.one, what} for words in _WORDS for what in (DECISION, PLACE_WITH))),
        _in_cells,
        lambda run, g: review.apply(run, g.files[0]),
    ),
    Kind(
        "log",
        "a log sheet of meetings",
        _has(
            *({log_titles.MATCH, log_titles.title_in(x, log_titles.DAY)} for x in LANGUAGES),
            {log_titles.MATCH, log_titles.ID},
        ),
        _of_matches,
        lambda run, g: log_sheets.take_in(run, g.cohort, g.files),
        several=True,
    ),
    Kind(
        "scans",
        "a scan of a signed agreement",
        lambda _tables: False,
        _of_matches,
        lambda run, g: signed_scans.take_in(run, g.files, g.cohort),
        several=True,
    ),
    Kind(
        "signatures",
        "a list of signatures",
        lambda tables: any(read_report(table) is not None for table in tables),
        lambda _run, _tables: set(),
        lambda run, g: signing_reports.take_in(run, g.files[0], g.cohort),
    ),
)
"""Each kind of file that comes back, the surest told first; signatures come from elsewhere."""
