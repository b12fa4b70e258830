"""An export on top of what is stored: nobody lost, nothing changed that did not change."""

import dataclasses
import random

import life_sample
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from intake_cases import MENTEE, after, confirmed, propose, sample, table, take, without_sources
from intake_people import EDITS, LATE, MENTEES, MENTORS
from intake_sample import SAMPLE_FOLDER, files

from mentorcli.domain.application import ApplicationState
from mentorcli.domain.importing import RowState
from mentorcli.domain.table import Row

HEADERS = ("ID", "Completion time", *MENTEE)


def _answer(number, first="Åsa", last="Öst", email="asa@example.org", **more):
    said = {"languages": "suomi", "goals": "Networks", "consent": "Yes", "day": 2} | more
    return (number, f"2026-11-{said['day']:02} 09:00:00", first, last, email,
            said["languages"], said["goals"], said["consent"])  # fmt: skip


def _states(plan):
    return [(row.state.value, row.reason) for row in plan.rows]


def _take(*answers, existing=()):
    return take(table(HEADERS, answers), existing, role="mentee")


def _codes(plan):
    return [p.code for p in plan.problems]


def test_the_sample_files_are_what_their_source_makes():
    for name, content in {**files(), **life_sample.files()}.items():
        assert (SAMPLE_FOLDER / name).read_bytes() == content, name


def test_the_sample_counts_add_up_and_a_second_import_changes_nothing():
    mentees, mentors = take(sample("mentees.xlsx")), take(sample("mentors.csv"))
    assert mentees.counts()[RowState.NEW] == len(MENTEES) == 30
    assert mentors.counts()[RowState.NEW] == len(MENTORS) - 1 == 11
    assert _states(mentors)[9] == ("skipped", "superseded")
    stored = after(after((), mentees), mentors)
    for name, count in (("mentees.xlsx", 30), ("mentors.csv", 11)):
        again = take(sample(name), stored)
        assert again.counts()[RowState.UNCHANGED] == count
        assert (again.applications, again.missing) == ((), ())


def test_the_later_sample_changes_the_edited_and_adds_the_late():
    form = confirmed(propose(sample("mentees.xlsx")))
    stored = after((), take(sample("mentees.xlsx")))
    plan = take(sample("mentees-late.xlsx"), stored, forms=[form])
    assert plan.counts() | {RowState.UNCHANGED: 0} == {
        RowState.NEW: len(LATE), RowState.CHANGED: len(EDITS), RowState.UNCHANGED: 0,
        RowState.PROBLEM: 0, RowState.SKIPPED: 0,
    }  # fmt: skip
    changed = {r.number: [c.field for c in r.changes] for r in plan.rows if r.changes}
    assert changed == {
        3: ["goals"], 10: ["email"], 12: ["wishes"], 17: ["last_name"], 29: ["consent", "other"],
    }  # fmt: skip
    people = {a.person for a in stored}
    assert len([a for a in plan.applications if a.person not in people]) == len(LATE)


def test_edited_names_and_addresses_under_a_key_that_is_theirs_keep_the_person():
    stored = after((), _take(_answer(2)))
    plan = _take(_answer(2, last="Öst-Ek", email="new@example.org"), existing=stored)
    assert _states(plan) == [("changed", "")]
    assert plan.applications[0].person == stored[0].person
    assert [(c.field, c.before, c.after) for c in plan.rows[0].changes] == [
        ("email", "asa@example.org", "new@example.org"), ("last_name", "Öst", "Öst-Ek"),
    ]  # fmt: skip


def test_the_newest_complete_answer_of_a_person_wins():
    plan = _take(
        _answer(2, goals="Leadership", day=2), _answer(3, day=5), _answer(4, goals="", day=9)
    )
    assert _states(plan) == [("skipped", "superseded"), ("new", ""), ("skipped", "superseded")]
    assert plan.applications[0].choices("goals") == ("networks",)
    assert _states(_take(_answer(2, day=2), existing=after((), plan))) == [
        ("skipped", "superseded")
    ]


def test_a_newer_refusal_is_not_passed_over():
    plan = _take(_answer(2, day=2), _answer(3, consent="No", day=5))
    assert [a.value("consent") for a in plan.applications] == [False]


def test_one_address_with_two_names_is_held_and_asked():
    plan = _take(_answer(2), _answer(3, first="Ole"))
    assert _states(plan) == [("problem", "email_shared")] * 2
    assert _codes(plan) == ["email_shared"] * 2
    assert plan.applications == ()
    later = _take(_answer(3, first="Ole"), existing=after((), _take(_answer(2))))
    assert _states(later) == [("problem", "email_shared")]


def test_one_name_with_two_addresses_is_two_people_and_told():
    plan = _take(_answer(2), _answer(3, email="other@example.org"))
    assert _states(plan) == [("new", "")] * 2
    assert _codes(plan) == ["name_shared"] * 2
    assert len({a.person for a in plan.applications}) == 2


