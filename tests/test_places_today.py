"""Places are counted as the matches stand today: what a mentor takes now, and who has left since."""

import csv
import json

import pytest
from test_first_aid_meaning import Cohort, person
from test_several_pairs import ALUMNI

THEMES = "Urapolut yliopiston ulkopuolella, Työnhaku, CV ja haastattelut, Verkostot"
LATER = ("--today", "2027-02-10")


def mentors(run, sample, *takes):
    """Write the answers of the first mentors of the alumni sample, who take so many."""
    rows = [*csv.reader((sample / "alumni-mentors.csv").read_text("utf-8").splitlines())]
    for row, number in zip(rows[1:], takes, strict=False):
        row[rows[0].index("Montako aktoria voit ottaa?")] = number
        row[rows[0].index("Teemat, joita voit tarjota ryhmälle")] = THEMES
    with (run.folder / "mentors.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows[: len(takes) + 1])
    return "mentors.csv"


@pytest.fixture
def pairs(run, sample):
    """Six students in pairs with two mentors, approved: one takes three, the other two; one student waits."""
    run("init", ".")
    run("cohort", "new", "alumni", ALUMNI)
    files = (sample / "alumni-students.xlsx", mentors(run, sample, "3", "2"))
    run("import", *files, "--cohort", ALUMNI, "--accept", "--yes")
    run("match", ALUMNI)
    run("plan", "approve", ALUMNI, "--yes", "--today", "2027-01-10")
    return json.loads(run("plan", "show", ALUMNI, "--json").stdout)["plan"]


def due(run):
    found = json.loads(run("status", ALUMNI, "--json", *LATER).stdout)["cohorts"][0]["lines"]
    return {x["what"]: x["command"] for x in found if x["standing"] == "due"}


def test_pairs_are_held_against_what_their_mentor_takes_now(run, sample, pairs):
    assert not [what for what in due(run) if "cannot go on" in what]
    words = ("--cohort", ALUMNI, "--accept-changes", "--yes", "--json", *LATER)
    done = json.loads(run("import", mentors(run, sample, "1", "2"), *words, code=None).stdout)
    said = [p["says"] for p in done["problems"] if p["code"] == "match_against_rules"]
    many = [
        m["mentees"][0] for m in pairs["matches"] if "Vesterinen" in pairs["names"][m["mentor"]]
    ]
    assert len(said) == len(many) == 3
    assert all("Hanna Vesterinen takes 1 and has 3 pairs" in one for one in said)
    told = {w: c for w, c in due(run).items() if "takes 1 and has 3 pairs" in w}
    assert [*told.values()] == [f"mentorcli replan {ALUMNI}"] * 3
    again = json.loads(run("replan", ALUMNI, "--only-fill", "--json", *LATER).stdout)
    assert [p["code"] for p in again["problems"]].count("group_broken") == 3
    for person_left in many[:2]:  # of those whose pair is over nothing need be decided
        run("pair", "end", ALUMNI, person_left, "--reason", "not told", "--yes", *LATER)
    assert not [what for what in due(run) if "takes 1 and has" in what]


def test_who_waits_is_told_of_a_place_that_became_free(run, pairs):
    def waiting():
        done = json.loads(run("waiting", ALUMNI, "--json", *LATER).stdout)
        return [(w["code"], w["may_be_told"]) for w in done["waiting"]], done["next"]

    (left,) = pairs["waiting"]
    full = "All places with the mentors who could be yours are taken."
    assert waiting() == ([("no_seats", full)], [])
    fill = f"mentorcli replan {ALUMNI} --only-fill"
    assert fill not in due(run).values()
    gone = next(m["mentees"][0] for m in pairs["matches"] if m["mentor"] == left["best"][0][0])
    run("pair", "end", ALUMNI, gone, "--only", "--reason", "moved", "--yes", *LATER)
    assert waiting() == ([("free_place", "We are looking for a mentor for you.")], [fill])
    assert due(run)["1 mentee of those who wait could have a place that is free now"] == fill
    run(*fill.split()[1:], *LATER)
    run("plan", "approve", ALUMNI, "--yes", *LATER)
    assert waiting() == ([], [])
    assert fill not in due(run).values()


def test_a_mentor_who_can_take_no_group_has_no_place_that_is_taken(run):
    """“The rules allow 2 mentors, and all their places are taken”: one of the two has nobody."""
    mentees = [person(f"{n} Aho{n[0].lower()}") for n in ("Ida", "Nea", "Olli", "Pia")]
    takes = [person("Kari Laine", capacity="3"), person("Mira Salo", capacity="1")]
    cohort = Cohort(run, mentees, takes)
    plan = cohort.match()["plan"]
    (waits,) = plan["waiting"]
    assert waits["code"] == "no_seats"
    assert "2 mentors; 1 of them can take no group, and all places with the other are taken" in waits["reason"]  # fmt: skip
    run("plan", "check", cohort.key)


def test_who_parted_neither_moves_nor_is_told_again(run, pairs):
    (left,) = pairs["waiting"]
    match = next(m for m in pairs["matches"] if m["mentor"] == left["best"][0][0])
    run("invite", "kickoff", ALUMNI, "--today", "2027-01-11")
    ended = run("pair", "end", ALUMNI, match["id"], "--reason", "graduated", "--yes", *LATER).stderr
    assert f"mentorcli application withdraw {ALUMNI} " in ended
    assert "if they leave the programme; else they wait for another match" in ended
    for words in (("replan", ALUMNI, "--only-fill"), ("plan", "approve", ALUMNI, "--yes")):
        done = run(*words, *LATER).stdout
        assert "no place any more" not in done
        assert "cannot go on as it is" not in done
        if words[0] == "replan":
            assert "nobody moves, 1 is placed" in done
            assert "0 mentees of 4 move" in done
            assert "Who must be told what: 2 letters" in done
    written = json.loads(run("letter", "changed-match", ALUMNI, "--json", *LATER).stdout)
    assert len(written["letters"]) == 2
