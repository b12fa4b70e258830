"""Reading an export with the cells that people corrected, as long as it still says the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from mentorcli.domain.application import Application
from mentorcli.domain.form import FormMapping, FormProposal
from mentorcli.domain.importing import Correction, RowReading
from mentorcli.domain.problem import Place, Problem, Severity
from mentorcli.domain.programme import Programme
from mentorcli.domain.table import CellValue, Row, column_letter
from mentorcli.intake.headers import header_key
from mentorcli.intake.rows.changes import OVERRIDE
from mentorcli.intake.rows.newest import dated
from mentorcli.intake.rows.raw_rows import answer_keys, hash_of
from mentorcli.intake.rows.reading import read
from mentorcli.intake.values.parsing import text_of

Cells = Mapping[int, Mapping[int, str]]
"""Corrected texts by row number and column index."""


def read_corrected(
    proposal: FormProposal,
    mapping: FormMapping,
    programme: Programme,
    cohort: str,
    import_id: str,
    corrections: Sequence[Correction] = (),
) -> tuple[tuple[RowReading, ...], tuple[Problem, ...]]:
    """Return what :func:`read` returns, with corrected cells in place of what the export says.

    An answer keeps its key whatever is corrected in it. A correction of a cell that says
    something else by now is not used; that is told.
    """
    readings, problems = read(proposal, mapping, programme, cohort, import_id)
    mine = [c for c in corrections if c.form == mapping.key]
    if mine:
        keys = answer_keys(proposal, readings)
        cells, outdated = _corrected(proposal, keys, mine)
        if cells:
            readings, problems = _again(
                proposal, mapping, programme, cohort, import_id, cells, readings
            )
        problems = (*problems, *outdated)
    return dated(readings, proposal), problems


def _corrected(
    proposal: FormProposal, keys: Mapping[int, str], corrections: Sequence[Correction]
) -> tuple[Cells, list[Problem]]:
    columns = {(header_key(c.header), c.occurrence): i for i, c in enumerate(proposal.columns)}
    by_answer: dict[str, list[Correction]] = {}
    for c in corrections:
        by_answer.setdefault(c.answer, []).append(c)
    cells: dict[int, dict[int, str]] = {}
    outdated = []
    for row in proposal.table.rows:
        for c in by_answer.get(keys.get(row.number, ""), ()):
            index = columns.get((header_key(c.header), c.occurrence))
            if index is None:
                continue
            said = text_of(row.cells[index]) if index < len(row.cells) else ""
            if hash_of(said) == c.said:
                cells.setdefault(row.number, {})[index] = c.value
            elif said != c.value:
                outdated.append(_outdated(proposal, row, index))
    return cells, outdated


def _outdated(proposal: FormProposal, row: Row, index: int) -> Problem:
    table = proposal.table
    place = Place(table.file, table.sheet, f"{column_letter(index)}{row.number}")
    header = proposal.columns[index].header[:80]
    return Problem.of("correction_outdated", Severity.NOTE, place, header=header)


def _again(
    proposal: FormProposal,
    mapping: FormMapping,
    programme: Programme,
    cohort: str,
    import_id: str,
    cells: Cells,
    before: Sequence[RowReading],
) -> tuple[tuple[RowReading, ...], tuple[Problem, ...]]:
    rows = tuple(_patched(row, cells.get(row.number, {})) for row in proposal.table.rows)
    patched = replace(proposal, table=replace(proposal.table, rows=rows))
    readings, problems = read(patched, mapping, programme, cohort, import_id)
    responses = {r.number: r.response for r in before}
    return tuple(_signed(r, cells, responses) for r in readings), problems


def _patched(row: Row, cells: Mapping[int, str]) -> Row:
    if not cells:
        return row
    values: list[CellValue] = list(row.cells)
    values += [None] * (max(cells) + 1 - len(values))
    for index, text in cells.items():
        values[index] = text or None
    return Row(row.number, tuple(values))


def _signed(reading: RowReading, cells: Cells, responses: Mapping[int, str]) -> RowReading:
    """Return a reading under its own key, the corrected answers marked as such."""
    changed = cells.get(reading.number)
    response = responses.get(reading.number, reading.response)
    if not changed or (reading.response, reading.draft) == (response, None):
        return reading
    draft = reading.draft
    if draft is None:
        return replace(reading, response=response)
    named = {f"{column_letter(i)}{reading.number}" for i in changed}
    marked = _marked(draft, named)
    own = response or marked.response
    return replace(reading, response=own, draft=replace(marked, response=own))


def _marked(draft: Application, cells: set[str]) -> Application:
    answers = {
        field: replace(given, source=replace(given.source, rule=OVERRIDE))
        if cells & set(given.source.cell.split(", "))
        else given
        for field, given in draft.answers.items()
    }
    return replace(draft, answers=answers)
