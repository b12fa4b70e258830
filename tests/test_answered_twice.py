"""One person's answers in several rows of which nothing tells the newest: asked, answered, remembered."""

import json

import pytest
from test_first_aid_meaning import MENTEE, Cohort, export, person

EARLY, LATE, LAST = "Networks", "Leadership", "Leadership;Networks"


def emma(goals):
    return person("Emma Lehto", goals=goals)


@pytest.fixture
def cohort(run):
    return Cohort(run, [person("Niko Rask")], [person("Kari Laine")])


def took(cohort, *people, titles=MENTEE):
    """Take in an export; return the goals that count now, empty for none."""
    file = export(cohort.folder, "mentees.csv", titles, [*people, person("Niko Rask")])
    cohort.run("import", file, "--cohort", cohort.key, "--accept", "--yes")
    return counts(cohort)


def counts(cohort):
    every = json.loads(cohort.run("application", "list", cohort.key, "--json").stdout)
    if not any(a["name"] == "Emma Lehto" for a in every["applications"]):
        return ""
    shown = cohort.run("person", "show", cohort.key, "Emma Lehto", "--json")
    answers = json.loads(shown.stdout)["applications"][0]["answers"]
    value = next(a["value"] for a in answers if a["answer"] == "goals")
    return ";".join(known for known in (LATE, EARLY) if known.casefold() in str(value).casefold())


def asked(cohort):
    every = json.loads(cohort.run("questions", "list", cohort.key, "--json").stdout)["questions"]
    return [q for q in every if q["code"] == "answered_twice" and q["state"] == "open"]


def settle(cohort, answer):
    (question,) = asked(cohort)
    cohort.run("questions", "settle", cohort.key, str(question["number"]), answer)


def test_two_answers_without_a_day_wait_and_the_question_says_what_differs(cohort):
    assert not took(cohort, emma(EARLY), emma(LATE))
    (question,) = asked(cohort)
    assert "Emma Lehto answered more than once" in question["says"]
    assert f"“{EARLY}” to “{LATE}”" in question["says"]


@pytest.mark.parametrize(("answer", "counted"), [("take", LATE), ("leave", EARLY)])
def test_the_answer_holds_for_later_exports_too(cohort, answer, counted):
    took(cohort, emma(EARLY), emma(LATE))
    settle(cohort, answer)
    assert counts(cohort) == counted
    assert took(cohort, emma(EARLY), emma(LATE)) == counted
    assert asked(cohort) == []


def test_of_three_the_last_is_asked_about_first_and_then_the_one_before(cohort):
    took(cohort, emma(EARLY), emma(LATE), emma(LAST))
    settle(cohort, "leave")
    assert not counts(cohort)
    settle(cohort, "take")
    assert counts(cohort) == LATE
    assert asked(cohort) == []


def test_an_answer_that_comes_later_is_asked_about_and_the_one_before_stands(cohort):
    assert took(cohort, emma(EARLY)) == EARLY
    assert took(cohort, emma(EARLY), emma(LATE)) == EARLY
    settle(cohort, "take")
    assert counts(cohort) == LATE
    assert took(cohort, emma(EARLY), emma(LATE), emma(LAST)) == LATE
    settle(cohort, "leave")
    assert counts(cohort) == LATE
    assert asked(cohort) == []


def test_what_was_said_can_be_taken_back(cohort):
    took(cohort, emma(EARLY), emma(LATE))
    (question,) = asked(cohort)
    settle(cohort, "leave")
    cohort.run("questions", "forget", cohort.key, str(question["number"]))
    assert [q["number"] for q in asked(cohort)] == [question["number"]]


def test_a_copied_row_is_no_second_answer(cohort):
    assert took(cohort, emma(EARLY), emma(EARLY)) == EARLY
    assert asked(cohort) == []


def test_a_column_of_days_that_is_there_next_time_answers_the_question(cohort):
    took(cohort, emma(EARLY), emma(LATE))
    titles = {"at": "Completion time", **MENTEE}
    rows = [
        {**emma(EARLY), "at": "2027-01-09 10:00:00"},
        {**emma(LATE), "at": "2027-01-08 10:00:00"},
    ]
    assert took(cohort, *rows, titles=titles) == EARLY
    assert asked(cohort) == []


def test_what_waits_of_rows_without_days_is_asked_once_where_a_column_of_days_comes(cohort):
    """A cell that could not be read, under the answer's key of before and of now, is one question."""
    niko = person("Niko Rask", languages="Englihs or so")
    file = export(cohort.folder, "mentees.csv", MENTEE, [niko])
    cohort.run("import", file, "--cohort", cohort.key, "--accept", "--yes")
    first = json.loads(cohort.run("questions", "list", cohort.key, "--json").stdout)["questions"]
    dated = export(cohort.folder, "mentees.csv", {"at": "Completion time", **MENTEE},
                   [{**niko, "at": "2027-01-09 10:00:00"}])  # fmt: skip
    cohort.run("import", dated, "--cohort", cohort.key, "--accept", "--yes")
    then = json.loads(cohort.run("questions", "list", cohort.key, "--json").stdout)["questions"]
    assert len(first) == len([q for q in then if q["state"] == "open"])
