"""The problems workbook: questions to answer, and a copy of the rows that wait.

It is made fresh; the coordinator's own file is never saved again. A hidden sheet says which answer
each row is and what its cells said, so that what was typed can be told from what was there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from mentorcli.domain.answer_key import in_any_order
from mentorcli.domain.form import ID, FormProposal
from mentorcli.domain.importing import ImportPlan, RowState
from mentorcli.domain.problem import Place, Problem, Severity
from mentorcli.domain.question import Question
from mentorcli.domain.table import Row, column_letter, row_and_column
from mentorcli.files.workbook import CellContent, Column, Mark, Sheet, sheet_title, write_workbook
from mentorcli.intake.rows.response_keys import hash_of

QUESTIONS, ROWS, NOTES, ABOUT = "Questions", "Rows to correct", "Notes", "About"
NUMBER, ANSWER = "Number", "Your answer"
"""Titles of the questions' columns that are read back."""
MOST_ROWS = 2_000
"""Rows copied from one export, and questions listed: more than a person sees to by hand."""
MOST_PROBLEMS = 10_000
"""Problems listed of one export, the gravest first."""
FILLS = {Severity.BLOCKER: "#F4B6A6", Severity.DECIDE: "#F4B6A6", Severity.NOTE: "#FFF2CC"}
ORDER = (Severity.BLOCKER, Severity.DECIDE, Severity.NOTE)
LONGEST_TEXT = 2_000
"""A longer answer is not copied: it is no place to correct it."""
NOT_SHOWN = "-"
_NOTES = "File|Row|Column|Title|Value|What was noticed|What to do"
_WIDTHS = (22, 7, 8, 26, 26, 52, 52)
"""Columns of the list of notes, and how wide they are."""
_ASKED = (NUMBER, "File", "Row", "Title", "Value", "Question", "What to do", ANSWER)
_HINT = "Type the answer here, save, then: mentorcli read FILE"
_ASKED_WIDTHS = (9, 22, 7, 26, 26, 52, 52, 28)
Speak = Callable[[Problem], tuple[str, str]]
"""Gives a problem's sentence, and what to do about it."""


@dataclass(frozen=True, slots=True)
class Checked:
    """An export with what was found: ``proposal`` holds only cells that may be kept."""

    form: str
    proposal: FormProposal
    plan: ImportPlan
    answers: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed already: cells by form, answer, title and occurrence; answers by question."""

    cells: Mapping[tuple[str, str, str, int], str] = field(default_factory=dict)
    answers: Mapping[int, str] = field(default_factory=dict)


NOTHING_TYPED = Typed()


@dataclass(frozen=True, slots=True)
class _Copy:
    """The copied rows of one export: title, columns taken (from 0), the line of each row number.

    ``rows`` are all rows of the export that may be shown, by number; ``numbers`` those of its answers.
    """

    title: str
    export: Checked
    columns: tuple[int, ...]
    lines: Mapping[int, int]
    rows: Mapping[int, Row]
    numbers: Mapping[str, int]

    def at(self, problem: Problem) -> tuple[int, int] | None:
        """Return the line and the column (from 0) of a problem's cell in the copy, or None."""
        number, column = self.cell_of(problem) or (0, 0)
        if number not in self.lines:
            return None
        return self.lines[number], self.columns.index(column) + 2 if column in self.columns else 0

    def cell_of(self, problem: Problem) -> tuple[int, int] | None:
        """Return the row's number and the column (from 0) of a problem in the export, or None."""
        return _cell_in(self.export, self.numbers, problem.place)

    def cell(self, number: int, i: int) -> tuple[str, str, str, int]:
        """Return what names a cell of the export: form, answer, title and occurrence."""
        column = self.export.proposal.columns[i]
        return self.export.form, self.export.answers[number], column.header, column.occurrence

    def texts(self, number: int) -> dict[int, str]:
        """Return the texts of a row by column; a row that may not be kept has none."""
        row = self.rows.get(number)
        return {i: row.text(i) for i in self.columns} if row else {}


