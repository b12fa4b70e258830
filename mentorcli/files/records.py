"""A text's records: lines or quoted fields, read as a stream and bounded."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mentorcli.domain.problem import UserError
from mentorcli.files.encoding import Encoding
from mentorcli.files.sheet_scan import MOST_COLUMNS

LONGEST_LINE = 16 << 20
LARGEST_CELL = 1 << 20
MOST_CELLS = 3_000_000
MOST_ROWS = 500_000
MEND = "Look at that row in a text editor, or download the answers again from the form tool."


@dataclass(frozen=True, slots=True)
class Shape:
    """What parts the fields, and whether quotation marks hold them together."""

    delimiter: str
    quoted: bool


def lines_of(name: str, content: bytes, encoding: Encoding) -> Iterator[str]:
    """Yield a text's lines with their ends, without NULs. Raises UserError for one too long."""
    raw = io.BytesIO(content)
    raw.seek(encoding.skip)
    stream = io.TextIOWrapper(raw, encoding.codec, "replace", newline="")
    number = 0
    while line := stream.readline(LONGEST_LINE):
        number += 1
        if len(line) == LONGEST_LINE and line[-1] not in "\r\n":
            raise UserError(
                f"{name} has a line of more than 16 million characters (line {number}).", MEND
            )
        yield line.replace("\x00", "") if "\x00" in line else line


class Records:
    """The records of some lines; ``unclosed`` is afterwards the number of one left open, or 0."""

    def __init__(self, name: str, lines: Iterable[str], shape: Shape) -> None:
        self.name, self.shape = name, shape
        self.unclosed = 0
        self._lines = lines
        self._since: list[str] = []

    def __iter__(self) -> Iterator[list[str]]:
        """Yield each record. Raises UserError for what is no table of a form's answers."""
        found = self._quoted() if self.shape.quoted else self._bare()
        cells = 0
        for number, record in enumerate(found, 1):
            cells += len(record)
            if number > MOST_ROWS:
                raise UserError(
                    f"{self.name} has more than half a million rows.",
                    "See that it is the right file.",
                )
            if cells > MOST_CELLS:
                raise UserError(
                    f"{self.name} has more than {MOST_CELLS // 1_000_000} million cells.",
                    "See that it is the right file.",
                )
            if len(record) > MOST_COLUMNS:
                raise UserError(f"{self.name} has more than {MOST_COLUMNS} columns.", MEND)
            yield record

    def _bare(self) -> Iterator[list[str]]:
        for line in self._lines:
            if (
                len(line) > LARGEST_CELL
                and max(map(len, line.split(self.shape.delimiter))) > LARGEST_CELL
            ):
                raise UserError(f"{self.name} has a cell of more than a million characters.", MEND)
            yield line.rstrip("\r\n").split(self.shape.delimiter, MOST_COLUMNS + 1)

    def _quoted(self) -> Iterator[list[str]]:
        number = 0
        before = csv.field_size_limit(LARGEST_CELL)
        reader = csv.reader(self._noted(), delimiter=self.shape.delimiter)
        try:
            while True:
                # the limit is the whole program's: it is ours only while we read
                csv.field_size_limit(LARGEST_CELL)
                record = next(reader, None)
                if record is None:
                    break
                number += 1
                last, self._since = self._since, []
                yield record
            if number and len(last) and _left_open("".join(last), self.shape):
                self.unclosed = number
        except csv.Error as error:
            raise UserError(
                f"{self.name}, row {number + 1}: a quotation mark opens a text that does not end.",
                MEND,
            ) from error
        finally:
            csv.field_size_limit(before)

    def _noted(self) -> Iterator[str]:
        for line in self._lines:
            self._since.append(line)
            yield line


def _left_open(text: str, shape: Shape) -> bool:
    return "end of data" in strictly_wrong(text, shape)


def strictly_wrong(text: str, shape: Shape) -> str:
    """Return what a strict reader says against a text's quotes, or nothing."""
    if not shape.quoted or '"' not in text:
        return ""
    try:
        for _ in csv.reader(io.StringIO(text, newline=""), delimiter=shape.delimiter, strict=True):
            pass
    except csv.Error as error:
        return str(error) or "quotes"
    return ""
