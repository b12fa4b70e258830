"""A column that was emptied, or is gone: what people answered to it stays, also when kept rows are read again."""

import json

import pytest
from test_first_aid_meaning import MENTEE, Cohort, export, person

TITLES = {**MENTEE, "industries": "Which industries interest you?"}
NAMES = ("Ida Ahoi", "Nea Havu", "Bo Ek", "Ulla Sammal")
PEOPLE = [person(name, industries="ICT and software") for name in NAMES]


def take(cohort, titles, people, code=None):
    file = export(cohort.folder, "answers.csv", titles, people)
    words = ("--cohort", cohort.key, "--as", "mentees", "--accept", "--yes", "--json")
    return json.loads(cohort.run("import", file, *words, code=code).stdout)


def industries(cohort):
    """How many people have an answer stored."""
    shown = [cohort.run("person", "show", cohort.key, name).stdout for name in NAMES]
    return sum("ICT and software" in text for text in shown)


@pytest.fixture
def cohort(run):
    made = Cohort(run, [], [])
    take(made, TITLES, PEOPLE, 0)
    assert industries(made) == len(PEOPLE)
    return made


def test_an_emptied_column_empties_nobody(cohort):
    told = take(cohort, TITLES, [{**p, "industries": ""} for p in PEOPLE], 0)
    assert told["imports"][0]["counts"]["unchanged"] == len(PEOPLE)
    (note,) = [p for p in told["problems"] if p["code"] == "column_emptied"]
    assert "4 people" in note["says"]
    assert industries(cohort) == len(PEOPLE)
    edited = [{**p, "industries": "Energy and environment"} for p in PEOPLE[:1]] + PEOPLE[1:]
    assert take(cohort, TITLES, edited, 0)["imports"][0]["counts"]["changed"] == 1


@pytest.mark.parametrize("people", [PEOPLE[:2], PEOPLE])
def test_what_people_empty_themselves_is_empty(cohort, people):
    emptied = [{**p, "industries": ""} for p in people[:2]] + list(people[2:])
    counts = take(cohort, TITLES, emptied, 0)["imports"][0]["counts"]
    assert counts["changed"] == 2
    assert industries(cohort) == len(PEOPLE) - 2


@pytest.mark.parametrize("gone", ["column", "cells"])
@pytest.mark.parametrize("way", ["settle", "replay"])
def test_kept_rows_that_are_read_again_empty_nobody(cohort, gone, way):
    brother = person("Ilkka Ahoi", email=PEOPLE[0]["email"])
    titles = MENTEE if gone == "column" else TITLES
    told = take(cohort, titles, [*({**p, "industries": ""} for p in PEOPLE), brother], 3)
    assert "email_shared" in {p["code"] for p in told["problems"]}
    if way == "settle":
        cohort.run("questions", "settle", cohort.key, "1", "different")
    else:
        cohort.run("form", "replay", "doctoral-mentee", "--cohort", cohort.key, "--yes", code=3)
    assert industries(cohort) == len(PEOPLE)


REWORDED = {
    **TITLES,
    "industries": "What industries interest you most?",
    "goals": "What do you want from mentoring now?",
}


def reworded_for_some(cohort, *more, titles=REWORDED):
    """A later export asks in other words, and two people are not in it; somebody shares an address."""
    brother = person("Ilkka Ahoi", email=PEOPLE[0]["email"])
    told = take(cohort, titles, [*PEOPLE[:2], brother, *more], 3)
    assert "email_shared" in {p["code"] for p in told["problems"]}


def states(cohort):
    shown = json.loads(cohort.run("application", "list", cohort.key, "--json").stdout)
    return {a["name"]: a["state"] for a in shown["applications"]}


AGAIN = {
    "settle": ("questions", "settle", "1", "different"),
    "replay": ("form", "replay", "doctoral-mentee", "--yes"),
    "options": ("cohort", "options", "industries", "--add", "space=Space technology"),
}


def read_again(cohort, way):
    first, second, *words = AGAIN[way]
    if way == "replay":
        cohort.run(first, second, *words, "--cohort", cohort.key, code=3)
    else:
        cohort.run(first, second, cohort.key, *words, code=0)


@pytest.mark.parametrize("way", AGAIN)
def test_who_is_not_in_an_export_in_other_words_keeps_what_they_answered_before(cohort, way):
    reworded_for_some(cohort)
    read_again(cohort, way)
    after = states(cohort)
    assert [after[name].partition(",")[0] for name in NAMES[2:]] == ["valid", "valid"]
    assert industries(cohort) == len(PEOPLE)


def test_a_question_that_was_dropped_is_still_what_those_before_were_asked(cohort):
    reworded_for_some(cohort, titles={k: v for k, v in TITLES.items() if k != "industries"})
    read_again(cohort, "settle")
    assert industries(cohort) == len(PEOPLE)


def test_a_column_that_a_person_leaves_out_is_read_no_more(cohort):
    form = cohort.folder / "forms" / "doctoral-mentee.toml"
    table = f'[[columns]]\nheader = "{TITLES["industries"]}"'
    head, _, tail = form.read_text("utf-8").partition(table)
    assert tail, form.read_text("utf-8")
    rest = tail.partition("[[columns]]")
    form.write_text(head + "".join(rest[1:]), encoding="utf-8")
    cohort.run("form", "replay", "doctoral-mentee", "--cohort", cohort.key, "--yes")
    assert industries(cohort) == 0
