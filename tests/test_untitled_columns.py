"""Columns over which no title stands: what is in them is told, asked, and never another question's."""

import csv
import json

import pytest
from repetition_exports import COHORT, ends
from repetition_exports import stored as all_stored

TITLES = ("Timestamp", "First name", "Last name", "E-mail address", "Languages", "Goals", "Anything else we should know?", "Consent")  # fmt: skip


def rows(*, more=()):
    names = ("Aino", "Bo", "Carla")
    return [
        [f"2026-11-0{n + 1} 10:00:00", name, "Ek", f"m{n}@example.org", "English", "Networks", f"note {n}", "Yes", *more]
        for n, name in enumerate(names)
    ]  # fmt: skip


def written(workspace, *lines):
    path = workspace.folder / "mentees.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(lines)
    return path


def imported(workspace, path, *options):
    done = workspace("import", path, "--cohort", COHORT, "--as", "mentees", "--json", "--yes", *options)  # fmt: skip
    return json.loads(done.stdout) if done.stdout else {"problems": json.loads(done.stderr)}


def asked(workspace):
    listed = json.loads(workspace("questions", "list", COHORT, "--json").stdout)["questions"]
    return [q for q in listed if q["state"] == "open"]


def without(index, titles=TITLES):
    return [t if i != index else "" for i, t in enumerate(titles)]


@pytest.mark.parametrize(
    ("index", "first"), [(0, "A2"), (5, "F2"), (6, "G2"), (7, "H2"), (8, "I2")]
)
def test_its_answers_are_told_with_the_first_cell(workspace, index, first):
    path = written(workspace, without(index, (*TITLES, "Notes")), *rows(more=["x"]))
    told = imported(workspace, path, "--accept", "--map", "I=-" if index != 8 else "H=consent")
    (problem,) = [p for p in told["problems"] if p["code"] == "column_untitled"]
    assert f"3 answers in it, the first in {first}" in problem["says"]


def test_it_is_set_by_its_letter(workspace):
    path = written(workspace, without(6), *rows())
    imported(workspace, path, "--map", "G=other")
    assert all_stored(workspace)["Bo Ek"]["other"] == "note 1"


def test_it_is_answered_by_number_and_remembered(workspace):
    path = written(workspace, without(6, (*TITLES, "")), *rows(more=["x"]))
    workspace("import", path, "--cohort", COHORT, "--as", "mentees", code=3)
    first, second = asked(workspace)
    assert (first["cell"], second["cell"]) == ("G1", "I1")
    workspace("questions", "settle", COHORT, first["number"], "-")
    workspace("questions", "settle", COHORT, second["number"], "other")
    assert ends(imported(workspace, path)) == [("new", "")] * 3
    assert {a["other"] for a in all_stored(workspace).values()} == {"x"}
    assert not asked(workspace)


def test_one_that_was_left_out_is_not_asked_about_again(workspace):
    path = written(workspace, without(6), *rows())
    imported(workspace, path, "--map", "G=-")
    workspace("import", written(workspace, without(6), *rows()[:2]), "--cohort", COHORT, "--yes")


def test_another_one_is_not_taken_for_it(workspace):
    imported(workspace, written(workspace, without(6), *rows()), "--map", "G=-")
    path = written(workspace, ["", *without(6)], *[["x", *r] for r in rows()])
    done = workspace("import", path, "--cohort", COHORT, "--as", "mentees", "--yes", code=3)
    assert "has no title" in done.stderr


def test_an_empty_one_is_not_asked_about(workspace):
    lines = [[*r[:4], "", *r[4:]] for r in rows()]
    imported(workspace, written(workspace, [*TITLES[:4], "", *TITLES[4:]], *lines))
    assert len(all_stored(workspace)) == 3


def test_two_rows_of_titles_do_not_lend_it_the_question_beside_it(workspace):
    above = [
        "Respondent ID",
        "Collector ID",
        "End Date",
        "First name",
        "Last name",
        "E-mail address",
        "Languages",
        "",
        "",
        "Goals",
        "",
        "",
        "Consent",
    ]
    below = [
        "",
        "",
        "",
        *["Open-Ended Response"] * 3,
        "English",
        "Finnish",
        "",
        "Networks",
        "Leadership",
        "",
        "Response",
    ]
    lines = [
        [118 + n, 7, f"11/0{n + 1}/2026 10:00:00", name, "Ek", f"m{n}@example.org", "English", "Finnish", "Swedish", "Networks", "", "Leadership", "Yes"]
        for n, name in enumerate(("Aino", "Bo", "Carla"))
    ]  # fmt: skip
    told = imported(workspace, written(workspace, above, below, *lines), "--accept")
    assert [p["cell"] for p in told["problems"] if p["code"] == "column_untitled"] == ["I1", "L1"]
    assert all_stored(workspace)["Bo Ek"]["languages"] == ["en", "fi"]
    assert all_stored(workspace)["Bo Ek"]["goals"] == ["networks"]
