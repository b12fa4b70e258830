"""A signature that was taken back is asked about when the same report is read again."""

import json

from small_cohort import COHORT, started

REPORT = """Name,E-mail,Status,Signed
Aino Alho,aino.alho@u.example,Completed,2027-01-21
Bea Berg,bea.berg@u.example,Completed,2027-01-22
"""


DAY = ("--today", "2027-01-28")


def told(run, *words, code=None):
    return json.loads(run(*words, "--json", code=code).stdout)


def test_it_is_asked_and_kept_where_the_answer_says_so(run):
    started(run)
    run("agreement", "render", COHORT, "--today", "2026-12-10")
    (run.folder / "report.csv").write_text(REPORT, "utf-8")
    read = ("read", "report.csv", "--cohort", COHORT, *DAY)
    assert len(told(run, *read)["new"]) == 2
    assert told(run, *read)["new"] == []
    run("agreement", "signed", COHORT, "Alho", "--undo", *DAY)
    again = told(run, *read, code=3)
    assert again["new"] == []
    (asked,) = [p for p in again["problems"] if p["code"] == "signature_day"]
    assert "that of 2027-01-21 was taken back" in asked["says"]
    assert told(run, *read, code=3)["new"] == []
    open_ones = told(run, "questions", "list", COHORT)["questions"]
    (number,) = [q["number"] for q in open_ones if "taken back" in q["says"]]
    run("questions", "settle", COHORT, str(number), "2027-01-21", *DAY)
    after = told(run, *read)
    assert (after["new"], after["known"]) == ([], 2)
    assert not [p for p in after["problems"] if p["code"] == "signature_day"]
    run("agreement", "signed", COHORT, "Alho", "--undo", "--today", "2027-01-29")
    run("undo", "--yes", "--today", "2027-01-29")  # the taking back itself is taken back
    assert told(run, *read)["known"] == 2
