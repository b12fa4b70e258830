"""One title for each column out of one, two or three header rows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mentorcli.domain.table import Area, CellValue, Row
from mentorcli.domain.text import one_line
from mentorcli.intake.columns.dialects import GENERIC, CellSign, HeaderRows, dialect_of, dialects
from mentorcli.intake.headers import LONGEST, header_key

BELOW_TITLE = 3
BLANK = 0.2
SEVERAL = 2
PART = " › "
_WORD = re.compile(r"[^\W\d_]{2}")


def special_header(rows: Sequence[Row]) -> tuple[int, str, HeaderRows] | None:
    """Return where header rows of a tool's own shape begin, whose they are, and the shape."""
    shapes = [(d.key, shape) for d in dialects() for shape in d.header_rows if shape.signs]
    for key, shape in shapes:
        for at in range(min(BELOW_TITLE, len(rows) - len(shape.rows) + 1)):
            if all(_holds(sign, rows[at + sign.row - 1]) for sign in shape.signs):
                return at, key, shape
    return None


def _holds(sign: CellSign, row: Row) -> bool:
    found = sum(1 for c in row.cells if c is not None and sign.cells.search(_text(c)))
    return sign.least <= found <= sign.most


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
    top, low = _once(_texts(rows[at], width)), _texts(rows[at + 1], width)
    first = next((i for i, t in enumerate(top) if t), width)
    blanks = [i for i in range(first, width) if not top[i]]
    if width - len(blanks) < SEVERAL or len(blanks) < max(SEVERAL, BLANK * width):
        return False
    starts = {i for i in range(width) if top[i] and i + 1 in set(blanks)}
    alone = [low[i] for i in range(width) if top[i] and i not in starts]
    plain = shape.plain | {header_key(t) for t in top if t}
    spare = sum(1 for t in alone if not t or header_key(t) in plain)
    worded = all(_WORD.search(low[i]) for i in blanks) and all(_WORD.search(t) for t in top if t)
    return worded and spare == len(alone)


def _merged_above(rows: Sequence[Row], at: int, width: int) -> bool:
    """Headings over groups of titles, right above them; one text alone is the table's title."""
    if at == 0 or rows[at].number != rows[at - 1].number + 1:
        return False
    above, titles = _once(_texts(rows[at - 1], width)), _texts(rows[at], width)
    filled = [t for t in above if t]
    worded = all(_WORD.search(t) for t in (*filled, *titles) if t)
    texts = all(c is None or (isinstance(c, str) and "@" not in c) for c in rows[at - 1].cells)
    return worded and texts and len(filled) >= SEVERAL and any(not t for t in above[1:])


def _once(texts: Sequence[str]) -> list[str]:
    """Return texts without those that repeat the one to their left."""
    pairs = zip(texts, ["", *texts], strict=False)
    return [text if text != left else "" for text, left in pairs]


def titles_of(
    rows: Sequence[Row], at: int, width: int, shape: HeaderRows, merged: Sequence[Area] = ()
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return all columns' titles, and the tool's codes (empty without), of a header of this shape.

    ``at`` is the header's first row, for ``group`` the second. A text spans the ``merged`` cells
    that it stands in; where none are merged in its row, the empty ones to its right.
    """
    headers, codes = [""] * width, [""] * width
    spanning = len(shape.rows) > 1 and shape.rows[-1] == "option"
    first = at - 1 if shape.rows[0] == "group" else at
    every = [_texts(rows[first + offset], width) for offset in range(len(shape.rows))]
    titled = [any(texts) for texts in zip(*every, strict=True)]
    for offset, (texts, role) in enumerate(zip(every, shape.rows, strict=True)):
        if role == "code":
            codes = texts
        elif role in {"title", "group"} and not any(headers):
            spans = spanning or role == "group"
            areas = [a for a in merged if a[0] == rows[first + offset].number and a[2] < a[3]]
            headers = _spread_right(texts, titled, areas) if spans else texts
        elif role in {"option", "title"}:
            headers = [_join_titles(h, t, shape) for h, t in zip(headers, texts, strict=True)]
    return tuple(h or c for h, c in zip(headers, codes, strict=True)), tuple(codes)


def _join_titles(question: str, option: str, shape: HeaderRows) -> str:
    if not option or header_key(option) in shape.plain or option == question:
        return question
    return f"{question}{PART}{option}" if question else option


def _spread_right(
    texts: Sequence[str], titled: Sequence[bool], merged: Sequence[Area]
) -> list[str]:
    """Return texts that span the cells to their right, up to a column in which no title stands."""
    found, last = [], ""
    inside = {i for _, _, left, right in merged for i in range(left + 1, right + 1)}
    for i, (text, own) in enumerate(zip(texts, titled, strict=True)):
        last = (text or last) if (text or i in inside if merged else own) else ""
        found.append(last if own else "")
    return found


def _texts(row: Row, width: int) -> list[str]:
    return [_text(row.cell(i)) for i in range(width)]


def _text(cell: CellValue) -> str:
    return "" if cell is None else one_line(str(cell)[:LONGEST])
