"""A sheet's XML looked through piece by piece: what a reader would pass over in silence."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from mentorcli.files.refusals import Refused

MOST_CELLS = 3_000_000
MOST_COLUMNS = 2_000
"""The widest form export seen has a few hundred; each column is compared with every question."""
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
LONGEST_ROW = 32 << 20
MOST_NOTED = 1_000
MOST_SHAPES = 20_000
MOST_KEPT = 200_000

_ROOT = re.compile(rb"<(\w+:)?worksheet\b")
_NUMBER = re.compile(rb"\sr=[\"'](\d+)[\"']")
_DIGITS = re.compile(rb"(\d+)$")
_HIDDEN = re.compile(rb"\shidden=[\"'](?:1|true)[\"']")
_REFERENCE = re.compile(rb"^([A-Z]{1,3})([0-9]{1,7})$", re.IGNORECASE)
_ATTRIBUTE = re.compile(rb"\sr=[\"']([^\"']*)[\"']")


@dataclass(slots=True)
class SheetNotes:
    """What stands in a sheet beside its values; cells in Excel's notation, at most 1,000 each.

    ``hidden`` are row numbers; ``formulas`` have no saved value; ``errors`` are those that show an
    error such as #N/A, which a reader leaves out; ``twice`` stand twice; ``disorder`` is the first row after a later one, 0 for none.
    """

    hidden: list[int] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)
    errors: dict[str, str] = field(default_factory=dict)
    twice: list[str] = field(default_factory=list)
    disorder: int = 0
    width: int = 0
    height: int = 0

    def note(self, where: list[str], cells: list[bytes]) -> None:
        """Add cells to one of the lists, up to its most."""
        where += [c.decode("ascii", "replace") for c in cells[: MOST_NOTED - len(where)]]

    def note_errors(self, cells: list[tuple[bytes, bytes]]) -> None:
        """Add cells, each by its attributes and what it shows, up to the most."""
        for attributes, shown in cells[: MOST_NOTED - len(self.errors)]:
            if found := _ATTRIBUTE.search(attributes):
                text = shown.decode("ascii", "replace") or "#N/A"
                self.errors[found.group(1).decode("ascii", "replace")] = text


class SheetScan:
    """Takes a sheet's XML in pieces; raises Refused for what no reader should be given."""

    def __init__(self) -> None:
        self.notes = SheetNotes()
        self._rest = b""
        self._row = 0
        self._shapes: dict[bytes, tuple[int, bytes]] = {}
        self._kept: dict[int, bytes] = {}
        self._repeated = 0
        self._empty = False
        self._patterns: _Patterns | None = None

    def feed(self, piece: bytes, *, last: bool = False) -> None:
        """Look through one more piece of the sheet."""
        text = self._rest + piece
        if self._patterns is None:
            root = _ROOT.search(text)
            if root is None and not last and len(text) < LONGEST_ROW:
                self._rest = text
                return
            self._patterns = _Patterns.of((root and root.group(1)) or b"")
        cut = len(text) if last else text.rfind(b"row>") + 4
        if cut < 4:  # noqa: PLR2004 - nothing was found
            if len(text) > LONGEST_ROW:
                raise Refused("long_cell", f"row {self._row + 1}")
            self._rest = text
            return
        self._rest = text[cut:]
        self._look(text[:cut], self._patterns)

    def _look(self, text: bytes, patterns: _Patterns) -> None:
        _, *found = patterns.row.split(text)
        self._empty = b"/>" in text
        for attributes, cells in zip(found[::2], found[1::2], strict=True):
            self._take_row(attributes, cells, patterns)
        notes = self.notes
        if patterns.formula_mark in text:
            notes.note(notes.formulas, patterns.formula.findall(text))
        if b't="e"' in text or b"t='e'" in text:
            notes.note_errors(patterns.error.findall(text))

    def _take_row(self, attributes: bytes, cells: bytes, patterns: _Patterns) -> None:
        references = patterns.plain.findall(cells)
        odd = self._empty and b"/>" in cells
        if odd or len(references) != cells.count(patterns.cell_mark):
            references = patterns.cell.findall(cells)  # written in another way, or empty cells
        number = self._number(attributes, references)
        if number > LAST_ROW:
            raise Refused("far_cell", f"row {number}")
        if b"hidden" in attributes and _HIDDEN.search(attributes):
            self.notes.hidden += [number][: MOST_NOTED - len(self.notes.hidden)]
        if number <= self._row and not self.notes.disorder:
            self.notes.disorder = number
        self._row = number
        if references:
            self._take_cells(number, references)
        elif patterns.cell_mark in cells:
            self._widen(number, cells.count(patterns.cell_mark), f"row {number}", "cells")

    def _number(self, attributes: bytes, references: list[bytes]) -> int:
        """Return a row's number; where it is not said its first cell or the row before tells."""
        said = _NUMBER.search(attributes)
        if said is None and references:
            said = _DIGITS.search(references[0])
        return int(said.group(1)[:20]) if said else self._row + 1

    def _take_cells(self, number: int, references: list[bytes]) -> None:
        """Look at a row's cells: most rows have the shape of one before, which was found good."""
        shape = (b" ".join(references) + b" ").replace(b"%d " % number, b" ")
        known = self._shapes.get(shape)
        if known is None:
            known = self._new_shape(number, references)
            if len(self._shapes) < MOST_SHAPES:
                self._shapes[shape] = known
        self._widen(number, known[0], known[1].decode() + str(number), "far_cell")
        self._keep(number, shape)

    def _widen(self, number: int, width: int, last: str, code: str) -> None:
        """Count a row into the table's size; the reader lays out every cell up to its corner."""
        notes = self.notes
        if width > notes.width or number > notes.height:
            notes.width, notes.height = max(width, notes.width), max(number, notes.height)
            if notes.width * notes.height > MOST_CELLS or width > MOST_COLUMNS:
                raise Refused(code, last)

    def _keep(self, number: int, shape: bytes) -> None:
        """Remember what a row held, so that a second one with its number is seen to repeat it."""
        if (
            self.notes.disorder
            and max(len(self._kept) - MOST_KEPT, self._repeated - MOST_NOTED) >= 0
        ):
            raise Refused("unreadable", f"its rows are in disorder from row {self.notes.disorder}")
        if len(self._kept) >= MOST_KEPT:
            return
        before = self._kept.get(number)
        if before is None:
            self._kept[number] = shape
            return
        self._repeated += 1
        held = set(before.split())
        again = [c + b"%d" % number for c in shape.split() if c in held]
        self.notes.note(self.notes.twice, again)
        self._kept[number] = before + shape

    def _new_shape(self, number: int, references: list[bytes]) -> tuple[int, bytes]:
        """Return the last column of a row not seen before, as number and letters."""
        seen: dict[int, bytes] = {}
        for reference in references:
            found = _REFERENCE.match(reference)
            column = _column(found.group(1)) if found else 0
            if not found or int(found.group(2)) != number or column > LAST_COLUMN:
                place = reference[:20].decode("ascii", "replace")
                raise Refused("bad_reference", f"{place} in row {number}")
            if column in seen:
                self.notes.note(self.notes.twice, [reference])
            seen[column] = found.group(1)
        last = max(seen)
        return last, seen[last]


