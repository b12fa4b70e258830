"""What a plan rests on is worked out by re-solving, and brute force agrees."""

from __future__ import annotations

from dataclasses import replace

import pytest
from matching_bruteforce import _score, brute_force, tiny
from matching_cases import case, mentee, mentor, profile
from matching_generated import cohort
from matching_pairs import tiny_pairs

from mentorcli.domain.application import Capacity
from mentorcli.domain.decision import Decision, DecisionKind
from mentorcli.domain.problem import UserError
from mentorcli.matching import (
    advise,
    against_plan,
    better_together,
    firmness,
    propose,
    with_newcomer,
    with_other_weights,
    with_places,
    without_person,
    without_rule,
    without_rules,
)
from mentorcli.matching.solve.propose import solver_of


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
                assert tuple(s.then for s in change.outcome.stages) == brute_force(off)[:5], seed
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
            forbid = Decision(pair.mentee, *pair.others, DecisionKind.FORBID)
            other = propose(replace(problem, decisions=(forbid,)))
            equal = [s.value for s in other.stages if s.key != "tie_break"] == values
            assert pair.tied is equal, seed
            seen[equal] += 1
    assert min(seen.values()) > 7


def test_a_change_of_weights_counts_the_pairs_that_it_breaks():
    problem = cohort(15, 7, 3)
    plan = propose(problem)
    weights = with_other_weights(problem, plan)
    assert len(weights) == 2 * len(problem.programme.criteria)
    pairs = firmness(problem, plan, weights)
    assert {(f.mentee, *f.others) for f in pairs} == set(plan.ties())
    for f in pairs:
        assert f.left == sum(f.mentee in {m.mentee for m in c.outcome.moves} for c in weights)


def would_gain(problem, plan):
    """The pairs of a one-to-one cohort that would both gain, by the definition; shares no solver."""
    made, scores = dict(plan.ties()), {}
    kept = {(d.mentee, d.mentor) for d in problem.decisions if d.kind is DecisionKind.KEEP}
    forbidden = {(d.mentee, d.mentor) for d in problem.decisions if d.kind is not DecisionKind.KEEP}
    for a in problem.mentees:
        for m in problem.mentors:
            one_language = set(a.choices("languages")) & set(m.choices("languages"))
            if one_language and set(a.choices("goals")) & set(m.choices("themes")):
                scores[a.person, m.person] = _score(a, m)
    found = set()
    for (a, m), score in scores.items():
        if (a, m) in forbidden or made.get(a) == m or scores.get((a, made.get(a)), 0) >= score:
            continue
        theirs = [p for p in made.items() if p[1] == m]
        room = len(theirs) < next(x for x in problem.mentors if x.person == m).capacity().most
        if room or any(scores[p] < score for p in theirs if p not in kept):
            found.add((a, m))
    return found


def test_who_would_gain_together_is_what_the_definition_gives():
    told = 0
    for seed in range(120):
        problem = tiny_pairs(seed)
        try:
            plan = propose(problem)
        except UserError:
            continue
        assert {b.people for b in better_together(problem, plan)} == would_gain(problem, plan), seed
        told += bool(better_together(problem, plan))
    assert told > 5


def test_gaining_together_is_mutual_and_allowed_by_the_group():
    problem = cohort(30, 12, 1)
    plan = propose(problem)
    made, scores = dict(plan.ties()), {}
    for m in plan.matches:
        scores |= {p.mentee: p.score for p in m.pairs}
    for b in better_together(problem, plan):
        mentee_id, mentor_id = b.people
        assert b.then[0] > b.now[0] == scores.get(mentee_id, 0)
        assert made.get(mentee_id) != mentor_id
        if b.instead:
            assert made[b.instead] == mentor_id
            assert b.then[0] > b.instead_score


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
    assert with_places(problem, first, 1).mentors[0].capacity() == Capacity(1, 1)
    more = with_newcomer(problem, ["english"])
    assert more.mentors[-1].choices("languages") == ("en",)
    assert len(with_newcomer(more, ["suomi"]).mentors) == len(problem.mentors) + 2
    assert len(without_person(problem, first).mentors) == len(problem.mentors) - 1
    assert (
        len(without_rule(problem, "not_with").programme.rules) == len(problem.programme.rules) - 1
    )
    with pytest.raises(UserError):
        without_rule(problem, "not_wth")
    with pytest.raises(UserError):
        with_newcomer(problem, ["klingon"])


def test_what_cannot_change_is_told_as_a_solve_would_tell_it():
    skipped = 0
    for seed in range(6):
        problem = cohort(14, 5, seed)
        plan, before = propose(problem), solver_of(problem).most_placed()
        for change in without_rules(problem, plan):
            rules = tuple(r for r in problem.programme.rules if r.key != change.what)
            programme = replace(problem.programme, rules=rules)
            assert change.outcome == against_plan(replace(problem, programme=programme), plan), seed
            skipped += not change.outcome.moves
        for told in advise(problem):
            about = [*told.languages, *told.themes]
            one = with_newcomer(problem, about)
            more = [solver_of(x).most_placed() - before for x in (one, with_newcomer(one, about))]
            assert more == [told.one, told.two], seed
    assert skipped
