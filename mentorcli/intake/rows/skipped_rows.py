"""Rows that are no answer of their own: partial, test, titles again, legend, sums, joined ones."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mentorcli.domain.table import CellValue, Row, text_of
from mentorcli.domain.text import match_key
from mentorcli.intake.columns.dialects import Dialect, Skip
from mentorcli.intake.columns.layout import Layout
from mentorcli.intake.headers import header_key
from mentorcli.intake.values.reading import is_error

LAST_ROWS = 3
_SUMS = re.compile(
    r"^(?:grand )?(?:total|sum|average|mean|count|yhteensä|summa|keskiarvo|lukumäärä|totalt|"
    r"medelvärde|antal|n)\b"
)
_TRIAL = re.compile(
    r"test(?:i|er|s|are|aaja|aja|sson|inen|nen|ing|user|person)?|asdf\w*|qwert\w*|x{2,}|dummy|foo|bar"
)
_NOBODYS = re.compile(
    r"(?:matti|maija) meikäläinen|j(?:oh|a)ne? doe|erika mustermann|medel svensson"
)


def is_trial(name: str, email: str) -> bool:
    """Tell whether somebody seems to have tried the form: Test Testsson, asdf, Matti Meikäläinen."""
    first, *others = words = match_key(name).split()
    tried = all(map(_TRIAL.fullmatch, words))
    addressed = _TRIAL.match(first) and match_key(email).startswith(("test", "asdf"))
    return tried or bool((others and addressed) or _NOBODYS.fullmatch(" ".join(words)))


@dataclass(frozen=True, slots=True)
class Filter:
    """One reason to leave rows out, laid upon a table's columns."""

    skip: Skip
    columns: tuple[int, ...]

    def holds(self, row: Row) -> bool:
        """Tell whether a row is to be left out for this reason."""
        cells = [c for c in map(row.cell, self.columns) if text_of(c)]
        given = [header_key(_plain(c)) for c in cells if not is_error(c)]
        if self.skip.empty:
            return not cells
        hits = sum(1 for g in given if g in self.skip.values)
        return bool(given) and (hits == len(given) if self.skip.every else hits > 0)


def column_in_error(row: Row, by_tool: Sequence[Filter]) -> int | None:
    """Return a column in which an error stands where the tool says whether the row counts."""
    every = (i for f in by_tool for i in f.columns)
    return next((i for i in every if is_error(row.cell(i))), None)


def _plain(value: CellValue) -> str:
    """Return a cell as the tool writes it: whole numbers without a point, truth as True or False."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def filters(dialect: Dialect, layout: Layout) -> tuple[Filter, ...]:
    """Return the dialect's reasons whose columns the table has."""
    keys = layout.title_keys()
    every = (
        Filter(skip, tuple(i for i, names in enumerate(keys) if _names(skip, names)))
        for skip in dialect.skips
    )
    return tuple(f for f in every if f.columns)


def _names(skip: Skip, names: Sequence[str]) -> bool:
    return any(skip.headers.search(key) for key in names if key)


def reason(row: Row, titles: Sequence[str], by_tool: Sequence[Filter]) -> str:
    """Return the code of why a row is left out whatever it holds, or an empty string.

    ``titles`` are the keys of the titles, in their order, without empty ones.
    """
    if repeats_titles(titles, row):
        return "titles_again"
    return next((f.skip.reason for f in by_tool if f.holds(row)), "")


def repeats_titles(titles: Sequence[str], row: Row) -> bool:
    """Tell whether a row is the titles once more: a pasted second export brings them along."""
    at = 0
    for cell in row.cells:
        if text := text_of(cell):
            if at >= len(titles) or header_key(text) != titles[at]:
                return False
            at += 1
    return at == len(titles)


def beside_answers(body: Sequence[Row], nobodys: Sequence[Row]) -> dict[int, str]:
    """Return ``legend`` for rows of nobody before the first answer, ``summary`` for sums at the end.

    ``nobodys`` are the rows that have neither name, address, number nor time, in their order.
    """
    if len(nobodys) == len(body):
        return {}
    found = {}
    for row, nobody in zip(body, nobodys, strict=False):
        if row.number != nobody.number:
            break
        found[row.number] = "legend"
    last = {row.number for row in body[-LAST_ROWS:]}
    sums = [row for row in nobodys if row.number in last and is_sum(row)]
    return {row.number: "summary" for row in sums} | found


def is_sum(row: Row) -> bool:
    """Tell whether a row begins like one of sums or means."""
    return bool(_SUMS.match(header_key(row.first_text())))


@dataclass(frozen=True, slots=True)
class Records:
    """The rows to read; for joined ones where each cell stands, and where cells disagree.

    ``joined`` maps the further rows of a record to its first; ``lines`` (first row, column) to the
    row of the cell; ``differing`` holds the first row and column of each disagreement.
    """

    rows: tuple[Row, ...]
    joined: Mapping[int, int] = field(default_factory=dict)
    lines: Mapping[tuple[int, int], int] = field(default_factory=dict)
    differing: tuple[tuple[int, int], ...] = ()


def records(dialect: Dialect, layout: Layout, fed: frozenset[int]) -> Records:
    """Return the rows of a table with those of one record joined: the first given cell counts.

    ``fed`` are the columns that feed a field; only their disagreements are told.
    """
    keys = enumerate(layout.title_keys())
    at = next((i for i, names in keys if not dialect.record.isdisjoint(names)), None)
    if at is None:
        return Records(layout.body)
    groups: dict[str, list[Row]] = {}
    for row in layout.body:
        groups.setdefault(row.text(at) or f"row {row.number}", []).append(row)
    rows: list[Row] = []
    joined: dict[int, int] = {}
    lines: dict[tuple[int, int], int] = {}
    differing: list[tuple[int, int]] = []
    for first, *further in groups.values():
        joined |= {r.number: first.number for r in further}
        cells: list[CellValue] = []
        members = [first, *further] if further else []
        for i in range(max((len(r.cells) for r in members), default=0)):
            given = [r for r in members if r.text(i)]
            cells.append(given[0].cell(i) if given else None)
            if given:
                lines[first.number, i] = given[0].number
            if i in fed and len({r.text(i) for r in given}) > 1:
                differing.append((first.number, i))
        rows.append(Row(first.number, tuple(cells)) if further else first)
    return Records(tuple(rows), joined, lines, tuple(differing))
