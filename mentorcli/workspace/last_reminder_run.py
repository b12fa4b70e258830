"""When reminders were looked for last, and whether that still holds: known without SQLAlchemy.

A look says: on this day nothing was left to do, and before the next day nothing can become due, as
long as no fact is written and no file is changed. A run of most days needs to know no more, so this
room imports the standard library only until something is to be stored.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
import sqlite3
import tomllib
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from mentorcli import __version__
from mentorcli.domain.problem import UserError
from mentorcli.files.atomic import FILE_MODE, write_bytes
from mentorcli.files.shipped import programmes, shipped

if TYPE_CHECKING:
    from mentorcli.workspace.folder import Workspace


SCHEMA = "0013"
"""The migration whose tables this reads; held to the schema's by a test."""
BEGUN = "forgetting.json"
"""The file that tells of forgetting somebody that is not finished: the whole program goes on with it."""
_SETTINGS = "mentorcli.toml"
_WAIT_SECONDS = 2.0


def nothing_due(folder: Path, today: dt.date) -> bool:
    """Tell whether it is certain that nothing is due; False when it must be looked at."""
    try:
        settings = tomllib.loads((folder / _SETTINGS).read_text(encoding="utf-8"))
        if settings.get("workspace", {}).get("database"):
            return False
        path = folder / "workspace.db"
        if not path.is_file() or (folder / BEGUN).exists():
            return False
        address = f"{path.resolve().as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True, timeout=_WAIT_SECONDS)) as connection:
            return _holds(connection, folder, today)
    except (sqlite3.Error, OSError, ValueError, AttributeError):
        return False  # the whole program says what is wrong


def _holds(connection: sqlite3.Connection, folder: Path, today: dt.date) -> bool:
    (version,) = connection.execute("SELECT version_num FROM alembic_version").fetchone() or ("",)
    if version != SCHEMA:
        return False
    row = connection.execute("SELECT day, next, event, files FROM looked WHERE id = 1").fetchone()
    if row is None:
        return False
    day, following, event, files = row
    if not day <= today.isoformat() or (following and today.isoformat() >= following):
        return False
    (newest,) = connection.execute("SELECT coalesce(max(id), 0) FROM facts").fetchone()
    claimed = connection.execute("SELECT 1 FROM outbox WHERE state = 'claimed' LIMIT 1").fetchone()
    as_before = newest == event and claimed is None and files == mark_of_files(folder)
    return as_before and _all_there(connection, folder / "out")


def _all_there(connection: sqlite3.Connection, out: Path) -> bool:
    """Tell whether the file of every reminder that waits is there; each folder is read once."""
    waiting = connection.execute(
        "SELECT drafts.file FROM drafts JOIN outbox ON outbox.key = drafts.key "
        "WHERE outbox.due <> '' AND drafts.state IN ('waiting', 'refused')"
    )
    there: dict[str, set[str]] = {}
    for (file,) in waiting:
        folder, _, name = file.rpartition("/")
        if folder not in there:
            place = out / folder
            there[folder] = {e.name for e in os.scandir(place)} if place.is_dir() else set()
        if name not in there[folder]:
            return False
    return True


def mark_of_files(folder: Path) -> str:
    """Return a hash of what says when reminders come: program, settings, profiles, templates."""
    found = [__version__]
    own = (folder / "programmes", folder / "templates" / "reminders")
    ours = (programmes(), programmes() / "catalogue", shipped("templates") / "reminders")
    for place in (*own, *ours):
        if place.is_dir():
            found += [_mark(path) for path in sorted(place.iterdir()) if path.is_file()]
    found.append(_mark(folder / _SETTINGS))
    return hashlib.sha256("\n".join(found).encode()).hexdigest()


def _mark(path: Path) -> str:
    said = path.stat()
    return f"{path} {said.st_size} {said.st_mtime_ns}"


def save_look(workspace: Workspace, day: dt.date, following: dt.date | None, event: int) -> None:
    """Store that nothing is left to do on ``day``, and when something can be due next.

    ``event`` is the newest fact that was looked at. Where it cannot be stored the next run looks
    again, no more.
    """
    from sqlalchemy import delete, insert

    from mentorcli.workspace import database
    from mentorcli.workspace.schema import looked

    days = {"day": day.isoformat(), "next": following.isoformat() if following else ""}
    values = {"id": 1, **days, "event": event, "files": mark_of_files(workspace.folder)}
    if workspace.engine.dialect.name != "sqlite":
        return
    try:
        with database.writing(workspace.engine) as connection:
            connection.execute(delete(looked))
            connection.execute(insert(looked).values(values))
    except UserError:
        return


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


def last_day(folder: Path) -> dt.date | None:
    """Return the day for which reminders were looked for last, or None."""
    try:
        log = (folder / FILE).read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return None
    days = re.findall(r" day (\d{4}-\d\d-\d\d): ", log)
    return dt.date.fromisoformat(days[-1]) if days else None


def nothing_to_remind(start: Path, today: dt.date, now: dt.datetime) -> bool:
    """Tell whether nothing is due for certain, and log the run; False when it must be looked at."""
    try:
        folder = next(
            (f for f in (start, *start.parents) if (f / "mentorcli.toml").is_file()), None
        )
        if folder is None or not nothing_due(folder, today):
            return False
        log_run(folder, now.isoformat(timespec="seconds"), f"day {today}: nothing due")
    except (UserError, OSError):  # the whole command says what is wrong
        return False
    return True
