"""The coordinator's hands after approval: newcomers, ties, reviews without changes, who is told what."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import openpyxl
import pytest

COHORT = "2027-spring"


def answer(done):
    return json.loads(done.stdout)


def plan_of(run):
    return answer(run("plan", "show", COHORT, "--json"))["plan"]


def change(run, statement, *values):
    with closing(sqlite3.connect(run.folder / "workspace.db")) as connection:
        assert connection.execute(statement, values).rowcount > 0
        connection.commit()


@pytest.fixture
def late(imported):
    """An approved plan, invitations to the kick-off, and then one mentee more."""
    first = answer(imported("match", COHORT, "--dry-run", "--json"))["plan"]
    person = next(m["mentees"][0] for m in first["matches"] if len(m["mentees"]) == 3)
    state = "UPDATE applications SET state = ? WHERE person = ? AND role = 'mentee'"
    change(imported, state, "withdrawn", person)
    imported("match", COHORT)
    imported("plan", "approve", COHORT, "--yes")
    imported("invite", "kickoff", COHORT)
    change(imported, state, "valid", person)
    return imported, person


def test_a_latecomer_is_placed_without_moving_anybody_and_then_invited(late):
    run, person = late
    status = run("status", COHORT, "--today", "2026-12-01").stdout
    assert "1 application came after the plan was approved" in status
    assert f"mentorcli replan {COHORT} --only-fill" in status
    assert "kick-off on 2027-01-21: invited" in status
    shown = run("match", COHORT, "--dry-run")
    assert "to place only newcomers and move nobody" in " ".join(shown.stdout.split())
    first, second = shown.stderr.partition("Next:")[2].split("\n")[1:3]
    assert first.split("   ")[0].strip() == f"mentorcli replan {COHORT} --only-fill"
    assert second.split("   ")[0].strip() == f"mentorcli replan {COHORT}"
    done = answer(run("replan", COHORT, "--only-fill", "--json"))
    assert done["moves"] == 0
    mine = [n for n in done["tell"] if n["person"] == person]
    assert [(n["role"], n["what"], n["lost"]) for n in mine] == [("mentee", "place", [])]
    assert {n["what"] for n in done["tell"] if n["person"] != person} == {"company"}
    run("plan", "approve", COHORT, "--yes")
    status = run("status", COHORT, "--today", "2026-12-01").stdout
    assert "1 person who came later not invited yet" in status
    run("invite", "kickoff", COHORT)
    status = run("status", COHORT, "--today", "2026-12-01").stdout
    assert "kick-off on 2027-01-21: invited" in status


def test_a_second_match_is_held_against_the_approved_plan_not_the_last_proposal(approved):
    before = plan_of(approved)
    pair = before["matches"][0]["mentees"][0], before["matches"][0]["mentor"]
    approved("plan", "forbid", COHORT, *pair, "--why", "asked")
    approved("match", COHORT)
    done = answer(approved("match", COHORT, "--json"))
    assert done["against"] == 1
    assert done["moves"] > 0
    table = approved("match", COHORT, "--dry-run").stdout.partition("Against the approved plan")[2]
    assert before["names"][pair[0]] in table


def test_ties_are_printed_with_names_and_each_rule_once(imported):
    """Of two mentors alike in all answers either can have a group: their mentees could be swapped."""
    plan = answer(imported("match", COHORT, "--json"))["plan"]
    text = imported("match", COHORT, "--dry-run").stdout
    assert "No ties: every other plan is worse." in text
    assert "hash points" not in text
    table = text.partition("What the rules block")[2]
    for rule in {r["rule"] for r in plan["rules"]}:
        assert table.count(f"|{rule.replace('_', ' ')} ") == 1
    one, other = [m["mentor"] for m in plan["matches"] if len(m["mentees"]) == 3][:2]
    change(
        imported,
        "UPDATE applications SET answers = (SELECT answers FROM applications WHERE "
        "person = ? AND role = 'mentor') WHERE person = ? AND role = 'mentor'",
        one,
        other,
    )
    done = answer(imported("match", COHORT, "--json"))
    assert done["tied"]
    text = " ".join(imported("match", COHORT, "--dry-run").stdout.split())
    assert f"Ties: {len(done['tied'])} of" in text
    assert "could be swapped at no cost" in text
    names = done["plan"]["names"]
    mentee, mentor = done["tied"][0]
    assert f"{names[mentee]} with {names[mentor]}" in text
    again = answer(imported("match", COHORT, "--json"))
    assert again["plan"]["matches"] == done["plan"]["matches"]


def test_an_unchanged_review_changes_nothing_and_says_so(approved):
    approved("plan", "review", COHORT, "--quick")
    path = approved.folder / "out" / COHORT / "review.xlsx"
    done = approved("plan", "apply", path)
    assert "Nothing changed" in done.stdout
    assert "+--" not in done.stdout
    told = answer(approved("plan", "apply", path, "--json"))
    assert (told["applied"], told["changed"], told["tell"]) == (False, False, [])
    assert answer(approved("plan", "show", COHORT, "--json"))["state"] == "approved"


def test_a_review_after_approval_moves_as_few_as_it_must_and_names_whom_to_tell(approved):
    plan = plan_of(approved)
    match = next(m for m in plan["matches"] if len(m["mentees"]) == 3)
    gone, stay = match["mentees"][0], match["mentees"][1]
    approved("plan", "review", COHORT, "--quick")
    path = approved.folder / "out" / COHORT / "review.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book["Matches"]
    column = {c.value: c.column for c in sheet[1]}
    (row,) = (r for r in range(2, sheet.max_row + 1)
              if sheet.cell(r, column["Mentee id"]).value == gone)  # fmt: skip
    sheet.cell(row, column["Decision"]).value = "forbid"
    book.save(path)
    done = answer(approved("plan", "apply", path, "--json"))
    assert done["applied"]
    told = {(n["role"], n["person"]): n for n in done["tell"]}
    assert told["mentee", gone]["what"] in {"mentor", "no_place"}
    assert match["mentor"] in told["mentee", gone]["lost"]
    assert told["mentor", match["mentor"]]["what"] == "company"
    assert told["mentee", stay]["what"] == "company"
    assert gone in told["mentee", stay]["lost"]
    text = approved("plan", "free", COHORT, gone, match["mentor"], "--dry-run").stdout
    assert "Nobody must be told anything." in text
    fewest = answer(approved("replan", COHORT, "--dry-run", "--json"))
    assert done["moves"] == fewest["moves"]
