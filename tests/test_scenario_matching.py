"""The coordinator's hands on a plan, through the real command."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
from oracles import proved_again

COHORT = "2027-spring"
CASES = Path(__file__).parent / "cases"


def answer(done):
    return json.loads(done.stdout)


def plan_of(run):
    return answer(run("plan", "show", COHORT, "--json"))["plan"]


def test_explaining_a_pair_gives_its_cost_or_the_rule(approved):
    plan = plan_of(approved)
    match = plan["matches"][0]
    mentee = match["mentees"][0]
    kinds = set()
    for other in plan["matches"][1:6]:
        data = answer(approved("explain", COHORT, mentee, "--with", other["mentor"], "--json"))
        if data["pair"]["blocked_by"]:
            kinds.add("blocked")
            assert all(text.endswith(".") for _, text in data["pair"]["blocked_by"])
            continue
        told = data["if_together"]
        kinds.add("possible")
        if told["possible"]:
            moved = {m["mentee"]: m["after"] for m in told["moves"]}
            assert moved[mentee] == [other["mentor"]]
    assert "possible" in kinds
    text = approved("explain", COHORT, mentee, "--with", match["mentor"]).stdout
    assert "If these two were kept apart" in text


def test_a_name_in_the_wrong_place_is_not_called_unknown(approved):
    plan = answer(approved("plan", "show", COHORT, "--json"))["plan"]
    mentee, mentor = plan["matches"][0]["mentees"][0], plan["matches"][0]["mentor"]
    for words in (
        ("explain", COHORT, mentee, "--with", plan["matches"][1]["mentees"][0]),
        ("explain", COHORT, mentee, "--with", "Hyvärinen"),  # a part of a mentee's name
        ("plan", "keep", COHORT, mentor, mentee, "--dry-run"),
        ("match", COHORT, "--what-if", f"capacity {mentee} 3"),
    ):
        said = approved(*words, code=2).stderr
        assert "is asked for" in said, said
        assert "Nobody in this cohort" not in said


def test_somebody_without_a_match_hears_what_stands_in_the_way(approved):
    plan = plan_of(approved)
    for person in [u["person"] for u in (*plan["waiting"], *plan["unused"])][:3]:
        data = answer(approved("explain", COHORT, person, "--json"))
        assert "blocking" in data or data["if_used"]["possible"]


def test_a_withdrawal_is_repaired_and_everybody_concerned_is_named(approved):
    plan = plan_of(approved)
    gone = plan["matches"][0]["mentor"]
    approved("application", "withdraw", COHORT, gone, "--yes")
    data = answer(approved("replan", COHORT, "--json", "--frontier"))
    assert data["moves"] >= data["unavoidable"] == len(plan["matches"][0]["mentees"])
    concerned = {n["person"] for n in data["tell"]}
    assert set(plan["matches"][0]["mentees"]) <= concerned
    assert data["frontier"][0]["moves"] == data["moves"]
    path = approved.folder / "out" / COHORT / "plan.json"
    assert "is valid" in approved("plan", "check", COHORT, path).stdout
    assert proved_again(approved.folder, COHORT)
    approved("plan", "approve", COHORT, "--yes", "--with-questions")


def test_only_fill_moves_nobody(approved):
    plan = plan_of(approved)
    gone = plan["matches"][0]["mentees"][0]
    group = plan["matches"][0]["mentees"]
    approved("application", "withdraw", COHORT, gone, "--yes")
    if len(group) > 2 or plan["waiting"]:
        data = answer(approved("replan", COHORT, "--only-fill", "--json"))
        assert data["moves"] == 0
        before = {p: m["mentor"] for m in plan["matches"] for p in m["mentees"]}
        after = {p: m["mentor"] for m in data["plan"]["matches"] for p in m["mentees"]}
        assert all(after[p] == before[p] for p in before if p != gone)


def test_a_word_on_a_pair_has_its_price_and_is_kept(approved):
    plan = plan_of(approved)
    first, second = plan["matches"][:2]
    mentee = first["mentees"][0]
    done = answer(
        approved("plan", "forbid", COHORT, mentee, first["mentor"], "--why", "asked", "--json")
    )
    assert [d["why"] for d in done["plan"]["decisions"]] == ["asked"]
    assert mentee not in next(
        (m["mentees"] for m in done["plan"]["matches"] if m["mentor"] == first["mentor"]), [])  # fmt: skip
    text = approved("plan", "free", COHORT, mentee, first["mentor"], "--dry-run").stdout
    assert "What it does to the plan" in text
    refused = approved("plan", "keep", COHORT, mentee, second["mentor"], "--override", "not_with",
                       "--why", "?", code=3)  # fmt: skip
    assert "Leave --override out" in refused.stderr
    assert "--why" in approved("plan", "keep", COHORT, mentee, second["mentor"], "--override",
                               "not_with", code=2).stderr  # fmt: skip


def test_answers_come_back_and_a_declined_pair_is_barred(approved):
    approved("plan", "answers", COHORT)
    path = approved.folder / "out" / COHORT / "answers.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book["Answers"]
    column = {c.value: c.column for c in sheet[1]}
    rows = {(sheet.cell(r, column["Mentee id"]).value, sheet.cell(r, column["Mentor id"]).value,
             sheet.cell(r, column["Role"]).value): r for r in range(2, sheet.max_row + 1)}  # fmt: skip
    pairs = sorted({key[:2] for key in rows})
    no, yes, talk = pairs[0], pairs[4], pairs[8]
    sheet.cell(rows[*no, "mentor"], column["Answer"]).value = "decline"
    sheet.cell(rows[*no, "mentor"], column["What they said"]).value = "not my field, sorry"
    sheet.cell(rows[*yes, "mentee"], column["Answer"]).value = "Accept"
    book.save(path)
    alone = answer(approved("read", path, "--json", "--dry-run"))
    assert [p["code"] for p in alone["problems"]].count("answer_missing") == 1
    sheet.cell(rows[*yes, "mentor"], column["Answer"]).value = "Accept"
    sheet.cell(rows[*talk, "mentee"], column["Answer"]).value = "talk to me"
    book.save(path)
    before = answer(approved("plan", "show", COHORT, "--json"))["plan"]["matches"]
    done = approved("read", path, "--json")
    plan = answer(done)["plan"]
    made = {(p, m["mentor"]) for m in plan["matches"] for p in m["mentees"]}
    assert no not in made
    assert yes in made
    assert sorted(d["kind"] for d in plan["decisions"]) == ["forbid", "keep"]
    assert "sorry" not in (path.parent / "plan.json").read_text("utf-8") + done.stdout
    told = approved("explain", COHORT, no[0], "--with", no[1]).stdout
    assert f"{plan['names'][no[1]]} declined this pair." in " ".join(told.split())
    was = {(p, m["mentor"]) for m in before for p in m["mentees"]}
    moved = sorted(pair for pair in was - made if pair != no)
    for pair in moved:
        sheet.cell(rows[*pair, "mentee"], column["Answer"]).value = "accept"
    sheet.cell(rows[*talk, "mentee"], column["Answer"]).value = "accept"
    book.save(path)
    again = answer(approved("read", path, "--json"))
    assert (again["changed"], again["tell"]) == (False, [])
    codes = [p["code"] for p in again["problems"]]
    assert (codes.count("answer_moved_on"), codes.count("answer_missing")) == (len(moved), 1)
    sheet.cell(rows[*talk, "mentee"], column["Answer"]).value = "perhaps"
    book.save(path)
    assert "perhaps" in approved("read", path, code=3).stderr
    filled = path.read_bytes()
    assert "had been edited" in approved("plan", "answers", COHORT).stderr
    assert (path.parent / "answers-kept-1.xlsx").read_bytes() == filled
    approved("plan", "answers", COHORT)
    assert not (path.parent / "answers-kept-2.xlsx").exists()
    assert "Nothing to free" in approved("plan", "free", COHORT, *yes[:1], no[1]).stdout


def test_rules_advice_what_ifs_and_firmness_are_told_and_change_nothing(approved):
    before = (approved.folder / "out" / COHORT / "plan.json").read_bytes()
    data = answer(approved("rules", COHORT, "--json"))
    assert {c["what"] for c in data["without"]} <= {r["rule"] for r in data["rules"]}
    assert len(data["weights"]) == 14
    plan = plan_of(approved)
    placed = plan["matches"][0]["mentees"][0]
    costed = answer(approved("explain", COHORT, placed, "--json"))["alternatives"]
    assert len(costed) == 3
    for other in costed:
        moved = {m["mentee"]: m["after"] for m in other["outcome"]["moves"]}
        assert not other["outcome"]["possible"] or moved[placed] == [other["mentor"]]
    mentor = plan["matches"][0]["mentor"]
    told = answer(approved("match", COHORT, "--what-if", f"remove {mentor}", "--what-if",
                           "add mentor english", "--json"))  # fmt: skip
    assert told["what_if"]["possible"]
    assert any(m["before"] == [mentor] for m in told["what_if"]["moves"])
    assert "not understood" in approved("match", COHORT, "--what-if", "magic", code=2).stderr
    assert "advice" in answer(approved("advise", COHORT, "--json"))
    firm = answer(approved("plan", "check", "--firm", COHORT, "--json"))
    assert len(firm["pairs"]) == sum(len(m["mentees"]) for m in plan["matches"])
    assert (approved.folder / "out" / COHORT / "plan.json").read_bytes() == before


PEERS = """
form = "peers"
[group]
fewest = 2
most = 3
[matching.rules]
no_common_theme = false
[matching.criteria]
themes = { points = 0 }
wishes = { points = 0 }
shared_goals = { points = 400 }
"""


def test_equals_are_matched_explained_kept_and_repaired(imported):
    (imported.folder / "programmes").mkdir(exist_ok=True)
    (imported.folder / "programmes" / "doctoral.toml").write_text(PEERS, encoding="utf-8")
    told = answer(imported("match", COHORT, "--json"))
    plan = told["plan"]
    names = plan["names"]
    assert all(m["mentor"] == "" and 2 <= len(m["mentees"]) <= 3 for m in plan["matches"])
    assert len(plan["matches"]) > 3
    shown = imported("plan", "show", COHORT, "--why").stdout
    assert "circles" in shown
    assert "has the same goals" in shown
    file = imported.folder / "out" / COHORT / "plan.json"
    assert answer(imported("plan", "check", COHORT, str(file), "--json"))["valid"]
    one = plan["matches"][0]["mentees"][0]
    other = plan["matches"][1]["mentees"][0]
    found = answer(imported("explain", COHORT, one, "--json"))["explanation"]
    assert {o["mentor"] for o in found["together"]} == set(plan["matches"][0]["mentees"]) - {one}
    pair = answer(imported("explain", COHORT, one, "--with", other, "--json"))
    allowed = not pair["pair"]["blocked_by"]
    assert ("if_together" in pair) is allowed
    mate = plan["matches"][0]["mentees"][1]
    told = answer(imported("plan", "forbid", COHORT, one, mate, "--why", "asked", "--json"))
    assert told["moves"] >= 2
    assert names[one] in imported("plan", "show", COHORT).stdout
    imported("plan", "approve", COHORT, "--yes", "--with-questions")
    assert imported("invite", "kickoff", COHORT).stdout  # in words for equals
    imported("application", "withdraw", COHORT, other, "--yes")
    told = answer(imported("replan", COHORT, "--json", "--dry-run"))
    assert told["moves"] <= 2
    assert other in {p for t in told["tell"] for p in t["lost"]}


def test_who_waits_is_told_why_and_comes_first_in_the_next_cohort(approved):
    plan = plan_of(approved)
    left = {u["person"] for u in plan["waiting"]}
    assert left
    told = answer(approved("waiting", COHORT, "--json"))
    assert {w["person"] for w in told["waiting"]} == left
    names = [name for person, name in told["names"].items() if person not in left]
    for w in told["waiting"]:
        assert w["since"] == COHORT
        assert w["may_be_told"].endswith(".")
        assert not any(name in w["may_be_told"] for name in names)
    later = "2027-autumn"
    assert "later cohort" in approved("waiting", COHORT, "--carry-to", COHORT, code=2).stderr
    approved("cohort", "new", "doctoral", later)
    dry = answer(approved("waiting", COHORT, "--carry-to", later, "--dry-run", "--json"))
    assert set(dry["carried"]) == left
    done = answer(approved("waiting", COHORT, "--carry-to", later, "--json"))
    assert done["carried"] == dry["carried"]
    again = answer(approved("waiting", COHORT, "--carry-to", later, "--json"))
    assert again["carried"] == []
    listed = approved("application", "list", later).stdout
    assert all(told["names"][p] in listed for p in left)


def test_groups_are_compared_with_intervals_and_small_ones_are_not(approved):
    told = answer(approved("plan", "check", "--fair", COHORT, "--json"))
    assert {g["field"] for g in told["groups"]} >= {"school", "languages", "gender"}
    for g in (*told["groups"], *told["breadth"]):
        few = g["rate"] is None
        assert g["people"] is None if few else g["people"] >= 5
        assert not few or g["verdict"] == "too few to tell"
    shown = approved("plan", "check", "--fair", COHORT).stdout
    assert "too few to tell" in shown


def test_a_simulation_compares_with_the_approved_plan_and_stores_nothing(approved):
    before = (approved.folder / "out" / COHORT / "plan.json").read_bytes()
    same = answer(approved("match", "--earlier", COHORT, "--json"))
    assert same["moves"] == []
    other = answer(approved("match", "--earlier", COHORT, "--without", "no_common_theme", "--weight",
                            "themes=100", "--json"))  # fmt: skip
    assert {s["key"]: s["value"] for s in other["stages"]}["total"] != same["before"]["total"]
    assert (
        "not understood"
        in approved("match", "--earlier", COHORT, "--weight", "luck=1", code=2).stderr
    )
    assert (approved.folder / "out" / COHORT / "plan.json").read_bytes() == before


def _taken(run, case, files):
    """A cohort with the files of a case; ``files`` are told to be of mentees, then of mentors."""
    run("init", ".")
    run("cohort", "new", "doctoral", COHORT)
    for file, kind in zip(files, ("mentees", "mentors"), strict=True):
        run("import", CASES / case / file, "--cohort", COHORT, "--as", kind, "--accept", "--yes")
    return run("match", COHORT)


def test_a_yes_that_the_new_plan_parts_is_for_a_person_to_decide(run):
    _taken(run, "one-sided-accept", ("a.xlsx", "b.xlsx"))
    run("plan", "answers", COHORT)
    read = run(
        "read", CASES / "one-sided-accept" / "ans.xlsx", "--cohort", COHORT, "--json", code=3
    )
    (told,) = [p for p in answer(read)["problems"] if p["code"] == "answer_parted"]
    assert "Jadeti Butemila accepted Maviki Rututenen" in told["says"]
    plan = answer(read)["plan"]
    ids = {name: person for person, name in plan["names"].items()}
    (now,) = [m for m in plan["matches"] if ids["Jadeti Butemila"] in m["mentees"]]
    assert plan["names"][now["mentor"]] in told["says"]
    run("plan", "keep", COHORT, "Jadeti Butemila", "Maviki Rututenen")
    again = run("read", CASES / "one-sided-accept" / "ans.xlsx", "--cohort", COHORT, "--json")
    assert "answer_parted" not in [p["code"] for p in answer(again)["problems"]]


def test_three_of_one_supervisor_are_told_so_and_the_empty_plan_asks(run):
    shown = _taken(run, "explain-same-supervisor", ("mentees.xlsx", "mentors.xlsx")).stdout
    assert "a supervisor in common" in " ".join(shown.split())
    assert "somebody else" not in shown
    run("plan", "approve", COHORT, "--yes", code=3)


def test_a_what_if_that_changes_nothing_says_why(approved):
    plan = plan_of(approved)
    match = max(plan["matches"], key=lambda m: len(m["mentees"]))
    name, taken = plan["names"][match["mentor"]], len(match["mentees"])
    expected = {
        f'capacity "{name}" {taken}': "already",
        "without earlier_match": "keeps nobody apart",
        "without own_supervisor": "no better plan",
    }
    for change, why in expected.items():
        said = " ".join(approved("match", COHORT, "--what-if", change).stdout.split())
        assert "nothing changes" in said, change
        assert why in said, said
