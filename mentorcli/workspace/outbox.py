"""The outbox: each letter that was claimed for it or written into it, by a key that comes once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from sqlalchemy import Connection, insert, select, update

from mentorcli.domain.message import Message
from mentorcli.workspace.codec import decode, delete_where, encode, values_of, where
from mentorcli.workspace.database import Hand
from mentorcli.workspace.drafts import drop_unsent
from mentorcli.workspace.schema import outbox


@dataclass(frozen=True, slots=True)
class Entry:
    """A letter of the outbox: ``due`` is the ISO day of a reminder, else empty; ``file`` is its path below ``out/``.

    It is ``claimed`` until its file is known to be whole, then ``written``.
    """

    key: str
    kind: str
    person: str
    due: str
    file: str
    state: str
    at: str

    @property
    def day(self) -> dt.date:
        """The day on which it was written first: its folder's, where that is one."""
        try:
            return dt.date.fromisoformat(PurePosixPath(self.file).parent.name)
        except ValueError:
            return dt.date.fromisoformat(self.at[:10])


def entries_of(connection: Connection, cohort: str) -> dict[str, Entry]:
    """Return by key every letter of a cohort that was ever put into the outbox."""
    return {e.key: e for e in values_of(connection, outbox, Entry, "key", cohort=cohort)}


def claim(connection: Connection, message: Message, file: str, hand: Hand) -> None:
    """Put a message into the outbox, in place of its older words; its file is written afterwards."""
    about = {name: getattr(message, name) for name in ("key", "cohort", "kind", "person", "due")}
    row = {**about, "file": file, "state": "claimed", "at": hand.at, "message": encode(message)}
    delete_where(connection, outbox, key=message.key)
    connection.execute(insert(outbox).values(row))


def unwritten(connection: Connection) -> tuple[tuple[Message, str], ...]:
    """Return the claimed messages whose files are not known to be whole, with their files."""
    query = select(outbox.c.message, outbox.c.file).where(where(outbox, state="claimed"))
    rows = connection.execute(query.order_by("key"))
    return tuple((decode(Message, message), file) for message, file in rows)


def mark_written(connection: Connection, keys: Collection[str]) -> None:
    """Note that the files of these messages are whole; their texts are not kept any longer."""
    for key in keys:
        change = update(outbox).where(where(outbox, key=key))
        connection.execute(change.values(state="written", message=None))


def take_back(connection: Connection, keys: Iterable[str]) -> None:
    """Forget letters that were never sent, as if they had not been written."""
    gone = sorted(keys)
    drop_unsent(connection, gone)
    for key in gone:
        delete_where(connection, outbox, key=key)
