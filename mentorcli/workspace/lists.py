"""The lists of those selected, of staff and of mentors; on which day people applied."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from sqlalchemy import Connection, delete, func, select

from mentorcli.domain.match_life import Colleague, PoolEntry, Selected
from mentorcli.workspace.codec import delete_where, insert_values, put_values, values_of
from mentorcli.workspace.schema import import_rows, imports, pool, selected, staff


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


def forget_listed(
    connection: Connection, cohort: str, person: str, emails: Iterable[str], *, elsewhere: bool
) -> None:
    """Erase somebody from the lists; what was noted about them as a mentor, where they are in no cohort now."""
    if not elsewhere:
        delete_where(connection, pool, person=person)
    for email in emails:
        listed = func.lower(selected.c.email) == email.lower()
        connection.execute(delete(selected).where((selected.c.cohort == cohort) & listed))
        connection.execute(delete(staff).where(func.lower(staff.c.email) == email.lower()))
