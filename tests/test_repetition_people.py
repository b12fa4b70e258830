"""Who is who: the ladder of keys, what is asked, and what a decision settles."""

import dataclasses
import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from intake_cases import after

from mentorcli import intake
from mentorcli.domain.application import Application, ApplicationState, Given, Source
from mentorcli.domain.importing import RowReading, RowState, Settled
from mentorcli.intake.rows.same_person import one_person


def given_(value):
    return Given(value, Source("i", "a.csv", "", "A2", "x", str(value), "direct"))


def application(response, name="Åsa Öst", email="asa@example.org", day=2, **more):
    """Return an answer as it is read, before anybody knows whose it is."""
    moment = more.pop("modified", None)
    role = more.pop("role", "mentee")
    answers = {"full_name": given_(name), "email": given_(email)}
    answers |= {k: given_(v) for k, v in more.items()}
    when = dt.datetime(2026, 11, day, 9)  # noqa: DTZ001 - local time as exports give it
    return Application(
        "c", role, "?", name, email, ApplicationState.VALID, f"form-{role}", str(response), when,
        answers, moment,
    )  # fmt: skip


def take(answers, existing=(), **settled):
    readings = [RowReading(n, a, response=a.response) for n, a in enumerate(answers, 2)]
    return intake.merge(readings, existing, Settled(**settled))


def whose(answers, plan):
    """Return what the workspace remembers of an import: whose answer each row was."""
    return {
        (a.role, a.form, a.response): r.person
        for a, r in zip(answers, plan.rows, strict=True)
        if r.person and r.state is not RowState.PROBLEM
    }


def states(plan):
    return [(r.state.value, r.reason) for r in plan.rows]


def pair(one, other):
    return frozenset({one, other})


ASA, EK = ("asa@example.org", "åsa öst"), ("asa@example.org", "åsa ek")


def test_the_organisations_number_comes_first():
    stored = after((), take([application(1, person_id="S1")]))
    renamed = application(2, "Åsa Ek", "asa.ek@example.org", day=5, person_id="s1")
    assert states(take([renamed], stored)) == [("problem", "number_shared")]
    moved = application(2, email="asa.ek@example.org", day=5, person_id=" S1 ")
    plan = take([moved], stored)
    assert states(plan) == [("changed", "")]
    assert plan.applications[0].person == stored[0].person


def test_two_numbers_under_one_address_and_name_are_asked():
    plan = take([application(1, person_id="S1"), application(2, person_id="S2")])
    assert states(plan) == [("problem", "number_differs")] * 2


def test_somebody_known_by_address_gets_a_number_later():
    stored = after((), take([application(1)]))
    plan = take([application(2, day=4, person_id="S1")], stored)
    assert plan.applications[0].person == stored[0].person


def test_the_same_person_in_both_roles_is_one():
    stored = after((), take([application(1, person_id="S1")]))
    plan = take([application(1, role="mentor", person_id="S1", email="other@example.org")], stored)
    assert states(plan) == [("new", "")]
    assert plan.applications[0].person == stored[0].person


@pytest.mark.parametrize("decision", ["same", "different"])
def test_one_address_with_two_names_is_settled_by_a_decision(decision):
    answers = [application(1), application(2, "Åsa Ek", day=5)]
    assert states(take(answers)) == [("problem", "email_shared")] * 2
    plan = take(answers, **{decision: frozenset({pair(ASA, EK)})})
    wanted = {"same": [("skipped", "superseded"), ("new", "")], "different": [("new", "")] * 2}
    assert states(plan) == wanted[decision]
    assert plan.problems == ()
    if decision == "same":
        assert [a.response for a in plan.superseded] == ["1"]


def test_a_third_name_under_a_settled_address_is_asked_again():
    answers = [application(1), application(2, "Åsa Ek"), application(3, "Ole Öst")]
    plan = take(answers, different=frozenset({pair(ASA, EK)}))
    assert states(plan) == [("problem", "email_shared")] * 3


