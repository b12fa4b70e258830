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


def test_an_agreement_that_was_signed_elsewhere_is_one_everywhere(run):
    run("pair", "propose", KEY, "Zhang", "Forsström", "--today", FRIDAY)
    for who in ("Zhang", "Forsström"):
        run("pair", "accept", KEY, who, "--today", FRIDAY)
    assert "no agreement yet" in run("pair", "list", KEY).stdout
    assert "agreements are not made yet" in lines(run, MONDAY)
    run("agreement", "signed", KEY, "Zhang", "--today", MONDAY)
    assert "1 to sign" in run("pair", "list", KEY).stdout
    run("agreement", "signed", KEY, "Forsström", "--today", MONDAY)
    (match,) = json.loads(run("pair", "list", KEY, "--json").stdout)["matches"]
    assert match["stands"] == "signed"
    now = lines(run, MONDAY)
    assert now["0 of 2 signatures of agreements missing"] == "done"
    assert not any("not made" in what or "without an agreement" in what for what in now)


def test_the_calendar_says_which_matches_are_only_proposed(run):
    run("pair", "propose", KEY, "Zhang", "Forsström", "--today", FRIDAY)
    pair = "Wei Zhang with Annika Forsström"
    shown = run("calendar", "--today", FRIDAY, "--ics", "days.ics").stdout
    assert f"{pair} begin (proposed)" in shown
    assert f"{pair} end (proposed)" in shown
    assert f"{pair} end (proposed)" in (run.folder / "days.ics").read_text(
        encoding="utf-8"
    ).replace("\n ", "")
    for who in ("Zhang", "Forsström"):
        run("pair", "accept", KEY, who, "--today", FRIDAY)
    assert "(proposed)" not in run("calendar", "--today", FRIDAY).stdout
