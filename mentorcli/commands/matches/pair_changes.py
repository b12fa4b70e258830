"""Proposing a pair, taking answers, extending: each a move that may be forbidden."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from sqlalchemy import Connection

from mentorcli import __version__, matching
from mentorcli.commands.applications.questions import keep_asked
from mentorcli.commands.matches.approach_letter import approach_meant, take_answer
from mentorcli.commands.matches.pair_lives import match_meant, told
from mentorcli.commands.matches.pair_proposals import judged_pair
from mentorcli.commands.names import find_person, joined, names_of
from mentorcli.commands.outcome import Outcome
from mentorcli.commands.run import Run, at_work
from mentorcli.domain.cohort import months_later
from mentorcli.domain.cohort_states import Work, refuse_work
from mentorcli.domain.fact import Fact, Kind
from mentorcli.domain.match_life import (
    OPEN_STATES,
    Life,
    MatchMove,
    MatchState,
    after_move,
)
from mentorcli.domain.plan import Match, PairScore, Plan
from mentorcli.domain.problem import UsageError, UserError
from mentorcli.standing.standing import Course, Standing
from mentorcli.workspace.facts import append, match_fact
from mentorcli.workspace.folder import Workspace
from mentorcli.workspace.plans import save_plan
from mentorcli.workspace.records import cohort_standing, matching_case


def answer(run: Run, key: str, who: str, other: str, *, accepts: bool, reason: str) -> Outcome:
    """Take somebody's answer to a proposal. A no needs no reason and may come from either side."""
    with at_work(run) as (workspace, connection):
        record = cohort_standing(workspace, connection, key)
        refuse_work(record.cohort, Work.PROPOSE)
        if asked := approach_meant(record, who, other):
            return take_answer(run, connection, record, asked, yes=accepts, reason=reason)
        life = match_meant(record, who, other, OPEN_STATES)
        person = find_person(record.applications, who).person
        move = MatchMove.ACCEPT if accepts else MatchMove.DECLINE
        first = life.mentees if life.first == "mentee" else (life.mentor,)
        let_down = life.state is MatchState.HALF and not accepts and person not in first
        after = replace(life, state=after_move(life.state, move), since=run.today, reason=reason)
        after = replace(after, let_down=let_down)
        if accepts:
            _refuse_left(record, life)
            _refuse_out_of_turn(record, life, person)
        if after.state is MatchState.AGREED:
            after = _from_today(after, run.today)
        if not run.dry_run:
            _store(run, workspace, connection, after, key)
            if after.state is MatchState.AGREED:
                _into_plan(run, workspace, connection, record, after)
    return told(record, after, (), after.state.value)


def _from_today(life: Life, today: dt.date) -> Life:
    """Return a match that begins when both have agreed, and lasts as long as was proposed."""
    starts = max(today, life.starts)
    months = (life.ends.year - life.starts.year) * 12 + life.ends.month - life.starts.month
    whole = months_later(life.starts, months) == life.ends
    ends = months_later(starts, months) if whole else life.ends + (starts - life.starts)
    return replace(life, starts=starts, ends=ends)


def _refuse_left(record: Standing, life: Life) -> None:
    here = {a.person for a in record.members(life.as_match())}
    names = names_of(record.applications)
    if gone := [p for p in (life.mentor, *life.mentees) if p not in here]:
        raise UserError(
            f"{joined(gone, names)} has withdrawn meanwhile. Nothing was changed.",
            f"Take the proposal back: mentorcli pair end {record.cohort.key} {life.match}",
        )


def _refuse_lost(record: Standing, life: Life) -> None:
    """Refuse what a match is to do that cannot go on without who has left it."""
    lost = next((m for m in record.every_match() if m.life.match == life.match), None)
    if lost is not None and lost.course is Course.LOST:
        gone = joined(lost.gone, names_of(record.applications))
        raise UserError(
            f"The match cannot go on without {gone}. Nothing was changed.",
            f"End it, or repair the plan: mentorcli status {record.cohort.key}",
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
    seen = judged_pair(workspace, connection, record, young, old)
    pair = PairScore(young.person, seen.score, seen.parts, seen.reason, kept_by_hand=True)
    match = Match(life.match, old.person, life.mentees, life.language, seen.score, (pair,))
    plan = record.plan or Plan(key, matching.case_hash(case), __version__, (), (), (), (), ())
    others = [m for m in plan.matches if m.id != match.id]
    matches = tuple(sorted((*others, match), key=lambda m: m.id))
    plan = replace(plan, matches=matches, seal="", certificate=None)
    number = save_plan(connection, plan, run.hand)
    append(connection, run.hand, Fact(Kind.APPROVED, key, life.match, about=str(number)))


def take_back(run: Run, key: str, who: str, other: str, reason: str) -> Outcome:
    """Take a proposal back before both have said yes."""
    return change_match(run, key, who, other, MatchMove.TAKE_BACK, {"reason": reason})


def extend(run: Run, key: str, who: str, other: str, until: dt.date, rhythm: int | None) -> Outcome:
    """Let a match go on until a later day."""
    change: dict[str, object] = {"ends": until}
    if rhythm:
        change["rhythm_days"] = rhythm
    return change_match(run, key, who, other, MatchMove.EXTEND, change)


def _store(run: Run, workspace: Workspace, connection: Connection, after: Life, key: str) -> None:
    """Store what became of a match; of two who are kept apart by it nothing need be asked any more."""
    append(connection, run.hand, match_fact(key, after))
    keep_asked(workspace, connection, key)


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
        if move is MatchMove.EXTEND:
            _refuse_lost(record, life)
        after = _changed(life, state, change, run.today)
        if not run.dry_run:
            _store(run, workspace, connection, after, key)
    extended = move is MatchMove.EXTEND
    what = "extended" if extended else after.state.value
    return told(record, after, (), what, extended=extended)


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
            f"The match begins on {life.starts}; it cannot end before. Nothing was changed.",
            "Who leaves before that withdraws: mentorcli application withdraw",
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
