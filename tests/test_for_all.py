"""What a form does not ask is told once of everybody, remembered, and never passed off as an answer."""

import json

import pytest
from test_first_aid_meaning import MENTOR, Cohort, export, person

BARE = {k: v for k, v in MENTOR.items() if k not in {"capacity", "languages", "consent"}}
TOLD = ("--for-all", "capacity=1", "--for-all", "languages=English", "--for-all", "consent=Yes")
MENTORS = [person("Kari Laine"), person("Anna Roos"), person("Leena Niemi")]
MENTEES = [person("Emma Lehto"), person("Niko Rask"), person("Olli Salo")]


@pytest.fixture
def cohort(run):
    return Cohort(run, MENTEES, [], programme="doctoral")


def take(cohort, *words, code=None, people=MENTORS):
    file = export(cohort.folder, "mentors.csv", BARE, people)
    more = ("--cohort", cohort.key, "--as", "mentors", "--yes", "--json")
    return json.loads(cohort.run("import", file, *more, *words, code=code).stdout)


def states(cohort):
    every = json.loads(cohort.run("application", "list", cohort.key, "--json").stdout)
    return {a["name"]: a["state"] for a in every["applications"] if a["role"] == "mentor"}


def test_without_a_word_nothing_is_taken_and_it_is_said_what_to_do(cohort):
    told = take(cohort, code=3)
    (problem,) = [p for p in told["problems"] if p["code"] == "field_not_fed"]
    assert {"capacity", "languages", "consent"} <= set(
        problem["says"].replace(",", " ").replace(".", " ").split()
    )
    assert "--for-all" in problem["do"]
    assert states(cohort) == {}


def test_what_is_told_of_all_completes_everybody_and_shows_where_it_came_from(cohort):
    take(cohort, *TOLD)
    assert set(states(cohort).values()) == {"valid"}
    shown = cohort.run("person", "show", cohort.key, "Kari Laine", "--sources").stdout
    assert "for all" in shown
    plan = cohort.match()["plan"]
    assert sum(len(m["mentees"]) for m in plan["matches"]) <= 3


def test_it_is_remembered_for_later_exports_and_one_answer_can_be_told_anew(cohort):
    take(cohort, *TOLD)
    take(cohort, people=[*MENTORS, person("Jonna Aho")])
    assert states(cohort)["Jonna Aho"] == "valid"
    take(cohort, "--for-all", "capacity=2-3", people=[*MENTORS, person("Jonna Aho")])
    shown = json.loads(cohort.run("person", "show", cohort.key, "Jonna Aho", "--json").stdout)
    answers = {a["answer"]: a["value"] for a in shown["applications"][0]["answers"]}
    assert "3" in str(answers["capacity"])


def test_no_sentence_says_that_somebody_chose_a_language_that_nobody_asked_for(cohort):
    take(cohort, "--for-all", "capacity=2-3", *TOLD[2:])
    said = json.dumps(cohort.match()["plan"], ensure_ascii=False)
    assert "English" in said
    for word in ("puts “English” first", "also puts", "chose too", "put first"):
        assert word not in said


@pytest.mark.parametrize("told", ["capacity=many", "languages=Klingon", "consent=perhaps"])
def test_what_cannot_be_understood_is_refused_and_nothing_is_taken(cohort, told):
    done = take(cohort, *TOLD, "--for-all", told, code=2)
    assert told.partition("=")[2] in done["error"]
    assert states(cohort) == {}


def test_a_field_that_the_form_asks_is_asked_of_each(cohort):
    file = export(cohort.folder, "mentors.csv", MENTOR, [person("Kari Laine", capacity="3")])
    cohort.run("import", file, "--cohort", cohort.key, "--as", "mentors", "--accept", "--yes",
               "--for-all", "capacity=1", code=None)  # fmt: skip
    shown = json.loads(cohort.run("person", "show", cohort.key, "Kari", "--json").stdout)
    answers = {a["answer"]: a["value"] for a in shown["applications"][0]["answers"]}
    assert str(answers["capacity"]) == "2-3"  # as the group allows


def test_a_note_that_would_count_for_nothing_is_refused(cohort):
    take(cohort, *TOLD)
    done = cohort.run("pool", "set", cohort.key, "Kari", "--capacity", "2", code=2)
    assert "each mentor's own answer" in done.stderr
