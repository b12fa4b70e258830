"""Text tables: encoding and delimiter found by fixed rules; what stays a guess is a question."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from mentorcli.domain.problem import Place, Problem, Severity
from mentorcli.domain.table import Row, Table, column_letter
from mentorcli.files.delimiter import (
    LOOKED_AT,
    LOOKED_AT_CHARACTERS,
    announced,
    quoting_of,
    shape_of,
)
from mentorcli.files.encoding import UTF_8, WINDOWS, Encoding, encoded_once, encoding_of
from mentorcli.files.records import Records, Shape, lines_of

_WRAPPED = re.compile(r'="((?:[^"]|"")*)"')
"""How exports keep a spreadsheet from reading a text as a number: ``="040 123"``."""
_BACKSLASHES = re.compile(r"\\+")
MOST_TOLD = 1_000
"""Rows that do not fit, each with its cell; of more only the number is told."""


def read_text(name: str, digest: str, content: bytes) -> tuple[Table, tuple[Problem, ...]]:
    """Return a text file as a table, and what was noticed.

    Encoding: byte order mark, else strict UTF-8, else Windows-1252. Delimiter: that of comma,
    semicolon, TAB and bar whose parse has the most constant number of fields. Row numbers are
    those that a spreadsheet shows, so a line break inside quotes does not start a row. Where
    another reading is as likely, or rows do not fit the width, a problem asks. Raises UserError
    for a text that is no table of answers at all.
    """
    content, twice = encoded_once(content)
    encoding, problems = encoding_of(name, content)
    begun = _begin(lines_of(name, content, encoding))
    told = announced(begun[0]) if begun else None
    shape, doubt = (told, "") if told else shape_of(name, begun)

    def lines() -> Iterator[str]:
        return islice(lines_of(name, content, encoding), 1 if told else 0, None)

    shape = quoting_of(name, lines, shape)
    records = Records(name, lines(), shape)
    rows = tuple(
        _rows(records, formulas=b'="' in content or '="'.encode(encoding.codec) in content)
    )
    wrong = records.wrong() | _held_in_marks(rows, shape)
    whole = [r for r in rows if r.number not in wrong]
    found = (
        *(replace(p, place=Place(name)) for p in twice),
        *problems,
        *_nuls(name, content, encoding),
        *(_backslashes(name, rows, shape) if b"\\" in content else ()),
        *_doubts(name, doubt, shape, begun[1:] if told else begun),
        *_width_problems(name, rows, whole, shape),
        *(
            Problem.of("text_quotes", Severity.DECIDE, Place(name, "", f"A{n}"))
            for n in sorted(wrong)
        ),
    )
    return Table(name, digest, "csv", "", rows), tuple(dict.fromkeys(found))


def _begin(lines: Iterator[str]) -> list[str]:
    """Return the first lines: enough to tell the delimiter."""
    begun: list[str] = []
    size = 0
    for line in lines:
        begun.append(line)
        size += len(line)
        if len(begun) >= LOOKED_AT or size >= LOOKED_AT_CHARACTERS:
            break
    return begun


def _rows(records: Records, *, formulas: bool) -> Iterator[Row]:
    """Yield the rows that say something; what a formula of one text only wraps, as that text."""
    for number, written in enumerate(records, 1):
        record = [_unwrapped(v) for v in written] if formulas else written
        if any(v and not v.isspace() for v in record):
            yield Row(number, tuple([v or None for v in record]))


def _unwrapped(text: str) -> str:
    found = _WRAPPED.fullmatch(text)
    return found[1].replace('""', '"') if found else text


def _nuls(name: str, content: bytes, encoding: Encoding) -> Iterator[Problem]:
    """Yield how many NULs were left out of a text, where something else may have stood before."""
    if encoding.codec in {UTF_8, WINDOWS} and (count := content.rstrip(b"\x00").count(0)):
        line = content.count(b"\n", 0, content.index(0)) + 1
        yield Problem.of("text_nul", Severity.NOTE, Place(name), count=count, line=line)


def _held_in_marks(rows: Sequence[Row], shape: Shape) -> set[int]:
    """Return rows with texts in marks that are not thought to hold anything: single ones, or any.

    Where none are thought to, a text may be in marks of its own accord; a whole row never is, and
    rows that fell apart were parted inside of marks.
    """
    single = {r.number for r in rows if _in_single_marks(r)}
    found = set() if shape.quote == "'" else single
    if shape.quoted:
        return found
    ends = ((f"{r.cells[0] or ''}", f"{r.cells[-1] or ''}") for r in rows)
    apart = len({len(r.cells) for r in rows}) > 1
    if apart or any(first.startswith('"') and last.endswith('"') for first, last in ends):
        found |= {r.number for r in rows if any('"' in (c[:1], c[-1:]) for c in _texts(r))}
    return found


def _in_single_marks(row: Row) -> bool:
    """Tell whether a text stands in single marks; joined first, as nearly every row has none."""
    texts = _texts(row)
    return "'" in "".join(texts) and any(len(c) > 1 and c[0] == c[-1] == "'" for c in texts)


def _texts(row: Row) -> list[str]:
    return [c for c in row.cells if isinstance(c, str)]


def _backslashes(name: str, rows: Sequence[Row], shape: Shape) -> Iterator[Problem]:
    """Yield what to say of a text in which all backslashes stand doubled, though it escapes no mark."""
    cells = ((r.number, i, str(c)) for r in rows for i, c in enumerate(r.cells) if c)
    found = [] if shape.escaped else [cell for cell in cells if "\\" in cell[2]]
    if found and all(len(run) % 2 == 0 for _, _, c in found for run in _BACKSLASHES.findall(c)):
        number, i, _ = found[0]
        place = Place(name, "", f"{column_letter(i)}{number}")
        yield Problem.of("text_backslashes", Severity.NOTE, place, count=len(found))


def _doubts(name: str, doubt: str, shape: Shape, begun: Sequence[str]) -> list[Problem]:
    if not doubt:
        return []
    said = {"\t": "TAB"}.get(shape.delimiter, shape.delimiter)
    first = begun[0].strip()[:60] if begun else ""
    return [Problem.of(doubt, Severity.DECIDE, Place(name), delimiter=said, line=first)]


def _width_problems(
    name: str, rows: Sequence[Row], whole: Sequence[Row], shape: Shape
) -> Iterator[Problem]:
    """Yield what to say of each row that does not fit the table's usual width.

    ``whole`` are those whose quotation marks are in their places.
    """
    usual = _usual(whole or rows)
    if not usual:
        return
    wide = [r for r in whole if len(r.cells) > usual]
    if wide[:1] == list(rows[:1]) and not any(wide[0].cells[usual:]):
        wide = wide[1:]  # separators behind the titles, as spreadsheets leave them
    for code, severity, found in (
        ("text_rows_wide", Severity.DECIDE, wide),
        ("text_rows_short", Severity.NOTE, [r for r in whole if len(r.cells) < usual]),
        ("text_quotes", Severity.DECIDE, [r for r in whole if _holds_rows(r, usual, shape)]),
    ):
        for row in found[:MOST_TOLD]:
            at = 0 if code == "text_quotes" else min(usual, len(row.cells))
            place = Place(name, "", f"{column_letter(at)}{row.number}")
            yield Problem.of(code, severity, place, width=usual)
        if len(found) > MOST_TOLD:
            rest = len(found) - MOST_TOLD
            yield Problem.of("text_rows_many", severity, Place(name), count=rest, width=usual)
    if not wide:
        yield from _short_titles(name, whole, usual)


def _short_titles(name: str, rows: Sequence[Row], usual: int) -> Iterator[Problem]:
    """Yield a problem where something stands in columns beyond the titles of most rows' width."""
    titles = next((r for r in rows if 2 * len(r.cells) > usual > 1), None)
    width = len(titles.cells) if titles else usual
    if titles and any(c and str(c).strip() for r in rows for c in r.cells[width:]):
        place = Place(name, "", f"{column_letter(width)}{titles.number}")
        said = {"width": usual, "titles": width}
        yield Problem.of("text_titles_short", Severity.DECIDE, place, **said)


def _usual(rows: Sequence[Row]) -> int:
    """Return the table's usual width: the commonest, of equally common ones the first row's."""
    widths = Counter(len(r.cells) for r in rows)
    if not widths:
        return 0
    usual, often = widths.most_common(1)[0]
    if 2 * often <= widths.total():  # nothing is usual: the titles have all columns
        return next((len(r.cells) for r in rows if len(r.cells) > 1), usual)
    if len(widths) > 1 and usual == 1:
        return max(widths)  # most rows fell apart: nothing is usual, the widest may be the titles
    return usual


def _holds_rows(row: Row, usual: int, shape: Shape) -> bool:
    """Tell whether one cell holds what looks like whole rows: two stray quotes swallow them.

    With every line that was swallowed come as many delimiters as a row has.
    """
    if not shape.quoted or usual <= 1:
        return False
    for cell in row.cells:
        if isinstance(cell, str) and ("\n" in cell or "\r" in cell):
            marks, lines = cell.count(shape.delimiter), len(cell.splitlines()) - 1
            if marks >= 2 * (usual - 1) or (marks and marks == lines * (usual - 1)):
                return True
    return False
