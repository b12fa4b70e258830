"""Questions that a cell answers: what it says cannot be understood, and what it should say settles it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from mentorcli.domain.form import FormProposal
from mentorcli.domain.problem import Asks, Problem, Reply
from mentorcli.domain.question import ROW_WAITS
from mentorcli.domain.table import row_and_column
from mentorcli.intake.rows.response_keys import hash_of


def with_cell_questions(
    problems: Iterable[Problem], form: str, kept: FormProposal, answers: Mapping[int, str]
) -> tuple[Problem, ...]:
    """Return problems, those of single cells that may be kept as questions what the cell should say."""
    texts = {row.number: row for row in kept.table.rows}
    found = []
    for problem in problems:
        at = row_and_column(problem.place.cell)
        asks = problem.asks or not problem.is_open or problem.code in ROW_WAITS
        if asks or at is None or at[0] not in answers or at[0] not in texts:
            found.append(problem)
            continue
        number, i = at
        column = kept.columns[i] if i < len(kept.columns) else None
        if column is None or not column.field or column.field.startswith("@"):
            found.append(problem)
            continue
        said = hash_of(texts[number].text(i))
        about = (form, answers[number], column.header, str(column.occurrence), said)
        found.append(replace(problem, asks=Asks(Reply.CELL, about)))
    return tuple(found)
