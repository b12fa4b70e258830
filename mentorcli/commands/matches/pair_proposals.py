"""Proposing one mentor to one mentee of an ongoing programme, and what stands in the way."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from mentorcli.commands.matches.pair_lives import Pool, as_meant, told, understood
from mentorcli.commands.names import find_person
from mentorcli.commands.outcome import Outcome
from mentorcli.commands.run import Run, at_work
from mentorcli.domain.application import Application, ApplicationState
from mentorcli.domain.cohort import months_later
from mentorcli.domain.cohort_states import Work, refuse_work
from mentorcli.domain.match_life import (
    LIVE_STATES,
    Life,
    MatchState,
    free_ids,
)
from mentorcli.domain.problem import UsageError, UserError
from mentorcli.domain.programme import RoleKey
from mentorcli.matching.ask.shortlist import Candidate, shortlist
from mentorcli.names.directory import directory_of
from mentorcli.standing.standing import Standing
from mentorcli.workspace.applications import save_applications
from mentorcli.workspace.facts import append, match_fact
from mentorcli.workspace.folder import Workspace
from mentorcli.workspace.lists import all_staff
from mentorcli.workspace.plans import match_ids
from mentorcli.workspace.records import cohort_standing, matching_case

RHYTHMS = {"monthly": 30, "often": 18}
LONGEST_MONTHS = 36


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for a pair beyond the mentee's own wishes: None is what they wished.

    ``why`` is the reason why two are put together again of whom it came to nothing, or whose match is over.
    """

    starts: dt.date | None = None
    months: int | None = None
    rhythm_days: int | None = None
    first: RoleKey | None = None
    why: str = ""


def propose(run: Run, key: str, mentee: str, mentor: str, wanted: Wanted) -> Outcome:
    """Propose a mentor to a mentee of an ongoing programme; the side asked first hears of it."""
    with at_work(run) as (workspace, connection):
        record = cohort_standing(workspace, connection, key)
        refuse_work(record.cohort, Work.PROPOSE)
        _refuse_plans(record)
        pool = Pool(connection, record)
        young = free_mentee(record, mentee)
        old = pool.carried_over(_mentor(connection, pool, young, mentor), key)
        seen = judged_pair(workspace, connection, record, young, old)
        _refuse_hindered(pool, young, old, run.today, seen)
        before = record.life_of_pair(old.person, young.person)
        if before is not None and not wanted.why:
            raise _refuse_again(key, young, old, before)
        new = next(free_ids(key, match_ids(connection, key)))
        life = replace(_new_life(record, young, old, wanted, run.today, seen), match=new)
        if not run.dry_run:
            if record.application(old.person, "mentor") is None:
                save_applications(connection, [old])
            append(connection, run.hand, match_fact(key, life))
    return told(record, life, [old], "would be proposed" if run.dry_run else "proposed")


def _refuse_plans(record: Standing) -> None:
    if record.programme.life.ongoing:
        return
    key = record.cohort.key
    raise UsageError(
        f"{key} is matched all at once; single pairs are proposed in an ongoing programme.",
        f"Make or change its plan: mentorcli match {key}, mentorcli plan keep {key} NAME NAME",
    )


def free_mentee(record: Standing, who: str) -> Application:
    """Return the mentee who is meant; raises UsageError where they have a match, or are not there."""
    found = find_person([a for a in record.applications if a.role == "mentee"], who)
    if found.state is not ApplicationState.VALID:
        raise UsageError(
            f"The application of {found.name} is {found.state.value}. Nothing was changed.",
            "Only a complete application is matched.",
        )
    for life in record.every_life():
        if found.person in life.mentees and life.state in LIVE_STATES:
            raise UsageError(
                f"{found.name} has a match that is {life.state.value}. Nothing was changed.",
                f"See: mentorcli pair list {record.cohort.key}",
            )
    return found


def _mentor(connection: Connection, pool: Pool, young: Application, who: str) -> Application:
    """Return the mentor of the pool who is meant; a colleague who has not offered is approached first."""
    try:
        return find_person(pool.mentors, who)
    except UsageError as error:
        staff = {s.id: s for s in all_staff(connection)}
        found = directory_of((s.id, s.name, s.email) for s in staff.values()).meaning(who)
        meant = {who} & staff.keys() or {*found.people}
        if len(meant) != 1 or meant & {a.person for a in pool.mentors}:
            raise
        one = staff[meant.pop()]
        raise UsageError(
            f"{one.name} has not offered to be a mentor. Nothing was changed.",
            f"Ask them: mentorcli pair approach {young.cohort} {young.person} {one.id}",
        ) from error


def judged_pair(
    workspace: Workspace,
    connection: Connection,
    record: Standing,
    young: Application,
    old: Application,
) -> Candidate:
    """Return what the rules and criteria say of a mentee with a mentor."""
    case = matching_case(workspace, connection, record.cohort.key)
    mentors = [old, *(a for a in case.mentors if a.person != old.person)]
    staff = all_staff(connection)
    sure = as_meant(young, mentors, understood(young, mentors, staff, case.meanings))
    return shortlist(replace(case, mentors=(old,)), sure, 1)[0]


def _refuse_hindered(
    pool: Pool,
    young: Application,
    old: Application,
    today: dt.date,
    seen: Candidate,
) -> None:
    why = "; ".join(sentence for _, sentence in seen.blocked_by)
    if not why and (hindrance := pool.hindrance(old, today)):
        why = f"{old.name} is {hindrance}."
    if not why and young.person == old.person:
        why = "Nobody is their own mentor."
    if why:
        raise UserError(
            f"{why} Nothing was changed.", f"See who else fits: mentorcli suggest {young.person}"
        )


def _refuse_again(key: str, young: Application, old: Application, before: Life) -> UserError:
    said = f"{young.name} with {old.name} was {before.state.value} on {before.since}."
    again = f'mentorcli pair propose {key} {young.person} {old.person} --why "…"'
    return UserError(
        f"{said} Nothing was changed.",
        f"If both want it again, say why: {again}. Who else fits: mentorcli suggest {young.person}",
    )


def _new_life(
    record: Standing,
    young: Application,
    old: Application,
    wanted: Wanted,
    today: dt.date,
    seen: Candidate,
) -> Life:
    terms = record.programme.life
    wished = young.value("start")
    starts = wanted.starts or (wished if isinstance(wished, dt.date) and wished > today else today)
    length = next(iter(young.choices("length")), "")
    months = wanted.months or (int(length) if length.isdecimal() else terms.months)
    if not 1 <= months <= LONGEST_MONTHS:
        raise UsageError(
            f"{months} months is no length of a match.", f"Give 1 to {LONGEST_MONTHS}."
        )
    often = next(iter(young.choices("frequency")), "")
    rhythm = wanted.rhythm_days or RHYTHMS.get(often, terms.rhythm_days)
    return Life(
        match="",
        mentor=old.person,
        mentees=(young.person,),
        language=seen.language or "en",
        state=MatchState.PROPOSED,
        first=wanted.first or terms.first_answer,
        proposed=today,
        since=today,
        starts=starts,
        ends=months_later(starts, months),
        rhythm_days=rhythm,
        reason=wanted.why,
    )
