"""What happened after matching: signatures, sessions, calendar events, the outbox."""

from __future__ import annotations

from base64 import b64decode, b64encode
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, delete, func, insert, or_, select, update

from mentorcli.domain.message import Attachment, Message
from mentorcli.domain.record import Session, Signature
from mentorcli.workspace.codec import encode
from mentorcli.workspace.database import Hand
from mentorcli.workspace.schema import calendar_events, events, outbox, sessions, signatures

INVITED, CANCELLED = "invited to", "cancelled"
"""How the events begin that tell of invitations, and of their being taken back."""


def signatures_of(connection: Connection, cohort: str) -> tuple[Signature, ...]:
    """Return who signed which agreement when, sorted."""
    rows = connection.execute(
        select(signatures).where(signatures.c.cohort == cohort).order_by("match", "person")
    ).mappings()
    return tuple(Signature(r["match"], r["person"], r["on"]) for r in rows)


def save_signature(connection: Connection, cohort: str, signed: Signature) -> None:
    """Store a signature; a later date for the same person replaces the earlier one."""
    key = (signatures.c.cohort == cohort) & (signatures.c.match == signed.match)
    connection.execute(delete(signatures).where(key & (signatures.c.person == signed.person)))
    connection.execute(insert(signatures).values(cohort=cohort, **_plain(signed)))


def forget_signature(connection: Connection, cohort: str, signed: Signature) -> None:
    """Forget a signature that was kept by mistake."""
    key = (signatures.c.cohort == cohort) & (signatures.c.match == signed.match)
    connection.execute(delete(signatures).where(key & (signatures.c.person == signed.person)))


def void_signatures(connection: Connection, cohort: str, match: str) -> int:
    """Forget the signatures under a match's agreement; return how many there were."""
    same = (signatures.c.cohort == cohort) & (signatures.c.match == match)
    return connection.execute(delete(signatures).where(same)).rowcount


def sessions_of(connection: Connection, cohort: str) -> tuple[Session, ...]:
    """Return the meetings that were booked or held, sorted."""
    rows = connection.execute(
        select(sessions).where(sessions.c.cohort == cohort).order_by("match", "mentee", "on")
    ).mappings()
    return tuple(Session(r["match"], r["mentee"], r["on"]) for r in rows)


def save_session(connection: Connection, cohort: str, session: Session) -> bool:
    """Store a meeting; return False when it was there already."""
    if session in sessions_of(connection, cohort):
        return False
    connection.execute(insert(sessions).values(cohort=cohort, **_plain(session)))
    return True


def _plain(value: Signature | Session) -> dict[str, Any]:
    return {field: getattr(value, field) for field in value.__dataclass_fields__}


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of somebody's calendar event: ``content`` is a hash of all that it says."""

    cohort: str
    event: str
    person: str
    sequence: int
    stamp: str
    content: str


def next_edition(connection: Connection, wanted: Edition) -> Edition:
    """Return the edition to send: the one kept when nothing changed, else the next number.

    ``wanted`` has the content and the stamp that a new edition would get; its number is ignored.
    """
    t = calendar_events
    key = (
        (t.c.cohort == wanted.cohort) & (t.c.event == wanted.event) & (t.c.person == wanted.person)
    )
    row = connection.execute(select(t).where(key)).mappings().first()
    if row is None:
        return replace(wanted, sequence=0)
    kept = Edition(**row)
    return kept if kept.content == wanted.content else replace(wanted, sequence=kept.sequence + 1)


def keep_edition(connection: Connection, edition: Edition) -> None:
    """Remember the edition that was sent."""
    t = calendar_events
    key = (
        (t.c.cohort == edition.cohort)
        & (t.c.event == edition.event)
        & (t.c.person == edition.person)
    )
    connection.execute(delete(t).where(key))
    connection.execute(insert(t).values(encode(edition)))


def editions_of(connection: Connection, cohort: str, event: str) -> tuple[Edition, ...]:
    """Return the kept editions of an event, one for each person, by person id."""
    t = calendar_events
    same = (t.c.cohort == cohort) & (t.c.event == event)
    rows = connection.execute(select(t).where(same).order_by("person")).mappings()
    return tuple(Edition(**row) for row in rows)


def called_off(connection: Connection, cohort: str) -> frozenset[str]:
    """Return the gatherings whose invitations were taken back and not made anew since."""
    starts = [events.c.what.startswith(f"{word} ") for word in (INVITED, CANCELLED)]
    query = select(events.c.what).where((events.c.subject == cohort) & or_(*starts))
    off: dict[str, bool] = {}
    for what in connection.execute(query.order_by(events.c.id)).scalars():
        taken_back = what.startswith(CANCELLED)
        told = what.removeprefix(CANCELLED if taken_back else INVITED)
        off[told.strip().partition(":")[0]] = taken_back
    return frozenset(gathering for gathering, taken_back in off.items() if taken_back)


def delivered_keys(connection: Connection) -> frozenset[str]:
    """Return the keys of every message ever put into the outbox."""
    return frozenset(connection.execute(select(outbox.c.key)).scalars())


def claim(connection: Connection, message: Message, file: str, hand: Hand) -> None:
    """Put a message into the outbox; its file is written after the transaction."""
    content = encode(_without_bytes(message))
    connection.execute(
        insert(outbox).values(
            key=message.key, cohort=message.cohort, kind=message.kind, person=message.person,
            due=message.due, file=file, state="claimed", at=hand.at, message=content,
        )
    )  # fmt: skip


def _without_bytes(message: Message) -> dict[str, Any]:
    content = {f: getattr(message, f) for f in message.__dataclass_fields__}
    content["attachments"] = [
        {"name": a.name, "media_type": a.media_type, "content": b64encode(a.content).decode()}
        for a in message.attachments
    ]
    return content


def unwritten(connection: Connection) -> tuple[tuple[Message, str], ...]:
    """Return the claimed messages whose files are not known to be whole, with their files."""
    rows = connection.execute(
        select(outbox).where(outbox.c.state == "claimed").order_by("key")
    ).mappings()
    return tuple((_message(r["message"]), r["file"]) for r in rows)


def _message(content: dict[str, Any]) -> Message:
    attachments = tuple(
        Attachment(a["name"], a["media_type"], b64decode(a["content"]))
        for a in content["attachments"]
    )
    return Message(**{**content, "attachments": attachments})


def mark_written(connection: Connection, keys: tuple[str, ...]) -> None:
    """Note that the files of these messages are whole; their texts are not kept any longer."""
    connection.execute(
        update(outbox).where(outbox.c.key.in_(keys)).values(state="written", message=None)
    )


def last_told(connection: Connection, subject: str, start: str) -> int:
    """Return the number of the newest event on ``subject`` whose text begins so; 0 for none."""
    same = (events.c.subject == subject) & events.c.what.startswith(start, autoescape=True)
    return connection.execute(select(func.max(events.c.id)).where(same)).scalar() or 0
