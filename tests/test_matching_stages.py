"""Stages that a profile may ask for, held against a model that looks at every plan there is.

``mentors_used``: nobody who volunteered is left out. A floor with a tolerance: later stages may bring the
worst served a little below the best that they could have.
"""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import product

import pytest
from matching_bruteforce import _every, _groups, _score, _ties, no_way, nowhere, tiny, with_ways
from matching_cases import case, mentee, mentor, profile
from matching_generated import cohort
from matching_pairs import tiny_pairs
from matching_peers import _digit, _plans, pool, tiny_peers
from oracles import reprove
from test_first_aid_settings import told

from mentorcli.domain.application import Capacity
from mentorcli.domain.decision import DecisionKind
from mentorcli.domain.match_form import PAIRS
from mentorcli.domain.problem import UserError
from mentorcli.domain.programme import Tolerance
from mentorcli.matching import propose, stage_prices, verify
from mentorcli.matching.ask.firmness import loose_places

ORDERS = [
    ("seated", "mentors_used", "worst_served", "total"),
    ("mentors_used", "seated", "total"),
    ("seated", "worst_served", "total", "mentors_used"),
    ("seated", "total", "mentors_used", "worst_served"),
    ("seated", "worst_served", "total"),
    ("seated", "worst_served", "worst_served_2", "total"),
    ("seated", "can_meet", "worst_served", "total"),
    ("seated", "can_meet", "total"),
    ("seated", "can_meet", "mentors_used", "total"),
    ("seated", "worst_served", "can_meet", "total"),
]
TOGETHER = [
    ("seated", "can_meet", "meet_together", "worst_served", "total"),
    ("seated", "meet_together", "worst_served", "total"),
    ("seated", "meet_together", "total"),
    ("seated", "worst_served", "meet_together", "total"),
    ("seated", "worst_served", "total", "meet_together"),
    ("seated", "can_meet", "worst_served", "meet_together", "worst_served_2"),
]
"""Orders for those who meet in a group or circle."""
PEER_ORDERS = [o for o in ORDERS if "mentors_used" not in o]
ROOMS = [Tolerance(3), Tolerance(percent=60), Tolerance(), Tolerance(2, 50)]
NUMBERS = range(72)


def best(plans, stages, room):
    """Return ({stage: best value}, values, who is together) of plans given as (values, ties, together)."""
    tops, left = equals(plans, stages, room)
    values, _, made = min(left, key=lambda p: p[1])
    return tops, values, made


def equals(plans, stages, room):
    """Return ({stage: best value}, the plans that are as good in all stages but the tie-break)."""
    tops = {}
    for key in stages:
        if key in {"can_meet", "meet_together"}:
            tops[key] = min(values[key] for values, *_ in plans)
            plans = [p for p in plans if p[0][key] == tops[key]]
            continue
        tops[key] = max(values[key] for values, *_ in plans)
        least = tops[key] - (
            room.points + tops[key] * room.percent // 100 if key == "worst_served" else 0
        )
        plans = [p for p in plans if p[0][key] >= least]
    return tops, plans


def companions(made):
    """Return with whom everybody has a place, of pairs or of circles."""
    return {p: {*c} - {p} for c in made for p in (c[:1] if isinstance(made, set) else c)}


def led_plans(problem):
    """Every plan of a cohort with mentors."""
    mentees = sorted(problem.mentees, key=lambda a: a.person)
    mentors = sorted(problem.mentors, key=lambda a: a.person)
    kept = {(d.mentee, d.mentor) for d in problem.decisions if d.kind is DecisionKind.KEEP}
    forbidden = {(d.mentee, d.mentor) for d in problem.decisions if d.kind is not DecisionKind.KEEP}
    if problem.programme.form is PAIRS:
        found = _pairings(mentees, mentors, forbidden)
    else:
        groups = [[g[0] for g in _groups(problem, mentees, m, kept)] for m in mentors]
        found = (
            {
                (mentees[i].person, mentors[j].person)
                for j, mask in enumerate(masks)
                for i in range(len(mentees))
                if mask >> i & 1
            }
            for masks in _every(groups, 0, 0)
        )
    people = {a.person: a for a in (*mentees, *mentors)}
    return [_valued(people, made, kept) for made in found if kept <= made]


