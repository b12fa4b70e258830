"""Agreements that were taken back do not lie where somebody sends them; done again, they lie there again."""

import json

import pytest
from small_cohort import COHORT, started

DAY = ("--today", "2026-12-10")


@pytest.fixture
def run(run):
    started(run)
    run("agreement", "render", COHORT, *DAY)
    return run


def files(run, *more):
    folder = run.folder.joinpath("out", COHORT, "agreements", *more)
    return sorted(path.name for path in folder.glob("* - agreement (*"))


def test_they_are_set_aside_and_laid_back(run):
    made = files(run)
    assert len(made) == 2
    undone = json.loads(run("undo", "--yes", "--json", *DAY).stdout)
    assert [(p["code"], "2" in p["says"]) for p in undone["problems"]] == [("set_aside", True)]
    assert (files(run), files(run, "replaced")) == ([], made)
    number = json.loads(run("history", COHORT, "--json").stdout)["history"][0]["no."]
    run("undo", str(number), "--yes", *DAY)
    assert (files(run), files(run, "replaced")) == (made, [])


def test_doctor_tells_of_agreements_that_count_for_nothing(run):
    folder = run.folder / "out" / COHORT / "agreements"
    (name, _), content = files(run), (folder / files(run)[0]).read_bytes()
    run("undo", "--yes", *DAY)
    (folder / name).write_bytes(content)
    (folder / name).chmod(0o600)
    told = json.loads(run("doctor", "--json", *DAY, code=3).stdout)["problems"]
    assert [p["code"] for p in told] == ["agreements_of_nobody"]


def test_of_an_edition_made_anew_undo_says_that_its_file_stays(run):
    run("cohort", "change", COHORT, "--date", "wrapup=2027-06-20", "--only", *DAY)
    run("agreement", "render", COHORT, "--stale", *DAY)
    undone = json.loads(run("undo", "--yes", "--json", *DAY).stdout)
    assert [(p["code"], "2" in p["says"]) for p in undone["problems"]] == [
        ("agreements_stay", True)
    ]
    assert len(files(run)) == 2


def test_drafts_that_wait_again_have_no_merge_workbook_and_that_is_said(run):
    run("invite", "kickoff", COHORT, *DAY)
    run("outbox", "sent", COHORT, "--kind", "kickoff", "--yes", *DAY)
    undone = json.loads(run("undo", "--yes", "--json", *DAY).stdout)["problems"]
    assert [(p["code"], "kickoff, 7" in p["says"]) for p in undone] == [
        ("drafts_without_merge", True)
    ]
    folder = run.folder / "out" / COHORT / "invitations" / "kickoff"
    assert not [*folder.glob("merge-*.xlsx")]
    assert undone[0]["do"].endswith(f"mentorcli invite kickoff {COHORT}")
    run("invite", "kickoff", COHORT, *DAY)
    assert [*folder.glob("merge-*.xlsx")]
