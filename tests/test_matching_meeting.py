"""Who cannot meet is put together only where nobody else can, and that is proved and told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from matching_cases import case, mentee, mentor, profile

from mentorcli.domain.application import Capacity, Given
from mentorcli.domain.decision import Decision, DecisionKind
from mentorcli.domain.match_form import CIRCLES, GROUPS, PAIRS
from mentorcli.matching import cannot_meet, explain_pair, group_notes, propose, stage_prices, verify
from mentorcli.matching.board.fingerprint import seal_of

HERE, AWAY, BOTH = ("otaniemi",), ("remote",), ("otaniemi", "remote")
STAGES = ("seated", "can_meet", "worst_served", "total")


def cohort(form, ways, *decisions, stages=STAGES):
    """Two mentees and two mentors, or four equals: most points for those who cannot meet."""
    programme = replace(
        profile(group=(1, 1), rules=(), points={"industry": 10}, stages=stages), form=form
    )
    if not form.led:
        programme = replace(programme, group=(2, 2))
    said = [
        {"meeting_modes": way, "industries": (trade,)}
        for way, trade in zip(ways, ("ict", "energy", "ict", "energy"), strict=True)
    ]
    if not form.led:
        people = [mentee(p, **more) for p, more in zip("abcd", said, strict=True)]
        return case(people, [], *decisions, programme=programme)
    mentees = [mentee("a", **said[0]), mentee("b", **said[1])]
    mentors = [mentor(p, capacity=Capacity(1, 1), **more) for p, more in zip("cd", said[2:], strict=True)]  # fmt: skip
    return case(mentees, mentors, *decisions, programme=programme)


def values(plan):
    return {s.key: s.value for s in plan.stages}


@pytest.mark.parametrize("form", [GROUPS, PAIRS, CIRCLES])
def test_points_do_not_put_together_who_cannot_meet(form):
    problem = cohort(form, (HERE, AWAY, AWAY, HERE))
    plan = propose(problem)
    assert plan.ties() == (("a", "d"), ("b", "c"))
    stage = next(s for s in plan.stages if s.key == "can_meet")
    assert (stage.value, stage.bound, stage.proof) == (0, 0, "none_fewer")
    assert cannot_meet(problem, plan) == ()
    told = explain_pair(problem, plan, "a", "c").standing
    assert told.endswith("; no way to meet in common")
    assert "no way" not in explain_pair(problem, plan, "a", "d").standing
    without = cohort(form, (HERE, AWAY, AWAY, HERE), stages=("seated", "worst_served", "total"))
    other = propose(without)
    assert other.ties() == (("a", "c"), ("b", "d"))
    assert cannot_meet(without, other) == ()
    assert "no way" not in explain_pair(without, other, "a", "c").standing
    prices = {(p.key, p.next): p.cost() for p in stage_prices(problem, plan)}
    lost = values(other)["total"] - values(plan)["total"]
    assert prices["can_meet", "total"] == lost > 0


@pytest.mark.parametrize("form", [GROUPS, PAIRS, CIRCLES])
@pytest.mark.parametrize("ways", [(HERE, HERE, AWAY, HERE), (HERE, HERE, AWAY, BOTH)])
def test_a_seat_comes_before_a_way_to_meet(form, ways):
    problem = cohort(form, ways)
    plan = propose(problem)
    assert values(plan)["seated"] == (2 if form.led else 4)
    assert values(plan)["can_meet"] == len(cannot_meet(problem, plan)) == int(
        form.led or BOTH not in ways
    )  # fmt: skip
    assert all(s.proved() for s in plan.stages)
    assert verify(problem, plan) == ()


@pytest.mark.parametrize("form", [GROUPS, PAIRS, CIRCLES])
def test_who_did_not_say_how_to_meet_is_not_held_to_be_unable(form):
    plan = propose(cohort(form, ((), AWAY, HERE, ())))
    assert values(plan)["can_meet"] == 0


@pytest.mark.parametrize("form", [GROUPS, PAIRS, CIRCLES])
def test_a_pair_kept_by_hand_counts_and_no_fewer_can_be(form):
    keep = Decision("a", "c", DecisionKind.KEEP)
    problem = cohort(form, (HERE, HERE, AWAY, BOTH), keep)
    plan = propose(problem)
    stage = next(s for s in plan.stages if s.key == "can_meet")
    assert (stage.value, stage.bound, stage.proof) == (1, 1, "none_fewer")
    assert cannot_meet(problem, plan) == (("a", "c"),)
    assert verify(problem, plan) == ()


def test_a_false_proof_is_refused():
    problem = cohort(PAIRS, (HERE, HERE, AWAY, HERE))
    plan = propose(problem)
    assert plan.certificate.apart
    for changed in (
        replace(plan, certificate=replace(plan.certificate, meeting=None, apart=None)),
        replace(plan, stages=tuple(
            replace(s, proof="none_fewer") if s.key == "can_meet" else s for s in plan.stages)),
        replace(plan, stages=tuple(
            replace(s, value=0, bound=0) if s.key == "can_meet" else s for s in plan.stages)),
    ):  # fmt: skip
        wrong = verify(problem, replace(changed, seal=seal_of(changed)))
        assert any("can_meet" in text for text in wrong)


def test_a_plan_with_more_who_cannot_meet_than_must_is_refused():
    problem = cohort(PAIRS, (HERE, AWAY, AWAY, HERE))
    worse = propose(cohort(PAIRS, (HERE, AWAY, AWAY, HERE), stages=("seated", "worst_served", "total")))  # fmt: skip
    right = propose(problem)
    stages = tuple(
        replace(s, value=values(worse).get(s.key, 2), bound=values(worse).get(s.key, 2), proof="prices")
        for s in right.stages
    )  # fmt: skip
    forged = replace(right, matches=worse.matches, stages=stages, certificate=worse.certificate)
    wrong = verify(problem, replace(forged, seal=seal_of(forged)))
    assert any("do not prove the stage can_meet" in text for text in wrong)


def two_groups(*decisions, form=GROUPS, stages=("seated", "can_meet", "meet_together", "total")):
    """Two mentors who can meet anywhere, and most points for groups of one here and one away."""
    programme = replace(
        profile(group=(2, 2), rules=(), points={"industry": 10}, stages=stages), form=form
    )
    told = (("a", HERE, "ict"), ("b", AWAY, "ict"), ("c", HERE, "energy"), ("d", AWAY, "energy"))
    mentees = [mentee(p, meeting_modes=way, industries=(trade,)) for p, way, trade in told]
    mentors = [
        mentor(p, meeting_modes=BOTH, industries=(trade,), capacity=Capacity(2, 2))
        for p, trade in (("x", "ict"), ("y", "energy"))
    ]
    return case(mentees, mentors, *decisions, programme=programme)


def groups_of(plan):
    return {frozenset(m.mentees) for m in plan.matches}


def test_a_group_is_made_of_those_who_can_meet_together_though_each_pair_could():
    problem = two_groups()
    plan = propose(problem)
    assert groups_of(plan) == {frozenset("ac"), frozenset("bd")}
    stage = next(s for s in plan.stages if s.key == "meet_together")
    assert (stage.value, stage.bound, stage.unit, stage.proof) == (0, 0, "groups", "none_fewer")
    assert group_notes(plan, (*problem.mentees, *problem.mentors), problem.programme) == ()
    without = two_groups(stages=("seated", "can_meet", "total"))
    other = propose(without)
    assert groups_of(other) == {frozenset("ab"), frozenset("cd")}
    prices = {(p.key, p.next): p.cost() for p in stage_prices(problem, plan)}
    assert prices["meet_together", "total"] == values(other)["total"] - values(plan)["total"] > 0


def test_who_is_kept_together_cannot_meet_and_only_they():
    problem = two_groups(
        Decision("a", "x", DecisionKind.KEEP), Decision("b", "x", DecisionKind.KEEP)
    )
    plan = propose(problem)
    assert groups_of(plan) == {frozenset("ab"), frozenset("cd")}
    assert values(plan)["meet_together"] == 2
    assert verify(problem, plan) == ()


def test_groups_that_claim_to_meet_and_cannot_are_refused():
    problem, other = two_groups(), propose(two_groups(stages=("seated", "can_meet", "total")))
    honest = propose(problem)
    claimed = replace(honest, matches=other.matches, inputs=honest.inputs)
    assert any(
        "meet_together says 0, but the matches give 2" in x
        for x in verify(problem, replace(claimed, seal=seal_of(claimed)))
    )


def test_a_way_of_ones_own_is_the_same_however_it_is_spelt():
    spelt = iter(("Kumpula campus", "kumpula  campus", "KUMPULA CAMPUS", "kumpula campus"))
    problem = two_groups()
    mentees = tuple(
        replace(
            a,
            answers={
                **a.answers,
                "meeting_modes": Given((next(spelt),), a.answers["industries"].source),
            },
        )
        for a in problem.mentees
    )
    mentors = tuple(
        replace(
            a,
            answers={
                **a.answers,
                "meeting_modes": Given(("Kumpula Campus",), a.answers["industries"].source),
            },
        )
        for a in problem.mentors
    )
    plan = propose(replace(problem, mentees=mentees, mentors=mentors))
    assert (values(plan)["can_meet"], values(plan)["meet_together"]) == (0, 0)


def test_where_mentees_of_one_mentor_never_meet_there_is_no_such_stage():
    plan = propose(two_groups(form=PAIRS))
    assert "meet_together" not in values(plan)
    assert (
        values(plan)["total"]
        == values(propose(two_groups(form=PAIRS, stages=("seated", "can_meet", "total"))))["total"]
    )


def test_a_free_place_in_a_group_that_could_not_meet_then_is_told():
    problem = two_groups()
    programme = replace(problem.programme, group=(2, 3))
    mentors = tuple(
        replace(
            m,
            answers={**m.answers, "capacity": Given(Capacity(2, 3), m.answers["capacity"].source)},
        )
        for m in problem.mentors
    )
    problem = replace(problem, programme=programme, mentors=mentors)
    plan = propose(problem)
    mentor = plan.match_of("a").mentor
    assert (
        explain_pair(problem, plan, "b", mentor).standing
        == "1 place free; no way to meet suits them all"
    )
