"""Rows into applications: every answer with its source, every row with its problems."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from mentorcli.domain.application import Application, ApplicationState, Given, Source
from mentorcli.domain.form import FormMapping, FormProposal
from mentorcli.domain.importing import RowReading
from mentorcli.domain.person import person_id, stable_id
from mentorcli.domain.problem import Place, Problem, Severity
from mentorcli.domain.programme import Programme
from mentorcli.domain.table import CellValue, Row
from mentorcli.domain.text import match_key, one_line
from mentorcli.intake.dates import SUBMITTED, date_columns, date_problem
from mentorcli.intake.dialect import dialect_of
from mentorcli.intake.headers import header_key, occurrences
from mentorcli.intake.layout import Layout, at_row
from mentorcli.intake.moments import moment
from mentorcli.intake.parsing import Reading, Trouble, parse, text_of
from mentorcli.intake.people import own_name

ID = "@id"
CONSENT = "consent"


@dataclass(frozen=True, slots=True)
class _Form:
    """A confirmed form laid upon one export: which columns feed what, and how each is read."""

    layout: Layout
    mapping: FormMapping
    programme: Programme
    cohort: str
    import_id: str
    columns: Mapping[str, tuple[int, ...]]
    readings: Mapping[str, Reading]
    orders: Mapping[int, str]

    def cells(self, row: Row, field: str) -> tuple[CellValue, ...]:
        """Return the cells of a row that feed a field."""
        found = self.columns.get(field, ())
        return tuple(row.cells[i] if i < len(row.cells) else None for i in found)

    def place(self, row: Row, field: str = "") -> Place:
        """Return where a field stands in a row; the row's first cell for no field."""
        found = self.columns.get(field) or (0,)
        table = self.layout.table
        return Place(table.file, table.sheet, self.layout.cell(found[0], row.number))


def read(
    proposal: FormProposal,
    mapping: FormMapping,
    programme: Programme,
    cohort: str,
    import_id: str,
) -> tuple[tuple[RowReading, ...], tuple[Problem, ...]]:
    """Return one reading for each non-empty row below the titles, and the columns' problems.

    A row without a usable e-mail address or name has no draft; a row that repeats the titles is
    skipped. Only columns of the mapping are read. The person's identifier is a first guess from
    address and name: :func:`merge` knows better.
    """
    form = _form(proposal, mapping, programme, cohort, import_id)
    rows = tuple(_row(form, row) for row in form.layout.body)
    problems = [p for i, order in form.orders.items() if (p := date_problem(form.layout, i, order))]
    return rows, tuple(problems)


def _form(
    proposal: FormProposal, mapping: FormMapping, programme: Programme, cohort: str, import_id: str
) -> _Form:
    layout = at_row(proposal.table, proposal.header_row)
    numbers = occurrences(layout.headers)
    at = {
        (header_key(h), n): i for i, (h, n) in enumerate(zip(layout.headers, numbers, strict=True))
    }
    fields: dict[int, str] = {}
    told: dict[int, str] = {}
    for column in mapping.columns:
        index = at.get((header_key(column.header), column.occurrence))
        if index is not None:
            fields[index], told[index] = column.field, column.date_order
    orders = date_columns(layout, fields, programme, mapping.role, told)
    columns: dict[str, tuple[int, ...]] = {}
    for index in sorted(fields):
        columns[fields[index]] = (*columns.get(fields[index], ()), index)
    separators = dialect_of(proposal.dialect).separators
    readings = {
        f.key: Reading.of(f, separators, orders.get(columns[f.key][0], ""), programme.group)
        for f in programme.fields[mapping.role]
        if f.key in columns
    }
    return _Form(layout, mapping, programme, cohort, import_id, columns, readings, orders)


def _row(form: _Form, row: Row) -> RowReading:
    if _repeats_titles(form.layout, row):
        return RowReading(row.number, None, skipped="titles_again")
    answers: dict[str, Given] = {}
    problems: list[Problem] = []
    for key, reading in form.readings.items():
        cells = form.cells(row, key)
        parsed = parse(reading, cells)
        problems += [_placed(t, form.place(row, key)) for t in parsed.troubles]
        if parsed.value is not None:
            answers[key] = Given(parsed.value, _source(form, row, key, parsed.rule))
    name, email = _name(answers), _text(answers, "email")
    response = _response(form, row, email, name)
    if not name:
        problems.append(Problem.of("name_missing", Severity.BLOCKER, form.place(row, "full_name")))
    if not email and not any(p.code == "email_invalid" for p in problems):
        problems.append(Problem.of("email_missing", Severity.BLOCKER, form.place(row, "email")))
    if not name or not email:
        grave = sorted(problems, key=lambda p: p.severity is not Severity.BLOCKER)
        return RowReading(row.number, None, problems=tuple(grave), response=response)
    lacks = _lacks(form, row, answers, problems)
    draft = _draft(form, row, answers, (name, email), response, complete=not lacks)
    return RowReading(row.number, draft, problems=(*problems, *lacks), response=response)


