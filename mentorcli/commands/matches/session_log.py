"""The log of meetings: days only, no content."""

from __future__ import annotations

import datetime as dt

from mentorcli.commands.names import joined, names_of
from mentorcli.commands.outcome import Outcome, Paragraph
from mentorcli.commands.papers.approved_matches import approved_plan
from mentorcli.commands.person_search import find_person
from mentorcli.commands.run import Run, view_of
from mentorcli.domain.cohort import Work, refuse_work
from mentorcli.domain.match_life import MatchState
from mentorcli.domain.problem import UsageError, UserError
from mentorcli.domain.record import Session
from mentorcli.workspace.folder import tell
from mentorcli.workspace.happenings import save_session
from mentorcli.workspace.records import cohort_record


def log(run: Run, key: str, who: str, on: dt.date, *, individual: bool, dry_run: bool) -> Outcome:
    """Keep the day of a group's meeting, or of a mentee's individual session."""
    with view_of(run) as (workspace, connection):
        record = cohort_record(workspace, connection, key)
    person = find_person(record.applications, who).person
    plan = approved_plan(record)
    refuse_work(record.cohort, Work.LOG)
    as_mentee = next((m for m in plan.matches if person in m.mentees), None)
    match = as_mentee if individual and as_mentee else plan.match_of(person)
    if match is None:
        raise UserError(
            f"{who} is in no approved match of {key}.", f"See: mentorcli plan show {key}"
        )
    life = record.life(match.id)
    if life is not None and life.state not in {MatchState.AGREED, MatchState.ENDED}:
        raise UsageError(
            f"That match is {life.state.value}; it has no meetings. Nothing was changed."
        )
    if individual and person == match.mentor:
        raise UsageError("An individual session is a mentee's.", "Name the mentee.")
    session = Session(match.id, person if individual else "", on)
    if not dry_run:
        with workspace.writing(run.hand) as connection:
            if save_session(connection, key, session):
                tell(connection, run.hand, match.id, "session logged")
    names = names_of(record.applications)
    whose = (
        f"individual session of {names[person]}"
        if individual
        else f"meeting of {joined((match.mentor or match.mentees[0],), names)}'s group"
    )
    verb = "Would be kept" if dry_run else "Kept"
    return Outcome((Paragraph(f"{verb}: {whose} on {on}."),), {"match": match.id, "on": str(on)})
