"""A plan approved anew: what was told stays told, and only the letter about the change tells of it."""

from __future__ import annotations

import pytest
from conftest import COHORT
from test_first_aid_life import answer, plan_of
from test_letters_owed import PROGRAMMES, company, written

APPROVED, TOLD, AGAIN, AFTER = "2026-12-01", "2026-12-08", "2026-12-10", "2026-12-14"


def outcomes(run, day):
    """Return (person, kind) of the letters about places that a day brings."""
    due = answer(run("remind", "--today", day, "--json"))["reminders"]
    return sorted((r["person"], r["kind"]) for r in due if r["kind"].startswith("outcome"))


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_nobody_hears_of_their_place_twice(run, sample, programme):
    cohort, exports, selected = PROGRAMMES[programme]
    run("init", ".")
    run("cohort", "new", programme, cohort)
    if selected:
        run("import", "--as", "selected", sample / selected, "--cohort", cohort)
    run("import", *(sample / e for e in exports), "--cohort", cohort, "--accept")
    run("match", cohort)
    run("plan", "approve", cohort, "--yes", "--with-questions", "--today", APPROVED)
    before = plan_of(run, cohort)
    first = outcomes(run, TOLD)
    assert {p for p, kind in first if kind == "outcome"} == {p for p, _ in company(before)}
    run("outbox", "sent", cohort, "--yes", "--today", TOLD)
    match = next(m for m in before["matches"] if len(m["mentees"]) > (programme == "doctoral"))
    run("application", "withdraw", cohort, match["mentor"] or match["mentees"][0], "--yes")
    run("replan", cohort)
    run("plan", "approve", cohort, "--yes", "--with-questions", "--today", AGAIN)
    now = plan_of(run, cohort)
    placed = {p for p, _ in company(now)}
    lost = {p for p, _ in company(before)} & now["names"].keys() - placed
    assert lost or programme != "doctoral", "somebody lost their place, or the case shows nothing"
    assert outcomes(run, AFTER) == []
    told = {name for name, _ in written(run, cohort, "changed-match")}
    assert {now["names"][p] for p in lost} <= told


def test_who_came_later_and_waits_is_told_once(approved, sample):
    run = approved
    outcomes(run, TOLD)
    run("outbox", "sent", COHORT, "--yes", "--today", TOLD)
    run("import", sample / "mentees-late.xlsx", "--cohort", COHORT, "--accept-changes")
    run("replan", COHORT, "--only-fill")
    run("plan", "approve", COHORT, "--yes", "--with-questions", "--today", AGAIN)
    waits = {u["person"] for u in plan_of(run)["waiting"]}
    got = outcomes(run, AFTER)
    assert {kind for _, kind in got} <= {"outcome-waiting"}
    assert got
    assert {p for p, _ in got} <= waits
    assert outcomes(run, "2026-12-15") == []


def test_the_report_says_how_it_counts_who_lost_a_place(approved):
    run, day = approved, "2027-03-12"
    run("application", "withdraw", COHORT, plan_of(run)["matches"][0]["mentor"], "--yes", "--today", day)  # fmt: skip
    run("replan", COHORT, "--today", day)
    run("plan", "approve", COHORT, "--yes", "--with-questions", "--today", day)
    run("report", COHORT, "--today", day)
    (page,) = (run.folder / "out" / COHORT / "report").glob("*.html")
    said = page.read_text(encoding="utf-8")
    assert "A place that a later plan gave to others does not count." in said
    assert "those whose place a later plan gave to others too." in said
    assert "or had one." not in said


@pytest.mark.parametrize("heard", [False, True])
def test_who_must_be_told_is_bounded_where_nobody_may_have_heard(approved, heard):
    run = approved
    bound = "(if the plan before was told to them)"
    if heard:
        run("agreement", "render", COHORT, "--today", APPROVED)
    before = plan_of(run)
    run("application", "withdraw", COHORT, before["matches"][0]["mentees"][0], "--yes")
    proposed = run("replan", COHORT).stdout
    made = run("plan", "approve", COHORT, "--yes", "--with-questions", "--today", AGAIN).stdout
    for said in (proposed, made):
        assert "Who must be told what" in said
        assert (bound in " ".join(said.split())) is not heard, said
