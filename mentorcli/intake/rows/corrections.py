"""Reading an export with the cells that people corrected, as long as it still says the same."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial

from mentorcli.domain.answer_key import in_any_order
from mentorcli.domain.application import Application
from mentorcli.domain.form import FormMapping, FormProposal
from mentorcli.domain.importing import Correction, RowReading
from mentorcli.domain.problem import Problem, Severity
from mentorcli.domain.programme import Programme
from mentorcli.domain.table import CellValue, Row, column_letter
from mentorcli.intake.headers import header_key
from mentorcli.intake.rows.answer_changes import OVERRIDE
from mentorcli.intake.rows.reading import read
from mentorcli.intake.rows.response_keys import answer_keys, hash_of

Cells = Mapping[int, Mapping[int, str]]
"""Corrected texts by row number and column index."""


def read_corrected(
    proposal: FormProposal,
    mapping: FormMapping,
    programme: Programme,
    cohort: str,
    import_id: str,
    corrections: Sequence[Correction] = (),
    in_order: Collection[str] = (),
) -> tuple[tuple[RowReading, ...], tuple[Problem, ...]]:
    """Return what :func:`read` returns, with corrected cells in place of what the export says.

    An answer keeps its key whatever is corrected in it. A correction of a cell that says
    something else by now is not used; that is told.
    """
    reading = partial(
        read,
        mapping=mapping,
        programme=programme,
        cohort=cohort,
        import_id=import_id,
        in_order=in_order,
    )
    readings, problems = reading(proposal)
    mine = [c for c in corrections if c.form == mapping.key]
    cells, outdated = (
        _cells_to_replace(proposal, answer_keys(proposal, readings), mine) if mine else ({}, [])
    )
    if cells:
        rows = tuple(_with_cells(row, cells.get(row.number, {})) for row in proposal.table.rows)
        again, problems = reading(replace(proposal, table=replace(proposal.table, rows=rows)))
        responses = {r.number: r.response for r in readings}
        readings = tuple(
            _under_key(r, cells[r.number], responses.get(r.number, r.response))
            if r.number in cells
            else r
            for r in again
        )
    return readings, (*problems, *outdated)


def _cells_to_replace(
    proposal: FormProposal, keys: Mapping[int, str], corrections: Sequence[Correction]
) -> tuple[Cells, list[Problem]]:
    """Return the cells that corrections replace, and those of which they are out of date."""
    columns = {(header_key(c.header), c.occurrence): i for i, c in enumerate(proposal.columns)}
    by_answer: dict[str, list[Correction]] = {}
    for c in corrections:
        by_answer.setdefault(in_any_order(c.answer), []).append(c)
    cells: dict[int, dict[int, str]] = {}
    outdated = []
    for row in proposal.table.rows:
        for c in by_answer.get(in_any_order(keys.get(row.number, "")), ()):
            index = columns.get((header_key(c.header), c.occurrence))
            if index is None:
                continue
            said = row.text(index)
            if hash_of(said) == c.said:
                cells.setdefault(row.number, {})[index] = c.value
            elif said != c.value:
                place, header = (
                    proposal.table.place(row.number, index),
                    proposal.columns[index].header,
                )
                problem = Problem.of(
                    "correction_outdated", Severity.NOTE, place, header=header[:80]
                )
                outdated.append(problem)
    return cells, outdated


def _with_cells(row: Row, cells: Mapping[int, str]) -> Row:
    if not cells:
        return row
    values: list[CellValue] = list(row.cells)
    values += [None] * (max(cells) + 1 - len(values))
    for index, text in cells.items():
        values[index] = text or None
    return Row(row.number, tuple(values))


def _under_key(reading: RowReading, changed: Mapping[int, str], response: str) -> RowReading:
    """Return a reading under its own key, the corrected answers marked as such."""
    if reading.draft is None:
        return replace(reading, response=response)
    marked = _with_override(reading.draft, {f"{column_letter(i)}{reading.number}" for i in changed})
    own = response or marked.response
    return replace(reading, response=own, draft=replace(marked, response=own))


def _with_override(draft: Application, cells: set[str]) -> Application:
    answers = {
        field: replace(given, source=replace(given.source, rule=OVERRIDE))
        if cells & set(given.source.cell.split(", "))
        else given
        for field, given in draft.answers.items()
    }
    return replace(draft, answers=answers)
