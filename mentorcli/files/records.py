"""A text's records: lines or quoted fields, read as a stream and bounded."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from mentorcli.domain.problem import UserError
from mentorcli.files.encoding import Encoding
from mentorcli.files.sheet_scan import MOST_COLUMNS

LONGEST_LINE = 16 << 20
LARGEST_CELL = 1 << 20
MOST_CELLS = 3_000_000
MOST_ROWS = 500_000
Reader = Iterator[list[str]]
_MARKS = {mark: re.compile(rf"\\\\|\\{mark}|\\|{mark}") for mark in "\"'"}
"""What an escaped text says of its marks: two backslashes, a mark behind one, one, a mark."""
_AT_THE_END = "unexpected end of data"
MEND = "Look at that row in a text editor, or download the answers again from the form tool."


@dataclass(frozen=True, slots=True)
class Shape:
    """What parts the fields, and whether quotation marks hold them together.

    ``spaced`` tells that a space follows each delimiter, also before a quotation mark; ``quote``
    is the mark; ``escaped`` tells that a backslash may stand before one instead of a second one,
    ``doubled`` whether two backslashes outside of marks, and inside, stand for one.
    """

    delimiter: str
    quoted: bool
    spaced: bool = False
    quote: str = '"'
    escaped: bool = False
    doubled: tuple[bool, bool] = (False, False)

    def reader(self, lines: Iterable[str], *, strict: bool) -> Reader:
        """Return a reader of some lines; a strict one stops at a quotation mark out of place."""
        return csv.reader(
            lines,
            delimiter=self.delimiter,
            quotechar=self.quote,
            skipinitialspace=self.spaced,
            strict=strict,
        )


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
    """The records of some lines, and afterwards the numbers of those whose quotes are wrong.

    ``unclosed`` is one left open at the end, or 0, and ``swallowed`` the number of lines in it;
    ``crooked`` are those in which a quotation mark stands where none can open or close; ``bare``
    those with a mark in a text that no marks hold, which no tool that uses them writes.
    """

    def __init__(self, name: str, lines: Iterable[str], shape: Shape) -> None:
        self.name, self.shape = name, shape
        self.unclosed = self.swallowed = 0
        self.bare: list[int] = []
        self._marked = False
        self.crooked: list[int] = []
        self.backslashes: tuple[Counter[bool], Counter[bool]] = (Counter(), Counter())
        """Of an escaped text: whether those outside of marks, and inside, are doubled."""
        self._lines = iter(lines)
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
        reader = self.shape.reader(self._noted(), strict=True)
        try:
            while True:
                # the limit is the whole program's: it is ours only while we read
                csv.field_size_limit(LARGEST_CELL)
                try:
                    record = next(reader, None)
                except csv.Error as error:
                    record = self._wrongly_quoted(number + 1, error)
                    reader = self.shape.reader(self._noted(), strict=True)
                if record is None:
                    break
                number += 1
                self._look_at_marks(number, record)
                self._since = []
                yield record
        except csv.Error as error:
            raise UserError(
                f"{self.name}, row {number + 1}: a quotation mark opens a text that does not end.",
                MEND,
            ) from error
        finally:
            csv.field_size_limit(before)

    def _wrongly_quoted(self, number: int, error: csv.Error) -> list[str] | None:
        """Return a record whose quotes are wrong as well as it can be read, and note it."""
        if str(error) == _AT_THE_END:
            self.unclosed = number
        else:
            self.crooked.append(number)
        again = chain(tuple(self._since), self._noted())
        record = next(self.shape.reader(again, strict=False), None)
        self.swallowed = len(self._since) if self.unclosed else 0
        return record

    def _look_at_marks(self, number: int, record: Sequence[str]) -> None:
        """Note a record with quotation marks in a text that is not held in them."""
        quote = self.shape.quote
        if quote not in "".join(record):  # as in nearly every one, and a table has very many
            self._marked = self._marked or any(quote in line for line in self._since)
            return
        text, loose = "".join(self._since), 0
        for cell in record:
            if quote in cell and f"{quote}{cell.replace(quote, 2 * quote)}{quote}" not in text:
                loose += cell.count(quote)
        self._marked = self._marked or text.count(quote) > loose
        if loose:
            self.bare.append(number)

    def wrong(self) -> set[int]:
        """Return the numbers of all records whose quotation marks are wrong."""
        found = {*self.crooked, *(self.bare if self._marked else ())}
        return found | {self.unclosed} if self.unclosed else found

    def _noted(self) -> Iterator[str]:
        for line in self._lines:
            plain = self._unescaped(line) if self.shape.escaped and "\\" in line else line
            self._since.append(plain)
            yield plain

    def _unescaped(self, line: str) -> str:
        """Return a line with two marks for each behind a backslash, and what doubled ones stand for."""
        quote, inside = self.shape.quote, bool(self._since)

        def plain(found: re.Match[str]) -> str:
            nonlocal inside
            said = found[0]
            if said == quote:
                inside = not inside
            elif said.endswith(quote):
                return 2 * quote
            else:
                self.backslashes[inside][len(said) > 1] += 1
                return "\\" if self.shape.doubled[inside] else said
            return said

        return _MARKS[quote].sub(plain, line)
