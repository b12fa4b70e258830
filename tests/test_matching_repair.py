"""A repair moves no more people than it must; filling free places moves nobody."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from matching_bruteforce import _groups, tiny
from matching_generated import cohort
from oracles import reprove

from mentorcli.domain.decision import Decision, DecisionKind
from mentorcli.domain.plan_news import moves_to, news
from mentorcli.domain.problem import UserError
from mentorcli.matching import (
    frontier,
    judge,
    only_fill,
    point_of,
    propose,
    replan,
    unavoidable,
    verify,
)


def fewest_moves(problem, old):
    """Return (most seated, fewest moves) by trying all groups of all mentors."""
    mentees = sorted(problem.mentees, key=lambda a: a.person)
    mentors = sorted(problem.mentors, key=lambda a: a.person)
    place = {a.person: i for i, a in enumerate(mentees)}
    states = {0: 0}
    for m in mentors:
        mine = sum(1 << place[a] for a, b in old.items() if b == m.person and a in place)
        nexts = {}
        for used, stay in states.items():
            for mask, *_ in _groups(problem, mentees, m, set()):
                if not mask & used:
                    key, value = used | mask, stay + (mask & mine).bit_count()
                    nexts[key] = max(nexts.get(key, -1), value)
        states = nexts
    most = max(mask.bit_count() for mask in states)
    stay = max(v for mask, v in states.items() if mask.bit_count() == most)
    return most, sum(a in place for a in old) - stay


@pytest.mark.parametrize("block", range(3))
def test_one_withdrawal_moves_no_more_than_the_least_that_seats_most(block):
    compared = 0
    for seed in range(block * 60, block * 60 + 60):
        problem = tiny(seed)
        if problem.decisions:
            continue
        before = propose(problem)
        old = dict(before.ties())
        if not old or len(problem.mentors) < 2:
            continue
        r = random.Random(seed)
        gone = r.choice(sorted({*old, *old.values()}))
        after = replace(
            problem, mentees=tuple(a for a in problem.mentees if a.person != gone),
            mentors=tuple(a for a in problem.mentors if a.person != gone),
        )  # fmt: skip
        plan = replan(after, before)
        most, least = fewest_moves(after, old)
        point = point_of(plan)
        assert (point.seated, point.moves) == (most, least), seed
        assert verify(after, plan) == (), seed
        assert reprove(after, plan) == {s.key: s.value for s in plan.stages}, seed
        compared += 1
    assert compared > 15


@pytest.mark.parametrize("number", range(3))
def test_a_late_applicant_who_fills_moves_nobody(number):
    everybody = cohort(31, 14, number)
    problem = replace(everybody, mentees=everybody.mentees[:-1])
    before = propose(problem)
    plan = only_fill(everybody, before)
    moves = [m for m in moves_to(before, plan.company()) if m.before]
    assert moves == []
    assert verify(everybody, plan) == ()
    assert point_of(plan).seated >= point_of(before).seated


def test_a_budget_of_moves_is_held_and_more_moves_never_bring_less():
    problem = cohort(30, 14, 5)
    before = propose(problem)
    mentor = before.matches[0].mentor
    after = replace(problem, mentors=tuple(a for a in problem.mentors if a.person != mentor))
    least = point_of(replan(after, before)).moves
    assert unavoidable(after, before) <= least
    points = frontier(after, before, replan(after, before), 3)
    worth = [(p.seated, p.worst_served, p.total) for p in points]
    assert worth == sorted(worth)
    for budget in (least, least + 2):
        plan = replan(after, before, budget)
        assert point_of(plan).moves <= budget
        assert reprove(after, plan) == {s.key: s.value for s in plan.stages}
    with pytest.raises(UserError):
        replan(after, before, unavoidable(after, before) - 1)
    assert len(after.still_here(before.ties())) == point_of(before).seated


def test_an_override_is_obeyed_and_marked_everywhere():
    problem = cohort(12, 6, 1)
    board_pairs = [(a, b) for a in problem.mentees for b in problem.mentors]
    plan = propose(problem)
    for a, b in board_pairs:
        keep = Decision(a.person, b.person, DecisionKind.KEEP, "both asked")
        broken = {dict(p.parameters).get("rule") for p in judge(problem, [keep])}
        if broken == {"no_common_theme"}:
            break
    excused = replace(keep, overrides=("no_common_theme",))
    assert judge(problem, [excused]) == ()
    forced = replace(problem, decisions=(excused,))
    plan = propose(forced)
    assert dict(plan.ties())[a.person] == b.person
    pair = next(p for m in plan.matches for p in m.pairs if p.mentee == a.person)
    assert "Kept by hand against a rule: no_common_theme." in pair.reason
    assert verify(forced, plan) == ()
    assert plan.rules == propose(problem).rules


@pytest.mark.parametrize("seed", range(12))
def test_everybody_whose_company_differs_is_told_and_nobody_else(seed):
    problem = cohort(14, 6, seed)
    before = propose(problem)
    gone = before.matches[seed % len(before.matches)].mentor
    after = propose(replace(problem, mentors=tuple(a for a in problem.mentors if a.person != gone)))
    told = {(n.role, n.person): n for n in news(before, after)}
    old, new = (
        {(role, p): (m.mentor, {m.mentor, *m.mentees} - {p})
         for m in plan.matches for role, p in (("mentor", m.mentor), *(("mentee", x) for x in m.mentees))}
        for plan in (before, after)
    )  # fmt: skip
    for who in {*old, *new}:
        if old.get(who) == new.get(who):
            assert who not in told
            continue
        n = told[who]
        was, now = old.get(who, ("", set())), new.get(who, ("", set()))
        assert (set(n.lost), set(n.got)) == (was[1] - now[1], now[1] - was[1])
        kind = "place" if who not in old else "no_place" if who not in new else (
            "company" if who[0] == "mentor" or was[0] == now[0] else "mentor")  # fmt: skip
        if who == ("mentor", gone):
            kind = "gone"
        assert n.what == kind
    assert ("mentor", gone) in told


def test_who_cannot_stay_is_counted_also_where_the_pair_is_barred_or_kept_elsewhere():
    problem = cohort(14, 6, 1)
    before = propose(problem)
    pairs = sorted(dict(before.ties()).items())
    assert unavoidable(problem, before) == 0
    bar = Decision(*pairs[0], DecisionKind.FORBID)
    silent = tuple(
        replace(a, answers={k: v for k, v in a.answers.items() if k != "languages"})
        if a.person == pairs[1][0] else a
        for a in problem.mentees
    )  # fmt: skip
    assert unavoidable(replace(problem, decisions=(bar,)), before) == 1
    assert unavoidable(replace(problem, mentees=silent, decisions=(bar,)), before) == 2
    other = next(m for p, m in pairs if m != pairs[2][1])
    keep = Decision(pairs[2][0], other, DecisionKind.KEEP)
    # that group is full: somebody of it makes room, too
    assert unavoidable(replace(problem, decisions=(keep,)), before) == 2