def _column(letters: bytes) -> int:
    column = 0
    for c in letters.upper():
        column = column * 26 + c - 64
    return column


@dataclass(frozen=True, slots=True)
class _Patterns:
    """Patterns for one sheet's name prefix: with a fixed beginning they are searched quickly."""

    row: re.Pattern[bytes]
    plain: re.Pattern[bytes]
    """Cells as nearly every program writes them: found in a third of the time."""
    cell: re.Pattern[bytes]
    formula: re.Pattern[bytes]
    formula_mark: bytes
    cell_mark: bytes
    error: re.Pattern[bytes]

    @classmethod
    def of(cls, prefix: bytes) -> _Patterns:
        p = re.escape(prefix)
        saved = rb"(?:<%sv\s*/>|<%sv>\s*</%sv>)?" % (p, p, p)
        begins = rb"<%sc\s(?:[^>]*?\s)?r=\"([A-Z]{1,3}\d+)\"[^>]*>\s*" % p
        holds = rb"<%sf\b(?:[^>]*/>|[^>]*>[^<]*</%sf>)\s*" % (p, p)
        return cls(
            row=re.compile(rb"<%srow\b([^>]*)>" % p),
            plain=re.compile(rb"<%sc r=\"([A-Z]{1,3}[0-9]{1,7})\"" % p),
            cell=re.compile(rb"<%sc\s(?:[^>]*?\s)?r=[\"']([^\"']*)[\"'][^>]*(?<!/)>" % p),
            formula=re.compile(begins + holds + saved + rb"\s*</%sc>" % p),
            formula_mark=b"<%sf" % prefix,
            cell_mark=b"<%sc" % prefix,
            error=re.compile(
                rb"<%sc(\s[^>]*\bt=[\"']e[\"'][^>]*)>\s*(?:%s)?(?:<%sv>([^<]{1,20}))?"
                % (p, holds, p)
            ),
        )
