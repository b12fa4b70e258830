"""What status, the history and a shortlist say is true on that very day, of that very person."""

from __future__ import annotations

import pytest
from small_cohort import COHORT, NAMES, OPEN, approved, opened, paired, signed, started, told

JOINT = "2027-joint"


def lines(run, day, key=COHORT):
    """Return what status says on a day: sentence to standing."""
    found = told(run, "status", key, "--today", str(day))["cohorts"][0]["lines"]
    return {x["what"]: x["standing"] for x in found}


def calendar(run, key, what):
    """Return the day of the calendar on which something is."""
    (day,) = {d["day"] for d in told(run, "calendar", key)["days"] if d["what"].endswith(what)}
    return day


def after(day):
    return day[:-2] + f"{int(day[-2:]) + 1:02}"


def test_on_the_day_of_the_wrap_up_the_programme_is_not_over(run):
    started(run)
    signed(run, "2027-01-22")
    day, over = calendar(run, COHORT, "wrap-up"), "the programme is over: make the report"
    assert over not in lines(run, day)
    assert lines(run, after(day))[over] == "due"


def test_on_its_last_day_a_pair_is_not_past_its_end(run):
    opened(run)
    paired(run, "Aino Vuori", "Kirsi Halme")
    day = calendar(run, OPEN, "Aino Vuori with Kirsi Halme end")
    past = "1 match past the agreed end: end or extend"
    assert past not in lines(run, day, OPEN)
    assert lines(run, after(day), OPEN)[past] == "due"


def test_who_comes_back_is_not_said_to_have_come_after_the_plan(run):
    """They applied before it; status, the waiting list and a letter say what is true of both."""
    started(run)
    day, later = ("--today", "2026-11-26"), ("--today", "2026-11-27")
    run("application", "withdraw", COHORT, NAMES[0], "--yes", *day)
    approved(run, "2026-11-26", again=True)
    run("application", "restore", COHORT, NAMES[0], *later)
    line = "the approved plan was made without 1 complete application"
    assert lines(run, "2026-11-27")[line] == "due"
    waits = " ".join(run("waiting", COHORT, *later).stdout.split())
    assert NAMES[0] in waits
    assert "came after" not in waits
    refused = run("letter", "waiting", COHORT, NAMES[0], *later, code=3).stderr
    assert f"The plan was made without {NAMES[0]}" in " ".join(refused.split())


def test_an_application_set_aside_blocks_nothing_once_its_person_was_told(run, sample):
    run("init", ".", "--today", "2027-01-04")
    run("cohort", "new", "joint", JOINT, "--today", "2027-01-04")
    every = (sample / "joint-list.csv").read_text("utf-8").splitlines(keepends=True)
    (run.folder / "list.csv").write_text("".join(x for x in every if "Kettunen" not in x), "utf-8")
    run("import", "list.csv", "--cohort", JOINT, "--as", "selected", "--today", "2027-01-04")
    files = (sample / "joint-mentees.xlsx", sample / "joint-mentors.csv", "--cohort", JOINT)
    run("import", *files, "--accept", "--yes", "--today", "2027-01-25")
    day = "2027-01-27"
    run("remind", "--today", day)
    (before,) = [x for x in lines(run, day, JOINT).items() if "set aside" in x[0]]
    run("outbox", "sent", JOINT, "--yes", "--today", day)
    (now,) = [x for x in lines(run, day, JOINT).items() if "set aside" in x[0]]
    assert (before[1], now) == ("blocked", (f"{before[0]}, and told so", "done"))
    past = told(run, "status", JOINT, "--as-of", "2027-01-26")["cohorts"][0]["lines"]
    assert before in {(x["what"], x["standing"]) for x in past}


@pytest.mark.parametrize("how", ["settle", "accept", "import"])
def test_the_history_of_a_person_has_the_change_of_their_answers(run, how):
    started(run)
    file = run.folder / "mentees.csv"
    text = file.read_text("utf-8").replace("Group 0", "Group 9")
    file.write_text(text, "utf-8")
    at_once = ("--accept-changes",) if how == "import" else ()
    run("import", "mentees.csv", "--cohort", COHORT, "--yes", *at_once, "--today", "2026-12-20")
    if how == "settle":
        (number,) = [q["number"] for q in told(run, "questions", "list", COHORT)["questions"] if "Alho" in q["says"]]  # fmt: skip
        run("questions", "settle", COHORT, number, "take", "--today", "2026-12-21")
    elif how == "accept":
        run("application", "accept", COHORT, "Alho", "--today", "2026-12-21")
    wanted = told(run, "history", COHORT)["history"][0]
    assert wanted in told(run, "history", "Alho")["history"]
    assert wanted not in told(run, "history", "Berg")["history"]


def test_namesakes_are_told_apart_in_a_shortlist(run):
    opened(run, mentors=(("Pekka Ahonen", 2), ("Sam Osei", 1)))
    rows = (run.folder / "mentors.csv").read_text("utf-8")
    again = next(x for x in rows.splitlines(keepends=True) if "Ahonen" in x)
    more = rows + again.replace("pekka.ahonen@", "pekka.k.ahonen@")
    (run.folder / "more.csv").write_text(more, "utf-8")
    run("import", "more.csv", "--cohort", OPEN, "--yes", "--today", "2027-01-11")
    run("questions", "settle", OPEN, "1", "different", "--today", "2027-01-11")
    pool = told(run, "application", "list", OPEN)["applications"]
    ids = [a["id"] for a in pool if a["name"] == "Pekka Ahonen"]
    assert len(ids) == 2
    shown = run("suggest", "Aino", "--cohort", OPEN, "--today", "2027-01-12").stdout
    assert all(f"Pekka Ahonen ({one})" in shown for one in ids)
    assert "Pekka Ahonen ·" not in shown
