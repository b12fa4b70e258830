"""Forgetting somebody that was begun: what is left to do of it, a file beside the database.

It stands there from before the first deletion to after the last one, so that whoever opens the
workspace after a crash can finish it. It lies with the files that it is about, also where the
database is a server's.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from mentorcli.domain.problem import UserError
from mentorcli.files.atomic import delete, write_bytes
from mentorcli.workspace.codec import decode, encode
from mentorcli.workspace.last_look import BEGUN


@dataclass(frozen=True, slots=True)
class Unfinished:
    """Who is being forgotten in a cohort.

    ``words`` are the names and addresses that their files are known by; ``held`` tells that the
    problems workbook has a copy of a row of theirs.
    """

    cohort: str
    person: str
    words: tuple[str, ...]
    addresses: tuple[str, ...]
    held: bool


def unfinished(folder: Path) -> Unfinished | None:
    """Return what was begun and is not finished; raises UserError when its file cannot be read."""
    path = folder / BEGUN
    try:
        return decode(Unfinished, json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise UserError(
            f"{path} cannot be read. It tells who is being forgotten.",
            "Put the file back as it was; or delete it, and forget the person again.",
        ) from error


def save_unfinished(folder: Path, task: Unfinished) -> None:
    """Write down who is being forgotten, before anything of them is deleted."""
    write_bytes(folder / BEGUN, json.dumps(encode(task), ensure_ascii=False).encode())


def drop_unfinished(folder: Path) -> None:
    """Delete what was written down: nothing is left to do."""
    delete(folder / BEGUN)
