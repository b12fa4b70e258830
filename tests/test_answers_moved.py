"""Columns sorted by themselves, cells that slipped by a row, rows typed over: asked, never taken in silence."""

import json

import pytest
from intake_cases import after
from test_answers_of_another import OTHER, REST
from test_first_aid_meaning import MENTEE, Cohort, export, person
from test_repetition_people import application, states, take

BO = ("Bo Ek", "bo@example.org")
CAI = ("Cai Dahl", "cai@example.org")
THIRD = {**OTHER, "employer": "Kivi Oy", "goal_text": "I would like to write better about my work."}
WANTS = [REST, OTHER, THIRD]
WHO = [("Åsa Öst", "asa@example.org"), BO, CAI]


def rows(wants, who=WHO, **more):
    return [application(n, *w, **want, **more) for n, (w, want) in enumerate(zip(who, wants, strict=True), 1)]  # fmt: skip


def stored(role="mentee"):
    return after((), take(rows(WANTS, role=role)))


def words(number):
    return {**WANTS[number], "goal_text": WANTS[(number + 1) % 3]["goal_text"]}


@pytest.mark.parametrize("role", ["mentee", "mentor"])
@pytest.mark.parametrize(
    "now",
    [
        [OTHER, THIRD, REST],  # all cells up by a row
        [THIRD, REST, OTHER],
        [words(n) for n in range(3)],  # one column alone
    ],
)
def test_answers_that_slipped_by_a_row_are_asked_about(role, now):
    plan = take(rows(now, role=role), stored(role))
    assert states(plan) == [("problem", "answers_moved")] * 3
    assert not plan.applications
    assert states(take(rows(now, role=role), stored(role), returning=None))[0] == ("changed", "")


@pytest.mark.parametrize("key", [1, 9])
def test_two_who_changed_places_are_asked_about(key):
    """The numbers went along, or there are none; who is beside them stays."""
    who = [BO, WHO[0], CAI]
    now = [
        application(n if key == 1 else n + key, *w, **want)
        for n, (w, want) in enumerate(zip(who, WANTS, strict=True), 1)
    ]
    assert {"problem"} == {state for state, _ in states(take(now, stored()))[:2]}


def test_one_cell_filled_down_is_asked_about():
    now = [REST, {**OTHER, "goal_text": REST["goal_text"]}, THIRD]
    plan = take(rows(now), stored())
    assert states(plan) == [("unchanged", ""), ("problem", "answers_moved"), ("unchanged", "")]


def test_first_names_sorted_by_themselves_are_asked_about():
    split = [w[0].split() for w in WHO]
    names = [{"first_name": f, "last_name": x} for f, x in split]
    before = rows([{**a, **n} for a, n in zip(WANTS, names, strict=True)])
    moved = [{"first_name": split[(i + 1) % 3][0], "last_name": x} for i, (_, x) in enumerate(split)]  # fmt: skip
    who = [(f"{n['first_name']} {n['last_name']}", w[1]) for n, w in zip(moved, WHO, strict=True)]
    now = rows([{**a, **n} for a, n in zip(WANTS, moved, strict=True)], who)
    assert states(take(now, after((), take(before)))) == [("problem", "answers_moved")] * 3


@pytest.mark.parametrize(
    "now",
    [
        {**REST, "goal_text": "I have thought again, and want to lead a team."},
        {
            **REST,
            "languages": OTHER["languages"],
            "employer": "Kivi Oy",
        },  # choices are many people's
        {k: v for k, v in REST.items() if k != "goal_text"},
    ],
)
def test_what_people_change_themselves_is_taken(now):
    assert states(take(rows([now, OTHER, THIRD]), stored()))[0] == ("changed", "")


def test_words_that_several_wrote_are_nobodys_own():
    same = {"goal_text": "Our company wants everybody to learn to lead."}
    known = after((), take(rows([{**REST, **same}, {**OTHER, **same}, THIRD])))
    now = rows([{**REST, **same}, {**OTHER, **same}, {**THIRD, **same}])
    assert states(take(now, known))[2] == ("changed", "")


