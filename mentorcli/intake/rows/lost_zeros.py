"""Numbers that are names of something, from which a spreadsheet may have dropped the first zero."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from mentorcli.domain.problem import Place, Problem, Severity
from mentorcli.domain.programme import FieldType, Programme, RoleKey
from mentorcli.domain.table import CellValue
from mentorcli.intake.columns.layout import Layout
from mentorcli.intake.values.parsing import text_of

FEW = 3
MOSTLY = 0.6
SHORTEST = 4
COMMON = 0.5


def lost_zeros(
    layout: Layout, columns: Mapping[str, Sequence[int]], programme: Programme, role: RoleKey
) -> list[Problem]:
    """Return a note for each text column whose numbers differ in length as lost zeros make them.

    Most cells must be digits alone; suspected are those one digit shorter than the most common
    length that begins with zero elsewhere, or than the most common one where none begins so.
    """
    problems = []
    for asked in programme.fields[role]:
        if asked.type is FieldType.TEXT:
            for i in columns.get(asked.key, ()):
                rows = _suspected(layout.values(i))
                if rows:
                    number = layout.body[rows[0]].number
                    place = Place(layout.table.file, layout.table.sheet, layout.cell(i, number))
                    said = {"field": asked.key, "count": len(rows)}
                    problems.append(Problem.of("zeros_lost", Severity.NOTE, place, **said))
    return problems


def _like_digits(value: CellValue) -> bool:
    """Tell whether a cell could be digits: of most columns no cell could, and this is seen soon."""
    return type(value) is not str or not value[:1].isalpha()


def _suspected(values: Sequence[CellValue]) -> list[int]:
    maybe = [(i, v) for i, v in enumerate(values) if v is not None and _like_digits(v)]
    if len(maybe) < FEW:
        return []
    texts = [(i, text_of(v)) for i, v in maybe]
    digits = [(i, t) for i, t in texts if t.isascii() and t.isdecimal() and len(t) >= SHORTEST]
    if len(digits) < FEW or len(digits) < MOSTLY * sum(1 for v in values if text_of(v)):
        return []
    lengths = Counter(len(t) for _, t in digits)
    common, count = max(lengths.items(), key=lambda x: (x[1], x[0]))
    zeros = any(t.startswith("0") for _, t in digits)
    if not zeros and count < COMMON * len(digits):
        return []
    full = max((len(t) for _, t in digits if t.startswith("0")), default=common)
    return [i for i, t in digits if len(t) == full - 1 and not t.startswith("0")]
