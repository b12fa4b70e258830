"""Days of meetings, and what else people say of their match: dates and short answers, never content."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from mentorcli.commands.matches.pair_lives import match_meant
from mentorcli.commands.names import find_person, match_in_words, names_of
from mentorcli.commands.outcome import Outcome, Paragraph
from mentorcli.commands.papers.approved_matches import approved_plan
from mentorcli.commands.run import Run, at_work, record_of
from mentorcli.domain.cohort_states import Work, refuse_work
from mentorcli.domain.fact import Session
from mentorcli.domain.match_life import Life, MatchState, Return
from mentorcli.domain.problem import Problem, Severity, UsageError
from mentorcli.standing.standing import Standing
from mentorcli.workspace.facts import append, return_fact, session_fact
from mentorcli.workspace.records import cohort_standing


def log(run: Run, key: str, who: str, on: dt.date, *, individual: bool, other: str = "") -> Outcome:
    """Keep the day of a group's meeting, or of a mentee's individual session.

    ``other`` says which match is meant, where somebody has several that go on.
    """
    workspace, record = record_of(run, key)
    person = find_person(record.applications, who).person
    approved_plan(record)
    refuse_work(record.cohort, Work.LOG)
    running = (MatchState.AGREED,), (MatchState.ENDED,), (MatchState.BROKEN,)
    mine = (x for x in record.every_life() if person in x.mentees and x.state in STANDING)
    as_mentee = next(mine, None) if individual and not other else None
    life = as_mentee or match_meant(record, who, other, *running)
    if life.state not in STANDING and not _is_broken_later(record, life, on):
        raise UsageError(
            f"That match is {life.state.value}; it has no meetings. Nothing was changed."
        )
    if individual and person == life.mentor:
        raise UsageError("An individual session is a mentee's.", "Name the mentee.")
    refuse_day(run, record, life, on, "meeting")
    session = Session(life.match, person if individual else "", on)
    if not run.dry_run and session not in record.sessions:
        with workspace.writing(run.hand) as connection:
            append(connection, run.hand, session_fact(key, session))
    names = names_of(record.applications)
    whose = (
        f"individual session of {names[person]}"
        if individual
        else f"meeting of {match_in_words(record.programme.form, life, names)}"
    )
    verb = "Would be kept" if run.dry_run else "Kept"
    data = {"match": life.match, "on": str(on)}
    notes = after_the_end(record, session)
    return Outcome((Paragraph(f"{verb}: {whose} on {on}."),), data, notes)


ASKED = ("midpoint", "feedback", "follow-up")
ATTENDANCE = ("yes", "remotely", "no")
HELP = "help"
MOST = 5
STANDING = (MatchState.AGREED, MatchState.ENDED)


def kinds_of(record: Standing) -> tuple[str, ...]:
    """Return what may come back in a cohort: answers, and attendance at its gatherings."""
    return (*ASKED, *(g for g in record.cohort.gatherings if g not in ASKED))


def day_held(record: Standing, gathering: str, today: dt.date) -> dt.date:
    """Return the day of an answer about a gathering: of one that is over the day when it was held."""
    return min(today, record.cohort.dates.get(gathering, today))


def _is_broken_later(record: Standing, life: Life, on: dt.date) -> bool:
    """Tell whether a match ends early, and not before a day; who left a group alone met in no match of their own."""
    known = any(m.id == life.match for plan in record.every_plan() for m in plan.matches)
    return life.state is MatchState.BROKEN and known and on <= life.ends


def answer(
    run: Run, key: str, who: str, other: str, came: Return, on: dt.date | None = None
) -> Outcome:
    """Keep that somebody answered; ``came`` has no person, match and day yet. Help wanted is told."""
    with at_work(run) as (_workspace, connection):
        record = cohort_standing(_workspace, connection, key)
        refuse_work(record.cohort, Work.LOG)
        _refuse_unknown(record, came)
        life = match_meant(record, who, other, STANDING)
        if life.state not in STANDING:
            raise UsageError(
                f"That match is {life.state.value}; nobody is asked in it. Nothing was changed."
            )
        about = "" if came.kind in ASKED else came.kind
        came = replace(came, on=on or day_held(record, about, run.today))
        refuse_day(run, record, life, came.on, "answer")
        person = find_person(record.applications, who).person
        found = replace(came, match=life.match, person=person)
        if not run.dry_run and found not in record.returns:
            append(connection, run.hand, return_fact(key, found))
    name = names_of(record.applications)[person]
    text = f"{'Would be kept' if run.dry_run else 'Kept'}: {came.kind} of {name}, {found.on}."
    data = {"match": life.match, "person": person, "kind": came.kind, "on": str(found.on)}
    return Outcome((Paragraph(text),), data, help_wanted(found, name))


def help_wanted(came: Return, name: str) -> tuple[Problem, ...]:
    """Return a problem for the coordinator when somebody would like help, else none."""
    if came.word != HELP:
        return ()
    return (Problem.of("help_wanted", Severity.DECIDE, who=name, score=came.score or "not said"),)


def _refuse_unknown(record: Standing, came: Return) -> None:
    known = kinds_of(record)
    if came.kind not in known:
        raise UsageError(
            f"Nothing called {came.kind!r} is asked in {record.cohort.key}.",
            f"It may be: {', '.join(known)}.",
        )
    words = ATTENDANCE if came.kind not in ASKED else (HELP,) if came.kind == "midpoint" else ()
    if came.word and came.word not in words:
        raise UsageError(
            f"{came.word!r} is no answer to {came.kind}.",
            f"It may be: {', '.join(words) or 'nothing'}.",
        )
    if came.score is not None and not (1 <= came.score <= MOST and came.kind == "midpoint"):
        raise UsageError("On track is 1 to 5, at the mid-point.")


_AFTER = {"meeting": dt.timedelta(days=30), "answer": dt.timedelta(days=366)}
"""So long after its end a match may be heard of on a day that has not come."""


def refuse_day(run: Run, record: Standing, life: Life | None, on: dt.date, what: str) -> None:
    """Raise UsageError for a day on which a match cannot have met or answered."""
    first = record.cohort.dates["call_opens"]
    ongoing = life is not None and record.programme.life.ongoing
    first = life.proposed if life is not None and ongoing else first
    last = max(run.today, _last_day(record, life) + _AFTER[what])  # it may be booked, or come late
    if first <= on <= last:
        return
    raise UsageError(
        f"{on} cannot be the day of this {what}: it lies between {first} and {last}. "
        "Nothing was kept.",
        "Say the day: --on YYYY-MM-DD",
    )


def after_the_end(record: Standing, met: Session) -> tuple[Problem, ...]:
    """Return a note for a meeting after the last day of its match, none for any other."""
    ends = _last_day(record, record.life(met.match))
    note = Problem.of("meeting_after_end", Severity.NOTE, day=met.on, end=ends)
    return (note,) if met.on > ends else ()


def _last_day(record: Standing, life: Life | None) -> dt.date:
    return life.ends if life is not None else record.cohort.dates["wrapup"]
