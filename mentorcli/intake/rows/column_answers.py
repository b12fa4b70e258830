"""A column's answers: what stands in it again and again is understood once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from mentorcli.domain.application import FOR_ALL, LINE, OWN_LINE, Answer, Origin, Told
from mentorcli.domain.table import CellValue, Row, column_letter, text_of
from mentorcli.intake.rows.answers_in_parts import never_shown, parse_parts
from mentorcli.intake.rows.form_on_table import FormOnTable
from mentorcli.intake.values.parsing import needs_a_look, parse, words
from mentorcli.intake.values.reading import ANY_WORDS, Parsed, Trouble

Cells = tuple[CellValue, ...]
Key = str | tuple[tuple[type, ...], Cells] | None
"""Cells as they are told apart: 1, 1.0 and True are equal, and are not the same answer."""
Outcome = tuple[Told | None, tuple[Trouble, ...], bool]
"""What came of cells: an answer, troubles, and whether the tool says that it was not asked."""


@dataclass(frozen=True, slots=True)
class ColumnAnswers:
    """A field's answers in the order of the form's rows; None where there is none.

    ``troubles`` are by the place in that order; ``hidden`` are the places of rows whose tool says
    that the person was not asked.
    """

    key: str
    told: Sequence[Told | None]
    troubles: Mapping[int, tuple[Trouble, ...]]
    hidden: frozenset[int]


def column_answers(form: FormOnTable, key: str) -> ColumnAnswers:
    """Return a field's answers, each different one made once."""
    if key not in form.columns:
        return _for_all(form, key)
    field = _Field(form, key, form.columns[key])
    if form.records.lines:  # where rows were joined the cells of one stand on several lines
        every = [field.look(form.cells(row, key), row) for row in form.records.rows]
    else:
        made = _Remembered(field.words if field.is_plain() else field.look)
        every = [made[k] for k in field.cell_keys()]
    return ColumnAnswers(
        key,
        [told for told, _, _ in every],
        {i: troubles for i, (_, troubles, _) in enumerate(every) if troubles},
        frozenset(i for i, (_, _, hidden) in enumerate(every) if hidden),
    )


def _for_all(form: FormOnTable, key: str) -> ColumnAnswers:
    """Return what was told of everybody as everybody's answer."""
    text, table = form.mapping.for_all[key], form.layout.table
    value = parse(form.readings[key], (text,)).value
    origin = Origin(form.import_id, table.file, table.sheet, "", "", FOR_ALL)
    told = None if value is None else (origin, OWN_LINE, text, value)
    return ColumnAnswers(key, [told] * len(form.records.rows), {}, frozenset())


class _Remembered(dict[Key, Outcome]):
    """What came of cells that were looked at before."""

    def __init__(self, look: Callable[[Cells], Outcome]) -> None:
        super().__init__()
        self.look = look

    def __missing__(self, key: Key) -> Outcome:
        found = self[key] = self.look(key[1] if isinstance(key, tuple) else (key,))
        return found


@dataclass(frozen=True, slots=True)
class _Field:
    """A field of a form with the columns that feed it."""

    form: FormOnTable
    key: str
    columns: tuple[int, ...]

    def cell_keys(self) -> list[Key]:
        """Return what the cells of each row are told apart by."""
        values = [self.form.layout.values(i) for i in self.columns]
        if len(values) > 1:
            return [(tuple(map(type, c)), c) for c in zip(*values, strict=True)]
        return [c if c is None or type(c) is str else ((type(c),), (c,)) for c in values[0]]

    def is_plain(self) -> bool:
        """Tell whether the field takes any words, of which nearly all of a table consists."""
        kind, marks = self.form.readings[self.key].field.type, self.form.dialect.marks
        alone = len(self.columns) == 1 and self.key not in self.form.parted
        return kind in ANY_WORDS and alone and not marks.not_shown

    def words(self, cells: Cells) -> Outcome:
        """Return what :meth:`look` does of a plain field, by the shortest way."""
        if type(cells[0]) is not str or needs_a_look(self.key, cells[0]):
            return self.look(cells)
        text = text_of(cells[0])
        value = words(self.form.readings[self.key].field, text) if text else None
        if value is None:
            return None, (), False
        return (self.origin(self.columns, "direct"), OWN_LINE, text, value), (), False

    def look(self, cells: Cells, row: Row | None = None) -> Outcome:
        """Return what comes of cells; ``row`` is given where rows were joined."""
        parsed, marks = self.parse(cells), self.form.dialect.marks
        if parsed.value is None:
            return None, parsed.troubles, bool(marks.not_shown) and never_shown(cells, marks)
        return self.answer(cells, parsed.value, parsed.rule, row), parsed.troubles, False

    def parse(self, cells: Cells) -> Parsed:
        """Return the answer that the cells make."""
        reading = self.form.readings[self.key]
        if self.key not in self.form.parted:
            return parse(reading, cells)
        options = [self.form.options.get(i, "") for i in self.columns]
        parts = list(zip(options, cells, strict=True))
        return parse_parts(reading, parts, self.form.dialect.marks)

    def answer(self, cells: Cells, value: Answer, rule: str, row: Row | None) -> Told:
        """Return an answer with where it stands; of several columns those that say something."""
        columns = self.columns
        if len(columns) == 1 and row is None:
            return self.origin(columns, rule), OWN_LINE, text_of(cells[0]), value
        texts = {i: text_of(c) for i, c in zip(columns, cells, strict=True)}
        columns = columns if len(texts) == 1 else tuple(i for i, t in texts.items() if t)
        raw = " | ".join(texts[i] for i in columns)
        if row is None:
            return self.origin(columns, rule), OWN_LINE, raw, value
        lines = {i: self.form.line(row, i) for i in columns}
        if len({*lines.values()}) == 1:
            return self.origin(columns, rule), lines[columns[0]], raw, value
        names = ", ".join(f"{column_letter(i)}{n}" for i, n in lines.items())
        return self.origin(columns, rule, names), 0, raw, value

    def origin(self, columns: tuple[int, ...], rule: str, names: str = "") -> Origin:
        """Return what all answers share that these columns gave in the same way."""
        form, key = self.form, (columns, rule, names)
        if key not in form.origins:
            table = form.layout.table
            cells = names or ", ".join(f"{column_letter(i)}{LINE}" for i in columns)
            header = " | ".join(form.layout.headers[i] for i in columns)
            form.origins[key] = Origin(form.import_id, table.file, table.sheet, cells, header, rule)
        return form.origins[key]
