"""What comes back from people besides signatures: dates and short answers, never content."""

from __future__ import annotations

import datetime as dt

from mentorcli.commands.matches.pair_lives import match_meant
from mentorcli.commands.names import names_of
from mentorcli.commands.outcome import Outcome, Paragraph
from mentorcli.commands.person_search import find_person
from mentorcli.commands.run import Run, at_work
from mentorcli.domain.cohort import Work, refuse_work
from mentorcli.domain.match_life import MatchState, Return
from mentorcli.domain.problem import Problem, Severity, UsageError
from mentorcli.domain.record import CohortRecord
from mentorcli.workspace.folder import tell
from mentorcli.workspace.lives import save_return
from mentorcli.workspace.records import cohort_record

ASKED = ("midpoint", "feedback", "follow-up")
ATTENDANCE = ("yes", "remotely", "no")
HELP = "help"
MOST = 5
STANDING = (MatchState.AGREED, MatchState.ENDED)


def kinds_of(record: CohortRecord) -> tuple[str, ...]:
    """Return what may come back in a cohort: answers, and attendance at its gatherings."""
    return (*ASKED, *(g for g in record.cohort.gatherings if g not in ASKED))


def answer(run: Run, key: str, who: str, other: str, came: Return, *, dry_run: bool) -> Outcome:
    """Keep that somebody answered; ``came`` has no person and match yet. Help wanted is told."""
    with at_work(run, dry_run=dry_run) as (_workspace, connection):
        record = cohort_record(_workspace, connection, key)
        refuse_work(record.cohort, Work.LOG)
        _refuse_unknown(record, came)
        life = match_meant(record, who, other, STANDING)
        if life.state not in STANDING:
            raise UsageError(
                f"That match is {life.state.value}; nobody is asked in it. Nothing was changed."
            )
        person = find_person(record.applications, who).person
        found = Return(life.match, person, came.kind, came.on, came.score, came.word)
        if not dry_run and save_return(connection, key, found):
            tell(connection, run.hand, life.match, f"came back: {came.kind}")
    name = names_of(record.applications)[person]
    text = f"{'Would be kept' if dry_run else 'Kept'}: {came.kind} of {name}, {came.on}."
    data = {"match": life.match, "person": person, "kind": came.kind, "on": str(came.on)}
    return Outcome((Paragraph(text),), data, help_wanted(found, name))


def help_wanted(came: Return, name: str) -> tuple[Problem, ...]:
    """Return a problem for the coordinator when somebody would like help, else none."""
    if came.word != HELP:
        return ()
    return (Problem.of("help_wanted", Severity.DECIDE, who=name, score=came.score or "not said"),)


def _refuse_unknown(record: CohortRecord, came: Return) -> None:
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


def plausible(day: dt.date, today: dt.date) -> bool:
    """Tell whether a day can be one of a meeting that was held or is booked."""
    return abs((day - today).days) <= 3 * 366
