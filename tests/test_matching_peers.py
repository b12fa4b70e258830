"""Equals in pairs and circles: the best plan, checked, judged, explained and repaired."""

from __future__ import annotations

import random
from dataclasses import fields, is_dataclass, replace

import pytest
from matching_cases import case, mentee, profile
from matching_peers import brute_peers, tiny_peers

from mentorcli.domain.decision import Decision, DecisionKind
from mentorcli.domain.match_form import CIRCLES
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
    programme = replace(profile(group=(2, 3), rules=("common_language", "not_with")), form=CIRCLES)
    return case(people, [], programme=programme)


def test_any_order_gives_the_same_circles():
    problem = tiny_peers(12)
    people = list(problem.mentees)
    random.Random(3).shuffle(people)
    assert propose(replace(problem, mentees=tuple(people))) == propose(problem)


NOT_TOLD = {("Plan", "version"), ("Plan", "seal"), ("Plan", "against"), ("Unplaced", "reason"),
            ("Stage", "bound")}  # fmt: skip
"""What nothing else in a plan says again: the seal, made anew by a forger, is all there is. A bound
further from the value claims less; one beyond it is tried below."""


def other_values(value):
    """Values of the same kind, as a forger might write them."""
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int):
        return [value + 1, value - 1]
    if isinstance(value, str):
        return [value + "x", ""] if value else ["x"]
    if isinstance(value, tuple) and value:
        return [value[1:], (*value, value[0]), value[::-1]]
    return [1] if value is None else []


def tampered(thing, path=()):
    """Each way to change one value somewhere in a plan, by class and field."""
    for field in fields(thing):
        value = getattr(thing, field.name)
        for n, other in enumerate(other_values(value)):
            if other != value:
                yield (type(thing).__name__, field.name, n), replace(thing, **{field.name: other})
        if isinstance(value, tuple):
            for k, item in enumerate(value):
                if is_dataclass(item):
                    for kind, other in tampered(item, path):
                        changed = (*value[:k], other, *value[k + 1 :])
                        yield kind, replace(thing, **{field.name: changed})


def test_every_kind_of_tampered_circle_is_refused():
    keep = Decision("k0", "k1", DecisionKind.KEEP, "asked")
    waiting = mentee("z", languages=("sv",), themes=("leadership",))
    problem = replace(pool(waiting, mentee("y", themes=("skills",))), decisions=(keep,))
    plan = propose(problem)
    assert plan.waiting
    assert verify(problem, plan) == ()
    kinds = {}
    for kind, bad in tampered(plan):
        if kind[:2] not in NOT_TOLD:
            forged = replace(bad, seal=seal_of(bad))
            kinds[kind] = kinds.get(kind, True) and bool(verify(problem, forged))
    for k, stage in enumerate(plan.stages):
        beyond = stage.bound + (1 if stage.key == "tie_break" else -1)
        told = (*plan.stages[:k], replace(stage, bound=beyond), *plan.stages[k + 1 :])
        forged = replace(plan, stages=told)
        kinds["Stage", "beyond", k] = bool(verify(problem, replace(forged, seal=seal_of(forged))))
    # an id is the match's own: only the seal tells
    left = [kind for kind, refused in kinds.items() if not refused]
    assert left == [("Match", "id", 0)]
    assert len(kinds) >= 50


def test_kept_pairs_that_tie_too_many_together_are_named():
    people = [mentee(f"p{k}", f"Kai Peer{k}") for k in range(6)]
    problem = replace(
        case(people, []), programme=replace(profile(group=(2, 3), rules=()), form=CIRCLES)
    )
    tied = [Decision("p0", f"p{k}", DecisionKind.KEEP) for k in (1, 2, 3)]
    (found,) = judge(problem, tied)
    assert found.code == "keep_circle_too_big"
    said = dict(found.parameters)
    assert said["people"] == "Kai Peer0, Kai Peer1, Kai Peer2 and Kai Peer3"
    assert (said["number"], said["most"]) == ("4", "3")
    assert judge(problem, tied[:2]) == ()
    apart = Decision("p1", "p2", DecisionKind.FORBID)
    (found,) = judge(problem, [*tied[:2], apart])
    assert found.code == "keep_circle_apart"
    assert dict(found.parameters)["why"] == "You forbade this pair."


def test_decisions_hold_both_ways_round_and_are_judged():
    private = mentee("z", not_with=("Mentee k0",), themes=("leadership",))
    problem = pool(private)
    for kind in DecisionKind:
        alone = Decision("k1", "k1", kind)
        assert [p.code for p in judge(problem, [alone])] == ["decided_with_themselves"]
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
