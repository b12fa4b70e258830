"""Rows into applications: every answer with its source, every row with its problems."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from mentorcli.domain.application import (
    LINE,
    Answer,
    Answers,
    Application,
    ApplicationState,
    Origin,
    TakenAnswers,
    Told,
)
from mentorcli.domain.form import FormMapping, FormProposal
from mentorcli.domain.importing import RowReading
from mentorcli.domain.person import person_id, stable_id
from mentorcli.domain.problem import Place, Problem, Severity
from mentorcli.domain.programme import Programme
from mentorcli.domain.table import Row, column_letter
from mentorcli.domain.text import match_key, one_line
from mentorcli.intake.dates import SUBMITTED, date_problem
from mentorcli.intake.laid import Laid, lay
from mentorcli.intake.leaving_out import beside_answers, is_sum, reason
from mentorcli.intake.moments import moment
from mentorcli.intake.parsing import NAMES, Parsed, Reading, Trouble, parse, text_of
from mentorcli.intake.parted import never_shown, parse_parts
from mentorcli.intake.people import own_name
from mentorcli.intake.zeros import lost_zeros

ID = "@id"
CONSENT = "consent"


def read(
    proposal: FormProposal,
    mapping: FormMapping,
    programme: Programme,
    cohort: str,
    import_id: str,
) -> tuple[tuple[RowReading, ...], tuple[Problem, ...]]:
    """Return one reading for each non-empty row below the titles, and the columns' problems.

    A row without a usable e-mail address or name has no draft. Skipped are rows that repeat the
    titles, that the tool marks as partial or test, that hold nobody (legend, sums), and further
    rows of a record. Only columns of the mapping are read. The person's identifier is a first
    guess from address and name: :func:`merge` knows better.
    """
    form = lay(proposal, mapping, programme, cohort, import_id)
    further = form.records.joined
    rows = {row.number: _row(form, row) for row in form.records.rows}
    rows |= {n: RowReading(n, None, skipped="record_joined") for n in further}
    rows = _beside(form, rows)
    problems = [p for i, order in form.orders.items() if (p := date_problem(form.layout, i, order))]
    problems += _differing(form)
    problems += lost_zeros(form.layout, form.columns, programme, mapping.role)
    return tuple(rows[n] for n in sorted(rows)), tuple(problems)


def _row(form: Laid, row: Row) -> RowReading:
    why = reason(row, form.titles, form.filters)
    if why:
        return RowReading(row.number, None, skipped=why)
    told: dict[str, Told] = {}
    problems: list[Problem] = []
    hidden = []
    for key, reading in form.readings.items():
        parsed = _parsed(form, row, key, reading)
        problems += [_placed(t, form.place(row, key)) for t in parsed.troubles]
        if parsed.value is not None:
            told[key] = _told(form, row, key, parsed.value, parsed.rule)
        elif form.dialect.marks.not_shown and never_shown(form.cells(row, key), form.dialect.marks):
            hidden.append(key)
    answers = TakenAnswers(told)
    name, email = _name(answers), _text(answers, "email")
    response = _response(form, row, email, name)
    if not name:
        problems.append(Problem.of("name_missing", Severity.BLOCKER, form.place(row, "full_name")))
    if not email and not any(p.code == "email_invalid" for p in problems):
        problems.append(Problem.of("email_missing", Severity.BLOCKER, form.place(row, "email")))
    if not name or not email:
        grave = sorted(problems, key=lambda p: p.severity is not Severity.BLOCKER)
        return RowReading(row.number, None, problems=tuple(grave), response=response)
    lacks = _lacks(form, row, answers, problems, hidden)
    draft = _draft(form, row, answers, (name, email), response, complete=not lacks)
    return RowReading(row.number, draft, problems=(*problems, *lacks), response=response)


def _parsed(form: Laid, row: Row, key: str, reading: Reading) -> Parsed:
    cells = form.cells(row, key)
    if key in form.parted:
        options = [form.options.get(i, "") for i in form.columns[key]]
        return parse_parts(reading, list(zip(options, cells, strict=True)), form.dialect.marks)
    return parse(reading, cells)


def _beside(form: Laid, rows: Mapping[int, RowReading]) -> dict[int, RowReading]:
    """Leave out rows of nobody before the first answer (legend) and sums after the last."""
    nobodys = [row for row in form.layout.body if _is_nobody(form, row, rows[row.number])]
    found = dict(rows)
    for number, why in beside_answers(form.layout.body, nobodys).items():
        found[number] = replace(rows[number], skipped=why, problems=())
    return found


def _is_nobody(form: Laid, row: Row, read: RowReading) -> bool:
    codes = {p.code for p in read.problems}
    if read.draft or read.skipped or not {"name_missing", "email_missing"} & codes:
        return False
    if any("@" in c for c in row.cells if isinstance(c, str)):
        return False
    own = any(text_of(c) for c in (*form.cells(row, ID), *form.cells(row, SUBMITTED)))
    name = any(text_of(c) for key in NAMES for c in form.cells(row, key))
    return is_sum(row) or not (own or name)


def _differing(form: Laid) -> list[Problem]:
    """Tell where the rows of one record give a question different answers; the first counts."""
    table = form.layout.table
    return [
        Problem.of(
            "record_differs", Severity.NOTE,
            Place(table.file, table.sheet, form.layout.cell(i, form.records.lines[number, i])),
            header=form.layout.headers[i][:80],
        )
        for number, i in form.records.differing
    ]  # fmt: skip


def _draft(
    form: Laid,
    row: Row,
    answers: Answers,
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


def _placed(trouble: Trouble, place: Place) -> Problem:
    return Problem(trouble.code, trouble.severity, place, trouble.parameters)


def _told(form: Laid, row: Row, field: str, value: Answer, rule: str) -> Told:
    """Return an answer with where it stands; rows share what is the same for a whole column."""
    columns = form.columns[field]
    if len(columns) > 1:
        columns = tuple(i for i in columns if i < len(row.cells) and text_of(row.cells[i]))
    lines = form.records.lines
    found = {lines.get((row.number, i), row.number) for i in columns} if lines else {row.number}
    line = found.pop() if len(found) == 1 else 0
    names = ", ".join([form.cell(i, row) for i in columns]) if not line else ""
    raw = " | ".join([text_of(row.cells[i]) for i in columns])
    return _origin(form, columns, rule, names), line, raw, value


def _origin(form: Laid, columns: tuple[int, ...], rule: str, names: str) -> Origin:
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


def _text(answers: Answers, field: str) -> str:
    value = answers.value(field)
    return value if isinstance(value, str) else ""


def _name(answers: Answers) -> str:
    parts = [_text(answers, "first_name"), _text(answers, "last_name")]
    name = " ".join(parts) if all(parts) else _text(answers, "full_name")
    return own_name(one_line(name))


def _submitted(form: Laid, row: Row) -> dt.datetime | None:
    for index, cell in zip(
        form.columns.get(SUBMITTED, ()), form.cells(row, SUBMITTED), strict=True
    ):
        if not text_of(cell).startswith(form.dialect.no_moment or ("\n",)):
            return moment(cell, form.orders.get(index, ""))
    return None


def _response(form: Laid, row: Row, email: str, name: str) -> str:
    """Return the tool's own number, else time at seconds with a hash of the address.

    Where the order of day and month is not settled the time stands as it was written.
    """
    own = [text_of(c) for c in form.cells(row, ID)]
    if own and own[0]:
        return form.version + own[0][:80]
    stamps = [text_of(c) for c in form.cells(row, SUBMITTED)]
    if stamps and stamps[0]:
        when = _submitted(form, row)
        stamp = when.isoformat() if when else stamps[0][:40]
        return f"{form.version}{stamp} {stable_id('r', match_key(email))}"
    return stable_id("r", match_key(email), match_key(name)) if email or name else ""


def _lacks(
    form: Laid,
    row: Row,
    answers: Answers,
    problems: Sequence[Problem],
    hidden: Sequence[str],
) -> list[Problem]:
    """Return why an application is not complete; it is kept and waits."""
    asked = form.programme.fields[form.mapping.role]
    missing = [f for f in asked if f.required and f.key not in answers and f.key != CONSENT]
    unasked = [f.key for f in missing if f.key in hidden]
    missing = [f for f in missing if f.key not in hidden]
    lacks = []
    if unasked:
        place = form.place(row, unasked[0])
        lacks.append(
            Problem.of("answers_not_shown", Severity.NOTE, place, fields=", ".join(unasked))
        )
    if missing:
        place = form.place(row, missing[0].key)
        said = ", ".join(f.key for f in missing)
        lacks.append(Problem.of("answers_missing", Severity.NOTE, place, fields=said))
    given = answers.value(CONSENT)
    unclear = any(p.code == "consent_unclear" for p in problems)
    required = any(f.key == CONSENT and f.required for f in asked)
    if given is False:
        lacks.append(Problem.of("consent_refused", Severity.NOTE, form.place(row, CONSENT)))
    elif given is None and required:
        severity = Severity.DECIDE if unclear else Severity.NOTE
        lacks.append(Problem.of("consent_missing", severity, form.place(row, CONSENT)))
    return lacks
