"""Equals explained: what a pair would cost, what stands in the way of a circle, what would help."""

from __future__ import annotations

from dataclasses import replace

import pytest
from matching_cases import case, mentee, profile
from matching_generated import cohort
from matching_peers import brute_peers, brute_seats, tiny_peers

from mentorcli.domain.decision import Decision, DecisionKind
from mentorcli.domain.plan import Move
from mentorcli.domain.problem import UserError
from mentorcli.matching import (
    blocking_equals,
    circle_steps,
    explain_pair,
    if_equals,
    propose,
    repair_equals,
)
from mentorcli.matching.equals_obstacles import equals_still_blocked
from mentorcli.matching.peers import company


def solvable(seeds):
    """Tiny pools without decisions, with their plans."""
    for seed in seeds:
        problem = tiny_peers(seed)
        if not problem.decisions and len(problem.mentees) > 3:
            yield seed, problem, propose(problem)


def circles_after(plan, moves):
    """The circles of a plan after moves, as sets of people."""
    others = {p: "+".join(x for x in m.mentees if x != p) for m in plan.matches for p in m.mentees}
    others |= {m.mentee: m.after for m in moves}
    return {frozenset((p, *(o or "").split("+"))) - {""} for p, o in others.items() if o}


@pytest.mark.parametrize("together", [True, False])
def test_what_a_pair_costs_is_what_brute_force_with_it_gives(together):
    kind = DecisionKind.KEEP if together else DecisionKind.FORBID
    seen = {"blocked": 0, "no circle": 0, "compared": 0}
    for seed, problem, plan in solvable(range(240)):
        pair = problem.mentees[0].person, problem.mentees[-1].person
        told = if_equals(problem, plan, *pair, together=together)
        expected = brute_peers(replace(problem, decisions=(Decision(*pair, kind),)))
        blocked = explain_pair(problem, plan, *pair).blocked_by
        if together and blocked:
            assert not told.possible, seed
            seen["blocked"] += 1
        elif expected is None:
            assert not told.possible, seed
            seen["no circle"] += 1
        else:
            assert {s.key: s.then for s in told.stages}.items() <= expected[0].items(), seed
            assert {s.key: s.now for s in told.stages}.items() <= {
                s.key: s.value for s in plan.stages
            }.items()
            made = circles_after(plan, told.moves)
            assert any(set(pair) <= c for c in made) is together, seed
            gently = if_equals(problem, plan, *pair, together=together, gently=True)
            lost = [_losing(plan, x.moves) for x in (gently, told)]
            assert lost[0] <= lost[1], seed
            seen["compared"] += 1
    assert seen["compared"] > 25
    assert not together or seen["blocked"] > 5


def _losing(plan, moves):
    return sum(not set(m.before.split("+")) <= set((m.after or "").split("+")) for m in moves
               if m.before)  # fmt: skip


def test_what_stands_in_the_way_is_minimal_by_brute_force_too():
    found = 0
    for seed, problem, plan in solvable(range(900)):
        for waiting in plan.waiting[:2]:
            told, person = blocking_equals(problem, plan, waiting.person), waiting.person
            if not told.enough:
                assert not brute_seats(problem, (), [person]), seed
                continue
            assert equals_still_blocked(problem, person, told)
            assert not brute_seats(problem, told.rules, [person, *told.people]), seed
            for rule in told.rules:
                left = [r for r in told.rules if r != rule]
                assert brute_seats(problem, left, [person, *told.people]), seed
            for other in told.people:
                left = [p for p in told.people if p != other]
                assert brute_seats(problem, told.rules, [person, *left]), seed
            found += 1
        if found >= 40:
            return
    pytest.fail(f"only {found} cases")


def test_a_repair_gives_a_circle_and_costs_what_it_says():
    seen = set()
    for seed, problem, plan in solvable(range(70)):
        for waiting in plan.waiting[:1]:
            for repair in repair_equals(problem, plan, waiting.person):
                changed = problem
                if repair.kind == "size":
                    group = (problem.programme.group[0], repair.places)
                    changed = replace(problem, programme=replace(problem.programme, group=group))
                else:
                    pair = sorted((repair.mentee, repair.mentor))
                    keep = Decision(*pair, DecisionKind.KEEP, "", (repair.rule,))
                    changed = replace(problem, decisions=(keep,))
                after = {m.mentee: m.after for m in repair.outcome.moves}
                assert after[waiting.person], seed
                most = {s.key: s.value for s in propose(changed).stages}
                then = {s.key: s.then for s in repair.outcome.stages}
                first = next(iter(then))
                assert then[first] <= most[first], seed
                seen.add(repair.kind)
    assert seen == {"size", "override"}


def test_a_forbidden_pair_can_be_the_repair():
    people = [mentee(p, themes=("leadership",)) for p in ("a", "b")]
    forbid = Decision("a", "b", DecisionKind.FORBID, "asked")
    programme = replace(profile(group=(2, 3), rules=("common_language",)), form="peers")
    problem = case(people, [], forbid, programme=programme)
    plan = propose(problem)
    assert not blocking_equals(problem, plan, "a").enough
    assert [r.kind for r in repair_equals(problem, plan, "a")] == ["allow"]


def test_steps_say_who_leaves_which_circle():
    moves = (
        Move("a", "b+c", "d"), Move("b", "a+c", "c"), Move("c", "a+b", "b"),
        Move("d", "e", "a"), Move("e", "d", None), Move("f", None, "g"), Move("g", None, "f"),
    )  # fmt: skip
    told = {s.person: (s.leaves, s.joins) for s in circle_steps(moves)}
    assert told == {
        "a": (("b", "c"), ("d",)),
        "e": (("d",), ()),
        "f": ((), ("g",)),
        "g": ((), ("f",)),
    }
    assert circle_steps(()) == ()
    joined = (Move("a", "b", "b+c"), Move("b", "a", "a+c"), Move("c", None, "a+b"))
    assert [s.person for s in circle_steps(joined)] == ["c"]


def test_too_many_circles_are_refused_in_words():
    peers = replace(cohort(1, 1).programme, form="peers", group=(2, 4), rules=())
    problem = replace(cohort(70, 0, 1, programme=peers), mentors=())
    with pytest.raises(UserError, match="too many"):
        propose(problem)


def test_a_middle_sized_pool_is_explained_pair_by_pair():
    peers = replace(cohort(1, 1).programme, form="peers", group=(2, 3))
    problem = replace(cohort(14, 0, 2, programme=peers), mentors=())
    plan = propose(problem)
    people = [a.person for a in problem.mentees]
    together = set(company(plan))
    for one in people[:3]:
        for other in people:
            if other <= one or (one, other) in together:
                continue
            blocked = explain_pair(problem, plan, one, other).blocked_by
            told = if_equals(problem, plan, one, other, together=True)
            assert not (blocked and told.possible)
            if told.possible:
                keep = Decision(one, other, DecisionKind.KEEP)
                values = {
                    s.key: s.value for s in propose(replace(problem, decisions=(keep,))).stages
                }
                assert all(values[s.key] == s.then for s in told.stages)
