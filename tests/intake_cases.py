"""Short ways to a table, a proposal and an import, for the tests of intake."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from pathlib import Path

from mentorcli import intake
from mentorcli.domain.application import Application
from mentorcli.domain.form import FormMapping, FormProposal
from mentorcli.domain.importing import ImportPlan, RowReading
from mentorcli.domain.programme import Programme, RoleKey
from mentorcli.domain.table import CellValue, Row, Table
from mentorcli.files.opening import read_tables
from mentorcli.workspace.profiles import load_programme

SAMPLE = Path(__file__).resolve().parent.parent / "sample_data"
PROGRAMME = load_programme("doctoral")
COHORT = "2027-spring"

MENTEE = ("First name", "Last name", "E-mail address", "Languages", "Goals", "Consent")
"""The least that a mentee must answer."""


def table(
    headers: Sequence[str], rows: Sequence[Sequence[CellValue]], sheet: str = "Sheet1"
) -> Table:
    every = [headers, *rows]
    found = tuple(Row(n, tuple(cells)) for n, cells in enumerate(every, 1))
    return Table("answers.xlsx", "0" * 64, "xlsx", sheet, found)


def propose(
    tables: Table | Sequence[Table],
    forms: Sequence[FormMapping] = (),
    role: RoleKey | None = None,
    assign: Mapping[str, str] | None = None,
    sheet: str | None = None,
    programme: Programme = PROGRAMME,
) -> FormProposal:
    every = [tables] if isinstance(tables, Table) else tables
    return intake.propose(every, programme, forms, role, assign, sheet)


def rows_of(
    tables: Table | Sequence[Table],
    role: RoleKey | None = None,
    assign: Mapping[str, str] | None = None,
) -> tuple[RowReading, ...]:
    proposal = propose(tables, role=role, assign=assign)
    return intake.read(proposal, confirmed(proposal), PROGRAMME, COHORT, "i-1")[0]


def confirmed(proposal: FormProposal) -> FormMapping:
    role = proposal.role or "mentee"
    return intake.mapping_of(proposal, PROGRAMME, f"doctoral-{role}", role)


def answer(header: str, cell: CellValue, role: RoleKey = "mentee") -> RowReading:
    """Return the reading of one row in which one more column is answered."""
    least = MENTEE if role == "mentee" else (*MENTEE[:4], "Themes", "Capacity", "Consent")
    full = ["Åsa", "Öst", "asa@example.org", "suomi", "Networks", "2", "Yes"]
    values: list[CellValue] = full if role == "mentor" else [*full[:5], "Yes"]
    if header in least:
        values[least.index(header)] = cell
        return rows_of(table(least, [values]), role)[0]
    return rows_of(table([*least, header], [[*values, cell]]), role)[0]


def value(header: str, cell: CellValue, role: RoleKey = "mentee") -> object:
    """Return the one answer that a cell gives beyond the least, or to a column of the least."""
    reading = answer(header, cell, role)
    assert reading.draft is not None, reading.problems
    field = next(
        c.field for c in propose(table([header], [[cell]]), role=role).columns if c.header == header
    )
    return reading.draft.value(field or "")


def codes(reading: RowReading) -> list[str]:
    return [p.code for p in reading.problems]


def sample(name: str) -> tuple[Table, ...]:
    return read_tables(SAMPLE / name)[0]


def take(
    tables: Table | Sequence[Table],
    existing: Sequence[Application] = (),
    role: RoleKey | None = None,
    forms: Sequence[FormMapping] = (),
) -> ImportPlan:
    """Return what importing would do, with whatever mapping is proposed."""
    proposal = propose(tables, forms, role)
    form = next((f for f in forms if f.key == proposal.remembered), confirmed(proposal))
    readings, _ = intake.read(proposal, form, PROGRAMME, COHORT, "i-1")
    return intake.merge(readings, existing)


def after(existing: Sequence[Application], plan: ImportPlan) -> tuple[Application, ...]:
    """Return the applications as they stand once an import is stored."""
    stored = {(a.role, a.person): a for a in (*existing, *plan.applications)}
    return tuple(stored[key] for key in sorted(stored))


def without_sources(applications: Sequence[Application]) -> list[object]:
    """Return applications as values, in order, without where they came from."""
    return sorted(
        (
            repr(dataclasses.replace(a, answers={}))
            + repr({k: g.value for k, g in sorted(a.answers.items())})
        )
        for a in applications
    )