def _pairings(mentees, mentors, forbidden):
    def able(a, m):
        fits = set(a.choices("languages")) & set(m.choices("languages"))
        return (
            fits
            and set(a.choices("goals")) & set(m.choices("themes"))
            and (a.person, m.person) not in forbidden
        )

    options = [[None, *(m for m in mentors if able(a, m))] for a in mentees]
    for chosen in product(*options):
        if all(chosen.count(m) <= m.capacity().most for m in mentors):
            yield {(a.person, m.person) for a, m in zip(mentees, chosen, strict=True) if m}


def _valued(people, made, kept):
    scores = {p: _score(people[p[0]], people[p[1]]) for p in made}
    free = sorted([s for p, s in scores.items() if p not in kept] or scores.values())
    values = {
        "seated": len(made), "mentors_used": len({m for _, m in made}), "total": sum(scores.values()),
        "can_meet": sum(no_way(people[a], people[b]) for a, b in made),
        "meet_together": sum(
            nowhere([people[m], *(people[a] for a, b in made if b == m)]) for m in {b for _, b in made}
        ),
        "worst_served": free[0] if free else 0,
        "worst_served_2": free[min(2, len(free)) - 1] if free else 0,
    }  # fmt: skip
    ties = [sum(_ties(*p)[k] for p in made) for k in range(4)]
    return values, ties, made


def circle_plans(problem):
    """Every plan of a pool."""
    return [
        (values, [sum(_digit(c, k) for c in made) for k in range(4)], made)
        for _, values, made in _plans(replace(problem, programme=replace(
            problem.programme, stages=("waited", "seated", "can_meet", "meet_together", "worst_served", "worst_served_2", "total"))))
    ]  # fmt: skip


def held_against_the_model(problem, plans, stages, room):
    """Propose by ``stages``, and see that the model, the checker and the second program agree."""
    problem = replace(problem, programme=replace(problem.programme, stages=stages, tolerance=room))
    if not plans:
        with pytest.raises(UserError):
            propose(problem)
        return
    tops, values, made = best(plans, stages, room)
    plan = propose(problem)
    said = {s.key: s for s in plan.stages if s.key in stages}
    assert {k: s.bound for k, s in said.items()} == tops
    assert {k: s.value for k, s in said.items()} == {k: values[k] for k in stages}
    together = (
        {*plan.ties()} if problem.programme.form.led else sorted(m.mentees for m in plan.matches)
    )
    assert together == (made if problem.programme.form.led else sorted(tuple(c) for c in made))
    assert verify(problem, plan) == ()
    assert reprove(problem, plan) == {s.key: s.value for s in plan.stages}


@pytest.mark.parametrize("stages", [
    ("seated", "worst_served"), ("seated", "worst_served", "can_meet"), ("seated", "worst_served", "can_meet", "total"),
])  # fmt: skip
@pytest.mark.parametrize("number", [12, 72, 73, 77, 78])
def test_equal_plans_and_prices_are_those_of_the_model_where_the_floor_may_be_lower(number, stages):
    room = Tolerance(percent=60)
    pairs = tiny_pairs(number)
    pairs = replace(pairs, mentees=pairs.mentees[:5], decisions=())
    for problem in (tiny(number), pairs, replace(tiny_peers(number), waited=())):
        told = replace(problem.programme, stages=stages, tolerance=room)
        plans = (led_plans if told.form.led else circle_plans)(problem)
        if plans:
            _ties_and_prices(replace(problem, programme=told), plans, stages, room)


