"""Applications and their answers in the database, and the imports that they came from."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    Connection,
    Table,
    bindparam,
    delete,
    insert,
    select,
    update,
)

from mentorcli.domain.application import Application, ApplicationState, Given, Origin, Source
from mentorcli.domain.importing import ImportedRow, ImportPlan, RowState
from mentorcli.workspace.answers import Numbers, StoredAnswers, origins_of, written
from mentorcli.workspace.codec import decode_answer
from mentorcli.workspace.many_rows import insert_rows
from mentorcli.workspace.schema import applications, import_rows, imports, people

KEY = ("cohort", "role", "person")
COLUMNS = (
    *KEY, "name", "email", "state", "form", "response", "vanished", "submitted", "modified", "answers"
)  # fmt: skip


def applications_of(connection: Connection, cohort: str) -> tuple[Application, ...]:
    """Return a cohort's applications in every state, by role and person."""
    found = connection.execute(
        select(applications).where(applications.c.cohort == cohort).order_by("role", "person")
    ).mappings()
    origins = origins_of(connection, cohort)
    return tuple(_application(dict(row), origins) for row in found)


def given_of(row: Mapping[Any, Any]) -> Given:
    """Return the answer in a row of a table that has the columns of a source."""
    source = Source(
        row["import_id"], row["file"], row["sheet"], row["cell"], row["header"], row["raw"], row["rule"]
    )  # fmt: skip
    return Given(decode_answer(row["value"]), source)


def _application(row: dict[str, Any], origins: Mapping[int, Origin]) -> Application:
    row["state"] = ApplicationState(row["state"])
    for moment in ("submitted", "modified"):
        row[moment] = dt.datetime.fromisoformat(row[moment]) if row[moment] else None
    row["answers"] = StoredAnswers(row["answers"], origins)
    return Application(**row)


def save_applications(connection: Connection, found: Iterable[Application]) -> None:
    """Store new and changed applications with their people; what is stored is replaced whole."""
    every = list(found)
    if not every:
        return
    if connection.execute(select(applications.c.person).limit(1)).first():
        keys = [{f"the_{k}": getattr(a, k) for k in KEY} for a in every]
        connection.execute(_delete_by_key(applications), keys)
    numbers = {cohort: Numbers(connection, cohort) for cohort in sorted({a.cohort for a in every})}
    insert_rows(connection, applications, COLUMNS, (_row(a, numbers[a.cohort]) for a in every))
    for number in numbers.values():
        number.save(connection)
    persons = {a.person: (a.person, a.name, a.email) for a in every}
    if connection.execute(select(people.c.id).limit(1)).first():
        ids = [{"the_id": person} for person in persons]
        connection.execute(delete(people).where(people.c.id == bindparam("the_id")), ids)
    insert_rows(connection, people, ("id", "name", "email"), persons.values())


def _delete_by_key(table: Table) -> Any:
    return delete(table).where(*(table.c[k] == bindparam(f"the_{k}") for k in KEY))


def _row(a: Application, numbers: Numbers) -> tuple[Any, ...]:
    """Return an application in the order of `COLUMNS`."""
    return (
        a.cohort, a.role, a.person, a.name, a.email, a.state.value, a.form, a.response, a.vanished,
        a.submitted.isoformat() if a.submitted else None,
        a.modified.isoformat() if a.modified else None,
        written(a.answers, numbers),
    )  # fmt: skip


def set_application_state(
    connection: Connection, cohort: str, role: str, person: str, state: ApplicationState
) -> None:
    """Change where an application stands."""
    key = (
        (applications.c.cohort == cohort)
        & (applications.c.role == role)
        & (applications.c.person == person)
    )
    connection.execute(update(applications).where(key).values(state=state.value))


def save_import(connection: Connection, plan: ImportPlan, facts: dict[str, str]) -> None:
    """Store an import with the end of each of its rows; ``facts`` are the columns of imports.

    Applications that the export no longer holds are marked with its day, those that it holds
    again lose the mark.
    """
    counts = {state.value: n for state, n in plan.counts().items()}
    connection.execute(delete(import_rows).where(import_rows.c.import_id == facts["id"]))
    connection.execute(delete(imports).where(imports.c.id == facts["id"]))
    connection.execute(insert(imports).values({**facts, "counts": counts}))
    columns = ("import_id", "number", "state", "person", "reason")
    rows = ((facts["id"], r.number, r.state.value, r.person, r.reason) for r in plan.rows)
    insert_rows(connection, import_rows, columns, rows)
    save_applications(connection, plan.applications)
    _mark_vanished(connection, plan, facts)


def _mark_vanished(connection: Connection, plan: ImportPlan, facts: Mapping[str, str]) -> None:
    mine = (applications.c.cohort == facts["cohort"]) & (applications.c.role == facts["role"])
    marked = connection.execute(
        select(applications.c.person).where(mine & (applications.c.vanished != ""))
    ).scalars()
    here = {row.person for row in plan.rows if row.person}
    for person in sorted(set(marked) & here):
        one = mine & (applications.c.person == person)
        connection.execute(update(applications).where(one).values(vanished=""))
    for gone in plan.missing:
        one = mine & (applications.c.person == gone.person) & (applications.c.vanished == "")
        connection.execute(update(applications).where(one).values(vanished=facts["at"][:10]))


def import_known(connection: Connection, import_id: str) -> bool:
    """Tell whether this file was imported into this cohort before."""
    return (
        connection.execute(select(imports.c.id).where(imports.c.id == import_id)).first()
        is not None
    )


def _import_row(import_id: str, row: ImportedRow) -> dict[str, Any]:
    return {
        "import_id": import_id,
        "number": row.number,
        "state": row.state.value,
        "person": row.person,
        "reason": row.reason,
    }


def save_new_ends(connection: Connection, import_id: str, rows: Sequence[ImportedRow]) -> None:
    """Note where kept rows ended when they were read again; one that is unchanged stays as it was.

    A row that had been held back and is now as stored counts as unchanged.
    """
    t = import_rows
    query = select(t.c.number, t.c.state).where(t.c.import_id == import_id)
    before = dict(connection.execute(query).all())
    for row in rows:
        if row.state is RowState.UNCHANGED and before.get(row.number) != RowState.PROBLEM.value:
            continue
        connection.execute(
            delete(t).where((t.c.import_id == import_id) & (t.c.number == row.number))
        )
        connection.execute(insert(t).values(_import_row(import_id, row)))
    states = connection.execute(select(t.c.state).where(t.c.import_id == import_id)).scalars()
    counted = Counter(states)
    counts = {state.value: counted[state.value] for state in RowState}
    connection.execute(update(imports).where(imports.c.id == import_id).values(counts=counts))


def held_rows(connection: Connection, cohort: str) -> int:
    """Return how many rows of the newest export of each form wait for a person."""
    query = select(imports.c.form, imports.c.counts).where(imports.c.cohort == cohort)
    newest = dict(tuple(row) for row in connection.execute(query.order_by("at")))
    return sum(counts.get(RowState.PROBLEM.value, 0) for counts in newest.values())


def row_counts(connection: Connection, cohort: str) -> dict[str, int]:
    """Return how many rows of all the cohort's imports ended in each state."""
    found: Sequence[Any] = connection.execute(
        select(imports.c.counts).where(imports.c.cohort == cohort)
    ).scalars().all()  # fmt: skip
    total: Counter[str] = Counter()
    for counts in found:
        total.update(counts)
    return dict(sorted(total.items()))
