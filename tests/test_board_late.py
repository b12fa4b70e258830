"""A board's file that comes back late: after a withdrawal, twice, from two colleagues."""

import json

import pytest
from conftest import COHORT
from openpyxl import load_workbook
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


@pytest.mark.parametrize("state", ["closing", "closed"])
def test_what_would_not_be_taken_back_is_not_written(boards, state):
    """A board, a review workbook or a sheet of answers of a cohort that is over leads nowhere."""
    run, plan, write = boards
    match = plan["matches"][0]
    file = write("b.json", ("forbid", match["mentees"][0], match["mentor"]))
    run("cohort", "move", COHORT, "closing", "--today", "2027-05-25")
    if state == "closed":
        run("cohort", "move", COHORT, "closed", "--yes", "--today", "2027-05-26")
    for words in (("board",), ("review",), ("answers",)):
        refused = run("plan", *words, COHORT, *DAY, code=2).stderr
        assert f"is {state}" in " ".join(refused.split())
    written = {p.name for p in (run.folder / "out" / COHORT).iterdir()}
    assert written.isdisjoint({"board.html", "review.xlsx", "answers.xlsx"})
    assert "Nothing was changed" in " ".join(run("read", file, *DAY, code=2).stderr.split())


def test_a_board_and_a_workbook_of_before_a_name_was_corrected_are_read(boards, sample):
    run, plan, write = boards
    one = next(p for p, name in plan["names"].items() if name == "Raj Patel")
    mentor = next(m["mentor"] for m in plan["matches"] if one in m["mentees"])
    run("plan", "review", COHORT, "--quick", *DAY)
    book = load_workbook(run.folder / "out" / COHORT / "review.xlsx")
    export = load_workbook(sample / "mentees.xlsx")
    for row in export.active.iter_rows():
        for cell in row:
            cell.value = "Patel-Nair" if cell.value == "Patel" else cell.value
    export.save(run.folder / "corrected.xlsx")
    words = ("--cohort", COHORT, "--accept-changes", "--yes", *DAY)
    run("import", "corrected.xlsx", *words, code=None)
    by_board = read(run, write("b.json", ("forbid", one, mentor)))
    assert [(d["kind"], d["mentee"]) for d in by_board["plan"]["decisions"]] == [("forbid", one)]
    assert by_board["plan"]["names"][one] == "Raj Patel-Nair"
    run("plan", "free", COHORT, one, mentor, *DAY)
    sheet = book["Matches"]
    titles = [c.value for c in sheet[1]]
    (mine,) = [
        r for r in sheet.iter_rows(min_row=2) if r[titles.index("Mentee")].value == "Raj Patel"
    ]
    mine[titles.index("Decision")].value = "forbid"
    book.save(run.folder / "typed.xlsx")
    by_book = read(run, run.folder / "typed.xlsx")
    assert [(d["kind"], d["mentee"]) for d in by_book["plan"]["decisions"]] == [("forbid", one)]
