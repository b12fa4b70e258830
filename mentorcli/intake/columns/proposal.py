"""A proposal of how an export could be read: sheet, titles, tool, role, columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mentorcli.domain.form import ColumnProposal, FormMapping, FormProposal
from mentorcli.domain.problem import Place, Problem, Severity
from mentorcli.domain.programme import Programme, RoleKey
from mentorcli.domain.table import Table, column_letter
from mentorcli.intake.columns import remembered_forms as remembering
from mentorcli.intake.columns.by_hand import Said, assigned
from mentorcli.intake.columns.candidates import SURE
from mentorcli.intake.columns.column_choice import UNKNOWN, Choice, Seen
from mentorcli.intake.columns.column_choices import decide
from mentorcli.intake.columns.column_values import samples
from mentorcli.intake.columns.date_columns import date_columns, date_problem
from mentorcli.intake.columns.form_changes import drift
from mentorcli.intake.columns.form_tools import own_columns, recognise
from mentorcli.intake.columns.layout import Layout
from mentorcli.intake.columns.question_parts import headings
from mentorcli.intake.columns.roles import form_of, is_another_language, role_of
from mentorcli.intake.columns.sheet_choice import choose_sheet
from mentorcli.intake.headers import occurrences
from mentorcli.intake.values.moments import ORDERS
from mentorcli.intake.values.parsing import text_of


def propose(
    tables: Sequence[Table],
    programme: Programme,
    remembered: Sequence[FormMapping] = (),
    role: RoleKey | None = None,
    assign: Mapping[str, str] | None = None,
    sheet: str | None = None,
) -> FormProposal:
    """Return how an export could be read, with what is certain and what must be asked.

    ``remembered`` are confirmed forms of the workspace, found again by their titles; ``assign``
    is the user's own word (column letter or title to field, ``-`` for left out) and wins over
    everything; ``sheet`` settles which sheet. Any table gives a proposal. Raises UserError when
    ``assign`` or ``sheet`` names what is not there.
    """
    layout, problems = choose_sheet(tables, programme, role, sheet)
    dialect = recognise(layout)
    seen = Seen(layout, dialect, own_columns(dialect, layout), headings(dialect, layout))
    by_hand = assigned(assign or {}, layout.headers, programme, role)
    role = role or role_of(seen, programme, remembered, by_hand)
    form = form_of(seen, programme, remembered, role) if role else None
    variant = form is not None and is_another_language(form, layout.headers)
    choices = decide(seen, programme, role, form, by_hand)
    orders = _orders(seen, programme, role, form, choices, by_hand)
    problems += _problems(seen, programme, role, choices, orders)
    place = Place(layout.table.file, layout.table.sheet)
    if form and variant:
        problems.append(Problem.of("form_in_another_language", Severity.NOTE, place, form=form.key))
    elif form:
        problems += drift(form, layout.headers, place)
    certain = role is not None and not any(p.severity is not Severity.NOTE for p in problems)
    numbers = occurrences(layout.headers)
    return FormProposal(
        table=layout.table,
        dialect=dialect.key,
        header_row=layout.header_row,
        role=role,
        columns=tuple(
            _column(layout, i, numbers[i], c, orders.get(i, "")) for i, c in enumerate(choices)
        ),
        certain=certain,
        remembered=form.key if form else "",
        problems=tuple(problems),
        base=form,
        variant=variant,
    )


def _column(layout: Layout, index: int, number: int, choice: Choice, order: str) -> ColumnProposal:
    return ColumnProposal(
        letter=column_letter(index),
        header=layout.headers[index],
        occurrence=number,
        field=choice.field,
        confidence=choice.confidence,
        reason=choice.reason,
        samples=samples(layout.values(index)),
        alternatives=choice.alternatives,
        date_order=order if order in ORDERS else "",
        option=choice.option,
        answers=choice.answers,
    )


def _orders(
    seen: Seen,
    programme: Programme,
    role: RoleKey | None,
    form: FormMapping | None,
    choices: Sequence[Choice],
    by_hand: Mapping[int, Said],
) -> dict[int, str]:
    """Return the order of day and month of each column that holds days or moments."""
    fields = {i: c.field for i, c in enumerate(choices) if c.field}
    told = remembering.date_orders(form, seen.layout.headers) if form else {}
    told |= {i: said.order for i, said in by_hand.items() if said.order}
    return date_columns(seen.layout, fields, programme, role, told)


def _problems(
    seen: Seen,
    programme: Programme,
    role: RoleKey | None,
    choices: Sequence[Choice],
    orders: Mapping[int, str],
) -> list[Problem]:
    layout = seen.layout
    place = Place(layout.table.file, layout.table.sheet)
    if not layout.headers:
        return [Problem.of("table_empty", Severity.BLOCKER, place)]
    unknown = [i for i, c in enumerate(choices) if c.doubtful == UNKNOWN]
    problems = _about_titles(layout, place)
    problems += [_doubtful(layout, i, c) for i, c in enumerate(choices)
                if i not in unknown and (c.doubtful or _weak(c))]  # fmt: skip
    if unknown:
        problems.append(_unknown(layout, unknown))
    problems += [p for i, order in orders.items() if (p := date_problem(layout, i, order))]
    if role is None:
        return [Problem.of("role_unclear", Severity.DECIDE, place), *problems]
    fed = {c.field for c in choices if c.field}
    missing = [f.key for f in programme.fields[role] if f.required and f.key not in fed]
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
        first = next((t for c in layout.above[0].cells if (t := text_of(c))), "")
        said = {"count": len(layout.above), "row": row, "text": first[:60]}
        problems.append(Problem.of("rows_above", Severity.NOTE, place, **said))
    return problems


def _weak(choice: Choice) -> bool:
    return choice.field is not None and choice.confidence < SURE


def _unknown(layout: Layout, columns: Sequence[int]) -> Problem:
    """Return one problem for all columns that no field asks; the proposal shows each."""
    place = Place(layout.table.file, layout.table.sheet, layout.cell(columns[0], layout.header_row))
    said = ", ".join(
        f"{column_letter(i)} ({layout.headers[i][:40] or 'no title'})" for i in columns
    )
    return Problem.of(
        UNKNOWN, Severity.DECIDE, place, columns=said, letter=column_letter(columns[0])
    )  # fmt: skip


def _doubtful(layout: Layout, index: int, choice: Choice) -> Problem:
    place = Place(layout.table.file, layout.table.sheet, layout.cell(index, layout.header_row))
    said = ", ".join(choice.alternatives) or choice.field or ""
    severity = Severity.NOTE if choice.doubtful == "second_column" else Severity.DECIDE
    return Problem.of(
        choice.doubtful or "column_unsure", severity, place, letter=column_letter(index),
        header=layout.headers[index][:80] or "no title", field=said, reason=choice.reason, option=choice.option,
    )  # fmt: skip
