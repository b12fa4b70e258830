"""What is due, what is blocked, and the next command."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

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
from mentorcli.commands.names import called, counted, names_of
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.papers.agreements import standing_matches
from mentorcli.commands.run import Run
from mentorcli.domain.admission import set_aside
from mentorcli.domain.application import ApplicationState
from mentorcli.domain.cohort import DAY_NAMES, CohortState
from mentorcli.domain.excused import end_of, excused_pairs, rules_in_words
from mentorcli.domain.life import MatchState
from mentorcli.domain.plan import Plan
from mentorcli.domain.record import CohortRecord
from mentorcli.workspace.applications import held_rows
from mentorcli.workspace.cohorts import all_cohorts, cohort
from mentorcli.workspace.happenings import INVITED, editions_of, last_told
from mentorcli.workspace.records import cohort_record

CHANGED = "calendar changed"
REPORTED = "report made"
INVITE_DAYS = 35
"""How long before an event its invitations are due."""
MATCH_DAYS = 14
"""How long before the kick-off a plan is late."""


@dataclass(frozen=True, slots=True)
class Told:
    """Numbers of the newest events of a cohort, 0 for none: later is higher.

    ``lacking`` counts for each gathering the people whom the invitations left out.
    """

    changed: int
    reported: int
    invited: dict[str, int]
    lacking: dict[str, int]
    held: int


def status(run: Run, key: str) -> Outcome:
    """Tell where one cohort stands, or all of them when ``key`` is empty."""
    workspace = run.open()
    with workspace.reading() as connection:
        found = (cohort(connection, key),) if key else all_cohorts(connection)
        records = [cohort_record(workspace, connection, c.key) for c in found]
        told = [_told(connection, record) for record in records]
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
    plans = [] if record.programme.life.ongoing else _plan(run, record)
    return [
        *_applications(run, record),
        *_held(record, told),
        *plans,
        *life_lines(record, run.today),
        *_after(run, record, told),
        *end_lines(record, run.today, reported=told.reported > 0),
    ]


def _told(connection: Connection, record: CohortRecord) -> Told:
    key = record.cohort.key
    gatherings = record.cohort.gatherings
    invited = {g: last_told(connection, key, f"{INVITED} {g}") for g in gatherings}
    changed, reported = (last_told(connection, key, what) for what in (CHANGED, REPORTED))
    lacking = {g: _not_invited(connection, record, g) if invited[g] else 0 for g in gatherings}
    return Told(changed, reported, invited, lacking, held_rows(connection, key))


def _not_invited(connection: Connection, record: CohortRecord, gathering: str) -> int:
    """Return how many people of standing matches no invitation was written for: they came later."""
    if record.plan is None:
        return 0
    people = {a.person for m in standing_matches(record)[0] for a in record.members(m)}
    return len(people - {e.person for e in editions_of(connection, record.cohort.key, gathering)})


def _line(line: Line) -> dict[str, str]:
    return {"standing": line.standing, "what": line.text, "command": line.command}


def _applications(run: Run, record: CohortRecord) -> list[Line]:
    key, closes = record.cohort.key, record.cohort.dates["call_closes"]
    counts = [f"{_valid(record, role)} {role}s" for role in ("mentee", "mentor")]
    days = (closes - run.today).days
    when = f"the call closes on {closes}" if days >= 0 else f"the call closed on {closes}"
    command = f"mentorcli import FILE --cohort {key}"
    lines = [
        Line(
            DUE if not record.applications else DONE,
            f"complete applications: {', '.join(counts)}; {when}",
            command if not record.applications else "",
        )
    ]
    incomplete = [a for a in record.applications if a.state is ApplicationState.INCOMPLETE]
    if incomplete:
        lines.append(
            Line(
                BLOCKED,
                f"{counted(len(incomplete), 'application')} incomplete, so not matched",
                f"mentorcli application list {key} --incomplete",
            )
        )
    return lines


def _held(record: CohortRecord, told: Told) -> list[Line]:
    if not told.held:
        return []
    rows = "1 row is held back" if told.held == 1 else f"{told.held} rows are held back"
    book = f"out/{record.cohort.key}/problems.xlsx"
    return [Line(BLOCKED, f"{rows} until somebody has seen to it", f"mentorcli read {book}")]


def _valid(record: CohortRecord, role: str) -> int:
    return sum(a.role == role and a.state is ApplicationState.VALID for a in record.applications)


def _plan(run: Run, record: CohortRecord) -> list[Line]:
    key, plan = record.cohort.key, record.proposal
    if plan is None:
        peers = record.programme.form == "peers"
        ready = _valid(record, "mentee") and (peers or _valid(record, "mentor"))
        text = (
            "there is no plan yet" if ready else "a plan needs complete applications of both roles"
        )
        soon = run.today >= record.cohort.dates["kickoff"] - dt.timedelta(days=MATCH_DAYS)
        standing = (LATE if soon else DUE) if ready else BLOCKED
        return [Line(standing, text, f"mentorcli match {key}" if ready else "")]
    seated = sum(len(m.mentees) for m in plan.matches)
    text = f"the plan seats {counted(seated, 'mentee')} in {counted(len(plan.matches), 'group')}"
    text += f"; {len(plan.waiting)} without a place"
    lines = [*_since(record, plan), *_excused(run, record)]
    if record.plan == plan:
        onward = f"mentorcli waiting {key}" if plan.waiting else ""
        return [*lines, Line(DONE, f"{text}; approved", onward)]
    return [
        *lines,
        Line(DUE, f"{text}; not approved", f"mentorcli plan review {key}"),
        Line(DUE, "approve the plan when it is right", f"mentorcli plan approve {key}"),
    ]


def _excused(run: Run, record: CohortRecord) -> list[Line]:
    """Return which pairs of the approved plan, else the newest, are against a rule, and how long."""
    plan, end, key = record.plan or record.proposal, end_of(record.cohort), record.cohort.key
    lines = []
    for d in excused_pairs(plan) if plan else ():
        names = names_of(record.applications)
        pair = f"{called(d.mentee, names)} with {called(d.mentor, names)} against a rule ({rules_in_words(d)})"
        running = run.today <= end  # a programme that is over is not repaired any more
        if not (running and d.has_lapsed(run.today, end)):
            lines.append(Line(DONE, f"{pair}, by your decision until {d.holds_until(end)}"))
            continue
        text = f"{pair}: that was allowed until {d.holds_until(end)} and is over; repair the plan, or renew it with plan keep"
        lines.append(Line(DUE, text, f"mentorcli {'replan' if record.plan else 'match'} {key}"))
    return lines


def _since(record: CohortRecord, plan: Plan) -> list[Line]:
    """Return what changed among the applications after the plan was made."""
    valid = {(a.person, a.role) for a in record.applications if a.state is ApplicationState.VALID}
    placed = {(m.mentor, "mentor") for m in plan.matches if m.mentor}
    placed |= {(p, "mentee") for m in plan.matches for p in m.mentees}
    known = {u.person for u in (*plan.waiting, *plan.unused)} | {p for p, _ in placed}
    approved = record.plan == plan
    repair = f"mentorcli {'match' if record.plan is None else 'replan'} {record.cohort.key}"
    gone = len(placed - valid)
    aside = set_aside(record.applications, record.selected, record.programme.life)
    new = sum(person not in known and (person, role) not in aside for person, role in valid)
    lines = []
    if gone:
        text = (
            f"{counted(gone, 'place')} of the plan held by somebody who withdrew or is incomplete"
        )
        lines.append(Line(DUE, text, repair))
    if new:
        text = f"{counted(new, 'application')} came after the plan was {'approved' if approved else 'made'}"
        lines.append(
            Line(DUE, text, f"{repair} --only-fill" if record.plan and not gone else repair)
        )
    return lines


def _after(run: Run, record: CohortRecord, told: Told) -> list[Line]:
    key, dates = record.cohort.key, record.cohort.dates
    if record.plan is None or record.cohort.state not in {CohortState.RUNNING, CohortState.CLOSING}:
        return [Line(BLOCKED, "agreements and invitations wait for an approved plan")]
    lines = [_agreements(record, record.plan)]
    lines += [_invitation(run, record, gathering, told) for gathering in record.cohort.gatherings]
    individual = {s.mentee for s in record.sessions if s.mentee}
    without = sum(p not in individual for m in record.plan.matches for p in m.mentees)
    groups = record.programme.form == "groups"
    if groups and dates["kickoff"] <= run.today <= dates["wrapup"]:
        text = f"{counted(without, 'mentee')} without an individual session in the log"
        command = f"mentorcli session log {key} NAME --individual --on DATE" if without else ""
        lines.append(Line(DUE if without else DONE, text, command))
    if run.today >= dates["wrapup"]:
        made = "the programme is over; the report is made"
        due = "the programme is over: make the report"
        command = "" if told.reported else f"mentorcli report {key}"
        lines.append(Line(DONE if told.reported else DUE, made if told.reported else due, command))
    return lines


def _agreements(record: CohortRecord, plan: Plan) -> Line:
    key = record.cohort.key
    if not record.agreements_made:
        return Line(DUE, "agreements are not made yet", f"mentorcli agreement render {key}")
    signed = {(s.match, s.person) for s in record.signatures}
    ended = {x.match for x in record.lives if x.state in {MatchState.ENDED, MatchState.BROKEN}}
    signers = [
        (m.id, p) for m in plan.matches if m.id not in ended for p in (m.mentor, *m.mentees) if p
    ]
    missing = sum(signer not in signed for signer in signers)
    text = f"{missing} of {counted(len(signers), 'signature')} of agreements missing"
    return Line(
        DUE if missing else DONE, text, f"mentorcli agreement list {key}" if missing else ""
    )


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
    return (
        Line(DUE, f"{text}: not invited yet", command)
        if soon
        else Line(LATER, f"{text}: invitations come later")
    )
