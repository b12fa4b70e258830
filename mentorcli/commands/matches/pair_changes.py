"""Proposing a pair, taking answers, extending: each a move that may be forbidden."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from mentorcli import __version__, matching
from mentorcli.commands.matches.pair_lives import Pool, as_meant, match_meant, told, understood
from mentorcli.commands.names import find_person, joined, names_of
from mentorcli.commands.outcome import Outcome
from mentorcli.commands.run import Run, at_work
from mentorcli.domain.application import Application, ApplicationState
from mentorcli.domain.cohort import CohortState, Work, refuse_work
from mentorcli.domain.fact import Fact, Kind
from mentorcli.domain.match_life import (
    LIVE_STATES,
    OPEN_STATES,
    Life,
    MatchMove,
    MatchState,
    after_move,
    free_ids,
    months_later,
)
from mentorcli.domain.plan import Match, PairScore, Plan
from mentorcli.domain.problem import UsageError, UserError
from mentorcli.domain.programme import RoleKey
from mentorcli.matching.ask.shortlist import Candidate, shortlist
from mentorcli.standing.standing import Standing
from mentorcli.workspace.applications import save_applications
from mentorcli.workspace.cohorts import set_state
from mentorcli.workspace.facts import append, match_fact
from mentorcli.workspace.folder import Workspace
from mentorcli.workspace.lists import all_staff
from mentorcli.workspace.plans import PlanState, approve, match_ids, newest_plan, save_proposal
from mentorcli.workspace.records import cohort_standing, matching_case

RHYTHMS = {"monthly": 30, "often": 18}
LONGEST_MONTHS = 36


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for a pair beyond the mentee's own wishes: None is what they wished."""

    starts: dt.date | None = None
    months: int | None = None
    rhythm_days: int | None = None
    first: RoleKey | None = None


def propose(run: Run, key: str, mentee: str, mentor: str, wanted: Wanted) -> Outcome:
    """Propose a mentor to a mentee of an ongoing programme; the side asked first hears of it."""
    with at_work(run) as (workspace, connection):
        record = cohort_standing(workspace, connection, key)
        refuse_work(record.cohort, Work.PROPOSE)
        _refuse_plans(record)
        pool = Pool(connection, record)
        young = _mentee(record, mentee)
        old = pool.carried_over(find_person(pool.mentors, mentor), key)
        seen = _judged(workspace, connection, record, young, old)
        _refuse_hindered(record, pool, young, old, run.today, seen)
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


def _mentee(record: Standing, who: str) -> Application:
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


def _judged(
    workspace: Workspace,
    connection: Connection,
    record: Standing,
    young: Application,
    old: Application,
) -> Candidate:
    case = matching_case(workspace, connection, record.cohort.key)
    mentors = [old, *(a for a in case.mentors if a.person != old.person)]
    staff = all_staff(connection)
    sure = as_meant(young, mentors, understood(young, mentors, staff, case.meanings))
    return shortlist(replace(case, mentors=(old,)), sure, 1)[0]


