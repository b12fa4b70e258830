"""The waiting list of a cohort: who waits, since when, what they may be told, taken over to the next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from mentorcli.commands.names import names_of
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.plans.review import newest
from mentorcli.commands.run import Run, view_of
from mentorcli.domain.application import Application, ApplicationState
from mentorcli.domain.cohort import Cohort
from mentorcli.domain.fact import Fact, Kind
from mentorcli.domain.plan import Plan, Unplaced
from mentorcli.domain.problem import UsageError
from mentorcli.domain.text import counted
from mentorcli.standing.people import person_standings
from mentorcli.standing.standing import Standing
from mentorcli.workspace.applications import applications_of, save_applications
from mentorcli.workspace.cohorts import cohort
from mentorcli.workspace.facts import append
from mentorcli.workspace.plans import approved_before
from mentorcli.workspace.records import cohort_standing

MAY_BE_TOLD = {
    "no_mentors": "No mentor has applied in this round yet.",
    "no_common_language": "No mentor of this round works in a language that you chose.",
    "blocked_by_rules": "The programme's rules left no mentor of this round for you.",
    "no_seats": "All places with the mentors who could be yours are taken.",
    "group_rules": "The groups that have a place could not take you under the rules for groups.",
    "would_not_fill_group": "No group could be filled around you in this round.",
    "ended_early": "Your match has ended, and another is being looked for.",
    "lost_somebody": "Your match cannot go on as it is, and another is being looked for.",
    "came_after": "Your application came after the matches were made.",
}
"""What somebody who asks may hear: nobody else is named, and no answer of anybody is told."""


def waiting(run: Run, key: str, carry_to: str) -> Outcome:
    """Show who waits after the newest plan, or take their applications over to another cohort.

    Whoever waited in an earlier cohort of the programme comes first in the next plan.
    """
    with view_of(run) as (workspace, connection):
        found, plan = cohort(connection, key), newest(connection, key).plan
        record = cohort_standing(workspace, connection, key)
        people, names = record.applications, names_of(record.applications)
        waits = _waiting(record, plan, names, run.today)
        since = _since(approved_before(connection, found), found, waits)
        taken = _to_carry(connection, found, waits, people, carry_to) if carry_to else ()
    if carry_to and taken and not run.dry_run:
        with workspace.writing(run.hand) as connection:
            taken = _to_carry(connection, found, waits, people, carry_to)
            save_applications(connection, taken)
            append(
                connection,
                run.hand,
                Fact(Kind.CARRIED_OVER, carry_to, about=key, value={"count": len(taken)}),
            )
    rows = [
        (names.get(u.person, u.person), since[u.person], MAY_BE_TOLD.get(u.code, u.code), u.reason)
        for u in waits
    ]
    blocks: list[Paragraph | Listing] = [
        Paragraph(f"{counted(len(rows), 'mentee')} {'waits' if len(rows) == 1 else 'wait'}", True)
    ]
    if rows:
        columns = ("name", "waiting since", "what they may be told", "why, for you only")
        blocks.append(Listing(columns, rows))
    if carry_to:
        blocks.append(Paragraph(_carried(taken, names, carry_to, dry_run=run.dry_run)))
    data = {
        "waiting": [
            {
                "person": u.person,
                "since": since[u.person],
                "code": u.code,
                "reason": u.reason,
                "may_be_told": MAY_BE_TOLD.get(u.code, u.code),
            }
            for u in waits
        ],
        "carried": [a.person for a in taken],
        "names": names,
        "stored": not run.dry_run,
    }
    steps = (f"mentorcli match {carry_to}",) if carry_to and taken else ()
    if not carry_to and len(waits) > len(plan.waiting):
        steps = (f"mentorcli replan {key}",)
    return Outcome(tuple(blocks), data, next_steps=steps)


def _waiting(
    record: Standing, plan: Plan, names: Mapping[str, str], today: dt.date
) -> tuple[Unplaced, ...]:
    """Return who waits: whom the plan left waiting, and who came or lost their match since."""
    everybody = person_standings(record, record.of_role("mentee"), today)
    stands = {s.one.person: s for s in everybody if record.counts(s.one)}
    waits = [u for u in plan.waiting if u.person in stands]
    if record.plan != plan:
        return tuple(waits)
    known = {u.person for u in waits}
    for person, s in stands.items():
        name, code, reason = names[person], "", ""
        if s.going or s.over or person in known:
            continue
        if s.early:
            code, reason = "ended_early", f"The match of {name} ended early on {s.early[-1].ends}."
        elif s.lost:
            code, reason = "lost_somebody", f"The match of {name} has lost somebody."
        elif s.new:
            code, reason = "came_after", f"{name} came after the plan was approved."
        if code:
            waits.append(Unplaced(person, code, reason))
    return tuple(waits)


def _since(
    earlier: tuple[tuple[Cohort, Plan], ...], found: Cohort, waits: Sequence[Unplaced]
) -> dict[str, str]:
    """Return for everybody who waits the cohort since which they had no place."""
    first: dict[str, str] = {}
    for one, before in earlier:
        for match in before.matches:
            for person in match.mentees:
                first.pop(person, None)
        for unplaced in before.waiting:
            first.setdefault(unplaced.person, one.key)
    return {u.person: first.get(u.person, found.key) for u in waits}


def _to_carry(
    connection: Connection,
    found: Cohort,
    waits: Sequence[Unplaced],
    people: tuple[Application, ...],
    to: str,
) -> tuple[Application, ...]:
    """Return the applications of all who wait as applications of another cohort without theirs."""
    target = cohort(connection, to)
    if target.programme != found.programme or target.dates["kickoff"] <= found.dates["kickoff"]:
        raise UsageError(
            f"{to} is not a later cohort of the programme {found.programme}.",
            "Name the cohort that comes next.",
        )
    there = {a.person for a in applications_of(connection, to) if a.role == "mentee"}
    left = {u.person for u in waits} - there
    return tuple(
        replace(a, cohort=to)
        for a in people
        if a.role == "mentee" and a.person in left and a.state is ApplicationState.VALID
    )


def _carried(
    taken: tuple[Application, ...], names: Mapping[str, str], to: str, *, dry_run: bool
) -> str:
    if not taken:
        return f"Nobody is carried over: all who wait have an application in {to}."
    who = ", ".join(names[a.person] for a in taken)
    return f"{'Would be carried' if dry_run else 'Carried'} over to {to}: {who}."
