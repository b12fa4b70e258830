"""The database behind a workspace: connections, transactions, migrations."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import DatabaseError, DBAPIError
from sqlalchemy.pool import NullPool

from mentorcli.domain.problem import ExitCode, UserError
from mentorcli.files.atomic import FILE_MODE
from mentorcli.workspace.postgresql import server_engine, server_sentence
from mentorcli.workspace.schema import HEAD, OLDEST

WAIT_SECONDS = 30
"""How long a writer waits for another."""
ADVISORY = 7_305_808
"""The number of the lock that writers on PostgreSQL wait for."""

DAMAGED = (
    "workspace.db is damaged or is no database.",
    "Put back your last copy of it. Nothing was changed.",
)


@dataclass(frozen=True, slots=True)
class Hand:
    """Who does something, from where, and when: given once at the edge of the program.

    ``act`` is the moment by the clock, to the microsecond: the same for all that one command writes.
    """

    who: str
    at: str
    command: str
    act: str = ""


def open_engine(address: str, folder: Path) -> Engine:
    """Return an engine for ``address``; empty means the SQLite file in ``folder``."""
    if address:
        return server_engine(address)
    return _file_engine((folder / "workspace.db").absolute())


@lru_cache(maxsize=4)
def _file_engine(path: Path) -> Engine:
    """Return the engine of a file: one for all commands of a process, as it keeps what SQL comes to."""
    engine = create_engine(
        f"sqlite:///{path}",
        connect_args={"timeout": WAIT_SECONDS},
        poolclass=NullPool,  # a file is opened for each transaction and closed after it
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # transactions are ours, not the driver's
    for pragma in (
        "page_size=8192",  # of a new file; an application is longer than half the usual page
        "journal_mode=DELETE",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
    ):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def create_file(folder: Path) -> bool:
    """Make the empty database file, readable by its owner only; False when there is one."""
    try:
        os.close(os.open(folder / "workspace.db", os.O_CREAT | os.O_EXCL | os.O_WRONLY, FILE_MODE))
    except FileExistsError:  # made long ago, or by somebody who makes a workspace at this moment
        return False
    return True


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Give one consistent view of the database; whatever is written is rolled back."""
    with _spoken(engine), engine.connect() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Give a transaction that may write; the caller holds the workspace."""
    with _spoken(engine), _begun(engine) as connection:
        yield connection


@contextmanager
def _begun(engine: Engine) -> Iterator[Connection]:
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        if engine.dialect.name == "postgresql":  # one writer at a time, as with a file
            connection.execute(text(f"SELECT pg_advisory_xact_lock({ADVISORY})"))
        yield connection


@contextmanager
def _spoken(engine: Engine) -> Iterator[None]:
    """Turn what a database says into a sentence for the coordinator.

    What cannot be decoded is a bug unless the file turns out to be damaged.
    """
    try:
        yield
    except DBAPIError as error:
        own = engine.dialect.name == "sqlite"
        spoken = _sentence(str(error.orig)) if own else server_sentence(engine.url, error)
        if spoken is None:
            raise
        raise spoken from error
    except (ValueError, KeyError, TypeError, LookupError) as error:
        if not _damaged(engine):
            raise
        raise UserError(*DAMAGED) from error


def damages(engine: Engine) -> tuple[str, ...]:
    """Return what SQLite's own checks find wrong, in its words; a server checks itself."""
    if engine.dialect.name != "sqlite":
        return ()
    with _spoken(engine), engine.connect() as connection:
        said = [str(row[0]) for row in connection.execute(text("PRAGMA integrity_check"))]
    return tuple(line for line in said if line != "ok")


def _damaged(engine: Engine) -> bool:
    if engine.dialect.name != "sqlite":
        return False
    try:
        with engine.connect() as connection:
            return connection.execute(text("PRAGMA quick_check")).scalar() != "ok"
    except DatabaseError:
        return True


_OF_DAMAGE = (
    "not a database",
    "malformed",
    "encrypted",
    "Could not decode",
    "no such column",
    "no such table",
)
"""What SQLite says of a file that is damaged; a byte turned in its schema renames a column."""


def _sentence(said: str) -> UserError | None:
    if "locked" in said:
        return UserError(
            "Another program is writing to this workspace.",
            "Wait until it is done, then run again. Nothing was changed.",
            code=ExitCode.BUSY,
        )
    if any(sign in said for sign in ("readonly", "full", "unable to open", "disk I/O")):
        return UserError(
            f"The workspace's database cannot be written: {said}.",
            "See that the disk has room and that you may write to the folder. Nothing was changed.",
        )
    if any(sign in said for sign in _OF_DAMAGE):
        return UserError(*DAMAGED)
    return None


def bring_up_to_date(engine: Engine, folder: Path) -> None:
    """Migrate an older database after a copy was put beside it; refuse a newer one.

    Alembic is loaded only when there is something to do.
    """
    with _spoken(engine):
        found = _version(engine)
        if found == HEAD:
            return
        if found is not None and found > HEAD:
            raise UserError(
                f"This workspace was written by a newer mentorcli (schema {found}, known {HEAD}).",
                "Update mentorcli. Nothing was changed.",
            )
        if found is not None and found < OLDEST:
            raise UserError(
                f"This workspace was made before the first release (schema {found}). Nothing was changed.",
                "Make a new one with mentorcli init, and import the exports again.",
            )
        if found is not None and engine.dialect.name == "sqlite":
            _copy_aside(folder, found)
        _migrate(engine)


def _version(engine: Engine) -> str | None:
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _copy_aside(folder: Path, version: str) -> None:
    source, target = folder / "workspace.db", folder / f"workspace.before-{version}.db"
    os.close(os.open(target, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, FILE_MODE))
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as copy:
        old.backup(copy)


def _migrate(engine: Engine) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with _begun(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
