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
