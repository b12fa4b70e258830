"""What happened after matching: signatures, sessions, invitations, matches' lives and returns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy import Connection, delete, func, or_, select

from mentorcli.domain.match_life import Colleague, Life, PoolEntry, Return, Selected
from mentorcli.domain.record import Session, Signature
from mentorcli.workspace.codec import (
    delete_where,
    insert_values,
    put_values,
    values_of,
)
from mentorcli.workspace.schema import (
    calendar_events,
    events,
    import_rows,
    imports,
    lives,
    pool,
    returns,
    selected,
    sessions,
    signatures,
    staff,
)

INVITED, CANCELLED = "invited to", "cancelled"
"""How the events begin that tell of invitations, and of their being taken back."""


def signatures_of(connection: Connection, cohort: str) -> tuple[Signature, ...]:
    """Return who signed which agreement when, sorted."""
    return values_of(connection, signatures, Signature, "match", "person", cohort=cohort)


def save_signature(connection: Connection, cohort: str, signed: Signature) -> None:
    """Store a signature; a later date for the same person replaces the earlier one."""
    put_values(connection, signatures, [signed], cohort=cohort)


def forget_signature(connection: Connection, cohort: str, signed: Signature) -> None:
    """Forget a signature that was kept by mistake."""
    key = {"match": signed.match, "person": signed.person}
    delete_where(connection, signatures, cohort=cohort, **key)


def void_signatures(connection: Connection, cohort: str, match: str) -> int:
    """Forget the signatures under a match's agreement; return how many there were."""
    return delete_where(connection, signatures, cohort=cohort, match=match)


def sessions_of(connection: Connection, cohort: str) -> tuple[Session, ...]:
    """Return the meetings that were booked or held, sorted."""
    return values_of(connection, sessions, Session, "match", "mentee", "on", cohort=cohort)


def save_session(connection: Connection, cohort: str, session: Session) -> bool:
    """Store a meeting; return False when it was there already."""
    if session in sessions_of(connection, cohort):
        return False
    insert_values(connection, sessions, [session], cohort=cohort)
    return True


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
    same = {"cohort": wanted.cohort, "event": wanted.event, "person": wanted.person}
    found = values_of(connection, calendar_events, Edition, **same)
    if not found:
        return replace(wanted, sequence=0)
    (kept,) = found
    return kept if kept.content == wanted.content else replace(wanted, sequence=kept.sequence + 1)


def keep_edition(connection: Connection, edition: Edition) -> None:
    """Remember the edition that was sent."""
    put_values(connection, calendar_events, [edition])


def editions_of(connection: Connection, cohort: str, event: str) -> tuple[Edition, ...]:
    """Return the kept editions of an event, one for each person, by person id."""
    return values_of(connection, calendar_events, Edition, "person", cohort=cohort, event=event)


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


def last_told(connection: Connection, subject: str, start: str) -> int:
    """Return the number of the newest event on ``subject`` whose text begins so; 0 for none."""
    same = (events.c.subject == subject) & events.c.what.startswith(start, autoescape=True)
    return connection.execute(select(func.max(events.c.id)).where(same)).scalar() or 0


def lives_of(connection: Connection, cohort: str) -> tuple[Life, ...]:
    """Return what was decided about a cohort's single matches, by match."""
    return values_of(connection, lives, Life, "match", cohort=cohort)


def save_life(connection: Connection, cohort: str, life: Life) -> None:
    """Store a match's life in place of what was known."""
    put_values(connection, lives, [life], cohort=cohort)


def returns_of(connection: Connection, cohort: str) -> tuple[Return, ...]:
    """Return what came back in a cohort, sorted."""
    found = values_of(connection, returns, Return, cohort=cohort)
    return tuple(sorted(found, key=lambda r: (r.match, r.person, r.kind)))


def save_return(connection: Connection, cohort: str, came: Return) -> bool:
    """Store something that came back, in place of an earlier one; False when it was there."""
    if came in returns_of(connection, cohort):
        return False
    put_values(connection, returns, [came], cohort=cohort)
    return True


def selected_of(connection: Connection, cohort: str) -> tuple[Selected, ...]:
    """Return the list of those who may apply, in its order; empty when there is none."""
    return values_of(connection, selected, Selected, "number", cohort=cohort)


def replace_selected(connection: Connection, cohort: str, people: Iterable[Selected]) -> None:
    """Store a cohort's list in place of the one before."""
    delete_where(connection, selected, cohort=cohort)
    insert_values(connection, selected, people, cohort=cohort)


def all_staff(connection: Connection) -> tuple[Colleague, ...]:
    """Return the list of staff, by id."""
    return values_of(connection, staff, Colleague, "id")


def replace_staff(connection: Connection, people: Iterable[Colleague]) -> None:
    """Store the list of staff in place of the one before."""
    delete_where(connection, staff)
    insert_values(connection, staff, people)


def pool_of(connection: Connection, programme: str) -> dict[str, PoolEntry]:
    """Return what the coordinator noted about a programme's mentors, by person."""
    return {e.person: e for e in values_of(connection, pool, PoolEntry, programme=programme)}


def save_pool_entry(connection: Connection, programme: str, entry: PoolEntry) -> None:
    """Store what the coordinator noted about a mentor in place of what was noted before."""
    put_values(connection, pool, [entry], programme=programme)


def applied_on(connection: Connection, cohort: str) -> dict[str, dt.date]:
    """Return the day on which each person's first application of a cohort came in."""
    query = (
        select(import_rows.c.person, func.min(imports.c.at))
        .join(imports, imports.c.id == import_rows.c.import_id)
        .where((imports.c.cohort == cohort) & (import_rows.c.person != ""))
        .group_by(import_rows.c.person)
    )
    return {p: dt.date.fromisoformat(at[:10]) for p, at in connection.execute(query)}


def told_on(connection: Connection, subject: str, like: str) -> dt.date | None:
    """Return the day of the newest event on ``subject`` that is like this, or None."""
    same = (events.c.subject == subject) & events.c.what.like(like)
    at = connection.execute(select(func.max(events.c.at)).where(same)).scalar()
    return dt.date.fromisoformat(at[:10]) if at else None


def forget_life(connection: Connection, cohort: str, person: str, emails: Iterable[str]) -> None:
    """Erase somebody from all of this, in a cohort and from the lists."""
    for life in lives_of(connection, cohort):
        if person in {life.mentor, *life.mentees}:
            delete_where(connection, lives, cohort=cohort, match=life.match)
    delete_where(connection, returns, cohort=cohort, person=person)
    delete_where(connection, pool, person=person)
    for email in emails:
        listed = func.lower(selected.c.email) == email.lower()
        connection.execute(delete(selected).where((selected.c.cohort == cohort) & listed))
        connection.execute(delete(staff).where(func.lower(staff.c.email) == email.lower()))
