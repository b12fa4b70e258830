"""The coordinator's hands on a plan, through the real command."""

from __future__ import annotations

import json

COHORT = "2027-spring"


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
            assert moved[mentee] == other["mentor"]
            assert len(data["if_together_with_fewest_moves"]["moves"]) <= len(moved)
    assert "possible" in kinds
    text = approved("explain", COHORT, mentee, "--with", match["mentor"]).stdout
    assert "If these two were kept apart" in text


def test_somebody_without_a_match_hears_what_stands_in_the_way(approved):
    plan = plan_of(approved)
    for person in [u["person"] for u in (*plan["waiting"], *plan["unused"])][:3]:
        data = answer(approved("explain", COHORT, person, "--json"))
        assert "blocking" in data or data["if_used"]["possible"]
