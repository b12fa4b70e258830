"""What a column is taken for, and what the deciding needs to know of its table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mentorcli.domain.programme import Programme
from mentorcli.domain.table import CellValue
from mentorcli.intake.columns.candidates import Candidate, Titles, candidates
from mentorcli.intake.columns.dialect import Dialect
from mentorcli.intake.columns.layout import Layout
from mentorcli.intake.columns.question_parts import Heading

BY_HAND = 100
UNKNOWN = "columns_unknown"


@dataclass(frozen=True, slots=True)
class Seen:
    """A table with all that was recognised in it; ``headings`` has one for each column."""

    layout: Layout
    dialect: Dialect
    own: Mapping[int, str]
    headings: Sequence[Heading]


@dataclass(frozen=True, slots=True)
class Choice:
    """What a column is taken for; ``doubtful`` when a person must say.

    ``option`` and ``answers`` are those of ColumnMapping; columns of one ``group`` feed a field
    together.
    """

    field: str | None
    confidence: int
    reason: str
    alternatives: tuple[str, ...] = ()
    doubtful: str = ""
    option: str = ""
    answers: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """A table, the programme's titles of the role, and the columns nobody has decided yet."""

    seen: Seen
    programme: Programme
    titles: Titles
    open: frozenset[int]

    def values(self, index: int) -> Sequence[CellValue]:
        """Return a column's cells."""
        return self.seen.layout.values(index)

    def candidates(self, index: int) -> tuple[Candidate, ...]:
        """Return the fields that a column's title means, else those that its code means."""
        part = self.seen.headings[index]
        found = candidates(part.title, self.titles)
        return found or (candidates(part.code, self.titles) if part.code else ())
