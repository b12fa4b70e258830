"""All pairs at once and each pair by itself: the same verdicts and the same points."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matching_cases import DOCTORAL, case, mentee, mentor
from matching_generated import cohort

from mentorcli.domain.decision import Decision, DecisionKind
from mentorcli.domain.plan import EarlierMatch
from mentorcli.domain.programme import CriterionSetting, RuleSetting
from mentorcli.matching.board import grid as grid_module
from mentorcli.matching.board import tables
from mentorcli.matching.board.board import board_of, rule_counts

NAMES = ("Anna Virtanen", "Virtanen, Anna", "A. Virtanen", "Prof. Virtanen", "Anna Virtanem", "Bo Ek",
         "Bo Eriksson", "Bo Erikson", "Ek", "Anna Maria Virtanen", "", "Åsa Björk", "Asa Bjork")  # fmt: skip
TOPICS = ("skills", "leadership", "networking", "Something of my own", "skills ")
PLACES = ("Acme Oy", "ACME", "Nordea Abp", "", "-", "Åbo Ltd")


def some(values, most=3):
    return st.lists(st.sampled_from(values), max_size=most).map(tuple)


@st.composite
def cases(draw):
    """Small cohorts in which names, employers, themes and wishes meet often; answers may repeat."""
    everybody = {
        "languages": some(("en", "fi", "sv", "German")),
        "industries": some(TOPICS), "functions": some(TOPICS), "meeting_modes": some(TOPICS),
        "not_with": some(NAMES, 2), "employer": st.sampled_from(PLACES),
    }  # fmt: skip
    mine = {
        "goals": some(TOPICS), "supervisors": some(NAMES, 2), "wishes": some(NAMES),
        "research_group": st.sampled_from(("", "Optics Lab", "the optics group", "Wood")),
        "line_manager": some(NAMES, 1),
    }  # fmt: skip
    theirs = {"themes": some(TOPICS), "not_topics": some(TOPICS, 1), "known": some(NAMES, 2)}
    name = st.sampled_from(NAMES)
    people = [
        mentee(f"k{k}", draw(name), **draw(st.fixed_dictionaries(everybody | mine)))
        for k in range(draw(st.integers(0, 5)))
    ]
    mentors = [
        mentor(
            f"m{k}" if k else "k0", draw(name), **draw(st.fixed_dictionaries(everybody | theirs))
        )
        for k in range(draw(st.integers(0, 4)))
    ]
    ids = ("k0", "k1", "k2", "m1", "m2")
    earlier = draw(st.lists(st.tuples(st.sampled_from(ids), st.sampled_from(ids)), max_size=3))
    before = tuple(EarlierMatch(*sorted(pair), "2026-autumn") for pair in earlier)
    return people, mentors, before  # without the programme, which is long to print


def problem_of(people, mentors, earlier):
    points = (CriterionSetting("wishes", 7), CriterionSetting("themes", 100))
    line = RuleSetting("line_relation")
    programme = replace(
        DOCTORAL, criteria=(*DOCTORAL.criteria, *points), rules=(*DOCTORAL.rules, line)
    )
    return case(people, mentors, programme=programme, earlier=earlier)


def pairs_of(board):
    return [(i, j) for i in range(len(board.mentees)) for j in range(len(board.mentors))]


def barred(board):
    """What the rules forbid, whatever was decided by hand."""
    free = replace(board, kept={})
    return {pair: keys for pair in pairs_of(board) if (keys := free.blocked(pair))}


def agrees(problem):
    board = board_of(problem)
    told = barred(board)
    open_pairs = {
        (i, j): s for i, j, s in zip(*(x.tolist() for x in board.open_columns()), strict=True)
    }
    wanted = np.zeros((len(board.mentees), len(board.mentors)), int)
    for i, one in enumerate(board.mentees):
        for j, other in enumerate(board.mentors):
            keys = tuple(r.key for r in board.rules if r.pair and r.pair(one, other, board.ground))
            points = sum(c.points(one, other, c.most, board.ground) for c in board.criteria)
            wanted[i, j] = points
            assert told.get((i, j), ()) == keys
            assert board.grid.of(i, j)[0] == points
            assert open_pairs.get((i, j)) == (None if keys else points)
            assert board.points((i, j)) == (0 if keys else points)
    assert sum(r.blocked for r in rule_counts(board) if r.kind == "pair") == sum(
        len(keys) for keys in told.values()
    )
    for rows, scores, _ in board.grid.blocks():
        assert (scores == wanted[rows]).all()
    people = board.mentees
    apart = {
        (i, k): keys
        for i in range(len(people))
        for k in range(i + 1, len(people))
        if (keys := tuple(r.key for r in board.rules
                          if r.mates and r.mates(people[i], people[k], board.ground)))
    }  # fmt: skip
    assert board.apart == apart


@settings(max_examples=150, deadline=None)
@given(cases())
def test_all_pairs_at_once_are_judged_as_each_by_itself(drawn):
    agrees(problem_of(*drawn))


@pytest.mark.parametrize("wide", [True, False])
@settings(max_examples=60, deadline=None)
@given(drawn=cases())
def test_so_are_blocks_that_are_not_held(wide, drawn):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grid_module, "_HELD", 0)
        patch.setattr(grid_module, "_AT_ONCE", 8)
        patch.setattr(tables, "_HELD", 1 << 20 if wide else 0)
        patch.setattr(tables, "_FEW_THINGS", 1 << 8 if wide else 0)
        agrees(problem_of(*drawn))


def test_a_rule_without_a_look_is_asked_about_every_pair():
    people = [mentee("a"), mentee("b", goals=("skills",))]
    board = board_of(case(people, [mentor("m")]))
    rules = tuple(replace(r, pair_look=None, mates_look=None) for r in board.rules)
    criteria = tuple(replace(c, look=None) for c in board.criteria)
    one = grid_module.pair_grid(board.mentees, board.mentors, rules, criteria, board.ground)
    for (_, scores, bits), (_, same_scores, same_bits) in zip(
        one.blocks(), board.grid.blocks(), strict=True
    ):
        assert (scores == same_scores).all()
        assert (bits == same_bits).all()
    assert barred(board) == {(1, 0): ("no_common_theme",)}


def test_an_override_lets_a_pair_through_and_is_still_counted():
    keep = Decision("b", "m", DecisionKind.KEEP, "both asked", ("no_common_theme",))
    people = [mentee("a"), mentee("b", goals=("skills",))]
    board = board_of(case(people, [mentor("m")], keep))
    assert [board.blocked(pair) for pair in pairs_of(board)] == [(), ()]
    assert board.open_columns()[0].tolist() == [0, 1]
    assert barred(board) == {(1, 0): ("no_common_theme",)}


@pytest.mark.parametrize(("mentees", "mentors"), [(140, 46), (300, 150)])
def test_of_a_generated_cohort_between_a_fifth_and_three_tenths_of_the_pairs_are_barred(
    mentees, mentors
):
    board = board_of(cohort(mentees, mentors))
    assert 0.20 <= len(barred(board)) / (mentees * mentors) <= 0.30
