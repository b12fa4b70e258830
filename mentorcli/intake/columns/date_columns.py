"""Which columns hold days or moments, and in which order each gives day and month."""

from __future__ import annotations

from collections.abc import Mapping

from mentorcli.domain.problem import Place, Problem, Severity
from mentorcli.domain.programme import FieldType, Programme, RoleKey
from mentorcli.intake.columns.layout import Layout
from mentorcli.intake.values.moments import moment, order_of
from mentorcli.intake.values.parsing import text_of

SUBMITTED = "@submitted"


def date_columns(
    layout: Layout,
    fields: Mapping[int, str],
    programme: Programme,
    role: RoleKey | None,
    told: Mapping[int, str],
) -> dict[int, str]:
    """Return the order of each column (index) that holds days: ``dmy``, ``mdy``, ``ymd``.

    ``?`` stands for one that cannot be told and ``!`` for one that contradicts itself or what
    was ``told`` about it.
    """
    asked = programme.fields[role] if role else ()
    wanted = {SUBMITTED} | {f.key for f in asked if f.type is FieldType.DATE}
    return {
        i: _order(order_of(layout.values(i)), told.get(i, ""))
        for i, field in fields.items()
        if field in wanted
    }


def _order(found: str, told: str) -> str:
    if found in {"ymd", "!"} or told not in {"dmy", "mdy"}:
        return found
    return told if found in {"?", told} else "!"


def date_problem(layout: Layout, index: int, order: str) -> Problem | None:
    """Return the problem of a column whose order a person must settle, or None."""
    if order not in {"?", "!"}:
        return None
    row, text = next(
        (r.number, text_of(c))
        for r, c in zip(layout.body, layout.values(index), strict=True)
        if isinstance(c, str) and moment(c, "ymd") is None and text_of(c)
    )
    place = Place(layout.table.file, layout.table.sheet, layout.cell(index, row))
    code = "date_order_unclear" if order == "?" else "date_order_mixed"
    return Problem.of(
        code, Severity.DECIDE, place, text=text[:40], header=layout.headers[index][:80]
    )
