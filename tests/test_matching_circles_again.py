"""Circles proved again by a program that shares neither code nor solver with the first."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matching_cases import case, mentee, profile
from matching_peers import pool, tiny_peers
from oracles import circle_search, reprove
from oracles.circle_columns import columns_of
from oracles.circle_prices import SCALE, whole_prices
from oracles.circle_search import Seats, choose

from mentorcli.domain.decision import Decision, DecisionKind
from mentorcli.domain.match_form import CIRCLES
from mentorcli.domain.problem import UserError
from mentorcli.matching import only_fill, propose, replan, verify
from mentorcli.matching.ask.explain import EMPTY_PLAN
from mentorcli.matching.check.facts import facts_of

ROOM = Path(circle_search.__file__).parent


def values(plan):
    return {s.key: s.value for s in plan.stages}


def solvable(seeds):
    for seed in seeds:
        problem = tiny_peers(seed)
        try:
            yield seed, problem, propose(problem)
        except UserError:
            continue


def test_the_second_program_uses_no_solver():
    for file in ("circle_columns.py", "circle_prices.py", "circle_search.py", "circles_again.py"):
        assert "scipy" not in (ROOM / file).read_text(encoding="utf-8")


def test_tiny_pools_are_proved_again_stage_by_stage():
    for seed, problem, plan in solvable(range(80)):
        assert reprove(problem, plan) == values(plan), seed


@pytest.mark.parametrize("group", [(2, 2), (2, 3), (3, 4)])
def test_middle_sized_pools_are_proved_again(group):
    for people, number in ((14, 1), (17, 2), (20, 3)):
        problem = pool(people, number, group)
        plan = propose(problem)
        assert reprove(problem, plan) == values(plan), (people, number)


def test_a_plan_that_is_not_the_best_is_found_out():
    """Plans made under one more decision are worse in the first stage where they differ."""
    found = 0
    for seed, problem, plan in solvable(range(90)):
        if problem.decisions or not plan.matches:
            continue
        one, other, *_ = plan.matches[0].mentees
        forbid = Decision(one, other, DecisionKind.FORBID)
        worse = replace(propose(replace(problem, decisions=(forbid,))), decisions=())
        told, best = reprove(problem, worse), values(plan)
        differs = next(k for k, v in values(worse).items() if v != best[k])
        assert list(told)[-1] == differs, seed
        now = values(worse)[differs]
        lower = differs in {"can_meet", "meet_together", "tie_break"}
        better = told[differs] < now if lower else told[differs] > now
        assert better, seed
        found += 1
    assert found > 30


def test_repairs_are_proved_again_within_their_moves():
    moved = 0
    for number in range(8):
        problem = pool(14, number)
        before = propose(problem)
        late = replace(problem, mentees=(*problem.mentees[1:], *pool(15, 50 + number).mentees[-1:]))
        for plan in (replan(late, before), replan(late, before, 5), only_fill(late, before)):
            assert verify(late, plan) == ()
            assert reprove(late, plan) == values(plan), number
            moved += bool(values(plan).get("fewest_moves"))
    assert moved


def triangles(number):
    """So many threes of whom each may only be with the other two, in pairs; ids are interleaved."""
    people = [
        mentee(f"k{corner}{k:02}", goals=(f"t{k}",), themes=(f"t{k}",))
        for k in range(number)
        for corner in range(3)
    ]
    rules = ("common_language", "no_common_theme")
    programme = replace(profile(group=(2, 2), rules=rules, points={"themes": 9}), form=CIRCLES)
    return case(people, [], programme=programme)


def test_a_pool_where_fractions_promise_too_much_is_proved_again():
    problem = triangles(11)
    plan = propose(problem)
    assert values(plan)["seated"] == 22
    assert reprove(problem, plan) == values(plan)


def test_a_pool_that_is_too_large_is_refused_in_words():
    peers = replace(pool(1).programme, rules=())
    with pytest.raises(UserError, match="circles at most"):
        reprove(replace(pool(92), programme=peers), EMPTY_PLAN)
    columns = columns_of(facts_of(triangles(5)))
    seats = Seats(15, 4, frozenset(), exact=False)
    assert choose(columns, range(len(columns)), (), seats) is None
    with pytest.raises(UserError, match="too large"):
        choose(columns, range(len(columns)), (), seats, most_steps=5)


@given(
    st.lists(
        st.tuples(st.sets(st.integers(0, 7), min_size=2, max_size=4), st.integers(-40, 900)),
        max_size=30,
    ),
    st.lists(st.booleans(), min_size=8, max_size=8),
)
def test_prices_hold_for_every_circle(circles, may_wait):
    members = [tuple(sorted(c)) for c, _ in circles]
    worth = [value for _, value in circles]
    prices = whole_prices(8, members, worth, may_wait)
    for people, value in zip(members, worth, strict=True):
        assert sum(prices[i] for i in people) >= SCALE * value
    assert all(p >= 0 for p, free in zip(prices, may_wait, strict=True) if free)
