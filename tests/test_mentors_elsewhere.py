"""A mentor who has mentees in another cohort of the same time is told of when a plan is made and approved."""

import json

from small_cohort import COHORT, started

OTHER = "2027-autumn"
DAY = ("--today", "2026-11-26")


def told(run, *words, code=None):
    done = json.loads(run(*words, *DAY, "--json", code=code).stdout)
    return [p["says"] for p in done["problems"] if p["code"] == "mentors_elsewhere"]


def again(run, key):
    run("cohort", "new", "doctoral", key, *DAY)
    run("import", "mentees.csv", "mentors.csv", "--cohort", key, "--accept", "--yes", *DAY)
    return told(run, "match", key)


def test_who_leads_a_group_in_a_cohort_of_the_same_days(run):
    started(run)
    run("cohort", "change", COHORT, "--date", "wrapup=2027-10-20", "--only", *DAY)
    (said,) = again(run, OTHER)
    assert said.startswith(f"Mentors of this plan have mentees in {COHORT} at the same time: ")
    assert "Mira Mattila 2 mentees" in said
    assert "Nils Norr 3 mentees" in said
    approve = ("plan", "approve", OTHER, "--yes", "--with-questions")
    assert told(run, *approve, "--dry-run") == [said]
    run("application", "withdraw", COHORT, "Mattila", "--yes", *DAY)
    (said,) = told(run, "match", OTHER)
    assert said.endswith(": Nils Norr 3 mentees.")


def test_nothing_is_said_of_other_days(run):
    started(run)
    assert again(run, OTHER) == []
