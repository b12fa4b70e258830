"""One title for each column out of one, two or three header rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mentorcli.domain.table import CellValue, Row
from mentorcli.domain.text import one_line
from mentorcli.intake.columns.dialect import GENERIC, CellSign, HeaderRows, dialect_of, dialects
from mentorcli.intake.headers import LONGEST, header_key

BELOW_TITLE = 3
BLANK = 0.2
SEVERAL = 2
PART = " › "
_WORD = re.compile(r"[^\W\d_]{2}")


@dataclass(frozen=True, slots=True)
class Titles:
    """The titles of all columns, the tool's codes (empty without), and how many rows they took."""

    headers: tuple[str, ...]
    codes: tuple[str, ...]
    rows: int


def special_header(rows: Sequence[Row]) -> tuple[int, str, HeaderRows] | None:
    """Return where header rows of a tool's own shape begin, whose they are, and the shape."""
    for dialect in dialects():
        for shape in dialect.header_rows:
            if not shape.signs:
                continue
            for at in range(min(BELOW_TITLE, len(rows) - len(shape.rows) + 1)):
                if _shaped(shape, rows[at : at + len(shape.rows)]):
                    return at, dialect.key, shape
    return None


def _shaped(shape: HeaderRows, rows: Sequence[Row]) -> bool:
    return all(s.least <= _count(s, rows[s.row - 1]) <= s.most for s in shape.signs)


def _count(sign: CellSign, row: Row) -> int:
    return sum(1 for c in row.cells if c is not None and sign.cells.search(_text(c)))


def shape_at(rows: Sequence[Row], at: int, width: int) -> tuple[str, HeaderRows]:
    """Return the shape of the header that begins at a row: a tool's own, merged, or one row."""
    found = special_header(rows[at : at + SEVERAL + 1])
    if found and found[0] == 0:
        return found[1], found[2]
    one, below, above = dialect_of(GENERIC).header_rows
    if _options_below(rows, at, width, below):
        return "", below
    if _merged_above(rows, at, width):
        return "", above
    return "", one


def _options_below(rows: Sequence[Row], at: int, width: int, shape: HeaderRows) -> bool:
    """Questions that span columns, and under them the options; little under the others."""
    if at + 2 >= len(rows) or rows[at + 1].number != rows[at].number + 1:
        return False
    top, low = (_texts(rows[i], width) for i in (at, at + 1))
    first = next((i for i, t in enumerate(top) if t), width)
    blanks = [i for i in range(first, width) if not top[i]]
    if width - len(blanks) < SEVERAL or len(blanks) < max(SEVERAL, BLANK * width):
        return False
    starts = {i for i in range(width) if top[i] and i + 1 in set(blanks)}
    alone = [low[i] for i in range(width) if top[i] and i not in starts]
    spare = sum(1 for t in alone if not t or header_key(t) in shape.plain)
    worded = all(_WORD.search(low[i]) for i in blanks) and all(_WORD.search(t) for t in top if t)
    return worded and spare == len(alone)


def _merged_above(rows: Sequence[Row], at: int, width: int) -> bool:
    """Headings over groups of titles, right above them; one text alone is the table's title."""
    if at == 0 or rows[at].number != rows[at - 1].number + 1:
        return False
    above, titles = (_texts(rows[i], width) for i in (at - 1, at))
    filled = [t for t in above if t]
    worded = all(_WORD.search(t) for t in (*filled, *titles) if t)
    texts = all(c is None or isinstance(c, str) for c in rows[at - 1].cells)
    return worded and texts and len(filled) >= SEVERAL and any(not t for t in above[1:])


def titles_of(rows: Sequence[Row], at: int, width: int, shape: HeaderRows) -> Titles:
    """Return the titles of a header that begins at a row and has this shape."""
    headers, codes, count = [""] * width, [""] * width, len(shape.rows)
    spanning = len(shape.rows) > 1 and shape.rows[-1] == "option"
    first = at - 1 if shape.rows[0] == "group" else at
    for offset, role in enumerate(shape.rows):
        texts = _texts(rows[first + offset], width)
        if role == "code":
            codes = texts
        elif role in {"title", "group"} and not any(headers):
            headers = _filled_right(texts) if spanning or role == "group" else texts
        elif role in {"option", "title"}:
            headers = [_joined(h, t, shape) for h, t in zip(headers, texts, strict=True)]
    shown = tuple(h or c for h, c in zip(headers, codes, strict=True))
    return Titles(shown, tuple(codes), count - (1 if shape.rows[0] == "group" else 0))


def _joined(question: str, option: str, shape: HeaderRows) -> str:
    if not option or header_key(option) in shape.plain:
        return question
    return f"{question}{PART}{option}" if question else option


def _filled_right(texts: Sequence[str]) -> list[str]:
    last, filled = "", []
    for text in texts:
        last = text or last
        filled.append(last)
    return filled


def _texts(row: Row, width: int) -> list[str]:
    cells = row.cells + (None,) * (width - len(row.cells))
    return [_text(c) for c in cells[:width]]


def _text(cell: CellValue) -> str:
    return "" if cell is None else one_line(str(cell)[:LONGEST])
