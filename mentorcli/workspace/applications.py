"""Applications in the database: their answers, those that no longer count, and where all came from."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from mentorcli.domain.application import Application, ApplicationState, Given, Origin, Source
from mentorcli.domain.fact import Kind
from mentorcli.domain.importing import ImportedRow, ImportPlan, RowState
from mentorcli.standing.fold import withdrawals
from mentorcli.workspace.answer_text import Numbers, StoredAnswers, origins_of, written
from mentorcli.workspace.codec import decode_answer, delete_where, encode_answer, insert_rows, where
from mentorcli.workspace.database import Hand
from mentorcli.workspace.facts import standing_of
from mentorcli.workspace.schema import applications, history, import_rows, imports

KEY = ("cohort", "role", "person")
COLUMNS = (
    *KEY, "name", "email", "state", "form", "response", "vanished", "submitted", "modified", "answers"
)  # fmt: skip
_TEXTS = attrgetter(*COLUMNS[:-3])


def applications_of(
    connection: Connection, cohort: str, left: Collection[tuple[str, str]] | None = None
) -> tuple[Application, ...]:
    """Return a cohort's applications in every state, by role and person.

    ``left`` are the (person, role) of those who have withdrawn, where that is known already.
    """
    left = withdrawn_in(connection, cohort) if left is None else left
    found = connection.execute(
        select(applications).where(applications.c.cohort == cohort).order_by("role", "person")
    ).mappings()
    origins = origins_of(connection, cohort)
    return tuple(_application(dict(row), origins, left) for row in found)


def withdrawn_in(connection: Connection, cohort: str) -> Collection[tuple[str, str]]:
    """Return the (person, role) of those of a cohort who have withdrawn."""
    return withdrawals(standing_of(connection, cohort, (Kind.WITHDRAWN, Kind.BACK))).keys()


def roles_of_valid(connection: Connection, cohort: str) -> frozenset[str]:
    """Return the roles in which a cohort has a complete application of somebody who has not withdrawn."""
    left, t = withdrawn_in(connection, cohort), applications.c
    complete = where(applications, cohort=cohort, state=ApplicationState.VALID.value)
    found = connection.execute(select(t.person, t.role).where(complete))
    return frozenset(role for person, role in found if (person, role) not in left)


def _application(
    row: dict[str, Any], origins: Mapping[int, Origin], left: Collection[tuple[str, str]]
) -> Application:
    gone = (row["person"], row["role"]) in left
    row["state"] = ApplicationState.WITHDRAWN if gone else ApplicationState(row["state"])
    for moment in ("submitted", "modified"):
        row[moment] = dt.datetime.fromisoformat(row[moment]) if row[moment] else None
    row["answers"] = StoredAnswers(row["answers"], origins)
    return Application(**row)


def save_applications(connection: Connection, found: Iterable[Application]) -> None:
    """Store new and changed applications; what is stored is replaced whole.

    Of those who have withdrawn, which facts tell, it stays stored whether they are complete.
    """
    every = [_as_answered(connection, a) for a in found]
    if not every:
        return
    if connection.execute(select(applications.c.person).limit(1)).first():
        keys = [{f"the_{k}": getattr(a, k) for k in KEY} for a in every]
        same = (applications.c[k] == bindparam(f"the_{k}") for k in KEY)
        connection.execute(delete(applications).where(*same), keys)
    numbers = {cohort: Numbers(connection, cohort) for cohort in sorted({a.cohort for a in every})}
    insert_rows(connection, applications, COLUMNS, (_row(a, numbers[a.cohort]) for a in every))
    for number in numbers.values():
        number.save(connection)


def _as_answered(connection: Connection, a: Application) -> Application:
    """Return an application of somebody who has withdrawn as it is stored: complete or not."""
    if a.state is not ApplicationState.WITHDRAWN:
        return a
    same = where(applications, cohort=a.cohort, role=a.role, person=a.person)
    stored = connection.execute(select(applications.c.state).where(same)).scalar()
    return replace(a, state=ApplicationState(stored or ApplicationState.VALID))


def _row(a: Application, numbers: Numbers) -> tuple[Any, ...]:
    """Return an application in the order of `COLUMNS`."""
    moments = (m.isoformat() if m else None for m in (a.submitted, a.modified))
    return (*map(str, _TEXTS(a)), *moments, written(a.answers, numbers))


def set_application_state(
    connection: Connection, cohort: str, role: str, person: str, state: ApplicationState
) -> None:
    """Store whether an application is complete."""
    one = where(applications, cohort=cohort, role=role, person=person)
    connection.execute(update(applications).where(one).values(state=state.value))


def save_import(connection: Connection, plan: ImportPlan, facts: dict[str, str]) -> None:
    """Store an import with the end of each of its rows; ``facts`` are the columns of imports.

    Applications that the export no longer holds are marked with its day, those that it holds
    again lose the mark.
    """
    counts = {state.value: n for state, n in plan.counts().items()}
    delete_where(connection, import_rows, import_id=facts["id"])
    delete_where(connection, imports, id=facts["id"])
    connection.execute(insert(imports).values({**facts, "counts": counts}))
    columns = ("import_id", "number", "state", "person", "reason")
    rows = ((facts["id"], r.number, r.state.value, r.person, r.reason) for r in plan.rows)
    insert_rows(connection, import_rows, columns, rows)
    save_applications(connection, plan.applications)
    _mark_vanished(connection, plan, facts)


def _mark_vanished(connection: Connection, plan: ImportPlan, facts: Mapping[str, str]) -> None:
    mine, t = where(applications, cohort=facts["cohort"], role=facts["role"]), applications.c
    marked = connection.execute(select(t.person).where(mine & (t.vanished != ""))).scalars()
    here = {row.person for row in plan.rows if row.person}
    change = update(applications)
    for person in sorted(set(marked) & here):
        connection.execute(change.where(mine, t.person == person).values(vanished=""))
    for gone in plan.missing:
        one = change.where(mine, t.person == gone.person, t.vanished == "")
        connection.execute(one.values(vanished=facts["at"][:10]))


def import_known(connection: Connection, import_id: str) -> bool:
    """Tell whether this file was imported into this cohort before."""
    query = select(imports.c.id).where(imports.c.id == import_id)
    return connection.execute(query).first() is not None


def new_in_imports(connection: Connection, ids: Collection[str]) -> set[tuple[str, str, str]]:
    """Return the (role, person, form) of all rows that were new in some imports."""
    joined = import_rows.join(imports, imports.c.id == import_rows.c.import_id)
    query = select(imports.c.role, import_rows.c.person, imports.c.form).select_from(joined)
    new = imports.c.id.in_(ids) & (import_rows.c.state == RowState.NEW.value)
    return {(role, person, form) for role, person, form in connection.execute(query.where(new))}


_TAKEN = frozenset({RowState.NEW.value, RowState.CHANGED.value, RowState.UNCHANGED.value})


def save_new_ends(connection: Connection, import_id: str, rows: Sequence[ImportedRow]) -> None:
    """Note where kept rows ended when they were read again; one that was taken counts as it did.

    A row that had been held back and is now as stored counts as unchanged.
    """
    t = import_rows
    query = select(t.c.number, t.c.state).where(t.c.import_id == import_id)
    before = dict(connection.execute(query).all())
    for row in rows:
        was = before.get(row.number, "")
        if row.state is RowState.UNCHANGED and was != RowState.PROBLEM.value:
            continue
        state = was if {was, row.state.value} <= _TAKEN else row.state.value
        ended = {k: getattr(row, k) for k in ("number", "person", "reason")}
        delete_where(connection, t, import_id=import_id, number=row.number)
        connection.execute(insert(t).values(import_id=import_id, state=state, **ended))
    states = connection.execute(select(t.c.state).where(t.c.import_id == import_id)).scalars()
    counted = Counter(states)
    counts = {state.value: counted[state.value] for state in RowState}
    connection.execute(update(imports).where(imports.c.id == import_id).values(counts=counts))


def held_rows(connection: Connection, cohort: str) -> int:
    """Return how many rows of the newest export of each form wait for a person."""
    query = select(imports.c.form, imports.c.counts).where(imports.c.cohort == cohort)
    newest = dict(tuple(row) for row in connection.execute(query.order_by("at")))
    return sum(counts.get(RowState.PROBLEM.value, 0) for counts in newest.values())


def row_counts(connection: Connection, cohort: str, by: dt.date | None = None) -> dict[str, int]:
    """Return how many rows of the cohort's imports, all or those ``by`` a day, ended in each state."""
    total: Counter[str] = Counter()
    query = select(imports.c.counts).where(imports.c.cohort == cohort)
    if by is not None:
        query = query.where(func.substr(imports.c.at, 1, 10) <= by.isoformat())
    for counts in connection.execute(query).scalars():
        total.update(counts)
    return dict(sorted(total.items()))


