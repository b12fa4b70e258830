"""A proposal of how an export could be read: sheet, titles, tool, role, columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mentorcli.domain.form import ColumnProposal, FormMapping, FormProposal
from mentorcli.domain.problem import Place, Problem, Severity
from mentorcli.domain.programme import ROLES, Programme, RoleKey
from mentorcli.domain.table import Table, column_letter
from mentorcli.intake import remembering
from mentorcli.intake.assigning import LEFT_OUT, assigned
from mentorcli.intake.candidates import (
    BARE_SUPERVISOR,
    OWN,
    SEVERAL,
    SURE,
    Candidate,
    Titles,
    candidates,
)
from mentorcli.intake.dates import date_columns, date_problem
from mentorcli.intake.dialect import Dialect, own_columns, recognise
from mentorcli.intake.headers import header_key, occurrences
from mentorcli.intake.layout import Layout
from mentorcli.intake.look import doubt, given_values, samples
from mentorcli.intake.moments import ORDERS, order_of
from mentorcli.intake.parsing import Reading
from mentorcli.intake.sheets import choose_sheet

BY_HAND = 100
ONLY_ONE_ROLE = 3
CLEAR = 2
UNKNOWN = "columns_unknown"


@dataclass(frozen=True, slots=True)
class Seen:
    """A table with all that was recognised in it."""

    layout: Layout
    dialect: Dialect
    own: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class _Choice:
    """What a column is taken for; ``doubtful`` when a person must say."""

    field: str | None
    confidence: int
    reason: str
    alternatives: tuple[str, ...] = ()
    doubtful: str = ""


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
    columns = [layout.values(i) for i in range(len(layout.headers))]
    dialect = recognise(layout.headers, columns)
    seen = Seen(layout, dialect, own_columns(dialect, layout.headers, columns))
    form = remembering.find(layout.headers, programme.key, remembered, role)
    role = role or (form.role if form else None)
    by_hand = assigned(assign or {}, layout.headers, programme, role)
    role = role or _role(seen, programme, by_hand)
    choices = _choices(seen, programme, role, form, by_hand)
    orders = _orders(seen, programme, role, form, choices, by_hand)
    problems += _problems(seen, programme, role, form, choices, orders)
    certain = role is not None and not any(p.severity is not Severity.NOTE for p in problems)
    return FormProposal(
        table=layout.table,
        dialect=dialect.key,
        header_row=layout.header_row,
        role=role,
        columns=tuple(_column(layout, i, c, orders.get(i, "")) for i, c in enumerate(choices)),
        certain=certain,
        remembered=form.key if form else "",
        problems=tuple(problems),
    )


def _column(layout: Layout, index: int, choice: _Choice, order: str) -> ColumnProposal:
    return ColumnProposal(
        letter=column_letter(index),
        header=layout.headers[index],
        occurrence=occurrences(layout.headers)[index],
        field=choice.field,
        confidence=choice.confidence,
        reason=choice.reason,
        samples=samples(layout.values(index)),
        alternatives=choice.alternatives,
        date_order=order if order in ORDERS else "",
    )


def _orders(
    seen: Seen,
    programme: Programme,
    role: RoleKey | None,
    form: FormMapping | None,
    choices: Sequence[_Choice],
    by_hand: Mapping[int, tuple[str, str]],
) -> dict[int, str]:
    """Return the order of day and month of each column that holds days or moments."""
    fields = {i: c.field for i, c in enumerate(choices) if c.field}
    told = remembering.date_orders(form, seen.layout.headers) if form else {}
    told |= {i: order for i, (_, order) in by_hand.items() if order}
    return date_columns(seen.layout, fields, programme, role, told)


def _role(
    seen: Seen, programme: Programme, by_hand: Mapping[int, tuple[str, str]]
) -> RoleKey | None:
    """Return the role whose own fields the columns feed; None when it cannot be told."""
    scores = dict.fromkeys(ROLES, 0)
    for role in ROLES:
        other = {f.key for r in ROLES if r != role for f in programme.fields[r]}
        titles = Titles.of(programme, role)
        for i, header in enumerate(seen.layout.headers):
            said = (
                [by_hand[i][0]] if i in by_hand else [c.field for c in candidates(header, titles)]
            )
            fields = [f for f in said if f in titles.fields]
            scores[role] += 1 if fields else 0
            scores[role] += ONLY_ONE_ROLE if fields and not set(fields) & other else 0
    best, second = sorted(ROLES, key=lambda r: -scores[r])
    return best if scores[best] - scores[second] >= CLEAR else None


def _choices(
    seen: Seen,
    programme: Programme,
    role: RoleKey | None,
    form: FormMapping | None,
    by_hand: Mapping[int, tuple[str, str]],
) -> list[_Choice]:
    """Return one choice for each column: by hand, remembered, the tool's own, or by title."""
    titles = Titles.of(programme, role or "mentee")
    numbers = occurrences(seen.layout.headers)
    choices = []
    for i, header in enumerate(seen.layout.headers):
        if i in by_hand:
            choices.append(_by_hand(by_hand[i][0]))
        elif form and (field := remembering.field_of(form, header, numbers[i])) is not None:
            choices.append(_remembered(field))
        else:
            choices.append(_by_title(seen, programme, titles, i))
    return _settle(choices, titles)


