"""Rows that are nobody's finished answer: partial, test, titles again, legend, sums, further rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mentorcli.domain.table import CellValue, Row
from mentorcli.intake.columns.dialect import Dialect, Skip
from mentorcli.intake.columns.layout import Layout
from mentorcli.intake.headers import header_key
from mentorcli.intake.values.parsing import text_of

LAST_ROWS = 3
_SUMS = re.compile(
    r"^(?:grand )?(?:total|sum|average|mean|count|yhteensä|summa|keskiarvo|lukumäärä|totalt|"
    r"medelvärde|antal|n)\b"
)


@dataclass(frozen=True, slots=True)
class Filter:
    """One reason to leave rows out, laid upon a table's columns."""

    skip: Skip
    columns: tuple[int, ...]

    def holds(self, row: Row) -> bool:
        """Tell whether a row is to be left out for this reason."""
        cells = [row.cells[i] if i < len(row.cells) else None for i in self.columns]
        given = [header_key(_plain(c)) for c in cells if text_of(c)]
        if self.skip.empty:
            return not given
        hits = sum(1 for g in given if g in self.skip.values)
        return bool(given) and (hits == len(given) if self.skip.every else hits > 0)


def _plain(value: CellValue) -> str:
    """Return a cell as the tool writes it: whole numbers without a point, truth as True or False."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def filters(dialect: Dialect, layout: Layout) -> tuple[Filter, ...]:
    """Return the dialect's reasons whose columns the table has."""
    keys = [
        (header_key(h), header_key(c)) for h, c in zip(layout.headers, layout.codes, strict=True)
    ]
    found = []
    for skip in dialect.skips:
        columns = tuple(
            i for i, names in enumerate(keys) if any(skip.headers.search(k) for k in names if k)
        )
        if columns:
            found.append(Filter(skip, columns))
    return tuple(found)


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
    first = next((t for c in row.cells if (t := text_of(c))), "")
    return bool(_SUMS.match(header_key(first)))
