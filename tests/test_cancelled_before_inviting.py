"""A gathering that is called off before anybody was invited is called off everywhere, until it is held after all."""

import json

from small_cohort import COHORT, started

DAY = ("--today", "2027-02-20")


def told(run, *words, day="2027-02-20", code=None):
    return json.loads(run(*words, "--today", day, "--json", code=code).stdout)


def line(run, day="2027-02-20"):
    lines = told(run, "status", COHORT, day=day)["cohorts"][0]["lines"]
    (said,) = [x["what"] for x in lines if x["what"].startswith("mid-point")]
    return said


def test_it_is_noted_and_taken_back_by_inviting(run):
    started(run)
    run("invite", "cancel", "midpoint", COHORT, *DAY, "--dry-run")
    assert "cancelled" not in line(run)
    assert "noted as cancelled" in run("invite", "cancel", "midpoint", COHORT, *DAY).stdout
    assert "cancelled" in line(run)
    days = [d["what"] for d in told(run, "calendar", COHORT)["days"]]
    assert [d for d in days if "mid-point" in d and "(cancelled)" in d]
    run("invite", "midpoint", COHORT, *DAY)
    assert "cancelled" not in line(run)
    run("undo", "--yes", *DAY)
    assert "cancelled" in line(run)
    assert not [*(run.folder / "out" / COHORT / "invitations").rglob("*.eml")]


def test_a_gathering_that_is_none_is_told(run):
    started(run)
    assert (
        "has no gathering 'mid-term'"
        in run("invite", "cancel", "mid-term", COHORT, *DAY, code=2).stderr
    )
