"""Of repairs that are as good, the one in which fewest people come into a group that stays."""

import json

import pytest
from test_first_aid_meaning import MENTEE, MENTOR, Cohort, export, person

NEW = person("Otto Oja", capacity="3")


@pytest.mark.parametrize("last", ["Aho", "Berg", "Cork", "Dahl", "Elo", "Falk"])
def test_a_group_that_lost_its_mentor_goes_to_the_new_one_together(run, last):
    """The group that stays, signed by all, is left in peace whoever the people are."""
    mentees = [person(f"{first} {last}{first[0].lower()}") for first in ("Ida", "Nea", "Olli", "Pia", "Ulla")]  # fmt: skip
    mentors = [person("Kari Laine", capacity="3"), person("Mira Salo", capacity="2-3")]
    cohort = Cohort(run, mentees, mentors)
    cohort.match()
    run("plan", "approve", cohort.key, "--yes")
    plan = json.loads(run("plan", "show", cohort.key, "--json").stdout)["plan"]
    three = next(m for m in plan["matches"] if len(m["mentees"]) == 3)
    (two,) = (m for m in plan["matches"] if m is not three)
    run("application", "withdraw", cohort.key, three["mentor"], "--yes")
    cohort.take("mentor", MENTOR, [*mentors, NEW])
    repaired = json.loads(run("replan", cohort.key, "--json").stdout)["plan"]
    found = {repaired["names"][m["mentor"]]: sorted(m["mentees"]) for m in repaired["matches"]}
    assert found == {
        "Otto Oja": sorted(three["mentees"]),
        plan["names"][two["mentor"]]: sorted(two["mentees"]),
    }
    stages = {s["key"]: s["value"] for s in repaired["stages"]}
    assert (stages["fewest_moves"], stages["newcomers"]) == (3, 0)
    run("plan", "check", cohort.key)


@pytest.mark.parametrize("only_fill", [True, False])
def test_a_group_that_an_answer_broke_is_named_and_only_fill_is_not_refused(run, only_fill):
    """A language that is changed and taken: the command that is advised repairs the group it broke."""
    finnish = [person(f"{n} Aho{n[0].lower()}", languages="Finnish") for n in ("Ida", "Nea")]
    mentor = person("Kari Laine", languages="Finnish;English")
    cohort = Cohort(run, finnish, [mentor])
    cohort.match()
    run("plan", "approve", cohort.key, "--yes")
    changed = [finnish[0], {**finnish[1], "languages": "English"}, person("Olli Ahoo", languages="Finnish")]  # fmt: skip
    file = export(run.folder, "mentees.csv", MENTEE, changed)
    run("import", file, "--cohort", cohort.key, "--accept-changes", "--yes")
    done = run("replan", cohort.key, *(["--only-fill"] if only_fill else []), "--json")
    told = json.loads(done.stdout)
    said = [p["says"] for p in told["problems"] if p["code"] == "group_broken"]
    assert said == ["The group of Kari Laine cannot go on as it is: no language that all share."]
    (match,) = told["plan"]["matches"]
    assert sorted(told["plan"]["names"][p] for p in match["mentees"]) == ["Ida Ahoi", "Olli Ahoo"]
    run("plan", "check", cohort.key)


def test_only_fill_leaves_whole_groups_alone_where_another_is_too_small(run):
    """Of two who were together one leaves: the other waits, and nobody of the group of three is moved."""
    mentees = [person(f"{n} Aho{n[0].lower()}") for n in ("Ida", "Nea", "Olli", "Pia", "Ulla")]
    cohort = Cohort(run, mentees, [person("Kari Laine", capacity="3"), person("Mira Salo", capacity="2-3")])  # fmt: skip
    cohort.match()
    run("plan", "approve", cohort.key, "--yes")
    plan = json.loads(run("plan", "show", cohort.key, "--json").stdout)["plan"]
    three, two = sorted(plan["matches"], key=lambda m: -len(m["mentees"]))
    run("application", "withdraw", cohort.key, two["mentees"][0], "--yes")
    told = json.loads(run("replan", cohort.key, "--only-fill", "--json").stdout)
    found = {m["mentor"]: sorted(m["mentees"]) for m in told["plan"]["matches"]}
    assert found == {three["mentor"]: sorted(three["mentees"])}
    assert [w["person"] for w in told["plan"]["waiting"]] == [two["mentees"][1]]
    assert told["moves"] == 1
    run("plan", "check", cohort.key)
