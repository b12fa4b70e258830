"""Erasing somebody from one cohort: what stands elsewhere, and what their match is told."""

from __future__ import annotations

import pytest
from conftest import COHORT
from test_first_aid_life import answer, plan_of
from test_letters_owed import owed

ALUMNI, DAY = "2027-alumni", "2026-12-01"
ROW = (
    '20/11/2026 09:05:00,Priya,Raghunathan,priya.raghunathan@example.com,Cloudworks,"ICT ja ohjelmistot",'
    '"Tutkimus ja kehitys","Työnhaku, CV ja haastattelut, Verkostot, Elämä Suomessa",2,"englanti",Otaniemi,Kyllä,Kyllä\n'
)


def mentors_with(run, sample, programme, row):
    """Write a sample export of mentors with one more of them."""
    text = (sample / f"{programme}-mentors.csv").read_text(encoding="utf-8").rstrip("\n")
    (run.folder / "mentors.csv").write_text(f"{text}\n{row}", encoding="utf-8")


@pytest.fixture
def both(approved, sample):
    """Two cohorts that share a mentor: a plan approved in each, signed and met in the second."""
    run = approved
    mentors_with(run, sample, "alumni", ROW)
    run("cohort", "new", "alumni", ALUMNI)
    run("import", sample / "alumni-students.xlsx", "mentors.csv", "--cohort", ALUMNI, "--accept")
    run("match", ALUMNI)
    run("plan", "approve", ALUMNI, "--yes", "--with-questions", "--today", DAY)
    run("invite", "kickoff", ALUMNI, "--today", DAY)
    run("agreement", "render", ALUMNI, "--today", DAY)
    run("agreement", "signed", ALUMNI, "all", "--on", DAY, "--today", DAY)
    run("session", "answer", ALUMNI, "Raghunathan", "kickoff", "--came", "yes", "--on", DAY, "--today", DAY)  # fmt: skip
    (run.folder / "mentors.csv").unlink()
    return run


def seen(run):
    """Return what a cohort is told to be: its status, signatures, attendance and history."""
    return [run(*c, "--json").stdout for c in (
        ("status", ALUMNI, "--today", DAY), ("agreement", "list", ALUMNI),
        ("pair", "list", ALUMNI), ("history", ALUMNI), ("invite", "kickoff", ALUMNI, "--dry-run", "--today", DAY),
    )]  # fmt: skip


def test_erased_from_one_cohort_nothing_changes_in_another(both):
    before = seen(both)
    done = both("person", "erase", COHORT, "Raghunathan", "--yes", "--today", DAY)
    said = " ".join((done.stdout + done.stderr).split())
    assert f"Priya Raghunathan stays in {ALUMNI}: nothing is erased there." in said
    assert f'mentorcli person erase {ALUMNI} "Priya Raghunathan"' in said
    assert seen(both) == before
    done = both("person", "erase", ALUMNI, "Raghunathan", "--yes", "--today", DAY)
    assert "stays in" not in done.stdout
    for words in (("status", "--today", DAY), ("history",), ("agreement", "list", ALUMNI)):
        assert "Raghunathan" not in both(*words).stdout


def test_who_lost_an_erased_mentor_is_not_told_that_none_was_found(both):
    run = both
    run("remind", "--today", "2026-12-08")
    run("outbox", "sent", COHORT, "--yes", "--today", "2026-12-08")
    plan = plan_of(run)
    mentor = next(p for p, name in plan["names"].items() if name == "Priya Raghunathan")
    lost = next(m["mentees"] for m in plan["matches"] if m["mentor"] == mentor)
    waiting = owed(run).get("waiting", 0)
    erased = run("person", "erase", COHORT, mentor, "--yes", "--today", "2026-12-08", "--json")
    assert answer(erased)["next"][-1] == f"mentorcli replan {COHORT}"
    assert owed(run).get("waiting", 0) == waiting
    due = answer(run("remind", "--today", "2026-12-14", "--json"))["reminders"]
    assert not [r for r in due if r["kind"].startswith("outcome")]
    lines = answer(run("status", COHORT, "--today", "2026-12-14", "--json"))["cohorts"][0]["lines"]
    repair = [x["what"] for x in lines if x["command"] == f"mentorcli replan {COHORT}"]
    assert repair == [f"{len(lost)} mentees without a match since theirs ended early"]
