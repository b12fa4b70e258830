"""One person: what is known and where it came from; withdrawing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import cast

from mentorcli.commands.applications.held_rows import held_of, said, waiting_people
from mentorcli.commands.applications.questions import keep_asked
from mentorcli.commands.names import find_person
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.run import Run, at_work, plan_command, view_of
from mentorcli.domain.application import Application, ApplicationState
from mentorcli.domain.fact import Fact, Kind
from mentorcli.domain.match_form import MatchForm
from mentorcli.domain.plan import Match
from mentorcli.domain.problem import UserError
from mentorcli.domain.programme import Programme, RoleKey
from mentorcli.domain.text import counted, unaccented
from mentorcli.privacy import answer_text
from mentorcli.standing.people import left_alone
from mentorcli.standing.standing import Standing
from mentorcli.workspace.applications import Past, applications_of, past_of, set_application_state
from mentorcli.workspace.cohorts import cohort
from mentorcli.workspace.corrections import corrections_of
from mentorcli.workspace.facts import append
from mentorcli.workspace.plans import StoredPlan, newest_plan, placed_elsewhere
from mentorcli.workspace.raw_rows import HeldRow
from mentorcli.workspace.records import cohort_standing


def show(run: Run, key: str, who: str, *, sources: bool) -> Outcome:
    """Show somebody's answers; with ``sources`` where each came from and what it was before."""
    with view_of(run) as (workspace, connection):
        programme = workspace.programme(cohort(connection, key).programme)
        found, held = applications_of(connection, key), held_of(connection, key)
        person = find_person((*found, *waiting_people(key, held, found)), who).person
        past = past_of(connection, key, person)
        made = corrections_of(connection, key)
    blocks: list[Paragraph | Listing] = []
    data = []
    columns = ("answer", "value", "file", "sheet", "cell", "column title", "raw text", "rule")
    for application in (a for a in found if a.person == person):
        blocks.append(Paragraph(_headline(programme.form, application), strong=True))
        rows = _rows(programme, application)
        shown = len(columns) if sources else 2
        blocks.append(Listing(columns[:shown], [row[:shown] for row in rows]))
        own = [p for p in past if p.role == application.role]
        earlier = [_past_row(programme, p) for p in own]
        mine = {(application.form, a) for a in (application.response, *(p.response for p in own))}
        corrected = [(c.header, c.value, c.who, c.at) for c in made if (c.form, c.answer) in mine]
        if sources and earlier:
            blocks.append(Listing(PAST, earlier, "Answers before"))
        if sources and corrected:
            blocks.append(Listing(CORRECTED, corrected, "Corrected by hand"))
        data.append(
            {
                "role": application.role,
                "state": application.state.value,
                "answers": [dict(zip(columns, r, strict=True)) for r in rows],
                "history": [dict(zip(PAST, r, strict=True)) for r in earlier],
                "corrections": [dict(zip(CORRECTED, r, strict=True)) for r in corrected],
            }
        )
    waiting = held.get(person, [])
    blocks += [block for row in waiting for block in _held_blocks(row)]
    rows_held = [_held_data(row) for row in waiting]
    return Outcome(tuple(blocks), {"person": person, "applications": data, "held": rows_held})


def _held_blocks(row: HeldRow) -> tuple[Paragraph, Listing]:
    table = row.proposal.table
    where = f"{table.file}, {table.sheet}, row {row.row.number}".replace(", ,", ",")
    title = f"{row.role} · row held back: {row.reason.replace('_', ' ')} · {where}"
    return (Paragraph(title, strong=True), Listing(HELD, said(row)))


def _held_data(row: HeldRow) -> dict[str, object]:
    table = row.proposal.table
    return {
        "role": row.role,
        "reason": row.reason,
        "file": table.file,
        "sheet": table.sheet,
        "row": row.row.number,
        "answers": [dict(zip(HELD, one, strict=True)) for one in said(row)],
    }


HELD = ("column title", "answer", "value")
PAST = ("answer", "value", "file", "cell", "raw text", "response", "why it ended", "at")
CORRECTED = ("column title", "corrected to", "by", "at")


