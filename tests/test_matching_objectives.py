"""Waiting people first, further worst scores, rules about whole groups: against brute force."""

from __future__ import annotations

from dataclasses import replace

import pytest
from matching_bruteforce import brute_leximin, tiny, tiny_mixed
from matching_cases import SOURCE, case, mentee, mentor, profile
from oracles import reprove

from mentorcli.domain.application import Capacity, Given
from mentorcli.domain.decision import Decision, DecisionKind
from mentorcli.domain.problem import UserError
from mentorcli.domain.programme import RuleSetting
from mentorcli.matching import (
    better_together,
    case_hash,
    explain,
    firmness,
    judge,
    propose,
    stage_prices,
    verify,
)

COUNTED_AFTER_WAITED = 734
"""A cohort in which the people left after those who waited are fewer than all people."""


@pytest.mark.parametrize("block", range(2))
def test_every_stage_equals_brute_force(block):
    for seed in (*range(block * 20, block * 20 + 20), COUNTED_AFTER_WAITED):
        problem = tiny_mixed(seed)
        expected = brute_leximin(problem)
        if expected is None:
            with pytest.raises(UserError):
                propose(problem)
            continue
        plan = propose(problem)
        assert tuple(s.value for s in plan.stages) == expected[:-1], seed
        assert dict(plan.ties()) == expected[-1], seed
        assert all(s.proved() for s in plan.stages)
        assert verify(problem, plan) == ()
        assert reprove(problem, plan) == {s.key: s.value for s in plan.stages}, seed


def test_who_waited_comes_first_and_only_then_is_there_a_stage():
    people = [mentee(f"k{k}") for k in range(4)]
    problem = case(people, [mentor("m")])
    assert "waited" not in {s.key for s in propose(problem).stages}
    for person in ("k0", "k1", "k2", "k3"):
        waited = replace(problem, waited=(person, "gone"))
        plan = propose(waited)
        assert person in dict(plan.ties())
        assert plan.stages[0].key == "waited"
        assert plan.inputs != case_hash(problem)


def with_answer(application, field, value):
    return replace(application, answers={**application.answers, field: Given((value,), SOURCE)})


def test_nobody_is_the_only_woman_or_man_only_when_switched_on():
    people = [
        with_answer(mentee(f"k{k}"), "gender", "woman" if k == 0 else "man") for k in range(3)
    ]
    plain = profile(rules=("common_language",))
    assert len(propose(case(people, [mentor("m")], programme=plain)).matches[0].mentees) == 3
    on = replace(plain, rules=(*plain.rules, RuleSetting("lone_gender")))
    problem = case(people, [mentor("m")], programme=on)
    plan = propose(problem)
    assert plan.matches[0].mentees == ("k1", "k2")
    assert "the mix of women and men" in plan.waiting[0].reason
    assert "woman" not in plan.waiting[0].reason.replace("women", "")
    forged = propose(case(people, [mentor("m")], programme=plain))
    assert any("lone_gender" in w for w in verify(problem, forged))
    keep = [Decision(p.person, "m", DecisionKind.KEEP) for p in people]
    assert [dict(p.parameters)["rule"] for p in judge(problem, keep)] == ["lone_gender"]
    assert not better_together(problem, plan)
    standing = explain(problem, plan, "k0").alternatives[0].standing
    assert "the mix of women and men" in standing


def test_a_group_of_one_is_never_alone():
    on = profile(group=(1, 3), rules=("lone_gender", "variety_of_schools"))
    people = [with_answer(mentee("k0"), "gender", "woman")]
    plan = propose(case(people, [mentor("m", capacity=Capacity(1, 3))], programme=on))
    assert plan.matches[0].mentees == ("k0",)


def test_not_everybody_of_a_group_from_one_school_only_when_switched_on():
    people = [with_answer(mentee(f"k{k}"), "school", "arts") for k in range(3)]
    people.append(with_answer(mentee("k3"), "school", "chem"))
    on = profile(rules=("variety_of_schools",))
    plan = propose(case(people, [mentor("m")], programme=on))
    assert "k3" in plan.matches[0].mentees


def test_nobody_sits_with_who_leads_them():
    people = [
        mentee("a", "Anna Aalto", supervisors=("Prof. Xu Ypsilon",)),
        mentee("b", "Ben Berg", supervisors=("Anna Aalto",)),
        mentee("c", "Cia Cederberg", line_manager=("Mia Mentor",)),
        mentee("d", "Dan Dahl"),
    ]
    mentors = [mentor("m", "Mia Mentor"), mentor("n", "Nils Nordin")]
    problem = case(people, mentors, programme=profile(rules=("line_relation",)))
    plan = propose(problem)
    made = dict(plan.ties())
    assert made["c"] == "n"
    assert made["a"] != made["b"]
    found = explain(problem, plan, "c")
    assert dict(found.blocked[0].blocked_by)["line_relation"].endswith("in a line relation.")


def test_equal_plans_are_known_with_all_stages():
    for seed in range(12):
        problem = tiny_mixed(seed)
        if problem.decisions or brute_leximin(problem) is None:
            continue
        plan = propose(problem)
        values = [s.value for s in plan.stages[:-1]]
        for pair in firmness(problem, plan, ()):
            forbid = Decision(pair.mentee, *pair.others, DecisionKind.FORBID)
            other = propose(replace(problem, decisions=(forbid,)))
            assert pair.tied is ([s.value for s in other.stages[:-1]] == values), seed


def test_the_price_of_a_stage_is_what_it_takes_beside_those_before_it():
    compared = 0
    for seed in range(12):
        problem = tiny(seed)
        if problem.decisions:
            continue
        plan = propose(problem)
        for price in stage_prices(problem, plan):
            keys = problem.programme.stages[1:-1]
            before, later = keys[: keys.index(price.key)], price.next
            totals = []
            for stages in ((*before, later), (*before, price.key, later)):
                programme = replace(problem.programme, stages=stages)
                other = propose(replace(problem, programme=programme))
                totals.append({s.key: s.value for s in other.stages}[later])
            assert (price.without, price.reached) == (*totals,), seed
            assert later == "total" or (price.key, later) in {
                ("can_meet", "worst_served"),
                ("meet_together", "worst_served"),
            }
            assert price.cost() >= 0
            compared += 1
        free = propose(replace(problem, programme=replace(problem.programme, stages=("total",))))
        values = [{s.key: s.value for s in p.stages}["total"] for p in (free, plan)]
        costs = [p.cost() for p in stage_prices(problem, plan) if p.next == "total"]
        assert sum(costs) == values[0] - values[1], seed
    assert compared > 6
