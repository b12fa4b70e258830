"""Answers that no longer count: what was said before, and why something else counts now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, insert, select

from mentorcli.domain.application import Application, Given
from mentorcli.workspace.applications import given_of
from mentorcli.workspace.codec import encode_answer
from mentorcli.workspace.database import Hand
from mentorcli.workspace.schema import history

CHANGED = "changed later"
OLDER = "an older answer"


@dataclass(frozen=True, slots=True)
class Past:
    """One answer that was replaced: the field, what it was, from where, why and when it ended."""

    role: str
    field: str
    given: Given
    response: str
    why: str
    at: str


def keep_past(
    connection: Connection,
    cohort: str,
    replaced: Iterable[tuple[Application, Application]],
    superseded: Iterable[Application],
    hand: Hand,
) -> None:
    """Keep what ends: the answers that differ in (old, new), and older answers whole.

    What is kept already is not kept twice, so importing the same again adds nothing.
    """
    wanted = [
        _row(old, field, given, CHANGED, hand)
        for old, new in replaced
        for field, given in sorted(old.answers.items())
        if (old.form, old.response) != (new.form, new.response) or new.value(field) != given.value
    ]
    wanted += [
        _row(a, field, given, OLDER, hand)
        for a in superseded
        for field, given in sorted(a.answers.items())
    ]
    if not wanted:
        return
    known = {
        _same(row)
        for row in connection.execute(select(history).where(history.c.cohort == cohort)).mappings()
    }
    fresh = {_same(row): row for row in wanted}
    rows = [row for key, row in fresh.items() if key not in known]
    if rows:
        connection.execute(insert(history), rows)


def _same(row: Mapping[Any, Any]) -> tuple[str, ...]:
    keys = ("role", "person", "form", "response", "field", "raw")
    return (*(str(row[k]) for k in keys), repr(row["value"]))


def _row(
    application: Application, field: str, given: Given, why: str, hand: Hand
) -> dict[str, Any]:
    keys = ("cohort", "role", "person", "form", "response")
    submitted = application.submitted
    return {
        **{k: getattr(application, k) for k in keys},
        "submitted": submitted.isoformat() if submitted else None,
        "why": why,
        "at": hand.at,
        "field": field,
        "value": encode_answer(given.value),
        **asdict(given.source),
    }


def past_of(connection: Connection, cohort: str, person: str) -> Sequence[Past]:
    """Return what somebody had answered before, by role and field, oldest first."""
    t = history
    rows = connection.execute(
        select(t).where((t.c.cohort == cohort) & (t.c.person == person)).order_by(
            "role", "field", "id"
        )
    ).mappings()  # fmt: skip
    return [
        Past(r["role"], r["field"], given_of(r), r["response"], r["why"], r["at"]) for r in rows
    ]
