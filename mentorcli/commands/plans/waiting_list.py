"""The waiting list of a cohort: who waits, since when, what they may be told, taken over to the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mentorcli.commands.names import names_of
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.plans.carry_over import carried_over
from mentorcli.commands.plans.free_places import FREE_PLACE, waiting_now
from mentorcli.commands.plans.review import newest
from mentorcli.commands.run import Run, matching_command, view_of
from mentorcli.domain.application import Application
from mentorcli.domain.cohort import Cohort
from mentorcli.domain.fact import Fact, Kind
from mentorcli.domain.plan import Plan, Unplaced
from mentorcli.domain.text import counted
from mentorcli.standing.approaches import open_approaches
from mentorcli.standing.people import waiting_mentees
from mentorcli.workspace.applications import save_applications
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
    FREE_PLACE: "We are looking for a mentor for you.",
    "no_proposal": "We are looking for a mentor for you.",
    "ended_early": "Your match has ended, and another is being looked for.",
    "lost_somebody": "Your match cannot go on as it is, and another is being looked for.",
    "came_after": "Your application was not there when the matches were made.",
}
"""What somebody who asks may hear: nobody else is named, and no answer of anybody is told."""


_NOBODY_ASKED = "No mentor is asked at present."


def waiting(run: Run, key: str, carry_to: str) -> Outcome:
    """Show who waits after the newest plan, or take their applications over to another cohort.

    Where pairs are made one by one, those wait for whom nobody is asked. Whoever waited in an earlier cohort of the programme comes first in the next plan.
    """
    with view_of(run) as (workspace, connection):
        record = cohort_standing(workspace, connection, key)
        found, people, names = record.cohort, record.applications, names_of(record.applications)
        plan = None
        if record.programme.life.ongoing:
            since = {a.person: str(day) for day, a in waiting_mentees(record)}
            asked = {a.mentee: f"{a.name}: {a.said()}." for a in open_approaches(record)}
            waits = tuple(Unplaced(p, "no_proposal", asked.get(p, _NOBODY_ASKED)) for p in since)
        else:
            plan = newest(workspace, connection, key).plan
            waits = waiting_now(workspace, connection, record, plan, run.today)
            since = _since(approved_before(connection, found), found, waits)
        taken = carried_over(connection, found, waits, people, carry_to) if carry_to else ()
        onward = matching_command(workspace, connection, carry_to) if taken else ""
    if carry_to and taken and not run.dry_run:
        with workspace.writing(run.hand) as connection:
            taken = carried_over(connection, found, waits, people, carry_to)
            save_applications(connection, taken)
            count = {"count": len(taken)}
            append(connection, run.hand, Fact(Kind.CARRIED_OVER, carry_to, about=key, value=count))
    rows = [
        (names.get(u.person, u.person), since[u.person], MAY_BE_TOLD.get(u.code, u.code), u.reason)
        for u in waits
    ]
    person = record.programme.form.person
    blocks: list[Paragraph | Listing] = [
        Paragraph(f"{counted(len(rows), person)} {'waits' if len(rows) == 1 else 'wait'}", True)
    ]
    if rows:
        columns = ("name", "waiting since", "what they may be told", "why, for you only")
        blocks.append(Listing(columns, rows))
    if carry_to:
        blocks.append(Paragraph(_carried(taken, names, carry_to, dry_run=run.dry_run)))
    data = {
        "waiting": [_data(u, since[u.person]) for u in waits],
        "carried": [a.person for a in taken],
        "names": names,
        "stored": not run.dry_run,
    }
    steps = _steps(key, waits, plan)
    if carry_to:
        steps = (onward,) if taken else ()
    return Outcome(tuple(blocks), data, next_steps=steps)


def _steps(key: str, waits: Sequence[Unplaced], plan: Plan | None) -> tuple[str, ...]:
    """Return what gives those a place who wait since the plan, or for a proposal where there is none."""
    if plan is None:
        return (f"mentorcli suggest {waits[0].person} --cohort {key}",) if waits else ()
    later = {u.person for u in waits} - {u.person for u in plan.waiting}
    if later:
        return (f"mentorcli replan {key}",)
    free = any(u.code == FREE_PLACE for u in waits)
    return (f"mentorcli replan {key} --only-fill",) if free else ()


def _data(waits: Unplaced, since: str) -> dict[str, str]:
    told = {"code": waits.code, "reason": waits.reason}
    said = MAY_BE_TOLD.get(waits.code, waits.code)
    return {"person": waits.person, "since": since, **told, "may_be_told": said}


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


def _carried(
    taken: tuple[Application, ...], names: Mapping[str, str], to: str, *, dry_run: bool
) -> str:
    if not taken:
        return f"Nobody is carried over: all who wait have an application in {to}."
    who = ", ".join(names[a.person] for a in taken)
    return f"{'Would be carried' if dry_run else 'Carried'} over to {to}: {who}."
