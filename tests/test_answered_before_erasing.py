"""What was answered of several people stays answered when one of them is erased."""

import json

import pytest
from test_first_aid_meaning import MENTOR, Cohort, person

MEAN = "Ohjaan yhtä väitöskirjaa Virtasen ryhmässä"
LED = {"supervisors": "Kaarina Virtanen"}
WISHED = [
    person("Anna Korpi"),
    person("Anni Korpi", "anni@example.org"),
    person("Otto Berg", known=MEAN),
]


@pytest.fixture
def cohort(run):
    mentees = [
        person("Tiina Koskela", **LED),
        person("Ville Aho", **LED),
        person("Emma Salo", **LED),
    ]
    mentees[2]["wishes"] = "Korpi"
    return Cohort(run, mentees, WISHED)


def questions(cohort, *states):
    shown = json.loads(cohort.run("questions", "list", cohort.key, "--json").stdout)["questions"]
    return [q for q in shown if q["state"] in (states or ("open",))]


def numbers(cohort, code):
    return [q["number"] for q in questions(cohort) if q["code"] == code]


def erase(cohort, who):
    cohort.run("person", "erase", cohort.key, who, "--yes")


@pytest.mark.parametrize("answer", ["nobody", "yes"])
def test_an_answer_about_several_holds_for_those_who_are_left(cohort, answer):
    (number,) = numbers(cohort, "conflict_unsure")
    cohort.run("questions", "settle", cohort.key, number, answer)
    others = len(questions(cohort))
    erase(cohort, "Ville Aho")
    assert len(questions(cohort)) == others
    (kept,) = questions(cohort, "settled")
    assert (kept["number"], kept["answer"]) == (number, answer)
    assert "Aho" not in kept["says"]
    assert "Tiina Koskela" in kept["says"]
    cohort.run("match", cohort.key)
    said = cohort.run("explain", cohort.key, "Tiina Koskela", "--with", "Otto Berg", "--json")
    barred = json.loads(said.stdout)["pair"]["blocked_by"]
    assert bool(barred) is (answer == "yes")


def test_a_wish_for_who_was_erased_becomes_nobody_elses(cohort):
    (number,) = numbers(cohort, "wish_unsure")
    cohort.run("questions", "settle", cohort.key, number, "Anna Korpi")
    erase(cohort, "Anna Korpi")
    assert numbers(cohort, "wish_unsure") == []
    assert "Anna Korpi" not in cohort.run("questions", "list", cohort.key).stdout


def test_what_was_not_asked_before_is_asked(cohort):
    (number,) = numbers(cohort, "wish_unsure")
    cohort.run("questions", "settle", cohort.key, number, "nobody")
    cohort.take("mentor", MENTOR, [*WISHED, person("Annu Korpi", "annu@example.org")])
    before = numbers(cohort, "wish_unsure")
    erase(cohort, "Anni Korpi")
    assert numbers(cohort, "wish_unsure") == before