def problem_book(
    cohort: str,
    waiting: tuple[Sequence[Question], int],
    exports: Sequence[Checked],
    speak: Speak,
    typed: Typed = NOTHING_TYPED,
) -> bytes:
    """Return the workbook; equal problems give equal bytes.

    ``waiting`` are the questions of the cohort that are open, whichever export they are about, and
    how many more there are than are listed; ``typed`` is what stands in it from the beginning.
    """
    copies = [_copy(export, number) for number, export in enumerate(exports, 1)]
    filled = [copy for copy in copies if copy.lines]
    rows = [_rows(copy, speak, typed) for copy in filled]
    first = (_questions(waiting, typed, copies, speak), *rows, _notes(copies, speak))
    sheets = [*first, _about(cohort, filled)]
    return write_workbook("Questions", sheets, ("problems", cohort))


def copied_cells(exports: Sequence[Checked]) -> set[tuple[str, str, str, int, str]]:
    """Return which cells of exports the workbook copies, each with a hash of what it says."""
    copies = [_copy(export, number) for number, export in enumerate(exports, 1)]
    return {
        (*copy.cell(number, i), hash_of(text))
        for copy in copies
        for number in copy.lines
        for i, text in copy.texts(number).items()
        if len(text) <= LONGEST_TEXT
    }


def _cell_in(export: Checked, numbers: Mapping[str, int], place: Place) -> tuple[int, int] | None:
    """Return the row's number and the column (from 0) of a place in an export, None where it is in no row of it."""
    at = row_and_column(place.cell)
    if not place.row:
        here = export.proposal.table.place()
        return at if (place.file, place.sheet) == (here.file, here.sheet) else None
    form, answer, *_ = place.row
    number = numbers.get(in_any_order(answer)) if form == export.form else None
    if number is None:
        return None
    return number, at[1] if at else len(export.proposal.columns)


def _gravest_first(export: Checked) -> list[Problem]:
    return sorted(export.plan.problems, key=lambda p: ORDER.index(p.severity))


def _copy(export: Checked, number: int) -> _Copy:
    """Return the rows that wait: held back, or with a cell that must be seen to."""
    held = [r.number for r in export.plan.rows if r.state is RowState.PROBLEM]
    grave = [p for p in _gravest_first(export) if p.is_open]
    numbered = {in_any_order(answer): n for n, answer in export.answers.items()}
    named = [at[0] for p in grave if (at := _cell_in(export, numbered, p.place))]
    there = export.answers.keys()
    numbers = sorted([n for n in dict.fromkeys((*held, *named)) if n in there][:MOST_ROWS])
    columns = tuple(
        i
        for i, c in enumerate(export.proposal.columns)
        if c.field and (c.field == ID or not c.field.startswith("@"))
    )
    title = sheet_title(ROWS if number == 1 else f"{ROWS} {number}")
    lines = {n: y for y, n in enumerate(numbers)}
    rows = {r.number: r for r in export.proposal.table.rows}
    return _Copy(title, export, columns, lines, rows, numbered)


def _questions(
    waiting: tuple[Sequence[Question], int], typed: Typed, copies: Sequence[_Copy], speak: Speak
) -> Sheet:
    """Return the sheet of open questions: numbered, with a column to answer in."""
    questions, more = waiting
    rows: list[tuple[CellContent, ...]] = []
    marks: dict[tuple[int, int], Mark] = {}
    for question in questions:
        problem = question.problem
        if question.row and not problem.place.row:
            row = replace(problem.place, row=(question.form, question.row))
            problem = replace(problem, place=row)
        copy = next((c for c in copies if c.cell_of(problem)), None)
        if copy and (at := copy.at(problem)):
            link = f"'{copy.title}'!{column_letter(at[1])}{at[0] + 2}"
            marks[len(rows), 2] = Mark(link=link)
        place = _place_of(copy, problem)
        file, number, _, header, value = place
        said = typed.answers.get(question.number, "")
        rows.append((question.number, file, number, header, value, *speak(problem), said))
    if more:
        told = f"{more} more are not listed here: mentorcli questions list"
        rows.append((None, "", None, "", "", told, "", ""))
    columns = list(map(Column, _ASKED, _ASKED_WIDTHS))
    columns[-1] = Column(ANSWER, 28, editable=True, hint=_HINT)
    return Sheet(QUESTIONS, tuple(columns), rows, marks=marks)


