"""The coordinator's calendar: days of cohorts and of single matches, as a table and as a file."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from mentorcli.commands.names import joined, names_of
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.run import Run, view_of
from mentorcli.documents.calendar import CalendarDate, days_file, event_uid
from mentorcli.domain.cohort import DAY_NAMES, FOLLOW_UP
from mentorcli.domain.cohort_states import CohortState
from mentorcli.domain.match_life import LIVE_STATES, OPEN_STATES, MatchState
from mentorcli.files.atomic import write_bytes
from mentorcli.standing.standing import Standing
from mentorcli.workspace.cohorts import all_cohorts, cohort
from mentorcli.workspace.records import cohort_standing


@dataclass(frozen=True, slots=True, order=True)
class Day:
    """Something on a day: ``what`` names it for people, ``key`` for ever."""

    day: dt.date
    cohort: str
    what: str
    key: str


def calendar(run: Run, key: str, ics: Path | None, *, past: bool) -> Outcome:
    """Show the days to come of one cohort, or of all; ``ics`` writes them for a calendar."""
    with view_of(run) as (workspace, connection):
        found = (cohort(connection, key),) if key else all_cohorts(connection)
        records = [cohort_standing(workspace, connection, c.key) for c in found]
    months = workspace.settings.retention_months
    over = [r for r in records if not key and r.cohort.state is CohortState.CLOSED]
    every = [d for r in records for d in days_of(r, months) if r not in over or _after_closing(d)]
    days = sorted(d for d in every if past or d.day >= run.today)
    files: tuple[Path, ...] = ()
    if ics is not None and not run.dry_run:
        events = [
            CalendarDate(event_uid(d.cohort, d.key, ""), d.day, f"{d.cohort}: {d.what}")
            for d in days
        ]
        files = (write_bytes(ics, days_file(events, run.today)),)
    rows = [(f"{d.day:%a} {d.day}", d.cohort, d.what) for d in days]
    data = {
        "today": str(run.today),
        "days": [{"day": str(d.day), "cohort": d.cohort, "what": d.what} for d in days],
    }
    if not rows:
        return Outcome((Paragraph("No days are to come."),), data, files=files)
    return Outcome((Listing(("day", "cohort", "what"), rows),), data, files=files)


def _after_closing(day: Day) -> bool:
    """Tell whether a day comes for a closed cohort, too: its letters, its data, matches that go on."""
    return day.key in {"follow-up", "retention"} or day.key.startswith("m-")


def _named(record: Standing, name: str) -> str:
    return f"{DAY_NAMES.get(name, name)}{' (cancelled)' if name in record.cancelled else ''}"


def days_of(record: Standing, retention_months: int) -> list[Day]:
    """Return the days of a cohort and of its matches that have their own."""
    key = record.cohort.key
    ongoing = record.programme.life.ongoing
    plain = [
        (name, day)
        for name, day in record.cohort.dates.items()
        if not ongoing or name.startswith("call")
    ]
    days = [Day(day, key, _named(record, name), name) for name, day in plain]
    wrapup = record.cohort.dates["wrapup"]
    if not ongoing and (record.plan or record.cohort.state is not CohortState.CLOSED):
        follow_up = f"follow-up of the {record.programme.form.people}"
        days.append(Day(wrapup + FOLLOW_UP, key, follow_up, "follow-up"))
    erased = record.cohort.erase_on(retention_months)
    days.append(Day(erased, key, "personal data is to be erased", "retention"))
    names = names_of(record.applications)
    for life in record.lives:
        if life.state in LIVE_STATES:
            mentor = names.get(life.mentor, life.mentor) if life.mentor else ""
            who = " with ".join(p for p in (joined(life.mentees, names), mentor) if p)
            asked = " (proposed)" if life.state in OPEN_STATES else ""
            days.append(Day(life.starts, key, f"{who} begin{asked}", f"{life.match} start"))
            if life.state is MatchState.AGREED:
                days.append(Day(life.halfway(), key, f"{who} half-way", f"{life.match} half"))
            days.append(Day(life.ends, key, f"{who} end{asked}", f"{life.match} end"))
    return days
