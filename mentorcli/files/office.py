"""LibreOffice, where it is installed: Word documents into PDF, all of them in one call."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from mentorcli.domain.problem import UserError

TO_START, FOR_EACH = 120, 5
"""Seconds; 200 agreements take about 80."""
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
)
_OPTIONS = {
    "UseTaggedPDF": True,
    "DisplayPDFDocumentTitle": True,
    "ExportBookmarks": True,
    "ExportFormFields": False,
}
WITHOUT = (
    "Install LibreOffice and run again, or open the Word files and choose "
    "File, Save As, PDF with the option “Document structure tags for accessibility”."
)


def office() -> str:
    """Return the path of LibreOffice's program; raises UserError that says how to do without."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    found = found or next((place for place in _PLACES if Path(place).is_file()), None)
    if found is None:
        raise UserError("LibreOffice was not found, so no PDF was made.", WITHOUT)
    return found


def to_pdf(documents: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return each Word document as a tagged PDF, by the name with ``.pdf``.

    LibreOffice runs once, with a profile folder of its own, so that one which a person has open
    is neither disturbed nor in the way. Every result is looked at: a PDF, whole, tagged, with a
    language and a title. Raises UserError that names what is missing.
    """
    program = office()
    with TemporaryDirectory(prefix="mentorcli-") as name:
        folder = Path(name)
        (folder / "word").mkdir()
        for file, content in documents.items():
            (folder / "word" / file).write_bytes(content)
        said = _convert(program, folder, sorted(documents))
        made = {}
        for file in sorted(documents):
            path = folder / "pdf" / Path(file).with_suffix(".pdf").name
            made[path.name] = _sound(path, said)
    return made


def _convert(program: str, folder: Path, files: list[str]) -> str:
    options = {k: {"type": "boolean", "value": str(v).lower()} for k, v in _OPTIONS.items()}
    apart = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    into = ("--convert-to", f"pdf:writer_pdf_Export:{json.dumps(options)}", "--outdir")
    command = [program, apart, "--headless", "--norestore", *into, str(folder / "pdf"), *files]
    hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows only
    try:
        done = subprocess.run(  # noqa: S603 - the program that was found, our own file names
            command,
            cwd=folder / "word",
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=TO_START + FOR_EACH * len(files),
            check=False,
            creationflags=hidden,
        )
    except subprocess.TimeoutExpired as error:
        raise UserError("LibreOffice did not finish; no PDF was kept.", WITHOUT) from error
    except OSError as error:
        raise UserError(f"LibreOffice cannot be started: {error}.", WITHOUT) from error
    return done.stderr.decode(errors="replace").strip()[-200:]


def _sound(path: Path, said: str) -> bytes:
    content = path.read_bytes() if path.is_file() else b""
    marks = (b"%PDF-", b"%%EOF", b"/StructTreeRoot", b"/Lang", b"/Title")
    missing = [mark.decode() for mark in marks if mark not in content]
    if missing:
        raise UserError(
            f"LibreOffice made no sound {path.name} (without {', '.join(missing)}). {said}".strip(),
            WITHOUT,
        )
    return content
