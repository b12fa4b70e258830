"""A board's file that comes back late: after a withdrawal, twice, from two colleagues."""

import json

import pytest
from conftest import COHORT
from test_first_aid_life import plan_of

DAY = ("--today", "2026-12-20")


@pytest.fixture
def boards(approved):
    """Write what a board saves: decisions by person, as of the plan that is there now."""
    plan = plan_of(approved)
    hash_ = plan["inputs"]

    def write(name, *decisions):
        told = [
            {"kind": kind, "mentee": one, "mentor": other, "why": "asked"}
            for kind, one, other in decisions
        ]
        saved = {"mentorcli": "board-decisions", "schema_version": 1, "cohort": COHORT}
        file = approved.folder / name
        file.write_text(json.dumps({**saved, "plan": hash_, "decisions": told}))
        return file

    return approved, plan, write


def read(run, file, code=0):
    return json.loads(run("read", file, *DAY, "--json", code=code).stdout)


def codes(done):
    return [p["code"] for p in done["problems"]]


def test_what_a_board_says_of_others_holds_though_one_has_left(boards):
    run, plan, write = boards
    gone, stays = plan["matches"][0], plan["matches"][1]
    left, here = gone["mentees"][0], stays["mentees"][0]
    file = write("b.json", ("keep", left, gone["mentor"]), ("keep", here, stays["mentor"]))
    run("application", "withdraw", COHORT, left, "--yes", *DAY)
    done = read(run, file)
    assert "board_person_left" in codes(done)
    (said,) = [p["says"] for p in done["problems"] if p["code"] == "board_person_left"]
    assert plan["names"][left] in said
    assert [d["mentee"] for d in done["plan"]["decisions"]] == [here]
    again = read(run, file)
    assert again["changed"] is False
    assert "review_of_another_plan" not in codes(again), "there are no differences to look at"


def test_what_would_be_refused_is_not_asked_at_approval(boards):
    run, plan, write = boards
    one = plan["matches"][0]
    read(run, write("b.json", ("forbid", one["mentees"][0], one["mentor"])))
    run("application", "withdraw", COHORT, plan["matches"][1]["mentees"][0], "--yes", *DAY)
    refused = run("plan", "approve", COHORT, *DAY, code=3).stderr
    assert "changed after the plan was made" in refused
    assert "--yes" not in refused
