"""A programme of equals in the coordinator's hands, through the real command."""

from __future__ import annotations

import csv
import json
import shutil
from itertools import combinations
from pathlib import Path

import openpyxl
import pytest
from conftest import Commands
from oracles import proved_again

COHORT = "2027-peers"
TITLES = ("Tidsstämpel", "Förnamn", "Efternamn", "E-postadress", "Högskola eller enhet", "Institution",
          "På vilka språk vill du bli mentorerad?", "Vad vill du arbeta med? Välj högst tre",
          "Vad kan du erbjuda en kollega?", "Hur kan du träffas?",
          "Någon du inte bör matchas med? (endast HR ser)",
          "Jag har läst dataskyddsmeddelandet och mina svar får visas som märkt")  # fmt: skip
GOALS = ("Välbefinnande", "Undervisning", "Projektledning", "Forskningsfinansiering")
FIRST = ("Alva", "Bertil", "Camilla", "David", "Emma", "Filip", "Gita", "Hans", "Ines", "Jonas",
         "Karin", "Lars", "Maja")  # fmt: skip
LONELY, PRIVATE = "Maja", "Alva Ek"


def answers():
    """Thirteen equals; the last speaks Swedish only, as nobody else; Bertil does not want Alva."""
    for k, first in enumerate(FIRST):
        spoken = "svenska" if first == LONELY else ("engelska", "engelska, finska", "finska")[k % 3]
        yield (f"{k + 1:02}/01/2027 09:00:00", first, "Ek", f"{first}.ek@example.org".lower(),
               "Handelshögskolan", f"Avdelning {k}", spoken,
               ", ".join((GOALS[k % 4], GOALS[(k + 1) % 4])), GOALS[(k + 2) % 4], "På distans",
               PRIVATE if first == "Bertil" else "", "Ja")  # fmt: skip


