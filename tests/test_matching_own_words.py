"""Free text: who may read what, how alike texts are, and that nothing is scored by it."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
from hypothesis import given
from hypothesis import strategies as st
from matching_cases import DOCTORAL, case, mentee, mentor
from matching_peers import pool

from mentorcli.domain.programme import FieldType, Visibility
from mentorcli.matching import propose, review_sheet
from mentorcli.matching.ask.shortlist import alike, marked
from mentorcli.matching.sheets.labels import own_words

TEXTS = st.text("abcdefghijklmnopqrstuvwxyzåäö .,-1", max_size=80)


def test_long_answers_are_for_whom_the_profile_says():
    one = mentee("k1", goal_text="To lead people.", wish_reason="She was my boss.", school="ARTS",
                 other="  ")  # fmt: skip
    found = own_words(one, DOCTORAL)
    assert [(w.field, w.text, w.hr_only) for w in found] == [
        ("goal_text", "To lead people.", False), ("wish_reason", "She was my boss.", True)]  # fmt: skip
    assert {w.question for w in found} == {"Question"}  # as the form itself asked
    fields = tuple(
        replace(f, visible_to=Visibility.STATISTICS) if f.type is FieldType.LONG else f
        for f in DOCTORAL.fields["mentee"]
    )
    counted = replace(DOCTORAL, fields={**DOCTORAL.fields, "mentee": fields})
    assert own_words(one, counted) == ()


def test_the_review_shows_what_a_match_may_read_and_no_word_changes_a_plan():
    people = [mentee(f"k{k}", goal_text=f"Goal {k}", wish_reason="HR alone") for k in range(4)]
    guides = [mentor(f"m{k}", bio="=Leading a laboratory") for k in range(2)]
    problem = case(people, guides)
    plan = propose(problem)
    book = openpyxl.load_workbook(io.BytesIO(review_sheet(problem, plan)))
    rows = [tuple(c.value for c in row) for row in book["In their own words"].iter_rows()]
    blocks = {m.mentor: f"Mentor {m.mentor}" for m in plan.matches}
    for match in plan.matches:
        assert (
            blocks[match.mentor],
            blocks[match.mentor],
            "Question",
            "=Leading a laboratory",
        ) in rows
        for one in match.mentees:
            assert (blocks[match.mentor], f"Mentee {one}", "Question", f"Goal {one[1]}") in rows
    assert "HR alone" not in str(rows)
    silent = case([mentee(a.person) for a in people], [mentor(a.person) for a in guides])
    assert propose(silent).matches == plan.matches


def test_words_that_meet_are_marked_also_within_compounds():
    goal = "Haluan oppia hakemaan tutkimusrahoitusta."
    found = alike(goal, ["Tutkimusrahoitus on alaani.", "Vedän myyntiä.", goal, ""])
    percents = [a.percent for a in found]
    assert percents[2] == 100
    assert percents[2] > percents[0] > percents[1] >= percents[3] == 0
    assert "tutkimusrahoitusta" in found[0].mine
    assert "tutkimusrahoitus" in found[0].theirs
    assert marked(goal, found[0].mine).count("*tutkimusrahoitusta*") == 1
    assert marked("AI at retail", ["retail"]) == "AI at *retail*"


@given(TEXTS, st.lists(TEXTS, max_size=4))
def test_likeness_is_a_share_the_same_both_ways_and_marks_words_that_are_there(text, others):
    found = alike(text, others)
    assert all(0 <= a.percent <= 100 for a in found)
    for other, a in zip(others, found, strict=True):
        assert all(w in text for w in a.mine)
        assert all(w in other for w in a.theirs)
        assert marked(text, a.mine).replace("*", "") == text
        (back,) = alike(other, [text])
        (there,) = alike(text, [other])
        assert abs(back.percent - there.percent) <= 1


def test_the_review_of_circles_shows_them_too():
    problem = pool(6)
    fields = [f.key for f in problem.programme.fields["mentee"] if f.type is FieldType.LONG]
    shown = next(
        f for f in fields if problem.programme.field("mentee", f).visible_to is Visibility.MATCH
    )
    given = mentee("x", **{shown: "To write every day."}).answers[shown]
    people = tuple(replace(a, answers={**a.answers, shown: given}) for a in problem.mentees)
    problem = replace(problem, mentees=people)
    plan = propose(problem)
    book = openpyxl.load_workbook(io.BytesIO(review_sheet(problem, plan)))
    _, *rows = ([c.value for c in row] for row in book["In their own words"].iter_rows())
    assert len(rows) == len(problem.mentees)
    assert all(row[3] == "To write every day." for row in rows)
