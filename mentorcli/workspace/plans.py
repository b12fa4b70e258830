"""Plans and the coordinator's decisions in the database, and plans as files."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from sqlalchemy import Connection, func, insert, select

from mentorcli.domain.cohort import Cohort
from mentorcli.domain.decision import Decision
from mentorcli.domain.fact import Fact, Kind
from mentorcli.domain.plan import EarlierMatch, Match, Plan
from mentorcli.domain.plan_news import Approval
from mentorcli.standing.fold import last_approval, standing_facts
from mentorcli.workspace.codec import decode, delete_where, encode, insert_values, values_of, where
from mentorcli.workspace.cohorts import all_cohorts
from mentorcli.workspace.database import Hand
from mentorcli.workspace.facts import FOLDED, facts_of, standing_of
from mentorcli.workspace.schema import decisions, facts, plans


@dataclass(frozen=True, slots=True)
class StoredPlan:
    """A plan with its number in the database; one that is not approved is a proposal."""

    number: int
    approved: bool
    at: str
    plan: Plan


def plan_text(plan: Plan) -> str:
    """Return a plan as JSON in a fixed order: equal plans give equal bytes."""
    return json.dumps(encode(plan), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def newest_plan(connection: Connection, cohort: str) -> StoredPlan | None:
    """Return the newest plan of a cohort, approved or proposed, or None."""
    return newest_of(connection, cohort, facts_of(connection, cohort, _APPROVING))


_APPROVING = (Kind.APPROVED, Kind.TAKEN_BACK)


def newest_of(
    connection: Connection, cohort: str, facts: Sequence[Fact], by: dt.date | None = None
) -> StoredPlan | None:
    """Return the newest plan that was there ``by`` a day, by the facts of its cohort.

    One that an agreed pair made for the approved matches is never a proposal.
    """
    told = last_approval(standing_facts(facts, by))
    approved = int(told[-1].about) if told else 0
    pairs = {int(f.about) for f in facts if f.kind is Kind.APPROVED and f.match} - {approved}
    query = select(plans).where(plans.c.cohort == cohort, plans.c.id.not_in(pairs))
    if by is not None:
        query = query.where(func.substr(plans.c.at, 1, 10) <= by.isoformat())
    row = connection.execute(query.order_by(plans.c.id.desc()).limit(1)).mappings().first()
    if row is None or row["id"] == approved:
        return approved_of(connection, told)
    return StoredPlan(row["id"], False, row["at"], decode(Plan, row["content"]))


def approved_plan(connection: Connection, cohort: str) -> StoredPlan | None:
    """Return the approved plan of a cohort, or None."""
    return approved_of(connection, last_approval(standing_of(connection, cohort, _APPROVING)))


def approved_of(connection: Connection, told: Sequence[Fact]) -> StoredPlan | None:
    """Return what these last approvals come to: the plan approved last, and what pairs agreed since."""
    if not told:
        return None
    number = int(told[-1].about)
    found = _contents(connection, [number])
    if number not in found:
        return None
    at, plan = found[number]
    here = {m.id for m in plan.matches}
    left = {f.match: int(f.about) for f in told if f.match and f.match not in here}
    if left:  # agreed, taken back, and agreed again after others
        others = _contents(connection, left.values())
        more = [m for _, one in others.values() for m in one.matches if m.id in left]
        matches = tuple(sorted((*plan.matches, *more), key=lambda m: m.id))
        plan = replace(plan, matches=matches, seal="", certificate=None)
    return StoredPlan(number, True, at, plan)


def _contents(connection: Connection, numbers: Iterable[int]) -> dict[int, tuple[str, Plan]]:
    query = select(plans.c.id, plans.c.at, plans.c.content).where(plans.c.id.in_(list(numbers)))
    return {row.id: (row.at, decode(Plan, row.content)) for row in connection.execute(query)}


def save_plan(connection: Connection, plan: Plan, hand: Hand) -> int:
    """Store a plan, a proposal until a fact says that it is approved; return its number."""
    values = {"cohort": plan.cohort, "content": encode(plan), "at": hand.at, "who": hand.who}
    (number,) = connection.execute(insert(plans).values(values)).inserted_primary_key or (0,)
    return int(number)


def approvals(connection: Connection, stands: Iterable[Fact]) -> tuple[Approval, ...]:
    """Return the plans that these facts approve, one after the other.

    Nothing where there were not two: no plan was approved in place of another.
    """
    told = (f for f in stands if f.kind is Kind.APPROVED)
    days = {int(f.about): f.known for f in told if not f.match and f.known}
    if len(days) < 2:  # noqa: PLR2004 - one before and one after
        return ()
    found = _contents(connection, days)
    return tuple(Approval(n, days[n], found[n][1]) for n in days if n in found)


_TELLS = frozenset((Kind.INVITED, Kind.LETTER, Kind.QUEUED))
"""What may tell somebody of their match, beside all that is about a match."""


def is_heard_of(connection: Connection, cohort: str) -> bool:
    """Tell whether anything was written, signed or held since a plan of a cohort was approved last."""
    facts = standing_of(connection, cohort, (*FOLDED, Kind.QUEUED))
    since = list(takewhile(lambda f: f.match or f.kind is not Kind.APPROVED, reversed(facts)))
    return any(f.kind in _TELLS or f.match for f in since if f.kind is not Kind.SIGNATURE_VOID)


def decisions_of(connection: Connection, cohort: str) -> tuple[Decision, ...]:
    """Return what the coordinator decided about pairs of a cohort, sorted."""
    return tuple(sorted(values_of(connection, decisions, Decision, cohort=cohort)))


def known_matches(connection: Connection, cohort: str) -> tuple[tuple[Match, ...], ...]:
    """Return the matches of each plan of a cohort: of the approved one, then from the newest on."""
    told = last_approval(standing_of(connection, cohort, _APPROVING))
    approved = int(told[-1].about) if told else 0
    t = plans.c
    query = select(t.id, t.content).where(t.cohort == cohort).order_by(t.id.desc())
    stored = sorted(connection.execute(query), key=lambda row: row.id != approved)
    return tuple(decode(Plan, row.content).matches for row in stored)


def match_ids(connection: Connection, cohort: str) -> frozenset[str]:
    """Return all ids that were ever given to matches of a cohort, also of people who were erased."""
    told = where(facts, cohort=cohort)
    alone = connection.execute(select(facts.c.match).where(told).distinct()).scalars()
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
    found = set()
    for key, plan in approved_plans(connection).items():
        for match in plan.matches if key != cohort else ():
            members = sorted(match.people)
            found |= {(a, b, key) for a in members for b in members if a < b}
    return tuple(EarlierMatch(*pair) for pair in sorted(found))


def placed_elsewhere(connection: Connection, cohort: str) -> dict[str, list[str]]:
    """Return the other cohorts in whose approved plan somebody has a place, by person."""
    found: dict[str, list[str]] = {}
    for key, plan in sorted(approved_plans(connection).items()):
        for person in {p for m in plan.matches for p in m.people} if key != cohort else ():
            found.setdefault(person, []).append(key)
    return found


def approved_plans(connection: Connection) -> dict[str, Plan]:
    """Return the approved plan of each cohort that has one."""
    told: dict[str, list[Fact]] = {}
    for fact in standing_of(connection, "", _APPROVING):
        told.setdefault(fact.cohort, []).append(fact)
    found = {key: approved_of(connection, last_approval(facts)) for key, facts in told.items()}
    return {key: stored.plan for key, stored in found.items() if stored}


def approved_before(connection: Connection, cohort: Cohort) -> tuple[tuple[Cohort, Plan], ...]:
    """Return the approved plans of a programme's earlier cohorts, by kick-off, oldest first."""
    earlier = [
        c
        for c in all_cohorts(connection)
        if c.programme == cohort.programme and c.dates["kickoff"] < cohort.dates["kickoff"]
    ]
    found = approved_plans(connection) if earlier else {}
    earlier.sort(key=lambda c: (c.dates["kickoff"], c.key))
    return tuple((c, found[c.key]) for c in earlier if c.key in found)


def waited_before(connection: Connection, cohort: Cohort) -> tuple[str, ...]:
    """Return the mentees who waited in an earlier cohort and had no place since, sorted."""
    waiting: set[str] = set()
    for _, plan in approved_before(connection, cohort):
        waiting |= {u.person for u in plan.waiting}
        waiting -= {person for match in plan.matches for person in match.mentees}
    return tuple(sorted(waiting))