@pytest.fixture(scope="module")
def matched(tmp_path_factory):
    folder = tmp_path_factory.mktemp("equals") / "mentoring"
    folder.mkdir()
    run = Commands(folder)
    with (folder / "peers.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([TITLES, *answers()])
    run("init", ".")
    run("cohort", "new", "peer", COHORT)
    run("import", "peers.csv", "--cohort", COHORT, "--accept", "--yes")
    run("match", COHORT)
    return folder


@pytest.fixture
def equals(matched, tmp_path):
    return Commands(Path(shutil.copytree(matched, tmp_path / "mentoring")))


def answer(done):
    return json.loads(done.stdout)


def plan_of(run):
    return answer(run("plan", "show", COHORT, "--json"))["plan"]


def circles(plan):
    return {frozenset(m["mentees"]) for m in plan["matches"]}


def by_name(plan):
    return {name: person for person, name in plan["names"].items()}


def test_somebody_without_a_circle_hears_why_and_what_would_help(equals):
    plan = plan_of(equals)
    assert [plan["names"][u["person"]] for u in plan["waiting"]] == ["Maja Ek"]
    data = answer(equals("explain", COHORT, LONELY, "--json"))
    assert data["blocking"]["rules"] == ["common_language"]
    assert not data["blocking"]["people"]
    assert data["repairs"] == []  # to override a language gives nobody one
    shown = equals("explain", COHORT, LONELY).stdout
    assert "is this rule: common language" in " ".join(shown.split())
    assert "chose “English”" in shown
    assert "mentors in" not in shown
    advice = answer(equals("advise", COHORT, "--json"))["advice"]
    assert (advice[0]["languages"], advice[0]["one"]) == (["sv"], 1)
    told = answer(equals("match", COHORT, "--what-if", "add peer Swedish", "--json"))["what_if"]
    assert {s["key"]: s["then"] - s["now"] for s in told["stages"]}["seated"] == 2
    for text in ("capacity Alva 3", "add mentor English", "circles 1 2", "magic"):
        assert "Write" in equals("match", COHORT, "--what-if", text, code=2).stderr


def test_a_pair_of_equals_is_blocked_without_saying_whose_wish_or_costed(equals):
    plan, seen = plan_of(equals), set()
    ids = by_name(plan)
    for other in ("Alva Ek", "Camilla Ek", "Emma Ek", "Hans Ek"):
        data = answer(equals("explain", COHORT, "Bertil", "--with", other, "--json"))
        said = data["pair"]["blocked_by"]
        if other == PRIVATE:
            assert said == [["not_with", "A private wish keeps Alva Ek and Bertil Ek apart."]]
        kind = "if_apart" if {ids["Bertil Ek"], ids[other]} <= set().union(
            *(c for c in circles(plan) if ids["Bertil Ek"] in c)) else "if_together"  # fmt: skip
        assert said or kind in data
        seen.add("blocked" if said else kind)
    assert {"blocked", "if_together"} <= seen
    for command in (("plan", "show", COHORT), ("explain", COHORT, "Alva"), ("rules", COHORT)):
        assert "Bertil does not" not in equals(*command).stdout


def test_a_review_of_circles_comes_back(equals):
    plan = plan_of(equals)
    path = Path(answer(equals("plan", "review", COHORT, "--json"))["workbook"])
    book = openpyxl.load_workbook(path)
    pairs, people = book["Circles"], book["People"]
    column = {c.value: c.column for c in pairs[1]}
    assert pairs.max_row - 1 == sum(len(list(combinations(c, 2))) for c in circles(plan))
    assert people.max_row - 1 == sum(map(len, circles(plan)))
    weakest = [r[2].value.startswith("Firm") for r in list(book["Weakest first"].iter_rows())[1:]]
    assert len(weakest) == people.max_row - 1
    assert weakest == sorted(weakest)
    ids = [pairs.cell(r, column["Ids"]).value.split() for r in range(2, pairs.max_row + 1)]
    unchanged = answer(equals("read", path, "--json"))
    assert unchanged["changed"] is False
    pairs.cell(2, column["Decision"]).value = "forbid"
    pairs.cell(2, column["Your reason"]).value = "asked"
    pairs.cell(pairs.max_row, column["Decision"]).value = "keep"
    book.save(path)
    done = answer(equals("read", path, "--json"))
    made = circles(done["plan"])
    assert not any(set(ids[0]) <= c for c in made)
    assert any(set(ids[-1]) <= c for c in made)
    assert len(done["plan"]["decisions"]) == 2
    assert {n["person"] for n in done["tell"]} >= set(ids[0])
    again = openpyxl.load_workbook(
        answer(equals("plan", "review", COHORT, "--quick", "--json"))["workbook"]
    )
    assert [c.value for c in again["Forbidden so far"][2]][2:4] == ["forbid", "asked"]


def test_a_review_says_what_it_cannot_understand(equals):
    plan = plan_of(equals)
    path = Path(answer(equals("plan", "review", COHORT, "--quick", "--json"))["workbook"])

    def edited(*cells):
        book = openpyxl.load_workbook(path)
        for sheet, row, title, value in cells:
            found = {c.value: c.column for c in book[sheet][1]}
            book[sheet].cell(row, found[title]).value = value
        other = path.with_name("edited.xlsx")
        book.save(other)
        return other

    def refused(*cells):
        done = equals("read", edited(*cells), code=3)
        assert "Nothing was changed" in done.stdout
        return " ".join(done.stderr.split())

    assert "neither keep nor forbid" in refused(("Circles", 2, "Decision", "perhaps"))
    assert "is not somebody of this cohort" in refused(
        ("Circles", 2, "Ids", "p-nobody p-no"), ("Circles", 2, "Decision", "keep")
    )
    move = "Move to the circle of"
    assert "is not somebody of this cohort" in refused(("People", 2, move, "Zorro"))
    book = openpyxl.load_workbook(path)
    title = {c.value: c.column for c in book["People"][1]}
    me = book["People"].cell(2, title["Ids"]).value
    mine = next(m["mentees"] for m in plan["matches"] if me in m["mentees"])
    mate = next(p for p in mine if p != me)
    assert "no other circle than now" in refused(("People", 2, move, plan["names"][mate]))
    alva = next(r for r in range(2, 14) if book["People"].cell(r, title["Person"]).value == PRIVATE)
    said = refused(("People", alva, move, "Bertil Ek"))
    assert "A private wish keeps Alva Ek and Bertil Ek apart." in said
    elsewhere = next(p for c in circles(plan) for p in sorted(c) if me not in c)
    row = next(r for r in range(2, 40) if {me, mate} == {
        *book["Circles"].cell(r, 8).value.split()})  # fmt: skip
    said = refused(("People", 2, move, elsewhere), ("Circles", row, "Decision", "keep"))
    assert "say different things" in said
    assert answer(equals("plan", "show", COHORT, "--json"))["plan"]["decisions"] == []


def test_somebody_is_no_pair_with_themselves(equals):
    before = plan_of(equals)
    for word in ("keep", "forbid", "move"):
        refused = equals("plan", word, COHORT, "Bertil", "Bertil", code=2)
        assert "named twice" in refused.stderr
    assert plan_of(equals) == before


def test_decisions_on_equals_hold_whoever_is_named_first(equals):
    plan = plan_of(equals)
    match = next(m for m in plan["matches"] if len(m["mentees"]) > 1)
    one, other = match["mentees"][:2]
    answer(equals("plan", "forbid", COHORT, other, one, "--why", "asked", "--json"))
    assert not any({one, other} <= c for c in circles(plan_of(equals)))
    freed = answer(equals("plan", "free", COHORT, one, other, "--json"))
    assert freed["plan"]["decisions"] == []
    assert circles(freed["plan"]) == circles(plan)
    target = next(p for c in circles(plan) for p in sorted(c) if one not in c
                  and not answer(equals("explain", COHORT, one, "--with", p, "--json"))["pair"][
                      "blocked_by"])  # fmt: skip
    moved = answer(equals("plan", "move", COHORT, one, target, "--why", "asked", "--json"))
    mine = next(c for c in circles(moved["plan"]) if one in c)
    assert target in mine
    assert not mine & (set(match["mentees"]) - {one})


def test_answers_of_equals_bar_and_keep_pairs(equals):
    plan = plan_of(equals)
    path = Path(answer(equals("plan", "answers", COHORT, "--json"))["workbook"])
    book = openpyxl.load_workbook(path)
    sheet = book["Answers"]
    column = {c.value: c.column for c in sheet[1]}
    rows = {(sheet.cell(r, column["Person id"]).value, sheet.cell(r, column["With id"]).value): r
            for r in range(2, sheet.max_row + 1)}  # fmt: skip
    assert len(rows) == sum(len(c) * (len(c) - 1) for c in circles(plan))
    (no, *_), (yes, *_), (talk, *_) = (sorted(c) for c in sorted(circles(plan), key=sorted)[:3])
    first, second, third = (next(p for p in rows if p[0] == who) for who in (no, yes, talk))
    sheet.cell(rows[first], column["Answer"]).value = "decline"
    for pair in (second, second[::-1]):
        sheet.cell(rows[pair], column["Answer"]).value = "Accept"
    sheet.cell(rows[third], column["Answer"]).value = "perhaps"
    book.save(path)
    assert "perhaps" in equals("read", path, code=3).stderr
    sheet.cell(rows[third], column["Answer"]).value = "talk to me"
    book.save(path)
    done = equals("read", path, "--json")
    made = answer(done)["plan"]
    assert not any(set(first) <= c for c in circles(made))
    assert any(set(second) <= c for c in circles(made))
    assert sorted((d["kind"], d["why"]) for d in made["decisions"]) == [
        ("forbid", f"declined by {plan['names'][no]}"), ("keep", "both accepted"),
    ]  # fmt: skip
    assert {no} <= {n["person"] for n in answer(done)["tell"]}
    again = answer(equals("read", path, "--json"))
    assert again["changed"] is False
    sheet.cell(rows[first], column["Answer"]).value = "accept"
    book.save(path)
    assert "nobody declines any more" in " ".join(equals("read", path, code=3).stderr.split())


def test_a_withdrawal_is_repaired_and_a_latecomer_moves_nobody(equals):
    plan = plan_of(equals)
    equals("plan", "approve", COHORT, "--yes")
    gone = min(max(circles(plan), key=lambda c: (len(c), sorted(c))))
    equals("application", "withdraw", COHORT, gone, "--yes")
    asked = equals("explain", COHORT, "Alva", code=3).stderr
    assert f"mentorcli replan {COHORT}" in asked
    assert "mentorcli match" not in asked
    data = answer(equals("replan", COHORT, "--frontier", "--json", "--dry-run"))
    left = next(c for c in circles(plan) if gone in c) - {gone}
    assert left <= {n["person"] for n in data["tell"]}
    assert data["frontier"][0]["moves"] == data["moves"]
    filled = answer(equals("replan", COHORT, "--only-fill", "--json"))
    assert filled["moves"] == 0
    path = equals.folder / "out" / COHORT / "plan.json"
    assert answer(equals("plan", "check", COHORT, path, "--json"))["valid"]
    assert proved_again(equals.folder, COHORT)


def test_what_a_plan_of_equals_rests_on_and_whether_it_is_fair(equals):
    before = (equals.folder / "out" / COHORT / "plan.json").read_bytes()
    plan = plan_of(equals)
    firm = answer(equals("plan", "check", "--firm", COHORT, "--json"))
    assert {p["mentee"] for p in firm["pairs"]} == set().union(*circles(plan))
    for better in firm["better"]:
        assert all(b < t for b, t in zip(better["now"], better["then"], strict=True))
    assert {
        g["field"] for g in answer(equals("plan", "check", "--fair", COHORT, "--json"))["groups"]
    }
    rules = answer(equals("rules", COHORT, "--json"))
    assert {c["what"] for c in rules["without"]} <= {r["rule"] for r in rules["rules"]}
    same = answer(equals("match", "--earlier", COHORT, "--json"))
    assert same["moves"] == []
    assert equals("waiting", COHORT).stdout
    assert (equals.folder / "out" / COHORT / "plan.json").read_bytes() == before
