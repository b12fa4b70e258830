"""Drafts of letters and invitations that are taken back, and that wait again where that is done again."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from glob import escape
from pathlib import Path

from sqlalchemy import Connection

from mentorcli.commands.mail.draft_files import clear_merges
from mentorcli.domain.fact import Fact, Kind
from mentorcli.domain.message import Draft, DraftState
from mentorcli.files.atomic import set_aside, write_bytes
from mentorcli.standing.fold import Happened
from mentorcli.workspace.drafts import NOT_YET, every_draft, mark_sent, move_drafts, settle, unmark
from mentorcli.workspace.facts import happened_in
from mentorcli.workspace.folder import Workspace

INVITATIONS = frozenset({Kind.INVITED, Kind.CALLED_OFF})


def take_back(
    workspace: Workspace, connection: Connection, meant: Sequence[tuple[Fact, bool]]
) -> tuple[list[Draft], list[Draft]]:
    """Take back the unsent drafts of these facts, or let them wait again (True); return both.

    What they had replaced waits again with the first, and is replaced again with the others.
    """
    undone = [f for f, forward in meant if not forward]
    then = {key: happened_in(connection, key) for key in {f.cohort for f in undone}}
    lying = _drafts(connection, [f for f in undone if not _says_still(then[f.cohort], f)])
    gone = [d for d in lying if d.state in NOT_YET and not d.sent_at]
    back = _drafts(connection, [f for f, forward in meant if forward])
    again = [d for d in back if d.state == DraftState.TAKEN_BACK]
    move_drafts(connection, gone, DraftState.TAKEN_BACK)
    move_drafts(connection, again, DraftState.WAITING)
    before = _replaced(connection, undone, gone)
    for state in (DraftState.WAITING, DraftState.AGAIN):
        move_drafts(connection, (d for d in before if _waits_as(d) is state), state)
    files = {d.file for d in again}
    after = [d for d in back if d.file in files and d.state in NOT_YET]
    move_drafts(connection, after, DraftState.REPLACED)
    for fact, forward in meant:
        if fact.kind in {Kind.SENT_BY_HAND, Kind.SETTLED}:
            _remark(connection, fact, forward=forward)
    gone, again = [*gone, *after], [*again, *before]
    clear_merges(workspace, connection, gone)
    return gone, again


def _waits_as(draft: Draft) -> DraftState:
    return DraftState.AGAIN if draft.sent_at else DraftState.WAITING


def _replaced(connection: Connection, undone: Sequence[Fact], gone: Sequence[Draft]) -> list[Draft]:
    """Return the drafts in whose place those of undone facts came: the last one of each file."""
    keys = {d.key for d in gone}
    files: dict[str, list[Draft]] = {}
    for draft in _drafts(connection, undone):
        if draft.key not in keys and draft.state != DraftState.TAKEN_BACK:
            files.setdefault(draft.file, []).append(draft)
    last = (max(some, key=_edition) for some in files.values())
    return [d for d in last if d.state == DraftState.REPLACED]


def _edition(draft: Draft) -> int:
    number = draft.key.rpartition("/")[2]
    return int(number) if number.isdecimal() else 0


def _says_still(then: Happened, fact: Fact) -> bool:
    """Tell whether what stands says the same as a fact taken back: its drafts are those that lie there."""
    if fact.kind not in {Kind.INVITED, Kind.LETTER}:
        return False
    if fact.kind is Kind.LETTER:
        return fact.value.get("key") in then.letters
    before = then.invited.get(fact.about, {}).get(fact.person)
    return before is not None and _letters(before) == _letters(fact)


def _letters(fact: Fact) -> list[tuple[str, str]]:
    """Return the letter of an invitation in each role, by its key."""
    said = ((role, of) for role, of in fact.value.items() if isinstance(of, dict))
    return sorted((role, of.get("key", "")) for role, of in said)


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
    contents = {
        draft.file: content
        for draft in again
        if (content := _kept_aside(workspace.draft_file(draft.file), draft))
    }
    for draft in gone:
        path = workspace.draft_file(draft.file)
        set_aside(path.parent, escape(path.name), ())
    for file, content in contents.items():
        if not (path := workspace.draft_file(file)).exists():
            write_bytes(path, content)


def keep_earlier(workspace: Workspace, overwritten: Sequence[Draft]) -> None:
    """Keep drafts that others are about to take the place of, to be laid there again."""
    for draft in overwritten:
        path = workspace.draft_file(draft.file)
        if path.is_file():
            write_bytes(_earlier(path), path.read_bytes())


def _earlier(path: Path) -> Path:
    return path.parent / "replaced" / f"{path.name}{_EARLIER}"  # opened by no mail program


_EARLIER = ".earlier"


def _kept_aside(path: Path, draft: Draft) -> bytes:
    """Return a draft as it was written, where it lies among those set aside; else nothing."""
    for aside in (path.parent / "replaced" / path.name, _earlier(path)):
        content = aside.read_bytes() if aside.is_file() else b""
        if hashlib.sha256(content).hexdigest() == draft.sha256:
            return content
    return b""


def _drafts(connection: Connection, facts: Sequence[Fact]) -> list[Draft]:
    """Return the drafts of the invitations and letters of which these facts tell."""
    invited = {(f.cohort, f.about, f.person) for f in facts if f.kind in INVITATIONS}
    letters = {f.value.get("key") for f in facts if f.kind is Kind.LETTER}
    cohorts = sorted({f.cohort for f in facts if f.kind in {Kind.LETTER, *INVITATIONS}})
    return [
        d
        for key in cohorts
        for d in every_draft(connection, key)
        if d.key in letters or (d.cohort, d.kind, d.person) in invited
    ]
