"""Cohorts and their calendars."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

from mentorcli.commands.cohorts.own_lines import own_lines
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.plans.kept_fields import kept_paragraphs
from mentorcli.commands.run import Run, at_work, view_of
from mentorcli.domain.cohort import CALENDAR, DAY_NAMES, Cohort, no_gathering
from mentorcli.domain.cohort_states import CohortState
from mentorcli.domain.days import day_off
from mentorcli.domain.fact import Fact, Kind
from mentorcli.domain.message import Organisation
from mentorcli.domain.problem import UsageError
from mentorcli.domain.programme import Gathering, Programme
from mentorcli.domain.text import listed
from mentorcli.names.comparison import nearest
from mentorcli.names.languages import language_name, read_languages
from mentorcli.workspace import cohorts
from mentorcli.workspace.facts import append, happened_in

SETTABLE = ("starts", "ends", "place", "place_fi", "place_sv", "link", "language")


def new(run: Run, programme: str, key: str, dates: Mapping[str, dt.date]) -> Outcome:
    """Make a cohort with the days of its programme's calendar, ``dates`` changed."""
    with at_work(run) as (workspace, connection):
        profile = workspace.programme(programme)
        cohort = _with_dates(_planned(profile, key, workspace.settings.organisation), dates)
        if any(c.key == key for c in cohorts.all_cohorts(connection)):
            raise UsageError(
                f"There is a cohort {key} already.", f"See it with: mentorcli cohort show {key}"
            )
        if not run.dry_run:
            made = Fact(Kind.COHORT_MADE, key, about=programme, value=cohort.calendar)
            append(connection, run.hand, made)
    exports = "mentees.xlsx mentors.csv" if profile.form.led else "peers.xlsx"
    steps = [f"mentorcli import {exports} --cohort {key}"]
    if profile.life.preselected:  # nobody else may apply
        steps = [f"mentorcli import list.csv --cohort {key} --as selected"]
    elif profile.life.ongoing:
        steps = ["mentorcli import staff.csv --as staff", *steps]
    nowhere = [name for name, one in cohort.gatherings.items() if one.nowhere]
    steps += [f'mentorcli cohort change {key} --set "{name}.place=…"' for name in nowhere]
    done = _shown(cohort, f"Cohort {key} of {profile.names['en']}", next_steps=tuple(steps))
    kept, told = kept_paragraphs(profile, workspace.templates)
    blocks = (*done.blocks, *_past_call(cohort, run.today), *own_lines(profile), *kept)
    return replace(done, blocks=blocks, data={**done.data, **told})


def _past_call(made: Cohort, today: dt.date) -> Iterator[Paragraph]:
    """Yield that the call of a new cohort is over, where the programme's days are past this year."""
    closes = made.dates["call_closes"]
    if closes < today:
        yield Paragraph(
            f"Its call closed on {closes} already. Where it is still to come: "
            f"mentorcli cohort change {made.key} --date call_opens=YYYY-MM-DD, and the later days follow."
        )


def _planned(profile: Programme, key: str, office: Organisation) -> Cohort:
    found = re.fullmatch(r"(2[0-9]{3})-([a-z]+)", key)
    if not found or found[2] not in profile.seasons:
        named = (
            f"{profile.key} has no season {found[2]!r}"
            if found
            else "A cohort's name is a year and a season"
        )
        raise UsageError(
            f"{named}; {key!r} is none.",
            f"Seasons of {profile.key}: {', '.join(profile.seasons)}. "
            f"Example: mentorcli cohort new {profile.key} 2027-{next(iter(profile.seasons))}",
        )
    year = int(found[1])
    days = {name: day.on(year) for name, day in profile.seasons[found[2]].items()}
    place = {k: getattr(office, k) for k in ("place", "place_fi", "place_sv")}
    gatherings = {
        name: replace(one, **place) if one.nowhere else one
        for name, one in profile.gatherings.items()
    }
    return Cohort(key, profile.key, CohortState.PLANNED, days, gatherings)


def _with_dates(cohort: Cohort, dates: Mapping[str, dt.date], *, only: bool = False) -> Cohort:
    """Return the cohort with changed days; those after a changed one follow it, unless ``only``."""
    for name in dates:
        if name not in CALENDAR:
            near = nearest(name, CALENDAR)
            raise UsageError(
                f"A cohort has no day {name!r}.",
                f"Did you mean {near}?" if near else f"Days: {', '.join(CALENDAR)}.",
            )
    days, shift = {}, dt.timedelta()
    for name in CALENDAR:
        day = cohort.dates[name]
        if name in dates:
            shift = dt.timedelta() if only else dates[name] - day
        days[name] = dates.get(name, day + shift)
    for before, after in pairwise(CALENDAR):
        if days[before] >= days[after]:
            raise UsageError(
                f"The {DAY_NAMES[before]} ({days[before]}) must come before the {DAY_NAMES[after]} ({days[after]}).",
                f"Change either with --date {after}=YYYY-MM-DD.",
            )
    return replace(cohort, dates=days)


