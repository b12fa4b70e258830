"""What a plan rests on is worked out by re-solving, and brute force agrees."""

from __future__ import annotations

from dataclasses import replace

import pytest
from matching_bruteforce import brute_force, tiny
from matching_cases import case, mentee, mentor, profile
from matching_generated import cohort
from matching_pairs import tiny_pairs

from mentorcli.domain.application import Capacity
from mentorcli.domain.decision import Decision, DecisionKind
from mentorcli.domain.plan import mentors_by_mentee
from mentorcli.domain.problem import UserError
from mentorcli.matching import (
    advise,
    envy,
    firmness,
    propose,
    with_capacity,
    with_mentor,
    with_other_weights,
    without_person,
    without_rule,
    without_rules,
)


def test_switching_a_rule_off_gains_what_brute_force_says():
    compared = 0
    for seed in range(40):
        problem = tiny(seed)
        if problem.decisions:
            continue
        plan = propose(problem)
        for change in without_rules(problem, plan):
            if change.what == "same_supervisor":
                off = replace(problem, mentees=tuple(
                    replace(a, answers={k: v for k, v in a.answers.items() if k != "supervisors"})
                    for a in problem.mentees))  # fmt: skip
                assert tuple(s.then for s in change.outcome.stages) == brute_force(off)[:3], seed
                compared += 1
    assert compared > 10


def test_tied_pairs_are_those_that_an_equal_plan_does_without():
    seen = {True: 0, False: 0}
    for seed in range(60):
        problem = (tiny if seed % 2 else tiny_pairs)(seed)
        if problem.decisions:
            continue
        plan = propose(problem)
        values = [s.value for s in plan.stages if s.key != "tie_break"]
        for pair in firmness(problem, plan, ()):
            forbid = Decision(pair.mentee, pair.mentor, DecisionKind.FORBID)
            other = propose(replace(problem, decisions=(forbid,)))
            equal = [s.value for s in other.stages if s.key != "tie_break"] == values
            assert pair.tied is equal, seed
            seen[equal] += 1
    assert min(seen.values()) > 10


def test_a_change_of_weights_counts_the_pairs_that_it_breaks():
    problem = cohort(15, 7, 3)
    plan = propose(problem)
    weights = with_other_weights(problem, plan)
    assert len(weights) == 2 * len(problem.programme.criteria)
    pairs = firmness(problem, plan, weights)
    assert {(f.mentee, f.mentor) for f in pairs} == set(mentors_by_mentee(plan.matches).items())
    for f in pairs:
        assert f.left == sum(f.mentee in {m.mentee for m in c.outcome.moves} for c in weights)


def test_envy_is_mutual_and_allowed_by_the_group():
    problem = cohort(30, 12, 1)
    plan = propose(problem)
    made, scores = mentors_by_mentee(plan.matches), {}
    for m in plan.matches:
        scores |= {p.mentee: p.score for p in m.pairs}
    for e in envy(problem, plan):
        assert e.score > e.now == scores.get(e.mentee, 0)
        assert made.get(e.mentee) != e.mentor
        if e.instead:
            assert made[e.instead] == e.mentor
            assert e.score > e.instead_score


def test_advice_names_the_mentor_who_is_missing():
    programme = profile(rules=("common_language", "no_common_theme"), points={"themes": 9})
    people = [mentee("a"), mentee("b"), *(mentee(f"s{k}", languages=("sv",)) for k in range(3))]
    problem = case(people, [mentor("m")], programme=programme)
    best = advise(problem)[0]
    assert best.languages == ("sv",)
    assert (best.one, best.two) == (3, 3)
    assert advise(case(people[:2], [mentor("m")], programme=programme)) == ()


def test_what_ifs_change_the_case_as_said():
    problem = cohort(12, 4, 2)
    first = problem.mentors[0].person
    assert with_capacity(problem, first, 1).mentors[0].capacity() == Capacity(1, 1)
    more = with_mentor(problem, ["english"])
    assert more.mentors[-1].choices("languages") == ("en",)
    assert len(with_mentor(more, ["suomi"]).mentors) == len(problem.mentors) + 2
    assert len(without_person(problem, first).mentors) == len(problem.mentors) - 1
    assert (
        len(without_rule(problem, "not_with").programme.rules) == len(problem.programme.rules) - 1
    )
    with pytest.raises(UserError):
        without_rule(problem, "not_wth")
    with pytest.raises(UserError):
        with_mentor(problem, ["klingon"])
