"""Text tables: encoding and delimiter found by fixed rules, never by statistics."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter, deque
from dataclasses import dataclass

from mentorcli.domain.problem import Place, Problem, Severity, UserError
from mentorcli.domain.table import CellValue, Row, Table

DELIMITERS = (",", ";", "\t", "|")
LARGEST_CELL = 1 << 20
MOST_CELLS = 5_000_000
LOOKED_AT = 2_000
BINARY_SHARE = 0.02
BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Shape:
    delimiter: str
    quoted: bool


def looks_binary(content: bytes) -> bool:
    """Tell whether bytes without a UTF-16 mark hold more control characters than any text."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return False
    start = content[:8192]
    odd = sum(1 for b in start if b < 32 and b not in b"\t\n\r\x00\x1b\x0c\x0b\x1a\x1f\x1e")  # noqa: PLR2004 - the control characters
    return odd + max(start.count(0) - 64, 0) > BINARY_SHARE * len(start)


def read_text(name: str, digest: str, content: bytes) -> tuple[Table, tuple[Problem, ...]]:
    """Return a text file as a table, and what was noticed.

    Encoding: byte order mark, else strict UTF-8, else Windows-1252. Delimiter: that of comma,
    semicolon, TAB and bar whose parse has the most constant number of fields. Row numbers are
    those that a spreadsheet shows, so a line break inside quotes does not start a row.
    """
    text, encoding = _decoded(content)
    text = text.replace("\x00", "")
    shape, text = _announced(text)
    shape = shape or _shape(text)
    records, broken = _records(text, shape)
    if sum(len(r) for r in records) > MOST_CELLS:
        raise UserError(
            f"{name} has more than {MOST_CELLS} cells.", "See that it is the right file."
        )
    problems = []
    if encoding == "cp1252":
        problems.append(Problem.of("text_not_utf8", Severity.NOTE, Place(name)))
    if broken:
        place = Place(name, "", f"A{broken}")
        problems.append(Problem.of("text_quotes", Severity.DECIDE, place))
    rows = tuple(
        Row(number, tuple(_cell(v) for v in record))
        for number, record in enumerate(records, 1)
        if any(v.strip() for v in record)
    )
    return Table(name, digest, "csv", "", rows), tuple(problems)


def _cell(value: str) -> CellValue:
    return value or None


def _decoded(content: bytes) -> tuple[str, str]:
    for mark, encoding in BOMS:
        if content.startswith(mark):
            return content.decode(encoding, "replace"), encoding
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace"), "cp1252"


def _announced(text: str) -> tuple[_Shape | None, str]:
    """Excel's own first line ``sep=;`` settles the delimiter and is no row."""
    first, _, rest = text.partition("\n")
    said = first.strip().lower()
    if said.startswith("sep=") and said[4:] in {*DELIMITERS, ""}:
        return _Shape(said[4:] or "\t", quoted=True), rest
    return None, text


def _shape(text: str) -> _Shape:
    start = text if len(text) < 1 << 20 else text[: 1 << 20]
    shapes = [*(_Shape(d, quoted=True) for d in DELIMITERS), _Shape("\t", quoted=False)]
    scored = [(*_constancy(start, s), -i) for i, s in enumerate(shapes)]
    best = max(scored)
    return shapes[-best[-1]] if best[0] > 0 else shapes[0]


def _constancy(text: str, shape: _Shape) -> tuple[float, int, bool]:
    """Return the share of rows with the usual number of fields, that number, and if quotes hold.

    A usual number of 1 tells nothing. Quotes hold when each is a quote: TAB files have bare ones.
    """
    records, broken = _records(text, shape, LOOKED_AT)
    counts = Counter(len(r) for r in records if any(v.strip() for v in r))
    if not counts:
        return 0.0, 0, False
    usual, often = max(counts.items(), key=lambda item: (item[1], item[0]))
    if usual == 1:
        return 0.0, 0, False
    share = often / counts.total()
    clean = not shape.quoted or '"' not in text or not _strictly_wrong(text, shape)
    return (share / 2 if broken else share), usual, clean


def _records(text: str, shape: _Shape, most: int = 0) -> tuple[list[list[str]], int]:
    """Return the records, and the number of the one whose quotes never close (0 for none)."""
    if not shape.quoted:
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        found = [line.split(shape.delimiter) for line in lines]
        return (found[:most] if most else found), 0
    stream = io.StringIO(text, newline="")
    records: list[list[str]] = []
    before = csv.field_size_limit(LARGEST_CELL)
    try:
        for record in csv.reader(stream, delimiter=shape.delimiter):
            records.append(record)
            if most and len(records) >= most:
                return records, 0
    except csv.Error:
        return records, len(records) + 1
    finally:
        csv.field_size_limit(before)
    return records, _unclosed(text, shape, len(records))


def _unclosed(text: str, shape: _Shape, last: int) -> int:
    """A strict reader stumbles at the end of a text whose last quote is still open."""
    return last if "end of data" in _strictly_wrong(text, shape) else 0


def _strictly_wrong(text: str, shape: _Shape) -> str:
    """Return what a strict reader says against the text's quotes, or nothing."""
    before = csv.field_size_limit(LARGEST_CELL)
    stream = io.StringIO(text, newline="")
    try:
        deque(csv.reader(stream, delimiter=shape.delimiter, strict=True), maxlen=0)
    except csv.Error as error:
        return str(error) or "quotes"
    finally:
        csv.field_size_limit(before)
    return ""
