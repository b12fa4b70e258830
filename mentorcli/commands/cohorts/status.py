"""What is due, what is blocked, and the next command."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
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
from mentorcli.commands.papers.approved_matches import missing_signatures, signers, standing_matches
from mentorcli.commands.papers.editions import PARTS, agreements_to_make
from mentorcli.commands.plans.form_words import words_of
from mentorcli.commands.run import Run, view_of
from mentorcli.domain.admission import set_aside
from mentorcli.domain.application import ApplicationState
from mentorcli.domain.cohort import DAY_NAMES, CohortState
from mentorcli.domain.decision import end_of, excused_pairs, rules_in_words
from mentorcli.domain.plan import Plan
from mentorcli.domain.record import CohortRecord
from mentorcli.domain.text import counted
from mentorcli.names.employers import employer_key
from mentorcli.workspace.applications import held_rows
from mentorcli.workspace.cohorts import all_cohorts, cohort
from mentorcli.workspace.folder import Workspace
from mentorcli.workspace.questions import open_count
from mentorcli.workspace.records import cohort_record

if TYPE_CHECKING:
    from mentorcli.commands.papers.letters_owed import Owed

MANY = 3
"""More cohorts than these are shown in one line each."""
_URGENCY = (LATE, DUE, BLOCKED, LATER, DONE)
_TO_FILL = re.compile(r"\b(NAME|DATE|FILE)\b")
"""What a person puts into a command."""
_WITH_PAPERS = {CohortState.RUNNING, CohortState.CLOSING}
A_MONTH = 30
"""What is not due for longer than that is not called due."""
INVITE_DAYS = 30
"""How long before an event its invitations are due."""
MATCH_DAYS = 14
"""How long before the kick-off a plan is late."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a cohort beside what happened in it.

    ``held`` are rows that wait, ``asked`` open questions; ``missing`` are the matches without an
    agreement, ``older`` those whose agreement is older than what it was made from, and in what; ``owed`` the
    letters to be written.
    """

    held: int
    asked: int
    missing: Collection[str]
    older: Mapping[str, Sequence[str]]
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
    blocks: list[Paragraph | Listing] = []
    data, commands, summary = [], [], []
    for record, events in zip(records, told, strict=True):
        lines = sorted(_lines(run, record, events), key=lambda x: _URGENCY.index(x.standing))
        state, cohort_key = record.cohort.state.value, record.cohort.key
        title = f"{cohort_key} · {record.cohort.programme} · {state} · {run.today}"
        rows = [(x.standing, x.text, x.command) for x in lines]
        blocks.append(Listing(("", "what", "command"), rows, title))
        summary.append(
            (cohort_key, record.cohort.programme, state, lines[0].standing, lines[0].text)
        )
        commands += _next(lines)
        data.append({"cohort": cohort_key, "state": state, "lines": [_line(x) for x in lines]})
    if len(records) > MANY:
        columns = ("cohort", "programme", "state", "", "most urgent")
        more = Paragraph("All of a cohort: mentorcli status COHORT")
        blocks = [Listing(columns, summary, f"{len(records)} cohorts · {run.today}"), more]
    answer = {"today": str(run.today), "cohorts": data}
    return Outcome(tuple(blocks), answer, next_steps=tuple(commands))


def _next(lines: Sequence[Line]) -> list[str]:
    """Return the most urgent command, one that can be typed as it stands before one that cannot."""
    urgent = [x.command for x in lines if x.standing in {LATE, DUE} and x.command]
    return sorted(urgent, key=lambda command: bool(_TO_FILL.search(command)))[:1]


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
        *end_lines(record, run.today, reported=record.reported > 0),
    ]


def _told(run: Run, workspace: Workspace, connection: Connection, record: CohortRecord) -> Told:
    key, papers = record.cohort.key, record.cohort.state in _WITH_PAPERS
    missing, older = agreements_to_make(workspace, record) if papers else (set(), {})
    held, asked = held_rows(connection, key), open_count(connection, key)
    return Told(held, asked, missing, older, _owed(run, workspace, connection, record))


def _owed(
    run: Run, workspace: Workspace, connection: Connection, record: CohortRecord
) -> tuple[Owed, ...]:
    if record.plan is None:
        return ()
    from mentorcli.commands.papers.letters_owed import owed_now

    return owed_now(workspace, connection, record, run.today)


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
    opens = record.cohort.dates["call_opens"]
    if record.applications:
        yield Line(DONE, text)
    elif (opens - run.today).days > A_MONTH:
        yield Line(LATER, f"the call opens on {opens}")
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
        closes = record.cohort.dates["call_closes"]
        if ready and (closes - run.today).days > A_MONTH:
            yield Line(LATER, f"there is no plan yet; applications come until {closes}")
        elif ready:
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
    if record.plan is None or record.cohort.state not in _WITH_PAPERS:
        yield Line(BLOCKED, "agreements and invitations wait for an approved plan")
        return
    yield from _agreements(record, told)
    for gathering in record.cohort.gatherings:
        yield _invitation(run, record, gathering)
    individual = {s.mentee for s in record.sessions if s.mentee}
    without = sum(p not in individual for m in record.plan.matches for p in m.mentees)
    meets_alone = record.programme.form.individual
    if meets_alone and dates["kickoff"] <= run.today <= dates["wrapup"]:
        text = f"{counted(without, 'mentee')} without an individual session in the log"
        command = f"mentorcli session log {key} NAME --individual --on DATE" if without else ""
        yield Line(DUE if without else DONE, text, command)
    if run.today < dates["wrapup"]:
        return
    if record.reported:
        yield Line(DONE, "the programme is over; the report is made")
    else:
        yield Line(DUE, "the programme is over: make the report", f"mentorcli report {key}")


def _agreements(record: CohortRecord, told: Told) -> Iterator[Line]:
    key = record.cohort.key
    render = f"mentorcli agreement render {key}"
    if not record.agreements:
        yield Line(DUE, "agreements are not made yet", render)
        return
    if told.missing:
        text = f"{counted(len(told.missing), 'match')} without an agreement"
        yield Line(DUE, text, f"{render} --stale")
    if told.older:
        changed = {part for parts in told.older.values() for part in parts}
        why = ", ".join(words for part, words in PARTS.items() if part in changed)
        text = f"{counted(len(told.older), 'agreement')} older than {why}"
        yield Line(DUE, text, f"{render} --stale")
    missing = len(missing_signatures(record))
    text = f"{missing} of {counted(len(signers(record)), 'signature')} of agreements missing"
    onward = f"mentorcli agreement list {key}" if missing else ""
    yield Line(DUE if missing else DONE, text, onward)


def _letters(record: CohortRecord, owed: tuple[Owed, ...]) -> Iterator[Line]:
    for one in owed:
        text = f"letters to be written: {one.letter}, to {counted(one.people, 'person')}"
        yield Line(DUE, text, f"mentorcli letter {one.letter} {record.cohort.key}")


def _invitation(run: Run, record: CohortRecord, gathering: str) -> Line:
    day = record.cohort.dates.get(gathering)
    text = f"{DAY_NAMES.get(gathering, gathering)} on {day}"
    command = f"mentorcli invite {gathering} {record.cohort.key}"
    if gathering in record.cancelled:
        return Line(DONE, f"{text}: cancelled; inviting again holds it after all")
    if day is None or day < run.today:
        return Line(DONE, f"{text} is over")
    if said := _since_inviting(record, gathering):
        return Line(DUE, f"{text}: {said}", command)
    if record.invited.get(gathering):
        return Line(DONE, f"{text}: invited")
    soon = gathering == "kickoff" or (day - run.today).days <= INVITE_DAYS
    later = Line(LATER, f"{text}: invitations come later")
    return Line(DUE, f"{text}: not invited yet", command) if soon else later


def _since_inviting(record: CohortRecord, gathering: str) -> str:
    """Return what makes the invitations to a gathering out of date, or an empty text."""
    invited = record.invited.get(gathering, {})
    people = {a.person for m in standing_matches(record)[0] for a in record.members(m)}
    if any(record.calendar_changed > number for number in invited.values()):
        return "the calendar changed after the invitations"
    if gone := invited.keys() - people:
        return f"{counted(len(gone), 'person')} who left still invited"
    if invited and (new := people - invited.keys()):
        return f"{counted(len(new), 'person')} who came later not invited yet"
    return ""
