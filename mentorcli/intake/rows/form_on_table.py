"""A confirmed form laid upon one export: which columns feed what, and how each is read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from mentorcli.domain.application import Origin
from mentorcli.domain.form import MODIFIED, SUBMITTED, FormMapping, FormProposal
from mentorcli.domain.problem import Place
from mentorcli.domain.programme import Programme
from mentorcli.domain.table import CellValue, Row
from mentorcli.intake.columns.column_values import date_orders
from mentorcli.intake.columns.dialects import Dialect, dialect_of
from mentorcli.intake.columns.layout import Layout, as_proposed
from mentorcli.intake.columns.remembered_forms import columns_of, fingerprint
from mentorcli.intake.headers import column_keys, header_key
from mentorcli.intake.rows.response_keys import version
from mentorcli.intake.rows.skipped_rows import Filter, Records, filters, records
from mentorcli.intake.values.choices import one_choice
from mentorcli.intake.values.date_orders import order_of
from mentorcli.intake.values.dates import moment
from mentorcli.intake.values.reading import Reading


@dataclass(frozen=True, slots=True)
class FormOnTable:
    """A form on a table. ``version`` begins the response keys of a form in another language or copy.

    ``apart`` has another beginning for the answers that were said to be of another copy, by key.
    ``columns`` maps a field to its columns, ``options`` a column to the option or row that it
    stands for, ``parted`` the fields that have such columns; ``titles`` are the titles' keys in
    order; ``orders`` has the order of day and month of each column with days; ``modified`` when the
    answer on a row was last edited; ``required`` are the fields without which an application waits;
    ``merged`` the empty cells, by row and column, that show what stands in another one.
    """

    layout: Layout
    dialect: Dialect
    mapping: FormMapping
    cohort: str
    import_id: str
    version: str
    apart: Mapping[str, str]
    columns: Mapping[str, tuple[int, ...]]
    options: Mapping[int, str]
    parted: frozenset[str]
    readings: Mapping[str, Reading]
    orders: Mapping[int, str]
    filters: tuple[Filter, ...]
    records: Records
    titles: tuple[str, ...]
    required: tuple[str, ...]
    modified: Mapping[int, dt.datetime | None]
    merged: Mapping[int, Mapping[int, tuple[str, str]]]
    origins: dict[tuple[tuple[int, ...], str, str], Origin] = field(default_factory=dict)
    """What answers share that the same columns gave in the same way: made once for all rows."""

    def response(self, number: str) -> str:
        """Return the response key of the answer that its form counts under a number."""
        return self.apart.get(number, self.version) + number

    def cells(self, row: Row, key: str) -> tuple[CellValue, ...]:
        """Return the cells of a row that feed a field."""
        return tuple(map(row.cell, self.columns.get(key, ())))

    def line(self, row: Row, index: int) -> int:
        """Return the line of the cell that a value stands in, also in a row that was joined."""
        return self.records.lines.get((row.number, index), row.number)

    def place(self, row: Row, key: str = "") -> Place:
        """Return where a field stands in a row; the row's first cell for no field."""
        first = (self.columns.get(key) or (0,))[0]
        return self.layout.table.place(self.line(row, first), first)


def form_on_table(
    proposal: FormProposal, mapping: FormMapping, programme: Programme, cohort: str, import_id: str
) -> FormOnTable:
    """Return a confirmed form laid upon the table of a proposal."""
    layout, dialect = as_proposed(proposal), dialect_of(proposal.dialect)
    known, asked = columns_of(mapping), programme.fields[mapping.role]
    keys = enumerate(column_keys(layout.headers))
    fed = {i: known[key] for i, key in keys if key in known}
    fields = {i: c.field for i, c in fed.items()}
    orders = date_orders(layout, fields, asked, {i: c.date_order for i, c in fed.items()})
    columns: dict[str, tuple[int, ...]] = {}
    for i in sorted(fields):
        columns[fields[i]] = (*columns.get(fields[i], ()), i)
    parts, group = dialect.separators, programme.group
    readings = {
        f.key: _with_answers(
            Reading.of(f, parts, orders.get(i, ""), group).for_column(layout.values(i)),
            [fed[k].answers for k in columns[f.key]],
        )
        for f in asked
        for i in columns.get(f.key, ())[:1]
    }
    for f in (f for f in asked if f.key in mapping.for_all and f.key not in columns):
        readings[f.key] = Reading.of(f, parts, "", group)
    options = {i: c.option for i, c in fed.items() if c.option}
    own = fingerprint(layout.headers)
    first = version(mapping, own, 1)
    apart = {
        key.removeprefix(first): version(mapping, own, copy) for key, copy in proposal.apart.items()
    }
    return FormOnTable(
        layout=layout,
        dialect=dialect,
        mapping=mapping,
        cohort=cohort,
        import_id=import_id,
        version=version(mapping, own, proposal.copy),
        apart=apart,
        columns=columns,
        options=options,
        parted=frozenset(fields[i] for i in options),
        readings=readings,
        orders=orders,
        filters=filters(dialect, layout),
        records=records(dialect, layout, frozenset(fields)),
        titles=tuple(key for h in layout.headers if (key := header_key(h))),
        required=tuple(f.key for f in asked if f.required),
        modified=_edit_times(proposal, layout),
        merged=proposal.table.merged_cells(),
    )


def _edit_times(proposal: FormProposal, layout: Layout) -> dict[int, dt.datetime | None]:
    """Return when the answer on each row was last edited, where a column tells it.

    Its days stand in the column's own order, else in that of when answers were submitted.
    """
    at = next((i for i, c in enumerate(proposal.columns) if c.field == MODIFIED), None)
    if at is None:
        return {}
    orders = [
        c.date_order
        for c in (proposal.columns[at], *proposal.columns)
        if c.field in {MODIFIED, SUBMITTED} and c.date_order
    ]
    order = orders[0] if orders else order_of(layout.values(at))
    return {row.number: moment(row.cell(at), order) for row in layout.body}


def _with_answers(reading: Reading, said: list[str]) -> Reading:
    """Return a reading that also knows a tool's codes, as ``A1=first; A2=final`` tells them."""
    entries = (entry.partition("=") for text in said for entry in text.split(";"))
    told = {
        header_key(code): one_choice(meaning, reading.known)[0]
        for code, sign, meaning in entries
        if sign
    }
    return replace(reading, known={**reading.known, **told})
