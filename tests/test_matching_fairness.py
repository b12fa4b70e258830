"""Intervals are Wilson's, small groups are not judged, and narrow answers are found out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from matching_cases import SOURCE, case, mentee, mentor, profile

from mentorcli.domain.application import Given
from mentorcli.matching import by_breadth, by_group, gained_by_narrow_answers, propose
from mentorcli.matching.ask.fairness import mean_interval, wilson


def test_wilson_gives_the_published_values():
    assert wilson(0, 10) == pytest.approx((0.0, 0.2775), abs=1e-4)
    assert wilson(8, 10) == pytest.approx((0.4902, 0.9433), abs=1e-4)
    assert wilson(50, 100) == pytest.approx((0.4038, 0.5962), abs=1e-4)
    assert mean_interval([1, 1, 1]) == (1.0, 1.0)


def test_a_group_left_out_is_told_and_a_small_one_is_not_judged():
    people = [mentee(f"k{k:02}") for k in range(30)] + [
        mentee(f"s{k}", languages=("sv",)) for k in range(12)
    ]
    people += [mentee("f", languages=("fi",))]
    plan = propose(case(people, [mentor(f"m{k}") for k in range(10)]))
    found = {g.group: g for g in by_group(case(people, []), plan) if g.field == "languages"}
    assert found["sv"].verdict == "placed less often"
    assert found["en"].verdict == "placed more often"
    assert (found["fi"].verdict, found["fi"].rate) == ("too few to tell", None)
    assert (found["fi"].people, found["fi"].placed) == (None, None), (
        "not 0, which would be a number"
    )


def test_a_narrow_answer_that_took_a_place_is_found_out():
    """One goal of one fills all points; two of three do not, though they are more in common."""
    one = [mentee(f"n{k}", goals=("leadership",)) for k in range(2)]
    broad = [mentee(f"b{k}", goals=("leadership", "skills", "networking")) for k in range(2)]
    programme = profile(rules=("common_language",), points={"themes": 9})
    problem = case(
        [*one, *broad], [mentor("m", themes=("leadership", "skills"))], programme=programme
    )
    two = replace(problem, mentors=tuple(
        replace(a, answers={**a.answers, "capacity": Given(type(a.capacity())(2, 2), SOURCE)})
        for a in problem.mentors))  # fmt: skip
    plan = propose(two)
    assert {p for m in plan.matches for p in m.mentees} == {"n0", "n1"}
    assert [(n.mentee, n.others, n.instead) for n in gained_by_narrow_answers(two, plan)] == [
        ("n0", ("m",), ()), ("n1", ("m",), ())]  # fmt: skip
    verdicts = {g.verdict for g in by_breadth(two, plan) if g.field == "goals"}
    assert verdicts == {"too few to tell"}
