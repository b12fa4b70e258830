"""Letters owed: which of a cohort's letters are to be written today, and to how many people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from mentorcli.commands.papers.letter_audience import (
    UNTIL_MIDPOINT,
    LetterKind,
    kind_of,
    past_midpoint,
    recipients,
)
from mentorcli.commands.papers.letter_history import History, history_of
from mentorcli.domain.cohort_states import CohortState
from mentorcli.domain.problem import UserError
from mentorcli.domain.programme import Programme
from mentorcli.files.letter_headers import audience, for_equals, letter_templates
from mentorcli.standing.people import person_standings, to_repair
from mentorcli.standing.standing import Standing
from mentorcli.workspace.folder import Workspace


@dataclass(frozen=True, slots=True)
class Owed:
    """A letter by the name that its command takes, and how many people are to have it."""

    letter: str
    people: int


def owed_letters(
    record: Standing, history: History, kinds: Iterable[LetterKind], today: dt.date
) -> tuple[Owed, ...]:
    """Return the letters owed on a day, as far as they were not written, by name.

    None before a match was made, and none of a cohort that is closed.
    """
    if record.plan is None or record.cohort.state not in {CohortState.RUNNING, CohortState.CLOSING}:
        return ()
    everybody = person_standings(record, record.applications, today)
    cohort, found = record.cohort.key, []
    newer = record.proposal if record.proposal != record.plan else None
    placed = {p for m in newer.matches for p in m.people} if newer else frozenset[str]()
    planned = not record.programme.life.ongoing and record.cohort.state is CohortState.RUNNING
    repair = planned and to_repair(record, record.plan, today)
    for kind in kinds:
        if repair and kind.to.audience in UNTIL_MIDPOINT:
            continue  # the plan is repaired first: it may have a place for them
        if not _is_time(record, kind, today):
            continue
        every = recipients(record, history, kind, everybody, today)
        people = {to.one.person for to in every if kind.key(cohort, to) not in history.written}
        if kind.to.audience in UNTIL_MIDPOINT:
            people -= placed  # the newer plan is approved first, or dropped
        if people:
            found.append(Owed(kind.name.removesuffix("-peer"), len(people)))
    return tuple(sorted(found, key=lambda owed: owed.letter))


def _is_time(record: Standing, kind: LetterKind, today: dt.date) -> bool:
    """Tell whether a letter may be owed at all: single people wait in no list of an ongoing programme."""
    to, programme = kind.to, record.programme
    if not to.owed or to.alone:
        return False
    if to.audience in UNTIL_MIDPOINT:
        return not programme.life.ongoing and not past_midpoint(to.audience, record, today)
    return to.audience != "signed" or programme.contact_after_signing


def letter_kinds(workspace: Workspace, programme: Programme) -> tuple[LetterKind, ...]:
    """Return the letters of a programme in its own wording; one with a mistake in its first line is none."""
    found = {one.name: one for one in letter_templates(workspace.templates)}
    kinds = []
    for name, template in found.items():
        if for_equals(name, programme) in found.keys() - {name}:
            continue
        if programme.form.led and name.endswith("-peer"):
            continue
        try:
            stem, to = name.removeprefix("letters/"), audience(template)
            kinds.append(kind_of(stem, to, workspace.templates))
        except UserError:
            continue  # template check tells
    return tuple(kinds)


def owed_now(
    workspace: Workspace,
    connection: Connection,
    record: Standing,
    today: dt.date,
    by: dt.date | None = None,
) -> tuple[Owed, ...]:
    """Return the letters that a cohort of a workspace owes on a day; ``by`` tells what was written."""
    kinds = letter_kinds(workspace, record.programme)
    return owed_letters(record, history_of(connection, record, by), kinds, today)
