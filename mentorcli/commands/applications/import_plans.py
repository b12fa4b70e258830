"""An export weighed against what is stored, with all that people have decided; and stored."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection

from mentorcli import intake
from mentorcli.commands.applications.held_rows import waiting_rows
from mentorcli.commands.run import Run
from mentorcli.domain.application import Application, ApplicationState
from mentorcli.domain.fact import Fact, Kind
from mentorcli.domain.form import FormMapping, FormProposal
from mentorcli.domain.importing import Correction, ImportPlan, RowReading, RowState, Settled
from mentorcli.domain.plan import Plan
from mentorcli.domain.problem import Place, Problem, Severity
from mentorcli.domain.programme import Programme
from mentorcli.domain.table import Table
from mentorcli.domain.text import some_of
from mentorcli.intake.rows.number_owners import Waiting
from mentorcli.workspace.applications import keep_past
from mentorcli.workspace.corrections import (
    answer_marks,
    answers_elsewhere,
    corrections_of,
    forgotten_answers,
    identities_of,
    mark_with_address,
    people_elsewhere,
)
from mentorcli.workspace.facts import append
from mentorcli.workspace.plans import approved_plan
from mentorcli.workspace.questions import changes_told, rows_in_order
from mentorcli.workspace.raw_rows import HeldRow, Kept, keep_rows, people_of_answers

OLDER = frozenset({"older_answer", "older_export"})
"""Why a row is not kept in place of the one that is kept of the same answer."""

Speak = Callable[[Problem], tuple[str, str]]
"""Gives a problem's sentence, and what to do about it."""


def bare(problem: Problem) -> tuple[str, str]:
    """Return a problem's code in words, for where nobody reads the sentences."""
    return problem.code.replace("_", " "), ""


@dataclass(frozen=True, slots=True)
class Decided:
    """All that people decided about a cohort's answers; ``forgotten`` are marks of answers.

    ``elsewhere`` are the cohorts in which answers stand, by mark: these are left out with ``only_new``.
    """

    settled: Settled = field(default_factory=Settled)
    corrections: tuple[Correction, ...] = ()
    forgotten: frozenset[str] = frozenset()
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    only_new: bool = False


@dataclass(frozen=True, slots=True)
class Incoming:
    """One export with its confirmed form and all that importing it would do.

    ``kept`` is the proposal with only the cells that may be kept, ``answers`` the key of the
    answer that each of its rows is, ``people`` what those who answered are called. ``tables`` are the
    export's as they were shown; ``noticed`` in reading them, ``refused`` of single rows and ``weighed``
    are the problems beside the proposal's. ``unkeyed`` is what its answers were known by in an export
    that had no column of their numbers or times.
    """

    table: Table
    proposal: FormProposal
    form: FormMapping
    plan: ImportPlan
    import_id: str
    kept: FormProposal
    answers: Mapping[int, str]
    people: str
    read_again: bool = False
    tables: tuple[Table, ...] = ()
    noticed: tuple[Problem, ...] = ()
    refused: tuple[Problem, ...] = ()
    weighed: tuple[Problem, ...] = ()
    unkeyed: frozenset[str] = frozenset()

    def with_problems(self, problems: tuple[Problem, ...]) -> Incoming:
        """Return the same with these problems in place of its own."""
        return replace(self, plan=replace(self.plan, problems=problems))

    def waits(self) -> bool:
        """Tell whether a row, or an answer, waits for a person."""
        open_ones = any(p.severity is not Severity.NOTE for p in self.plan.problems)
        return open_ones or any(row.state is RowState.PROBLEM for row in self.plan.rows)


def decided(
    connection: Connection, cohort: str, *, accept: bool = False, turn_back: bool = False
) -> Decided:
    """Return what people decided; ``accept`` takes changed answers of matched people and of withdrawn."""
    same, different = identities_of(connection, cohort)
    fixed = frozenset() if accept else placed_people(connection, cohort)
    known = people_of_answers(connection, cohort)
    return Decided(
        Settled(
            same,
            different,
            fixed,
            turn_back,
            known,
            None if accept else frozenset(),
            frozenset() if accept else changes_told(connection, cohort, "leave"),
            changes_told(connection, cohort, "take"),
            rows_in_order(connection, cohort),
            elsewhere=people_elsewhere(connection, cohort),
        ),
        corrections_of(connection, cohort),
        forgotten_answers(connection, cohort),
        answers_elsewhere(connection, cohort),
    )


def placed_people(connection: Connection, cohort: str) -> frozenset[str]:
    """Return everybody who has a place in the cohort's approved plan."""
    stored = approved_plan(connection, cohort)
    return _in_plan(stored.plan) if stored else frozenset()


def _in_plan(plan: Plan) -> frozenset[str]:
    return frozenset(p for match in plan.matches for p in match.people)


@dataclass(frozen=True, slots=True)
class Stored:
    """What an export is weighed against: the cohort, its people as they stand, and all decisions."""

    cohort: str
    programme: Programme
    known: tuple[Application, ...]
    choices: Decided
    waiting: tuple[Waiting, ...] = ()

    def after(self, incoming: Incoming) -> Stored:
        """Return the same once an export is stored."""
        found = {(a.role, a.person): a for a in (*self.known, *incoming.plan.applications)}
        ended = {row.number: row.state for row in incoming.plan.rows}
        rows = [
            HeldRow(
                incoming.import_id,
                incoming.form.role,
                incoming.form.key,
                incoming.kept,
                row,
                incoming.answers[row.number],
                "",
                "",
            )
            for row in incoming.kept.table.rows
            if ended.get(row.number) is RowState.PROBLEM and row.number in incoming.answers
        ]
        here = {incoming.answers[n] for n in ended if n in incoming.answers}
        left = [
            w
            for w in self.waiting
            if w.application.form != incoming.form.key or w.application.response not in here
        ]
        known = tuple(found[k] for k in sorted(found))
        return replace(self, known=known, waiting=(*left, *waiting_rows(self.cohort, rows)))


