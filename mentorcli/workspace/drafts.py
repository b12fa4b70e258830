"""Drafts on their way: written, leaving, sent. Each change is one comparison in the database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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


def any_sent(connection: Connection) -> bool:
    """Tell whether anything is known to have gone, of any cohort."""
    return (
        connection.execute(select(drafts.c.key).where(drafts.c.sent_at != "")).first() is not None
    )


def keep_drafts(connection: Connection, act: str, written: Iterable[Draft]) -> None:
    """Remember drafts as an act wrote them just now, in place of others of their key or file.

    What went out stays told: the same bytes are sent already, other bytes under the same key go
    only when asked for. What is leaving is left alone. What is written again as it was is still of
    the act that wrote it first.
    """
    new = {d.key: d for d in written}
    cohorts = sorted({d.cohort for d in new.values()})
    known = {cohort: standings(connection, cohort) for cohort in cohorts}
    every = {d.key: d for cohort in cohorts for d in every_draft(connection, cohort)}
    kept = {key: d for key, d in every.items() if key in new}
    leaving = {key for key, d in kept.items() if d.state == DraftState.LEAVING}
    stands = {k: d for k, d in kept.items() if k not in leaving and d.state not in NOBODY_GETS}
    same = {key: d.written for key, d in stands.items() if d.sha256 == new[key].sha256}
    files = {d.file for d in new.values()}
    away = [d for d in every.values() if d.key not in new and d.state in NOT_YET]
    for draft in (d for d in away if d.file in files):
        _put_away(connection, draft, act, DraftState.REPLACED)
    # a reminder is not taken back, so its earlier words are not kept
    aside = {k: d for k, d in stands.items() if k not in same and "/outbox/" not in d.file}
    for draft in aside.values():
        _put_away(connection, draft, act, DraftState.REPLACED, aside=True)
    drop_unsent(connection, [key for key in kept if key not in leaving and key not in aside])
    fresh = [d for key, d in new.items() if key not in leaving]
    stand = (replace(d, standing=_text(known[d.cohort].get(d.person))) for d in fresh)
    made = (replace(d, written=same.get(d.key, act)) for d in stand)
    insert_values(connection, drafts, (_after(kept.get(d.key), d) for d in made))


def _put_away(
    connection: Connection, draft: Draft, act: str, state: DraftState, *, aside: bool = False
) -> None:
    """Let a draft wait no more; ``aside`` where another has its key now."""
    key = f"{draft.key}@{act}" if aside else draft.key
    more = {"replaced": act} if state is DraftState.REPLACED else {}
    change = update(drafts).where(where(drafts, key=draft.key)).values(key=key, state=state, **more)
    connection.execute(change)


def take_back_act(
    connection: Connection, cohort: str, act: str, *, forward: bool
) -> tuple[list[Draft], list[Draft]]:
    """Let the drafts of a cohort stand as before an act, or (``forward``) as after it.

    Returns those that wait no more, and those that wait again. What went out stays told.
    """
    every = {d.key: d for d in every_draft(connection, cohort)}
    mine = [d for d in every.values() if d.written == act]
    others = [d for d in every.values() if d.replaced == act]
    goes, comes = (others, mine) if forward else (mine, others)
    gone = {d.key: d for d in goes if d.state in NOT_YET}
    if forward:  # of which something else stands aside under the same key
        gone |= {d.key: d for d in goes if f"{d.key}@{act}" in every}
    taken = {d.file for d in every.values() if d.state in NOT_YET and d.key not in gone}
    again = []
    for draft in comes:
        key = draft.key.removesuffix(f"@{act}")
        free = key == draft.key or key not in every or key in gone
        if draft.state in NOBODY_GETS and free and draft.file not in taken:
            again.append(draft)
    apart = {d.key for d in again}.intersection(f"{key}@{act}" for key in gone)
    state = DraftState.REPLACED if forward else DraftState.TAKEN_BACK
    for key in apart:  # off the key that the other is to have
        _rename(connection, key, f"{key}@")
    for key, draft in gone.items():
        _put_away(connection, draft, act, state, aside=f"{key}@{act}" in apart)
    for draft in again:
        if draft.key in apart:
            _rename(connection, f"{draft.key}@", draft.key.removesuffix(f"@{act}"))
        back = where(drafts, key=draft.key.removesuffix(f"@{act}"))
        connection.execute(update(drafts).where(back).values(state=_stood(draft)))
    return [*gone.values()], again


def _rename(connection: Connection, key: str, new: str) -> None:
    connection.execute(update(drafts).where(where(drafts, key=key)).values(key=new))


def _stood(draft: Draft) -> DraftState:
    """Return where a draft stood before it was put away."""
    if draft.sent_at:
        return DraftState.SENT if draft.sent_sha256 == draft.sha256 else DraftState.AGAIN
    return DraftState.REFUSED if draft.reply else DraftState.WAITING


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


def replace_drafts(connection: Connection, act: str, gone: Iterable[Draft]) -> None:
    """Let unsent drafts wait no more, as an act wrote something else."""
    for draft in gone:
        _put_away(connection, draft, act, DraftState.REPLACED)


def waiting_invitations(connection: Connection, cohort: str, gathering: str) -> list[Draft]:
    """Return the unsent invitations to a gathering or a session, and what cancels them."""
    return [d for d in _invitations(connection, cohort, gathering) if d.state in NOT_YET]


def sent_or_not(connection: Connection, cohort: str, gathering: str) -> tuple[set[str], set[str]]:
    """Return to whom a mail about a gathering went, and to whom one waits and none went."""
    mine = _invitations(connection, cohort, gathering)
    went = {d.person for d in mine if d.sent_at or d.state == DraftState.LEAVING}
    return went, {d.person for d in mine if d.state in NOT_YET} - went


def _invitations(connection: Connection, cohort: str, gathering: str) -> list[Draft]:
    place, about = f"{cohort}/invitations/", f"{cohort}/{gathering}/"
    every = drafts_of(connection, cohort)
    return [d for d in every if d.key.startswith(about) and d.file.startswith(place)]


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
