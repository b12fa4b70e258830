"""Erasing several people, or all of a cohort on the day on which nothing may be kept."""

from __future__ import annotations

import json

import pytest
from small_cohort import COHORT, started

DUE = "2029-05-20"
PEOPLE = ("Aino Alho", "Bea Berg")


def listed(run):
    every = json.loads(run("application", "list", COHORT, "--json").stdout)["applications"]
    return {one["name"] for one in every}


def erased(run, *words, code=None):
    return json.loads(run("person", "erase", COHORT, *words, "--json", code=code).stdout)


@pytest.fixture
def papers(run):
    """Return a cohort with a plan, agreements and invitations."""
    started(run)
    run("agreement", "render", COHORT, "--today", "2026-12-10")
    run("invite", "kickoff", COHORT, "--today", "2026-12-10")
    return run


def test_nobody_goes_where_one_is_not_found(papers):
    before = listed(papers)
    said = papers("person", "erase", COHORT, *PEOPLE, "Nobody Atall", "--yes", code=2).stderr
    assert "Nobody Atall" in said
    assert listed(papers) == before
    both = papers("person", "erase", COHORT, "Alho", "--due", "--yes", code=2).stderr
    neither = papers("person", "erase", COHORT, "--yes", code=2).stderr
    assert both == neither
    assert "--due" in both


def test_a_trial_tells_each_file_once_and_changes_nothing(papers):
    before, files = listed(papers), sorted(papers.folder.rglob("*"))
    told = papers("person", "erase", COHORT, *PEOPLE, "--dry-run").stdout
    assert all(name in told for name in PEOPLE)
    one, other = (erased(papers, who, "--dry-run")["deleted"] for who in PEOPLE)
    both = erased(papers, *PEOPLE, "--dry-run")
    assert both["deleted"] == sorted({*one, *other})
    assert len(one) + len(other) > len(both["deleted"]) > 0
    assert (len(both["people"]), both["written"]) == (2, False)
    assert listed(papers) == before
    assert sorted(papers.folder.rglob("*")) == files


def test_who_goes_together_is_not_told_of_the_other(papers):
    told = {who: papers("person", "erase", COHORT, who, "--dry-run").stdout for who in PEOPLE}
    mates = {who: text.partition("Was in a match with ")[2] for who, text in told.items()}
    who, mate = next((who, text) for who, text in mates.items() if text)
    pair = (who, *(name for name in listed(papers) if name in mate))
    done = papers("person", "erase", COHORT, *pair, "--yes").stdout
    assert "Was in a match with" not in done
    assert done.count("will not bring it back") == 1
    assert listed(papers).isdisjoint(pair)


def test_on_the_day_all_go_and_not_before(papers):
    names = listed(papers)
    early = papers("person", "erase", COHORT, "--due", "--yes", "--today", "2029-05-19", code=3)
    assert DUE in early.stderr
    assert listed(papers) == names
    told = papers("status", COHORT, "--json", "--today", DUE).stdout
    assert f'"mentorcli person erase {COHORT} --due"' in told
    trial = erased(papers, "--due", "--dry-run", "--today", DUE)
    assert len(trial["people"]) == len(names)
    done = erased(papers, "--due", "--yes", "--today", DUE)
    assert (len(done["people"]), done["left"]) == (len(names), [])
    assert listed(papers) == set()
    left = (papers.folder / "workspace.db").read_bytes()
    for name in names:
        assert name.encode() not in left
        assert not [
            p for p in (papers.folder / "out").rglob("*") if name.split()[-1].lower() in p.name
        ]
    again = papers("person", "erase", COHORT, "--due", "--yes", "--today", DUE, code=3).stderr
    assert "Nobody is known" in again
    after = papers("status", COHORT, "--today", DUE).stdout
    assert "to be erased" not in after