def weigh(
    proposal: FormProposal,
    form: FormMapping,
    import_id: str,
    stored: Stored,
    never: Mapping[int, Problem],
    *,
    again: bool = False,
) -> Incoming:
    """Return what an export would do; rows of ``never`` are held with that problem, nothing kept.

    Kept rows are read ``again``: which copy of the form it is was told when it came.
    """
    known, choices = stored.known, stored.choices
    said = (choices.corrections, choices.settled.in_order)
    how = (form, stored.programme, stored.cohort, import_id, *said)
    readings, problems = intake.read_corrected(proposal, *how)
    found = intake.in_its_copy(
        proposal, readings, known, choices.settled, waiting=stored.waiting, kept=again
    )
    before, proposal = proposal, found.proposal
    if (before.copy, before.apart) != (proposal.copy, proposal.apart):
        readings, problems = intake.read_corrected(proposal, *how)
    known_by = (*known, *(w.application for w in stored.waiting))
    readings = intake.under_known_keys(readings, form.key, known_by)
    place = Place(proposal.table.file, proposal.table.sheet)
    reordered = choices.settled.reordered
    readings, timed = intake.with_known_times(
        readings, form.key, known_by, place, reordered=reordered
    )
    readings, gone_told = intake.with_gone_questions(readings, proposal, form, known)
    timed = (*timed, *gone_told)
    left, earlier = _left_out(proposal, readings, form, stored)
    held = [_held(r, left, never) for r in readings]
    plan = intake.merge(held, known, choices.settled, found.asked)
    told = (*found.told, *timed, *earlier, *problems, *plan.problems)
    plan = replace(plan, problems=tuple(dict.fromkeys(told)))
    kept, answers = intake.to_keep(proposal, held, never)
    asked = intake.with_cell_questions(plan.problems, form.key, kept, answers)
    plan = replace(plan, problems=asked)
    people = stored.programme.form.people_of(form.role)
    incoming = Incoming(proposal.table, proposal, form, plan, import_id, kept, answers, people)
    return replace(incoming, unkeyed=intake.unkeyed(held))


def _left_out(
    proposal: FormProposal, readings: Sequence[RowReading], form: FormMapping, stored: Stored
) -> tuple[dict[int, str], tuple[Problem, ...]]:
    """Return why rows are left out, and what is told of answers that stand in other cohorts already."""
    choices = stored.choices
    if not (choices.forgotten or choices.elsewhere):
        return {}, ()
    keys = intake.answer_keys(proposal, readings)
    left = {
        n: "forgotten" for n, key in keys.items() if answer_marks(form.key, key) & choices.forgotten
    }
    here = {a.response for a in stored.known if a.form == form.key}
    earlier: dict[str, list[RowReading]] = {}
    for reading in readings:
        key = keys.get(reading.number, "")
        if reading.draft is None or reading.skipped or not key or key in here:
            continue
        there = choices.elsewhere.get(mark_with_address(form.key, key, reading.draft.email))
        if there == "":
            left[reading.number] = "forgotten"
        elif there:
            earlier.setdefault(there, []).append(reading)
    if choices.only_new:
        return left | {r.number: "earlier" for some in earlier.values() for r in some}, ()
    place = Place(proposal.table.file, proposal.table.sheet)
    return left, tuple(_answered_elsewhere(place, *one) for one in earlier.items())


def _answered_elsewhere(place: Place, cohort: str, rows: Sequence[RowReading]) -> Problem:
    names = [r.draft.name for r in rows if r.draft]
    said = {"count": len(rows), "who": some_of(names, 5), "there": cohort}
    return Problem.of("answered_elsewhere", Severity.NOTE, place, **said)


def _held(reading: RowReading, left: Mapping[int, str], never: Mapping[int, Problem]) -> RowReading:
    if reading.number in never and not reading.skipped:
        return replace(reading, draft=None, problems=(never[reading.number],))
    if reading.number in left:
        return replace(reading, draft=None, problems=(), skipped=left[reading.number])
    return reading


def keep(
    run: Run,
    connection: Connection,
    cohort: str,
    incoming: Incoming,
    existing: Sequence[Application],
) -> None:
    """Keep the rows of an export, the answers that it replaces, and who is back with it."""
    stored = {(a.role, a.person): a for a in existing}
    pairs = [
        (stored[a.role, a.person], a)
        for a in incoming.plan.applications
        if (a.role, a.person) in stored
    ]
    keep_past(connection, cohort, pairs, incoming.plan.superseded, run.hand)
    gone = ApplicationState.WITHDRAWN
    came = [new for old, new in pairs if old.state is gone and new.state is not gone]
    back = (Fact(Kind.BACK, cohort, person=a.person, about=a.role) for a in came)
    append(connection, run.hand, *back)
    if incoming.read_again:
        return
    older = {row.number for row in incoming.plan.rows if row.reason in OLDER}
    rows = tuple(r for r in incoming.kept.table.rows if r.number not in older)
    answers = {n: key for n, key in incoming.answers.items() if n not in older}
    table = replace(incoming.kept.table, rows=rows)
    kept = replace(incoming.kept, table=table)
    rows_kept = Kept(incoming.import_id, incoming.form.key, kept, answers)
    keep_rows(connection, cohort, rows_kept, instead_of=incoming.unkeyed)
