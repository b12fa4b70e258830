"""One-to-one with capacities: best by brute force, by prices, and by the other solver."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from matching_generated import cohort
from matching_pairs import brute_pairs, tiny_pairs

from mentorcli.domain.application import Capacity
from mentorcli.domain.match_form import PAIRS
from mentorcli.domain.problem import UserError
from mentorcli.matching import propose, verify
from mentorcli.matching.board.board import board_of
from mentorcli.matching.solve import solver_choice as shapes
from mentorcli.matching.solve.groups import best_groups
from mentorcli.matching.solve.pairs import best_pairs, pricing
from mentorcli.matching.solve.pairs.flow import Market, clear, interchangeable
from mentorcli.matching.solve.solver_choice import each_pair_alone
from mentorcli.matching.solve.task import task_of

SHARED_BY_HAND = (723, 1117, 1571, 1827, 1958)
"""Cohorts in which two mentees who could not share a group are kept with one mentor."""


@pytest.mark.parametrize("block", range(4))
def test_every_stage_equals_brute_force(block):
    met = set()
    for seed in (*range(block * 50, block * 50 + 50), *SHARED_BY_HAND):
        problem = tiny_pairs(seed)
        expected = brute_pairs(problem)
        try:
            plan = propose(problem)
        except UserError:
            assert expected is None, seed
            continue
        assert tuple(s.value for s in plan.stages) == expected[:5], seed
        assert dict(plan.ties()) == expected[5], seed
        proofs = {s.key: s.proof for s in plan.stages}
        met.add(proofs.pop("can_meet"))
        assert set(proofs.values()) == {"prices"}, seed
        assert verify(problem, plan) == (), seed
    assert met == {"none_fewer", "prices"}


def pairs_cohort(number, mentees=25, mentors=12):
    takes = (Capacity(1, 1), Capacity(1, 2), Capacity(1, 3))
    programme = replace(cohort(1, 1).programme, form=PAIRS, group=(1, 3))
    return cohort(mentees, mentors, number, programme=programme, takes=takes)


@pytest.mark.parametrize("number", range(10))
def test_the_integer_program_finds_the_same_plan(number):
    board = board_of(pairs_cohort(number))
    task, keys = task_of(board), ("seated", "can_meet", "worst_served", "total", "tie_break")
    assert each_pair_alone(task)
    one, other = shapes.seat(board, keys), best_groups.solve(task, keys)
    made = [(i, j) for j, members in one.groups.items() for i in members]
    assert sorted(made) == [(task.edges.i[e], task.edges.j[e]) for e in other.chosen]
    assert [s.value for s in one.stages] == [s.value for s in other.stages]


def few_at_hand(monkeypatch):
    """Let a mentee have few pairs at hand, so that nearly all must be priced."""
    monkeypatch.setattr(shapes, "_ALL", 0)
    for room, name, number in ((pricing, "_BEST", 2), (pricing, "_MORE", 1), (pricing, "_AT_ONCE", 40),
                               (pricing, "_NEAR", 1), (best_pairs, "_FEW", 1), (best_pairs, "_NEAR", 1)):  # fmt: skip
        monkeypatch.setattr(room, name, number)


@pytest.mark.parametrize("number", range(6))
def test_prices_for_all_pairs_give_the_plan_that_looking_at_all_gives(monkeypatch, number):
    scarce = replace(pairs_cohort(number), mentors=pairs_cohort(number).mentors[::2])
    for problem in (pairs_cohort(number), scarce):
        whole = propose(problem)
        with monkeypatch.context() as patch:
            few_at_hand(patch)
            assert propose(problem) == whole
        assert verify(problem, whole) == ()


def test_prices_for_all_pairs_obey_decisions(monkeypatch):
    few_at_hand(monkeypatch)
    for seed in (*range(60), *SHARED_BY_HAND):
        problem = tiny_pairs(seed)
        expected = brute_pairs(problem)
        try:
            plan = propose(problem)
        except UserError:
            assert expected is None, seed
            continue
        assert tuple(s.value for s in plan.stages) == expected[:5], seed
        assert dict(plan.ties()) == expected[5], seed
        assert verify(problem, plan) == (), seed


def test_a_large_cohort_is_priced_and_proved_over_all_its_pairs():
    board = board_of(pairs_cohort(3, 700, 320))
    assert len(board.mentees) * len(board.mentors) > shapes._ALL
    answer = shapes.seat(board, ("seated", "worst_served", "total"))
    total, bonus = answer.priced.prices[2], answer.priced.bonus
    values = {s.key: s.value for s in answer.stages}
    scores, free = board.open_rows(np.arange(len(board.mentees)))
    free &= np.array([s is not None for s in answer.seats])
    paid = total.mentee_prices[:, None] + total.mentor_prices[None, :]
    worth = np.where(free & (scores >= values["worst_served"]), bonus + scores.astype(np.int64), 0)
    assert (paid >= worth).all()
    places = np.array([s[1] if s else 0 for s in answer.seats])
    everything = int(total.mentee_prices.sum() + (total.mentor_prices * places).sum())
    assert everything == bonus * values["seated"] + values["total"]


def test_a_mentor_with_several_places_has_one_match_for_each_mentee():
    plan = propose(pairs_cohort(1))
    assert all(len(m.mentees) == 1 for m in plan.matches)
    mentors = [m.mentor for m in plan.matches]
    assert len(set(mentors)) < len(mentors)
    assert len({m.id for m in plan.matches}) == len(plan.matches)
    assert not set(mentors) & {u.person for u in plan.unused}


def test_pairs_in_every_best_matching_are_those_that_cannot_change():
    r = random.Random(4)
    for _ in range(200):
        n, m = r.randint(1, 4), r.randint(1, 3)
        ends = [(i, j) for i in range(n) for j in range(m) if r.random() < 0.8]
        places = np.array([r.randint(1, 2) for _ in range(m)], np.int64)
        i, j = (np.array([e[k] for e in ends], np.int64) for k in (0, 1))
        worth = np.array([r.randint(1, 3) for _ in ends], np.int64)
        market = Market(n, places, i, j)
        cleared = clear(market, worth)
        best, all_best = 0, []
        for mask in range(1 << len(ends)):
            chosen = [k for k in range(len(ends)) if mask >> k & 1]
            mentees = [ends[k][0] for k in chosen]
            taken = np.bincount([ends[k][1] for k in chosen], minlength=m)
            if len(set(mentees)) == len(mentees) and (taken <= places).all():
                value = sum(int(worth[k]) for k in chosen)
                best, all_best = (value, []) if value > best else (best, all_best)
                if value == best:
                    all_best.append(set(chosen))
        assert cleared.value == best
        if ends:
            change = interchangeable(market, worth, cleared)
            in_some, in_all = set().union(*all_best), set.intersection(*all_best)
            assert set(np.flatnonzero(change).tolist()) == in_some - in_all


def test_a_wrong_matching_is_noticed(monkeypatch):
    market = Market(2, np.array([1, 1]), np.array([0, 0, 1]), np.array([0, 1, 0]))
    monkeypatch.setattr("mentorcli.matching.solve.pairs.flow.proposed", lambda *_: np.array([0]))
    with pytest.raises(RuntimeError):
        clear(market, np.array([5, 5, 5]))
