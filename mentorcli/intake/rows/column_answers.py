"""A column's answers: what stands in it again and again is understood once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mentorcli.domain.application import LINE, OWN_LINE, Origin, Told
from mentorcli.domain.programme import Field, FieldType
from mentorcli.domain.table import CellValue, Row, column_letter, text_of
from mentorcli.intake.rows.answers_in_parts import never_shown, parse_parts
from mentorcli.intake.rows.form_on_table import FormOnTable
from mentorcli.intake.values.parsing import parse, words
from mentorcli.intake.values.reading import Parsed, Trouble

Cells = tuple[CellValue, ...]
Key = str | tuple[tuple[type, ...], Cells] | None
"""Cells as they are told apart: 1, 1.0 and True are equal, and are not the same answer."""


_ANY_WORDS = (FieldType.TEXT, FieldType.LONG)


@dataclass(frozen=True, slots=True)
class ColumnAnswers:
    """A field's answers in the order of the form's rows; None where there is none.

    ``troubles`` are by the place in that order; ``hidden`` are the places of rows whose tool says
    that the person was not asked.
    """

    key: str
    told: Sequence[Told | None]
    troubles: Mapping[int, tuple[Trouble, ...]] = field(default_factory=dict)
    hidden: frozenset[int] = frozenset()


def column_answers(form: FormOnTable, key: str) -> ColumnAnswers:
    """Return a field's answers, each different one made once."""
    if form.records.lines:
        return _row_by_row(form, key)
    made = _Answers(form, key)
    columns = form.columns[key]
    if len(columns) == 1:
        cells = form.layout.values(columns[0])
        keys: list[Key] = [c if c is None or type(c) is str else ((type(c),), (c,)) for c in cells]
    else:
        every = zip(*(form.layout.values(i) for i in columns), strict=True)
        keys = [(tuple(map(type, c)), c) for c in every]
    told = [made[k] for k in keys]
    found: dict[int, tuple[Trouble, ...]] = {}
    if made.troubles:
        found = {i: made.troubles[k] for i, k in enumerate(keys) if k in made.troubles}
    hidden = frozenset(i for i, k in enumerate(keys) if k in made.hidden) if made.hidden else ()
    return ColumnAnswers(key, told, found, frozenset(hidden))


class _Answers(dict[Key, "Told | None"]):
    """A field's answers by the cells that they come from."""

    def __init__(self, form: FormOnTable, key: str) -> None:
        super().__init__()
        self.form, self.key = form, key
        asked = form.readings[key].field
        plain = asked.type in _ANY_WORDS and len(form.columns[key]) == 1 and key not in form.parted
        self.words = asked if plain and not form.dialect.marks.not_shown else None
        self.troubles: dict[Key, tuple[Trouble, ...]] = {}
        self.hidden: set[Key] = set()

    def __missing__(self, key: Key) -> Told | None:
        if self.words is not None and type(key) is str:
            return self._words(self.words, key)
        cells: Cells = key[1] if isinstance(key, tuple) else (key,)
        parsed = _parsed(self.form, self.key, cells)
        if parsed.troubles:
            self.troubles[key] = parsed.troubles
        told = None
        if parsed.value is not None:
            told = _told(self.form, self.key, cells, parsed)
        elif _never_shown(self.form, cells):
            self.hidden.add(key)
        self[key] = told
        return told

    def _words(self, asked: Field, cell: str) -> Told | None:
        """Return what stands in a cell of words: nearly all of a table's work is in these."""
        text = text_of(cell)
        value = words(asked, text) if text else None
        told = None
        if value is not None:
            origin = _origin(self.form, self.form.columns[self.key], "direct", "")
            told = (origin, OWN_LINE, text, value)
        self[cell] = told
        return told


def _row_by_row(form: FormOnTable, key: str) -> ColumnAnswers:
    """Return the answers of a form whose rows were joined: their cells stand on several lines."""
    told, troubles, hidden = [], {}, set()
    for at, row in enumerate(form.records.rows):
        cells = form.cells(row, key)
        parsed = _parsed(form, key, cells)
        if parsed.troubles:
            troubles[at] = parsed.troubles
        if parsed.value is None and _never_shown(form, cells):
            hidden.add(at)
        told.append(None if parsed.value is None else _told(form, key, cells, parsed, row))
    return ColumnAnswers(key, told, troubles, frozenset(hidden))


def _parsed(form: FormOnTable, key: str, cells: Cells) -> Parsed:
    if key in form.parted:
        options = [form.options.get(i, "") for i in form.columns[key]]
        parts = list(zip(options, cells, strict=True))
        return parse_parts(form.readings[key], parts, form.dialect.marks)
    return parse(form.readings[key], cells)


def _never_shown(form: FormOnTable, cells: Cells) -> bool:
    return bool(form.dialect.marks.not_shown) and never_shown(cells, form.dialect.marks)


def _told(
    form: FormOnTable, key: str, cells: Cells, parsed: Parsed, row: Row | None = None
) -> Told:
    """Return an answer with where it stands; of several columns those that say something.

    ``row`` is given where rows were joined.
    """
    if parsed.value is None:
        raise ValueError(key)
    columns = form.columns[key]
    if len(columns) == 1 and row is None:
        return _origin(form, columns, parsed.rule, ""), OWN_LINE, text_of(cells[0]), parsed.value
    texts = {i: text_of(c) for i, c in zip(columns, cells, strict=True)}
    columns = columns if len(texts) == 1 else tuple(i for i, t in texts.items() if t)
    raw = " | ".join(texts[i] for i in columns)
    line, names = OWN_LINE, ""
    if row is not None:
        lines = {i: form.line(row, i) for i in columns}
        line = next(iter(lines.values())) if len({*lines.values()}) == 1 else 0
        names = "" if line else ", ".join(f"{column_letter(i)}{n}" for i, n in lines.items())
    return _origin(form, columns, parsed.rule, names), line, raw, parsed.value


def _origin(form: FormOnTable, columns: tuple[int, ...], rule: str, names: str) -> Origin:
    """Return what all answers share that these columns gave in the same way."""
    key = (columns, rule, names)
    known = form.origins.get(key)
    if known is None:
        table = form.layout.table
        cells = names or ", ".join(f"{column_letter(i)}{LINE}" for i in columns)
        header = " | ".join(form.layout.headers[i] for i in columns)
        known = Origin(form.import_id, table.file, table.sheet, cells, header, rule)
        form.origins[key] = known
    return known
