"""People of whom a cohort has only rows that are held back: they have no application yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from mentorcli.domain.application import Application, ApplicationState
from mentorcli.domain.table import text_of
from mentorcli.domain.text import one_line, person_id, stable_id
from mentorcli.intake.rows.number_owners import Waiting
from mentorcli.intake.rows.response_keys import without_copy
from mentorcli.names.splitting import own_name
from mentorcli.workspace.raw_rows import HeldRow, held_rows


def held_of(connection: Connection, cohort: str) -> dict[str, list[HeldRow]]:
    """Return the rows that are held back, by the person that each would be."""
    found: dict[str, list[HeldRow]] = {}
    for row in held_rows(connection, cohort):
        found.setdefault(_whose(row), []).append(row)
    return found


def waiting_people(
    cohort: str, held: dict[str, list[HeldRow]], known: Iterable[Application]
) -> tuple[Application, ...]:
    """Return what stands for an application of everybody who has none: a name and an address.

    Either may be empty or no name and no address at all, for that may be why the row waits.
    """
    there = {a.person for a in known}
    return tuple(
        _application(cohort, person, row)
        for person, rows in held.items()
        if person not in there
        for row in rows
    )


def waiting_rows(cohort: str, rows: Iterable[HeldRow]) -> tuple[Waiting, ...]:
    """Return rows that are held back and tell a name or an address: their numbers are theirs."""
    found = ((row, _application(cohort, _whose(row), row)) for row in rows)
    return tuple(
        Waiting(a, row.proposal.doubted.get(without_copy(a.response)[1], 0))
        for row, a in found
        if a.name or a.email
    )


def _application(cohort: str, person: str, row: HeldRow) -> Application:
    state, email = ApplicationState.INCOMPLETE, _fed(row, "email")
    return Application(
        cohort, row.role, person, _name(row), email, state, row.form, row.answer, None, {}
    )


def said(row: HeldRow) -> list[tuple[str, str, str]]:
    """Return each answer of a row: the column's title, what it feeds, and the text."""
    return [
        (one_line(column.header), column.field, text)
        for i, column in enumerate(row.proposal.columns)
        if column.field and (text := _cell(row, i))
    ]


def _whose(row: HeldRow) -> str:
    if row.person:
        return row.person
    email, name = _fed(row, "email"), _name(row)
    if "@" in email or " " in name:
        return person_id(email, name)
    return stable_id("r", row.import_id, str(row.row.number))


def _name(row: HeldRow) -> str:
    parts = [_fed(row, "first_name"), _fed(row, "last_name")]
    name = " ".join(p for p in parts if p) if all(parts) else _fed(row, "full_name")
    return own_name(one_line(name or " ".join(p for p in parts if p)))


def _fed(row: HeldRow, field: str) -> str:
    cells = (_cell(row, i) for i, c in enumerate(row.proposal.columns) if c.field == field)
    return next((one_line(text) for text in cells if text), "")


def _cell(row: HeldRow, column: int) -> str:
    cells: Sequence[object] = row.row.cells
    return text_of(row.row.cells[column]) if column < len(cells) else ""
