"""Explaining a plan: why somebody is where they are, and what stands between two people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mentorcli.domain.application import Application
from mentorcli.domain.explanation import Explanation, PairOutlook
from mentorcli.domain.plan import CAN_MEET, Match, MatchingCase, Plan
from mentorcli.domain.problem import UserError
from mentorcli.domain.programme import RoleKey
from mentorcli.domain.text import listed
from mentorcli.matching.cohort_ground import ground_of
from mentorcli.matching.criteria import meeting_line
from mentorcli.matching.phrases import name_of
from mentorcli.matching.solve.propose import solver_of
from mentorcli.names.comparison import nearest

EMPTY_PLAN = Plan("", "", "", (), (), (), (), ())


def explain(
    case: MatchingCase, plan: Plan, person: str, role: RoleKey | None = None
) -> Explanation:
    """Return why somebody is with whom they are, the other allowed pairs and the forbidden ones.

    ``role`` decides for somebody who applied in both; without it the mentee's side is explained.
    Raises UserError when the person (an id) has no application in the case.
    """
    role = role or ("mentee" if any(a.person == person for a in case.mentees) else "mentor")
    me, solver = _applied(case, person, role), solver_of(case)
    leads = me.role != case.programme.form.sides[0]
    outlooks = sorted(
        (
            solver.outlook(plan, *((a.person, person) if leads else (person, a.person)))
            for a in case.partners(me)
        ),
        key=lambda o: (-o.score, o.mentee, o.mentor),
    )
    matches = [m for m in plan.matches if (role, person) in m.members()]
    mine = [p for m in matches for p in (m.mentees if leads else m.company(person))]
    match = matches[0] if matches else None
    together = [o for o in outlooks if (o.mentee if leads else o.mentor) in mine]
    rest = [o for o in outlooks if (o.mentee if leads else o.mentor) not in mine]
    return Explanation(
        person=person,
        role=role,
        headline=_headline(case, plan, match, me, mine),
        match=match,
        together=tuple(together),
        alternatives=tuple(o for o in rest if o.allowed()),
        blocked=tuple(o for o in rest if not o.allowed()),
    )


def explain_pair(case: MatchingCase, plan: Plan, mentee: str, mentor: str) -> PairOutlook:
    """Return what forbids a mentee with a mentor (or two of circles), or the score they would have.

    Raises UserError when one of the two ids has no application in that role.
    """
    _applied(case, mentee, "mentee")
    _applied(case, mentor, case.programme.form.finds)
    return solver_of(case).outlook(plan, mentee, mentor)


def cannot_meet(case: MatchingCase, plan: Plan) -> tuple[tuple[str, str], ...]:
    """Return the pairs that a plan puts together without a way to meet in common, where that counts."""
    line = meeting_line(case.programme) if CAN_MEET in case.programme.stages else None
    if line is None or all(s.value == 0 for s in plan.stages if s.key == CAN_MEET):
        return ()
    people, ground = {a.person: a for a in (*case.mentees, *case.mentors)}, ground_of(case)
    return tuple(
        (one, other)
        for one, other in plan.ties()
        if {one, other} <= people.keys() and line.blocks(people[one], people[other], ground)
    )


def objections(case: MatchingCase, mentee: str, mentor: str) -> tuple[tuple[str, str], ...]:
    """Return every rule that forbids a pair as (rule, sentence), whatever was decided by hand."""
    return explain_pair(replace(case, decisions=()), EMPTY_PLAN, mentee, mentor).blocked_by


def _applied(case: MatchingCase, person: str, role: RoleKey) -> Application:
    there = case.of_role(role) if role in case.programme.form.sides else ()
    people = {a.person: a for a in there}
    if person in people:
        return people[person]
    near = nearest(person, people)
    who = case.programme.form.person if role == "mentee" else role
    raise UserError(
        f"{person} is not a {who} of {case.cohort} with a complete application.",
        f"Did you mean {near}?" if near else "",
    )


def _headline(
    case: MatchingCase, plan: Plan, match: Match | None, me: Application, mine: Sequence[str]
) -> str:
    if match is None:
        left_out = plan.waiting if me.role == "mentee" else plan.unused
        found = next((u for u in left_out if u.person == me.person), None)
        return found.reason if found else f"{name_of(me)} is not in this plan."
    if me.role == "mentor":
        names = {a.person: name_of(a) for a in case.mentees}
        return f"{name_of(me)} mentors {listed([names.get(p, p) for p in mine])}."
    return next(p.reason for p in match.pairs if p.mentee == me.person)
