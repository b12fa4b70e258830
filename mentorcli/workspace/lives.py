"""Matches' own lives in the database, what came back, and the lists of people around them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, select

from mentorcli.domain.life import Colleague, Life, MatchState, PoolEntry, Return, Selected
from mentorcli.workspace.schema import (
    events,
    import_rows,
    imports,
    lives,
    pool,
    returns,
    selected,
    staff,
)


def lives_of(connection: Connection, cohort: str) -> tuple[Life, ...]:
    """Return what was decided about a cohort's single matches, by match."""
    rows = connection.execute(select(lives).where(lives.c.cohort == cohort).order_by("match"))
    return tuple(_life(dict(row)) for row in rows.mappings())


def _life(row: dict[str, Any]) -> Life:
    del row["cohort"]
    return Life(**{**row, "mentees": tuple(row["mentees"]), "state": MatchState(row["state"])})


def save_life(connection: Connection, cohort: str, life: Life) -> None:
    """Store a match's life in place of what was known."""
    same = (lives.c.cohort == cohort) & (lives.c.match == life.match)
    connection.execute(delete(lives).where(same))
    values = {f: getattr(life, f) for f in life.__dataclass_fields__}
    values |= {"mentees": list(life.mentees), "state": life.state.value}
    connection.execute(insert(lives).values(cohort=cohort, **values))


def returns_of(connection: Connection, cohort: str) -> tuple[Return, ...]:
    """Return what came back in a cohort, sorted."""
    rows = connection.execute(select(returns).where(returns.c.cohort == cohort)).mappings()
    fields = Return.__dataclass_fields__
    found = [Return(**{f: row[f] for f in fields}) for row in rows]
    return tuple(sorted(found, key=lambda r: (r.match, r.person, r.kind)))


def save_return(connection: Connection, cohort: str, came: Return) -> bool:
    """Store something that came back, in place of an earlier one; False when it was there."""
    t = returns.c
    same = (
        (t.cohort == cohort) & (t.match == came.match)
        & (t.person == came.person) & (t.kind == came.kind)
    )  # fmt: skip
    if came in returns_of(connection, cohort):
        return False
    connection.execute(delete(returns).where(same))
    values = {f: getattr(came, f) for f in came.__dataclass_fields__}
    connection.execute(insert(returns).values(cohort=cohort, **values))
    return True


def selected_of(connection: Connection, cohort: str) -> tuple[Selected, ...]:
    """Return the list of those who may apply, in its order; empty when there is none."""
    rows = connection.execute(
        select(selected).where(selected.c.cohort == cohort).order_by("number")
    ).mappings()
    fields = Selected.__dataclass_fields__
    return tuple(Selected(**{f: row[f] for f in fields}) for row in rows)


def replace_selected(connection: Connection, cohort: str, people: Iterable[Selected]) -> None:
    """Store a cohort's list in place of the one before."""
    connection.execute(delete(selected).where(selected.c.cohort == cohort))
    _insert(connection, selected, people, cohort=cohort)


def all_staff(connection: Connection) -> tuple[Colleague, ...]:
    """Return the list of staff, by id."""
    rows = connection.execute(select(staff).order_by("id"))
    return tuple(Colleague(*row) for row in rows)


def replace_staff(connection: Connection, people: Iterable[Colleague]) -> None:
    """Store the list of staff in place of the one before."""
    connection.execute(delete(staff))
    _insert(connection, staff, people)


def _insert(connection: Connection, table: Table, values: Iterable[Any], **more: str) -> None:
    rows = [{f: getattr(v, f) for f in v.__dataclass_fields__} | more for v in values]
    if rows:
        connection.execute(insert(table), rows)


def pool_of(connection: Connection, programme: str) -> dict[str, PoolEntry]:
    """Return what the coordinator noted about a programme's mentors, by person."""
    rows = connection.execute(select(pool).where(pool.c.programme == programme)).mappings()
    return {r["person"]: PoolEntry(r["person"], r["capacity"], r["paused_until"]) for r in rows}


def save_pool_entry(connection: Connection, programme: str, entry: PoolEntry) -> None:
    """Store what the coordinator noted about a mentor in place of what was noted before."""
    same = (pool.c.programme == programme) & (pool.c.person == entry.person)
    connection.execute(delete(pool).where(same))
    _insert(connection, pool, [entry], programme=programme)


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
            same = (lives.c.cohort == cohort) & (lives.c.match == life.match)
            connection.execute(delete(lives).where(same))
    connection.execute(
        delete(returns).where((returns.c.cohort == cohort) & (returns.c.person == person))
    )
    connection.execute(delete(pool).where(pool.c.person == person))
    for email in emails:
        listed = func.lower(selected.c.email) == email.lower()
        connection.execute(delete(selected).where((selected.c.cohort == cohort) & listed))
        connection.execute(delete(staff).where(func.lower(staff.c.email) == email.lower()))