def change(
    run: Run,
    key: str,
    dates: Mapping[str, dt.date],
    gatherings: Mapping[str, Mapping[str, str]],
    *,
    only: bool = False,
) -> Outcome:
    """Change days of a cohort, or time, place and link of its gatherings.

    Later days follow a changed one by as many days, unless ``only`` those named are meant.
    """
    with at_work(run) as (_, connection):
        old = cohorts.cohort(connection, key)
        if old.state is CohortState.CLOSED:
            raise UsageError(
                f"{key} is closed; its calendar stays as it was.",
                f"Move it back first: mentorcli cohort move {key} closing",
            )
        other = replace(old, gatherings=_changed_gatherings(old, gatherings))
        changed, before = _with_dates(other, dates, only=only), happened_in(connection, key)
        off = before.cancelled
        if changed == old:
            return _shown(old, f"Cohort {key}; nothing was changed", off)
        if not run.dry_run:
            about = ", ".join((*dates, *gatherings))
            new_one = Fact(Kind.CALENDAR, key, about=about, value=changed.calendar)
            append(connection, run.hand, new_one)
    moved = [
        g
        for g in changed.gatherings
        if g not in off and (g in gatherings or changed.dates.get(g) != old.dates.get(g))
        if g == "kickoff" or before.invited.get(g)
    ]
    invite = tuple(f"mentorcli invite {g} {key}" for g in moved if old.state is CohortState.RUNNING)
    title = f"Cohort {key}, {'as it would be' if run.dry_run else 'changed'}"
    return _shown(changed, title, off, invite)


def _changed_gatherings(
    cohort: Cohort, changes: Mapping[str, Mapping[str, str]]
) -> dict[str, Gathering]:
    gatherings = dict(cohort.gatherings)
    for key, change in changes.items():
        if key not in gatherings:
            raise no_gathering(cohort, key)
        if unknown := sorted(set(change) - set(SETTABLE)):
            near = nearest(unknown[0], SETTABLE)
            raise UsageError(
                f"A gathering has no {unknown[0]!r}.",
                f"Did you mean {key}.{near}?" if near else f"It has: {', '.join(SETTABLE)}.",
            )
        times: dict[str, Any] = {k: _time(v) for k, v in change.items() if k in {"starts", "ends"}}
        texts: dict[str, Any] = {k: v for k, v in change.items() if k not in times}
        if "place" in texts:  # elsewhere: what it was called in other languages was the old place
            texts = {"place_fi": "", "place_sv": "", **texts}
        if "language" in texts:
            held = read_languages(texts["language"])
            if held.left:
                raise UsageError(f"{held.left[0]!r} is no language.", "Write it like fi, en.")
            texts["language"] = ", ".join(held.codes)
        gatherings[key] = replace(gatherings[key], **times, **texts)
        if gatherings[key].ends <= gatherings[key].starts:
            raise UsageError(
                f"The {DAY_NAMES.get(key, key)} would end before it begins.",
                f"Set both: --set {key}.starts=14:00 --set {key}.ends=16:00",
            )
    return gatherings


def _time(text: str) -> dt.time:
    if not (found := re.fullmatch(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])", text)):
        raise UsageError(f"{text!r} is not a time.", "Write it like 14:00.")
    return dt.time(int(found[1]), int(found[2]))


def listing(run: Run) -> Outcome:
    """List the workspace's cohorts."""
    with view_of(run) as (_, connection):
        found = cohorts.all_cohorts(connection)
    if not found:
        steps = ("mentorcli cohort new doctoral 2027-spring",)
        return Outcome((Paragraph("There are no cohorts yet."),), {"cohorts": []}, next_steps=steps)
    rows = [(c.key, c.programme, c.state.value, str(c.dates["kickoff"])) for c in found]
    table = Listing(("cohort", "programme", "state", "kick-off"), rows)
    return Outcome((table,), {"cohorts": [_data(c) for c in found]})


def show(run: Run, key: str) -> Outcome:
    """Show one cohort's calendar."""
    with view_of(run) as (_, connection):
        found, off = cohorts.cohort(connection, key), happened_in(connection, key).cancelled
    return _shown(found, f"Cohort {key} ({found.state.value})", off)


def _shown(
    cohort: Cohort, title: str, off: Collection[str] = (), next_steps: tuple[str, ...] = ()
) -> Outcome:
    """Show a cohort's calendar; ``off`` are its gatherings that were cancelled."""
    days = {name: f"{d:%a} {d}" for name, d in cohort.dates.items()}
    rows = [
        (DAY_NAMES[name], day, "cancelled" if name in off else _where(cohort, name))
        for name, day in days.items()
    ]
    table = Listing(("", "day", ""), rows, title=title)
    return Outcome((table,), {"cohort": _data(cohort)}, next_steps=next_steps)


def _where(cohort: Cohort, name: str) -> str:
    if (gathering := cohort.gatherings.get(name)) is None:
        return ""
    spoken = [language_name(code) for code in re.findall(r"\w+", gathering.language)]
    parts = (
        f"on {off}" if (off := day_off(cohort.dates[name])) else "",
        f"{gathering.starts:%H:%M}-{gathering.ends:%H:%M} {gathering.zone}",
        gathering.place,
        gathering.link,
        f"in {listed(spoken)}" if spoken else "",
    )
    return ", ".join(p for p in parts if p)


def _data(cohort: Cohort) -> dict[str, object]:
    return {
        "key": cohort.key,
        "programme": cohort.programme,
        "state": cohort.state.value,
        "dates": {name: day.isoformat() for name, day in cohort.dates.items()},
    }