def _draft(
    form: _Form,
    row: Row,
    answers: Mapping[str, Given],
    who: tuple[str, str],
    response: str,
    *,
    complete: bool,
) -> Application:
    name, email = who
    return Application(
        cohort=form.cohort,
        role=form.mapping.role,
        person=person_id(email, name),
        name=name,
        email=email,
        state=ApplicationState.VALID if complete else ApplicationState.INCOMPLETE,
        form=form.mapping.key,
        response=response,
        submitted=_submitted(form, row),
        answers=answers,
    )


def _repeats_titles(layout: Layout, row: Row) -> bool:
    """A pasted second export brings its titles along."""
    texts = (header_key(text_of(c)) for c in row.cells)
    titles = (header_key(h) for h in layout.headers)
    pairs = zip_longest((t for t in texts if t), (t for t in titles if t))
    return all(text == title for text, title in pairs)


def _placed(trouble: Trouble, place: Place) -> Problem:
    return Problem(trouble.code, trouble.severity, place, trouble.parameters)


def _source(form: _Form, row: Row, field: str, rule: str) -> Source:
    table = form.layout.table
    used = [i for i in form.columns[field] if i < len(row.cells) and text_of(row.cells[i])]
    return Source(
        import_id=form.import_id,
        file=table.file,
        sheet=table.sheet,
        cell=", ".join(form.layout.cell(i, row.number) for i in used),
        header=" | ".join(form.layout.headers[i] for i in used),
        raw=" | ".join(text_of(row.cells[i]) for i in used),
        rule=rule,
    )


def _text(answers: Mapping[str, Given], field: str) -> str:
    given = answers.get(field)
    return given.value if given and isinstance(given.value, str) else ""


def _name(answers: Mapping[str, Given]) -> str:
    parts = [_text(answers, "first_name"), _text(answers, "last_name")]
    name = " ".join(parts) if all(parts) else _text(answers, "full_name")
    return own_name(one_line(name))


def _submitted(form: _Form, row: Row) -> dt.datetime | None:
    for index, cell in zip(
        form.columns.get(SUBMITTED, ()), form.cells(row, SUBMITTED), strict=True
    ):
        return moment(cell, form.orders.get(index, ""))
    return None


def _response(form: _Form, row: Row, email: str, name: str) -> str:
    """Return the tool's own number, else time at seconds with a hash of the address.

    Where the order of day and month is not settled the time stands as it was written.
    """
    own = [text_of(c) for c in form.cells(row, ID)]
    if own and own[0]:
        return own[0][:80]
    stamps = [text_of(c) for c in form.cells(row, SUBMITTED)]
    if stamps and stamps[0]:
        when = _submitted(form, row)
        stamp = when.isoformat() if when else stamps[0][:40]
        return f"{stamp} {stable_id('r', match_key(email))}"
    return stable_id("r", match_key(email), match_key(name)) if email or name else ""


def _lacks(
    form: _Form, row: Row, answers: Mapping[str, Given], problems: Sequence[Problem]
) -> list[Problem]:
    """Return why an application is not complete; it is kept and waits."""
    asked = form.programme.fields[form.mapping.role]
    missing = [f for f in asked if f.required and f.key not in answers and f.key != CONSENT]
    lacks = []
    if missing:
        place = form.place(row, missing[0].key)
        said = ", ".join(f.key for f in missing)
        lacks.append(Problem.of("answers_missing", Severity.NOTE, place, fields=said))
    given = answers.get(CONSENT)
    unclear = any(p.code == "consent_unclear" for p in problems)
    required = any(f.key == CONSENT and f.required for f in asked)
    if given is not None and given.value is False:
        lacks.append(Problem.of("consent_refused", Severity.NOTE, form.place(row, CONSENT)))
    elif given is None and required:
        severity = Severity.DECIDE if unclear else Severity.NOTE
        lacks.append(Problem.of("consent_missing", severity, form.place(row, CONSENT)))
    return lacks