def _headline(form: MatchForm, application: Application) -> str:
    said = f"{application.name} · {form.part(application.role)} · {application.state.value}"
    if application.vanished:
        said += f" · not in the export imported on {application.vanished}"
    return said


def _past_row(programme: Programme, past: Past) -> tuple[str, ...]:
    source = past.given.source
    asked = programme.field(cast("RoleKey", past.role), past.field)
    value = answer_text(past.given.value, asked, "en")
    return (
        past.field,
        value,
        source.file,
        source.cell,
        source.raw,
        past.response,
        past.why,
        past.at,
    )


def _rows(programme: Programme, application: Application) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for field, given in sorted(application.answers.items()):
        source = given.source
        value = answer_text(given.value, programme.field(application.role, field), "en")
        rows.append(
            (
                field,
                value,
                source.file,
                source.sheet,
                source.cell,
                source.header,
                source.raw,
                source.rule,
            )
        )
    return rows


def listing(run: Run, key: str, *, incomplete: bool) -> Outcome:
    """List a cohort's applications; with ``incomplete`` those that wait for something."""
    with view_of(run) as (workspace, connection):
        programme = workspace.programme(cohort(connection, key).programme)
        found = applications_of(connection, key)
        before = placed_elsewhere(connection, key)
    if incomplete:
        found = tuple(a for a in found if a.state is ApplicationState.INCOMPLETE)
    rows = [
        (
            a.name,
            a.role,
            _state(a),
            a.email,
            ", ".join(missing_fields(a, programme)),
            ", ".join(before.get(a.person, ())),
            a.person,
        )
        for a in sorted(found, key=lambda a: (a.role, unaccented(a.name)))
    ]
    columns: tuple[str, ...] = ("name", "role", "state", "e-mail", "missing", "placed in", "id")
    data = {"applications": [dict(zip(columns, row, strict=True)) for row in rows]}
    shown = [(name, programme.form.part(role), *rest) for name, role, *rest in rows]
    if not any(row[5] for row in rows):  # nobody had a place in another cohort
        columns = (*columns[:5], columns[6])
        shown = [(*row[:5], row[6]) for row in shown]
    title = f"{counted(len(rows), 'application')} of {key}"
    return Outcome((Listing(columns, shown, title),), data)


def _state(application: Application) -> str:
    vanished = application.vanished
    return (
        f"{application.state.value}, vanished {vanished}" if vanished else application.state.value
    )


def missing_fields(application: Application, programme: Programme) -> tuple[str, ...]:
    """Return the required fields that an application has no answer to, or a refusal."""
    required = (f.key for f in programme.fields[application.role] if f.required)
    return tuple(key for key in required if application.value(key) in (None, (), "", False))


def _in_role(people: Iterable[Application], who: str, role: str, *, gone: bool) -> Application:
    """Return the application that is meant: in a role, else the first that has ``gone`` or has not.

    Raises UserError where nobody is meant, or somebody who did not apply in the role.
    """
    every = tuple(people)
    known = find_person(every, who)
    mine = [a for a in every if a.person == known.person and role in {"", a.role}]
    if not mine:
        raise UserError(
            f"{known.name} has not applied as {role}; nothing was changed.",
            "Leave --as out, or name the role in which they applied.",
        )
    ordered = sorted(mine, key=lambda a: a.role)
    return next((a for a in ordered if (a.state is ApplicationState.WITHDRAWN) is gone), ordered[0])


def withdrawal_question(run: Run, key: str, who: str, role: str = "") -> str:
    """Return what to ask: who would be withdrawn, and how many others it concerns."""
    with view_of(run) as (workspace, connection):
        form = workspace.programme(cohort(connection, key).programme).form
        people = applications_of(connection, key)
        application = _in_role(people, who, role, gone=False)
        record = cohort_standing(workspace, connection, key)
        going, _ = _matches_of(newest_plan(connection, key), application, record, run.today)
    others = _affected(going, application, people)
    concerns = f" It concerns {counted(others, 'other person')} of the match." if others else ""
    name = f"{application.name} <{application.email}>"
    return f"Mark {name}, {form.part(application.role)} of {key}, as withdrawn?{concerns}"


