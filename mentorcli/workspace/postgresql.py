"""A database server for several coordinators: its address, and what to say when it does not answer.

No sentence quotes the address: a password may stand in it, or, mistyped, in the place of the server.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import URL, Engine, create_engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import NullPool

from mentorcli.domain.problem import ExitCode, UserError

PATIENCE_SECONDS = 10
LINE = "the line database in mentorcli.toml"
ASK = "Ask whoever runs the server whether it is well, then run again."
REFUSED_STATES = {
    "42501": "The database server does not let this user write",
    "25006": "The database server takes no changes now",
    "53100": "The database server's disk is full",
}
"""What PostgreSQL's codes mean that are no fault of ours and end a run in the middle."""


def server_engine(address: str) -> Engine:
    """Return an engine for a server's address; raises UserError when there can be none."""
    try:
        url = make_url(address)
        (url.host or "").encode("idna")  # what no name can be is refused here, not while connecting
        waits = url.get_backend_name() == "postgresql" and "connect_timeout" not in url.query
        more: dict[str, Any] = {"connect_timeout": PATIENCE_SECONDS} if waits else {}
        # a command is short: no connection stays open
        return create_engine(url, poolclass=NullPool, connect_args=more)
    except ImportError as error:
        raise UserError(
            "The program that speaks with the database server is not installed.",
            f'Install it with: pip install "psycopg[binary]" - and see that {LINE} begins with '
            "postgresql+psycopg://",
            code=ExitCode.BUSY,
        ) from error
    except (ArgumentError, ValueError, TypeError) as error:
        raise UserError(
            f"What {LINE} says cannot be used.",
            "Write it like postgresql+psycopg://user@server/name, or leave it empty for the file "
            "workspace.db. In a password write %40 for @, %3A for : and %2F for /.",
        ) from error


def server_sentence(url: URL, error: DBAPIError) -> UserError | None:
    """Return what to tell of a server's error; None for one that is a fault of ours."""
    state = str(getattr(error.orig, "sqlstate", "") or "")
    if error.connection_invalidated or state.startswith(("57P", "08")):
        return UserError(
            "The connection to the database server was lost.",
            f"{ASK} What was being written is there as a whole or not at all.",
            code=ExitCode.BUSY,
        )
    if state in REFUSED_STATES:
        return UserError(f"{REFUSED_STATES[state]}. Nothing was changed.", ASK, code=ExitCode.BUSY)
    if error.statement is not None and not state.startswith(("40", "53", "55")):
        return None
    said = str(error.orig or "")
    return UserError(*_unreached(url, said), code=ExitCode.BUSY)


def _unreached(url: URL, said: str) -> tuple[str, str]:
    """Return what is wrong and what to do, by the words of the server or of the driver."""
    low = said.casefold()
    user = "password" in low or "authentication" in low or 'role "' in low or "pg_hba" in low
    if user:
        return (
            "The database server does not accept the user or the password.",
            f"See that both are right in {LINE}, or in PGPASSWORD and .pgpass.",
        )
    if "database" in low and "does not exist" in low:
        return (
            "The database server has no database of the name that mentorcli.toml gives.",
            f"Correct what stands last in {LINE}, or ask whoever runs the server to make it.",
        )
    if "resolve" in low or "host name" in low or "name or service" in low:
        return (
            f"There is no database server {_plain(url)}that could be found.",
            f"See that {LINE} names the right one, and that you are on the right network.",
        )
    if "timeout" in low or "timed out" in low:
        return (f"The database server {_plain(url)}does not answer.", ASK)
    if "refused" in low or "no such file" in low:
        return (f"The database server {_plain(url)}is not running.", ASK)
    words = said.strip().partition("\n")[0].rpartition("failed: ")[2]
    told = f": {words}" if words and _clean(url) and _unsaid(url, words) else ""
    return (f"The database server {_plain(url)}cannot be reached{told}.", ASK)


def _plain(url: URL) -> str:
    """Return the server's name and a space, where it has one that may be told."""
    return f"{url.host} " if url.host and _clean(url) else ""


def _unsaid(url: URL, words: str) -> bool:
    return not url.password or str(url.password) not in words


def _clean(url: URL) -> bool:
    """Tell whether no slip put a part of a password elsewhere."""
    return not any("@" in (part or "") for part in (url.host, url.database, *url.query))
