"""Equals in pairs and circles: the best plan, checked, judged, explained and repaired."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from matching_cases import case, mentee, profile
from matching_peers import brute_peers, tiny_peers

from mentorcli.domain.plan import Decision, DecisionKind
from mentorcli.domain.problem import UserError
from mentorcli.matching import (
    explain,
    explain_pair,
    judge,
    only_fill,
    point_of,
    propose,
    replan,
    seal_of,
    verify,
)


@pytest.mark.parametrize("block", range(4))
def test_every_stage_equals_brute_force(block):
    for seed in range(block * 25, block * 25 + 25):
        problem = tiny_peers(seed)
        expected = brute_peers(problem)
        if expected is None:
            with pytest.raises(UserError):
                propose(problem)
            continue
        plan = propose(problem)
        assert {s.key: s.value for s in plan.stages} == expected[0], seed
        assert sorted(m.mentees for m in plan.matches) == expected[1], seed
        assert all(s.proved() for s in plan.stages)
        assert verify(problem, plan) == ()


def pool(*extra, **changes):
    base = {"themes": ("leadership",), "employer": ""}
    people = [mentee(f"k{k}", **(base | changes)) for k in range(5)] + list(extra)
    programme = replace(profile(group=(2, 3), rules=("common_language", "not_with")), form="peers")
    return case(people, [], programme=programme)


def test_any_order_gives_the_same_circles():
    problem = tiny_peers(12)
    people = list(problem.mentees)
    random.Random(3).shuffle(people)
    assert propose(replace(problem, mentees=tuple(people))) == propose(problem)


def test_tampered_circles_are_refused():
    problem = pool()
    plan = propose(problem)
    m, *rest = plan.matches
    p = m.pairs[0]
    forged = [
        replace(plan, matches=tuple(rest)),
        replace(plan, matches=(replace(m, score=m.score + 1), *rest)),
        replace(plan, matches=(replace(m, language="sv"), *rest)),
        replace(plan, matches=(replace(m, mentor="k0"), *rest)),
        replace(plan, matches=(replace(m, pairs=(replace(p, score=p.score + 1), *m.pairs[1:])), *rest)),
        replace(plan, matches=(replace(m, pairs=(replace(p, reason="Nice."), *m.pairs[1:])), *rest)),
        replace(plan, stages=plan.stages[1:]),
        replace(plan, stages=(replace(plan.stages[0], value=9, bound=9), *plan.stages[1:])),
        replace(plan, decisions=(Decision("k0", "k1", DecisionKind.KEEP),)),
        replace(plan, matches=(replace(m, mentees=m.mentees[1:], pairs=m.pairs[1:]), *rest)),
    ]  # fmt: skip
    for other in forged:
        assert verify(problem, replace(other, seal=seal_of(other)))
    assert verify(problem, plan) == ()


def test_decisions_hold_both_ways_round_and_are_judged():
    private = mentee("z", not_with=("Mentee k0",), themes=("leadership",))
    problem = pool(private)
    keep = Decision("z", "k0", DecisionKind.KEEP)
    assert [p.code for p in judge(problem, [keep])] == ["keep_breaks_rule"]
    with pytest.raises(UserError):
        propose(replace(problem, decisions=(keep,)))
    excused = replace(keep, overrides=("not_with",), why="both asked")
    plan = propose(replace(problem, decisions=(excused,)))
    circle = next(m for m in plan.matches if "z" in m.mentees)
    assert "k0" in circle.mentees
    assert any("Kept by hand against a rule: not_with." in p.reason for p in circle.pairs)
    forbid = Decision("k1", "k2", DecisionKind.FORBID)
    plan = propose(replace(problem, decisions=(forbid,)))
    assert not any({"k1", "k2"} <= set(m.mentees) for m in plan.matches)


def test_a_private_wish_keeps_equals_apart_without_saying_whose():
    problem = pool(mentee("z", not_with=("Mentee k0",), themes=("leadership",)))
    plan = propose(problem)
    for one, other in (("z", "k0"), ("k0", "z")):
        told = explain_pair(problem, plan, one, other)
        assert told.blocked_by == (
            ("not_with", "A private wish keeps Mentee k0 and Mentee z apart."),
        )
    found = explain(problem, plan, "k0")
    assert found.match is not None
    assert {o.mentor for o in found.together} == set(found.match.mentees) - {"k0"}


def test_a_repair_of_circles_moves_nobody_without_need():
    problem = pool()
    before = propose(problem)
    late = replace(problem, mentees=(*problem.mentees, mentee("new", themes=("leadership",))))
    plan = only_fill(late, before)
    assert point_of(plan).moves == 0
    assert point_of(plan).seated == 6
    assert verify(late, plan) == ()
    gone = replace(problem, mentees=problem.mentees[1:])
    plan = replan(gone, before)
    assert point_of(plan).seated == 4
    assert verify(gone, plan) == ()
