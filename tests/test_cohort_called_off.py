"""A cohort that does not take place is closed from wherever it stands, and can be opened again."""

from __future__ import annotations

import pytest
from conftest import COHORT

DAY = ("--today", "2026-12-01")


def lines(run):
    return run("status", COHORT, *DAY).stdout


@pytest.mark.parametrize("so_far", [0, 1, 2])
def test_it_is_closed_asks_for_nothing_and_comes_back(run, sample, so_far):
    run("init", ".", "--today", "2026-10-01")
    run("cohort", "new", "doctoral", COHORT, "--today", "2026-10-01")
    done = (("import", sample / "mentees.xlsx", sample / "mentors.csv", "--cohort", COHORT, "--accept"), ("match", COHORT))  # fmt: skip
    for words in done[:so_far]:
        run(*words, "--today", "2026-11-01")
    back = "planned" if not so_far else "open"
    said = run("cohort", "move", COHORT, "closed", *DAY).stdout
    assert "closed" in said
    assert "closing" not in said
    told = lines(run)
    assert "due" not in told
    assert "follow-up" not in told + run("calendar", *DAY).stdout
    for day in ("2027-01-14", "2027-05-21", "2027-11-17"):
        run("remind", "--today", day)
    assert not [*(run.folder / "out").rglob("*.eml")]
    refused = run("cohort", "move", COHORT, "closing", *DAY, code=2).stderr
    assert "no approved matches" in refused
    run("cohort", "move", COHORT, back, *DAY)
    assert "closed" not in lines(run).splitlines()[0]
    run("undo", "--yes", *DAY)
    assert "closed" in lines(run).splitlines()[0]


def test_a_cohort_made_by_mistake_is_told_how_it_goes(run):
    run("init", ".")
    run("cohort", "new", "doctoral", COHORT)
    refused = run("undo", "--yes", code=3).stderr
    (step,) = [line for line in refused.splitlines() if "mentorcli cohort move" in line]
    run(*step.partition(": mentorcli ")[2].split())
    assert "closed" in lines(run).splitlines()[0]


def test_one_with_approved_matches_goes_back_by_closing_only(approved):
    approved("cohort", "move", COHORT, "closing")
    said = approved("cohort", "move", COHORT, "closed").stdout
    assert "From here it can go to: closing." in said
    for to in ("open", "planned"):
        assert "closing" in approved("cohort", "move", COHORT, to, code=2).stderr
    approved("cohort", "move", COHORT, "closing")
