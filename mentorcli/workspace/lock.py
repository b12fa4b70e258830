"""The lock of a workspace, a lease: one command writes at a time, others see who, from where, since when."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from sqlalchemy import Engine, delete, insert, select

from mentorcli.domain.problem import ExitCode, UserError
from mentorcli.workspace.database import WAIT_SECONDS, Hand, writing
from mentorcli.workspace.schema import lease

LEASE_SECONDS = 900
"""A lease older than this was left behind: nothing of ours holds the workspace so long."""


@contextmanager
def holding(engine: Engine, hand: Hand) -> Iterator[None]:
    """Hold the workspace alone, over several transactions, with a lease that others can see.

    Raises UserError with exit code 4 when another one holds it for longer than 30 seconds.
    """
    _take_lease(engine, hand)
    try:
        yield
    except BaseException:
        with suppress(UserError):  # what went wrong first is told
            _leave_lease(engine)
        raise
    _leave_lease(engine)


def _take_lease(engine: Engine, hand: Hand) -> None:
    host, process = socket.gethostname(), os.getpid()
    mine = {
        "id": 1,
        "who": hand.who,
        "host": host,
        "process": process,
        "since": str(time.time()),
        "command": hand.command,
    }
    deadline = time.monotonic() + WAIT_SECONDS
    while True:
        with writing(engine) as connection:
            held = connection.execute(select(lease)).mappings().first()
            if held is None or _left_behind(dict(held), host, process):
                connection.execute(delete(lease))
                connection.execute(insert(lease).values(mine))
                return
        if time.monotonic() > deadline:
            raise UserError(
                f"{held['who']} on {held['host']} is writing to this workspace ({held['command']}).",
                "Wait until that is done, then run again; a writer that died is forgotten after 15 "
                "minutes. Nothing was changed.",
                code=ExitCode.BUSY,
            )
        time.sleep(0.05)


def _left_behind(held: dict[str, Any], host: str, process: int) -> bool:
    if held["host"] == host:
        gone = held["process"] == process or not _alive(held["process"], held["since"])
        return gone or _age(held["since"]) > LEASE_SECONDS  # a number may be given again
    return _age(held["since"]) > LEASE_SECONDS


def _alive(process: int, since: str) -> bool:
    if os.name == "nt":  # signal 0 would end the process there
        return _age(since) <= LEASE_SECONDS
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _age(since: str) -> float:
    return time.time() - float(since)


def _leave_lease(engine: Engine) -> None:
    with writing(engine) as connection:
        mine = (lease.c.host == socket.gethostname()) & (lease.c.process == os.getpid())
        connection.execute(delete(lease).where(mine))
