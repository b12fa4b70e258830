"""Opening what a coordinator hands in: told by its content, whatever its name says."""

from __future__ import annotations

import hashlib
from pathlib import Path

from mentorcli.domain.problem import ExitCode, Problem, UserError
from mentorcli.domain.table import Table
from mentorcli.files.delimited import looks_binary, read_text
from mentorcli.files.spreadsheets import read_workbook

LARGEST_FILE = 64 << 20
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
EXCEL = "Open it in Excel and save it as an Excel workbook (.xlsx), then import that."
NOT_TABLES = (
    (b"%PDF", "a PDF document", "Import the form tool's own export, an .xlsx or .csv file."),
    (b"\x89PNG", "a picture", "Import the form tool's own export, an .xlsx or .csv file."),
    (b"\xff\xd8\xff", "a picture", "Import the form tool's own export, an .xlsx or .csv file."),
    (b"Rar!", "a compressed folder", "Extract the export from it first."),
    (b"7z\xbc\xaf", "a compressed folder", "Extract the export from it first."),
    (b"\x1f\x8b", "a compressed file", "Extract the export from it first."),
    (b"SQLite format 3", "a database", "Import the form tool's own export, an .xlsx or .csv file."),
    (b"<!doctype html", "a web page", EXCEL),
    (b"<html", "a web page", EXCEL),
    (b"<table", "a web page", EXCEL),
    (b"<?xml", "an XML document", EXCEL),
    (b"{\\rtf", "a text document (RTF)", "Import the form tool's own export."),
)


def read_tables(
    path: Path, password: str | None = None
) -> tuple[tuple[Table, ...], tuple[Problem, ...]]:
    """Return every sheet of a workbook, or the one table of a text file, and what was noticed.

    ``password`` opens an encrypted workbook. Rows keep the numbers that the user sees; nothing
    in a cell is changed but whole floats, which become int, and empty text, which becomes None.
    Raises UserError that says what the file is and what to do when it cannot be read as a table.
    """
    content = _content(path)
    digest = hashlib.sha256(content).hexdigest()
    name = path.name
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06", OLE)):
        return read_workbook(name, digest, content, password)
    _refuse_what_is_no_table(name, content)
    table, problems = read_text(name, digest, content)
    return (table,), problems


def _content(path: Path) -> bytes:
    if path.is_dir():
        raise UserError(f"{path} is a folder.", "Name the export files in it.", code=ExitCode.USAGE)
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UserError(
                f"{path} is larger than {LARGEST_FILE >> 20} MiB.",
                "A form's answers are far smaller; see that it is the right file.",
            )
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise UserError(
            f"There is no file {path}.", "See that the name is right.", code=ExitCode.USAGE
        ) from error
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or error
        raise UserError(
            f"{path} cannot be opened: {said}.", "Close it in other programs and see your rights."
        ) from error
    if not content.strip(b"\x00\t\r\n \xef\xbb\xbf"):
        raise UserError(f"{path.name} is empty.", "Download the answers again from the form tool.")
    return content


def _refuse_what_is_no_table(name: str, content: bytes) -> None:
    start = content[:2048].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for mark, what, remedy in NOT_TABLES:
        if start.startswith(mark.lower()):
            raise UserError(f"{name} is {what}, not a table.", remedy)
    if looks_binary(content):
        raise UserError(
            f"{name} is neither a workbook nor text.",
            "It may be damaged; download the answers again from the form tool.",
        )
