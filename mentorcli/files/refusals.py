"""The sentences of files that cannot be read as tables: what each is, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NoReturn

from mentorcli.domain.problem import UserError

AGAIN = "Open it in Excel or LibreOffice, save a copy as .xlsx, and import the copy."
OWN_EXPORT = "Import the form tool's own export, an .xlsx or .csv file."
DOWNLOAD = "Download or copy it again."
UNTRUSTED = "Do not use it; ask where it came from."

REFUSALS: Mapping[str, tuple[str, str]] = {
    "password": (
        "{name} has a password.",
        "Give it with --password-file or in MENTORCLI_PASSWORD, or remove it in Excel (File, Info).",
    ),
    "wrong_password": ("The password does not open {name}.", "See that it is the right one."),
    "ods_password": (
        "{name} has a password, and one of LibreOffice cannot be opened here.",
        "Open it in LibreOffice, save a copy without the password, and import the copy.",
    ),
    "excel_95": (
        "{name} is a workbook of Excel 95 or older, which cannot be read here.",
        AGAIN,
    ),
    "encryption": ("{name} is encrypted in a way that cannot be read here.", AGAIN),
    "broken_zip": ("{name} is damaged or was only partly copied.", DOWNLOAD),
    "parts": ("{name} has {detail} parts inside; no form export has so many.", AGAIN),
    "sheets": ("{name} has {detail} sheets; no form export has so many.", AGAIN),
    "twice": (
        "{name} holds the part {detail} twice; it is not clear which one counts.", AGAIN,
    ),
    "size": ("{name} unpacks to more than 200 MiB.", AGAIN),
    "ratio": ("{name} holds a part that unpacks to far more than it should ({detail}).", AGAIN),
    "entities": (
        "{name} holds definitions (DOCTYPE) that no spreadsheet program writes; it may be hostile.",
        UNTRUSTED,
    ),
    "part_encoding": ("{name} holds a part in an encoding that is not read here ({detail}).", AGAIN),
    "far_cell": (
        "{name} has a cell far outside the table ({detail}).",
        "Delete the empty rows and columns after the table in Excel, save, and import again.",
    ),
    "bad_reference": ("{name} has a cell with a place that cannot be ({detail}).", AGAIN),
    "long_cell": ("{name} has a cell with more text than any answer ({detail}).", AGAIN),
    "cells": ("{name} has more than 3 million cells.", "See that it is the right file."),
    "columns": ("{name} has more than 2,000 columns.", "See that it is the right file."),
    "memory": ("{name} needs more memory than a form export may.", "See that it is the right file."),
    "numbers": (
        "{name} is an Apple Numbers document, which cannot be read.",
        "In Numbers choose File, Export To, Excel, and import the .xlsx file.",
    ),
    "word": ("{name} is a Word document, not a table.", OWN_EXPORT),
    "slides": ("{name} is a presentation, not a table.", OWN_EXPORT),
    "text_document": ("{name} is a text document.", OWN_EXPORT),
    "message": (
        "{name} is an Outlook message.", "Save the file attached to it, and import that.",
    ),
    "several_inside": (
        "{name} is a compressed folder (zip) that holds several exports: {detail}.",
        "Extract it and import the ones that you want.",
    ),
    "zip": (
        "{name} is a compressed folder (zip) without an export; it holds {detail}.",
        "Import the form tool's own export, an .xlsx or .csv file.",
    ),
    "nested_zip": (
        "{name} is a compressed folder with a compressed folder inside ({detail}).",
        "Extract the export first and import that.",
    ),
    "ole": ("{name} is an old Office document without a workbook.", AGAIN),
    "no_sheets": ("{name} has no sheet that could be read.", AGAIN),
    "unreadable": ("{name} cannot be read as a workbook: {detail}.", AGAIN),
    "died": ("{name} is damaged or hostile: the reader gave up on it.", AGAIN),
    "time": ("{name} took too long to read.", AGAIN),
}  # fmt: skip


class Refused(Exception):  # noqa: N818 - a verdict on a file, told to the parent process
    """The file may not be read; ``code`` names the sentence."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail


class Locked(UserError):  # noqa: N818 - a state that a password ends
    """A workbook has a password that was not given, or another one."""


def refuse(name: str, code: str, detail: object = "") -> NoReturn:
    """Raise the UserError of a refusal."""
    message, remedy = REFUSALS[code]
    kind = Locked if code in {"password", "wrong_password"} else UserError
    raise kind(message.format(name=name, detail=detail), remedy)
