"""A proposal of how an export could be read: sheet, titles, tool, role, columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from mentorcli.domain.form import SURE, ColumnProposal, FormMapping, FormProposal
from mentorcli.domain.problem import Place, Problem, Severity
from mentorcli.domain.programme import Programme, RoleKey
from mentorcli.domain.table import Table, column_letter
from mentorcli.domain.text import counted
from mentorcli.intake.columns.assignments import Assignment, assignments
from mentorcli.intake.columns.column_choice import UNKNOWN, UNTITLED, Choice, Export
from mentorcli.intake.columns.column_choices import column_choices
from mentorcli.intake.columns.column_values import date_orders, date_problems, samples
from mentorcli.intake.columns.layout import Layout
from mentorcli.intake.columns.remembered_forms import columns_of, drift, fingerprint, is_alike
from mentorcli.intake.columns.role_columns import role_column, rows_of_role
from mentorcli.intake.columns.roles import form_of, role_of
from mentorcli.intake.columns.sheet_choice import Parts, choose_sheet, export_of
from mentorcli.intake.headers import column_keys
from mentorcli.intake.values.dates import ORDERS


def propose(
    tables: Sequence[Table],
    programme: Programme,
    remembered: Sequence[FormMapping] = (),
    role: RoleKey | None = None,
    assign: Mapping[str, str] | None = None,
    sheet: str | None = None,
    titles: int = 0,
) -> FormProposal:
    """Return how an export could be read, with what is certain and what must be asked.

    ``remembered`` are confirmed forms of the workspace, found again by their titles; ``assign``
    is the user's own word (column letter or title to field, ``-`` for left out) and wins over
    everything; ``sheet`` settles which sheet, ``titles`` the row of its titles. Any table gives a
    proposal. Raises UserError when ``assign``, ``sheet`` or ``titles`` names what is not there.
    """
    layout, problems, parts = choose_sheet(tables, programme, remembered, role, sheet, titles)
    export = export_of(layout, programme)
    by_hand = assignments(assign or {}, layout.headers, programme, role)
    column = role_column(export) if all(programme.fields.values()) else None
    if column and role is None and len(column.roles) > 1:
        parts = tuple((each, layout.table.sheet) for each in column.roles)
    if parts:
        return _of_two_roles(export, parts)
    waiting: dict[int, Problem] = {}
    if column and role and len({*column.roles, role}) > 1:
        export, waiting, notes = rows_of_role(export, column, role)
        problems += notes
    role = role or role_of(export, remembered, by_hand)
    found = _proposed(export, remembered, role, by_hand, problems)
    return replace(found, waiting=waiting)


def _of_two_roles(export: Export, parts: Parts) -> FormProposal:
    """Return that a file holds the forms of two roles, which are to be proposed one by one."""
    layout = export.layout
    said = Problem.of("two_roles", Severity.DECIDE, layout.table.place())
    row, key = layout.header_row, export.dialect.key
    return FormProposal(layout.table, key, row, None, (), False, "", (said,), parts=parts)


def _proposed(
    export: Export,
    remembered: Sequence[FormMapping],
    role: RoleKey | None,
    by_hand: Mapping[int, Assignment],
    problems: list[Problem],
) -> FormProposal:
    """Return the proposal for a table whose role was decided as far as it can be told."""
    layout, table = export.layout, export.layout.table
    form = form_of(export, remembered, role) if role else None
    variant = form is not None and (
        fingerprint(layout.headers) in form.variants or not is_alike(form, layout.headers)
    )
    choices = column_choices(export, role, form, by_hand)
    orders = _orders(export, role, form, choices, by_hand)
    problems = problems + _problems(export, role, choices, orders)
    if form and variant:
        said = Problem.of("form_in_another_language", Severity.NOTE, table.place(), form=form.key)
        problems.append(said)
    elif form:
        problems += drift(form, layout.headers, table.place())
    return FormProposal(
        table=table,
        dialect=export.dialect.key,
        header_row=layout.header_row,
        role=role,
        columns=_columns(layout, choices, orders),
        certain=role is not None and not any(p.is_open and p.asks is None for p in problems),
        remembered=form.key if form else "",
        problems=tuple(problems),
        base=form,
        variant=variant,
        lost=_lost(form, choices) if form else (),
        answers_from=layout.body[0].number if layout.body else 0,
    )


def _lost(form: FormMapping, choices: Sequence[Choice]) -> tuple[str, ...]:
    """Return the form's fields that no column feeds, while one that might is in doubt."""
    fed = {c.field for c in choices if c.field}
    doubted = {f for c in choices if not c.field and c.doubtful for f in c.alternatives}
    return tuple(sorted({c.field for c in form.columns} & doubted - fed))


