"""Where in a table the answers stand: which rows have the titles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from mentorcli.domain.form import FormProposal
from mentorcli.domain.problem import ExitCode, UserError
from mentorcli.domain.table import CellValue, Row, Table
from mentorcli.intake.columns.header_rows import PART, shape_at, special_header, titles_of
from mentorcli.intake.headers import header_key, without_brackets
from mentorcli.intake.values.addresses import ADDRESS
from mentorcli.intake.values.dates import is_moment

LOOKED_AT = 25
FILLED = 0.5
FEW = 3
SAMPLE = 200
"""Rows that are looked at for addresses."""
CODE_AND_TEXT = re.compile(r"(?P<code>[A-Za-z]\w*(?:\[\w+\])*)\. (?P<text>.+)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Layout:
    """A table with its titles found. ``header_row`` is the row the user sees, 0 for none.

    ``headers`` has one title for each column, empty where there is none; ``codes`` the tool's own
    short names of the columns, mostly empty; ``body`` holds the non-empty rows below; ``known``
    counts titles that the programme asks; ``dialect`` is the tool that the header rows tell;
    ``above`` are the rows over the titles; ``doubtful`` tells that no row looks like titles,
    ``grouped`` that headings over several columns stand above them.
    """

    table: Table
    header_row: int
    headers: tuple[str, ...]
    codes: tuple[str, ...]
    body: tuple[Row, ...]
    known: int
    dialect: str = ""
    above: tuple[Row, ...] = ()
    doubtful: bool = False
    grouped: bool = False
    seen: dict[int, list[CellValue]] = field(default_factory=dict, init=False, compare=False)
    """The columns, once one was asked for."""

    def values(self, index: int) -> Sequence[CellValue]:
        """Return a column's cells from the top; None where a row is shorter."""
        if not self.seen:
            columns = zip_longest(*(row.cells for row in self.body))
            self.seen.update(enumerate(map(list, columns)))
        return self.seen.get(index) or [None] * len(self.body)

    def title_keys(self) -> list[tuple[str, str]]:
        """Return the title and the code of each column as they are compared.

        Where most titles are like ``G01Q02. Last name``, these are taken apart; of those under a
        heading over several the heading is left out.
        """
        headers = [h.rpartition(PART)[2] for h in self.headers] if self.grouped else self.headers
        pairs = list(zip(headers, self.codes, strict=True))
        coded = [CODE_AND_TEXT.match(header) for header in self.headers]
        if 2 * sum(map(bool, coded)) > len(coded):
            parts = zip(pairs, coded, strict=True)
            pairs = [(c["text"], c["code"]) if c else pair for pair, c in parts]
        return [(header_key(header), header_key(code)) for header, code in pairs]


def lay_out(table: Table, known: Collection[str], titles: int = 0) -> Layout:
    """Return a table with its header row: right above the answers, and filled by half at least.

    ``known`` are keys of titles that a programme or a tool uses: they tell titles from what may
    stand over them, such as codes or a legend, never from answers. ``titles`` is the row by hand.
    Header rows of a tool's own shape win; a table in which no row looks like titles takes its
    first row. Raises UserError where nothing stands in the row by hand.
    """
    rows = [row for row in table.rows if not row.is_empty()]
    if not rows:
        return Layout(table, 0, (), (), (), 0)
    width = max(_width(row) for row in rows)
    if titles:
        return _with_header(table, rows, _row_by_hand(rows, titles), width, known)
    special = special_header(rows)
    if special:
        return _with_header(table, rows, special[0], width, known)
    first = _first_answers(rows, width)
    likely = {
        i: _count_known(row.cells, known)
        for i, row in enumerate(rows[: LOOKED_AT if first is None else first])
        if _like_titles(row, width)
    }
    at = max(likely, key=lambda i: (likely[i], -i), default=0)
    if not likely.get(at) and not _is_words(rows[at]):
        at = 0
    if at and shape_at(rows, at - 1, width)[1].rows == ("title", "option"):
        at -= 1  # above are the questions, and here only their options
    return _with_header(table, rows, at, width, known)