def test_one_name_in_one_unit_is_asked_and_in_another_told():
    one = application(1, research_group="Optics")
    other = application(2, email="b@example.org", research_group="optics ")
    assert states(take([one, other])) == [("problem", "name_and_unit")] * 2
    assert states(take([other], after((), take([one])))) == [("problem", "name_and_unit")]
    away = dataclasses.replace(other, answers=other.answers | {"research_group": given_("Physics")})
    plan = take([one, away])
    assert states(plan) == [("new", "")] * 2
    assert [p.code for p in plan.problems] == ["name_shared"] * 2


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("Asa Ost", True), ("Öst Åsa", True), ("Åsa Maria Öst", True), ("Åsa Berg-Öst", True),
        ("ÅSA ÖST", True), ("Åsa Berg", False), ("Eva Öst", False), ("Öst", False),
    ],
)  # fmt: skip
@pytest.mark.parametrize("unit", ["research_group", "department", "employer"])
def test_a_name_written_otherwise_in_one_unit_is_asked(name, asked, unit):
    one, other = application(1, **{unit: "Optics"}), application(2, name, "b@e.example", **{unit: "Optics"})  # fmt: skip
    end = ("problem", "name_and_unit") if asked else ("new", "")
    assert states(take([one, other])) == [end] * 2
    assert states(take([other], after((), take([one])))) == [end]


@pytest.mark.parametrize(
    ("name", "units", "end"),
    [
        ("Åsa Öst", (None, None), "name_of_withdrawn"),
        ("Öst Asa", ("Optics", None), "name_of_withdrawn"),
        ("Åsa Öst", ("Optics", "Optics"), "name_and_unit"),
        ("Åsa Öst", ("Optics", "Physics"), ""),
        ("Åsa Berg", (None, None), ""),
    ],
)
def test_who_has_withdrawn_and_a_namesake_are_told_apart_by_a_person(name, units, end):
    one, two = ({"research_group": u} if u else {} for u in units)
    withdrawn = dataclasses.replace(
        after((), take([application(1, **one)]))[0], state=ApplicationState.WITHDRAWN
    )
    new = application(9, name, "new@example.org", day=6, **two)
    wanted = ("problem", end) if end else ("new", "")
    assert states(take([new], (withdrawn,))) == [wanted]
    here = application(1, **one)
    assert states(take([here, new], (withdrawn,))) == [("unchanged", ""), wanted]


SENTENCE = {"goal_text": "I want to see what a researcher does in a company."}


@pytest.mark.parametrize(
    ("name", "own", "asked"),
    [
        ("Åsa Oest", SENTENCE, True), ("A. Öst", SENTENCE, True), ("Ossi Ost", SENTENCE, True), ("Åsa Berg", SENTENCE, True),
        ("Cai Dahl", SENTENCE, False), ("Åsa Berg", {"goal_text": "I want to lead a team one day."}, False),
        ("Åsa Berg", {"goal_text": "Networks"}, False),
    ],
)  # fmt: skip
@pytest.mark.parametrize("role", ["mentee", "mentor"])
def test_one_sentence_and_a_name_in_common_is_asked(name, own, asked, role):
    """Somebody who answers twice from two addresses, with a name misspelt, cut short or former."""
    one, other = application(1, role=role, **SENTENCE), application(2, name, "b@e.example", day=6, role=role, **own)  # fmt: skip
    end = ("problem", "words_shared") if asked else ("new", "")
    assert states(take([one, other])) == [end] * 2
    assert states(take([one, other], after((), take([one])))) == [("unchanged", ""), end]


def test_answers_in_an_approved_plan_are_shown_and_held():
    stored = after((), take([application(1, goals=("networks",))]))
    edited = application(1, goals=("leadership",))
    late = application(2, "Ole Öst", "ole@example.org")
    fixed = frozenset({stored[0].person})
    plan = take([edited, late], stored, fixed=fixed)
    assert states(plan) == [("problem", "change_in_plan"), ("new", "")]
    assert [c.field for c in plan.rows[0].changes] == ["goals"]
    assert [a.name for a in plan.applications] == ["Ole Öst"]
    assert states(take([edited, late], stored))[0] == ("changed", "")
    assert states(take([application(1, goals=("networks",))], stored, fixed=fixed)) == [
        ("unchanged", "")
    ]


def test_a_lost_second_is_no_older_answer():
    when = dt.datetime(2026, 11, 8, 10, 0, 31)  # noqa: DTZ001 - local time as exports give it
    stored = after((), take([application(1, modified=when)]))
    edited = application(1, modified=when.replace(second=0), goals=("leadership",))
    assert states(take([edited], stored)) == [("changed", "")]
    older = application(1, modified=when.replace(minute=0, hour=9), goals=("leadership",))
    assert states(take([older], stored)) == [("skipped", "older_answer")]


