"""Log sheets that come back filled in: days of meetings, attendance, half-way; days only."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from mentorcli import intake
from mentorcli.commands.matches.log_titles import (
    DAY,
    ID,
    MATCH,
    NAME,
    TRACK,
    WANTS,
    WHOSE,
    our_title,
)
from mentorcli.commands.matches.meetings import (
    HELP,
    MOST,
    after_the_end,
    day_held,
    help_wanted,
    refuse_day,
)
from mentorcli.commands.names import find_person, names_of
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.papers.approved_matches import approved_plan
from mentorcli.commands.run import Run, at_work
from mentorcli.domain.cohort_states import Work, refuse_work
from mentorcli.domain.fact import Session
from mentorcli.domain.match_life import Return
from mentorcli.domain.plan import Match
from mentorcli.domain.problem import Place, Problem, Severity, UserError
from mentorcli.domain.table import CellValue, Table
from mentorcli.domain.text import counted, match_key, one_line
from mentorcli.files.opening import read_tables
from mentorcli.names.yes_no import attendance, yes_or_no
from mentorcli.standing.standing import Standing
from mentorcli.workspace.facts import append, return_fact, session_fact
from mentorcli.workspace.records import cohort_standing

DayOf = Callable[[CellValue], dt.date | None]
_OUT_OF = re.compile(r"(?:\.0$)|\s*(?:/|out of|av)\s*5$")
_AROUND = dt.timedelta(days=90)
"""A day without a year is one of the programme's, or so near."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a sheet says: meetings, what came back from people, and what is unclear."""

    sessions: tuple[Session, ...] = ()
    returns: tuple[Return, ...] = ()
    problems: tuple[Problem, ...] = ()


def take_in(run: Run, key: str, paths: Sequence[Path]) -> Outcome:
    """Keep what filled-in sheets say; a sheet given again adds nothing."""
    tables = {path: [_headed(t) for t in read_tables(path)[0]] for path in paths}
    new: list[Session | Return] = []
    problems: list[Problem] = []
    with at_work(run) as (workspace, connection):
        record = cohort_standing(workspace, connection, key)
        plans = (*(a.plan for a in record.approvals), approved_plan(record))
        matches = {m.id: m for plan in plans for m in plan.matches}
        refuse_work(record.cohort, Work.LOG)
        names = names_of(record.applications)
        for path, found in tables.items():
            taken = _taken(run, record, matches, path, found)
            problems += taken.problems
            for session in dict.fromkeys(taken.sessions):
                if session not in record.sessions:
                    new.append(session)
                    problems += after_the_end(record, session)
                    if not run.dry_run:
                        append(connection, run.hand, session_fact(key, session))
            for came in taken.returns:
                if came not in record.returns:
                    new.append(came)
                    problems += help_wanted(came, names.get(came.person, came.person))
                    if not run.dry_run:
                        append(connection, run.hand, return_fact(key, came))
    return _told(new, names, problems, dry_run=run.dry_run)


def _headed(table: Table) -> Table:
    """Return a table from its header on: a heading stands above it."""
    tops = (at for at, row in enumerate(table.rows) if MATCH in map(str, row.cells))
    return replace(table, rows=table.rows[next(tops, 0) :])


def _told(
    new: Sequence[Session | Return],
    names: dict[str, str],
    problems: list[Problem],
    *,
    dry_run: bool,
) -> Outcome:
    meetings = [x for x in new if isinstance(x, Session)]
    answers = [x for x in new if isinstance(x, Return)]
    rows = [
        *(("meeting", names.get(s.mentee, "everybody"), str(s.on)) for s in meetings),
        *((a.kind, names.get(a.person, a.person), str(a.on)) for a in answers),
    ]
    verb = "would be kept" if dry_run else "kept"
    text = f"{counted(len(meetings), 'meeting')} and {counted(len(answers), 'answer')} {verb}."
    data = {"meetings": len(meetings), "answers": len(answers)}
    blocks = (Paragraph(text), Listing(("", "of", "day"), rows)) if rows else (Paragraph(text),)
    return Outcome(blocks, data, tuple(problems))


def _taken(
    run: Run, record: Standing, matches: Mapping[str, Match], path: Path, tables: Sequence[Table]
) -> Taken:
    """Return what the sheets of a file say; a match that a later plan ended was one all the same."""
    sessions: list[Session] = []
    returns: list[Return] = []
    problems: list[Problem] = []
    ours, key = False, {"cohort": record.cohort.key}
    asked = (DAY, WHOSE, TRACK, WANTS, *record.cohort.gatherings)
    for table in tables:
        titles = table.rows[0].cells if table.rows else ()
        header = [our_title(one_line(str(c or ""))) for c in titles]
        if MATCH not in header or not ({DAY, ID} & set(header)):
            continue
        day_of = _days_of(record, table, header)
        rows = [
            (row, {h: row.cells[x] if x < len(row.cells) else None for x, h in enumerate(header)})
            for row in table.rows[1:]
        ]
        ids = {one_line(str(cells[MATCH])) for _, cells in rows if cells[MATCH]}
        own = ids.pop() if len(ids) == 1 else ""
        ours = ours or own in matches or bool(ids & matches.keys())
        for row, cells in rows:
            match = matches.get(one_line(str(cells[MATCH] or own)))
            silent = all(cells.get(title) in (None, "") for title in asked)
            if silent or (match is None and not ours):
                continue
            place = Place(table.file, table.sheet, f"row {row.number}")
            if match is None:
                problems.append(Problem.of("sheet_not_ours", Severity.DECIDE, place, **key))
                continue
            unclear = list[str]()
            try:
                if DAY in header:
                    sessions += _session(run, record, match, day_of, cells)
                else:
                    returns += _returns(record, match, cells, run.today, unclear)
            except UserError as error:
                unclear.append(error.message)
            said = (Problem.of("row_unclear", Severity.DECIDE, place, why=why) for why in unclear)
            problems += said
    if not ours:
        problems.append(Problem.of("sheet_not_ours", Severity.DECIDE, Place(path.name), **key))
    return Taken(tuple(sessions), tuple(returns), tuple(problems))


