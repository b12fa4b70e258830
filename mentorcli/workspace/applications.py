"""Applications and their answers in the database, and the imports that they came from."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from json.encoder import encode_basestring_ascii
from typing import Any

from sqlalchemy import (
    Connection,
    Table,
    Text,
    bindparam,
    delete,
    insert,
    select,
    type_coerce,
    update,
)

from mentorcli.domain.application import Answer, Application, ApplicationState, Given, Source
from mentorcli.domain.importing import ImportedRow, ImportPlan, RowState
from mentorcli.workspace.codec import decode_answer, encode_answer
from mentorcli.workspace.schema import answers, applications, import_rows, imports, people

KEY = ("cohort", "role", "person")
READ = (
    "role", "person", "field", "value", "import_id", "file", "sheet", "cell", "header", "raw", "rule",
)  # fmt: skip
_SCAN = json.JSONDecoder().scan_once  # type: ignore[attr-defined]  # the stubs leave it out
"""json.loads without its checks of every text's beginning and end."""
AT_ONCE = 1_000
"""Applications whose answers are written at once: few calls, and few rows in memory."""


def applications_of(connection: Connection, cohort: str) -> tuple[Application, ...]:
    """Return a cohort's applications in every state, by role and person."""
    given: dict[tuple[str, str], dict[str, Given]] = {}
    columns = [type_coerce(answers.c[n], Text) if n == "value" else answers.c[n] for n in READ]
    query = select(*columns).where(answers.c.cohort == cohort)
    once: dict[str, str] = {}  # names of files, titles: one text for all answers
    for role, person, key, value, *where, raw, rule in connection.execute(query.order_by("field")):
        import_id, file, sheet, cell, header = where
        source = Source(
            once.setdefault(import_id, import_id), once.setdefault(file, file),
            once.setdefault(sheet, sheet), cell, once.setdefault(header, header), raw,
            once.setdefault(rule, rule),
        )  # fmt: skip
        answer = Given(_answer(value) if type(value) is str else decode_answer(value), source)
        given.setdefault((role, person), {})[once.setdefault(key, key)] = answer
    found = connection.execute(
        select(applications).where(applications.c.cohort == cohort).order_by("role", "person")
    ).mappings()
    return tuple(
        _application(dict(row), given.get((row["role"], row["person"]), {})) for row in found
    )


@lru_cache(maxsize=5_000)
def _answer(written: str) -> Answer:
    """Return the answer in a JSON text: people choose the same few, so each is read once."""
    return decode_answer(_SCAN(written, 0)[0])


def given_of(row: Mapping[Any, Any]) -> Given:
    """Return the answer in a row of a table that has the columns of a source."""
    source = Source(
        row["import_id"], row["file"], row["sheet"], row["cell"], row["header"], row["raw"], row["rule"]
    )  # fmt: skip
    return Given(decode_answer(row["value"]), source)


def _application(row: dict[str, Any], given: dict[str, Given]) -> Application:
    row["state"] = ApplicationState(row["state"])
    for moment in ("submitted", "modified"):
        row[moment] = dt.datetime.fromisoformat(row[moment]) if row[moment] else None
    return Application(**row, answers=given)


def save_applications(connection: Connection, found: Iterable[Application]) -> None:
    """Store new and changed applications with their people; what is stored is replaced whole."""
    every = list(found)
    if not every:
        return
    keys = [{f"the_{k}": getattr(a, k) for k in KEY} for a in every]
    for table in (answers, applications):
        connection.execute(_delete_by_key(table), keys)
    connection.execute(insert(applications), [_row(a) for a in every])
    for at in range(0, len(every), AT_ONCE):
        _insert_answers(connection, every[at : at + AT_ONCE])
    persons = {a.person: {"id": a.person, "name": a.name, "email": a.email} for a in every}
    ids = [{"the_id": person} for person in persons]
    connection.execute(delete(people).where(people.c.id == bindparam("the_id")), ids)
    connection.execute(insert(people), list(persons.values()))


def _delete_by_key(table: Table) -> Any:
    return delete(table).where(*(table.c[k] == bindparam(f"the_{k}") for k in KEY))


def _row(application: Application) -> dict[str, Any]:
    fields = (*KEY, "name", "email", "form", "response", "vanished")
    submitted, modified = application.submitted, application.modified
    return {
        **{f: getattr(application, f) for f in fields},
        "state": application.state.value,
        "submitted": submitted.isoformat() if submitted else None,
        "modified": modified.isoformat() if modified else None,
    }


def _insert_answers(connection: Connection, found: Sequence[Application]) -> None:
    """Insert all answers at once; past SQLAlchemy's work on each row where the driver is known."""
    rows = [_answer_row(a, field, given) for a in found for field, given in a.answers.items()]
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(str(insert(answers).compile(connection)), rows)
        return
    names = [c.name for c in answers.columns]
    told = (dict(zip(names, row, strict=True)) for row in rows)
    connection.execute(insert(answers), [t | {"value": json.loads(t["value"])} for t in told])


def _answer_row(application: Application, field: str, given: Given) -> tuple[str, ...]:
    """Return an answer in the order of the table's columns, the value as JSON."""
    s = given.source
    return (
        application.cohort, application.role, application.person, field, _json(given.value),
        s.import_id, s.file, s.sheet, s.cell, s.header, s.raw, s.rule,
    )  # fmt: skip


def _json(answer: Answer) -> str:
    if isinstance(answer, str):
        return f'{{"text": {encode_basestring_ascii(answer)}}}'
    return json.dumps(encode_answer(answer))


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
    rows = [_import_row(facts["id"], row) for row in plan.rows]
    if rows:
        connection.execute(insert(import_rows), rows)
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
    before = dict(connection.execute(query).tuples().all())
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


def row_counts(connection: Connection, cohort: str) -> dict[str, int]:
    """Return how many rows of all the cohort's imports ended in each state."""
    found: Sequence[Any] = connection.execute(
        select(imports.c.counts).where(imports.c.cohort == cohort)
    ).scalars().all()  # fmt: skip
    total: Counter[str] = Counter()
    for counts in found:
        total.update(counts)
    return dict(sorted(total.items()))
