"""What is due, what is blocked, and the next command."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from mentorcli.commands.cohorts.status_mails import letter_lines, mail_lines
from mentorcli.commands.cohorts.status_papers import Told, broken_lines, paper_lines, told_of
from mentorcli.commands.matches.deadlines import (
    BLOCKED,
    DONE,
    DUE,
    LATE,
    LATER,
    Line,
    aside_lines,
    end_lines,
    life_lines,
)
from mentorcli.commands.names import joined, names_of
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.plans.form_words import words_of
from mentorcli.commands.run import Run, view_of
from mentorcli.domain.application import ApplicationState
from mentorcli.domain.cohort import FOLLOW_UP
from mentorcli.domain.cohort_states import CohortState
from mentorcli.domain.decision import end_of, rules_in_words
from mentorcli.domain.plan import Plan
from mentorcli.domain.text import counted, listed
from mentorcli.standing.people import to_repair
from mentorcli.standing.standing import Standing
from mentorcli.standing.unread_answers import unread_answers
from mentorcli.workspace.cohorts import all_cohorts
from mentorcli.workspace.records import cohort_standing

MANY = 3
"""More cohorts than these are shown in one line each."""
_URGENCY = (LATE, DUE, BLOCKED, LATER, DONE)
_TO_FILL = re.compile(r"\b(NAME|DATE|FILE)\b")
"""What a person puts into a command."""
_AS_OF = (
    "By what was known on that day, without mails that waited; answers, lists and open questions are "
    "as they are now."
)
A_MONTH = 30
"""What is not due for longer than that is not called due."""
MATCH_DAYS = 14
"""How long before the kick-off a plan is late."""


def status(run: Run, key: str, as_of: dt.date | None = None) -> Outcome:
    """Tell where one cohort stands, or all of them when ``key`` is empty; or stood ``as_of`` a day."""
    run = replace(run, today=as_of or run.today)
    with view_of(run) as (workspace, connection):
        keys = (key,) if key else [c.key for c in all_cohorts(connection)]
        records = [cohort_standing(workspace, connection, each, as_of) for each in keys]
        told = [told_of(run, workspace, connection, record, as_of) for record in records]
    if not records:
        steps = ("mentorcli cohort new doctoral 2027-spring",)
        return Outcome((Paragraph("There are no cohorts yet."),), {"cohorts": []}, next_steps=steps)
    blocks: list[Paragraph | Listing] = []
    data, summary = [], []
    commands: list[tuple[int, int, str]] = []
    for record, events in zip(records, told, strict=True):
        lines = sorted(_lines(run, record, events), key=lambda x: _URGENCY.index(x.standing))
        state, cohort_key = record.cohort.state.value, record.cohort.key
        title = f"{cohort_key} · {record.cohort.programme} · {state} · {run.today}"
        rows = [(x.standing, x.text, x.command) for x in lines]
        blocks.append(Listing(("", "what", "command"), rows, title))
        summary.append(
            (cohort_key, record.cohort.programme, state, lines[0].standing, lines[0].text)
        )
        commands += [(_URGENCY.index(lines[0].standing), len(commands), x) for x in _next(lines)]
        data.append({"cohort": cohort_key, "state": state, "lines": [_line(x) for x in lines]})
    if len(records) > MANY:
        columns = ("cohort", "programme", "state", "", "most urgent")
        more = Paragraph("All of a cohort: mentorcli status COHORT")
        blocks = [Listing(columns, summary, f"{len(records)} cohorts · {run.today}"), more]
    if as_of:
        blocks.append(Paragraph(_AS_OF))
    answer = {"today": str(run.today), "cohorts": data}
    urgent = sorted(commands)[:MANY] if len(records) > MANY else commands
    return Outcome(tuple(blocks), answer, next_steps=tuple(step for *_, step in urgent))


def _next(lines: Sequence[Line]) -> list[str]:
    """Return the most urgent command, one that can be typed as it stands before one that cannot."""
    urgent = [x.command for x in lines if x.standing in {LATE, DUE} and x.command]
    return sorted(urgent, key=lambda command: bool(_TO_FILL.search(command)))[:1]


def _lines(run: Run, record: Standing, told: Told) -> list[Line]:
    if record.cohort.state is CohortState.CLOSED:
        erasing = [*_erasing(run, record, told)]
        left = "" if erasing else _left_when_closed(run, record, told)
        return [Line(DONE, f"closed{left}"), *mail_lines(record, told), *erasing]
    plans = () if record.programme.life.ongoing else _plan(run, record, told)
    return [
        *_asked(run, record, told),
        *_applications(run, record),
        *_unread(record),
        *plans,
        *broken_lines(told),
        *_to_carry(record, told),
        *life_lines(record, run.today),
        *aside_lines(record, told.aside),
        *paper_lines(run, record, told),
        *mail_lines(record, told),
        *letter_lines(record, told.owed),
        *end_lines(record, run.today, reported=record.reported > 0),
        *_erasing(run, record, told),
    ]


def _left_when_closed(run: Run, record: Standing, told: Told) -> str:
    """Return what is still to come of a closed cohort, with its days."""
    follow_up = record.cohort.dates["wrapup"] + FOLLOW_UP
    asked = record.plan and not record.programme.life.ongoing and follow_up >= run.today
    left = [f"the follow-up on {follow_up}"] if asked else []
    left += [f"the erasing of data by {told.erase_on}"] if told.erase_on else []
    return f"; what is left: {listed(left)}" if left else ""


def _erasing(run: Run, record: Standing, told: Told) -> Iterator[Line]:
    """Tell of personal data that is kept after its day."""
    if told.erase_on and run.today >= told.erase_on:
        who = counted(len({a.person for a in record.applications}), "person")
        verb = "was" if run.today > told.erase_on else "is"
        text = f"the data of {who} {verb} to be erased by {told.erase_on}"
        yield Line(DUE, text, f"mentorcli person erase {record.cohort.key} --due")


def _line(line: Line) -> dict[str, str]:
    return {"standing": line.standing, "what": line.text, "command": line.command}


def _applications(run: Run, record: Standing) -> Iterator[Line]:
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


def _unread(record: Standing) -> Iterator[Line]:
    """Tell of a form whose answers are others than the profile knows, before a plan is made of them."""
    unread = {} if record.plan else unread_answers(record.programme, record.applications)
    if unread:
        text = f"many answers to {listed([*unread])} are none of the known ones, so they count for nothing"
        yield Line(DUE, text, f"mentorcli cohort options {record.cohort.key}")


def _asked(run: Run, record: Standing, told: Told) -> Iterator[Line]:
    key, here = record.cohort.key, run.today <= end_of(record.cohort)
    rows = f"{counted(told.held, 'row')} {'is' if told.held == 1 else 'are'} held back"
    rows += " until somebody has seen to it"
    if told.asked:
        said = counted(told.asked, "open question") + f"; {rows}" * bool(told.held)
        yield Line(DUE if here else BLOCKED, said, f"mentorcli questions list {key}")
    elif told.held:  # rows of before questions were kept
        yield Line(BLOCKED, rows, f"mentorcli read out/{key}/problems.xlsx")


def _valid(record: Standing, role: str) -> int:
    return sum(a.role == role and a.state is ApplicationState.VALID for a in record.applications)


def _plan(run: Run, record: Standing, told: Told) -> Iterator[Line]:
    key, plan = record.cohort.key, record.proposal
    if record.cohort.state is CohortState.CLOSING:  # plans are neither made nor approved any more
        plan = record.plan
        if plan is None:
            return
    if plan is None:
        sides = record.programme.form.sides
        ready = all(_valid(record, role) for role in sides)
        both = " of both roles" if len(sides) > 1 else ""
        text = "there is no plan yet" if ready else f"a plan needs complete applications{both}"
        soon = run.today >= record.cohort.dates["kickoff"] - dt.timedelta(days=MATCH_DAYS)
        closes = record.cohort.dates["call_closes"]
        if ready and run.today <= closes and not soon:
            yield Line(LATER, f"there is no plan yet; applications come until {closes}")
        elif ready:
            yield Line(LATE if soon else DUE, "there is no plan yet", f"mentorcli match {key}")
        else:
            yield Line(BLOCKED, text, f"mentorcli import FILE --cohort {key}")
        return
    newer, text = record.plan is not None and record.plan != plan, _seating(record, plan)
    if record.cohort.state is not CohortState.CLOSING:
        yield from _since(run, record, plan, told)
    yield from _excused(run, record)
    if record.plan is not None:
        onward = f"mentorcli waiting {key}" if record.plan.waiting else ""
        yield Line(DONE, f"the plan {_seating(record, record.plan)}; approved", onward)
    if record.plan == plan:
        return
    text = f"{'a newer' if newer else 'the'} plan {text}"
    if told.stale:
        text += "; not approved, and answers, decisions or rules changed since"
        again = "match" if record.plan is None else "replan"
        yield Line(DUE, text, f"mentorcli {again} {key}")
    else:
        yield Line(DUE, f"{text}; not approved", f"mentorcli plan review {key}")
        which = "newer plan" if newer else "plan"
        yield Line(DUE, f"approve the {which} when it is right", f"mentorcli plan approve {key}")


def _seating(record: Standing, plan: Plan) -> str:
    """Return how many have a place in a plan, in words."""
    stands, form = record.without_ended_early(plan), record.programme.form
    seated = sum(len(m.mentees) for m in stands)
    groups = counted(len(stands), words_of(form).match)
    text = f"seats {counted(seated, form.person)} in {groups}; {len(plan.waiting)} without a place"
    if ended := len(plan.matches) - len(stands):
        text += f"; {counted(ended, words_of(form).match)} ended early"
    return text


def _to_carry(record: Standing, told: Told) -> Iterator[Line]:
    """Return who waits while the next cohort of the programme is open: they may be taken over."""
    if told.next_cohort and told.to_carry:
        verb = "waits" if told.to_carry == 1 else "wait"
        who = counted(told.to_carry, record.programme.form.person)
        text = f"{who} {verb} and may be taken over to {told.next_cohort}"
        command = f"mentorcli waiting {record.cohort.key} --carry-to {told.next_cohort}"
        yield Line(DUE, text, command)


def _excused(run: Run, record: Standing) -> Iterator[Line]:
    """Return which pairs of the approved plan, else the newest, are against a rule, and how long."""
    plan, end, key = record.plan or record.proposal, end_of(record.cohort), record.cohort.key
    for d in plan.excused_pairs() if plan else ():
        names = names_of(record.applications)
        pair = f"{names.get(d.mentee, d.mentee)} with {names.get(d.mentor, d.mentor)} against a rule ({rules_in_words(d)})"
        # a programme that is over is not repaired any more
        running = run.today <= end and record.cohort.state is not CohortState.CLOSING
        if not (running and d.has_lapsed(run.today, end)):
            yield Line(DONE, f"{pair}, by your decision until {d.holds_until(end)}")
            continue
        text = f"{pair}: that was allowed until {d.holds_until(end)} and is over; repair the plan, or renew it with plan keep"
        yield Line(DUE, text, f"mentorcli {'replan' if record.plan else 'match'} {key}")


def _too_small(record: Standing, today: dt.date) -> Iterator[Line]:
    """Tell of groups that lost so many that they go on only where somebody says so."""
    names = names_of(record.applications)
    for one in record.every_match():
        left = [p for p in one.match.mentees if p not in one.gone]
        if not (one.is_lost(today) and one.match.mentor and left) or one.match.mentor in one.gone:
            continue
        pair = f"{left[0]} {one.match.mentor}"
        text = (
            f"the group of {names[one.match.mentor]} is left with {joined(left, names)}: "
            "no mail goes to it until you repair the plan or let it go on"
        )
        how = '--override group_size --why "they want to go on"'
        yield Line(DUE, text, f"mentorcli plan keep {record.cohort.key} {pair} {how}")


def _since(run: Run, record: Standing, plan: Plan, told: Told) -> Iterator[Line]:
    """Return what changed among the applications after the plan was made."""
    approved, since = record.plan == plan, to_repair(record, plan, run.today)
    repair = f"mentorcli {'match' if record.plan is None else 'replan'} {record.cohort.key}"
    if since.gone:
        places = counted(since.gone, "place")
        text = f"{places} of the plan held by somebody who withdrew or is incomplete"
        yield Line(DUE, text, repair)
    if approved:
        yield from _too_small(record, run.today)
    if since.free:
        who = counted(since.free, record.programme.form.person)
        yield Line(DUE, f"{who} without a match since theirs ended early", repair)
    if since.new:
        which = "approved" if approved else "newest"
        text = f"the {which} plan was made without {counted(since.new, 'complete application')}"
        fill = record.plan and not (since.gone or since.free)
        yield Line(DUE, text, f"{repair} --only-fill" if fill else repair)
    if told.free and not since and not told.broken:
        who = counted(told.free, record.programme.form.person)
        text = f"{who} of those who wait could have a place that is free now"
        yield Line(DUE, text, f"{repair} --only-fill")