def withdraw(run: Run, key: str, who: str, why: str, role: str = "") -> Outcome:
    """Mark somebody's application as withdrawn; nothing of it is deleted.

    Of two the one in the ``role``, else the first that stands still.
    """
    with at_work(run) as (workspace, connection):
        form = workspace.programme(cohort(connection, key).programme).form
        people = applications_of(connection, key)
        application = _in_role(people, who, role, gone=False)
        stored = newest_plan(connection, key)
        record = cohort_standing(workspace, connection, key)
        onward = plan_command(workspace, connection, key)
        if application.state is ApplicationState.WITHDRAWN:
            said = f"{application.name} had withdrawn already; nothing was changed."
            return Outcome((Paragraph(said),))
        if not run.dry_run:
            append(connection, run.hand, _fact(Kind.WITHDRAWN, application, why))
            keep_asked(workspace, connection, key)
    going, over = _matches_of(stored, application, record, run.today)
    affected = _affected(going, application, people)
    bereft = len(left_alone(record, stored.plan if stored else None, application, run.today))
    verb = "would be marked as withdrawn" if run.dry_run else "has withdrawn"
    part = form.part(application.role)
    text = f"{application.name} ({part}) {verb}" + (f": {why}" if why else "") + "."
    stays = [a for a in people if a.person == application.person and a.role != application.role]
    if any(a.state is ApplicationState.VALID for a in stays):
        text += f" The application as {form.part(stays[0].role)} stays."
    if bereft:
        need = "needs" if bereft == 1 else "need"
        small = form.mates_meet and application.role == "mentee"
        smaller = f" or a smaller {form.match}" if small else ""
        text += f" {counted(bereft, 'other person')} {need} a new place{smaller}."
    repair = f"mentorcli status {key}" if over else onward.removesuffix(" --only-fill")
    steps = (repair,) if stored else ()
    data = {"person": application.person, "role": application.role, "affected": affected}
    return Outcome((Paragraph(text),), data, next_steps=steps)


def restore(run: Run, key: str, who: str, why: str, role: str = "") -> Outcome:
    """Take back a withdrawal: the application stands where its answers put it."""
    with at_work(run) as (workspace, connection):
        programme = workspace.programme(cohort(connection, key).programme)
        found = applications_of(connection, key)
        application = _in_role(found, who, role, gone=True)
        onward = plan_command(workspace, connection, key)
        if application.state is not ApplicationState.WITHDRAWN:
            raise UserError(
                f"{application.name} has not withdrawn from {key}; nothing was changed.",
                f"See who has: mentorcli application list {key}",
            )
        lacks = missing_fields(application, programme)
        state = ApplicationState.INCOMPLETE if lacks else ApplicationState.VALID
        if not run.dry_run:
            # its answers may have changed meanwhile
            set_application_state(connection, key, application.role, application.person, state)
            append(connection, run.hand, _fact(Kind.BACK, application, why))
            keep_asked(workspace, connection, key)
    verb = "would be back" if run.dry_run else "is back"
    part = programme.form.part(application.role)
    text = f"{application.name} ({part}) {verb} as {state.value}."
    if lacks:
        text += f" Missing: {', '.join(lacks)}."
    steps = (onward,)
    data = {"person": application.person, "role": application.role, "state": state.value}
    return Outcome((Paragraph(text),), data, next_steps=steps)


def _fact(kind: Kind, one: Application, why: str) -> Fact:
    return Fact(kind, one.cohort, person=one.person, about=one.role, words=why)


def _matches_of(
    stored: StoredPlan | None, one: Application, record: Standing, today: dt.date
) -> tuple[tuple[Match, ...], bool]:
    """Return the matches somebody has in a role that are not over, and whether all that they had are."""
    planned = stored.plan.matches if stored else ()
    mine = [m for m in planned if (one.role, one.person) in m.members()]
    over = {m.match.id for m in record.every_match() if m.is_over(today)}
    going = tuple(m for m in mine if m.id not in over)
    return going, bool(mine) and not going


def _affected(mine: Iterable[Match], one: Application, people: Iterable[Application]) -> int:
    """Return how many others of somebody's matches are still there."""
    here = {a.person for a in people if a.state is ApplicationState.VALID}
    return len(here & {p for m in mine for p in m.others(one.person)})
