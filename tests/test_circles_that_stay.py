"""In circles nobody moves with whom one goes on; who comes to wholly others has another circle."""

import json
import re
from email import message_from_bytes, policy

import pytest
from test_first_aid_meaning import Cohort, person

LATER = ("--today", "2027-02-10")
NAMES = ("Ida Ahoi", "Nea Ahon", "Olli Ahoo", "Pia Ahop", "Ulla Ahou")


@pytest.fixture
def peers(run):
    """A circle of three and one of two, approved."""
    wide = {"languages": "Finnish;English;Swedish", "themes": "Networks;Leadership"}
    cohort = Cohort(run, [person(n, **wide) for n in NAMES], [], "peer")
    cohort.match()
    run("plan", "approve", cohort.key, "--yes", "--today", "2027-01-20")
    return cohort


def test_one_who_leaves_a_circle_is_the_only_one_who_moves(run, peers):
    plan = json.loads(run("plan", "show", peers.key, "--json").stdout)["plan"]
    one, _, other = next(m["mentees"] for m in plan["matches"] if len(m["mentees"]) == 3)
    run("invite", "kickoff", peers.key, "--today", "2027-01-21")
    done = run(
        "plan", "forbid", peers.key, one, other, "--why", "cousins", *LATER, code=None
    ).stdout
    assert "1 moves, 4 stay in circles that change" in done
    assert re.search(r"people who lose somebody of theirs +\| +\| +3", done)
    assert done.count("has another circle") == 1
    assert done.count("others in the circle") == 4
    again = run("replan", peers.key, "--dry-run", *LATER).stdout
    assert "1 person of 5 moves (3 cannot keep all of theirs" in again
    run("plan", "approve", peers.key, "--yes", *LATER)
    run("letter", "changed-match-peer", peers.key, *LATER)
    letters = [
        message_from_bytes(p.read_bytes(), policy=policy.default).get_body(["plain"]).get_content()
        for p in run.folder.glob(f"out/{peers.key}/letters/changed-match-peer/*.eml")
    ]
    assert len(letters) == 5
    assert sum("toisessa ryhmässä" in text for text in letters) == 1, letters


def test_the_history_calls_a_peer_a_peer_and_undo_names_its_numbers(run, peers):
    run("invite", "kickoff", peers.key, "--today", "2027-01-21")
    run("application", "withdraw", peers.key, "Ida", "--yes", *LATER)
    told = json.loads(run("history", "--json").stdout)["history"]
    assert told[0]["what"] == "Ida Ahoi withdrew (peer)"
    run("undo", "--yes")
    (approved,) = (row["no."] for row in told if "approved" in row["what"])
    (invited,) = (row["no."] for row in told if "invitations" in row["what"])
    refused = json.loads(run("undo", approved, "--yes", "--json", code=3).stdout)
    assert refused["remedy"] == f"Take that back first: mentorcli undo {invited}"
    run(*refused["remedy"].partition("mentorcli ")[2].split(), "--yes")
