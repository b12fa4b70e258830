"""Each rule and each criterion by itself, and how names are compared."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matching_cases import SOURCE, case, mentee, mentor, profile

from mentorcli.domain.application import Capacity, Given
from mentorcli.domain.language_order import in_known_order
from mentorcli.domain.plan import EarlierMatch
from mentorcli.matching import propose, remarks
from mentorcli.matching.board.board import board_of, rule_counts
from mentorcli.matching.cohort_ground import ground_of
from mentorcli.matching.criteria import criteria_of
from mentorcli.matching.rules import rules_of
from mentorcli.names.directory import Sure, directory_of
from mentorcli.names.employers import read_employer
from mentorcli.names.groups import read_group
from mentorcli.names.likeness import key_of
from mentorcli.names.same_people import same_people


def blocked(rule, one, other, *, earlier=()):
    """The reason why a rule forbids a mentee with a mentor, or two mentees, or None."""
    people = ([one], [other]) if other.role == "mentor" else ([one, other], [])
    problem = case(*people, programme=profile(rules=(rule,)), earlier=earlier)
    found = next(r for r in rules_of(problem.programme) if r.key == rule)
    test = found.pair if other.role == "mentor" else found.mates
    return test(one, other, ground_of(problem))


def test_same_person():
    assert "own mentor" in blocked("same_person", mentee("p", "Aino"), mentor("p", "Aino"))
    assert blocked("same_person", mentee("p"), mentor("q")) is None


def test_common_language():
    finn = mentee("a", "Aino", languages=("fi",))
    assert blocked("common_language", finn, mentor("m", "Matti", languages=("en", "sv"))) == (
        "Aino chose “Finnish”, but Matti mentors in “English” and “Swedish”."
    )
    assert blocked("common_language", finn, mentor("m", languages=("sv", "fi"))) is None
    klingon = {"languages": ("Klingon",)}
    assert blocked("common_language", mentee("a", **klingon), mentor("m", **klingon))


@pytest.mark.parametrize("written", ["Matti Laine", "Prof. Laine", "laine, matti", "M. Laine"])
def test_own_supervisor(written):
    student = mentee("a", "Aino", supervisors=("Eva Berg", written))
    assert blocked("own_supervisor", student, mentor("m", "Matti Laine"))
    assert blocked("own_supervisor", student, mentor("m", "Maria Laitinen")) is None


def test_declared_conflict():
    judge = mentor("m", "Matti", known=("Aino Korhonen", "Prof. Eva Berg"))
    assert blocked("declared_conflict", mentee("a", "Aino Korhonen"), judge)
    assert "supervisor" in blocked(
        "declared_conflict", mentee("b", supervisors=("Eva Berg",)), judge
    )
    assert blocked("declared_conflict", mentee("c", "Bo Ek"), judge) is None


def test_not_with_from_either_side_and_between_mentees():
    wish = {"not_with": ("Matti Laine",)}
    said = blocked("not_with", mentee("a", "Aino", **wish), mentor("m", "Matti Laine"))
    assert said == "A private wish keeps Aino and Matti Laine apart."
    like = {"not_with": ("Matti Lainen",)}
    said = blocked("not_with", mentee("a", "Aino", **like), mentor("m", "Matti Laine"))
    assert said == "A private wish may keep Aino and Matti Laine apart; it must be asked about."
    assert blocked("not_with", mentee("a", "Aino"), mentor("m", "M", not_with=("aino",)))
    assert blocked("not_with", mentee("a", "Åke Ö"), mentee("b", "B", not_with=("Ake O",)))
    assert blocked("not_with", mentee("a", "Aino"), mentor("m", "Matti")) is None


def test_same_employer():
    same = (("NOKIA Oyj", "Nokia, Oy."), ("A.B. Volvo", "Volvo AB"), ("VTT Oy", "VTT, Espoo"))
    assert all(key_of(read_employer, a) == key_of(read_employer, b) != "" for a, b in same)
    assert key_of(read_employer, "  - ") == key_of(read_employer, "none") == ""
    works = mentee("a", "Aino", employer="Kone Oyj")
    assert "“KONE”" in blocked("same_employer", works, mentor("m", "M", employer="KONE"))
    assert blocked("same_employer", works, mentor("m", employer="Konecranes")) is None
    assert blocked("same_employer", mentee("a", employer=""), mentor("m", employer="")) is None


def test_names_that_may_be_one_employer_bar_until_that_is_settled():
    works, other = (
        mentee("a", "Aino", employer="Nokia"),
        mentor("m", "M", employer="Nokia Bell Labs"),
    )
    assert "may both work" in blocked("same_employer", works, other)
    shy = mentee("a", "Aino", not_organisations=("Nokia Oyj", "VTT"))
    assert "may have asked" in blocked("not_organisations", shy, other)
    assert " asked " in blocked(
        "not_organisations", shy, mentor("m", employer="Teknologian tutkimuskeskus VTT")
    )
    assert blocked("not_organisations", shy, mentor("m", employer="Nokian Tyres")) is None
    assert blocked("not_organisations", mentee("a"), mentor("m", employer="retired")) is None


def test_departments_in_one_unit_by_several_names():
    def of(role, department, unit="sci"):
        return role("am"[role is mentor], department=department, unit=(unit,), own_unit=("yes",))

    one = of(mentee, "Department of Computer Science")
    assert "the same department" in blocked("own_unit", one, of(mentor, "Tietotekniikan laitos"))
    other = of(mentee, "Soft Robotics")
    assert "may work in the same department" in blocked("own_unit", other, of(mentor, "Robotics"))
    assert blocked("own_unit", other, of(mentor, "Robotics", unit="eng")) is None


def test_earlier_match():
    past = (EarlierMatch("m", "a", "2026-autumn"),)
    said = blocked("earlier_match", mentee("a", "Aino"), mentor("m", "Matti"), earlier=past)
    assert "2026-autumn" in said
    assert blocked("earlier_match", mentee("b"), mentor("m"), earlier=past) is None


def test_no_common_theme_counts_declined_topics():
    asks = mentee("a", "Aino", goals=("skills", "balance"))
    assert blocked(
        "no_common_theme", asks, mentor("m", themes=("balance",), not_topics=("balance",))
    )
    assert blocked("no_common_theme", asks, mentor("m", themes=("balance", "networks"))) is None


def test_same_research_group():
    assert key_of(read_group, "Robotics Lab") == key_of(read_group, "robotics research group")
    assert key_of(read_group, "-") == ""
    one, other = mentee("a", research_group="Group"), mentee("b", research_group="group")
    assert blocked("same_research_group", one, other)
    assert blocked("same_research_group", mentee("a"), mentee("b")) is None


def test_same_supervisor_knows_a_surname_alone():
    one, other = (
        mentee("a", supervisors=("Prof. Virtanen",)),
        mentee("b", supervisors=("Anna Virtanen",)),
    )
    assert blocked("same_supervisor", one, other)
    assert blocked("same_supervisor", one, mentee("c", supervisors=("Anna Virta",))) is None


def test_rule_counts_say_what_a_rule_blocks_alone():
    people = [
        mentee("a", "Aino", goals=("skills",), languages=("fi",)),
        mentee("b", goals=("skills",)),
    ]
    counts = {(r.rule, r.kind): r for r in rule_counts(board_of(case(people, [mentor("m")])))}
    theme, language = counts["no_common_theme", "pair"], counts["common_language", "pair"]
    assert (theme.blocked, theme.alone, theme.of) == (2, 1, 2)
    assert (language.blocked, language.alone) == (1, 0)


def given_points(key, one, other, most=100):
    # in both forms somebody has two languages the other way round: their tool keeps the order
    others = [
        [make(f"x{way}", languages=("fi", "en")[::way]) for way in (1, -1)]
        for make in (mentee, mentor)
    ]
    problem = case([one, *others[0]], [other, *others[1]], programme=profile(points={key: most}))
    return criteria_of(problem.programme)[0].part(one, other, ground_of(problem))


@pytest.mark.parametrize(
    ("key", "mine", "theirs", "points", "because"),
    [
        ("themes", {"goals": ("skills", "networks", "balance")},
         {"themes": ("networks", "skills"), "not_topics": ("skills",)}, 33, "offers “Networks”"),
        ("themes", {"goals": ("skills",)}, {"themes": ("balance",)}, 0, "offers none of these themes"),
        ("industry", {"industries": ("ict", "energy")}, {"industries": ("energy",)}, 100,
         "works in “Energy and environment”, which Aino chose"),
        ("industry", {"industries": ("ict",)}, {"industries": ("energy",)}, 0,
         "works in no industry that Aino chose"),
        ("industry", {}, {"industries": ("energy",)}, 50, ""),
        ("role", {"functions": ("rnd",)}, {"functions": ("rnd",)}, 100,
         "has a role in “Research and development”, which Aino wants to hear about"),
        ("language", {"languages": ("fi", "en")}, {"languages": ("fi",)}, 100, "also puts “Finnish” first"),
        ("language", {"languages": ("fi", "en")}, {"languages": ("en", "fi")}, 50, ""),
        ("language", {"languages": ("sv", "fi")}, {"languages": ("fi", "en")}, 33,
         "puts “Finnish” first, which Aino chose too"),
        ("language", {"languages": ("sv", "en")}, {"languages": ("en", "fi")}, 33,
         "puts “English” first, which Aino chose too"),
        ("language", {"languages": ("fi",)}, {"languages": ("sv",)}, 0, ""),
        ("meeting_mode", {"meeting_modes": ("otaniemi", "remote")}, {"meeting_modes": ("remote",)}, 50,
         "agrees on how to meet (“Remotely”)"),
        ("shared_goals", {"goals": ("skills", "leadership")}, {"goals": ("skills",)}, 50,
         "has a goal in common"),
        ("wishes", {"wishes": ("Nobody Known", "prof. LAINE")}, {}, 66, "was Aino’s second wish"),
        ("wishes", {"wishes": ("Bo Ek",)}, {}, 0, "was not wished for"),
        ("wishes", {"wishes": ("-",)}, {}, 50, ""),
    ],
)  # fmt: skip
def test_criteria(key, mine, theirs, points, because):
    part = given_points(
        key, mentee("a", "Aino Korhonen", **mine), mentor("m", "Matti Laine", **theirs)
    )
    assert (part.points, part.most, part.because) == (points, 100, because)


def test_an_ambiguous_wish_is_told_and_never_guessed():
    mentors = [mentor("m", "Matti Laine"), mentor("n", "Niina Laine")]
    people = [mentee("a", "Aino", wishes=("Laine", "Matti Laine", "Somebody Else", "-"))]
    problem = case(people, mentors, programme=profile(points={"wishes": 90}))
    i, j, score = (x.tolist() for x in board_of(problem).open_columns())
    assert (i, j, score) == ([0, 0], [0, 1], [60, 0])
    unsure, unknown = remarks(problem)
    assert (unsure.code, unsure.asks.about[2], unsure.place.cell) == ("wish_unsure", "Laine", "B2")
    assert [name for _, name in unsure.asks.may] == ["Matti Laine", "Niina Laine"]
    assert unknown.code == "wish_not_recognised"
    assert dict(unknown.parameters)["wish"] == "Somebody Else"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Prof. Väinö Mäkelä", "vaino makela", Sure.MEANT),
        ("Mäkelä, Väinö", "Väinö Mäkelä", Sure.MEANT),
        ("Anna Maria Virtanen", "Anna Virtanen", Sure.MEANT),
        ("D.Sc. (Tech.) A. Virtanen", "Anna Virtanen", Sure.MEANT),
        ("Virtasen ryhmä", "Anna Virtanen", Sure.MEANT),
        ("Anna Virtannen", "Anna Virtanen", Sure.ASK),
        ("Anna Virtanen", "Hanna Virtanen", Sure.ASK),
        ("Anna Virtanen-Lehto", "Anna Lehto", Sure.ASK),
        ("Anna", "Anna Virtanen", Sure.ASK),
        ("Anna Virtanen", "Petri Virtanen", None),
        ("Ann Lee", "Ann Lea", None),
        ("", " ", None),
        ("Prof.", "Dr.", None),
    ],
)
def test_names_of_one_person(one, other, same):
    found = same_people([one, other])
    assert found[one].get(other) is same
    assert found[other].get(one) is same


@given(st.text(max_size=30), st.text(max_size=30))
def test_comparing_any_two_texts_is_symmetric(one, other):
    found = same_people([one, other])
    assert found[one].get(other) is found[other].get(one)


def test_the_strictest_way_of_comparing_decides_who_is_meant():
    people = [("h", "Hanna Virtanen", ""), ("a", "Anna Virtanen", ""), ("l", "Bo Lindqvist", "")]
    directory = directory_of(people)
    assert directory.meaning("Anna Virtanen").people == ("a",)
    assert directory.meaning("virtanen").people == ("a", "h")
    assert directory.meaning("Bo Lindkvist").people == ("l",)
    assert directory.meaning("Cecilia Strand").people == ()


def test_a_capacity_outside_the_programme_makes_no_group():
    mentors = [mentor(k, capacity=c) for k, c in (
        ("one", Capacity(1, 1)), ("none", Capacity(0, 0)), ("many", Capacity(4, 6)), ("ok", Capacity(1, 9)))]  # fmt: skip
    plan = propose(case([mentee(f"k{k}") for k in range(5)], mentors))
    assert [(m.mentor, len(m.mentees)) for m in plan.matches] == [("ok", 3)]
    codes = {u.person: u.code for u in plan.unused}
    assert codes == {"one": "only_one_to_one", "none": "no_places", "many": "outside_group_size"}
    assert [u.code for u in plan.waiting] == ["no_seats", "no_seats"]


@pytest.mark.parametrize(
    ("answers", "cell", "known"),
    [
        ([("fi", "en"), ("en", "fi")], "F2", True),
        ([("fi", "en"), ("en", "fi")], "F2, H2", False),  # ticks in columns
        ([("fi", "en"), ("fi", "sv"), ("fi", "en")], "F2", False),  # as the form offers them
        ([("fi",), ("en",)], "F2", False),
    ],
)
def test_a_language_is_put_first_only_where_the_order_of_choosing_is_known(answers, cell, known):
    source = replace(SOURCE, cell=cell)
    people = [mentee(f"p{n}", languages=said) for n, said in enumerate(answers)]
    told = [
        replace(p, answers={**p.answers, "languages": Given(p.choices("languages"), source)})
        for p in people
    ]
    assert in_known_order(told) == ({p.key() for p in people} if known else set())
