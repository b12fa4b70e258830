"""What is due, what is blocked, and the next command."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from mentorcli.commands.matches.deadlines import (
    BLOCKED,
    DONE,
    DUE,
    LATE,
    LATER,
    Line,
    end_lines,
    life_lines,
)
from mentorcli.commands.names import names_of
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.papers.approved_matches import standing_matches
from mentorcli.commands.plans.form_words import words_of
from mentorcli.commands.run import Run, view_of
from mentorcli.domain.admission import set_aside
from mentorcli.domain.application import ApplicationState
from mentorcli.domain.cohort import DAY_NAMES, CohortState
from mentorcli.domain.decision import end_of, excused_pairs, rules_in_words
from mentorcli.domain.match_life import MatchState
from mentorcli.domain.plan import Plan
from mentorcli.domain.record import CohortRecord
from mentorcli.domain.text import counted
from mentorcli.names.employers import employer_key
from mentorcli.workspace.applications import held_rows
from mentorcli.workspace.cohorts import all_cohorts, cohort
from mentorcli.workspace.folder import Workspace
from mentorcli.workspace.happenings import INVITED, editions_of, last_told
from mentorcli.workspace.questions import open_count
from mentorcli.workspace.records import cohort_record

if TYPE_CHECKING:
    from mentorcli.commands.papers.letters_owed import Owed

CHANGED = "calendar changed"
REPORTED = "report made"
INVITE_DAYS = 35
"""How long before an event its invitations are due."""
MATCH_DAYS = 14
"""How long before the kick-off a plan is late."""


@dataclass(frozen=True, slots=True)
class Told:
    """Numbers of the newest events of a cohort, 0 for none: later is higher.

    ``lacking`` counts for each gathering the people whom the invitations left out. ``held`` are rows
    that wait, ``asked`` open questions, ``owed`` the letters to be written.
    """

    changed: int
    reported: int
    invited: dict[str, int]
    lacking: dict[str, int]
    held: int
    asked: int
    owed: tuple[Owed, ...]


def status(run: Run, key: str) -> Outcome:
    """Tell where one cohort stands, or all of them when ``key`` is empty."""
    with view_of(run) as (workspace, connection):
        found = (cohort(connection, key),) if key else all_cohorts(connection)
        records = [cohort_record(workspace, connection, c.key) for c in found]
        told = [_told(run, workspace, connection, record) for record in records]
    if not records:
        steps = ("mentorcli cohort new doctoral 2027-spring",)
        return Outcome((Paragraph("There are no cohorts yet."),), {"cohorts": []}, next_steps=steps)
    blocks, data, commands = [], [], []
    for record, events in zip(records, told, strict=True):
        lines = _lines(run, record, events)
        state = record.cohort.state.value
        title = f"{record.cohort.key} · {record.cohort.programme} · {state} · {run.today}"
        rows = [(x.standing, x.text, x.command) for x in lines]
        blocks.append(Listing(("", "what", "command"), rows, title))
        urgent = sorted(
            (x for x in lines if x.standing in {LATE, DUE} and x.command),
            key=lambda x: x.standing != LATE,
        )
        commands += [x.command for x in urgent][:1]
        listed = [_line(x) for x in lines]
        data.append({"cohort": record.cohort.key, "state": state, "lines": listed})
    answer = {"today": str(run.today), "cohorts": data}
    return Outcome(tuple(blocks), answer, next_steps=tuple(commands))


def _lines(run: Run, record: CohortRecord, told: Told) -> list[Line]:
    if record.cohort.state is CohortState.CLOSED:
        return [Line(DONE, "closed; nobody is reminded any more")]
    plans = () if record.programme.life.ongoing else _plan(run, record)
    return [
        *_applications(run, record),
        *_asked(record, told),
        *plans,
        *life_lines(record, run.today),
        *_after(run, record, told),
        *_letters(record, told.owed),
        *end_lines(record, run.today, reported=told.reported > 0),
    ]


def _told(run: Run, workspace: Workspace, connection: Connection, record: CohortRecord) -> Told:
    key = record.cohort.key
    gatherings = record.cohort.gatherings
    invited = {g: last_told(connection, key, f"{INVITED} {g}") for g in gatherings}
    changed, reported = (last_told(connection, key, what) for what in (CHANGED, REPORTED))
    lacking = {g: _not_invited(connection, record, g) if invited[g] else 0 for g in gatherings}
    waiting = held_rows(connection, key), open_count(connection, key)
    owed = _owed(run, workspace, connection, record)
    return Told(changed, reported, invited, lacking, *waiting, owed)


def _owed(
    run: Run, workspace: Workspace, connection: Connection, record: CohortRecord
) -> tuple[Owed, ...]:
    if record.plan is None:
        return ()
    from mentorcli.commands.papers.letters_owed import owed_now

    return owed_now(workspace, connection, record, run.today)


def _not_invited(connection: Connection, record: CohortRecord, gathering: str) -> int:
    """Return how many people of standing matches no invitation was written for: they came later."""
    if record.plan is None:
        return 0
    people = {a.person for m in standing_matches(record)[0] for a in record.members(m)}
    return len(people - {e.person for e in editions_of(connection, record.cohort.key, gathering)})


def _line(line: Line) -> dict[str, str]:
    return {"standing": line.standing, "what": line.text, "command": line.command}


def _applications(run: Run, record: CohortRecord) -> Iterator[Line]:
    key, closes = record.cohort.key, record.cohort.dates["call_closes"]
    form = record.programme.form
    called = {"mentee": form.person, "mentor": "mentor"}
    counts = [counted(_valid(record, role), called[role]) for role in form.sides]
    days = (closes - run.today).days
    when = f"the call closes on {closes}" if days >= 0 else f"the call closed on {closes}"
    text = f"complete applications: {', '.join(counts)}; {when}"
    if record.applications:
        yield Line(DONE, text)
    else:
        yield Line(DUE, text, f"mentorcli import FILE --cohort {key}")
    incomplete = sum(a.state is ApplicationState.INCOMPLETE for a in record.applications)
    if incomplete:
        text = f"{counted(incomplete, 'application')} incomplete, so not matched"
        yield Line(BLOCKED, text, f"mentorcli application list {key} --incomplete")


def _asked(record: CohortRecord, told: Told) -> Iterator[Line]:
    rows = f"{counted(told.held, 'row')} {'is' if told.held == 1 else 'are'} held back"
    said = [counted(told.asked, "open question")] if told.asked else []
    said += [f"{rows} until somebody has seen to it"] if told.held else []
    if said:
        key = record.cohort.key
        book = f"mentorcli read out/{key}/problems.xlsx"  # rows of before questions were kept
        yield Line(
            BLOCKED, "; ".join(said), f"mentorcli questions list {key}" if told.asked else book
        )


def _valid(record: CohortRecord, role: str) -> int:
    return sum(a.role == role and a.state is ApplicationState.VALID for a in record.applications)


def _plan(run: Run, record: CohortRecord) -> Iterator[Line]:
    key, plan = record.cohort.key, record.proposal
    if plan is None:
        sides = record.programme.form.sides
        ready = all(_valid(record, role) for role in sides)
        both = " of both roles" if len(sides) > 1 else ""
        text = "there is no plan yet" if ready else f"a plan needs complete applications{both}"
        soon = run.today >= record.cohort.dates["kickoff"] - dt.timedelta(days=MATCH_DAYS)
        if ready:
            yield Line(LATE if soon else DUE, "there is no plan yet", f"mentorcli match {key}")
        else:
            yield Line(BLOCKED, text)
        return
    seated = sum(len(m.mentees) for m in plan.matches)
    form = record.programme.form
    groups = counted(len(plan.matches), words_of(form).match)
    text = f"the plan seats {counted(seated, form.person)} in {groups}"
    text += f"; {len(plan.waiting)} without a place"
    yield from _since(record, plan)
    yield from _excused(run, record)
    if record.plan == plan:
        yield Line(DONE, f"{text}; approved", f"mentorcli waiting {key}" if plan.waiting else "")
    else:
        yield Line(DUE, f"{text}; not approved", f"mentorcli plan review {key}")
        yield Line(DUE, "approve the plan when it is right", f"mentorcli plan approve {key}")


def _excused(run: Run, record: CohortRecord) -> Iterator[Line]:
    """Return which pairs of the approved plan, else the newest, are against a rule, and how long."""
    plan, end, key = record.plan or record.proposal, end_of(record.cohort), record.cohort.key
    for d in excused_pairs(plan) if plan else ():
        names = names_of(record.applications)
        pair = f"{names.get(d.mentee, d.mentee)} with {names.get(d.mentor, d.mentor)} against a rule ({rules_in_words(d)})"
        running = run.today <= end  # a programme that is over is not repaired any more
        if not (running and d.has_lapsed(run.today, end)):
            yield Line(DONE, f"{pair}, by your decision until {d.holds_until(end)}")
            continue
        text = f"{pair}: that was allowed until {d.holds_until(end)} and is over; repair the plan, or renew it with plan keep"
        yield Line(DUE, text, f"mentorcli {'replan' if record.plan else 'match'} {key}")


def _since(record: CohortRecord, plan: Plan) -> Iterator[Line]:
    """Return what changed among the applications after the plan was made."""
    valid = {(a.person, a.role) for a in record.applications if a.state is ApplicationState.VALID}
    placed = {(person, role) for m in plan.matches for role, person in m.members()}
    known = {u.person for u in (*plan.waiting, *plan.unused)} | {p for p, _ in placed}
    approved = record.plan == plan
    repair = f"mentorcli {'match' if record.plan is None else 'replan'} {record.cohort.key}"
    gone = len(placed - valid)
    aside = set_aside(record.applications, record.selected, record.programme.life, employer_key)
    new = sum(person not in known and (person, role) not in aside for person, role in valid)
    if gone:
        places = counted(gone, "place")
        text = f"{places} of the plan held by somebody who withdrew or is incomplete"
        yield Line(DUE, text, repair)
    if new:
        text = f"{counted(new, 'application')} came after the plan was {'approved' if approved else 'made'}"
        yield Line(DUE, text, f"{repair} --only-fill" if record.plan and not gone else repair)


def _after(run: Run, record: CohortRecord, told: Told) -> Iterator[Line]:
    key, dates = record.cohort.key, record.cohort.dates
    if record.plan is None or record.cohort.state not in {CohortState.RUNNING, CohortState.CLOSING}:
        yield Line(BLOCKED, "agreements and invitations wait for an approved plan")
        return
    yield _agreements(record, record.plan)
    for gathering in record.cohort.gatherings:
        yield _invitation(run, record, gathering, told)
    individual = {s.mentee for s in record.sessions if s.mentee}
    without = sum(p not in individual for m in record.plan.matches for p in m.mentees)
    meets_alone = record.programme.form.individual
    if meets_alone and dates["kickoff"] <= run.today <= dates["wrapup"]:
        text = f"{counted(without, 'mentee')} without an individual session in the log"
        command = f"mentorcli session log {key} NAME --individual --on DATE" if without else ""
        yield Line(DUE if without else DONE, text, command)
    if run.today < dates["wrapup"]:
        return
    if told.reported:
        yield Line(DONE, "the programme is over; the report is made")
    else:
        yield Line(DUE, "the programme is over: make the report", f"mentorcli report {key}")


def _agreements(record: CohortRecord, plan: Plan) -> Line:
    key = record.cohort.key
    if not record.agreements_made:
        return Line(DUE, "agreements are not made yet", f"mentorcli agreement render {key}")
    signed = {(s.match, s.person) for s in record.signatures}
    ended = {x.match for x in record.lives if x.state in {MatchState.ENDED, MatchState.BROKEN}}
    signers = [(m.id, p) for m in plan.matches if m.id not in ended for p in m.people]
    missing = sum(signer not in signed for signer in signers)
    text = f"{missing} of {counted(len(signers), 'signature')} of agreements missing"
    onward = f"mentorcli agreement list {key}" if missing else ""
    return Line(DUE if missing else DONE, text, onward)


def _letters(record: CohortRecord, owed: tuple[Owed, ...]) -> Iterator[Line]:
    for one in owed:
        text = f"letters to be written: {one.letter}, to {counted(one.people, 'person')}"
        yield Line(DUE, text, f"mentorcli letter {one.letter} {record.cohort.key}")


def _invitation(run: Run, record: CohortRecord, gathering: str, told: Told) -> Line:
    day = record.cohort.dates.get(gathering)
    text = f"{DAY_NAMES.get(gathering, gathering)} on {day}"
    command = f"mentorcli invite {gathering} {record.cohort.key}"
    if gathering in record.cancelled:
        return Line(DONE, f"{text}: cancelled; inviting again holds it after all")
    if day is None or day < run.today:
        return Line(DONE, f"{text} is over")
    if told.invited[gathering] and told.changed > told.invited[gathering]:
        return Line(DUE, f"{text}: the calendar changed after the invitations", command)
    if told.lacking[gathering]:
        people = counted(told.lacking[gathering], "person")
        return Line(DUE, f"{text}: {people} who came later not invited yet", command)
    if told.invited[gathering]:
        return Line(DONE, f"{text}: invited")
    soon = gathering == "kickoff" or (day - run.today).days <= INVITE_DAYS
    later = Line(LATER, f"{text}: invitations come later")
    return Line(DUE, f"{text}: not invited yet", command) if soon else later
