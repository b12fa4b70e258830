"""Equals explained: what a pair would cost, what stands in the way of a circle, what would help."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matching_cases import case, mentee, profile, still_blocked
from matching_peers import (
    PEER,
    brute_better,
    brute_equal,
    brute_moves,
    brute_peers,
    brute_seats,
    pool,
    tiny_peers,
)

from mentorcli.domain.decision import Decision, DecisionKind
from mentorcli.domain.match_form import CIRCLES
from mentorcli.domain.plan_news import Move
from mentorcli.domain.problem import UserError
from mentorcli.domain.programme import FieldType, Visibility
from mentorcli.matching import (
    advise,
    against_plan,
    better_together,
    blocking,
    explain,
    explain_pair,
    firmness,
    if_decided,
    judge,
    loose_places,
    only_fill,
    point_of,
    propose,
    repairs,
    replan,
    steps_of,
    unavoidable,
    verify,
    with_newcomer,
    with_other_weights,
    with_sizes,
)


def solvable(seeds):
    """Tiny pools without decisions, with their plans."""
    for seed in seeds:
        problem = tiny_peers(seed)
        if not problem.decisions and len(problem.mentees) > 3:
            yield seed, problem, propose(problem)


def circles_after(plan, moves):
    """The circles of a plan after moves, as sets of people."""
    others = {p: set(m.mentees) - {p} for m in plan.matches for p in m.mentees}
    others |= {m.mentee: set(m.after) for m in moves}
    return {frozenset((p, *o)) for p, o in others.items() if o}


@pytest.mark.parametrize(("together", "seeds"), [(True, 150), (False, 60)])
def test_what_a_pair_costs_is_what_brute_force_with_it_gives(together, seeds):
    kind = DecisionKind.KEEP if together else DecisionKind.FORBID
    seen = {"blocked": 0, "no circle": 0, "compared": 0}
    for seed, problem, plan in solvable(range(seeds)):
        pair = problem.mentees[0].person, problem.mentees[-1].person
        word = (Decision(*pair, kind),)
        told, gently = (if_decided(problem, plan, word, repairs=r) for r in (False, True))
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
            if together:
                lost = [_losing(x.moves) for x in (gently, told)]
                assert lost[0] <= lost[1], seed
            seen["compared"] += 1
    assert seen["compared"] > 15
    assert not together or seen["blocked"] > 5


def _losing(moves):
    return sum(not set(m.before) <= set(m.after) for m in moves)


def test_what_stands_in_the_way_is_minimal_by_brute_force_too():
    found = 0
    for seed, problem, plan in solvable(range(900)):
        for waiting in plan.waiting[:2]:
            told, person = blocking(problem, plan, waiting.person, "mentee"), waiting.person
            if not told.enough:
                assert not brute_seats(problem, (), [person]), seed
                continue
            assert still_blocked(problem, person, "mentee", told)
            assert not brute_seats(problem, told.rules, [person, *told.people]), seed
            for rule in told.rules:
                left = [r for r in told.rules if r != rule]
                assert brute_seats(problem, left, [person, *told.people]), seed
            for other in told.people:
                left = [p for p in told.people if p != other]
                assert brute_seats(problem, told.rules, [person, *left]), seed
            found += 1
        if found >= 30:
            return
    pytest.fail(f"only {found} cases")


def test_a_repair_gives_a_circle_and_costs_what_it_says():
    seen = set()
    for seed, problem, plan in solvable(range(30)):
        for waiting in plan.waiting[:1]:
            for repair in repairs(problem, plan, waiting.person, "mentee"):
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
    programme = replace(profile(group=(2, 3), rules=("common_language",)), form=CIRCLES)
    problem = case(people, [], forbid, programme=programme)
    plan = propose(problem)
    assert not blocking(problem, plan, "a", "mentee").enough
    assert [r.kind for r in repairs(problem, plan, "a", "mentee")] == ["allow"]


def test_steps_say_who_leaves_which_circle():
    moves = (
        Move("a", ("b", "c"), ("d",)), Move("b", ("a", "c"), ("c",)), Move("c", ("a", "b"), ("b",)),
        Move("d", ("e",), ("a",)), Move("e", ("d",), ()), Move("f", (), ("g",)), Move("g", (), ("f",)),
    )  # fmt: skip
    told = {s.person: (s.leaves, s.joins) for s in steps_of(moves, CIRCLES)}
    assert told == {
        "a": (("b", "c"), ("d",)),
        "e": (("d",), ()),
        "f": ((), ("g",)),
        "g": ((), ("f",)),
    }
    assert steps_of((), CIRCLES) == ()
    joined = (
        Move("a", ("b",), ("b", "c")),
        Move("b", ("a",), ("a", "c")),
        Move("c", (), ("a", "b")),
    )
    assert [s.person for s in steps_of(joined, CIRCLES)] == ["c"]


def test_too_many_circles_are_refused_in_words():
    problem = pool(70, 1, (2, 4))
    problem = replace(problem, programme=replace(problem.programme, rules=()))
    with pytest.raises(UserError, match="too many"):
        propose(problem)


def test_a_middle_sized_pool_is_explained_pair_by_pair():
    problem = pool(10, 2)
    plan = propose(problem)
    people = [a.person for a in problem.mentees]
    together = set(plan.ties())
    for one in people[:2]:
        for other in people:
            if other <= one or (one, other) in together:
                continue
            blocked = explain_pair(problem, plan, one, other).blocked_by
            keep = Decision(one, other, DecisionKind.KEEP)
            told = if_decided(problem, plan, (keep,), repairs=False)
            assert not (blocked and told.possible)
            if told.possible:
                values = {
                    s.key: s.value for s in propose(replace(problem, decisions=(keep,))).stages
                }
                assert all(values[s.key] == s.then for s in told.stages)


def test_ties_and_better_circles_are_those_of_brute_force():
    tied = better = 0
    for seed, problem, plan in solvable(range(100)):
        if not plan.matches:
            continue
        others = [set(made) for made in brute_equal(problem)]
        expected = {p for m in plan.matches for p in m.mentees
                    if any(m.mentees not in made for made in others)}  # fmt: skip
        assert loose_places(problem, plan) == expected, seed
        found = better_together(problem, plan)
        assert {c.people for c in found} == brute_better(problem, plan), seed
        tied, better = tied + bool(expected), better + bool(found)
    assert tied > 2
    assert better > 10


def test_who_keeps_a_circle_under_every_weight_is_firm():
    problem = pool(9, 4)
    plan = propose(problem)
    weights = with_other_weights(problem, plan)
    found = firmness(problem, plan, weights)
    assert {f.mentee for f in found} == {p for m in plan.matches for p in m.mentees}
    assert {f.tried for f in found} == {8}
    assert [f.left for f in found] == sorted((f.left for f in found), reverse=True)
    for f in found:
        assert f.left == sum(f.mentee in {m.mentee for m in c.outcome.moves} for c in weights)


def test_advice_is_what_one_more_equal_would_really_bring():
    people = [
        mentee("a", languages=("sv",)),
        mentee("b", languages=("fi",)),
        mentee("c"),
        mentee("d"),
    ]
    programme = replace(PEER, group=(2, 2))
    problem = case(people, [], programme=programme)
    told = {a.languages: (a.one, a.two) for a in advise(problem)}
    assert told == {("sv",): (1, 1), ("fi",): (1, 1), ("en",): (0, 0)}
    both = with_newcomer(problem, ["Swedish"])
    assert {s.key: s.value for s in propose(both).stages}["seated"] == 4
    assert advise(replace(problem, mentees=tuple(people[2:]))) == ()
    with pytest.raises(UserError, match="no language"):
        with_newcomer(problem, ["telepathy"])
    assert propose(with_sizes(problem, 3, 3)).matches == ()
    with pytest.raises(UserError):
        with_sizes(problem, 1, 3)


def test_two_newcomers_are_two_people():
    """Who speaks one language alone has a circle with two others who do: they are no namesakes."""
    said = {"goals": ("networks",), "themes": ("networks",), "meeting_modes": ("remote",)}
    tongues = [("sv",), ("fi",), ("fi",), ("fi",)]
    people = [
        mentee(f"k{n}", f"Kuu{n} Tahti{n}", languages=x, **said) for n, x in enumerate(tongues)
    ]
    problem = replace(pool(4, group=(3, 3)), mentees=tuple(people))
    told = {a.languages: (a.one, a.two) for a in advise(problem)}
    assert told["sv",] == (0, 1)


def test_only_filling_leaves_a_circle_that_cannot_go_on_and_moves_nobody_else():
    people = [mentee(f"k{k}", themes=("leadership",)) for k in range(6)]
    programme = replace(profile(group=(3, 3), rules=("common_language",)), form=CIRCLES)
    problem = case(people, [], programme=programme)
    before = propose(problem)
    gone = before.matches[0].mentees[0]
    left = replace(problem, mentees=tuple(a for a in people if a.person != gone))
    assert unavoidable(left, before) == 2
    plan = only_fill(left, before)
    assert point_of(plan).moves == 2
    assert [m.mentees for m in plan.matches] == [before.matches[1].mentees]
    late = replace(left, mentees=(*left.mentees, mentee("new", themes=("leadership",))))
    assert unavoidable(late, before) == 0
    assert point_of(only_fill(late, before)).seated == 6


def test_a_latecomer_or_a_withdrawal_moves_no_more_than_brute_force_must():
    compared = 0
    for seed, problem, before in solvable(range(40)):
        if len(before.matches) < 2:
            continue
        gone = before.matches[0].mentees[0]
        left = replace(problem, mentees=tuple(a for a in problem.mentees if a.person != gone))
        against = [{p for p in m.mentees if p != gone} for m in before.matches]
        moved = brute_moves(left, [c for c in against if len(c) > 1])
        assert unavoidable(left, before) == min(moved.values()), seed
        plan = replan(left, before)
        seated = point_of(plan).seated
        first = [s for s in plan.stages if s.key == "waited"]
        if not first:
            assert point_of(plan).moves == moved[seated], seed
        assert point_of(only_fill(left, before)).moves == min(moved.values()), seed
        compared += 1
    assert compared > 5


@st.composite
def hostile_pools(draw):
    """Equals with every answer of the peer profile drawn; what only HR sees is SECRET."""

    def answers():
        found = {}
        for field in PEER.fields["mentee"]:
            secret = field.visible_to is not Visibility.MATCH
            if field.type in {FieldType.CHOICE, FieldType.MULTI} and field.key != "languages":
                known = st.sampled_from([o.code for o in field.options])
                own = st.just("SECRET") if secret else known
                found[field.key] = tuple(draw(st.lists(own, max_size=3, unique=True)))
            elif field.type in {FieldType.PEOPLE, FieldType.RANKED}:
                names = st.sampled_from(["SECRET One", "Equal k1", "Equal k2"])
                found[field.key] = tuple(draw(st.lists(names, max_size=2)))
            elif field.type in {FieldType.TEXT, FieldType.LONG} and secret:
                found[field.key] = "SECRET"
        return found

    people = [mentee(f"k{k}", f"Equal k{k}", **answers()) for k in range(draw(st.integers(2, 6)))]
    return case(people, [], programme=PEER)


@settings(max_examples=20, deadline=None)
@given(hostile_pools())
def test_nothing_private_is_in_what_is_told_and_points_add_up(problem):
    plan = propose(problem)
    assert verify(problem, plan) == ()
    told = repr(plan) + repr(better_together(problem, plan))
    for match in plan.matches:
        assert match.score == sum(p.score for p in match.pairs)
        assert all(p.score == sum(x.points for x in p.parts) for p in match.pairs)
    for one in problem.mentees:
        found = explain(problem, plan, one.person)
        told += repr(found)
        for o in (*found.together, *found.alternatives, *found.blocked):
            assert o.score == sum(p.points for p in o.parts)
    pairs = combinations(sorted(a.person for a in problem.mentees), 2)
    told += repr(judge(problem, [Decision(*pair, DecisionKind.KEEP) for pair in pairs]))
    for waiting in plan.waiting[:1]:
        told += repr(blocking(problem, plan, waiting.person, "mentee"))
        told += repr(repairs(problem, plan, waiting.person, "mentee"))
    assert "SECRET" not in told


def test_a_repair_is_held_against_repairs_not_against_a_plan_made_anew():
    """With the same weights nothing changes; a plan made anew would move people."""
    seen = 0
    for number in range(3):
        problem = pool(11, number)
        before = propose(problem)
        gone = before.matches[0].mentees[0]
        left = replace(problem, mentees=tuple(a for a in problem.mentees if a.person != gone))
        plan = replan(left, before)
        assert against_plan(left, plan).moves == ()
        seen += propose(left).matches != plan.matches
    assert seen
