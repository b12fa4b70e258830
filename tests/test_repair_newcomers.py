"""Of repairs that are as good, the one in which fewest people come into a group that stays."""

import json

import pytest
from test_first_aid_meaning import MENTOR, Cohort, person

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
