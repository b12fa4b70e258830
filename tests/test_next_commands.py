"""The command that is named next: one that does what is needed now, as it can be typed."""

from __future__ import annotations

import re

from conftest import COHORT
from test_first_aid_life import answer, plan_of

DAY = "2026-12-01"
OVER = "2027-03-12"


def following(done):
    """Return the commands that are named next, without what they are for."""
    return [step.partition("\n")[0] for step in answer(done)["next"]]


def due(run, day):
    lines = answer(run("status", COHORT, "--today", day, "--json"))["cohorts"][0]["lines"]
    return [x["command"] for x in lines if x["standing"] == "due"]


def test_status_names_no_approval_that_is_refused(imported):
    run = imported
    run("match", COHORT)
    assert f"mentorcli plan approve {COHORT}" in due(run, DAY)
    run("questions", "settle", COHORT, "1", "nobody")
    run("plan", "approve", COHORT, "--yes", "--with-questions", code=3)
    assert f"mentorcli plan approve {COHORT}" not in due(run, DAY)
    assert f"mentorcli match {COHORT}" in due(run, DAY)
    run("match", COHORT)
    assert f"mentorcli plan approve {COHORT}" in due(run, DAY)


def test_what_is_asked_comes_before_approving(imported, sample):
    first = f"mentorcli questions list {COHORT}"
    assert following(imported("match", COHORT, "--json"))[0] == first
    files = (sample / "mentees.xlsx", sample / "mentors.csv")
    assert following(imported("batch", COHORT, *files, "--json"))[0] == first


def test_a_day_of_a_signature_calls_for_no_plan(approved):
    run = approved
    run("agreement", "render", COHORT, "--today", DAY)
    mentee = plan_of(run)["names"][plan_of(run)["matches"][0]["mentees"][0]]
    report = run.folder / "signed.csv"
    report.write_text(f"Name,E-mail,Signed\n{mentee},,2027-02-30\n", encoding="utf-8")
    read = run("read", report, "--cohort", COHORT, "--today", "2027-01-20", "--json", code=3)
    (asked,) = [p for p in answer(read)["problems"] if "settle" in p["do"]]
    number = re.search(rf"settle {COHORT} (\d+)", asked["do"])[1]
    run("questions", "settle", COHORT, number, "2027-01-10", "--today", "2027-01-20")
    done = run("questions", "forget", COHORT, number, "--today", "2027-01-20", "--json")
    assert following(done)[-1] == f"mentorcli agreement list {COHORT}"
    listed = answer(run("questions", "list", COHORT, "--json"))["questions"]
    assert number in {str(q["number"]) for q in listed if q["state"] == "open"}, "asked again"
    day = ("2027-01-10", "--today", "2027-01-20", "--json")
    done = run("questions", "settle", COHORT, number, *day)
    assert following(done)[-1] == f"mentorcli agreement list {COHORT}"


def test_after_the_kick_off_nobody_is_invited_to_it(approved):
    run = approved
    match = plan_of(run)["matches"][0]
    run("application", "withdraw", COHORT, match["mentees"][0], "--yes", "--today", OVER)
    run("replan", COHORT, "--today", OVER)
    approve = ("plan", "approve", COHORT, "--yes", "--with-questions", "--today", OVER, "--json")
    assert f"mentorcli invite kickoff {COHORT}" not in following(run(*approve))
    told = answer(run("invite", "kickoff", COHORT, "--today", OVER, "--json"))["problems"]
    assert [p["code"] for p in told if "over" in p["says"]] == ["gathering_over"]


def test_a_moved_day_invites_only_to_what_people_were_invited_to(approved):
    moved = ("cohort", "change", COHORT, "--today", DAY, "--json", "--date")
    assert following(approved(*moved, "kickoff=2027-01-22")) == [
        f"mentorcli invite kickoff {COHORT}"
    ]
    approved("invite", "wrapup", COHORT, "--today", DAY)
    assert following(approved(*moved, "kickoff=2027-01-28")) == [
        f"mentorcli invite kickoff {COHORT}", f"mentorcli invite wrapup {COHORT}",
    ]  # fmt: skip


