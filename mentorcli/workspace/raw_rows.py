"""Exports as they came, kept so that they can be read again without the file.

Only columns that a confirmed form takes in are kept, and no row with a personal identity code.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, get_type_hints

from sqlalchemy import Connection, Select, bindparam, delete, func, insert, select

from mentorcli.domain.form import FormProposal
from mentorcli.domain.importing import RowState
from mentorcli.domain.problem import Place, Problem
from mentorcli.domain.programme import RoleKey
from mentorcli.domain.table import CellValue, Row, Table, column_letter, row_and_column
from mentorcli.workspace.codec import decode, delete_where, encode, insert_rows, where
from mentorcli.workspace.schema import import_rows, imports, raw_exports, raw_rows

HEAD = "@head"
"""Stands for the answer's key of a row that is titles."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An export as it was kept: the proposal with its rows, and the answer that each row is."""

    import_id: str
    form: str
    proposal: FormProposal
    answers: Mapping[int, str]


def keep_rows(
    connection: Connection, cohort: str, kept: Kept, instead_of: Collection[str] = ()
) -> None:
    """Keep an export's rows; of each answer to a form only the row kept last stays.

    ``instead_of`` are other keys that the answers were known by.
    """
    _drop_export(connection, kept.import_id)
    _drop_answers(connection, cohort, kept.form, {*kept.answers.values(), *instead_of})
    newest = connection.execute(select(func.max(raw_exports.c.number))).scalar() or 0
    table = kept.proposal.table
    columns = tuple(replace(c, samples=()) for c in kept.proposal.columns)
    proposal = replace(kept.proposal, columns=columns, problems=(), base=None)
    bare = encode(replace(proposal, table=replace(table, rows=())))
    export = {"import_id": kept.import_id, "cohort": cohort, "form": kept.form}
    connection.execute(insert(raw_exports).values(**export, number=newest + 1, proposal=bare))
    rows = (
        (kept.import_id, row.number, kept.answers.get(row.number, HEAD), _CELLS(row.cells))
        for row in table.rows
    )
    insert_rows(connection, raw_rows, ("import_id", "number", "answer", "cells"), rows)


def rows_kept(connection: Connection, import_id: str) -> bool:
    """Tell whether rows of this import are kept."""
    query = select(raw_exports.c.import_id).where(where(raw_exports, import_id=import_id))
    return connection.execute(query).first() is not None


def drop_rows(connection: Connection, rows: Iterable[tuple[str, int]]) -> None:
    """Delete kept rows, each by its import and number."""
    keys = [{"the_import": i, "the_number": n} for i, n in rows]
    if keys:
        t = raw_rows
        one = (t.c.import_id == bindparam("the_import")) & (t.c.number == bindparam("the_number"))
        connection.execute(delete(t).where(one), keys)


def _drop_export(connection: Connection, import_id: str) -> None:
    for table in (raw_rows, raw_exports):
        delete_where(connection, table, import_id=import_id)


def _drop_answers(connection: Connection, cohort: str, form: str, answers: Collection[str]) -> None:
    """Delete the kept rows of these answers, and exports that no answer is left of."""
    t = raw_rows.c
    exports = select(raw_exports.c.import_id).where(where(raw_exports, cohort=cohort, form=form))
    for import_id in connection.execute(exports).scalars().all():
        query = select(t.number, t.answer).where(t.import_id == import_id)
        found = connection.execute(query).all()
        drop_rows(connection, [(import_id, n) for n, answer in found if answer in answers])
        if all(answer in answers or answer == HEAD for _, answer in found):
            _drop_export(connection, import_id)


def kept_exports(
    connection: Connection, cohort: str, form: str = "", without: Collection[str] = ()
) -> tuple[Kept, ...]:
    """Return the exports kept of a cohort (of one form when it is named), in order of arrival.

    Those of the imports ``without`` are left out.
    """
    same = {"cohort": cohort, **({"form": form} if form else {})}
    others = raw_exports.c.import_id.not_in(without)
    query = select(raw_exports).where(where(raw_exports, **same) & others).order_by("number")
    return tuple(_kept(connection, row) for row in connection.execute(query).mappings().all())


def _kept(connection: Connection, export: Mapping[Any, Any]) -> Kept:
    query = select(raw_rows).where(where(raw_rows, import_id=export["import_id"]))
    found = connection.execute(query.order_by("number")).mappings().all()
    proposal = _proposal(export["proposal"])
    rows = tuple(Row(r["number"], tuple(decode_cell(c) for c in r["cells"])) for r in found)
    answers = {r["number"]: r["answer"] for r in found if r["answer"] != HEAD}
    table = replace(proposal.table, rows=rows)
    return Kept(export["import_id"], export["form"], replace(proposal, table=table), answers)


