"""A wrong file was imported: what undo advises instead takes its people out, and its answers back."""

import json

import pytest
from test_first_aid_meaning import MENTEE, MENTOR, Cohort, export, person

RIGHT = [person("Tiina Koskela"), person("Ville Aho")]
WRONG = [person("Aada Niemi"), person("Otto Berg"), person("Ville Aho", goals="Leadership")]
DAY = ("--today", "2026-12-05")


@pytest.fixture
def cohort(run):
    """A cohort of which a second export brought two people too many, and changed one answer."""
    made = Cohort(run, RIGHT, [person("Anna Virtanen")])
    file = export(made.folder, "wrong.csv", MENTEE, WRONG)
    run("import", file, "--cohort", made.key, "--as", "mentees", "--accept", "--yes", *DAY)
    return made


def people(cohort):
    shown = json.loads(cohort.run("application", "list", cohort.key, "--json").stdout)
    return {a["name"]: a["state"].split(",")[0] for a in shown["applications"]}


def advised(cohort):
    """The commands that undo says instead, from its last number in the history."""
    refused = cohort.run("undo", "--yes", *DAY, code=3).stderr
    words = " ".join(refused.split())
    return [part.split() for part in words.split("mentorcli ")[1:]]


def test_the_advice_of_undo_takes_the_people_out_and_the_answers_back(cohort):
    both = {" ".join(one[:2]): one for one in advised(cohort) if len(one) > 1}
    number = both["application withdraw"][4]
    leave = ("application", "withdraw", cohort.key, "--import", number)
    trial = cohort.run(*leave, "--dry-run", *DAY).stdout
    assert "Aada Niemi and Otto Berg" in trial
    assert "withdrawn" not in people(cohort).values()
    done = json.loads(cohort.run(*leave, "--why", "wrong file", "--yes", "--json", *DAY).stdout)
    assert len(done["withdrawn"]) == 2
    gone = {name for name, state in people(cohort).items() if state == "withdrawn"}
    assert gone == {"Aada Niemi", "Otto Berg"}
    back = both["import FILE"]
    assert "--accept-changes" in " ".join(back)
    cohort.run("import", "mentees.csv", "--cohort", cohort.key, "--accept-changes", "--yes", *DAY)
    shown = cohort.run("person", "show", cohort.key, "Ville Aho").stdout
    assert "Networks" in shown.partition("Answers before")[0]
    cohort.run("undo", number_of(cohort, "withdrew"), "--yes", *DAY)
    assert "withdrawn" not in people(cohort).values(), "one command, taken back at once"


def number_of(cohort, word):
    """The number of the last act in the history in which a word stands."""
    listed = cohort.run("history", cohort.key).stdout.splitlines()
    return max(int(line.split("|")[1]) for line in listed if word in line)


def test_who_has_been_in_a_match_stays_and_is_named(cohort):
    cohort.take("mentor", MENTOR, [person("Anna Virtanen")])
    cohort.run("match", cohort.key)
    cohort.run("plan", "approve", cohort.key, "--yes", "--with-questions", *DAY)
    number = number_of(cohort, "an import of")
    said = cohort.run("application", "withdraw", cohort.key, "--import", number, "--yes", *DAY)
    going, _, left = " ".join(said.stdout.split()).partition("have been in a match: ")
    states = people(cohort)
    assert left
    for name in ("Aada Niemi", "Otto Berg"):
        assert (name in left, name in going) == (states[name] == "valid", states[name] != "valid")


@pytest.mark.parametrize("words", [(), ("Aho", "--import", "2"), ("--import", "1")])
def test_it_is_one_of_the_two_and_an_import(cohort, words):
    cohort.run("application", "withdraw", cohort.key, *words, "--yes", code=2)