def _by_hand(field: str) -> _Choice:
    if field == LEFT_OUT:
        return _Choice(None, BY_HAND, "left out by you")
    return _Choice(field, BY_HAND, "said by you")


def _remembered(field: str) -> _Choice:
    if not field:
        return _Choice(None, BY_HAND, "left out when the form was confirmed")
    return _Choice(field, BY_HAND, "remembered from this form")


def _by_title(seen: Seen, programme: Programme, titles: Titles, index: int) -> _Choice:
    header, values = seen.layout.headers[index], seen.layout.values(index)
    own = seen.own.get(index)
    if own and own.startswith("@"):
        return _Choice(own, BY_HAND, f"own column of {seen.dialect.title}")
    if own and own in titles.fields:
        found: tuple[Candidate, ...] = (Candidate(own, OWN, f"own column of {seen.dialect.title}"),)
    else:
        found = candidates(header, titles)
    fits, why = [], ""
    for candidate in found:
        reading = Reading.of(
            titles.fields[candidate.field],
            seen.dialect.separators,
            order_of(values),
            programme.group,
        )
        against, hopeless = doubt(reading, values)
        why = why or against
        if not (against and hopeless):
            sure = candidate.confidence if not against else min(candidate.confidence, SURE - 10)
            reason = f"{candidate.reason}, but {against}" if against else candidate.reason
            fits.append(Candidate(candidate.field, sure, reason))
    if len(fits) == 1:
        return _Choice(fits[0].field, fits[0].confidence, fits[0].reason)
    if fits:
        fields = tuple(c.field for c in fits)
        return _Choice(None, 0, "could feed several fields", fields, "column_ambiguous")
    return _unclaimed(header, values, found, why, own=own)


def _unclaimed(
    header: str,
    values: Sequence[object],
    found: Sequence[Candidate],
    why: str,
    *,
    own: str | None,
) -> _Choice:
    fields = tuple(c.field for c in found)
    if header_key(header) in BARE_SUPERVISOR:
        return _Choice(
            None, 0, "thesis supervisor or line manager?", ("supervisors",), "bare_supervisor"
        )
    if own:
        return _Choice(None, BY_HAND, f"not imported: {why or 'nothing in it'}")
    if not given_values(values):  # type: ignore[arg-type]  # cells, whatever they hold
        return _Choice(None, BY_HAND, "not imported: it is empty")
    if found:
        return _Choice(None, 0, f"its title fits, but {why}", fields, "column_values")
    return _Choice(None, 0, "no field is asked like this", (), UNKNOWN)


def _settle(choices: Sequence[_Choice], titles: Titles) -> list[_Choice]:
    """Let no two columns feed one field, but wishes and people, which may have several."""
    best: dict[str, int] = {}
    for choice in choices:
        if choice.field:
            best[choice.field] = max(best.get(choice.field, 0), choice.confidence)
    leaders = Counter(c.field for c in choices if c.field and c.confidence == best[c.field])
    settled = []
    for choice in choices:
        field = choice.field
        if field is None or (field in titles.fields and titles.fields[field].type in SEVERAL):
            settled.append(choice)
        elif choice.confidence < best[field]:
            why = f"not imported: another column feeds {field} more surely"
            settled.append(_Choice(None, BY_HAND, why, (field,)))
        elif leaders[field] > 1:
            settled.append(_Choice(None, 0, f"two columns for {field}", (field,), "two_columns"))
        else:
            settled.append(choice)
    return settled


def _problems(
    seen: Seen,
    programme: Programme,
    role: RoleKey | None,
    form: FormMapping | None,
    choices: Sequence[_Choice],
    orders: Mapping[int, str],
) -> list[Problem]:
    layout = seen.layout
    place = Place(layout.table.file, layout.table.sheet)
    if not layout.headers:
        return [Problem.of("table_empty", Severity.BLOCKER, place)]
    unknown = [i for i, c in enumerate(choices) if c.doubtful == UNKNOWN]
    problems = [_doubtful(layout, i, c) for i, c in enumerate(choices)
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
    if form:
        problems += remembering.drift(form, layout.headers, place)
    return problems


def _weak(choice: _Choice) -> bool:
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


def _doubtful(layout: Layout, index: int, choice: _Choice) -> Problem:
    place = Place(layout.table.file, layout.table.sheet, layout.cell(index, layout.header_row))
    said = ", ".join(choice.alternatives) or choice.field or ""
    return Problem.of(
        choice.doubtful or "column_unsure", Severity.DECIDE, place, letter=column_letter(index),
        header=layout.headers[index][:80], field=said, reason=choice.reason,
    )  # fmt: skip