CHANGED = "changed later"
OLDER = "an older answer"


@dataclass(frozen=True, slots=True)
class Past:
    """One answer that was replaced: the field, what it was, from where, why and when it ended."""

    role: str
    field: str
    given: Given
    response: str
    why: str
    at: str


def keep_past(
    connection: Connection,
    cohort: str,
    replaced: Iterable[tuple[Application, Application]],
    superseded: Iterable[Application],
    hand: Hand,
) -> None:
    """Keep what ends: the answers that differ in (old, new), and older answers whole.

    What is kept already is not kept twice, so importing the same again adds nothing.
    """
    wanted = [
        _past_row(old, field, given, CHANGED, hand)
        for old, new in replaced
        for field, given in sorted(old.answers.items())
        if (old.form, old.response) != (new.form, new.response) or new.value(field) != given.value
    ]
    wanted += [
        _past_row(a, field, given, OLDER, hand)
        for a in superseded
        for field, given in sorted(a.answers.items())
    ]
    if not wanted:
        return
    query = select(history).where(history.c.cohort == cohort)
    known = {_same(row) for row in connection.execute(query).mappings()}
    fresh = {_same(row): row for row in wanted}
    if rows := [row for key, row in fresh.items() if key not in known]:
        connection.execute(insert(history), rows)


