"""Workbooks, read in a child process that a damaged or hostile file may kill."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from mentorcli.domain.problem import Place, Problem, Severity, UserError
from mentorcli.domain.table import CellValue, Row, Table
from mentorcli.files.shipped import PACKAGE

SECONDS = 60
START = (
    "import sys; sys.path.append(sys.argv[1]); from mentorcli.files.isolated import main; main()"
)
AGAIN = "Open it in Excel or LibreOffice, save a copy as .xlsx, and import the copy."

REFUSALS: Mapping[str, tuple[str, str]] = {
    "password": (
        "{name} has a password.",
        "Run again with its password, or remove the password in Excel (File, Info) and save.",
    ),
    "wrong_password": ("The password does not open {name}.", "See that it is the right one."),
    "encryption": ("{name} is encrypted in a way that cannot be read here.", AGAIN),
    "broken_zip": ("{name} is damaged or was only partly copied.", "Download or copy it again."),
    "parts": ("{name} has {detail} parts inside; no form export has so many.", AGAIN),
    "size": ("{name} unpacks to more than 200 MiB.", AGAIN),
    "ratio": ("{name} holds a part that unpacks to far more than it should ({detail}).", AGAIN),
    "entities": (
        "{name} holds definitions (DOCTYPE) that no spreadsheet program writes; it may be hostile.",
        "Do not use it; ask where it came from.",
    ),
    "far_cell": (
        "{name} has a cell far outside the table ({detail}).",
        "Delete the empty rows and columns after the table in Excel, save, and import again.",
    ),
    "cells": ("{name} has more than 5 million cells on one sheet.", "See that it is the right file."),
    "numbers": (
        "{name} is an Apple Numbers document, which cannot be read.",
        "In Numbers choose File, Export To, Excel, and import the .xlsx file.",
    ),
    "word": ("{name} is a Word document, not a table.", "Import the form tool's own export."),
    "slides": ("{name} is a presentation, not a table.", "Import the form tool's own export."),
    "text_document": ("{name} is a text document.", "Import the form tool's own export."),
    "zip": (
        "{name} is a compressed folder (zip) that holds {detail}.",
        "Extract it first and import the file inside.",
    ),
    "ole": ("{name} is an old Office document without a workbook.", AGAIN),
    "unreadable": ("{name} cannot be read as a workbook: {detail}.", AGAIN),
    "died": ("{name} is damaged or hostile: the reader gave up on it.", AGAIN),
    "time": ("{name} took too long to read.", AGAIN),
}  # fmt: skip


def read_workbook(
    name: str, digest: str, content: bytes, password: str | None
) -> tuple[tuple[Table, ...], tuple[Problem, ...]]:
    """Return the sheets of a workbook and what was noticed in it.

    The child gets at most 1 GiB of memory and a minute; what it returns are plain tuples. Raises
    UserError with the sentence of what is wrong with the file.
    """
    answer = _ask_child(name, content, password)
    if "refused" in answer:
        _refuse(name, answer["refused"], answer.get("detail", ""))
    tables = []
    problems: list[Problem] = []
    for sheet in answer["sheets"]:
        rows = _rows(sheet["start"], sheet["rows"])
        tables.append(Table(name, digest, answer["kind"], sheet["name"], rows, sheet["visible"]))
        problems += _noticed(name, sheet)
    return tuple(tables), tuple(problems)


def _refuse(name: str, code: str, detail: object) -> None:
    message, remedy = REFUSALS[code]
    raise UserError(message.format(name=name, detail=detail), remedy)


def _ask_child(name: str, content: bytes, password: str | None) -> dict[str, Any]:
    import pickle
    import subprocess

    request = pickle.dumps((content, password))
    command = [sys.executable, "-P", "-c", START, str(PACKAGE.parent)]
    try:
        done = subprocess.run(  # noqa: S603 - this interpreter with our own module
            command, input=request, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        _refuse(name, "time", "")
    if done.returncode or not done.stdout:
        _refuse(name, "died", "")
    answer: dict[str, Any] = pickle.loads(done.stdout)  # noqa: S301 - written by our own child
    return answer


def _rows(start: tuple[int, int], rows: Sequence[Sequence[Any]]) -> tuple[Row, ...]:
    top, left = start
    pad: tuple[CellValue, ...] = (None,) * left
    found = (
        Row(number, pad + tuple(_cell(v) for v in values))
        for number, values in enumerate(rows, top + 1)
    )
    return tuple(row for row in found if not row.is_empty())


def _cell(value: Any) -> CellValue:
    if value == "" and isinstance(value, str):
        return None
    if isinstance(value, float) and value.is_integer() and abs(value) < 1 << 53:
        return int(value)
    known = isinstance(value, str | int | float | dt.date | dt.time | dt.timedelta)
    return value if known else None


def _noticed(name: str, sheet: Mapping[str, Any]) -> list[Problem]:
    title = sheet["name"]
    problems = []
    if hidden := sheet["hidden"]:
        place = Place(name, title, f"A{hidden[0]}")
        problems.append(Problem.of("hidden_rows", Severity.NOTE, place, count=len(hidden)))
    if formulas := sheet["formulas"]:
        place = Place(name, title, formulas[0])
        problems.append(
            Problem.of("formula_without_value", Severity.NOTE, place, count=len(formulas))
        )
    return problems
