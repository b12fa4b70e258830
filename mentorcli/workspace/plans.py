"""Plans and the coordinator's decisions in the database, and plans as files."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, insert, select, update

from mentorcli.domain.cohort import Cohort
from mentorcli.domain.decision import Decision
from mentorcli.domain.fact import Kind
from mentorcli.domain.plan import EarlierMatch, Match, Plan
from mentorcli.domain.plan_news import Approval
from mentorcli.standing.fold import standing_facts
from mentorcli.workspace.codec import decode, delete_where, encode, insert_values, values_of, where
from mentorcli.workspace.cohorts import all_cohorts
from mentorcli.workspace.database import Hand
from mentorcli.workspace.facts import facts_of
from mentorcli.workspace.schema import decisions, facts, plans


class PlanState(StrEnum):
    """Where a stored plan stands."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class StoredPlan:
    """A plan with its number in the database and where it stands."""

    number: int
    state: PlanState
    at: str
    plan: Plan


def plan_text(plan: Plan) -> str:
    """Return a plan as JSON in a fixed order: equal plans give equal bytes."""
    return json.dumps(encode(plan), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def newest_plan(connection: Connection, cohort: str, *states: PlanState) -> StoredPlan | None:
    """Return the newest plan in one of ``states`` (any when none is named), or None."""
    query = select(plans).where(plans.c.cohort == cohort).order_by(plans.c.id.desc()).limit(1)
    if states:
        query = query.where(plans.c.state.in_([s.value for s in states]))
    row = connection.execute(query).mappings().first()
    return _stored(dict(row)) if row else None


def _stored(row: Mapping[str, Any]) -> StoredPlan:
    return StoredPlan(row["id"], PlanState(row["state"]), row["at"], decode(Plan, row["content"]))


def save_proposal(connection: Connection, plan: Plan, hand: Hand) -> None:
    """Store a proposed plan; an older proposal is superseded, an approved plan stays."""
    _supersede(connection, plan.cohort, PlanState.PROPOSED)
    values = {"cohort": plan.cohort, "state": PlanState.PROPOSED.value, "content": encode(plan)}
    connection.execute(insert(plans).values(**values, at=hand.at, who=hand.who))


def approve(connection: Connection, stored: StoredPlan) -> None:
    """Make a proposal final; the plan approved before is superseded."""
    _supersede(connection, stored.plan.cohort, PlanState.APPROVED)
    set_plan_state(connection, stored.number, PlanState.APPROVED)


def set_plan_state(connection: Connection, number: int, state: PlanState) -> None:
    """Change where a stored plan stands."""
    connection.execute(update(plans).where(where(plans, id=number)).values(state=state.value))


def plan_numbered(connection: Connection, number: int) -> StoredPlan | None:
    """Return the plan with that number, or None."""
    row = connection.execute(select(plans).where(plans.c.id == number)).mappings().first()
    return _stored(dict(row)) if row else None


def approvals(connection: Connection, cohort: str) -> tuple[Approval, ...]:
    """Return the approved plans of a cohort, one after the other.

    Nothing where there were not two: no plan was approved in place of another.
    """
    told = standing_facts(facts_of(connection, cohort, (Kind.APPROVED, Kind.TAKEN_BACK)))
    days = {int(f.about): f.known for f in told if not f.match and f.known}
    if len(days) < 2:  # noqa: PLR2004 - one before and one after
        return ()
    rows = connection.execute(select(plans.c.id, plans.c.content).where(plans.c.id.in_(days)))
    found = {row.id: decode(Plan, row.content) for row in rows}
    return tuple(Approval(n, days[n], found[n]) for n in days if n in found)


def _supersede(connection: Connection, cohort: str, state: PlanState) -> None:
    older = where(plans, cohort=cohort, state=state.value)
    connection.execute(update(plans).where(older).values(state=PlanState.SUPERSEDED.value))


def decisions_of(connection: Connection, cohort: str) -> tuple[Decision, ...]:
    """Return what the coordinator decided about pairs of a cohort, sorted."""
    return tuple(sorted(values_of(connection, decisions, Decision, cohort=cohort)))


def known_matches(connection: Connection, cohort: str) -> tuple[tuple[Match, ...], ...]:
    """Return the matches of each plan of a cohort: of the approved one, then from the newest on."""
    t = plans.c
    query = select(t.state, t.content).where(t.cohort == cohort).order_by(t.id.desc())
    rows = connection.execute(query).all()
    stored = sorted(rows, key=lambda row: row.state != PlanState.APPROVED.value)
    return tuple(decode(Plan, row.content).matches for row in stored)


def match_ids(connection: Connection, cohort: str) -> frozenset[str]:
    """Return all ids that were ever given to matches of a cohort."""
    told = where(facts, cohort=cohort, kind=Kind.MATCH.value)
    alone = connection.execute(select(facts.c.match).where(told)).scalars()
    planned = (m.id for matches in known_matches(connection, cohort) for m in matches)
    return frozenset((*alone, *planned))


def plans_behind(connection: Connection, cohort: str, inputs: str) -> tuple[Plan, ...]:
    """Return the stored plans that were made from these inputs, oldest first."""
    same = plans.c.content["inputs"].as_string() == inputs
    query = select(plans.c.content).where(plans.c.cohort == cohort, same).order_by(plans.c.id)
    return tuple(decode(Plan, row.content) for row in connection.execute(query))


def replace_decisions(
    connection: Connection, cohort: str, made: Iterable[Decision], hand: Hand
) -> None:
    """Store the coordinator's decisions of a cohort in place of those before."""
    delete_where(connection, decisions, cohort=cohort)
    own = (d for d in made if not d.parted_on())  # nobody's word: it follows from what happened
    insert_values(connection, decisions, own, cohort=cohort, at=hand.at, who=hand.who)


def earlier_matches(connection: Connection, cohort: str) -> tuple[EarlierMatch, ...]:
    """Return who was together in the approved plans of other cohorts, sorted."""
    query = select(plans).where(plans.c.cohort != cohort, plans.c.state == PlanState.APPROVED.value)
    found = set()
    for row in connection.execute(query).mappings():
        for match in decode(Plan, row["content"]).matches:
            members = sorted(match.people)
            found |= {(a, b, row["cohort"]) for a in members for b in members if a < b}
    return tuple(EarlierMatch(*pair) for pair in sorted(found))


def approved_before(connection: Connection, cohort: Cohort) -> tuple[tuple[Cohort, Plan], ...]:
    """Return the approved plans of a programme's earlier cohorts, by kick-off, oldest first."""
    earlier = {
        c.key: c
        for c in all_cohorts(connection)
        if c.programme == cohort.programme and c.dates["kickoff"] < cohort.dates["kickoff"]
    }
    found = []
    for key in sorted(earlier, key=lambda k: (earlier[k].dates["kickoff"], k)):
        stored = newest_plan(connection, key, PlanState.APPROVED)
        if stored is not None:
            found.append((earlier[key], stored.plan))
    return tuple(found)


def waited_before(connection: Connection, cohort: Cohort) -> tuple[str, ...]:
    """Return the mentees who waited in an earlier cohort and had no place since, sorted."""
    waiting: set[str] = set()
    for _, plan in approved_before(connection, cohort):
        waiting |= {u.person for u in plan.waiting}
        waiting -= {person for match in plan.matches for person in match.mentees}
    return tuple(sorted(waiting))