def _refuse_hindered(
    record: Standing,
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
    before = record.life_of_pair(old.person, young.person)
    if not why and before is not None:
        why = f"{young.name} with {old.name} was {before.state.value} on {before.since}."
    if why:
        raise UserError(
            f"{why} Nothing was changed.", f"See who else fits: mentorcli suggest {young.person}"
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
    )


def answer(run: Run, key: str, who: str, other: str, *, accepts: bool, reason: str) -> Outcome:
    """Take somebody's answer to a proposal. A no needs no reason and may come from either side."""
    with at_work(run) as (workspace, connection):
        record = cohort_standing(workspace, connection, key)
        refuse_work(record.cohort, Work.PROPOSE)
        life = match_meant(record, who, other, OPEN_STATES)
        person = find_person(record.applications, who).person
        move = MatchMove.ACCEPT if accepts else MatchMove.DECLINE
        after = replace(life, state=after_move(life.state, move), since=run.today, reason=reason)
        if accepts:
            _refuse_left(record, life)
            _refuse_out_of_turn(record, life, person)
        if after.state is MatchState.AGREED:
            after = _from_today(after, run.today)
        if not run.dry_run:
            append(connection, run.hand, match_fact(key, after))
            if after.state is MatchState.AGREED:
                _into_plan(run, workspace, connection, record, after)
    return told(record, after, (), after.state.value)


def _from_today(life: Life, today: dt.date) -> Life:
    """Return a match that begins when both have agreed, and lasts as long as was proposed."""
    late = max(today - life.starts, dt.timedelta())
    return replace(life, starts=life.starts + late, ends=life.ends + late)


def _refuse_left(record: Standing, life: Life) -> None:
    here = {a.person for a in record.members(life.as_match())}
    names = names_of(record.applications)
    if gone := [p for p in (life.mentor, *life.mentees) if p not in here]:
        raise UserError(
            f"{joined(gone, names)} has withdrawn meanwhile. Nothing was changed.",
            f"Take the proposal back: mentorcli pair end {record.cohort.key} {life.match}",
        )


def _refuse_out_of_turn(record: Standing, life: Life, person: str) -> None:
    asked = life.mentees if life.asked() == "mentee" else (life.mentor,)
    if person in asked:
        return
    names = names_of(record.applications)
    if life.state is MatchState.HALF:
        raise UsageError(
            f"{names[person]} has said yes already; {joined(asked, names)} is asked now. "
            "Nothing was changed."
        )
    raise UsageError(
        f"The {life.asked()} is asked first: {joined(asked, names)} has not answered. "
        "Nothing was changed."
    )


def _into_plan(
    run: Run, workspace: Workspace, connection: Connection, record: Standing, life: Life
) -> None:
    """Add an agreed pair to the cohort's approved matches; nobody else is touched."""
    key = record.cohort.key
    case = matching_case(workspace, connection, key)
    people = {(a.person, a.role): a for a in (*case.mentees, *case.mentors)}
    young, old = people.get((life.mentees[0], "mentee")), people.get((life.mentor, "mentor"))
    if young is None or old is None:
        raise UserError("One of the two has withdrawn meanwhile. Nothing was changed.")
    seen = _judged(workspace, connection, record, young, old)
    pair = PairScore(young.person, seen.score, seen.parts, seen.reason, kept_by_hand=True)
    match = Match(life.match, old.person, life.mentees, life.language, seen.score, (pair,))
    plan = record.plan or Plan(key, matching.case_hash(case), __version__, (), (), (), (), ())
    others = [m for m in plan.matches if m.id != match.id]
    matches = tuple(sorted((*others, match), key=lambda m: m.id))
    save_proposal(connection, replace(plan, matches=matches, seal="", certificate=None), run.hand)
    stored = newest_plan(connection, key, PlanState.PROPOSED)
    if stored is not None:
        approve(connection, stored)
        about = str(stored.number)
        added = Fact(Kind.APPROVED, key, life.match, about=about, value={"before": 0})
        append(connection, run.hand, added)
    if record.cohort.state is not CohortState.RUNNING:
        set_state(connection, key, CohortState.RUNNING)


def take_back(run: Run, key: str, who: str, other: str, reason: str) -> Outcome:
    """Take a proposal back before both have said yes."""
    return change_match(run, key, who, other, MatchMove.TAKE_BACK, {"reason": reason})


def extend(run: Run, key: str, who: str, other: str, until: dt.date, rhythm: int | None) -> Outcome:
    """Let a match go on until a later day."""
    change: dict[str, object] = {"ends": until}
    if rhythm:
        change["rhythm_days"] = rhythm
    return change_match(run, key, who, other, MatchMove.EXTEND, change)


def change_match(
    run: Run, key: str, who: str, other: str, move: MatchMove, change: dict[str, object]
) -> Outcome:
    """Make a move of the one match of ``who`` (with ``other``), with the fields that it changes."""
    work = Work.PROPOSE if move is MatchMove.TAKE_BACK else Work.CHANGE
    states = OPEN_STATES if move is MatchMove.TAKE_BACK else (MatchState.AGREED,)
    with at_work(run) as (workspace, connection):
        record = cohort_standing(workspace, connection, key)
        refuse_work(record.cohort, work)
        life = match_meant(record, who, other, states)
        state = after_move(life.state, move)
        after = _changed(life, state, change, run.today)
        if not run.dry_run:
            append(connection, run.hand, match_fact(key, after))
    return told(record, after, (), "extended" if move is MatchMove.EXTEND else after.state.value)


def _changed(life: Life, state: MatchState, change: dict[str, object], today: dt.date) -> Life:
    after = replace(life, state=state, since=today, **change)  # type: ignore[arg-type]
    if state is MatchState.AGREED and after.ends <= max(life.ends, today):
        raise UsageError(
            f"The match ends on {life.ends}; it cannot be extended until {after.ends}. "
            "Nothing was changed.",
            "Give a later day.",
        )
    if state is MatchState.ENDED and after.ends > max(life.ends, today):
        raise UsageError(
            f"The match ends on {life.ends}; {after.ends} is later. Nothing was changed.",
            "To let it go on: mentorcli pair extend",
        )
    if state is MatchState.ENDED and after.ends < life.starts:
        raise UsageError(
            f"The match begins on {life.starts}; it cannot end before. Nothing was changed."
        )
    if state is MatchState.ENDED and after.ends < life.ends:
        if not after.reason:
            raise UsageError(
                f"The match was to last until {life.ends}: an early end is kept with its reason. "
                "Nothing was changed.",
                'Say it in a few words: --reason "moved away"; "not told" will do.',
            )
        return replace(after, state=MatchState.BROKEN)
    return after
