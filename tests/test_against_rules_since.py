"""Whoever has a place against a rule since an answer or a decision changed is told of, until that is mended."""

import json

import pytest
from test_first_aid_meaning import MENTEE, OTHERWISE, Cohort, export, person

FINNISH = {"languages": "Finnish"}


@pytest.fixture
def cohort(run):
    """Two mentees with a mentor, approved; a third waits."""
    mentees = [person("Ida Ahoi", **FINNISH), person("Nea Ahon", **FINNISH)]
    made = Cohort(run, mentees, [person("Kari Laine", languages="Finnish;English")])
    made.match()
    run("plan", "approve", made.key, "--yes")
    return made


def lines(run, key):
    found = json.loads(run("status", key, "--json").stdout)["cohorts"][0]["lines"]
    return [(x["what"], x["command"]) for x in found if "cannot go on" in x["what"]]


def changed(run, cohort, *words, **more):
    people = [person("Ida Ahoi", **FINNISH), person("Nea Ahon", **{**FINNISH, **more})]
    file = export(run.folder, "mentees.csv", MENTEE, people)
    return run("import", file, "--cohort", cohort.key, "--yes", "--json", *words)


@pytest.mark.parametrize("how", ["accepted", "answered", "taken", "forbidden"])
def test_a_match_that_cannot_go_on_is_told_until_it_is_repaired(run, cohort, how):
    assert lines(run, cohort.key) == []
    if how == "forbidden":
        run("plan", "forbid", cohort.key, "Nea", "Kari", "--why", "cousins", code=None)
        why = "your decision"
    else:
        at_once = ["--accept-changes"] if how == "accepted" else []
        done = changed(run, cohort, *at_once, languages="English")
        why = "no language that all share"
    if how in {"answered", "taken"}:
        assert lines(run, cohort.key) == [], "it was not taken yet"
        settle = ("questions", "settle", cohort.key, "1", "take")
        take = settle if how == "answered" else ("application", "accept", cohort.key)
        done = run(*take, "--json", code=3)
    if how != "forbidden":  # whoever takes it hears of it at once
        said = json.loads(done.stdout)
        assert "match_against_rules" in {p["code"] for p in said["problems"]}
        assert [s for s in said["next"] if "replan" in s] == [f"mentorcli replan {cohort.key}"]
    ((what, command),) = lines(run, cohort.key)
    assert what.startswith("the group of Kari Laine cannot go on as it is: ")
    assert why in what
    # forbidding a pair makes the plan that mends it
    mend = "plan approve" if how == "forbidden" else "replan"
    assert command == f"mentorcli {mend} {cohort.key}"
    for words in [("agreement", "render"), ("invite", "kickoff")]:
        told = json.loads(run(*words, cohort.key, "--json", code=3).stdout)
        assert [p["code"] for p in told["problems"]].count("match_against_rules") == 1
    if how == "answered":
        run("undo", "--yes")
    changed(run, cohort, "--accept-changes", languages="Finnish;English")
    if how == "forbidden":
        run("plan", "free", cohort.key, "Nea", "Kari")
    assert lines(run, cohort.key) == [], "what changed back stands in nobody's way"


def test_another_answer_that_breaks_no_rule_is_not_told(run, cohort):
    changed(run, cohort, "--accept-changes", goals="Networks")
    assert lines(run, cohort.key) == []
    told = json.loads(run("agreement", "render", cohort.key, "--json").stdout)
    assert "match_against_rules" not in {p["code"] for p in told["problems"]}


def test_a_language_that_is_somebodys_no_more_is_told_and_repaired(run):
    """All share another: the match can go on, but its papers would be in the wrong language."""
    both = {"languages": "Finnish;English"}
    mentees = [person("Ida Ahoi", **both), person("Nea Ahon", **both)]
    made = Cohort(run, mentees, [person("Kari Laine", **both)])
    made.match()
    run("plan", "approve", made.key, "--yes")
    plan = json.loads(run("plan", "show", made.key, "--json").stdout)["plan"]
    assert {m["language"] for m in plan["matches"]} == {"fi"}
    people = [mentees[0], {**mentees[1], "languages": "English"}]
    file = export(run.folder, "again.csv", MENTEE, people)
    run("import", file, "--cohort", made.key, "--accept-changes", "--yes")
    ((what, command),) = lines(run, made.key)
    assert what.endswith("cannot go on as it is: its language, Finnish, is not everybody's")
    run(*command.split()[1:])
    ((_, command),) = lines(run, made.key)  # what mends it is there already
    assert command == f"mentorcli plan approve {made.key}"
    run("plan", "approve", made.key, "--yes")
    assert lines(run, made.key) == []
    plan = json.loads(run("plan", "show", made.key, "--json").stdout)["plan"]
    assert {m["language"] for m in plan["matches"]} == {"en"}


@pytest.mark.parametrize(
    ("languages", "why"),
    [("English", "its language, Finnish, is not everybody's"), ("Swedish", "no common language")],
)
def test_peers_are_told_of_too(run, languages, why):
    both = {"languages": "Finnish;English", "themes": "Networks;Leadership"}
    people = [person(f"{first} Aho{first[0].lower()}", **both) for first in ("Ida", "Nea")]
    made = Cohort(run, people, [], "peer")
    made.match()
    run("plan", "approve", made.key, "--yes")
    assert lines(run, made.key) == []
    titles = {**MENTEE, **OTHERWISE["peer", "mentee"]}
    file = export(run.folder, "again.csv", titles, [people[0], {**people[1], "languages": languages}])  # fmt: skip
    run("import", file, "--cohort", made.key, "--accept-changes", "--yes")
    ((what, _),) = lines(run, made.key)
    assert what.endswith(f"cannot go on as it is: {why}")
    assert "Ida Ahoi" in what