IDENTITIES = st.tuples(st.sampled_from("abcd"), st.sampled_from("xy"))


@given(st.lists(st.tuples(IDENTITIES, IDENTITIES), max_size=8))
def test_one_person_is_an_equivalence(pairs):
    found = one_person(frozenset(frozenset(p) for p in pairs))
    assert all(found[a] == found[b] for a, b in pairs)
    assert all(found[first] == first for first in found.values())


NAMES = st.sampled_from(["Åsa Öst", "Åsa Ek", "Ole Öst"])
EMAILS = st.sampled_from(["asa@example.org", "b@example.org"])
OWN = {"Åsa Öst": "S1", "Åsa Ek": "S3", "Ole Öst": "S2"}
"""The organisation's number of each."""
UNITS = st.sampled_from(["", "Optics", "Physics"])
ANSWERS = st.lists(
    st.builds(
        lambda response, name, email, day, number, unit, goal: application(
            f"{OWN[name]}{response}", name, email, day,
            **({"person_id": OWN[name]} if number else {}) | ({"department": unit} if unit else {}),
            goals=(goal,),
        ),
        st.integers(1, 3), NAMES, EMAILS, st.integers(1, 20), st.booleans(), UNITS,
        st.sampled_from(["networks", "leadership"]),
    ),
    max_size=7,
)  # fmt: skip
PAIRS = st.frozensets(
    st.frozensets(
        st.tuples(
            st.sampled_from(["asa@example.org", "b@example.org"]),
            st.sampled_from(["åsa öst", "åsa ek", "ole öst"]),
        ),
        min_size=2, max_size=2,
    ),
    max_size=2,
)  # fmt: skip


@settings(deadline=None, max_examples=100)  # how long an import takes is no matter here
@given(st.lists(ANSWERS, max_size=4), PAIRS, PAIRS, st.booleans())
def test_no_sequence_of_exports_loses_a_person(exports, same, different, fix):
    stored, known = (), {}
    seen = set()
    for answers in exports:
        fixed = frozenset(a.person for a in stored) if fix else frozenset()
        decided = {"same": same, "different": different - same, "fixed": fixed}
        plan = take(answers, stored, **decided, known=known)
        assert sum(plan.counts().values()) == len(answers)
        stored = after(stored, plan)
        known = known | whose(answers, plan)
        now = {(a.role, a.person) for a in stored}
        assert seen <= now
        assert len(now) == len(stored)
        seen = now
        if not same and not fix:
            again = take(answers, stored, **decided, known=known)
            assert again.applications == ()
            assert again.counts()[RowState.NEW] == 0


@settings(deadline=None, max_examples=100)  # how long an import takes is no matter here
@given(ANSWERS, PAIRS, st.randoms())
def test_the_order_of_rows_decides_nothing(answers, same, chance):
    def known(plan):
        return [(a.person, a.name, a.email, a.response) for a in plan.applications]

    wanted = known(take(answers, same=same))
    chance.shuffle(answers)
    assert known(take(answers, same=same)) == wanted


DISTINCT = st.lists(
    st.tuples(st.integers(0, 5), st.integers(1, 20), st.sampled_from(["networks", "leadership"])),
    max_size=10, unique_by=lambda a: a[1],
)  # fmt: skip


@settings(deadline=None, max_examples=100)  # how long an import takes is no matter here
@given(DISTINCT, st.integers(0, 10), st.booleans())
def test_in_two_halves_in_either_order_is_as_at_once(answers, cut, turned):
    """Each person has one address, each answer its own number, as a form tool gives them."""
    every = [
        application(day, f"Name {who}", f"p{who}@example.org", day, goals=(goal,))
        for who, day, goal in answers
    ]
    halves = [every[:cut], every[cut:]]
    if turned:
        halves.reverse()
    stored, known = (), {}
    for half in halves:
        plan = take(half, stored, known=known)
        stored, known = after(stored, plan), known | whose(half, plan)
    wanted = after((), take(every))
    assert [(a.person, a.name, a.value("goals")) for a in stored] == [
        (a.person, a.name, a.value("goals")) for a in wanted
    ]
