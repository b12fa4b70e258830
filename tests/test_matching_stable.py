"""Stable plans where a profile asks: against all stable matchings of tiny cohorts, tried one by one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from matching_cases import case, mentee, mentor
from matching_generated import cohort
from matching_pairs import brute_pairs, tiny_pairs
from matching_stable import asked, best_stable
from oracles import reprove

from mentorcli.domain.application import Capacity
from mentorcli.domain.decision import Decision, DecisionKind
from mentorcli.domain.plan import mentors_by_mentee
from mentorcli.domain.problem import UserError
from mentorcli.matching import (
    envy,
    if_apart,
    only_fill,
    propose,
    replan,
    seal_of,
    tied_pairs,
    verify,
)
from mentorcli.matching.board.board import board_of
from mentorcli.matching.solve.groups import many
from mentorcli.matching.solve.pairs.stability import stable
from mentorcli.matching.solve.task import task_of


def values(plan):
    return tuple(s.value for s in plan.stages)


@pytest.mark.parametrize("block", range(2))
def test_the_best_stable_plan_of_all(block):
    several = worse = 0
    for seed in range(block * 35, block * 35 + 35):
        problem = tiny_pairs(seed)
        best = brute_pairs(problem)
        if best is None:
            continue
        problem = asked(problem)
        plan = propose(problem)
        *wanted, made, number = best_stable(problem)
        assert values(plan) == tuple(wanted), seed
        assert mentors_by_mentee(plan.matches) == made, seed
        assert verify(problem, plan) == (), seed
        assert reprove(problem, plan) == {s.key: s.value for s in plan.stages}, seed
        several += number > 1
        worse += values(plan)[:3] < tuple(best[:3])
    assert several > 8
    assert worse


def market(mentees, mentors, number=0):
    """A generated one-to-one cohort with one to three places, whose profile asks for stability."""
    takes = (Capacity(1, 1), Capacity(1, 2), Capacity(1, 3))
    problem = cohort(mentees, mentors, number, takes=takes)
    programme = replace(problem.programme, form="pairs", group=(1, 3), stable=True)
    return replace(problem, programme=programme)


@pytest.mark.parametrize("number", range(2))
def test_no_pair_would_gain_in_a_stable_plan_and_the_checker_sees_when_one_would(number):
    problem = market(40, 18, number)
    plan = propose(problem)
    assert verify(problem, plan) == ()
    assert envy(problem, plan) == ()
    free = replace(problem, programme=replace(problem.programme, stable=False))
    other = propose(free)
    assert envy(free, other)
    assert {s.key: s.value for s in other.stages}["seated"] >= plan.stages[0].value
    forged = replace(other, inputs=plan.inputs, profile=plan.profile, certificate=None)
    forged = replace(forged, seal=seal_of(replace(forged, seal="")))
    told = verify(problem, forged)
    assert sum("would both gain together" in text for text in told) == len(envy(free, other))


def test_pairs_without_a_choice_are_settled_before_anything_is_solved():
    problem = market(40, 18)
    found = stable(task_of(board_of(problem)))
    pairs = len(board_of(problem).scores)
    assert len(found.open) < pairs
    assert len(found.rows) < pairs
    made = {(a, m) for a, m in mentors_by_mentee(propose(problem).matches).items()}
    board = board_of(problem)
    task = task_of(board)
    names = {(board.mentees[task.edges[e].i].person, board.mentors[task.edges[e].j].person)
             for e in found.open.tolist()}  # fmt: skip
    assert made <= names


def test_who_is_kept_by_hand_does_not_choose_and_blocks_nobody():
    people = [mentee("k1", goals=("leadership",)), mentee("k2", goals=("leadership", "skills"))]
    guides = [mentor("m1", themes=("leadership", "skills"), capacity=Capacity(1, 1)),
              mentor("m2", themes=("leadership",), capacity=Capacity(1, 1))]  # fmt: skip
    pairs = replace(case([], []).programme, form="pairs", group=(1, 1), stable=True)
    keep = Decision("k1", "m1", DecisionKind.KEEP, "asked")
    problem = case(people, guides, keep, programme=pairs)
    plan = propose(problem)
    assert mentors_by_mentee(plan.matches) == {"k1": "m1", "k2": "m2"}
    assert verify(problem, plan) == ()


def test_a_repair_is_stable_too_and_ties_are_told_among_stable_plans_only():
    problem = market(30, 14, 3)
    before = propose(problem)
    gone = before.matches[0].mentor
    after = replace(problem, mentors=tuple(a for a in problem.mentors if a.person != gone))
    plan = replan(after, before)
    assert verify(after, plan) == ()
    assert reprove(after, plan) == {s.key: s.value for s in plan.stages}
    for mentee_id, mentor_id in tied_pairs(problem, before):
        apart = if_apart(problem, before, mentee_id, mentor_id)
        assert apart.possible
        assert all(s.now == s.then for s in apart.stages)


@pytest.mark.parametrize("form", ["groups", "peers"])
def test_where_no_stable_plan_need_exist_it_is_said_what_to_do(form):
    problem = cohort(12, 5)
    programme = replace(problem.programme, form=form, group=(2, 3), stable=True)
    with pytest.raises(UserError) as caught:
        propose(replace(problem, programme=programme))
    assert "need not exist" in caught.value.message
    assert "stable = true" in caught.value.remedy


def test_mentors_who_take_no_fewer_than_two_are_named_as_the_reason():
    problem = market(12, 5)
    some = replace(problem, mentors=cohort(12, 5, takes=(Capacity(2, 3),)).mentors)
    with pytest.raises(UserError, match="5 of 5 mentors take no fewer than two"):
        propose(some)


def test_where_filling_alone_leaves_no_stable_plan_it_is_said():
    everybody = market(20, 6)
    before = propose(replace(everybody, mentees=everybody.mentees[:-1]))
    with pytest.raises(UserError, match="No stable plan moves 0 mentees"):
        only_fill(everybody, before)


def test_few_pairs_with_prices_for_the_rest_give_the_same_stable_plan():
    problem = market(60, 25)
    whole = propose(problem)
    before, many._MANY = many._MANY, 100
    try:
        assert propose(problem) == whole
    finally:
        many._MANY = before
