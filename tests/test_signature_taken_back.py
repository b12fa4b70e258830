"""A signature that was taken back is asked about when the same report is read again."""

import json

import pytest
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


ROW = "Aino Alho,aino.alho@u.example,{}\n"


@pytest.mark.parametrize("document", ["", "Agreement"])
@pytest.mark.parametrize(("state", "on", "doubtful"), [
    ("Signature revoked", "", True),
    ("Allekirjoitus peruttu", "", True),
    ("Signatur återkallad", "", True),
    ("Signature taken back", "", True),
    ("Declined", "2027-01-25", True),
    ("Declined", "2027-01-19", False),
    ("Signature revoked", "2027-01-19", False),
    ("Declined", "", False),
    ("Expired", "", False),
])  # fmt: skip
def test_another_row_that_takes_a_signature_back_makes_it_a_question(
    run, document, state, on, doubtful
):
    started(run)
    run("agreement", "render", COHORT, "--today", "2026-12-10")
    states = [f"Completed,2027-01-21,{document}", f"{state},{on},{document}"]
    for order in (states, states[::-1]):
        titles = "Name,E-mail,Status,Signed,Document\n"
        (run.folder / "report.csv").write_text(titles + "".join(map(ROW.format, order)), "utf-8")
        read = ("read", "report.csv", "--cohort", COHORT, "--dry-run", *DAY)
        found = told(run, *read, code=3 if doubtful else 0)
        assert len(found["new"]) == (not doubtful)
        asked = [p["says"] for p in found["problems"] if p["code"] == "signature_day"]
        assert (state in " ".join(asked)) == doubtful


def test_a_refusal_of_another_document_takes_nothing_back(run):
    started(run)
    run("agreement", "render", COHORT, "--today", "2026-12-10")
    rows = ["Completed,2027-01-21,Agreement on mentoring", "Signature revoked,,Mentoring receipt"]
    (run.folder / "report.csv").write_text(
        "Name,E-mail,Status,Signed,Document\n" + "".join(map(ROW.format, rows)), "utf-8"
    )
    assert len(told(run, "read", "report.csv", "--cohort", COHORT, *DAY)["new"]) == 1
