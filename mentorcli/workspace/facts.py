"""Facts in the database: appended, read back by their kinds, never overwritten."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from mentorcli.domain.cohort import Calendar
from mentorcli.domain.fact import Agreement, Deed, Fact, Kind, Session, Signature
from mentorcli.domain.match_life import Life, Return
from mentorcli.standing.fold import Happened, happened, standing_facts
from mentorcli.workspace.codec import decode, encode, where
from mentorcli.workspace.database import Hand
from mentorcli.workspace.schema import fact_words, facts

_VALUES: Mapping[Kind, type[Any]] = {
    Kind.MATCH: Life,
    Kind.MET: Session,
    Kind.SIGNED: Signature,
    Kind.SIGNATURE_VOID: Signature,
    Kind.CAME_BACK: Return,
    Kind.AGREEMENT: Agreement,
    Kind.COHORT_MADE: Calendar,
    Kind.CALENDAR: Calendar,
}
FOLDED = tuple(Kind)[: tuple(Kind).index(Kind.READ_AGAIN)]
"""The kinds that what is true rests on."""


def append(connection: Connection, hand: Hand, *new: Fact) -> None:
    """Write facts into the same transaction as what they tell of; ``hand`` says who, when and how."""
    for fact in new:
        row = {
            "act": hand.act,
            "at": hand.at,
            "who": hand.who,
            "command": hand.command,
            "known": dt.date.fromisoformat(hand.at[:10]),
            "kind": fact.kind.value,
            **{name: getattr(fact, name) for name in ("cohort", "match", "person", "about", "on")},
            "value": encode(fact.value),
        }
        number = connection.execute(insert(facts).values(row)).inserted_primary_key
        if fact.words and number is not None:
            connection.execute(insert(fact_words).values(fact=number[0], text=fact.words))


def match_fact(cohort: str, life: Life) -> Fact:
    """Return the fact that a match came to where it stands; its reason is in somebody's words."""
    bare, on = replace(life, reason=""), life.since
    return Fact(Kind.MATCH, cohort, life.match, on=on, value=bare, words=life.reason)


def signed_fact(cohort: str, signed: Signature, kind: Kind = Kind.SIGNED) -> Fact:
    """Return the fact that somebody signed, or that a signature counts no more."""
    return Fact(kind, cohort, signed.match, signed.person, on=signed.on, value=signed)


def session_fact(cohort: str, session: Session) -> Fact:
    """Return the fact that people of a match met."""
    return Fact(Kind.MET, cohort, session.match, session.mentee, on=session.on, value=session)


def return_fact(cohort: str, came: Return) -> Fact:
    """Return the fact that something came back from somebody."""
    return Fact(Kind.CAME_BACK, cohort, came.match, came.person, came.kind, came.on, came)


def facts_of(
    connection: Connection, cohort: str = "", kinds: Iterable[Kind] = tuple(Kind)
) -> tuple[Fact, ...]:
    """Return the facts of a cohort, or of all, that are of these kinds, oldest first."""
    wanted = facts.c.kind.in_([k.value for k in kinds])
    joined = facts.outerjoin(fact_words, fact_words.c.fact == facts.c.id)
    query = select(facts, fact_words.c.text).select_from(joined).where(wanted)
    if cohort:
        query = query.where(facts.c.cohort == cohort)
    rows = connection.execute(query.order_by(facts.c.id)).mappings()
    return tuple(_fact(dict(row)) for row in rows)


def standing_of(connection: Connection, cohort: str, kinds: Iterable[Kind]) -> tuple[Fact, ...]:
    """Return the facts of a cohort, or of all, that are of these kinds and were not taken back."""
    return tuple(standing_facts(facts_of(connection, cohort, {*kinds, Kind.TAKEN_BACK})))


def _fact(row: Mapping[str, Any]) -> Fact:
    kind, words = Kind(row["kind"]), row["text"] or ""
    value = row["value"]
    if kind in _VALUES:
        value = decode(_VALUES[kind], value)
    if isinstance(value, Life):
        value = replace(value, reason=words)
    about = {name: row[name] for name in ("cohort", "match", "person", "about", "on", "known")}
    deed = Deed(row["act"], row["at"], row["who"], row["command"])
    return Fact(kind, value=value, words=words, number=row["id"], deed=deed, **about)


def happened_in(connection: Connection, cohort: str) -> Happened:
    """Return what the facts of a cohort come to."""
    return happened(standing_of(connection, cohort, FOLDED))


def newest_fact(connection: Connection) -> int:
    """Return the number of the last fact, 0 before the first: every change writes one."""
    return connection.execute(select(func.max(facts.c.id))).scalar() or 0


def erase_facts(connection: Connection, cohort: str, person: str, erased: str) -> None:
    """Take a person out of the facts of a cohort.

    What is about a match or an invitation of theirs goes, the rest is nameless.
    """
    named = [
        f.number
        for f in facts_of(connection, cohort, (*_VALUES, Kind.INVITED, Kind.CALLED_OFF))
        if person in (f.person, *_people(f.value))
    ]
    theirs = where(facts, cohort=cohort, person=person)
    mine = select(facts.c.id).where(theirs).scalar_subquery()
    connection.execute(delete(fact_words).where(fact_words.c.fact.in_(mine)))
    _delete(connection, named)
    blotted = {"person": erased, "value": {}}
    connection.execute(update(facts).where(theirs).values(blotted))


def _people(value: Any) -> tuple[str, ...]:
    return (value.mentor, *value.mentees) if isinstance(value, Life) else ()


def _delete(connection: Connection, numbers: Collection[int]) -> None:
    for number in numbers:
        connection.execute(delete(fact_words).where(fact_words.c.fact == number))
        connection.execute(delete(facts).where(facts.c.id == number))
