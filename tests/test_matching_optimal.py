"""The plan is the best there is: against brute force, for any row order, with decisions obeyed."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from matching_bruteforce import brute_force, tiny, tiny_with_a_small_group
from matching_cases import case, mentee, mentor, profile

from mentorcli.domain.application import Capacity
from mentorcli.domain.decision import Decision, DecisionKind
from mentorcli.domain.problem import UserError
from mentorcli.matching import propose, review_sheet, verify


@pytest.mark.parametrize("made", [tiny, tiny_with_a_small_group])
@pytest.mark.parametrize("block", range(10))
def test_every_stage_equals_brute_force(block, made):
    for seed in range(block * 20, block * 20 + 20):
        problem = made(seed)
        expected = brute_force(problem)
        kept = {(d.mentee, d.mentor) for d in problem.decisions if d.kind is DecisionKind.KEEP}
        if expected is None:
            assert kept, seed
            with pytest.raises(UserError):
                propose(problem)
            continue
        plan = propose(problem)
        assert tuple(s.value for s in plan.stages) == expected[:6], seed
        assert dict(plan.ties()) == expected[6], seed
        assert all(s.proved() for s in plan.stages), seed
        assert verify(problem, plan) == ()


def test_brute_force_meets_both_plans_and_none():
    outcomes = [brute_force(tiny(seed)) for seed in range(200)]
    assert sum(o is None for o in outcomes) > 3
    assert sum(o is not None and o[0] > 3 for o in outcomes) > 30


def test_two_by_two_trap_seats_both():
    """Had the forbidden pair a score of 0 like the others, it could be chosen and then lost."""
    programme = profile(group=(1, 1), rules=("common_language",), points={})
    mentees = [mentee("a", languages=("en", "fi")), mentee("b", languages=("fi",))]
    mentors = [
        mentor("x", languages=("en",), capacity=Capacity(1, 1)),
        mentor("y", languages=("fi", "en"), capacity=Capacity(1, 1)),
    ]
    plan = propose(case(mentees, mentors, programme=programme))
    assert dict(plan.ties()) == {"a": "x", "b": "y"}
    assert [m.score for m in plan.matches] == [0, 0]


def test_any_row_order_gives_the_same_plan():
    problem = tiny(7)
    plan = propose(problem)
    r = random.Random(5)
    for _ in range(5):
        mentees, mentors = list(problem.mentees), list(problem.mentors)
        r.shuffle(mentees)
        r.shuffle(mentors)
        again = propose(replace(problem, mentees=tuple(mentees), mentors=tuple(mentors)))
        assert again == plan
        assert repr(again).encode() == repr(plan).encode()


def test_equal_scores_are_settled_by_identity_alone():
    people = [mentee(f"k{k}") for k in range(9)]
    mentors = [mentor(f"m{k}") for k in range(3)]
    plan = propose(case(people, mentors))
    again = propose(case(people[::-1], mentors[1:] + mentors[:1]))
    assert dict(plan.ties()) == dict(again.ties())
    other = replace(case(people, mentors), cohort="2027-autumn")
    assert dict(propose(other).ties()) != dict(plan.ties())


def test_locks_and_forbids_are_obeyed():
    people = [mentee(f"k{k}") for k in range(6)]
    mentors = [mentor("m0"), mentor("m1")]
    free = dict(propose(case(people, mentors)).ties())
    other = {"m0": "m1", "m1": "m0"}
    keep = Decision("k0", other[free["k0"]], DecisionKind.KEEP)
    forbid = Decision("k1", free["k1"], DecisionKind.FORBID)
    plan = propose(case(people, mentors, keep, forbid))
    made = dict(plan.ties())
    assert made["k0"] == keep.mentor
    assert made["k1"] != forbid.mentor
    kept = [p.mentee for m in plan.matches for p in m.pairs if p.kept_by_hand]
    assert kept == ["k0"]


def test_a_kept_pair_does_not_lower_the_floor_of_the_others():
    points = {"themes": 10}
    people = [mentee("k0", goals=("skills", "leadership")), *(mentee(f"k{k}") for k in range(1, 4))]
    mentors = [mentor("m0"), mentor("m1")]
    keep = Decision("k0", "m0", DecisionKind.KEEP)
    plan = propose(case(people, mentors, keep, programme=profile(points=points)))
    assert {s.key: s.value for s in plan.stages}["worst_served"] == 10
    assert min(p.score for m in plan.matches for p in m.pairs) == 5


def test_a_group_needs_one_language_for_all_not_one_for_each_pair():
    people = [mentee("a", languages=("en", "fi")), mentee("b", languages=("fi", "sv")),
              mentee("c", languages=("en", "sv"))]  # fmt: skip
    plan = propose(case(people, [mentor("m", languages=("en", "fi", "sv"))]))
    assert len(plan.matches[0].mentees) == 2
    assert [u.code for u in plan.waiting] == ["group_rules"]
    assert "no language that all share" in plan.waiting[0].reason


def test_nobody_at_all_gives_an_empty_plan():
    for people, mentors in (([], []), ([mentee("k")], []), ([], [mentor("m")])):
        plan = propose(case(people, mentors))
        assert not plan.matches
        assert [s.value for s in plan.stages] == [0] * 6
        assert all(s.proved() for s in plan.stages)


def test_stages_can_be_reordered_and_dropped():
    problem = tiny(11)
    programme = replace(problem.programme, stages=("seated", "total", "worst_served"))
    stages = propose(replace(problem, programme=programme)).stages
    assert [s.key for s in stages] == ["seated", "total", "worst_served", "tie_break"]


@pytest.mark.parametrize("seed", ["0", "1", "4242"])
def test_the_hash_seed_and_locale_of_a_process_change_nothing(seed):
    script = (
        "from matching_bruteforce import tiny\nfrom mentorcli.matching import propose, review_sheet\n"
        "p = tiny(7)\nprint(ascii(propose(p)), review_sheet(p, propose(p)).hex()[-400:])"
    )
    here = Path(__file__).parent
    env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(here), "LC_ALL": "C",
           "TZ": "Pacific/Kiritimati"}  # fmt: skip
    told = subprocess.run(
        [sys.executable, "-c", script], env=env, capture_output=True, text=True, check=True
    ).stdout
    problem = tiny(7)
    sheet = review_sheet(problem, propose(problem)).hex()[-400:]
    assert told == f"{propose(problem)!a} {sheet}\n"
