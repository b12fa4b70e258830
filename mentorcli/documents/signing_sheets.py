"""Sheets for signing services: who signs which file, in the columns that a TOML file maps."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any, Literal

from msgspec import Meta

from mentorcli.documents.agreement import Signable
from mentorcli.documents.plain import plain_line
from mentorcli.files.schemas import Strict, filled, problems_of
from mentorcli.files.shipped import shipped
from mentorcli.files.toml import read_toml, refusal

FOLDER = "signing"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # noqa: RUF001 - full-width triggers
_OF_FILE = r"file|sha256|match|language"
_OF_SIGNER = r"order|role|name|email|anchor"
_Cell = Annotated[
    str,
    Meta(
        pattern=rf"^({_OF_FILE}|{_OF_SIGNER}|(mentor|(mentee|peer|signer)\.\d\d?)\.({_OF_SIGNER}))$",
        description="a name like file, email, mentor.email or mentee.2.name",
        examples=["mentor.email"],
    ),
]


class _Sheet(Strict):
    rows: Literal["signer", "agreement"]
    delimiter: Literal[";", ",", "\t"]
    columns: dict[str, _Cell]


def signing_sheets(entries: Sequence[Signable], own: Path) -> dict[str, bytes]:
    """Return a CSV file of finished agreements for each mapping: those shipped and those in ``own``.

    One of the workspace wins over a shipped one of its name. Raises UserError with the line of what
    a mapping says wrong.
    """
    drawers = (shipped("templates") / FOLDER, own / FOLDER)
    paths = {path.stem: path for drawer in drawers for path in sorted(drawer.glob("*.toml"))}
    return {f"{name}.csv": _sheet(path, entries) for name, path in paths.items()}


def _sheet(path: Path, entries: Sequence[Signable]) -> bytes:
    file = read_toml(path, path.name)
    if wrong := problems_of(_Sheet, file):
        raise refusal(path.name, wrong)
    sheet, text = filled(_Sheet, file.data), io.StringIO()
    writer = csv.writer(text, delimiter=sheet.delimiter, lineterminator="\r\n")
    writer.writerow(sheet.columns)
    for entry in entries:
        for named in _rows(entry, sheet.rows):
            cells = [_harmless(str(named.get(c, ""))) for c in sheet.columns.values()]
            writer.writerows([cells] if any(cells) else [])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _rows(entry: Signable, rows: str) -> list[dict[str, Any]]:
    """Return what each line of an agreement may name: with one signer, or with all of them."""
    signers = [{"order": n, **asdict(s)} for n, s in enumerate(entry.signers, 1)]
    whole = {key: value for key, value in asdict(entry).items() if re.fullmatch(_OF_FILE, key)}
    if rows == "signer":
        return [whole | signer for signer in signers]
    roles = [s.role for s in entry.signers]
    for n, signer in enumerate(signers):
        role, nth = roles[n], roles[: n + 1].count(roles[n])
        names = (f"signer.{n + 1}", *([role] if nth == 1 else []), f"{role}.{nth}")
        whole |= {f"{name}.{key}": value for name in names for key, value in signer.items()}
    return [whole]


def _harmless(cell: str) -> str:
    line = plain_line(cell)
    return f"'{line}" if line.startswith(_FORMULA) else line
