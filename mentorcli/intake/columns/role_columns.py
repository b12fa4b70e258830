"""A column that says of each row whether it is a mentee's or a mentor's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from mentorcli.domain.problem import Problem, Severity
from mentorcli.domain.programme import ROLES, RoleKey
from mentorcli.domain.table import text_of
from mentorcli.intake.columns.column_choice import Export
from mentorcli.intake.columns.role_words import Roles, asks_role, roles_answered
from mentorcli.intake.values.reading import is_nothing

MOST = 0.5
"""A column that asks for the role is one where so much of what is given names one; the rest waits."""


@dataclass(frozen=True)
class RoleColumn:
    """The answers of the column at ``index``: the roles that each row (by number) names."""

    index: int
    answers: Mapping[int, Roles]

    @cached_property
    def roles(self) -> tuple[RoleKey, ...]:
        """Return the roles that rows name."""
        return tuple(role for role in ROLES if any(role in said for said in self.answers.values()))

    def unclear(self) -> frozenset[int]:
        """Return the rows that name no role."""
        return frozenset(number for number, said in self.answers.items() if not said)


def role_column(export: Export) -> RoleColumn | None:
    """Return the column that asks for the role, where most of what is given there is one."""
    for i, part in enumerate(export.headings):
        if not asks_role(part.title):
            continue
        texts = {
            row.number: text_of(value)
            for row, value in zip(export.layout.body, export.layout.values(i), strict=True)
        }
        answers = {number: roles_answered(text) for number, text in texts.items()}
        given = [answers[number] for number, text in texts.items() if not is_nothing(text)]
        named = sum(1 for said in given if said)
        if named and named >= MOST * len(given):
            return RoleColumn(i, answers)
    return None


def rows_of_role(
    export: Export, column: RoleColumn, role: RoleKey
) -> tuple[Export, dict[int, Problem], list[Problem]]:
    """Return a form for both roles with the rows of one role only.

    Rows that name no role stay with the first role, each with a problem: a person must say. Last
    comes a note of how many rows are of this role.
    """
    layout = export.layout
    unclear = column.unclear() if role == ROLES[0] else frozenset()
    gone = {n for n, said in column.answers.items() if role not in said} - unclear
    table = replace(layout.table, rows=tuple(r for r in layout.table.rows if r.number not in gone))
    body = tuple(row for row in layout.body if row.number not in gone)
    said = {"header": layout.headers[column.index][:80], "role": role}
    held = {
        n: Problem.of("row_role_unclear", Severity.DECIDE, table.place(n, column.index), **said)
        for n in unclear
    }
    counts = {"count": len(body) - len(unclear), "rest": len(gone) + len(unclear), **said}
    note = Problem.of("role_in_column", Severity.NOTE, table.place(0), **counts)
    return replace(export, layout=replace(layout, table=table, body=body)), held, [note]
