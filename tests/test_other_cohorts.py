"""What happens in one cohort leaves the approved plan of another as it is, where nobody is in both."""

import json

import pytest
from conftest import COHORT


def check(run, cohort=COHORT):
    """Ask all that compares the approved plan with the answers of today."""
    run("plan", "check", cohort)
    run("explain", cohort, "Patel")
    run("plan", "board", cohort)


@pytest.fixture
def beside(approved, sample):
    """An approved cohort, and another one of other people with a plan."""
    approved("cohort", "new", "peer", "2027-peers")
    approved("import", sample / "peers.csv", "--cohort", "2027-peers", "--accept")
    approved("match", "2027-peers")
    return approved


def test_a_plan_approved_elsewhere(beside):
    check(beside)
    beside("plan", "approve", "2027-peers", "--yes", "--with-questions")
    check(beside)
    people = json.loads(beside("plan", "show", "2027-peers", "--json").stdout)["plan"]
    beside("application", "withdraw", "2027-peers", people["matches"][0]["mentees"][0], "--yes")
    beside("replan", "2027-peers")
    check(beside)


def test_two_names_said_to_be_one_which_nobody_here_has(beside):
    names = beside.folder / "names.toml"
    names.write_text('employers = [["Tuulivoima", "Pohjolan Tuuli"]]\n', encoding="utf-8")
    check(beside)
