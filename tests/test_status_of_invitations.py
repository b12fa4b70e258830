"""What status says of invitations that are written and not sent, whatever else there is to say."""

import json
import shutil

from conftest import COHORT

DAY = ("--today", "2026-12-10")


def kickoff(run):
    told = json.loads(run("status", COHORT, "--json", *DAY).stdout)["cohorts"][0]["lines"]
    return next((x["what"], x["command"]) for x in told if x["what"].startswith("kick-off on"))


def test_files_that_are_gone_are_made_again_and_not_counted_as_sent(approved):
    run = approved
    run("invite", "kickoff", COHORT, *DAY)
    written = kickoff(run)
    assert "not sent yet" in written[0]
    shutil.rmtree(run.folder / "out")
    said, command = kickoff(run)
    assert said.endswith("not sent, and their files are gone")
    assert command == f"mentorcli invite kickoff {COHORT}"
    run(*command.split()[1:], *DAY)
    assert kickoff(run) == written


def test_one_newcomer_does_not_hide_those_that_wait(approved):
    run = approved
    plan = json.loads(run("plan", "show", COHORT, "--json").stdout)["plan"]
    match = next(m for m in plan["matches"] if len(m["mentees"]) == 3)
    run("application", "withdraw", COHORT, match["mentees"][0], "--yes")
    made = json.loads(run("invite", "kickoff", COHORT, "--json", *DAY).stdout)["invitations"]
    run("application", "restore", COHORT, match["mentees"][0])
    said, command = kickoff(run)
    assert said.endswith(
        f"1 person of the matches not invited; {len(made)} written before and not sent yet"
    )
    assert command == f"mentorcli invite kickoff {COHORT}"


def test_a_new_cohort_whose_call_is_over_says_so(run):
    run("init", ".")
    made = run("cohort", "new", "doctoral", "2027-autumn", "--today", "2027-06-30").stdout
    assert "Its call closed on 2027-05-16 already." in made
    again = run("cohort", "new", "doctoral", "2028-autumn", "--today", "2027-06-30").stdout
    assert "already" not in again
