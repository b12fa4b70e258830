"""One response key in several rows: a copy, two people's answers, or one person's of unknown order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from mentorcli.domain.application import Application
from mentorcli.domain.importing import ImportedRow, RowState, Settled, identity_of
from mentorcli.domain.problem import Problem, Severity
from mentorcli.intake.rows.answer_changes import changes_between, mark_of_change, rank
from mentorcli.intake.rows.row_ends import held_change, place_of, row_end

Drafts = Mapping[int, Application]
"""Answers by row number."""


def answers_twice(
    drafts: Drafts, settled: Settled, problems: list[Problem]
) -> dict[int, ImportedRow]:
    """A response key that stands twice: a copied row is left out, two different ones are held."""
    ended: dict[int, ImportedRow] = {}
    rows = defaultdict[str, list[int]](list)
    for number in sorted(drafts):
        rows[drafts[number].response].append(number)
    for response, numbers in sorted(r for r in rows.items() if len(r[1]) > 1):
        first, *rest = sorted(numbers, key=lambda n: (rank(drafts[n]), -n), reverse=True)
        if not any(_differs(drafts[first], drafts[n]) for n in rest):
            ended |= {n: row_end(n, drafts[n], RowState.SKIPPED, "row_twice") for n in rest}
            continue
        if len({identity_of(drafts[n]) for n in numbers}) == 1:
            ended |= _of_one_person(drafts, numbers, settled, problems)
            continue
        for n in numbers:
            ended[n] = row_end(n, drafts[n], RowState.PROBLEM, "response_twice")
            place, said = place_of(drafts[n], n), response[:40]
            problems.append(Problem.of("response_twice", Severity.DECIDE, place, response=said))
    return ended


def _of_one_person(
    drafts: Drafts, numbers: Sequence[int], settled: Settled, problems: list[Problem]
) -> dict[int, ImportedRow]:
    """Return where one person's answers end of which nothing tells the newest: the last, if so told."""
    ended, left = dict[int, ImportedRow](), list(numbers)
    while len(left) > 1:
        *before, last = left
        mark = mark_of_change(drafts[last])
        if mark in settled.taken:
            return ended | {
                n: row_end(n, drafts[n], RowState.SKIPPED, "superseded") for n in before
            }
        if mark not in settled.left:
            row = row_end(last, drafts[last], RowState.PROBLEM, "answered_twice")
            changes = tuple(changes_between(drafts[before[-1]], drafts[last]))
            problems.append(held_change(replace(row, changes=changes), drafts[last]))
            return ended | {n: replace(row, number=n) for n in left}
        ended[last] = row_end(last, drafts[last], RowState.SKIPPED, "change_left")
        left = before
    return ended


def _differs(one: Application, other: Application) -> bool:
    return bool(changes_between(one, other)) or identity_of(one) != identity_of(other)
