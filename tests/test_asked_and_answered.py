"""What is told of who is asked: since a working day, with a command that means one proposal."""

from __future__ import annotations

import json
import shlex
import shutil

import pytest
from conftest import Commands

KEY, FRIDAY, SATURDAY, MONDAY = "2027-open", "2027-02-12", "2027-02-13", "2027-02-15"


@pytest.fixture
def run(open_sample, tmp_path):
    return Commands(shutil.copytree(open_sample, tmp_path / "open"))


def lines(run, day):
    done = json.loads(run("status", KEY, "--today", day, "--json").stdout)
    return {x["what"]: x["standing"] for x in done["cohorts"][0]["lines"]}


def test_a_mentor_of_two_proposals_answers_by_the_command_that_is_told(run):
    for mentee in ("Lindgren", "Salonen"):
        run("pair", "propose", KEY, mentee, "O'Connor", "--today", FRIDAY)
    run("pair", "accept", KEY, "Lindgren", "--today", FRIDAY)
    said = run("pair", "accept", KEY, "Salonen", "--today", FRIDAY).stderr.partition("Next:")[2]
    steps = [shlex.split(line)[1:] for line in said.splitlines() if "mentorcli pair" in line]
    assert [step[1] for step in steps] == ["accept", "decline"]
    told = run(*steps[0], "--today", FRIDAY).stdout
    assert "Minna Salonen with Liam O'Connor: agreed" in " ".join(told.split())


def test_nobody_was_asked_before_their_letter_is_written(run):
    run("pair", "propose", KEY, "Rantala", "Mäkelä", "--today", SATURDAY)
    run("remind", "--today", SATURDAY)
    assert lines(run, SATURDAY)["Olli Rantala is to be asked on 2027-02-15, the next working day"]
    run("remind", "--today", MONDAY)
    asked = f"Olli Rantala was asked on {MONDAY} and has not answered"
    assert lines(run, "2027-02-22")[asked] == "due"
    assert lines(run, "2027-02-23")[asked] == "late"
