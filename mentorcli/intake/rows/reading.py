"""Rows into applications: every answer with its source, every row with its problems."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import repeat

from mentorcli.domain.application import Answers, Application, ApplicationState, TakenAnswers
from mentorcli.domain.form import ID, SUBMITTED, FormMapping, FormProposal
from mentorcli.domain.importing import RowReading
from mentorcli.domain.problem import Problem, Severity
from mentorcli.domain.programme import Programme
from mentorcli.domain.table import Row, text_of
from mentorcli.domain.text import one_line, person_id
from mentorcli.intake.columns.column_values import date_problems, lost_zeros
from mentorcli.intake.rows.addresses_of_others import addresses_of_others
from mentorcli.intake.rows.column_answers import column_answers
from mentorcli.intake.rows.form_on_table import FormOnTable, form_on_table
from mentorcli.intake.rows.pasted_rows import pasted_blocks
from mentorcli.intake.rows.response_keys import made_of
from mentorcli.intake.rows.skipped_rows import (
    beside_answers,
    column_in_error,
    is_sum,
    is_trial,
    reason,
)
from mentorcli.intake.values.date_orders import in_doubt
from mentorcli.intake.values.dates import moment
from mentorcli.intake.values.parsing import NAMES
from mentorcli.intake.values.reading import is_error, is_nothing
from mentorcli.names.splitting import own_name

CONSENT = "consent"


def read(
    proposal: FormProposal,
    mapping: FormMapping,
    programme: Programme,
    cohort: str,
    import_id: str,
    in_order: Collection[str] = (),
) -> tuple[tuple[RowReading, ...], tuple[Problem, ...]]:
    """Return one reading for each non-empty row below the titles, and the columns' problems.

    A row without a usable e-mail address or name has no draft. Skipped are rows that repeat the
    titles, that the tool marks as partial or test, that hold nobody (legend, sums), and further
    rows of a record. Rows whose values stand in each other's columns have no draft either, but
    those that are ``in_order``, by their hashes. Only columns of the mapping are read. The person's
    identifier is a first guess from address and name: :func:`merge` knows better.
    """
    form = form_on_table(proposal, mapping, programme, cohort, import_id)
    rows = {reading.number: reading for reading in _rows(form)}
    rows |= {n: RowReading(n, None, skipped="record_joined") for n in form.records.joined}
    nobodys = [row for row in form.layout.body if _is_nobody(form, row, rows[row.number])]
    for number, why in beside_answers(form.layout.body, nobodys).items():
        rows[number] = replace(rows[number], skipped=why, problems=())
    for number, said in pasted_blocks(form, rows, in_order).items():
        if not rows[number].skipped:
            rows[number] = replace(rows[number], draft=None, problems=(said,))
    problems = date_problems(form.layout, form.orders)
    problems += _differing(form)
    problems += addresses_of_others(form, rows.values())
    problems += lost_zeros(form.layout, form.columns, programme.fields[mapping.role])
    return tuple(rows[n] for n in sorted(rows)), tuple(problems)


def _rows(form: FormOnTable) -> Iterator[RowReading]:
    """Read column by column, then put together what belongs to one row."""
    columns = [column_answers(form, key) for key in form.readings]
    places = {column.key: i for i, column in enumerate(columns)}
    troubled = [column for column in columns if column.troubles]
    partly_hidden = [column for column in columns if column.hidden]
    every = zip(*(column.told for column in columns), strict=True) if columns else repeat(())
    for at, (row, taken) in enumerate(zip(form.records.rows, every, strict=False)):
        if why := reason(row, form.titles, form.filters):
            yield RowReading(row.number, None, skipped=why)
            continue
        problems = [
            Problem(t.code, t.severity, form.place(row, column.key), t.parameters)
            for column in troubled
            for t in column.troubles.get(at, ())
        ]
        if (i := column_in_error(row, form.filters)) is not None:
            place, said = form.layout.table.place(form.line(row, i), i), row.text(i)[:20]
            problems.append(Problem.of("row_end_unclear", Severity.DECIDE, place, text=said))
        hidden = [column.key for column in partly_hidden if at in column.hidden]
        yield _row(form, row, TakenAnswers(row.number, places, taken), problems, hidden)


def _row(
    form: FormOnTable,
    row: Row,
    answers: TakenAnswers,
    problems: list[Problem],
    hidden: Sequence[str],
) -> RowReading:
    """Return a row as an application, or why it is none; ``hidden`` are fields not asked of it."""
    name, email = _name(answers), _text(answers, "email")
    submitted, untimed = _submitted(form, row)
    response = _response(form, row, email, name, submitted)
    problems += _merged(form, row) if row.number in form.merged else []
    problems += [p for p in untimed if p.place not in {q.place for q in problems}]
    if not name:
        problems.append(Problem.of("name_missing", Severity.BLOCKER, form.place(row, "full_name")))
    if not email and not any(p.code == "email_invalid" for p in problems):
        problems.append(Problem.of("email_missing", Severity.BLOCKER, form.place(row, "email")))
    if not name or not email:
        grave = sorted(problems, key=lambda p: p.severity is not Severity.BLOCKER)
        return RowReading(row.number, None, problems=tuple(grave), response=response)
    if is_trial(name, email):
        said = {"name": name, "email": email}
        problems.append(
            Problem.of("answer_of_a_trial", Severity.NOTE, form.place(row, "email"), **said)
        )
    lacks = _lacks(form, row, answers, problems, hidden)
    draft = Application(
        cohort=form.cohort,
        role=form.mapping.role,
        person=person_id(email, name),
        name=name,
        email=email,
        state=ApplicationState.INCOMPLETE if lacks else ApplicationState.VALID,
        form=form.mapping.key,
        response=response,
        submitted=submitted,
        answers=answers,
        modified=form.modified.get(row.number),
    )
    asked = {p.place for p in problems if p.is_open}
    told = [p for p in lacks if not (_lacks_one(p) and p.place in asked)]
    return RowReading(row.number, draft, problems=(*problems, *told), response=response)


def _merged(form: FormOnTable, row: Row) -> list[Problem]:
    """Return what is to be asked of cells that show what stands in another one alone."""
    fed = {i for columns in form.columns.values() for i in columns}
    return [
        Problem.of(
            "cell_merged",
            Severity.DECIDE,
            form.layout.table.place(row.number, i),
            text=text[:80],
            area=area,
        )
        for i, (text, area) in form.merged[row.number].items()
        if i in fed
    ]


def _is_nobody(form: FormOnTable, row: Row, read: RowReading) -> bool:
    codes = {p.code for p in read.problems}
    if read.draft or read.skipped or not {"name_missing", "email_missing"} & codes:
        return False
    if any("@" in c for c in row.cells if isinstance(c, str)):
        return False
    own = any(text_of(c) for c in (*form.cells(row, ID), *form.cells(row, SUBMITTED)))
    name = any(text_of(c) for key in NAMES for c in form.cells(row, key))
    return is_sum(row) or not (own or name)


def _differing(form: FormOnTable) -> list[Problem]:
    """Tell where the rows of one record give a question different answers; the first counts."""
    problems = []
    for number, i in form.records.differing:
        place = form.layout.table.place(form.records.lines[number, i], i)
        header = form.layout.headers[i][:80]
        problems.append(Problem.of("record_differs", Severity.NOTE, place, header=header))
    return problems


def _text(answers: Answers, field: str) -> str:
    value = answers.value(field)
    return value if isinstance(value, str) else ""


def _name(answers: Answers) -> str:
    parts = [_text(answers, "first_name"), _text(answers, "last_name")]
    name = " ".join(parts) if all(parts) else _text(answers, "full_name")
    return own_name(one_line(name))


def _submitted(form: FormOnTable, row: Row) -> tuple[dt.datetime | None, list[Problem]]:
    """Return when an answer was given, and what to tell where a cell says no time."""
    columns = form.columns.get(SUBMITTED, ())
    for index, cell in zip(columns, form.cells(row, SUBMITTED), strict=True):
        text, order = text_of(cell), form.orders.get(index, "")
        if text.startswith(form.dialect.no_moment):
            continue
        found = moment(cell, order)
        if found or (is_nothing(text) and not is_error(cell)) or in_doubt(cell, order):
            return found, []
        place = form.layout.table.place(form.line(row, index), index)
        return None, [Problem.of("time_unreadable", Severity.NOTE, place, text=text[:40])]
    return None, []


def _response(
    form: FormOnTable, row: Row, email: str, name: str, submitted: dt.datetime | None
) -> str:
    """Return the tool's own number, else time at seconds with a hash of the address.

    Where the order of day and month is not settled the time stands as it was written.
    """
    first = (next(iter(form.cells(row, key)), None) for key in (ID, SUBMITTED))
    own, stamp = ("" if is_error(cell) else text_of(cell) for cell in first)
    if own:
        return form.response(own[:80])
    if stamp:
        stamp = submitted.isoformat() if submitted else stamp[:40]
        return f"{form.version}{stamp} {made_of(email)}"
    return made_of(email, name) if email or name else ""


def _lacks_one(problem: Problem) -> bool:
    """Tell whether a problem says that one answer is missing; a question about its cell says so too."""
    return problem.code == "answers_missing" and "," not in dict(problem.parameters)["fields"]


def _lacks(
    form: FormOnTable,
    row: Row,
    answers: Answers,
    problems: Sequence[Problem],
    hidden: Sequence[str],
) -> list[Problem]:
    """Return why an application is not complete; it is kept and waits."""
    missing = [key for key in form.required if answers.value(key) is None and key != CONSENT]
    fields = {
        "answers_not_shown": [key for key in missing if key in hidden],
        "answers_missing": [key for key in missing if key not in hidden],
        "statements_refused": [
            key for key in form.required if answers.value(key) is False and key != CONSENT
        ],
    }
    lacks = [
        Problem.of(code, Severity.NOTE, form.place(row, keys[0]), fields=", ".join(keys))
        for code, keys in fields.items()
        if keys
    ]
    given = answers.value(CONSENT)
    unclear = any(p.code == "consent_unclear" for p in problems)
    if given is False:
        lacks.append(Problem.of("consent_refused", Severity.NOTE, form.place(row, CONSENT)))
    elif given is None and CONSENT in form.required:
        severity = Severity.DECIDE if unclear else Severity.NOTE
        lacks.append(Problem.of("consent_missing", severity, form.place(row, CONSENT)))
    return lacks
