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