def _row_by_hand(rows: Sequence[Row], titles: int) -> int:
    for i, row in enumerate(rows):
        if row.number == titles:
            return i
    raise UserError(
        f"Nothing stands in row {titles}.",
        "Give the row of the column titles as the file shows it: --titles 3.",
        code=ExitCode.USAGE,
    )


def _first_answers(rows: Sequence[Row], width: int) -> int | None:
    """Return the first row with an address where most rows have one; None without addresses.

    A line over the titles may name an address too, with little beside it.
    """
    looked = rows[:SAMPLE]
    columns = Counter(i for row in looked for i in _addresses(row))
    if not columns:
        return None
    at = max(columns, key=lambda i: (columns[i], -i))
    found = (i for i, row in enumerate(looked) if at in _addresses(row) and _is_full(row, width))
    return next(found, None)


def _addresses(row: Row) -> list[int]:
    return [
        i
        for i, cell in enumerate(row.cells)
        if isinstance(cell, str) and "@" in cell and ADDRESS.fullmatch(cell.strip())
    ]


def _is_full(row: Row, width: int) -> bool:
    return len(_given_cells(row)) >= min(FEW, width)


def as_proposed(proposal: FormProposal) -> Layout:
    """Return the table of a proposal with the titles that were found in it.

    Of a kept table not all cells over the answers are kept; its titles stand in the proposal.
    """
    table = proposal.table
    rows = [row for row in table.rows if not row.is_empty()]
    at = next((i for i, row in enumerate(rows) if row.number == proposal.header_row), None)
    if at is None:
        return Layout(table, 0, (), (), (), 0)
    found = _with_header(table, rows, at, max(_width(row) for row in rows), ())
    headers = tuple(c.header for c in proposal.columns)
    if not headers:
        return found
    codes = (*found.codes, *[""] * len(headers))[: len(headers)]
    body = found.body
    if first := proposal.answers_from:
        body = tuple(row for row in rows if row.number >= first)
    return replace(found, headers=headers, codes=codes, body=body)


def _with_header(
    table: Table, rows: Sequence[Row], at: int, width: int, known: Collection[str]
) -> Layout:
    dialect, shape = shape_at(rows, at, width)
    headers, codes = titles_of(rows, at, width, shape, table.merged)
    first = at - 1 if shape.rows[0] == "group" else at
    count = _count_known((*headers, *codes), known)
    return Layout(
        table=table,
        header_row=rows[at].number,
        headers=headers,
        codes=codes,
        body=tuple(rows[first + len(shape.rows) :]),
        known=count,
        dialect=dialect,
        above=tuple(rows[:first]),
        grouped=not dialect and len(shape.rows) > 1,
        doubtful=bool(_addresses(rows[at])) or (not count and not _is_words(rows[at])),
    )


def _given_cells(row: Row) -> list[CellValue]:
    return [c for c in row.cells if c is not None and str(c).strip()]


def _width(row: Row) -> int:
    """Return the number of cells up to the last that says something, looked for from the end."""
    cells = row.cells
    for i in range(len(cells), 0, -1):
        cell = cells[i - 1]
        if cell is not None and str(cell).strip():
            return i
    return 0


def _like_titles(row: Row, width: int) -> bool:
    filled = _given_cells(row)
    texts = [c for c in filled if isinstance(c, str) and not is_moment(c)]
    if len(texts) < len(filled) and any(map(is_moment, filled)):
        return False  # a moment is part of an answer
    return len(filled) >= FILLED * width and len(texts) >= FILLED * len(filled)


def _is_words(row: Row) -> bool:
    filled = _given_cells(row)
    return all(isinstance(c, str) and any(x.isalpha() for x in c) for c in filled)


def _count_known(cells: Sequence[CellValue], known: Collection[str]) -> int:
    keys = {header_key(c) for c in cells if isinstance(c, str)}
    return sum(1 for k in keys if k in known or without_brackets(k) in known)
