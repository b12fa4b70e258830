"""Small sheets for each match to fill in: days of meetings, attendance, half-way; days only."""

from __future__ import annotations

from collections import Counter
from functools import partial

from mentorcli.commands.matches.log_titles import (
    DAY,
    ID,
    MATCH,
    MEETINGS,
    NAME,
    OF_MEETINGS,
    OF_PEOPLE,
    PEOPLE,
    TRACK,
    WANTS,
    WHOSE,
    WITH,
    title_in,
)
from mentorcli.commands.matches.meetings import ATTENDANCE, STANDING
from mentorcli.commands.names import names_of
from mentorcli.commands.outcome import Outcome, Paragraph
from mentorcli.commands.papers.approved_matches import approved_plan, paper_language
from mentorcli.commands.run import Run, record_of
from mentorcli.domain.cohort_states import Work, refuse_work
from mentorcli.domain.plan import Match
from mentorcli.domain.text import counted
from mentorcli.files.atomic import write_bytes
from mentorcli.files.names import file_name
from mentorcli.files.workbook import CellContent, Column, Sheet, write_workbook
from mentorcli.standing.standing import Standing

ROWS = 12


def make(run: Run, key: str) -> Outcome:
    """Write a sheet for each match, with what is known already."""
    workspace, record = record_of(run, key)
    matches = approved_plan(record).matches
    refuse_work(record.cohort, Work.LOG)
    folder = workspace.out(key) / "sheets"
    groups = {
        match.id: _whose(record, match)
        for match in matches
        if (life := record.life(match.id)) and life.state in STANDING
    }
    plain = Counter(file_name(whose, "log", "xlsx") for whose in groups.values())
    files = []
    for match in (m for m in matches if m.id in groups):
        name = file_name(groups[match.id], "log", "xlsx")
        if plain[name] > 1:
            name = file_name(groups[match.id], "log", "xlsx", match.id)
        files.append(folder / name)
        if not run.dry_run:
            write_bytes(files[-1], _sheet(record, match, groups[match.id]))
    text = f"{counted(len(files), 'sheet')} {'would be written' if run.dry_run else 'written'}; days only, no content."
    steps = ("mentorcli read SHEETS",)
    return Outcome(
        (Paragraph(text),),
        {"sheets": [p.name for p in files]},
        files=() if run.dry_run else tuple(files),
        next_steps=steps,
    )


def _whose(record: Standing, match: Match) -> str:
    """Return whose sheet it is: the mentor's and the mentees' names, or all of a circle."""
    members = record.members(match)
    mentor = next((f"{a.name}{WITH}" for a in members if a.role == "mentor"), "")
    return mentor + ", ".join(sorted(a.name for a in members if a.role == "mentee"))


def _sheet(record: Standing, match: Match, whose: str) -> bytes:
    names, called = names_of(record.applications), partial(title_in, paper_language(record, match))
    whose = whose.replace(WITH, called(WITH))
    here = {a.person for a in record.members(match)}
    mentees = tuple(names[p] for p in match.mentees if p in here)
    sessions = [s for s in record.sessions if s.match == match.id]
    known: list[list[CellContent]] = [
        [s.on, names.get(s.mentee, "") or None, match.id] for s in sessions
    ]
    blank: list[CellContent] = [None, None, match.id]
    meetings = Sheet(
        called(MEETINGS),
        (
            Column(called(DAY), 14, editable=True),
            Column(called(WHOSE), 34, mentees if match.mentor else (), editable=True),
            Column(MATCH, 16, hidden=True),
        ),
        [*known, *([blank] * max(ROWS - len(known), 3))],
        heading=called(OF_MEETINGS).format(whose=whose),
    )
    columns = (
        Column(called(NAME), 28),
        *(
            Column(called(g), 14, tuple(map(called, ATTENDANCE)), editable=True)
            for g in record.cohort.gatherings
        ),
        Column(called(TRACK), 17, tuple("12345"), editable=True),
        Column(called(WANTS), 14, (called("yes"), called("no")), editable=True),
        Column(ID, 14, hidden=True),
        Column(MATCH, 16, hidden=True),
    )
    people = [p for p in match.people if p in here]
    rows: list[list[CellContent]] = [
        [names.get(p, p), *([None] * (len(columns) - 3)), p, match.id] for p in people
    ]
    heading = called(OF_PEOPLE).format(whose=whose)
    key, told = record.cohort.key, Sheet(called(PEOPLE), columns, rows, heading=heading)
    return write_workbook(f"Log of {whose}, {key}", [meetings, told], ("log", key))
