"""Applications and their answers in the database, and the imports that they came from."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from mentorcli.domain.application import Application, ApplicationState, Given, Source
from mentorcli.domain.importing import ImportedRow, ImportPlan
from mentorcli.workspace.codec import decode_answer, encode_answer
from mentorcli.workspace.schema import answers, applications, import_rows, imports, people


def applications_of(connection: Connection, cohort: str) -> tuple[Application, ...]:
    """Return a cohort's applications in every state, by role and person."""
    given: dict[tuple[str, str], dict[str, Given]] = {}
    rows = connection.execute(
        select(answers).where(answers.c.cohort == cohort).order_by(answers.c.field)
    )
    for row in rows.mappings():
        source = Source(
            row["import_id"], row["file"], row["sheet"], row["cell"], row["header"], row["raw"], row["rule"]
        )  # fmt: skip
        answer = Given(decode_answer(row["value"]), source)
        given.setdefault((row["role"], row["person"]), {})[row["field"]] = answer
    found = connection.execute(
        select(applications).where(applications.c.cohort == cohort).order_by("role", "person")
    ).mappings()
    return tuple(
        _application(dict(row), given.get((row["role"], row["person"]), {})) for row in found
    )


def _application(row: dict[str, Any], given: dict[str, Given]) -> Application:
    submitted = row.pop("submitted")
    row["state"] = ApplicationState(row["state"])
    moment = dt.datetime.fromisoformat(submitted) if submitted else None
    return Application(**row, submitted=moment, answers=given)


def save_applications(connection: Connection, found: Iterable[Application]) -> None:
    """Store new and changed applications with their people; what is stored is replaced whole."""
    for application in found:
        key = (application.cohort, application.role, application.person)
        same = (applications.c.cohort, applications.c.role, applications.c.person)
        connection.execute(
            delete(answers).where(*(answers.c[c.name] == k for c, k in zip(same, key, strict=True)))
        )
        connection.execute(
            delete(applications).where(*(c == k for c, k in zip(same, key, strict=True)))
        )
        connection.execute(insert(applications).values(_row(application)))
        rows = [
            _answer_row(application, field, answer) for field, answer in application.answers.items()
        ]
        if rows:
            connection.execute(insert(answers), rows)
        _save_person(connection, application)


def _row(application: Application) -> dict[str, Any]:
    submitted = application.submitted.isoformat() if application.submitted else None
    fields = ("cohort", "role", "person", "name", "email", "form", "response")
    return {
        **{f: getattr(application, f) for f in fields},
        "state": application.state.value,
        "submitted": submitted,
    }


def _answer_row(application: Application, field: str, given: Given) -> dict[str, Any]:
    key = {"cohort": application.cohort, "role": application.role, "person": application.person}
    return {**key, "field": field, "value": encode_answer(given.value), **asdict(given.source)}


def _save_person(connection: Connection, application: Application) -> None:
    connection.execute(delete(people).where(people.c.id == application.person))
    connection.execute(
        insert(people).values(id=application.person, name=application.name, email=application.email)
    )


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
    """Store an import with the end of each of its rows; ``facts`` are the columns of imports."""
    counts = {state.value: n for state, n in plan.counts().items()}
    connection.execute(delete(import_rows).where(import_rows.c.import_id == facts["id"]))
    connection.execute(delete(imports).where(imports.c.id == facts["id"]))
    connection.execute(insert(imports).values({**facts, "counts": counts}))
    rows = [_import_row(facts["id"], row) for row in plan.rows]
    if rows:
        connection.execute(insert(import_rows), rows)
    save_applications(connection, plan.applications)


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


def row_counts(connection: Connection, cohort: str) -> dict[str, int]:
    """Return how many rows of all the cohort's imports ended in each state."""
    found: Sequence[Any] = connection.execute(
        select(imports.c.counts).where(imports.c.cohort == cohort)
    ).scalars().all()  # fmt: skip
    total: Counter[str] = Counter()
    for counts in found:
        total.update(counts)
    return dict(sorted(total.items()))
