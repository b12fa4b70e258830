"""An address that changes, by a second answer or a decision, is told; so are the letters that went before."""

import json

import pytest
from test_first_aid_meaning import MENTEE, Cohort, export, person

TITLES = {"id": "ID", "at": "Completion time", **MENTEE, "group": "Research group"}
GROUP = "Snow and ice"
RIGHT, WRONG, OTHERS = "emma.lehto@example.org", "emma.lehto@exmple.org", person("Niko Rask")


def emma(email, day):
    return {
        **person("Emma Lehto", email),
        "at": f"2026-11-{day:02} 10:00:00",
        "id": f"{day}",
        "group": GROUP,
    }


@pytest.fixture
def cohort(run):
    return Cohort(run, [OTHERS], [person("Kari Laine")])


def take(cohort, *people):
    rows = [*people, {**OTHERS, "at": "2026-11-02 10:00:00", "id": "1"}]
    file = export(cohort.folder, "mentees.csv", TITLES, rows)
    done = cohort.run("import", file, "--cohort", cohort.key, "--accept", "--accept-changes", "--yes", "--json")  # fmt: skip
    return json.loads(done.stdout)["problems"]


def said(problems, code):
    return [p["says"] for p in problems if p["code"] == code]


def address(cohort):
    shown = json.loads(cohort.run("person", "show", cohort.key, "Emma Lehto", "--json").stdout)
    answers = shown["applications"][0]["answers"]
    return next(a["value"] for a in answers if a["answer"] == "email")


def test_a_decision_that_two_are_one_says_where_letters_go(cohort):
    take(cohort, emma(RIGHT, 3), emma(WRONG, 5))
    done = cohort.run("questions", "settle", cohort.key, RIGHT, WRONG, "--same", "--json")
    assert address(cohort) == WRONG
    (told,) = said(json.loads(done.stdout)["problems"], "address_changed")
    assert told == f"Letters to Emma Lehto go to {WRONG} from now on, no longer to {RIGHT}."


@pytest.mark.parametrize("sent", [True, False])
def test_letters_that_went_to_the_address_before_are_named(cohort, sent):
    take(cohort, emma(WRONG, 3))
    day = ("--today", "2026-11-25")
    cohort.match()
    cohort.run("plan", "approve", cohort.key, "--yes", *day)
    cohort.run("remind", *day)
    if sent:
        cohort.run("outbox", "sent", cohort.key, "--yes", *day)
    problems = take(cohort, emma(RIGHT, 3))
    assert address(cohort) == RIGHT
    assert len(said(problems, "address_changed")) == 1
    assert bool(said(problems, "letters_elsewhere")) is sent
    if sent:
        assert f"went to Emma Lehto at {WRONG}: outcome on 2026-11-25" in said(problems, "letters_elsewhere")[0]  # fmt: skip


def test_the_same_address_written_otherwise_is_no_news(cohort):
    take(cohort, emma(RIGHT, 3))
    assert not said(take(cohort, emma(RIGHT.upper(), 4)), "address_changed")
