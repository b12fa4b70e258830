"""The coordinator's hands after approval: newcomers, ties, reviews without changes, who is told what."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import openpyxl
import pytest

from mentorcli.matching import objections
from mentorcli.workspace.folder import open_workspace
from mentorcli.workspace.records import matching_case

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
    of_three = [m for m in first["matches"] if len(m["mentees"]) == 3]
    person = of_three[0]["mentees"][-1]  # without whom nobody else gets the place
    state = "UPDATE applications SET state = ? WHERE person = ? AND role = 'mentee'"
    change(imported, state, "incomplete", person)
    imported("match", COHORT)
    imported("plan", "approve", COHORT, "--yes", "--with-questions")
    imported("invite", "kickoff", COHORT)
    change(imported, state, "valid", person)
    return imported, person


def test_a_latecomer_is_placed_without_moving_anybody_and_then_invited(late):
    run, person = late
    status = run("status", COHORT, "--today", "2026-12-01").stdout
    assert "the approved plan was made without 1 complete application" in status
    assert f"mentorcli replan {COHORT} --only-fill" in status
    assert "kick-off on 2027-01-21: invitations written" in status
    shown = run("match", COHORT, "--dry-run")
    assert "to place only newcomers and move nobody" in " ".join(shown.stdout.split())
    steps = shown.stderr.partition("Next:")[2].split("\n")
    commands = [x.strip() for x in steps if x.startswith("  mentorcli ")]
    assert commands[:2] == [f"mentorcli replan {COHORT} --only-fill", f"mentorcli replan {COHORT}"]
    refused = run("replan", COHORT, "--only-fill", "--moves", "2", code=2).stderr
    assert "Give one of the two" in refused
    tried = run("replan", COHORT, "--only-fill", "--dry-run")
    assert "Against the plan before, nobody moves, 1 is placed" in tried.stdout
    assert f"mentorcli replan {COHORT} --only-fill\n" in tried.stderr
    assert "plan approve" not in tried.stderr
    done = answer(run("replan", COHORT, "--only-fill", "--json"))
    assert done["moves"] == 0
    mine = [n for n in done["tell"] if n["person"] == person]
    assert [(n["role"], n["what"], n["lost"]) for n in mine] == [("mentee", "place", [])]
    assert {n["what"] for n in done["tell"] if n["person"] != person} == {"company"}
    final = answer(run("plan", "approve", COHORT, "--yes", "--with-questions", "--json"))
    assert final["tell"] == done["tell"]
    status = run("status", COHORT, "--today", "2026-12-01").stdout
    assert "1 person of the matches not invited" in status
    run("invite", "kickoff", COHORT)
    status = run("status", COHORT, "--today", "2026-12-01").stdout
    assert "kick-off on 2027-01-21: invitations written" in status


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
    text = imported("match", COHORT, "--dry-run", "--why").stdout
    assert "No ties: every other plan is worse." in text
    assert "hash points" not in text
    table = text.partition("What the rules block")[2]
    for rule in {r["rule"] for r in plan["rules"]}:
        assert table.count(f"|{rule.replace('_', ' ')} ") == 1
    whole = [m["mentor"] for m in plan["matches"] if len(m["mentees"]) == 3]
    for one, other in zip(whole[::2], whole[1::2], strict=False):
        change(
            imported,
            "UPDATE applications SET answers = (SELECT answers FROM applications WHERE "
            "person = ? AND role = 'mentor') WHERE person = ? AND role = 'mentor'",
            one,
            other,
        )
        done = answer(imported("match", COHORT, "--json"))
        if done["tied"]:  # a wish for one of the two by name tells them apart
            break
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
    done = approved("read", path)
    assert "Nothing changed" in done.stdout
    assert "+--" not in done.stdout
    told = answer(approved("read", path, "--json"))
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
              if sheet.cell(r, column["Ids"]).value.split()[0] == gone)  # fmt: skip
    sheet.cell(row, column["Decision"]).value = "forbid"
    book.save(path)
    done = answer(approved("read", path, "--json"))
    assert done["applied"]
    told = {(n["role"], n["person"]): n for n in done["tell"]}
    assert told["mentee", gone]["what"] in {"mentor", "no_place"}
    assert match["mentor"] in told["mentee", gone]["lost"]
    assert told["mentor", match["mentor"]]["what"] == "company"
    assert told["mentee", stay]["what"] == "company"
    assert gone in told["mentee", stay]["lost"]
    approved("application", "withdraw", COHORT, stay, "--yes")
    told = answer(approved("replan", COHORT, "--dry-run", "--json"))["tell"]
    assert [n["what"] for n in told if n["person"] == stay] == ["gone"]
    approved("application", "restore", COHORT, stay)
    text = approved("plan", "free", COHORT, gone, match["mentor"], "--dry-run").stdout
    assert "Nobody must be told anything." in text
    fewest = answer(approved("replan", COHORT, "--dry-run", "--json"))
    assert done["moves"] == fewest["moves"]


def a_pair_that_only_one_rule_forbids(run):
    """Return (mentee, mentor, rule) of a mentee who has a place and a mentor of another group."""
    workspace, plan = open_workspace(run.folder), plan_of(run)
    with workspace.reading() as connection:
        case = matching_case(workspace, connection, COHORT)
    return next(
        (mentee, match["mentor"], "no_common_theme")
        for mentee in sorted(p for m in plan["matches"] for p in m["mentees"])
        for match in plan["matches"]
        if [rule for rule, _ in objections(case, mentee, match["mentor"])] == ["no_common_theme"]
    )


def test_a_pair_against_a_rule_is_marked_everywhere_and_no_longer_than_was_said(approved):
    mentee, mentor, rule = a_pair_that_only_one_rule_forbids(approved)
    names = plan_of(approved)["names"]
    keep = ("plan", "move", COHORT, mentee, mentor, "--override", rule, "--why", "both asked")
    day = ("--today", "2026-12-01")
    assert "is over" in approved(*keep, *day, "--until", "2026-11-30", code=2).stderr
    assert "no rule is named" in approved(
        "plan", "keep", COHORT, mentee, mentor, *day, "--until", "2027-03-01", code=2).stderr  # fmt: skip
    typo = approved("plan", "move", COHORT, mentee, mentor, "--override", "no_theme", "--why", "x",
                    code=2).stderr  # fmt: skip
    assert "likeliest first: no_common_theme," in " ".join(typo.split())
    onward = approved("explain", COHORT, mentee, "--with", mentor).stderr
    assert f"mentorcli plan keep {COHORT} " in onward
    assert f"--override {rule} --why TEXT" in " ".join(onward.split())
    shown = approved(*keep, *day, "--until", "2027-03-01")
    assert "2027-03-01" in shown.stdout
    assert "no common theme" in shown.stdout
    approved("plan", "approve", COHORT, "--yes", "--with-questions", *day)
    mark = "Against a rule, by your decision: 1 pair"
    assert mark in approved("plan", "show", COHORT).stdout
    assert mark in approved("agreement", "list", COHORT).stdout
    listed = answer(approved("agreement", "list", COHORT, "--json"))["against_a_rule"]
    assert [(d["mentee"], d["mentor"], d["until"]) for d in listed] == [
        (mentee, mentor, "2027-03-01")
    ]
    for words in ((mentee,), (mentee, "--with", mentor)):
        text = " ".join(approved("explain", COHORT, *words).stdout.split())
        assert "by your decision, until 2027-03-01: no common theme. Why: both asked" in text
    assert f"To let the plan choose: mentorcli plan free {COHORT}" in text
    approved("plan", "review", COHORT, "--quick")
    path = approved.folder / "out" / COHORT / "review.xlsx"
    sheet = openpyxl.load_workbook(path)["Against a rule"]
    assert [c.value for c in sheet[2]][:5] == [
        names[mentee], names[mentor], "no common theme", "2027-03-01", "both asked"]  # fmt: skip
    assert answer(approved("read", path, *day, "--json"))["changed"] is False
    told = answer(approved("status", COHORT, "--today", "2027-03-01", "--json"))["cohorts"][0]
    said = "against a rule (no common theme), by your decision until 2027-03-01"
    assert [x["standing"] for x in told["lines"] if said in x["what"]] == ["done"]

    report = answer(approved("report", COHORT, "--today", "2027-03-01", "--json"))["report"]
    figures = {f["label"]: f["value"] for x in report["sections"] for f in x["figures"]}
    assert figures["Pairs against a rule"] == 1

    late = ("--today", "2027-03-02")
    told = answer(approved("status", COHORT, *late, "--json"))["cohorts"][0]["lines"]
    (line,) = (x for x in told if "is over; repair the plan" in x["what"])
    assert (line["standing"], line["command"]) == ("due", f"mentorcli replan {COHORT}")
    again = approved("match", COHORT, *late, "--json")
    assert [p["code"] for p in answer(again)["problems"]].count("override_lapsed") == 1
    assert "override_lapsed" not in {
        p["code"]
        for p in answer(approved("match", COHORT, "--json", "--dry-run", *late))["problems"]
    }  # it is told once: the decision is not there any more
    filled = answer(approved("replan", COHORT, "--only-fill", "--dry-run", *late, "--json"))
    assert filled["moves"] == filled["unavoidable"] == 1
    done = answer(approved("replan", COHORT, *late, "--json"))
    assert all(mentee not in m["mentees"] for m in done["plan"]["matches"] if m["mentor"] == mentor)
    assert not any(d["overrides"] for d in done["plan"]["decisions"])
    approved("plan", "approve", COHORT, "--yes", "--with-questions", *late)
    assert "against a rule" not in approved("status", COHORT, *late).stdout
    renewed = answer(approved(*keep, *late, "--json"))
    (kept,) = (d for d in renewed["plan"]["decisions"] if d["overrides"])
    assert kept["until"] == "2027-05-20"
    approved("plan", "approve", COHORT, "--yes", "--with-questions", *late)
    told = answer(approved("status", COHORT, "--today", "2027-05-21", "--json"))["cohorts"][0]
    (line,) = (x for x in told["lines"] if "against a rule" in x["what"])
    assert line["standing"] == "done"  # the programme is over: nothing is repaired any more


def test_a_proposal_that_rests_on_a_lapsed_override_is_not_approved(approved):
    mentee, mentor, rule = a_pair_that_only_one_rule_forbids(approved)
    (approved.folder / "programmes").mkdir(exist_ok=True)
    own = approved.folder / "programmes" / "doctoral.toml"
    own.write_text("[matching]\noverride_days = 30\n", encoding="utf-8")
    done = answer(approved("plan", "move", COHORT, mentee, mentor, "--override", rule, "--why", "x",
                           "--today", "2026-12-01", "--json"))  # fmt: skip
    assert [d["until"] for d in done["plan"]["decisions"] if d["overrides"]] == ["2026-12-31"]
    refused = approved(
        "plan", "approve", COHORT, "--yes", "--with-questions", "--today", "2027-01-01", code=3
    ).stderr
    assert "that is over" in refused
    assert f"mentorcli replan {COHORT}" in refused
    assert f"--override {rule} --why TEXT --until DATE" in " ".join(refused.split())
    own.write_text("[matching]\noverride_days = 0\n", encoding="utf-8")
    assert "override_days" in approved("match", COHORT, code=3).stderr


def test_own_words_stand_side_by_side_and_rank_a_shortlist_only_when_asked(approved):
    plan = plan_of(approved)
    pair = plan["matches"][0]["mentees"][0], plan["matches"][0]["mentor"]
    shown = approved("explain", COHORT, pair[0], "--with", pair[1])
    assert "no point and no rule rests on them" in shown.stdout
    said = answer(approved("explain", COHORT, pair[0], "--with", pair[1], "--json"))["own_words"]
    assert set(said) == set(pair)
    assert {w["field"] for w in said[pair[0]]} <= {
        "research_topic",
        "goal_text",
        "wish_reason",
        "other",
    }
    assert all(w["text"] for words in said.values() for w in words)
    plain = answer(approved("suggest", pair[0], "--cohort", COHORT, "--json"))
    ranked = answer(approved("suggest", pair[0], "--cohort", COHORT, "--own-words", "--json"))
    assert "own_words" not in plain
    assert ranked["shortlist"] == plain["shortlist"]
    assert {w["mentor"] for w in ranked["own_words"]} == {c["mentor"] for c in plain["shortlist"]}
    percents = [w["percent"] for w in ranked["own_words"]]
    assert percents == sorted(percents, reverse=True)
    text = approved("suggest", pair[0], "--cohort", COHORT, "--own-words").stdout
    assert "not scored" in text