def _ties_and_prices(problem, plans, stages, room):
    plan, mine = propose(problem), companions(best(plans, stages, room)[2])
    others = [companions(p[2]) for p in equals(plans, stages, room)[1]]
    loose = {p for p, who in mine.items() if any(o.get(p) != who for o in others)}
    assert loose_places(problem, plan) == loose
    for price in stage_prices(problem, plan):
        at, strict = stages.index(price.key if price.key != "within" else "worst_served"), room
        if price.key == "within":
            at, strict = at + 1, Tolerance()
        way = min if price.next in {"can_meet", "meet_together"} else max
        reached, without = (
            way(v[price.next] for v, *_ in equals(plans, stages[:to], allowed)[1])
            for to, allowed in ((at + (price.key != "within"), room), (at, strict))
        )
        assert (price.reached, price.without) == (reached, without), price


@pytest.mark.parametrize("number", NUMBERS)
def test_groups_and_pairs_are_the_best_of_all_plans(number):
    stages, room = ORDERS[number % len(ORDERS)], ROOMS[number // len(ORDERS) % len(ROOMS)]
    groups, pairs = tiny(number), tiny_pairs(number)
    pairs = replace(pairs, mentees=pairs.mentees[:5], decisions=())
    for problem in (groups, pairs):
        held_against_the_model(problem, led_plans(problem), stages, room)


@pytest.mark.parametrize("number", NUMBERS)
def test_circles_are_the_best_of_all_plans(number):
    room = ROOMS[number // len(ORDERS) % len(ROOMS)]
    stages = PEER_ORDERS[number % len(PEER_ORDERS)]
    problem = replace(tiny_peers(number), waited=())
    held_against_the_model(problem, circle_plans(problem), stages, room)


@pytest.mark.parametrize("number", range(48))
def test_groups_and_circles_that_meet_together_are_the_best_of_all_plans(number):
    """Most of these people can meet in one way of three only, and a group needs one for all."""
    stages, room = TOGETHER[number % len(TOGETHER)], ROOMS[number // len(TOGETHER) % len(ROOMS)]
    for problem in (with_ways(tiny(number), number), replace(tiny_peers(number), waited=())):
        plans = (led_plans if problem.programme.form.led else circle_plans)(problem)
        held_against_the_model(problem, plans, stages, room)


def test_some_of_those_cohorts_have_groups_whose_pairs_can_meet_and_who_cannot_together():
    apart = set()
    for number in range(48):
        problem = replace(with_ways(tiny(number), number), decisions=())
        asked = replace(problem.programme, stages=("seated", "can_meet", "meet_together"))
        values = {s.key: s.value for s in propose(replace(problem, programme=asked)).stages}
        apart.add((values["can_meet"] > 0, values["meet_together"] > 0))
    assert apart >= {(False, False), (False, True), (True, True)}


def test_wider_cohorts_are_proved_again_where_the_tolerance_is_used():
    used = {"groups": 0, "pairs": 0, "circles": 0}
    for number in range(8):
        groups = cohort(14, 8, number)
        pairs = replace(groups, programme=replace(groups.programme, form=PAIRS, group=(1, 3)))
        for form, problem in zip(used, (groups, pairs, pool(8, number)), strict=True):
            room = Tolerance(percent=20)
            asked = replace(problem, programme=replace(problem.programme, tolerance=room))
            plan = propose(asked)
            assert verify(asked, plan) == ()
            assert reprove(asked, plan) == {s.key: s.value for s in plan.stages}
            used[form] += any(s.value < s.bound for s in plan.stages if s.key == "worst_served")
    # Circles of eight never gain by it; a test in which nobody uses the tolerance would show nothing.
    assert used["groups"]
    assert used["pairs"]


def test_a_large_cohort_leaves_nobody_out_and_says_what_that_costs():
    problem = cohort(30, 18, 3, takes=(Capacity(1, 3),))
    programme = replace(problem.programme, group=(1, 3))
    plain = propose(replace(problem, programme=programme))
    stages = ("seated", "mentors_used", "worst_served", "total")
    asked = replace(problem, programme=replace(programme, stages=stages))
    plan = propose(asked)
    used = {s.key: s.value for s in plan.stages}["mentors_used"]
    assert used > len({m.mentor for m in plain.matches})
    assert verify(asked, plan) == ()
    prices = {p.key: p for p in stage_prices(asked, plan)}
    assert prices["mentors_used"].next == "worst_served"
    assert prices["mentors_used"].cost() >= 0


def test_a_tolerance_gains_what_is_printed_for_it():
    problem = cohort(30, 14, 5)
    strict = propose(problem)
    loose = replace(problem, programme=replace(problem.programme, tolerance=Tolerance(percent=15)))
    plan = propose(loose)
    before, after = ({s.key: s for s in p.stages} for p in (strict, plan))
    assert after["worst_served"].bound == before["worst_served"].value
    assert after["worst_served"].value < before["worst_served"].value
    price = next(p for p in stage_prices(loose, plan) if p.key == "within")
    assert (price.without, price.reached) == (before["total"].value, after["total"].value)
    assert price.cost() == before["total"].value - after["total"].value < 0
    worse = replace(plan, stages=tuple(replace(s, within=None) for s in plan.stages))
    assert any("near to its bound" in text for text in verify(loose, worse))


def test_a_mentor_who_is_nobodys_best_is_used_where_the_profile_asks():
    people = [mentee(f"k{k}", industries=("ict",)) for k in range(3)]
    mentors = [mentor("m", capacity=Capacity(1, 3), industries=("ict",)),
               mentor("n", capacity=Capacity(1, 3), industries=("energy",))]  # fmt: skip
    for stages, used in (
        (("seated", "total"), {"m"}),
        (("seated", "mentors_used", "total"), {"m", "n"}),
    ):
        programme = profile(group=(1, 3), rules=(), points={"industry": 10}, stages=stages)
        plan = propose(case(people, mentors, programme=programme))
        assert {m.mentor for m in plan.matches} == used


SLIPS = [
    ('form = "peers"\n[matching]\nstages = ["seated", "mentors_used"]', 3, "no mentors", "mentors_used out"),
    ('[matching]\nstages = ["seated"]\nworst_served = { within = 5 }', 3, "stages does not have it", ""),
    ('[matching]\nworst_served = { within = "five" }', 2, "points like 5", "within = 5"),
    ("[matching]\nworst_served = { within = -5 }", 2, "it is -5", "within = 5"),
    ("[matching]\nworst_served = { witin = 5 }", 2, '"witin"', '"within"?'),
    ("[matching]\nblank = 101", 2, "0 to 100", "blank = 50"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "wrong", "hint"), SLIPS)
def test_a_slip_in_stages_is_told_with_its_place(workspace, text, line, wrong, hint):
    file = workspace.folder / "programmes" / "doctoral.toml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(text + "\n", encoding="utf-8")
    told(workspace("cohort", "new", "doctoral", "2028-spring", code=3), line, wrong, hint)


def test_the_command_prints_the_price_of_a_tolerance(imported):
    (imported.folder / "programmes").mkdir(exist_ok=True)
    text = '[matching]\nworst_served = { within = "10 %" }\n'
    (imported.folder / "programmes" / "doctoral.toml").write_text(text, encoding="utf-8")
    done = imported("match", "2027-spring", "--json")
    data = json.loads(done.stdout)
    stage = next(s for s in data["plan"]["stages"] if s["key"] == "worst_served")
    assert stage["within"] == stage["bound"] // 10
    assert stage["bound"] - stage["within"] <= stage["value"] <= stage["bound"]
    assert any(p["key"] == "within" and p["without"] <= p["reached"] for p in data["prices"])
    assert json.loads(imported("plan", "check", "2027-spring", "--json").stdout)["valid"]
