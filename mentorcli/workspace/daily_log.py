"""The log of reminder runs: a line each, a file beside the database."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

from mentorcli.domain.problem import UserError
from mentorcli.files.atomic import FILE_MODE, write_bytes

FILE = "remind.log"
LINES_KEPT = 1_000
BYTES_BEFORE_CUT = 200_000


def log_run(folder: Path, at: str, what: str) -> None:
    """Add a line: the moment (ISO, UTC) and what the run did, with no name in it.

    Past 200 kB the newest 1,000 lines are kept. Raises UserError when it cannot be written.
    """
    path = folder / FILE
    try:
        with os.fdopen(
            os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, FILE_MODE), "a", encoding="utf-8"
        ) as file:
            file.write(f"{at} {what}\n")
            size = file.tell()
    except OSError as error:
        raise UserError(
            f"{path} cannot be written: {error.strerror or error}.",
            "See that the disk has room and that you may write to the folder.",
        ) from error
    if size > BYTES_BEFORE_CUT:
        kept = path.read_bytes().splitlines(keepends=True)[-LINES_KEPT:]
        write_bytes(path, b"".join(kept))


def last_run(folder: Path) -> dt.datetime | None:
    """Return when reminders were last looked for to the end (UTC), or None."""
    try:
        lines = (folder / FILE).read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return None
    for line in reversed(lines):
        try:
            return dt.datetime.fromisoformat(line.partition(" ")[0])
        except ValueError:  # a line that a crash cut off
            continue
    return None
