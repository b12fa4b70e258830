"""What somebody typed into a workbook of ours where nothing is read: told by what stood there when it was written."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from mentorcli.domain.problem import Problem, Severity
from mentorcli.domain.table import Table, column_letter, text_of
from mentorcli.files.workbook import LONGEST_CELL, Column, Sheet, plain, sheet_title

WRITTEN = "As written"
"""The hidden sheet: what each sheet said, as short hashes, and in which columns people type."""
_MARK, _TYPED = 8, "typed: "
_MOST_NAMED = 5


def as_written(sheets: Sequence[Sheet]) -> Sheet:
    """Return the hidden sheet about sheets that come back; one that may be corrected anywhere is left out."""
    rows: list[tuple[str, str]] = []
    for sheet in sheets:
        if sheet.hidden or sheet.corrected:
            continue
        title = sheet_title(sheet.title)
        texts = [sheet.heading, *(c.header for c in sheet.columns)]
        texts += [plain(v) for row in sheet.rows for v in row if isinstance(v, str)]
        marks = "".join(sorted({_mark(text) for text in texts if text.strip()}))
        room = LONGEST_CELL // _MARK * _MARK
        rows += [(title, marks[n : n + room]) for n in range(0, len(marks), room)]
        rows += [(title, f"{_TYPED}{c.header}") for c in sheet.columns if c.editable]
    return Sheet(WRITTEN, (Column("Sheet"), Column("Marks")), rows, hidden=True)


def typed_elsewhere(tables: Sequence[Table]) -> tuple[Problem, ...]:
    """Return a problem for each sheet in which text was typed where nothing is read, with its cells."""
    about: dict[str, list[str]] = {}
    for row in (r for t in tables if t.sheet == WRITTEN for r in t.rows[1:]):
        about.setdefault(row.text(0), []).append(row.text(1))
    found = []
    for table in (t for t in tables if t.sheet in about):
        said = about[table.sheet]
        headers = {s.removeprefix(_TYPED) for s in said if s.startswith(_TYPED)}
        known = {s[n : n + _MARK] for s in said for n in range(0, len(s), _MARK)}
        if cells := [*_unknown(table, headers, known)]:
            more = f" and {len(cells) - _MOST_NAMED} more" if len(cells) > _MOST_NAMED else ""
            where = ", ".join(cells[:_MOST_NAMED]) + more
            problem = Problem.of("typed_elsewhere", Severity.NOTE, table.place(), cells=where)
            found.append(problem)
    return tuple(found)


def _unknown(table: Table, headers: set[str], known: set[str]) -> Iterator[str]:
    """Yield the cells outside the columns in which people type whose text was not there before."""
    typed: set[int] = set()
    for row in table.rows:
        texts = [text_of(value) if isinstance(value, str) else "" for value in row.cells]
        typed |= {x for x, text in enumerate(texts) if text in headers}
        for x, text in enumerate(texts):
            if text and x not in typed and _mark(text) not in known:
                yield f"{column_letter(x)}{row.number}"


def _mark(text: str) -> str:
    """Return the same for “Raj Patel” and “Patel, Raj”."""
    words = sorted(w.strip(",;") for w in text.casefold().split())
    return hashlib.sha256(" ".join(words).encode()).hexdigest()[:_MARK]
