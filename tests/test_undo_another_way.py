"""What undo does not take back, it tells how to change back, and that way is there."""

import json
import re

from test_first_aid_meaning import MENTEE, Cohort, export, person

PEOPLE = [person("Emma Lehto", goals="Networks"), person("Niko Rask")]


def made(run):
    return Cohort(run, PEOPLE, [person("Kari Laine")])


def goals(cohort):
    shown = json.loads(cohort.run("person", "show", cohort.key, "Emma", "--json").stdout)
    return next(a["value"] for a in shown["applications"][0]["answers"] if a["answer"] == "goals")


def the_way(run):
    """The command that undo tells in place of itself."""
    told = run("undo", "--yes", code=3).stderr
    return re.search(r"→ .*?mentorcli (.*)", " ".join(told.split()))[1]


def test_accepted_changes_are_changed_back_by_the_export_of_before(run):
    cohort = made(run)
    cohort.match()
    run("plan", "approve", cohort.key, "--yes", "--with-questions")
    before, now = goals(cohort), [person("Emma Lehto", goals="Leadership"), *PEOPLE[1:]]
    cohort.take("mentee", MENTEE, now)
    run("application", "accept", cohort.key, "Emma")
    assert goals(cohort) != before
    assert the_way(run) == f"import FILE --cohort {cohort.key} --accept-changes"
    export(cohort.folder, "before.csv", MENTEE, PEOPLE)
    run("import", "before.csv", "--cohort", cohort.key, "--accept-changes", "--yes")
    assert goals(cohort) == before


def test_an_added_answer_is_taken_out_of_the_profile(run):
    cohort = made(run)
    run("cohort", "options", cohort.key, "goals", "--add", "pay=Pay talks")
    assert the_way(run) == f"form replay FORM --cohort {cohort.key}"
    assert "programmes/" in run("undo", "--yes", code=3).stderr
