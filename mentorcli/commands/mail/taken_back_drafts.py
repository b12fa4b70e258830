"""Drafts of letters and invitations that are taken back, and that wait again where that is done again."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from glob import escape
from pathlib import Path

from sqlalchemy import Connection

from mentorcli.commands.mail.draft_files import drop_merges
from mentorcli.domain.fact import Fact, Kind
from mentorcli.domain.message import Draft, DraftState
from mentorcli.files.atomic import delete, set_aside, write_bytes
from mentorcli.workspace.drafts import (
    NOT_YET,
    every_draft,
    mark_sent,
    settle,
    take_back_act,
    unmark,
)
from mentorcli.workspace.folder import Workspace

INVITATIONS = frozenset({Kind.INVITED, Kind.CALLED_OFF})
_WITH_DRAFTS = frozenset({Kind.LETTER, Kind.LETTER_DROPPED, *INVITATIONS})


def take_back(
    workspace: Workspace, connection: Connection, meant: Sequence[tuple[Fact, bool]]
) -> tuple[list[Draft], list[Draft]]:
    """Take back the unsent drafts of these facts, or let them wait again (True); return both.

    What they had replaced waits again with the first, and is replaced again with the others.
    """
    acts = dict.fromkeys((f.cohort, f.deed.act, x) for f, x in meant if f.kind in _WITH_DRAFTS)
    gone, again = list[Draft](), list[Draft]()
    for cohort, act, forward in acts:
        moved = take_back_act(connection, cohort, act, forward=forward)
        gone, again = [*gone, *moved[0]], [*again, *moved[1]]
    for fact, forward in meant:
        if fact.kind in {Kind.SENT_BY_HAND, Kind.SETTLED}:
            _remark(connection, fact, forward=forward)
    drop_merges({workspace.draft_file(d.file).parent for d in (*gone, *again)})
    return gone, again


def _remark(connection: Connection, fact: Fact, *, forward: bool) -> None:
    """Let a draft stand as before somebody said that it went or did not, or (True) as they said.

    One that went or was made anew since stands as it is.
    """
    key, at, before = (fact.value[name] for name in ("key", "at", "before"))
    doubted, arrived = fact.kind is Kind.SETTLED, fact.value.get("sent", True)
    for draft in (d for d in every_draft(connection, fact.cohort) if d.key == key):
        if forward and doubted:
            settle(connection, draft, at, arrived=arrived)
        elif forward and draft.state in NOT_YET:
            mark_sent(connection, draft, at)
        elif doubted and draft.state == DraftState.AGAIN:
            continue
        elif not forward and at == (draft.sent_at if arrived else draft.at):
            unmark(connection, draft, before)


def move_files(workspace: Workspace, gone: Sequence[Draft], again: Sequence[Draft]) -> None:
    """Set files aside, and lay those back that are as they were written."""
    for draft in gone:
        path = workspace.draft_file(draft.file)
        if path.is_file() and _hash(path.read_bytes()) != draft.sha256:  # somebody typed in it
            set_aside(path.parent, escape(path.name), ())
        keep_earlier(path)
        delete(path)
    for draft in again:
        path = workspace.draft_file(draft.file)
        asides = (_earlier(path, draft.sha256), path.parent / "replaced" / path.name)
        contents = (x.read_bytes() for x in asides if x.is_file() and not path.exists())
        if content := next((c for c in contents if _hash(c) == draft.sha256), b""):
            write_bytes(path, content)


def keep_earlier(path: Path, new: bytes = b"") -> None:
    """Keep a draft that another is about to take the place of, to be laid there again."""
    content = path.read_bytes() if path.is_file() else new
    if content != new:
        write_bytes(_earlier(path, _hash(content)), content)


def _earlier(path: Path, sha256: str) -> Path:
    """Return where a draft is kept; it is called so that no mail program opens it."""
    return path.parent / "replaced" / f"{path.name}.{sha256[:8]}.earlier"


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
