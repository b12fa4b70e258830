"""A year of reminders: invented cohorts, what happens in them, the runs of cron, and an oracle.

The oracle shares no code with the program but the holidays: its schedule is the table below.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import multiprocessing
import os
import signal
import sqlite3
import time
from contextlib import closing, suppress

from mail_lives import mails_in, sending
from reminders_cohort import SOURCE

from mentorcli.commands.mail.delivery import ready, send
from mentorcli.commands.mail.reminders import remind
from mentorcli.commands.papers.outdated_drafts import commands_anew
from mentorcli.commands.run import Run
from mentorcli.domain.application import Application, ApplicationState, Capacity, Given
from mentorcli.domain.cohort import Calendar
from mentorcli.domain.days import holiday
from mentorcli.domain.fact import Agreement, Fact, Kind, Session, Signature
from mentorcli.domain.match_life import Return
from mentorcli.domain.plan import Match, PairScore, Plan
from mentorcli.domain.problem import UsageError, UserError
from mentorcli.files.transports import Secrets
from mentorcli.workspace.applications import save_applications
from mentorcli.workspace.facts import append, return_fact, session_fact, signed_fact
from mentorcli.workspace.folder import create, open_workspace
from mentorcli.workspace.last_reminder_run import nothing_to_remind
from mentorcli.workspace.plans import save_plan
from mentorcli.workspace.profiles import load_programme

FIRST, LAST = dt.date(2027, 9, 1), dt.date(2028, 8, 30)
"""365 days with both clock changes and a leap day."""
AUTUMN_NIGHT, SPRING_NIGHT = dt.date(2027, 10, 31), dt.date(2028, 3, 26)
COHORTS = {"2028-spring": "doctoral", "2028-alumni": "alumni"}
FORK = multiprocessing.get_context("fork")

# kind: days as (anchor, offset), to whom, last day, days that it may be late, what stops it
DOCTORAL = {
    "agreement-unsigned": ([("kickoff", 7), ("kickoff", 14), ("kickoff", 21)], "all", "wrapup", 7, "signed"),
    "kickoff-invite": ([("kickoff", -21)], "all", "four days before", 21, ""),
    "kickoff-no-reply": ([("kickoff", -7)], "all", "kickoff", 6, "kickoff"),
    "kickoff-3d": ([("kickoff", -3)], "all", "kickoff", 3, ""),
    "individual-session-not-booked": ([("midpoint", 0), ("wrapup", -30)], "mentees", "wrapup", 7, "individual"),
    "wrapup": ([("wrapup", -21), ("wrapup", -3)], "all", "wrapup", 7, ""),
    "first-meeting": ([("kickoff", 14)], "mentees", "wrapup", 7, "met"),
    "midpoint": ([("midpoint", 0), ("midpoint", 7)], "all", "wrapup", 7, "midpoint"),
    "feedback": ([("wrapup", 0), ("wrapup", 7), ("wrapup", 14)], "all", "", 14, "feedback"),
}  # fmt: skip
ALUMNI = {k: v for k, v in DOCTORAL.items() if not k.startswith("individual")}
TABLES = {"doctoral": DOCTORAL, "alumni": ALUMNI}


def number(*key):
    """Return a number that depends on the key alone."""
    return int.from_bytes(hashlib.sha256("/".join(map(str, key)).encode()).digest()[:4], "big")


def calendar(programme, key):
    season = programme.seasons[key.partition("-")[2]]
    return {name: day.on(2028) for name, day in season.items()}


def hand_on(folder, day, hour=7):
    now = dt.datetime.combine(day, dt.time(hour), dt.UTC)
    return Run(folder, day, now, "cron", "remind")


def _application(cohort, role, person):
    answers = {
        "email": f"{person}@example.org", "languages": (("en", "fi", "sv")[number(person) % 3],),
        "goals": ("networks",), "themes": ("networks",), "consent": True, "capacity": Capacity(1, 3),
    }  # fmt: skip
    given = {k: Given(v, SOURCE) for k, v in answers.items()}
    name = f"Nimi{person} Sukunimi"
    return Application(cohort, role, person, name, answers["email"], ApplicationState.VALID, "f", person, None, given)  # fmt: skip


def populate(folder, matches, cohorts=COHORTS):
    """Make a workspace with ``matches`` groups of four and as many pairs, approved and agreed."""
    create(folder)
    sending(folder)
    workspace, run = open_workspace(folder), hand_on(folder, FIRST)
    with workspace.writing(run.hand) as connection:
        for key, programme_key in cohorts.items():
            programme = load_programme(programme_key)
            people, made = [], []
            for n in range(matches):
                leader = f"{key[5:7]}{key[-1]}m{n:04}"
                mentees = tuple(
                    f"{leader}e{k}" for k in range(3 if programme.form.key == "groups" else 1)
                )
                people += [
                    _application(key, "mentor", leader),
                    *(_application(key, "mentee", p) for p in mentees),
                ]
                pairs = tuple(PairScore(p, 500, (), "") for p in mentees)
                made.append(Match(f"m{leader}", leader, mentees, "en", 500, pairs))
            value = Calendar(calendar(programme, key), programme.gatherings)
            told = Fact(Kind.COHORT_MADE, key, about=programme_key, value=value)
            plan = Plan(key, "0" * 64, "1", tuple(made), (), (), (), ())
            number = save_plan(connection, plan, run.hand)
            before = hand_on(folder, FIRST - dt.timedelta(days=90)).hand  # all have been told
            append(connection, before, told, Fact(Kind.APPROVED, key, about=str(number)))
            save_applications(connection, people)
            agreements = (
                Fact(Kind.AGREEMENT, key, m.id, value=Agreement(m.id, "en", {})) for m in made
            )
            append(connection, run.hand, *agreements)
    return workspace  # fmt: skip


def happenings(matches, cohorts=COHORTS):
    """Return what people do, as (day, cohort, what, match, person), and by day what the oracle knows."""
    found = []
    for key, programme_key in cohorts.items():
        programme = load_programme(programme_key)
        days = calendar(programme, key)
        for n in range(matches):
            leader = f"{key[5:7]}{key[-1]}m{n:04}"
            mentees = [f"{leader}e{k}" for k in range(3 if programme.form.key == "groups" else 1)]
            match = f"m{leader}"
            for person in (leader, *mentees):
                for what, anchor, spread in (
                    ("signed", "kickoff", 30), ("midpoint", "midpoint", 20), ("feedback", "wrapup", 30),
                    ("kickoff", "call_closes", 60),
                ):  # fmt: skip
                    if number(what, person) % 4:
                        found.append(
                            (
                                days[anchor] + dt.timedelta(number(person, what) % spread),
                                key,
                                what,
                                match,
                                person,
                            )
                        )
                if person != leader and number("one", person) % 3:
                    found.append(
                        (
                            days["midpoint"] + dt.timedelta(number("i", person) % 40 - 20),
                            key,
                            "individual",
                            match,
                            person,
                        )
                    )
            found += [
                (
                    days["kickoff"] + dt.timedelta(5 + 25 * k + number(match, k) % 9),
                    key,
                    "met",
                    match,
                    "",
                )
                for k in range(number("met", match) % 5)
            ]
    return sorted(found)  # fmt: skip


def happen(workspace, run, what):
    """Store what happened on a day."""
    with workspace.writing(run.hand) as connection:
        for day, key, kind, match, person in what:
            if kind == "signed":
                fact = signed_fact(key, Signature(match, person, day))
            elif kind in {"met", "individual"}:
                fact = session_fact(key, Session(match, person, day))
            else:
                fact = return_fact(key, Return(match, person, kind, day))
            append(connection, run.hand, fact)


def run_days():
    """Return the days on which cron comes, each with how often: gaps, doubles, two at once."""
    days, day = [], FIRST
    while day <= LAST:
        times = 1
        if number("twice", day) % 5 == 0 or day == AUTUMN_NIGHT:
            times = 2  # half past three comes twice that night
        if number("both", day) % 30 == 0 or (day.month == 2 and day.day == 29):
            times = -2  # two at once
        if day != SPRING_NIGHT:  # half past three does not come that night
            days.append((day, times))
        gap = number("gap", day) % 12
        day += dt.timedelta(
            days=1 + (gap if gap in {1, 2, 3, 5} and number("off", day) % 3 == 0 else 0)
        )
    return days


def daily(folder, day, hour=7):
    """Do what cron does on a day: ``remind``, then ``outbox send``, whatever the first said."""
    run = hand_on(folder, day, hour)
    if not nothing_to_remind(folder, day, run.now):
        remind(run)
    all_sent(run)


def all_sent(run):
    """Send whatever waits into the folder of a mail server."""
    for key in COHORTS:
        with suppress(UsageError):  # no such cohort
            found = ready(run, key, (), limit=None, again=False, late=True, outdated=commands_anew)
            if found.mails or found.doubtful:
                with suppress(UserError):  # another run is sending these
                    send(run, found, Secrets("", ""))


def live(folder, workspace, matches, cohorts=COHORTS, days=None):
    """Live through the year."""
    waiting = happenings(matches, cohorts)
    for day, times in days or run_days():
        now = [h for h in waiting if h[0] <= day]
        waiting = waiting[len(now) :]
        if now:
            happen(workspace, hand_on(folder, day, 6), now)
        if times == -2:
            both = [FORK.Process(target=daily, args=(folder, day, hour)) for hour in (7, 8)]
            for one in both:
                one.start()
            for one in both:
                one.join()
            assert [one.exitcode for one in both] == [0, 0]
            continue
        for k in range(times):
            daily(folder, day, 7 + k)


TELLS = ("kickoff-invite", "kickoff-3d")
"""What tells of the kick-off: kickoff-no-reply comes on no day of these, and not after the second."""


def expected(matches, cohorts=COHORTS, days=None):
    """Return the keys that the table asks for: (cohort, kind, anchor with offset, person)."""
    runs = [day for day, _ in days or run_days()]
    what = happenings(matches, cohorts)
    found = set()
    for key, programme_key in cohorts.items():
        programme = load_programme(programme_key)
        dates = calendar(programme, key)
        stopped = {}
        for day, cohort, kind, match, person in what:
            if cohort == key:
                name = (kind, match) if kind == "met" else (kind, person)
                stopped[name] = min(day, stopped.get(name, day))
        told = {}
        table = sorted(TABLES[programme_key].items(), key=lambda row: row[0] == "kickoff-no-reply")
        for kind, (when, whom, until, late, stop) in table:
            own = sorted(when, key=lambda one: dates[one[0]] + dt.timedelta(one[1]))
            for n in range(matches):
                leader = f"{key[5:7]}{key[-1]}m{n:04}"
                mentees = [
                    f"{leader}e{k}" for k in range(3 if programme.form.key == "groups" else 1)
                ]
                for person in mentees if whom == "mentees" else (leader, *mentees):
                    end = stopped.get(
                        (stop, f"m{leader}" if stop == "met" else person), dt.date.max
                    )
                    ends = {**dates, "four days before": dates["kickoff"] - dt.timedelta(4)}
                    last, went = ends.get(until, dt.date.max), {}
                    for day in (d for d in runs if d < end):
                        may = {one: _earliest(dates, one, went, programme) for one in own}
                        come = [one for one in own if may[one] <= day]
                        if kind == "kickoff-no-reply":
                            again = _day(dates, "kickoff", -3, programme.life.workdays) <= day
                            if again or day in told[person]:
                                continue
                        if come and day <= last and (day - may[come[-1]]).days <= late:
                            went.setdefault(come[-1], day)
                    if kind in TELLS:
                        told.setdefault(person, set()).update(went.values())
                    found |= {
                        (key, kind, f"{anchor}{offset:+d}" if offset else anchor, person)
                        for anchor, offset in went
                    }
    return found  # fmt: skip


def _earliest(dates, one, went, programme):
    """The day of a step, not nearer to those that went before it than their days say."""
    anchor, offset = one
    before = [
        day + dt.timedelta(offset - other)
        for (its, other), day in went.items()
        if its == anchor and other < offset
    ]
    workdays = programme.life.workdays
    least = max(before, default=dt.date.min)
    while before and workdays and (least.weekday() > 4 or holiday(least)):
        least += dt.timedelta(1)
    return max(_day(dates, anchor, offset, workdays), least)


def _day(dates, anchor, offset, workdays):
    day = dates[anchor] + dt.timedelta(days=offset)
    while workdays and (day.weekday() > 4 or holiday(day)):
        day += dt.timedelta(days=-1 if offset < 0 else 1)
    return day


SAME_DAY = {"start": "kickoff", "agreement": "kickoff", "end": "wrapup"}


def delivered(folder):
    """Return the keys in the outbox, as the oracle writes them, and all keys with their files."""
    with closing(sqlite3.connect(folder / "workspace.db")) as connection:
        rows = connection.execute("SELECT key, file, state FROM outbox").fetchall()
    found = []
    for key, _, _ in rows:
        cohort, kind, name, *_, person = key.split(":")
        name = name.partition("@")[0]
        for own, plain in SAME_DAY.items():
            if name == own or name.startswith((f"{own}+", f"{own}-")):
                name = plain + name[len(own) :]
        found.append((cohort, kind, name, person))
    return found, rows


def check(folder, matches, cohorts=COHORTS, days=None):
    """Compare the outbox with the oracle; return how many reminders there are, and how many it knows."""
    found, rows = delivered(folder)
    known = {k for table in TABLES.values() for k in table}
    mine = [f for f in found if f[1] in known]
    wanted = expected(matches, cohorts, days)
    assert len(mine) == len(set(mine)), "a reminder went twice"
    assert set(mine) == wanted, (sorted(set(mine) - wanted)[:5], sorted(wanted - set(mine))[:5])
    assert len({key for key, _, _ in rows}) == len(rows)
    assert {state for _, _, state in rows} == {"written"}
    files = {
        path.relative_to(folder / "out").as_posix() for path in (folder / "out").rglob("*.eml")
    }
    assert files == {file for _, file, _ in rows}, "a file for each, and no other"
    went = [mark for mark, _ in mails_in(folder)]
    assert len(went) == len(set(went)) == len(rows), "each was sent once"
    return len(rows), len(wanted)


def killed(folder, workspace, matches, kills, cohorts=COHORTS):
    """Live through the year with runs that are killed; return how many were."""
    waiting = happenings(matches, cohorts)
    done = 0
    busy = 0.5
    for day, _ in run_days():
        now = [h for h in waiting if h[0] <= day]
        waiting = waiting[len(now) :]
        if now:
            happen(workspace, hand_on(folder, day, 6), now)
        for k in range(60):
            if done >= kills or nothing_to_remind(folder, day, hand_on(folder, day).now):
                break
            child = FORK.Process(target=daily, args=(folder, day))
            began = time.monotonic()
            child.start()
            child.join(busy * (number("kill", day, k) % 1000) / 1000)
            if child.is_alive():
                os.kill(child.pid, signal.SIGKILL)
                done += 1
            child.join()
            if child.exitcode == 0:
                busy = max(0.05, time.monotonic() - began)
                break
        daily(folder, day, 9)
    return done
