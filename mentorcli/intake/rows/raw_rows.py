"""The part of an export that may be kept, so that it can be read again without the file."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from mentorcli.domain.form import ColumnMapping, FormMapping, FormProposal
from mentorcli.domain.importing import RowReading
from mentorcli.domain.table import Row
from mentorcli.intake.columns.remembered_forms import columns_of
from mentorcli.intake.headers import header_key
from mentorcli.intake.rows.response_keys import answer_keys


def to_keep(
    proposal: FormProposal, readings: Sequence[RowReading], never: Collection[int]
) -> tuple[FormProposal, Mapping[int, str]]:
    """Return the proposal with only the cells that may be kept, and each kept row's answer key.

    Kept are the titles and the answers in columns that the form takes in. Not kept are rows that
    the tool marks as no answers (tests, unfinished ones) and the rows of ``never``.
    """
    skipped = {r.number: bool(r.skipped) for r in readings}
    first = min(skipped, default=0)
    columns = frozenset(i for i, c in enumerate(proposal.columns) if c.field)
    rows = tuple(
        Row(row.number, tuple(c if i in columns else None for i, c in enumerate(row.cells)))
        for row in proposal.table.rows
        if row.number not in never and not skipped.get(row.number, row.number >= first)
    )
    table = replace(proposal.table, rows=rows)
    keys = answer_keys(proposal, readings)
    kept = {row.number: keys[row.number] for row in rows if row.number in keys}
    return replace(proposal, table=table), kept


def with_earlier_titles(form: FormMapping, proposal: FormProposal) -> FormMapping:
    """Return a form with the questions of a kept export that it asks in other words, or no more, since.

    A title that the form knows and does not take in is one that a person left out.
    """
    known, titles = columns_of(form), {header_key(title) for title in form.titles()}
    keys = {c: (header_key(c.header), c.occurrence) for c in proposal.columns}
    fed = {(known[k].field, known[k].option) for k in keys.values() if k in known}
    earlier = tuple(
        ColumnMapping(c.header, c.occurrence, c.field, c.date_order, c.option, c.answers)
        for c, key in keys.items()
        if c.field and key[0] not in titles and fed.isdisjoint({(c.field, c.option), (c.field, "")})
    )
    return replace(form, columns=(*form.columns, *earlier)) if earlier else form


def as_mapped(proposal: FormProposal, form: FormMapping) -> tuple[FormProposal, tuple[str, ...]]:
    """Return a kept proposal under a form as it is now, and the titles whose cells are not kept.

    A column that was not taken in when the export was imported has no cells to read again.
    """
    known = columns_of(form)
    columns, lost = [], []
    for column in proposal.columns:
        now = known.get((header_key(column.header), column.occurrence))
        if now is None or column.field is None:
            columns.append(replace(column, field=None))
        else:
            read = replace(column, field=now.field, option=now.option, answers=now.answers)
            columns.append(replace(read, date_order=now.date_order))
        if now is not None and column.field is None:
            lost.append(column.header)
    return replace(proposal, columns=tuple(columns), remembered=form.key), tuple(lost)
