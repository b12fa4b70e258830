"""What-if answers are exact: a forced re-solve from scratch gives the same, blocking sets are minimal."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import partial

import pytest
from matching_bruteforce import brute_force, tiny
from matching_cases import still_blocked
from matching_generated import cohort

from mentorcli.domain.decision import Decision, DecisionKind
from mentorcli.matching import blocking, if_decided, propose, repairs
from mentorcli.matching.ask.what_if import if_so
from mentorcli.matching.board.board import board_of
from mentorcli.matching.solve.groups import best_groups
from mentorcli.matching.solve.milp import Fixed
from mentorcli.matching.solve.propose import solver_of
from mentorcli.matching.solve.solver import Together
from mentorcli.matching.solve.task import task_of

KEYS = ("seated", "can_meet", "meet_together", "worst_served", "total")


def from_scratch(task, e):
    """Solve anew with every other edge of the mentee taken away and the mentee seated."""
    mentee = task.edges.i.tolist()
    left = [k for k, i in enumerate(mentee) if i != mentee[e] or k == e]
    place = {k: n for n, k in enumerate(left)}
    smaller = replace(task, edges=task.edges.only(left), current=frozenset())
    seat = Fixed([int(k == e) for k in left], 1)
    assert place[e] >= 0
    return [s.value for s in best_groups.solve(smaller, KEYS, [seat]).stages[:-1]]


def test_the_stated_loss_of_a_pair_is_that_of_a_re_solve_from_scratch():
    problem = cohort(140, 46)
    plan = propose(problem)
    board = board_of(problem)
    solver, task = solver_of(problem), task_of(board, plan.ties())
    ends = zip(task.edges.i.tolist(), task.edges.j.tolist(), strict=True)
    edge_of = {pair: e for e, pair in enumerate(ends)}
    r = random.Random(3)
    seen = {"blocked": 0, "possible": 0}
    for _ in range(12):
        i, j = r.randrange(140), r.randrange(46)
        pair = board.mentees[i].person, board.mentors[j].person
        told = if_so(solver, plan, Together(*pair))
        if (i, j) not in edge_of:
            assert not told.possible
            assert board.objections((i, j))
            seen["blocked"] += 1
            continue
        assert [s.then for s in told.stages] == from_scratch(task, edge_of[i, j])
        assert next(s.now for s in told.stages if s.key == "total") == sum(
            m.score for m in plan.matches
        )
        made = plan.company() | {m.mentee: m.after for m in told.moves}
        assert made[pair[0]] == pair[1:]
        seen["possible"] += 1
    assert min(seen.values()) > 1


@pytest.mark.parametrize("block", range(4))
def test_loss_equals_brute_force_on_tiny_cohorts(block):
    """What a pair kept by hand costs: the seats of brute force, and few moves where that is wanted."""
    compared = 0
    for seed in range(block * 30, block * 30 + 30):
        problem = tiny(seed)
        if problem.decisions or brute_force(problem) is None:
            continue
        plan = propose(problem)
        mentee, mentor = problem.mentees[0].person, problem.mentors[-1].person
        keep = replace(problem, decisions=(Decision(mentee, mentor, DecisionKind.KEEP),))
        try:
            made = partial(if_decided, problem, plan, keep.decisions)
            told, gentle = made(repairs=False), made(repairs=True)
            expected = brute_force(keep)
        except StopIteration:
            continue
        if expected is None or not told.possible:
            assert not told.possible
            continue
        then = {s.key: s.then for s in told.stages}
        assert tuple(then[key] for key in KEYS) == expected[:5], seed
        assert len(gentle.moves) <= len(told.moves), seed
        compared += 1
    assert compared


def test_a_pair_apart_costs_what_forbidding_it_costs():
    for seed in range(40):
        problem = tiny(seed)
        if problem.decisions:
            continue
        plan = propose(problem)
        for mentee, mentor in plan.ties()[:1]:
            forbid = replace(problem, decisions=(Decision(mentee, mentor, DecisionKind.FORBID),))
            told = if_decided(problem, plan, forbid.decisions, repairs=False)
            values = {s.key: s.value for s in propose(forbid).stages}
            assert all(values[s.key] == s.then for s in told.stages), seed


def test_blocking_sets_are_minimal():
    found = 0
    for seed in range(400):
        problem = tiny(seed)
        if problem.decisions or found >= 40:
            continue
        plan = propose(problem)
        for waiting in plan.waiting[:2]:
            told = blocking(problem, plan, waiting.person, "mentee")
            if not told.enough:
                continue
            assert still_blocked(problem, waiting.person, "mentee", told), seed
            for rule in told.rules:
                less = replace(told, rules=tuple(r for r in told.rules if r != rule))
                assert not still_blocked(problem, waiting.person, "mentee", less), seed
            for person in told.people:
                less = replace(told, people=tuple(p for p in told.people if p != person))
                assert not still_blocked(problem, waiting.person, "mentee", less), seed
            found += 1
    assert found >= 40


def test_a_repair_does_what_it_says():
    problem = cohort(24, 8, 4)
    plan = propose(problem)
    assert plan.waiting
    person = plan.waiting[0].person
    for repair in repairs(problem, plan, person, "mentee")[:4]:
        assert repair.outcome.possible
        moved = {m.mentee: m.after for m in repair.outcome.moves}
        assert moved[person] is not None
