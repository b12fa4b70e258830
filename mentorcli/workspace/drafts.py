"""Drafts on their way: written, leaving, sent. Each change is one comparison in the database."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select, update

from mentorcli.domain.application import ApplicationState
from mentorcli.domain.message import Draft, DraftState
from mentorcli.workspace.applications import withdrawn_in
from mentorcli.workspace.codec import insert_values, values_of, where
from mentorcli.workspace.schema import applications, drafts

NOT_YET = (DraftState.WAITING, DraftState.REFUSED, DraftState.AGAIN)
"""The states of drafts that are still to be sent."""

NOBODY_GETS = (DraftState.TAKEN_BACK, DraftState.REPLACED)
_MARKS = ("state", "at", "sent_sha256", "sent_at", "reply")


@dataclass(frozen=True, slots=True)
class Reader:
    """Where somebody's applications stand, in one line, and the addresses they gave."""

    text: str
    emails: frozenset[str]


def standings(connection: Connection, cohort: str) -> dict[str, Reader]:
    """Return everybody's standing in a cohort, by person."""
    t = applications.c
    query = select(t.person, t.role, t.state, t.email).where(t.cohort == cohort)
    found: dict[str, list[tuple[str, str]]] = {}
    left = withdrawn_in(connection, cohort)
    for person, role, complete, email in connection.execute(query):
        state = ApplicationState.WITHDRAWN.value if (person, role) in left else complete
        found.setdefault(person, []).append((f"{role} {state}", email))
    return {
        person: Reader(", ".join(sorted(s for s, _ in mine)), frozenset(e for _, e in mine))
        for person, mine in found.items()
    }


def drafts_of(connection: Connection, cohort: str) -> tuple[Draft, ...]:
    """Return the drafts of a cohort that count, by folder, file and key."""
    every = every_draft(connection, cohort)
    return tuple(d for d in every if d.state not in NOBODY_GETS)


def every_draft(connection: Connection, cohort: str) -> tuple[Draft, ...]:
    """Return the drafts of a cohort, those that were taken back or replaced, too."""
    return values_of(connection, drafts, Draft, "file", "key", cohort=cohort)


def move_drafts(connection: Connection, moved: Iterable[Draft], state: DraftState) -> None:
    """Take drafts back, or let them wait again."""
    for draft in moved:
        as_read = where(drafts, key=draft.key, state=draft.state, sha256=draft.sha256)
        connection.execute(update(drafts).where(as_read).values(state=state))


def keep_drafts(connection: Connection, written: Iterable[Draft]) -> list[Draft]:
    """Remember drafts as they were written just now; return those that they replace.

    What went out stays told: the same bytes are sent already, other bytes under the same key go
    only when asked for. What is leaving is left alone.
    """
    new = {d.key: d for d in written}
    cohorts = sorted({d.cohort for d in new.values()})
    known = {cohort: standings(connection, cohort) for cohort in cohorts}
    kept = {d.key: d for cohort in cohorts for d in every_draft(connection, cohort)}
    files = {d.file for d in new.values()}
    there = {key: d for key, d in kept.items() if key not in new and d.file in files}
    gone = [key for key, d in kept.items() if key in new and d.state != DraftState.LEAVING]
    gone += [key for key, d in there.items() if d.state == DraftState.TAKEN_BACK]
    drop_unsent(connection, gone)
    replaced = [d for d in there.values() if d.state in NOT_YET]
    move_drafts(connection, replaced, DraftState.REPLACED)
    fresh = [d for d in new.values() if d.key in gone or d.key not in kept]
    stand = [replace(d, standing=_text(known[d.cohort].get(d.person))) for d in fresh]
    insert_values(connection, drafts, (_after(kept.get(d.key), d) for d in stand))
    return replaced


def _text(standing: Reader | None) -> str:
    return standing.text if standing else ""


def drop_unsent(connection: Connection, keys: Sequence[str]) -> None:
    """Forget drafts that nobody gets."""
    if keys:
        one = delete(drafts).where(drafts.c.key == bindparam("gone"))
        connection.execute(one, [{"gone": key} for key in keys])


def _after(kept: Draft | None, draft: Draft) -> Draft:
    if kept is None or not kept.sent_at:
        return draft
    state = DraftState.SENT if kept.sent_sha256 == draft.sha256 else DraftState.AGAIN
    same = ("sent_sha256", "sent_at", "message_id", "reply")
    return replace(draft, state=state, **{name: getattr(kept, name) for name in same})


def replace_drafts(
    connection: Connection,
    cohort: str,
    kind: str,
    keep: Sequence[str],
    people: Collection[str] | None = None,
) -> list[Draft]:
    """Put the unsent invitations of a kind away, to these people or to all, whose keys are not in ``keep``."""
    gone = [
        d
        for d in drafts_of(connection, cohort)
        if d.kind == kind and d.state in NOT_YET and d.key not in keep
        if d.file.startswith(f"{cohort}/invitations/") and (people is None or d.person in people)
    ]
    move_drafts(connection, gone, DraftState.REPLACED)
    return gone


def mark_sent(connection: Connection, draft: Draft, at: str) -> None:
    """Note that a person sent a draft by hand."""
    as_read = where(drafts, key=draft.key, state=draft.state, sha256=draft.sha256)
    sent = {"sent_sha256": draft.sha256, "sent_at": at, "reply": "by hand"}
    change = update(drafts).where(as_read)
    connection.execute(change.values(state=DraftState.SENT, at=at, **sent))


def marked(draft: Draft, at: str) -> dict[str, Any]:
    """Return what a fact keeps of a draft that a person says went or did not: how it stood before."""
    return {"key": draft.key, "at": at, "before": {name: getattr(draft, name) for name in _MARKS}}


def unmark(connection: Connection, draft: Draft, before: Mapping[str, str]) -> None:
    """Note that what a person said of a draft was a mistake: it stands as ``before``."""
    as_read = where(drafts, key=draft.key, state=draft.state, at=draft.at, sent_at=draft.sent_at)
    connection.execute(update(drafts).where(as_read).values(**before))


def settle(connection: Connection, draft: Draft, at: str, *, arrived: bool) -> None:
    """Note what a person, or the way of sending, found out about a draft that was leaving."""
    arrive(connection, draft, DraftState.SENT if arrived else DraftState.WAITING, at, "settled")


def leave(connection: Connection, draft: Draft, message_id: str, at: str) -> bool:
    """Note that a draft is leaving; False when it was changed or another run took it."""
    as_read = where(drafts, key=draft.key, state=draft.state, sha256=draft.sha256)
    change = update(drafts).where(as_read)
    done = connection.execute(change.values(state=DraftState.LEAVING, message_id=message_id, at=at))
    return done.rowcount == 1


def arrive(connection: Connection, draft: Draft, state: DraftState, at: str, reply: str) -> None:
    """Note how the leaving of a draft ended."""
    leaving = where(drafts, key=draft.key, state=DraftState.LEAVING)
    sent = {"sent_sha256": draft.sha256, "sent_at": at} if state is DraftState.SENT else {}
    values = {"state": state, "at": at, "reply": reply, **sent}
    connection.execute(update(drafts).where(leaving).values(values))
