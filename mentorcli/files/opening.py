"""Opening what a coordinator hands in: told by its content, whatever its name says."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from mentorcli.domain.problem import Problem, UsageError, UserError
from mentorcli.domain.table import Table
from mentorcli.files.delimited import read_text
from mentorcli.files.encoding import encoded_once_in, looks_binary
from mentorcli.files.entities import unescaped_tables
from mentorcli.files.ole import MARK as OLE
from mentorcli.files.refusals import OWN_EXPORT, Refused, refuse
from mentorcli.files.spreadsheets import Progress, read_workbook
from mentorcli.files.zip_guard import export_inside, is_document
from mentorcli.names.comparison import nearest

LARGEST_FILE = 64 << 20
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
BIFF = (
    b"\x09\x08\x10\x00",
    b"\x09\x08\x08\x00",
    b"\x09\x04\x06\x00",
    b"\x09\x02\x06\x00",
    b"\x09\x00\x04\x00",
)
EXCEL = "Open it in Excel and save it as an Excel workbook (.xlsx), then import that."
EXTRACT = "Extract the export from it first."
NOT_TABLES = (
    (b"%PDF", "a PDF document", OWN_EXPORT),
    (b"\x89PNG", "a picture", OWN_EXPORT),
    (b"\xff\xd8\xff", "a picture", OWN_EXPORT),
    (b"GIF8", "a picture", OWN_EXPORT),
    (b"Rar!", "a compressed folder", EXTRACT),
    (b"7z\xbc\xaf", "a compressed folder", EXTRACT),
    (b"\x1f\x8b", "a compressed file", EXTRACT),
    (b"\xfd7zXZ", "a compressed file", EXTRACT),
    (b"SQLite format 3", "a database", OWN_EXPORT),
    (b"\x7fELF", "a program", OWN_EXPORT),
    (b"MZ\x90", "a program", OWN_EXPORT),
    (b"<!doctype html", "a web page", EXCEL),
    (b"<html", "a web page", EXCEL),
    (b"<table", "a web page", EXCEL),
    (b"<?xml", "an XML document", EXCEL),
    (b"<workbook", "an XML document", EXCEL),
    (b"{\\rtf", "a text document (RTF)", OWN_EXPORT),
    (b"$fl2", "an SPSS file", OWN_EXPORT),
)
TABLES = "an .xlsx, .xls, .ods or .csv file"


def read_tables(
    path: Path, password: str | None = None, progress: Progress | None = None
) -> tuple[tuple[Table, ...], tuple[Problem, ...]]:
    """Return every sheet of a workbook, or the one table of a text file, and what was noticed.

    ``password`` opens an encrypted workbook; ``progress`` is told the rows read of a workbook. A
    zip gives what its one export gives, under that file's name, with the zip's own hash. Rows
    keep the numbers that the user sees; nothing in a cell is changed but whole floats, which
    become int, and empty text, which becomes None. Raises UserError that says what the file is
    and what to do when it cannot be read as a table.
    """
    content = file_content(path)
    digest = hashlib.sha256(content).hexdigest()
    name = path.name
    try:
        if content.startswith(ZIP) and not is_document(content):
            inside, content = export_inside(content)
            name = f"{name} › {inside}"
            if not content.strip(b"\x00\t\r\n \xef\xbb\xbf"):
                raise UserError(f"{name} is empty.", "Download the answers again.")
            if content.startswith(ZIP) and not is_document(content):
                refuse(path.name, "nested_zip", inside)
    except Refused as refused:
        refuse(path.name, refused.code, refused.detail)
    if content.startswith((*ZIP, OLE)):
        tables, problems = read_workbook(name, digest, content, password, progress)
        tables, twice = encoded_once_in(tables)
        problems = (*problems, *twice)
    else:
        _refuse_what_is_no_table(name, content)
        table, problems = read_text(name, digest, content)
        tables = (table,)
    tables, escaped = unescaped_tables(tables)
    return tables, (*problems, *escaped)


def _likely(path: Path) -> str:
    """Return what to do where a file is not there: a name that differs little from it may be meant."""
    beside = [p.name for p in path.parent.iterdir() if p.is_file()] if path.parent.is_dir() else []
    like = nearest(path.name, (n for n in beside if not n.startswith((".", "~"))), 0.75)
    return f"Did you mean {path.with_name(like)}?" if like else "See that the name is right."


def file_content(path: Path) -> bytes:
    """Return a file's bytes; raises UserError when there is none, it is too large or empty."""
    if path.is_dir():
        raise UsageError(f"{path} is a folder.", "Name the export files in it.")
    try:
        if path.exists() and not path.is_file():
            raise UsageError(f"{path} is no ordinary file.", f"Name {TABLES}.")
        if path.stat().st_size > LARGEST_FILE:
            raise UserError(
                f"{path} is larger than {LARGEST_FILE >> 20} MiB.",
                "A form's answers are far smaller; see that it is the right file.",
            )
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise UsageError(f"There is no file {path}.", _likely(path)) from error
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
    if content.startswith(BIFF):
        raise UserError(f"{name} is a workbook of a very old Excel.", EXCEL)
    if looks_binary(content):
        raise UserError(
            f"{name} is neither a workbook nor text.",
            "It may be damaged; download the answers again from the form tool.",
        )


def first_line(path: Path) -> str:
    """Return a file's first line; raises UserError when it cannot be read or is empty."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read.", "Name a text file with one line.") from error
    if not lines or not lines[0]:
        raise UsageError(f"{path} is empty.", "Put the password on its first line.")
    return lines[0]


def given_secret(path: Path | None, variable: str) -> str | None:
    """Return the secret in a file, else in an environment variable, else None."""
    return first_line(path) if path else os.environ.get(variable) or None
