"""Rows whose values stand in other columns than their titles say: a block pasted in another order."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from mentorcli.domain.form import MODIFIED, STARTED, SUBMITTED
from mentorcli.domain.importing import RowReading
from mentorcli.domain.problem import Asks, Problem, Reply, Severity
from mentorcli.domain.programme import FieldType
from mentorcli.domain.table import CellValue, Row, column_letter, row_and_column, text_of
from mentorcli.intake.columns.column_values import PHONE, is_chosen
from mentorcli.intake.headers import header_key
from mentorcli.intake.rows.form_on_table import FormOnTable
from mentorcli.intake.rows.response_keys import hash_of
from mentorcli.intake.rows.swapped_words import FEW, FEW_WORDS, swapped_words
from mentorcli.intake.values.addresses import ADDRESS
from mentorcli.intake.values.dates import is_moment
from mentorcli.intake.values.parsing import NAMES, is_no_name, parse
from mentorcli.intake.values.reading import LISTED, Reading
from mentorcli.names.yes_no import NO, YES, attendance

HALF = 0.5
SAMPLE = 300
MOST_ROWS = 5_000
"""Rows of a table up to which it is looked at: people paste no more by hand."""
MOSTLY = 0.8
SHORT = 12
_NUMBER = re.compile(r"[\d\s()+./-]{6,20}")
_TIMES = (SUBMITTED, STARTED, MODIFIED)
Fits = Callable[[CellValue], bool]
Pair = tuple[int, int]
"""A column in which a value stands, and the one where it belongs."""


def pasted_blocks(
    form: FormOnTable, readings: Mapping[int, RowReading], in_order: Collection[str] = ()
) -> dict[int, Problem]:
    """Return what to say of rows of which values stand in each other's columns, one for each block.

    A value stands astray where it is none of its column's kind and the row has one of that kind in
    a column of another. An address, a time or an option for a name are enough; else neighbouring
    rows must agree, or several columns of the row. Rows of which somebody said that they are
    ``in_order`` are not told again.
    """
    if len(form.layout.body) > MOST_ROWS:
        return {}
    below = _below_other_titles(form, in_order)
    columns = _Columns(form, {**dict(_kinds(form)), **_unfed_times(form)})
    times = {i for i, fits in columns.kinds.items() if fits is is_moment and columns.is_full(i)}
    phones = {i for i, fits in columns.kinds.items() if fits is _is_number and columns.is_full(i)}
    always = times | {i for key in (*NAMES, PHONE) for i in form.columns.get(key, ())}
    astray: dict[int, set[Pair]] = {}
    for row in form.records.rows:
        cells = [row_and_column(p.place.cell) for p in readings[row.number].problems]
        odd = any(row.text(i) and not _is_number(row.cell(i)) for i in phones)
        if cells or odd or not all(is_moment(row.cell(i)) for i in times):
            looked = always.union(at[1] for at in cells if at)
            if found := set(columns.astray(row, looked & columns.kinds.keys(), times)):
                astray[row.number] = found
    for number, pairs in swapped_words(form).items():
        astray.setdefault(number, set()).update(pairs)
    return _told(columns, astray, in_order) | below


def _below_other_titles(form: FormOnTable, in_order: Collection[str]) -> dict[int, Problem]:
    """Return what to say of rows that stand below the titles once more, in another order."""
    blocks: list[tuple[dict[int, str], set[Pair]]] = []
    moved: set[Pair] = set()
    headers = dict(enumerate(map(header_key, form.layout.headers)))
    known = _titles(form) | {title: i for i, title in headers.items() if title}
    for row in form.layout.body:
        answers = any(map(_is_address, form.cells(row, "email")))
        texts = {i: text for i in range(len(row.cells)) if not answers and (text := row.text(i))}
        said = {i: header_key(text) for i, text in texts.items()}
        titles = {i: title for i, title in said.items() if title in known}
        if len(titles) > max(FEW, MOSTLY * len(texts)):
            moved = {(i, known[t]) for i, t in titles.items() if headers.get(i) != t}
            moved = {(i, to) for i, to in moved if i != to}
            if moved:
                blocks.append(({}, moved))
        if moved:
            blocks[-1][0][row.number] = _hash(form, row)
    found: dict[int, Problem] = {}
    for hashes, pairs in blocks:
        waiting = {n: h for n, h in hashes.items() if h not in in_order}
        if waiting:
            found |= dict.fromkeys(waiting, _problem(form, waiting, dict.fromkeys(waiting, pairs)))
    return found


def _titles(form: FormOnTable) -> dict[str, int]:
    """Return the column of each field by its question in every language, and by its synonyms."""
    asked = {
        key: (*r.field.headers.values(), *r.field.synonyms) for key, r in form.readings.items()
    }
    fed = {key: columns[0] for key, columns in form.columns.items() if len(columns) == 1}
    return {header_key(t): i for key, i in fed.items() for t in asked.get(key, ())}


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of a form with what tells the answers of those that are of a kind.

    ``counts`` has in how many of the first rows a column holds values of another one's kind,
    ``filled`` in how many it holds any.
    """

    form: FormOnTable
    kinds: Mapping[int, Fits]
    counts: dict[Pair, int] = field(default_factory=dict)
    filled: dict[int, int] = field(default_factory=dict)

    def given(self, index: int) -> int:
        """Return how many of the first rows say something in a column."""
        if index not in self.filled:
            values = self.form.layout.values(index)[:SAMPLE]
            self.filled[index] = sum(1 for v in values if text_of(v))
        return self.filled[index]

    def holds(self, a: int, b: int) -> int:
        """Return in how many of the first rows a column holds values of the kind of another."""
        if (a, b) not in self.counts:
            self.counts[a, b] = _count(self.form, a, self.kinds[b])
        return self.counts[a, b]

    def is_full(self, index: int) -> bool:
        """Tell whether at least half of the rows have a value of a column's kind in it."""
        return self.holds(index, index) >= HALF * len(self.form.layout.body[:SAMPLE])

    def astray(self, row: Row, looked: Collection[int], times: Collection[int]) -> Iterator[Pair]:
        """Yield where a row's values of a kind stand instead of their columns, which are looked at."""
        for b in sorted(looked):
            fits = self.kinds[b]
            if not (row.text(b) or b in times) or fits(row.cell(b)):
                continue
            if self.holds(b, b) < HALF * self.given(b):
                continue
            few = HALF * len(self.form.layout.body[:SAMPLE])
            for a in range(len(row.cells)):
                own = self.kinds.get(a)
                if a == b or a in self.form.options or not row.text(a) or not fits(row.cell(a)):
                    continue
                fitting = own and own is not _is_name and own(row.cell(a))
                if not fitting and self.holds(a, b) < few:
                    yield a, b

    def tell(self, a: int, b: int) -> bool:
        """Tell whether one value of a column's kind in another one tells that the row is in disorder."""
        names = {i for key in NAMES for i in self.form.columns.get(key, ())}
        sure = b in self.kinds and self.kinds[b] in {_is_address, _is_number, is_moment}
        return sure or (b in self.kinds and (a in self.kinds or b in names))


