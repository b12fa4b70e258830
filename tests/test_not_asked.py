"""Applicants are never asked to complete what their form did not ask them."""

import json

import pytest
from test_first_aid_meaning import MENTEE, Cohort, person

NAMES = ("Emma Lehto", "Niko Rask", "Ulla Sammal")


def letters(run):
    due = json.loads(run("remind", "--today", "2026-11-20", "--dry-run", "--json").stdout)
    return [r for r in due["reminders"] if "incomplete" in r["kind"]]


@pytest.mark.parametrize("gone", [("consent",), ("consent", "languages")])
def test_a_form_without_a_required_question_sends_nobody_a_letter(run, gone):
    titles = {key: title for key, title in MENTEE.items() if key not in gone}
    people = [person(name) for name in NAMES]
    cohort = Cohort(run, [], [person("Kari Laine")])
    told = cohort.take("mentee", titles, people)
    assert told["imports"]
    listed = json.loads(run("application", "list", cohort.key, "--incomplete", "--json").stdout)
    assert {a["name"] for a in listed["applications"]} >= set(NAMES)
    assert letters(run) == []


def test_who_left_out_what_others_answered_is_asked(run):
    people = [person("Emma Lehto", consent=""), *(person(name) for name in NAMES[1:])]
    Cohort(run, people, [person("Kari Laine")])
    assert len(letters(run)) == 1