def _proposal(data: Mapping[str, Any]) -> FormProposal:
    """Return a proposal as it was stored: with no row, whose cells are kept by themselves."""
    kinds = get_type_hints(FormProposal)
    known = {key: decode(kinds[key], said) for key, said in data.items() if key != "table"}
    return FormProposal(table=Table(**{**data["table"], "rows": ()}), **known)


def with_places_now(
    connection: Connection, cohort: str, problems: Iterable[Problem]
) -> tuple[Problem, ...]:
    """Return problems with the place where each kept row stands now, in whichever export it came last."""
    problems = tuple(problems)
    if not any(p.place.row for p in problems):
        return problems
    t, e = raw_rows.c, raw_exports.c
    exports = connection.execute(select(e.import_id, e.form, e.proposal).where(e.cohort == cohort))
    forms = {i: (form, _proposal(said)) for i, form, said in exports}
    query = select(t.import_id, t.answer, t.number).where(t.import_id.in_(forms))
    rows: dict[tuple[str, ...], tuple[FormProposal, int]] = {
        (forms[i][0], answer): (forms[i][1], n) for i, answer, n in connection.execute(query)
    }
    found = ((p, rows.get(p.place.row[:2])) for p in problems)
    return tuple(replace(p, place=_place_now(p.place, *at)) if at else p for p, at in found)


def _place_now(place: Place, proposal: FormProposal, number: int) -> Place:
    table, title = proposal.table, place.row[2]
    titles = [c.header for c in proposal.columns]
    at = row_and_column(place.cell)
    same = at is not None and titles[at[1] : at[1] + 1] == [title]
    moved = at is not None and not same and title in titles
    cell = f"{column_letter(titles.index(title))}0" if moved else place.cell
    return Place(table.file, table.sheet, re.sub(r"\d+", str(number), cell), place.row)


@dataclass(frozen=True, slots=True)
class HeldRow:
    """A kept row that waits for a person: the columns of its export, the row, and why it waits.

    ``person`` is empty where nobody can be told by it.
    """

    import_id: str
    role: RoleKey
    form: str
    proposal: FormProposal
    row: Row
    answer: str
    person: str
    reason: str


def held_rows(connection: Connection, cohort: str) -> tuple[HeldRow, ...]:
    """Return a cohort's kept rows that are held back, in the order in which they came."""
    t, e, r = raw_rows, raw_exports, import_rows
    columns = (t, e.c.form, e.c.proposal, imports.c.role, r.c.person, r.c.reason)
    waiting = _with_ends(cohort, *columns).where(r.c.state == RowState.PROBLEM.value)
    rows = connection.execute(waiting.order_by(e.c.number, t.c.number)).mappings()
    same = ("import_id", "role", "form", "answer", "person", "reason")
    return tuple(
        HeldRow(
            proposal=_proposal(x["proposal"]),
            row=Row(x["number"], tuple(decode_cell(c) for c in x["cells"])),
            **{name: x[name] for name in same},
        )
        for x in rows
    )


def people_of_answers(connection: Connection, cohort: str) -> dict[tuple[str, str, str], str]:
    """Return whose answer each (role, form, response) was, of all rows that were not held back."""
    r = import_rows.c
    query = _with_ends(cohort, imports.c.role, raw_exports.c.form, raw_rows.c.answer, r.person)
    rows = connection.execute(query.where((r.person != "") & (r.state != RowState.PROBLEM.value)))
    return {(role, form, answer): person for role, form, answer, person in rows}


def _with_ends(cohort: str, *columns: Any) -> Select[Any]:
    """Return the query for a cohort's kept rows with their exports, imports and ends."""
    t, e, r = raw_rows, raw_exports, import_rows
    return (
        select(*columns)
        .join_from(t, e, e.c.import_id == t.c.import_id)
        .join(imports, imports.c.id == t.c.import_id)
        .join(r, (r.c.import_id == t.c.import_id) & (r.c.number == t.c.number))
        .where(e.c.cohort == cohort)
    )


def encode_cell(value: CellValue) -> Any:
    """Return a cell as JSON that remembers days, times and moments."""
    if isinstance(value, dt.datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, dt.date):
        return {"day": value.isoformat()}
    if isinstance(value, dt.time):
        return {"time": value.isoformat()}
    if isinstance(value, dt.timedelta):
        return {"seconds": value.total_seconds()}
    return value


_CELLS = json.JSONEncoder(ensure_ascii=False, default=encode_cell).encode


def decode_cell(data: Any) -> CellValue:
    """Return the cell that `encode_cell` wrote."""
    if not isinstance(data, dict):
        return data  # type: ignore[no-any-return]  # JSON holds only plain cells here
    ((kind, value),) = data.items()
    if kind == "seconds":
        return dt.timedelta(seconds=value)
    kinds: dict[str, Any] = {"moment": dt.datetime, "day": dt.date, "time": dt.time}
    found: CellValue = kinds[kind].fromisoformat(value)
    return found
