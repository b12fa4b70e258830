"""Where in a workbook the answers stand: which sheet, which rows have the titles."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from mentorcli.domain.problem import ExitCode, Problem, Severity, UserError
from mentorcli.domain.programme import Programme, RoleKey
from mentorcli.domain.table import CellValue, Row, Table
from mentorcli.domain.text import match_key
from mentorcli.intake.columns.dialects import dialects
from mentorcli.intake.columns.header_fields import known_titles
from mentorcli.intake.columns.header_rows import shape_at, special_header, titles_of
from mentorcli.intake.headers import header_key, without_brackets

LOOKED_AT = 25
RIVAL_KNOWN = 3
FILLED = 0.5


@dataclass(frozen=True, slots=True)
class Layout:
    """A table with its titles found. ``header_row`` is the row the user sees, 0 for none.

    ``headers`` has one title for each column, empty where there is none; ``codes`` the tool's own
    short names of the columns, mostly empty; ``body`` holds the non-empty rows below; ``known``
    counts titles that the programme asks; ``dialect`` is the tool that the header rows tell;
    ``above`` are the rows over the titles; ``doubtful`` tells that no row looks like titles.
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
    seen: dict[int, list[CellValue]] = field(default_factory=dict, init=False, compare=False)
    """The columns, once one was asked for."""

    def values(self, index: int) -> Sequence[CellValue]:
        """Return a column's cells from the top; None where a row is shorter."""
        if not self.seen:
            columns = zip_longest(*(row.cells for row in self.body))
            self.seen.update(enumerate(map(list, columns)))
        return self.seen.get(index) or [None] * len(self.body)

    def keys(self) -> list[tuple[str, str]]:
        """Return the title and the code of each column as they are compared."""
        pairs = zip(self.headers, self.codes, strict=True)
        return [(header_key(header), header_key(code)) for header, code in pairs]


def lay_out(table: Table, known: Collection[str]) -> Layout:
    """Return a table with its header row: filled by half at least, mostly text, best known.

    ``known`` are keys of titles that a programme or a tool uses. Header rows of a tool's own
    shape win; a table in which no row looks like titles takes its first row.
    """
    rows = [row for row in table.rows if not row.is_empty()]
    if not rows:
        return Layout(table, 0, (), (), (), 0)
    width = max(_width(row) for row in rows)
    special = special_header(rows)
    if special:
        return _with_header(table, rows, special[0], width, known)
    likely = {
        i: _count_known(row.cells, known)
        for i, row in enumerate(rows[:LOOKED_AT])
        if _like_titles(row, width)
    }
    at = max(likely, key=lambda i: (likely[i], -i), default=0)
    if not likely.get(at) and not _is_words(rows[at]):
        at = 0
    if at and shape_at(rows, at - 1, width)[1].rows == ("title", "option"):
        at -= 1  # above are the questions, and here only their options
    return _with_header(table, rows, at, width, known)


def at_row(table: Table, header_row: int) -> Layout:
    """Return a table whose header row is known."""
    rows = [row for row in table.rows if not row.is_empty()]
    at = next((i for i, row in enumerate(rows) if row.number == header_row), None)
    if at is None:
        return Layout(table, 0, (), (), (), 0)
    return _with_header(table, rows, at, max(_width(row) for row in rows), ())


def _with_header(
    table: Table, rows: Sequence[Row], at: int, width: int, known: Collection[str]
) -> Layout:
    dialect, shape = shape_at(rows, at, width)
    headers, codes = titles_of(rows, at, width, shape)
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
        doubtful=not count and not _is_words(rows[at]),
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
    texts = [c for c in filled if isinstance(c, str)]
    return len(filled) >= FILLED * width and len(texts) >= FILLED * len(filled)


def _is_words(row: Row) -> bool:
    filled = _given_cells(row)
    return all(isinstance(c, str) and any(x.isalpha() for x in c) for c in filled)


def _count_known(cells: Sequence[CellValue], known: Collection[str]) -> int:
    keys = {header_key(c) for c in cells if isinstance(c, str)}
    return sum(1 for k in keys if k in known or without_brackets(k) in known)


def choose_sheet(
    tables: Sequence[Table], programme: Programme, role: RoleKey | None, sheet: str | None
) -> tuple[Layout, list[Problem]]:
    """Return the sheet with most titles that the programme asks, and what to say of the others.

    Hidden sheets count only where no visible one has rows. Another sheet with as many known
    titles is for a person to decide. Raises UserError when ``sheet`` is not there.
    """
    known = known_titles(programme, role)
    own = frozenset(h for d in dialects() for c in d.columns for h in c.headers)
    layouts = [lay_out(t, known | own) for t in tables]
    if sheet is not None:
        return _sheet_called(layouts, sheet), []
    seen = [x for x in layouts if x.table.visible and x.body]
    seen = seen or [x for x in layouts if x.body] or layouts
    if not seen:
        return lay_out(Table("", "", "", "", ()), ()), []
    ranked = sorted(seen, key=lambda x: _rank(x, role), reverse=True)
    return ranked[0], _others(ranked, role)


def _sheet_called(layouts: Sequence[Layout], sheet: str) -> Layout:
    found = next((x for x in layouts if match_key(x.table.sheet) == match_key(sheet)), None)
    if found is None:
        titles = ", ".join(repr(x.table.sheet) for x in layouts)
        raise UserError(f"There is no sheet {sheet!r}.", f"Sheets: {titles}.", code=ExitCode.USAGE)
    return found


def _rank(layout: Layout, role: RoleKey | None) -> tuple[int, int, int]:
    named = role is not None and role in match_key(layout.table.sheet)
    return layout.known, int(named), len(layout.body)


def _others(ranked: Sequence[Layout], role: RoleKey | None) -> list[Problem]:
    best, *rest = [x for x in ranked if x.body] or ranked[:1]
    if not rest:
        return []
    least, named = max(best.known, RIVAL_KNOWN), _rank(best, role)[1]
    rivals = [x for x in rest if x.known >= least and _rank(x, role)[1] == named]
    said = {"sheet": best.table.sheet, "others": ", ".join(x.table.sheet for x in rivals or rest)}
    if rivals:
        return [Problem.of("several_sheets", Severity.DECIDE, best.table.place(), **said)]
    return [Problem.of("other_sheets", Severity.NOTE, best.table.place(), **said)]