ELSE = {
    "employer": "Puro Oy", "goal_text": "I want to know how hiring works in Finland.",
    "languages": ("sv",), "goals": ("leadership",), "meeting_modes": ("remote",), "industries": ("bio",),
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "email", "rest", "end"),
    [
        ("Gita Rao", "asa@example.org", ELSE, "row_of_another"),
        ("Åsa Öst", "other@example.org", ELSE, "row_of_another"),  # a namesake, or all of it new
        ("Åsa Ek", "asa@example.org", ELSE, ""),
        ("Alex Berg", "asa@example.org", REST, ""),
        ("Öst Åsa", "asa@example.org", ELSE, ""),
        ("Åsa Öst", "asa@example.org", ELSE, ""),
        ("Åsa Öst", "other@example.org", {**REST, "employer": "Kivi Oy"}, ""),
    ],
)
def test_a_row_typed_over_by_somebody_else_is_asked_about(name, email, rest, end):
    now = [application(1, name, email, **rest), *rows(WANTS)[1:]]
    assert states(take(now, stored()))[0] == (("problem", end) if end else ("changed", ""))


@pytest.mark.parametrize("answer", ["take", "leave"])
def test_the_question_by_the_real_commands(run, answer):
    goal = "Describe your most important goal in your own words"
    titles = {**MENTEE, "goal": goal}
    said = ["I want to see how people lead in a company.", "I want to find work in the north."]
    people = [person(n, goal=g) for n, g in zip(("Ida Ahoi", "Nea Havu"), said, strict=True)]
    cohort = Cohort(run, [], [])
    words = ("--cohort", cohort.key, "--as", "mentees", "--accept", "--yes", "--json")
    run("import", export(run.folder, "a.csv", titles, people), *words)
    turned = [{**p, "goal": g} for p, g in zip(people, said[::-1], strict=True)]
    file = export(run.folder, "b.csv", titles, turned)
    done = json.loads(run("import", file, *words, code=3).stdout)
    assert [p["code"] for p in done["problems"] if p["severity"] != "note"] == ["answers_moved"] * 2
    run("questions", "settle", cohort.key, "1", "2", answer)
    again = json.loads(run("import", file, *words, code=0).stdout)
    counts = again["imports"][0]["counts"]
    assert counts["unchanged" if answer == "take" else "skipped"] == 2


def test_a_sheet_that_slipped_is_told_once_and_its_questions_go_with_the_right_one(run):
    goal = "Describe your most important goal in your own words"
    titles = {**MENTEE, "goal": goal}
    firsts = ("Ida", "Nea", "Oona", "Pia", "Ritva", "Saga", "Tove", "Ulla", "Vera", "Ylva", "Åsa", "Öga", "Ina", "Kia")  # fmt: skip
    said = "I want to learn how {} works in the north."
    people = [person(f"{first} Ahoi{first.lower()}", goal=said.format(first)) for first in firsts]
    cohort = Cohort(run, [], [])
    words = ("--cohort", cohort.key, "--as", "mentees", "--accept", "--yes")
    right = export(run.folder, "a.csv", titles, people)
    run("import", right, *words)
    goals = [p["goal"] for p in people]
    turned = [{**p, "goal": goals[(n + 1) % len(goals)]} for n, p in enumerate(people)]
    file = export(run.folder, "b.csv", titles, turned)
    said = run("import", file, *words, code=3).stderr
    assert "In 14 rows stands something of other people" in " ".join(said.split())
    assert said.count("now has answers that were somebody else's") == 1
    assert "And 13 more like it" in " ".join(said.split())
    every = run("import", file, *words, "--all", code=3).stderr
    assert every.count("now has answers that were somebody else's") == 14
    assert len(json.loads(run("questions", "list", cohort.key, "--json").stdout)["questions"]) == 14
    run("import", right, *words, code=0)
    assert not json.loads(run("questions", "list", cohort.key, "--json").stdout)["questions"]
