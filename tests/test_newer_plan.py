"""A newer plan beside the approved one: both are told, and what approving it would undo, beforehand."""

import json

from conftest import COHORT

DAY = ("--today", "2027-01-10")


def told(run, *words, code=None):
    return json.loads(run(*words, *DAY, "--json", code=code).stdout)


def lines(run):
    return told(run, "status", COHORT)["cohorts"][0]["lines"]


def test_the_approved_plan_stays_in_status_and_signatures_are_told_before_approval(approved):
    approved("agreement", "render", COHORT, "--today", "2026-12-20")
    approved("agreement", "signed", COHORT, "all", "--today", "2026-12-28")
    plan = json.loads(approved("plan", "show", COHORT, "--json").stdout)["plan"]
    first = plan["matches"][0]
    before = next(x["what"] for x in lines(approved) if x["what"].endswith("approved"))
    mentee = first["mentees"][0]
    moved = told(approved, "plan", "forbid", COHORT, mentee, first["mentor"])
    (said,) = [p["says"] for p in moved["problems"] if p["code"] == "signatures_at_stake"]
    assert plan["names"][first["mentor"]] in said
    every = {x["what"]: x["standing"] for x in lines(approved)}
    assert every[before] == "done"
    assert any(w.startswith("a newer plan seats") and s == "due" for w, s in every.items())
    assert "approve the newer plan when it is right" in every
    dry = told(approved, "plan", "approve", COHORT, "--dry-run")
    count = said.split()[0]
    asked = approved("plan", "approve", COHORT, "--dry-run", *DAY).stdout
    assert f"{count} signatures would no longer count" in asked
    assert dry["approved"] is False


def test_nothing_is_told_of_signatures_where_none_would_be_lost(approved):
    assert "at_stake" not in approved("replan", COHORT, *DAY, "--json").stdout
