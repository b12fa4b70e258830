"""Where a row of an export ends, and the question that a change which is not taken asks."""

from __future__ import annotations

from dataclasses import replace

from mentorcli.domain.application import Application, told_of
from mentorcli.domain.importing import FieldChange, ImportedRow, RowState
from mentorcli.domain.problem import Asks, Place, Problem, Reply, Severity
from mentorcli.domain.text import cut
from mentorcli.intake.rows.answer_changes import mark_of_change


def row_end(
    number: int,
    draft: Application,
    state: RowState,
    reason: str = "",
    changes: tuple[FieldChange, ...] = (),
) -> ImportedRow:
    """Return where a row ends of which an answer was read."""
    return ImportedRow(number, state, draft.person, draft.name, reason, changes)


def place_of(draft: Application | None, number: int = 0) -> Place:
    """Return where an answer's row stands, without a number its table, as far as it tells it."""
    cell = f"A{number}" if number else ""
    for origin, *_ in told_of(draft.answers)[1].values() if draft else ():
        return Place(origin.file, origin.sheet, cell)
    return Place(cell=cell)


def _in_short(change: FieldChange) -> str:
    """Return a change as a question tells it: the answer, before and now."""
    before, now = (
        f"“{cut(x, LONGEST_TOLD)}”" if x else "nothing" for x in (change.before, change.after)
    )
    return f"{change.field} from {before} to {now}"


LONGEST_TOLD = 60


def held_change(row: ImportedRow, draft: Application) -> Problem:
    """Return why a changed answer was not taken, as the question whether to take it."""
    fields = "; ".join(_in_short(c) for c in row.changes) or "nothing in the answers"
    place, said = place_of(draft, row.number), {"name": row.name, "fields": fields}
    found = Problem.of(row.reason, Severity.DECIDE, place, **said)
    if row.reason == "older_export":  # its rows are not kept: the newest export is imported instead
        return found
    return replace(found, asks=Asks(Reply.CHANGE, (row.person, mark_of_change(draft))))
