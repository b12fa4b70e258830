"""The pool of mentors of an ongoing programme: capacity now, pauses, areas, last used."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from mentorcli import matching
from mentorcli.commands.matches.pair_lives import Pool
from mentorcli.commands.names import find_person
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.run import Run, at_work, view_of
from mentorcli.domain.application import Application
from mentorcli.domain.fact import Fact, Kind
from mentorcli.domain.language import label
from mentorcli.domain.match_life import PoolEntry
from mentorcli.domain.problem import UsageError
from mentorcli.standing.standing import Standing
from mentorcli.workspace.facts import append
from mentorcli.workspace.lists import save_pool_entry
from mentorcli.workspace.records import cohort_standing

MOST = 50


def listing(run: Run, key: str) -> Outcome:
    """List the mentors of the cohort's programme, of earlier cohorts too."""
    with view_of(run) as (workspace, connection):
        record = cohort_standing(workspace, connection, key)
        pool = Pool(connection, record)
    rows, data = [], []
    for mentor in pool.mentors:
        pause = pool.paused_until(mentor, run.today)
        load, most = pool.load[mentor.person], pool.capacity(mentor)
        last = pool.last_used.get(mentor.person)
        rows.append(
            (
                mentor.name,
                f"{load} of {most}",
                str(pause or ""),
                str(last or "never"),
                _areas(record, mentor),
            )
        )
        data.append(
            {
                "person": mentor.person,
                "name": mentor.name,
                "load": load,
                "capacity": most,
                "paused_until": str(pause or ""),
                "last_used": str(last or ""),
                "areas": list(mentor.choices("themes")),
            }
        )
    columns = ("mentor", "mentees now", "paused until", "last used", "areas")
    table = Listing(columns, rows, f"The pool of {record.cohort.programme}, {run.today}")
    ongoing = record.programme.life.ongoing
    over = () if ongoing else matching.over_bound(record.programme, pool.mentors)
    return Outcome((table,), {"programme": record.cohort.programme, "pool": data}, over)


def _areas(record: Standing, mentor: Application) -> str:
    asked = record.programme.field("mentor", "themes")
    found = ((asked.option(code) if asked else None, code) for code in mentor.choices("themes"))
    return ", ".join(label(option.labels, "en") if option else code for option, code in found)


def note(run: Run, key: str, who: str, capacity: int | None, pause: dt.date | None) -> Outcome:
    """Note how many mentees a mentor takes now, or until when they take nobody."""
    if capacity is None and pause is None:
        raise UsageError("Say what to note: --capacity or --pause-until.")
    if capacity is not None and not 0 <= capacity <= MOST:
        raise UsageError(f"A mentor takes 0 to {MOST} mentees.")
    with at_work(run) as (workspace, connection):
        record = cohort_standing(workspace, connection, key)
        if not record.programme.life.ongoing:
            raise UsageError(
                f"{key} is matched at once: what counts there is each mentor's own answer. Nothing was noted.",
                "Change it in a copy of the export and import that; who takes nobody: mentorcli application withdraw",
            )
        pool = Pool(connection, record)
        mentor = find_person(pool.mentors, who)
        entry = pool.notes.get(mentor.person, PoolEntry(mentor.person))
        if capacity is not None:
            entry = replace(entry, capacity=capacity)
        if pause is not None:
            entry = replace(entry, paused_until=pause)
        if not run.dry_run:
            save_pool_entry(connection, record.cohort.programme, entry)
            append(connection, run.hand, Fact(Kind.POOL, key, person=mentor.person))
    verb = "would be noted" if run.dry_run else "noted"
    parts = [
        f"takes {entry.capacity}" if entry.capacity is not None else "",
        f"paused until {entry.paused_until}" if entry.paused_until else "",
    ]
    text = f"{mentor.name}: {', '.join(p for p in parts if p)}; {verb}."
    data = {
        "person": mentor.person,
        "capacity": entry.capacity,
        "paused_until": str(entry.paused_until or ""),
    }
    return Outcome((Paragraph(text),), data)