def _same(row: Mapping[Any, Any]) -> tuple[str, ...]:
    keys = ("role", "person", "form", "response", "field", "raw")
    return (*(str(row[k]) for k in keys), repr(row["value"]))


def _past_row(
    application: Application, field: str, given: Given, why: str, hand: Hand
) -> dict[str, Any]:
    keys = ("cohort", "role", "person", "form", "response")
    submitted = application.submitted
    return {
        **{k: getattr(application, k) for k in keys},
        "submitted": submitted.isoformat() if submitted else None,
        "why": why,
        "at": hand.at,
        "field": field,
        "value": encode_answer(given.value),
        **asdict(given.source),
    }


def changed_at(connection: Connection, person: str) -> set[tuple[str, str]]:
    """Return where and when answers of somebody were replaced: (cohort, moment) each."""
    theirs = where(history, person=person, why=CHANGED)
    return {
        (c, at)
        for c, at in connection.execute(select(history.c.cohort, history.c.at).where(theirs))
    }


def past_of(connection: Connection, cohort: str, person: str) -> Sequence[Past]:
    """Return what somebody had answered before, by role and field, oldest first."""
    query = select(history).where(where(history, cohort=cohort, person=person))
    rows = connection.execute(query.order_by("role", "field", "id")).mappings()
    return [Past(r["role"], r["field"], _given(r), r["response"], r["why"], r["at"]) for r in rows]


def _given(row: Mapping[Any, Any]) -> Given:
    source = Source(**{f.name: row[f.name] for f in fields(Source)})
    return Given(decode_answer(row["value"]), source)
