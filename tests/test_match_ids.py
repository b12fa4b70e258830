"""A match's id is its own: it lives as long as the match, and is never given twice."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from mentorcli.domain.match_life import free_ids, with_known_ids, with_new_ids
from mentorcli.domain.plan import Match

COHORT = "2027-spring"


def match(mentor, *mentees, named=""):
    return Match(named, mentor, tuple(sorted(mentees)), "en", 0, ())


def ids(matches):
    return {m.people: m.id for m in matches}


def test_a_group_keeps_its_id_when_somebody_leaves_or_joins():
    before = with_new_ids(COHORT, [match("x", "a", "b"), match("y", "c", "d")])
    after = with_known_ids(
        COHORT, [match("x", "a"), match("y", "c", "d", "e")], [before], {m.id for m in before}
    )
    assert ids(after)["x", "a"] == ids(before)["x", "a", "b"]
    assert ids(after)["y", "c", "d", "e"] == ids(before)["y", "c", "d"]


def test_another_mentor_or_a_newly_made_group_is_another_match():
    before = with_new_ids(COHORT, [match("x", "a", "b"), match("y", "c", "d")])
    taken = {m.id for m in before}
    after = with_known_ids(COHORT, [match("z", "a", "b"), match("y", "e", "f")], [before], taken)
    assert taken.isdisjoint(m.id for m in after)


def test_a_circle_goes_on_with_most_of_its_people():
    before = with_new_ids(COHORT, [match("", "a", "b", "c", "d"), match("", "e", "f")])
    new = [match("", "a", "b", "c"), match("", "d", "e", "f")]
    after = ids(with_known_ids(COHORT, new, [before], {m.id for m in before}))
    assert after["a", "b", "c"] == ids(before)["a", "b", "c", "d"]
    assert after["d", "e", "f"] == ids(before)["e", "f"]
    pairs = with_known_ids(COHORT, [match("", "a", "e")], [before], {m.id for m in before})
    assert pairs[0].id not in {m.id for m in before}


def test_of_two_circles_that_come_together_the_larger_part_goes_on():
    before = with_new_ids(COHORT, [match("", "a", "b"), match("", "c", "d", "e")])
    new = [match("", "a", "b", "c", "d", "e")]
    after = with_known_ids(COHORT, new, [before], {m.id for m in before})
    assert after[0].id == ids(before)["c", "d", "e"]


def test_what_counts_first_is_gone_on_from_first():
    approved, older = match("x", "a", named="m-now"), match("x", "a", "b", named="m-old")
    known = with_known_ids(
        COHORT, [match("x", "a", "b")], [[approved], [older]], {"m-now", "m-old"}
    )
    assert [m.id for m in known] == ["m-now"]


people = st.sampled_from("abcdefgh")


@st.composite
def plans(draw):
    """Plans of groups one after the other, each made of the same few people."""
    made = []
    for _ in range(draw(st.integers(2, 5))):
        everybody = draw(st.permutations("abcdefgh"))
        groups = [tuple(everybody[k : k + 2]) for k in range(0, draw(st.integers(2, 8)), 2)]
        led = draw(st.booleans())
        made.append([match(f"m{k}" if led else "", *g) for k, g in enumerate(groups)])
    return made


@settings(max_examples=200, deadline=None)
@given(plans())
def test_no_id_is_given_twice_and_none_to_other_people(made):
    known, taken, was = [], set(), {}
    for matches in made:
        now = with_known_ids(COHORT, matches, known, taken)
        assert len({m.id for m in now}) == len(now)
        assert [m.id for m in now] == sorted(m.id for m in now)
        for m in now:
            assert m.id not in was or was[m.id].mentor == m.mentor
            assert m.id not in was or len(set(was[m.id].people) & set(m.people)) > 1
            was[m.id] = m
        known, taken = [now, *known], taken | {m.id for m in now}
        again = with_known_ids(COHORT, matches, known, taken)
        assert again == now


def test_free_ids_pass_over_those_given():
    first = next(free_ids(COHORT))
    assert next(free_ids(COHORT, {first})) != first
    assert next(free_ids("2028-spring")) != first