def _notes(copies: Sequence[_Copy], speak: Speak) -> Sheet:
    """Return the sheet of what was noticed and needs nobody."""
    rows: list[tuple[CellContent, ...]] = []
    for copy in copies:
        every = [p for p in copy.export.plan.problems if not p.is_open]
        rows += [(*_place_of(copy, p), *speak(p)) for p in every[:MOST_PROBLEMS]]
        if (more := len(every) - MOST_PROBLEMS) > 0:
            told = f"{more} more are not listed here."
            rows.append((copy.export.proposal.table.file, None, "", "", "", told, ""))
    return Sheet(NOTES, tuple(map(Column, _NOTES.split("|"), _WIDTHS)), rows)


def _place_of(copy: _Copy | None, problem: Problem) -> tuple[str, int | None, str, str, str]:
    """Return file, row, column, title and value of a problem's cell."""
    at = copy.cell_of(problem) if copy else None
    if copy is None or at is None:
        return (problem.place.file, None, "", "", "")
    number, column = at
    columns = copy.export.proposal.columns
    header = columns[column].header if column < len(columns) else ""
    value = copy.texts(number).get(column, "")[:200]
    return (problem.place.file, number, column_letter(column), header, value)


def _rows(copy: _Copy, speak: Speak, typed: Typed) -> Sheet:
    columns = [Column("Row", 7), Column("Answer", 8, hidden=True)]
    for i in copy.columns:
        header = copy.export.proposal.columns[i].header
        columns.append(Column(f"{column_letter(i)} · {header}"[:250], 24))
    rows: list[tuple[CellContent, ...]] = []
    for number in copy.lines:
        texts = copy.texts(number).items()
        short = ((i, t if len(t) <= LONGEST_TEXT else "") for i, t in texts)
        shown = [typed.cells.get(copy.cell(number, i), t) for i, t in short]
        rows.append((number, copy.export.answers[number], *shown))
    return Sheet(copy.title, tuple(columns), rows, marks=_marks(copy, speak), corrected=True)


def _marks(copy: _Copy, speak: Speak) -> dict[tuple[int, int], Mark]:
    """Return the fills and comments: the gravest problem of a cell colours it, all are told."""
    marks: dict[tuple[int, int], Mark] = {}
    for problem in _gravest_first(copy.export):
        if at := copy.at(problem):
            says = " ".join(s for s in speak(problem) if s)
            old = marks.get(at)
            comment = f"{old.comment}\n{says}" if old else says
            marks[at] = Mark(old.fill if old else FILLS[problem.severity], comment)
    return marks


def _about(cohort: str, copies: Sequence[_Copy]) -> Sheet:
    """Return the hidden sheet: what each copied column and row is, with hashes of its cells."""
    rows: list[tuple[CellContent, ...]] = [("cohort", cohort, "", "", "")]
    for copy in copies:
        rows.append(("export", copy.title, copy.export.form, "", ""))
        for x, i in enumerate(copy.columns, 2):
            column = copy.export.proposal.columns[i]
            rows.append(("column", copy.title, x, column.header, column.occurrence))
        for number in copy.lines:
            texts = copy.texts(number).values()
            hashes = " ".join(hash_of(t) if len(t) <= LONGEST_TEXT else NOT_SHOWN for t in texts)
            rows.append(("row", copy.title, number, copy.export.answers[number], hashes))
    names = ("kind", "sheet", "number", "text", "more")
    return Sheet(ABOUT, tuple(Column(n) for n in names), rows, hidden=True)
