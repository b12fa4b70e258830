"""The child process that reads one workbook; it may die without harm to the run.

It is asked on stdin and answers on stdout with pickled plain values: kind, and for each sheet
name, visible, start, rows, hidden (row numbers) and formulas (cells without a saved value); or
``refused`` with a code and a detail.
"""

from __future__ import annotations

import io
import pickle
import sys
from typing import Any

from mentorcli.files.zip_guard import Refused, SheetNotes, check, sheet_notes

MEMORY = 1 << 30
CPU_SECONDS = 40
MOST_CELLS = 5_000_000


def main() -> None:
    """Read the request, read the workbook, write the answer."""
    _limit()
    content, password = pickle.loads(sys.stdin.buffer.read())  # noqa: S301 - written by our parent
    try:
        answer = _read(content, password)
    except Refused as refused:
        answer = {"refused": refused.code, "detail": refused.detail}
    sys.stdout.buffer.write(pickle.dumps(answer))


def _limit() -> None:
    try:
        import resource
    except ImportError:  # Windows: the caps and the parent's timeout must do
        return
    for what, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, CPU_SECONDS),
                       (resource.RLIMIT_CORE, 0)):  # fmt: skip
        try:
            resource.setrlimit(what, (most, most))
        except (ValueError, OSError):  # macOS refuses some, a lower limit may stand already
            continue


def _read(content: bytes, password: str | None) -> dict[str, Any]:
    if not content.startswith(b"PK"):
        content = _decrypted(content, password)
    notes: dict[str, SheetNotes] = {}
    kind = "xls"
    if content.startswith(b"PK"):
        kind = check(content)
        notes = sheet_notes(content) if kind == "xlsx" else {}
    return {"kind": kind, "sheets": _sheets(content, notes)}


def _decrypted(content: bytes, password: str | None) -> bytes:
    """Return an OLE file's content, decrypted when it was encrypted."""
    import msoffcrypto
    from msoffcrypto.exceptions import DecryptionError, InvalidKeyError

    try:
        office = msoffcrypto.OfficeFile(io.BytesIO(content))
        if not office.is_encrypted():
            return content
        plain = io.BytesIO()
        if password is not None:
            office.load_key(password=password)
            office.decrypt(plain)
    except (InvalidKeyError, DecryptionError) as error:
        raise Refused("wrong_password") from error
    except Exception as error:
        # msoffcrypto lets olefile's and struct's errors through
        encrypted = "EncryptedPackage".encode("utf-16-le") in content
        raise Refused("encryption" if encrypted else "ole") from error
    if password is None:
        raise Refused("password")
    return plain.getvalue()


def _sheets(content: bytes, notes: dict[str, SheetNotes]) -> list[dict[str, Any]]:
    from python_calamine import (
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = []
        for about in book.sheets_metadata:
            if about.typ == SheetTypeEnum.WorkSheet:
                visible = about.visible == SheetVisibleEnum.Visible
                found = _sheet(book.get_sheet_by_name(about.name), visible=visible)
                note = notes.get(about.name, SheetNotes())
                sheets.append(found | {"hidden": note.hidden, "formulas": note.formulas})
    except PasswordError as error:
        raise Refused("password") from error
    except (CalamineError, OSError, ValueError) as error:
        raise Refused(
            "unreadable", str(error).splitlines()[0][:200] if str(error) else "?"
        ) from error
    return sheets


def _sheet(sheet: Any, *, visible: bool) -> dict[str, Any]:
    if sheet.height * sheet.width > MOST_CELLS:
        raise Refused("cells")
    rows = sheet.to_python(skip_empty_area=True)
    return {
        "name": sheet.name,
        "visible": visible,
        "start": sheet.start or (0, 0),
        "rows": [tuple(row) for row in rows],
    }
