"""Workbooks, read in a child process that a damaged or hostile file may kill."""

from __future__ import annotations

import datetime as dt
import io
import pickle
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from mentorcli.domain.problem import Place, Problem, Severity
from mentorcli.domain.table import CellValue, Row, Table, column_letter
from mentorcli.domain.text import counted
from mentorcli.files.limited import Child, Failure, Limits
from mentorcli.files.refusals import refuse

_SECONDS, _CPU_SECONDS, _BYTES_A_SECOND = 13, 10, 1 << 20
_PATIENCE = 1 if sys.platform == "win32" else 3
"""A busy machine gives a program a part of its time; Windows limits none but by the clock."""
_MEMORY, _MEMORY_FOR_BYTE = 320 << 20, 14
_MOST_ANSWERED, _ANSWERED_FOR_BYTE = 96 << 20, 12
ROWS_THAT_TELL, LONGEST_SHARED = 4_000, 40
Progress = Callable[[int, int], None]
"""Told how many of how many rows have been read, and 0 of 0 at the end."""


def read_workbook(
    name: str, digest: str, content: bytes, password: str | None, progress: Progress | None = None
) -> tuple[tuple[Table, ...], tuple[Problem, ...]]:
    """Return the sheets of a workbook and what was noticed in it.

    The child gets memory and time by the file's size (384 MiB and 10 s for a small one); what it
    returns are plain values. Raises UserError with the sentence of what is wrong with the file.
    """
    from mentorcli.files.workbook_reading import pieces

    found, child = _Book(name, digest, progress), Child.start()
    try:
        for piece in child.ask(pieces, (content, password), _limits(len(content))):
            found.take(_Answers(io.BytesIO(piece)).load())
    except Failure as failure:
        limit = failure.said.get("limit", "died")
        refuse(name, "memory" if limit == "size" else limit)
    except (EOFError, pickle.UnpicklingError, ValueError, AttributeError, IndexError, ImportError):
        refuse(name, "died")
    finally:
        if progress:
            progress(0, 0)
        child.end()
    return tuple(found.tables), tuple(found.problems)


def _limits(size: int) -> Limits:
    """Return the memory and time that reading a file of this size needs."""
    return Limits(
        memory=_MEMORY + _MEMORY_FOR_BYTE * size,
        answer=_MOST_ANSWERED + _ANSWERED_FOR_BYTE * size,
        seconds=_PATIENCE * (_SECONDS + size / _BYTES_A_SECOND),
        cpu=_CPU_SECONDS + size // _BYTES_A_SECOND,
    )


class _Answers(pickle.Unpickler):
    """Takes nothing from a child but plain values."""

    def find_class(self, module: str, name: str) -> Any:
        """Give the types of days and times; everything else is refused."""
        if module == "datetime" and name in {"datetime", "date", "time", "timedelta"}:
            return getattr(dt, name)
        raise pickle.UnpicklingError(f"{module}.{name}")


class _Book:
    """The tables as they come from the child."""

    def __init__(self, name: str, digest: str, progress: Progress | None) -> None:
        self.name, self.digest, self.progress = name, digest, progress
        self.tables: list[Table] = []
        self.problems: list[Problem] = []
        self.kind = ""
        self.facts: Mapping[str, Any] = {}
        self.rows: list[Row] = []
        self.shared: dict[str, str] = {}

    def take(self, answer: tuple[Any, ...]) -> None:
        """Take one answer; raises UserError for a refusal, ValueError for what is no answer."""
        match answer:
            case ("rows", rows):
                self._take_rows(rows)
            case ("sheet", facts):
                self.facts, self.rows = facts, []
            case ("notes", notes):
                self._end_sheet(notes)
            case ("book", kind):
                self.kind = kind
            case ("refused", code, detail):
                refuse(self.name, code, detail)
            case ("marks", found):
                for title, (struck, comments) in found.items():
                    self.problems += _marked(self.name, title, struck, comments)
            case _:
                raise ValueError("the child said something odd")

    def _take_rows(self, rows: Sequence[tuple[int, tuple[CellValue, ...]]]) -> None:
        """Keep rows; texts that return in row after row are kept once.

        They are told by the first rows: to look at every cell of a long table takes too long.
        """
        shared = self.shared
        get: Callable[[CellValue, CellValue], CellValue] = shared.get  # type: ignore[assignment]
        if len(self.rows) < ROWS_THAT_TELL:
            texts = (c for _, cells in rows for c in cells if type(c) is str)
            shared.update((c, c) for c in texts if len(c) < LONGEST_SHARED and c not in shared)
        self.rows += [Row(n, tuple([get(c, c) for c in cells])) for n, cells in rows]
        if self.progress and self.rows:
            self.progress(self.rows[-1].number, self.facts["height"])

    def _end_sheet(self, notes: Mapping[str, Any]) -> None:
        title = self.facts["name"]
        odd: dict[int, list[int]] = {}
        for number, index in notes["odd"]:
            odd.setdefault(number, []).append(index)
        rows = tuple(_without(r, odd[r.number]) if r.number in odd else r for r in self.rows)
        rows = tuple(r for r in rows if r.number not in odd or not r.is_empty())
        self.tables.append(
            Table(
                self.name,
                self.digest,
                self.kind,
                title,
                rows,
                self.facts["visible"],
                tuple(tuple(area) for area in notes["merged"]),
            )
        )
        self.problems += _noticed(self.name, title, notes)
        self.rows = []


def _without(row: Row, columns: Sequence[int]) -> Row:
    """Return a row without the numbers that are shown as days and are none."""
    return Row(row.number, tuple(None if i in columns else c for i, c in enumerate(row.cells)))


def _marked(
    name: str, title: str, struck: Sequence[int], comments: Sequence[tuple[str, str]]
) -> list[Problem]:
    """Return what a person marked: rows struck through in one note, comments each with its cell."""
    found = [
        Problem.of("cell_comment", Severity.NOTE, Place(name, title, cell), cell=cell, text=text)
        for cell, text in comments
    ]
    if struck:
        place, rows = Place(name, title), ", ".join(map(str, struck[:20]))
        found.insert(
            0,
            Problem.of(
                "rows_struck", Severity.DECIDE, place, count=counted(len(struck), "row"), rows=rows
            ),
        )
    return found


def _noticed(name: str, title: str, notes: Mapping[str, Any]) -> list[Problem]:
    """Return what a reader would have passed over: one problem for each kind."""
    odd = [f"{column_letter(index)}{number}" for number, index in notes["odd"]]
    disorder = [f"A{notes['disorder']}"] if notes["disorder"] else []
    return [
        Problem.of(
            code,
            severity,
            Place(name, title, cells[0]),
            count=len(cells),
            cells=", ".join(cells[:5]) + (", …" if len(cells) > 5 else ""),  # noqa: PLR2004 - a few
        )
        for code, severity, cells in (
            ("hidden_rows", Severity.NOTE, [f"A{n}" for n in notes["hidden"]]),
            ("formula_without_value", Severity.NOTE, notes["formulas"]),
            ("cell_twice", Severity.DECIDE, notes["twice"]),
            ("rows_out_of_order", Severity.NOTE, disorder),
            ("date_impossible", Severity.DECIDE, odd),
        )
        if cells
    ]
