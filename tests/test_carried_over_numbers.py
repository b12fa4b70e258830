"""Who is carried over keeps the answer, not the number that the earlier cohort's form gave it."""

import json

import pytest
from test_first_aid_meaning import MENTEE, Cohort, export, person

AUTUMN = "2027-autumn"
TITLES = {"id": "ID", **MENTEE}


def numbered(*people):
    return [{**p, "id": str(n)} for n, p in enumerate(people, 1)]


@pytest.fixture
def autumn(run):
    """A cohort to which Emma, who found no mentor in her language, was carried over."""
    waits = person("Emma Lehto", languages="Swedish")
    cohort = Cohort(run, [], [person("Kari Laine", languages="Finnish")])
    mentees = numbered(waits, person("Niko Rask", languages="Finnish"), person("Otto Oja", languages="Finnish"))  # fmt: skip
    cohort.take("mentee", TITLES, mentees)
    cohort.match()
    run("plan", "approve", cohort.key, "--yes")
    run("cohort", "new", "doctoral", AUTUMN)
    run("waiting", cohort.key, "--carry-to", AUTUMN)
    return run


def take(run, *people):
    file = export(run.folder, "autumn.csv", TITLES, people)
    done = run("import", file, "--cohort", AUTUMN, "--accept", "--yes", "--json")
    listed = json.loads(run("application", "list", AUTUMN, "--json").stdout)["applications"]
    return json.loads(done.stdout), {a["name"]: a for a in listed}


def test_a_stranger_with_the_old_number_is_new(autumn):
    told, people = take(autumn, *numbered(person("Zoe Zorn"), person("Sam Sund")))
    assert sorted(people) == ["Emma Lehto", "Sam Sund", "Zoe Zorn"]
    assert not [p for p in told["problems"] if p["severity"] != "note"]
    assert "vanished" not in json.dumps(told)


def test_who_answers_anew_is_known_by_name_and_address_whatever_the_number(autumn):
    emma = person("Emma Lehto", languages="Finnish")
    _, people = take(autumn, *numbered(person("Zoe Zorn"), emma))
    assert sorted(people) == ["Emma Lehto", "Zoe Zorn"]
    shown = json.loads(autumn("person", "show", AUTUMN, "Emma Lehto", "--json").stdout)
    (here,) = shown["applications"]
    assert next(a["value"] for a in here["answers"] if a["answer"] == "languages") == "Finnish"