def _columns(
    layout: Layout, choices: Sequence[Choice], orders: Mapping[int, str]
) -> tuple[ColumnProposal, ...]:
    numbers = [number for _, number in column_keys(layout.headers)]
    return tuple(
        ColumnProposal(
            letter=column_letter(i),
            header=layout.headers[i],
            occurrence=numbers[i],
            field=choice.field,
            confidence=choice.confidence,
            reason=choice.reason,
            samples=samples(layout.values(i)),
            alternatives=choice.alternatives,
            date_order=orders[i] if orders.get(i) in ORDERS else "",
            option=choice.option,
            answers=choice.answers,
        )
        for i, choice in enumerate(choices)
    )


def _orders(
    export: Export,
    role: RoleKey | None,
    form: FormMapping | None,
    choices: Sequence[Choice],
    by_hand: Mapping[int, Assignment],
) -> dict[int, str]:
    """Return the order of day and month of each column that holds days or moments."""
    fields = {i: c.field for i, c in enumerate(choices) if c.field}
    known = columns_of(form) if form else {}
    keys = enumerate(column_keys(export.layout.headers))
    told = {i: known[key].date_order for i, key in keys if key in known}
    told |= {i: said.order for i, said in by_hand.items() if said.order}
    return date_orders(export.layout, fields, export.programme.fields[role] if role else (), told)


def _problems(
    export: Export, role: RoleKey | None, choices: Sequence[Choice], orders: Mapping[int, str]
) -> list[Problem]:
    layout, place = export.layout, export.layout.table.place()
    if not layout.headers:
        return [Problem.of("table_empty", Severity.BLOCKER, place)]
    problems = _about_titles(layout, place)
    for i, c in enumerate(choices):
        weak = c.field is not None and c.confidence < SURE
        if c.doubtful != UNKNOWN and (c.doubtful or weak):
            problems.append(_doubtful(layout, i, c))
    if unknown := [i for i, c in enumerate(choices) if c.doubtful == UNKNOWN]:
        problems += _unknown(layout, unknown)
    problems += date_problems(layout, orders)
    if role is None:
        return [Problem.of("role_unclear", Severity.DECIDE, place), *problems]
    fed = {c.field or c.asked_only for c in choices}
    missing = [f.key for f in export.programme.fields[role] if f.required and f.key not in fed]
    if "full_name" not in fed and not {"first_name", "last_name"} <= fed:
        missing.insert(0, "full_name")
    if missing:
        said = ", ".join(missing)
        problems.append(Problem.of("field_not_fed", Severity.DECIDE, place, fields=said))
    return problems


def _about_titles(layout: Layout, place: Place) -> list[Problem]:
    """Tell of rows above the titles, and of a table in which no row looks like titles."""
    problems = []
    row = layout.header_row
    if layout.doubtful:
        problems.append(Problem.of("titles_doubtful", Severity.DECIDE, place, row=row))
    if layout.above:
        first = layout.above[0].first_text()
        said = {"count": len(layout.above), "row": row, "text": first[:60]}
        problems.append(Problem.of("rows_above", Severity.NOTE, place, **said))
    return problems


MOST_UNKNOWN = 15
"""So many columns that no field asks are asked about one by one; of a wider form, all at once."""


def _unknown(layout: Layout, columns: Sequence[int]) -> list[Problem]:
    """Return a problem for each column that no field asks, of many one for all."""
    if len(columns) <= MOST_UNKNOWN:
        return [
            Problem.of(
                "column_unknown",
                Severity.DECIDE,
                layout.table.place(layout.header_row, i),
                letter=column_letter(i),
                header=layout.headers[i][:80] or "no title",
            )
            for i in columns
        ]
    named = (f"{column_letter(i)} ({layout.headers[i][:40] or 'no title'})" for i in columns)
    said = {"columns": ", ".join(named), "letter": column_letter(columns[0])}
    place = layout.table.place(layout.header_row, columns[0])
    return [Problem.of(UNKNOWN, Severity.DECIDE, place, **said)]


def _doubtful(layout: Layout, index: int, choice: Choice) -> Problem:
    place = layout.table.place(layout.header_row, index)
    if choice.doubtful == UNTITLED:
        return _untitled(layout, index, place)
    said = {
        "letter": column_letter(index),
        "header": layout.headers[index][:80] or "no title",
        "field": ", ".join(choice.alternatives) or choice.field or "",
        "reason": choice.reason,
        "option": choice.option,
    }
    severity = Severity.NOTE if choice.doubtful == "second_column" else Severity.DECIDE
    return Problem.of(choice.doubtful or "column_unsure", severity, place, **said)


def _untitled(layout: Layout, index: int, place: Place) -> Problem:
    """Return what stands in a column without a title, and where it begins."""
    given = [(row.number, text) for row in layout.body if (text := row.text(index))]
    letter, (first, text) = column_letter(index), given[0]
    said = {"letter": letter, "count": counted(len(given), "answer")}
    said |= {"cell": f"{letter}{first}", "text": text[:40]}
    return Problem.of(UNTITLED, Severity.DECIDE, place, **said)