def _days_of(record: Standing, table: Table, header: Sequence[str]) -> DayOf:
    """Return what reads a day of a table: in its column's order, without a year of the programme's."""
    at = header.index(DAY) if DAY in header else len(header)
    column = [row.cells[at] for row in table.rows[1:] if len(row.cells) > at]
    days = sorted(record.cohort.dates.values())
    return partial(
        intake.day_between,
        orders=intake.orders_of(column),
        first=days[0] - _AROUND,
        last=days[-1] + _AROUND,
    )


def _session(
    run: Run, record: Standing, match: Match, day_of: DayOf, cells: Mapping[str, CellValue]
) -> list[Session]:
    said, on = one_line(str(cells.get(WHOSE) or "")), _day(day_of, cells.get(DAY))
    if on is None:
        raise UserError(f"the session of {said} has no day")
    refuse_day(run, record, record.life(match.id), on, "meeting")
    whose = _member(record, match, said, match.mentees) if said else ""
    return [Session(match.id, whose, on)]


def _member(record: Standing, match: Match, said: str, people: Sequence[str]) -> str:
    """Return who of a match is called so; raises UserError where nobody for certain is."""
    here = [a for a in record.applications if a.person in people]
    named = {p for p, name in names_of(here).items() if match_key(name) == match_key(said)}
    if len(named) == 1:
        return named.pop()
    try:
        return find_person(here, said).person
    except UserError:
        whom = record.programme.form.person if people == match.mentees else "member"
        raise UserError(f"it is not certain which {whom} of this match “{said}” is") from None


def _day(day_of: DayOf, value: CellValue) -> dt.date | None:
    """Return the day in a cell, None in an empty one; raises UserError where it is none for certain."""
    if value in (None, ""):
        return None
    on = day_of(value)
    if on is None:
        raise UserError(f"“{one_line(str(value))}” is no day for certain; write it like 2027-02-11")
    return on


def _returns(
    record: Standing,
    match: Match,
    cells: Mapping[str, CellValue],
    today: dt.date,
    unclear: list[str],
) -> list[Return]:
    """Return what a row says of somebody; what cannot be read is added to ``unclear`` and takes nothing else along."""
    person, name = (one_line(str(cells.get(title) or "")) for title in (ID, NAME))
    if name:
        called = _member(record, match, name, match.people)
        if person not in {"", called}:
            raise UserError(f"{name} is typed over another name of this match")
        person = called
    if person not in match.people:
        raise UserError("it is of nobody in this match")
    found = []
    for gathering in record.cohort.gatherings:
        said = one_line(str(cells.get(gathering) or ""))
        if word := attendance(said) if said else "":
            on = day_held(record, gathering, today)
            found.append(Return(match.id, person, gathering, on, None, word))
        elif said:
            unclear.append(f"“{said}” is no attendance; it is yes, remotely or no")
    track = _OUT_OF.sub("", one_line(str(cells.get(TRACK) or "")))
    wants = one_line(str(cells.get(WANTS) or ""))
    score = int(track) if track.isdecimal() and 1 <= int(track) <= MOST else None
    helped = match_key(wants).startswith(HELP) or yes_or_no(wants)
    came = Return(match.id, person, "midpoint", today, score, HELP if helped else "")
    same = (match.id, person, "midpoint")
    earlier = (r for r in record.returns if (r.match, r.person, r.kind) == same)
    *_, before = (replace(came, score=None, word=""), *(r for r in earlier if r.word in {"", HELP}))
    if track and score is None:
        unclear.append(f"“{track}” is not on track 1 to 5")
        came = replace(came, score=before.score)
    if wants and helped is None:
        unclear.append(f"“{wants}” does not say whether help is wanted; it is yes or no")
        came = replace(came, word=before.word)
    if score is not None or helped is not None:
        found.append(came)
    known = {(r.match, r.person, r.kind): r for r in record.returns}
    return [r for r in found if not _same(known.get((r.match, r.person, r.kind)), r)]


def _same(before: Return | None, now: Return) -> bool:
    """Tell whether the same came back before: the day is that of the first time."""
    return before is not None and (before.score, before.word) == (now.score, now.word)