def _kinds(form: FormOnTable) -> Iterator[tuple[int, Fits]]:
    """Yield each column whose answers are of a kind, with what tells them."""
    for key, columns in form.columns.items():
        reading = form.readings.get(key)
        if len(columns) > 1:
            continue
        if key in _TIMES:
            yield columns[0], is_moment
        elif key in NAMES:
            yield columns[0], _is_name
        elif key == PHONE:
            yield columns[0], _is_number
        elif reading and reading.field.type is FieldType.EMAIL:
            yield columns[0], _is_address
        elif reading and reading.field.type is FieldType.DATE:
            yield columns[0], is_moment
        elif reading and reading.field.type is FieldType.CONSENT:
            yield columns[0], _is_yes_or_no
        elif reading and (reading.field.options or reading.field.type is FieldType.CAPACITY):
            yield columns[0], partial(_is_read, reading)


def _unfed_times(form: FormOnTable) -> dict[int, Fits]:
    """Return the columns of times that feed nothing."""
    fed = {i for columns in form.columns.values() for i in columns}
    left = (i for i in range(len(form.layout.headers)) if i not in fed)
    return {i: is_moment for i in left if _share(form, i, is_moment) >= HALF}


def _is_read(reading: Reading, value: CellValue) -> bool:
    if reading.field.type in LISTED:
        return is_chosen(reading, value)
    return parse(reading, (value,)).value is not None and len(text_of(value)) <= SHORT