def test_mentee_and_mentor_in_one_person_is_no_duplicate():
    stored = after((), _take(_answer(2)))
    mentor = table(
        ("Name", "E-mail address", "Languages", "Themes", "Capacity", "Consent"),
        [("Dr. Åsa Öst", "ASA@example.org", "suomi", "Networks", "2", "Yes")],
    )
    plan = take(mentor, stored)
    assert _states(plan) == [("new", "")]
    assert plan.applications[0].person == stored[0].person
    assert plan.problems == ()


def test_a_withdrawn_application_stays_withdrawn():
    stored = tuple(
        dataclasses.replace(a, state=ApplicationState.WITHDRAWN)
        for a in after((), _take(_answer(2)))
    )
    plan = _take(_answer(2, goals="Leadership"), existing=stored)
    assert (_states(plan), plan.applications) == ([("problem", "applies_again")], ())
    assert _states(_take(_answer(2), existing=stored)) == [("unchanged", "")]
    assert _take(_answer(3, first="Ole", email="ole@example.org"), existing=stored).missing == ()


def test_answers_that_are_gone_are_told_and_kept():
    stored = after((), _take(_answer(2), _answer(3, first="Ole", email="ole@example.org")))
    plan = _take(_answer(3, first="Ole", email="ole@example.org"), existing=stored)
    assert [a.name for a in plan.missing] == ["Åsa Öst"]
    assert plan.applications == ()


def test_a_row_that_lost_its_address_is_held_and_not_missing():
    stored = after((), _take(_answer(2), _answer(3, first="Ole", email="ole@example.org")))
    plan = _take(_answer(2, email=""), _answer(3, first="Ole", email="ole@example.org"),
                 existing=stored)  # fmt: skip
    assert _states(plan) == [("problem", "email_missing"), ("unchanged", "")]
    assert plan.missing == ()


def test_copied_rows_and_titles_are_left_out_and_two_answers_under_one_number_are_asked():
    plan = _take(_answer(2), _answer(2), HEADERS)
    assert _states(plan) == [("new", ""), ("skipped", "row_twice"), ("skipped", "titles_again")]
    plan = _take(_answer(2), _answer(2, goals="Leadership"))
    assert _states(plan) == [("problem", "answered_twice")] * 2
    plan = _take(_answer(2), _answer(2, first="Ole"))
    assert _states(plan) == [("problem", "response_twice")] * 2


def test_the_same_answer_as_workbook_and_as_text_is_one():
    stored = after((), take(sample("mentors.csv")))
    (asked,) = sample("mentors.csv")
    seconds = dataclasses.replace(asked, file="mentors (1).csv")
    assert take(seconds, stored).applications == ()


@pytest.mark.parametrize("name", ["mentees.xlsx", "mentors.csv", "mentees-late.xlsx"])
def test_shuffled_rows_give_the_same_applications(name):
    (asked,) = sample(name)
    head, *body = asked.rows
    for seed in range(3):
        random.Random(seed).shuffle(body)
        rows = [dataclasses.replace(r, number=n) for n, r in enumerate([head, *body], 1)]
        shuffled = dataclasses.replace(asked, rows=tuple(rows))
        assert without_sources(take(shuffled).applications) == without_sources(
            take(asked).applications
        )


NAMES = st.sampled_from(["Åsa", "Ole", "Dr Kai", "-", "", "=1+1"])
EMAILS = st.sampled_from(["a@example.org", "b@example.org", "A@EXAMPLE.ORG", "nobody", "", None])
ANSWERS = st.builds(
    lambda number, first, email, goals, day, consent: _answer(
        number, first, email=email, goals=goals, day=day, consent=consent
    ),
    st.integers(2, 6), NAMES, EMAILS, st.sampled_from(["Networks", "Sailing;Networks", "", "-"]),
    st.integers(1, 28), st.sampled_from(["Yes", "No", "", "perhaps"]),
)  # fmt: skip


@settings(deadline=None, max_examples=60)  # how long an import takes is no matter here
@given(st.lists(ANSWERS, max_size=8), st.lists(ANSWERS, max_size=8), st.randoms())
def test_whatever_comes_counts_add_up_and_twice_is_once(first, second, chance):
    stored = after((), _take(*first))
    plan = _take(*second, existing=stored)
    assert sum(plan.counts().values()) == len(plan.rows) == len(second)
    stored = after(stored, plan)
    again = _take(*second, existing=stored)
    assert (again.applications, again.counts()[RowState.NEW]) == ((), 0)
    chance.shuffle(second)
    assert without_sources(_take(*second, existing=stored).applications) == []
    assert all(len({a.person for a in stored if a.role == r}) == len([a for a in stored if a.role == r])
               for r in ("mentee", "mentor"))  # fmt: skip


@settings(deadline=None, max_examples=60)  # how long an import takes is no matter here
@given(st.lists(ANSWERS, max_size=8), st.randoms())
def test_the_order_of_rows_decides_nothing(answers, chance):
    expected = without_sources(_take(*answers).applications)
    chance.shuffle(answers)
    assert without_sources(_take(*answers).applications) == expected


def test_rows_far_down_keep_their_numbers():
    asked = table(HEADERS, [_answer(2)])
    moved = dataclasses.replace(asked, rows=(asked.rows[0], Row(41, asked.rows[1].cells)))
    assert [r.number for r in take(moved, role="mentee").rows] == [41]
