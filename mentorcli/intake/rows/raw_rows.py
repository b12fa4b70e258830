"""The part of an export that may be kept, so that it can be read again without the file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from operator import itemgetter

from mentorcli.domain.form import FormMapping, FormProposal
from mentorcli.domain.importing import RowReading
from mentorcli.domain.table import CellValue, Row
from mentorcli.intake.headers import header_key
from mentorcli.intake.values.parsing import text_of

TWO = 2
"""One place alone is given bare, not as a tuple of one."""


def hash_of(value: object) -> str:
    """Return what a cell's text is known by, without the text."""
    return hashlib.sha256(str(value).encode("utf-8", "replace")).hexdigest()[:24]


def kept_columns(proposal: FormProposal) -> tuple[int, ...]:
    """Return the columns (counted from 0) that the confirmed form takes in."""
    return tuple(i for i, c in enumerate(proposal.columns) if c.field)


def answer_keys(proposal: FormProposal, readings: Sequence[RowReading]) -> dict[int, str]:
    """Return what each row's answer is known by: its response key, else a hash of what it says."""
    rows = {row.number: row for row in proposal.table.rows}
    columns = kept_columns(proposal)
    return {r.number: r.response or _said(rows[r.number], columns) for r in readings}


def _said(row: Row, columns: Sequence[int]) -> str:
    texts = [text_of(row.cells[i]) if i < len(row.cells) else "" for i in columns]
    return "row " + hash_of("\x1f".join(texts))


def to_keep(
    proposal: FormProposal, readings: Sequence[RowReading], never: Collection[int]
) -> tuple[FormProposal, Mapping[int, str]]:
    """Return the proposal with only the cells that may be kept, and each kept row's answer key.

    Kept are the titles and the answers in columns that the form takes in. Not kept are rows that
    the tool marks as no answers (tests, unfinished ones) and the rows of ``never``.
    """
    read = {r.number: r for r in readings}
    first = min(read, default=0)
    columns = frozenset(kept_columns(proposal))
    only = _picking(columns, max((len(row.cells) for row in proposal.table.rows), default=0))
    rows = tuple(
        only(row)
        for row in proposal.table.rows
        if row.number not in never
        and (_counts(read[row.number]) if row.number in read else row.number < first)
    )
    table = replace(proposal.table, rows=rows)
    keys = answer_keys(proposal, readings)
    kept = {row.number: keys[row.number] for row in rows if row.number in keys}
    return replace(proposal, table=table), kept


def _counts(reading: RowReading) -> bool:
    return not reading.skipped


def _picking(columns: Collection[int], width: int) -> Callable[[Row], Row]:
    """Return what leaves only these cells of a row; the others are empty."""
    if width < TWO:
        return lambda row: Row(row.number, row.cells if 0 in columns else (None,) * len(row.cells))
    pick = itemgetter(*(i if i in columns else width for i in range(width)))
    empty: tuple[CellValue, ...] = (None,)

    def only(row: Row) -> Row:
        cells = row.cells
        if len(cells) == width:
            return Row(row.number, pick(cells + empty))
        return Row(row.number, tuple(c if i in columns else None for i, c in enumerate(cells)))

    return only


def as_mapped(proposal: FormProposal, form: FormMapping) -> tuple[FormProposal, tuple[str, ...]]:
    """Return a kept proposal under a form as it is now, and the titles whose cells are not kept.

    A column that was not taken in when the export was imported has no cells to read again.
    """
    fields = {(header_key(c.header), c.occurrence): c for c in form.columns}
    columns, lost = [], []
    for column in proposal.columns:
        now = fields.get((header_key(column.header), column.occurrence))
        if now is not None and column.field is None:
            lost.append(column.header)
        columns.append(
            replace(
                column,
                field=now.field,
                date_order=now.date_order,
                option=now.option,
                answers=now.answers,
            )
            if now is not None and column.field is not None
            else replace(column, field=None)
        )
    return replace(proposal, columns=tuple(columns), remembered=form.key), tuple(lost)
