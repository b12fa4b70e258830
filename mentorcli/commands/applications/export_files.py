"""Opening an export for a command: its password, and how far the reading is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from mentorcli.domain.problem import Problem
from mentorcli.domain.table import Table
from mentorcli.files.opening import read_tables
from mentorcli.files.refusals import Locked

AskPassword = Callable[[str], str]
"""Asks a person for a file's password; empty when they give up."""
Progress = Callable[[str, int, int], None]
"""Told what is going on, and how much of it is done; an empty word when it ends."""
TRIES = 3


def open_export(
    path: Path, password: str | None, ask: AskPassword | None, progress: Progress | None
) -> tuple[tuple[Table, ...], tuple[Problem, ...]]:
    """Return an export's tables and what was noticed, asking for its password where one can.

    Raises UserError when it cannot be read, or nobody knows its password.
    """

    def told(done: int, total: int) -> None:
        if progress:
            progress("Reading" if total else "", done, total)

    for _ in range(TRIES):
        try:
            return read_tables(path, password, told)
        except Locked:
            said = ask(path.name) if ask else ""
            if not said:
                raise
            password = said
    return read_tables(path, password, told)