def test_an_agreement_in_another_language_is_told_as_that(approved):
    run = approved
    run("agreement", "render", COHORT, "--today", DAY)
    before = {m["id"]: m["language"] for m in plan_of(run)["matches"]}
    for mentor in [m["mentor"] for m in plan_of(run)["matches"]]:
        run("application", "withdraw", COHORT, mentor, "--yes", "--today", DAY)
        run("replan", COHORT, "--today", DAY)
        now = {m["id"]: m["language"] for m in plan_of(run)["matches"]}
        if any(before.get(key, other) != other for key, other in now.items()):
            break
        run("application", "restore", COHORT, mentor, "--today", DAY)
    else:
        raise AssertionError("no language changes, so the case shows nothing")
    run("plan", "approve", COHORT, "--yes", "--with-questions", "--today", DAY)
    lines = answer(run("status", COHORT, "--today", DAY, "--json"))["cohorts"][0]["lines"]
    (older,) = [x["what"] for x in lines if " older than " in x["what"]]
    assert "the language of the match" in older
    assert "template" not in older
    assert "organisation" not in older


def test_what_to_do_names_the_cohort(imported, sample):
    run = imported
    told = answer(run("import", sample / "mentees.xlsx", "--cohort", COHORT, "--json"))["problems"]
    run("match", COHORT)
    run("plan", "forbid", COHORT, *pair_of(run))
    kept = run("plan", "keep", COHORT, "Dubois", "Kallio", "--json", code=3)
    every = [*told, *answer(kept)["problems"]]
    assert [p["do"] for p in every if COHORT in p["do"]]
    assert not [p["do"] for p in every if "COHORT" in p["do"]]


def pair_of(run):
    match = plan_of(run)["matches"][0]
    return match["mentees"][0], match["mentor"]


def test_equals_are_called_peers_where_people_are_listed(run, sample):
    key = "2027-peers"
    run("init", ".")
    made = run("cohort", "new", "peer", key)
    assert "mentors" not in made.stdout + made.stderr
    run("import", sample / "peers.csv", "--cohort", key, "--accept")
    run("match", key)
    run("plan", "approve", key, "--yes", "--with-questions", "--today", DAY)
    for words in (
        ("application", "list", key), ("person", "show", key, "Sundberg"),
        ("letter", "introduction", key, "--today", DAY),
    ):  # fmt: skip
        said = run(*words).stdout
        assert "peer" in said
        assert "mentee" not in said, words


def test_a_letter_to_nobody_says_who_had_the_reminder(approved):
    approved("remind", "--today", "2026-12-08")
    said = " ".join(approved("letter", "waiting", COHORT, "--today", "2026-12-08").stdout.split())
    assert said.endswith("no match yet, and have not had the reminder that says the same.")


def test_without_mentors_the_next_step_is_their_export(workspace, sample):
    run, onward = workspace, f"mentorcli import FILE --cohort {COHORT}"
    done = run("import", sample / "mentees.xlsx", "--cohort", COHORT, "--accept", "--json")
    assert following(done)[-1] == onward
    lines = answer(run("status", COHORT, "--today", DAY, "--json"))["cohorts"][0]["lines"]
    assert [x["command"] for x in lines if "a plan needs" in x["what"]] == [onward]
    assert following(run("questions", "settle", COHORT, "1", "same", "--json"))[-1] == onward
    done = run("import", sample / "mentors.csv", "--cohort", COHORT, "--accept", "--json")
    assert following(done)[-1] == f"mentorcli match {COHORT}"


def test_who_is_taken_over_waits_for_mentors(approved):
    approved("cohort", "new", "doctoral", "2027-autumn")
    done = approved("waiting", COHORT, "--carry-to", "2027-autumn", "--json")
    assert following(done) == ["mentorcli import FILE --cohort 2027-autumn"]


def test_drafts_that_are_gone_are_told_together(approved):
    run = approved
    run("invite", "kickoff", COHORT, "--today", DAY)
    for path in (run.folder / "out" / COHORT / "invitations").rglob("*.eml"):
        path.unlink()
    said = run("outbox", "send", COHORT, "--today", DAY, code=3).stderr
    assert said.count("not there any more") == 1
    assert " more" in said.split("not there any more")[1]
