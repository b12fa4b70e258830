"""Answers that no longer count: what was said before, and why something else counts now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from sqlalchemy import Connection, insert, select

from mentorcli.domain.application import Application, Given, Source
from mentorcli.workspace.codec import decode_answer, encode_answer
from mentorcli.workspace.database import Hand
from mentorcli.workspace.rows import where
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
    query = select(history).where(history.c.cohort == cohort)
    known = {_same(row) for row in connection.execute(query).mappings()}
    fresh = {_same(row): row for row in wanted}
    if rows := [row for key, row in fresh.items() if key not in known]:
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
    query = select(history).where(where(history, cohort=cohort, person=person))
    rows = connection.execute(query.order_by("role", "field", "id")).mappings()
    return [Past(r["role"], r["field"], _given(r), r["response"], r["why"], r["at"]) for r in rows]


def _given(row: Mapping[Any, Any]) -> Given:
    source = Source(**{f.name: row[f.name] for f in fields(Source)})
    return Given(decode_answer(row["value"]), source)