def _is_address(value: CellValue) -> bool:
    return isinstance(value, str) and bool(ADDRESS.fullmatch(value.strip()))


def _is_number(value: CellValue) -> bool:
    return bool(_NUMBER.fullmatch(text_of(value)))


def _is_name(value: CellValue) -> bool:
    text = text_of(value)
    return bool(text) and not is_no_name(text) and len(text.split()) <= FEW_WORDS


def _is_yes_or_no(value: CellValue) -> bool:
    return isinstance(value, bool) or attendance(text_of(value)) in {YES, NO}


def _share(form: FormOnTable, index: int, fits: Fits) -> float:
    given = sum(1 for v in form.layout.values(index)[:SAMPLE] if text_of(v))
    return _count(form, index, fits) / given if given else 0.0


def _count(form: FormOnTable, index: int, fits: Fits) -> int:
    return sum(1 for v in form.layout.values(index)[:SAMPLE] if text_of(v) and fits(v))


def _told(
    columns: _Columns, astray: Mapping[int, set[Pair]], in_order: Collection[str]
) -> dict[int, Problem]:
    """Return a problem for each block of neighbouring rows that are in the same disorder."""
    blocks: list[list[int]] = []
    before: set[frozenset[int]] = set()
    for row in columns.form.records.rows:
        pairs = {frozenset(pair) for pair in astray.get(row.number, ())}
        if pairs & before:
            blocks[-1].append(row.number)
        elif pairs:
            blocks.append([row.number])
        before = pairs
    found: dict[int, Problem] = {}
    for block in blocks:
        alone = astray[block[0]]
        if (
            len(block) >= FEW
            or any(columns.tell(*pair) for pair in alone)
            or len({b for _, b in alone}) >= FEW
        ):
            rows = (row for row in columns.form.layout.body if row.number in block)
            hashes = {row.number: _hash(columns.form, row) for row in rows}
            waiting = {n: h for n, h in hashes.items() if h not in in_order}
            if waiting:
                found |= dict.fromkeys(waiting, _problem(columns.form, waiting, astray))
    return found


def _hash(form: FormOnTable, row: Row) -> str:
    """Return what a row is known by: all that it says in the columns that feed a field."""
    fed = sorted({i for columns in form.columns.values() for i in columns})
    return hash_of("\x1f".join((form.mapping.key, *map(row.text, fed))))


def _problem(
    form: FormOnTable, hashes: Mapping[int, str], astray: Mapping[int, set[Pair]]
) -> Problem:
    block = [*hashes]
    pairs = set.intersection(*(astray[n] for n in block)) or astray[block[0]]
    a, b = min(pairs)
    first, place = block[0], form.layout.table.place(block[0], a)
    row = next(row for row in form.layout.body if row.number == first)
    rows = f"rows {first}-{block[-1]}" if len(block) > 1 else f"row {first}"
    said = {"rows": rows, "text": row.text(a)[:40], "cell": place.cell, "letter": column_letter(b)}
    header = form.layout.headers[b][:60]
    found = Problem.of("rows_in_disorder", Severity.DECIDE, place, **said, header=header)
    return replace(found, asks=Asks(Reply.ROWS, (form.mapping.key, *hashes.values())))
