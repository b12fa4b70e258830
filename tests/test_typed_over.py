"""Workbooks about a plan in which a name, a role or a note was changed in the wrong place."""

from __future__ import annotations

import pytest
from conftest import COHORT, Commands
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from test_first_aid_life import answer, plan_of

PEERS = "2027-peers"


def edited(run, name, sheet, change, cohort=COHORT, code=3):
    """Write a workbook, change the rows of a sheet (lists of cells), and read it back as a trial."""
    run("plan", name, cohort)
    path = run.folder / "out" / cohort / f"{name}.xlsx"
    book = load_workbook(path)
    rows = [list(row) for row in book[sheet].iter_rows()]
    change([{str(t.value): c for t, c in zip(rows[0], row, strict=True)} for row in rows[1:]])
    book.save(path)
    return run("read", path, "--dry-run", "--json", code=code)


def codes(done):
    return [p["code"] for p in answer(done)["problems"]]


def said(done):
    return " ".join(p["says"] for p in answer(done)["problems"])


@pytest.fixture
def proposed(imported):
    imported("match", COHORT)
    return imported


def test_a_mentee_typed_over_another_is_asked_about(proposed):
    def change(rows):
        first, other = rows[0]["Mentee"].value, rows[5]["Mentee"].value
        rows[0]["Mentee"].value = other
        rows[0]["Decision"].value = "keep"
        assert first != other

    done = edited(proposed, "review", "Matches", change)
    assert codes(done) == ["review_typed_over"]
    assert "in place of" in said(done)


def test_names_sorted_without_their_hidden_ids_decide_nothing(proposed):
    def change(rows):
        titles = (
            "Mentor",
            "Language",
            "Mentee",
            "Points",
            "Why they fit",
            "Decision",
            "Your reason",
        )
        order = sorted(([r[t].value for t in titles] for r in rows), key=lambda v: -v[3])
        for row, values in zip(rows, order, strict=True):
            for title, value in zip(titles, values, strict=True):
                row[title].value = value
        rows[0]["Decision"].value = "forbid"

    assert set(codes(edited(proposed, "review", "Matches", change))) == {"review_typed_over"}


@pytest.mark.parametrize("title", ["Who answers", "Proposed with", "Role"])
def test_an_answer_is_of_whom_the_row_names(proposed, title):
    def change(rows):
        row = rows[0]
        others = {r[title].value for r in rows} - {row[title].value}
        row[title].value, row["Answer"].value = max(others), "decline"

    assert set(codes(edited(proposed, "answers", "Answers", change))) == {"answer_typed_over"}


def test_a_comment_on_a_cell_is_told_and_ours_are_not(proposed):
    def change(rows):
        rows[1]["Decision"].comment = Comment("Not with Sofia, please", "Riitta")

    assert "“Not with Sofia, please”. It is not read" in said(
        edited(proposed, "review", "Matches", change, code=0)
    )
    path = proposed.folder / "out" / COHORT / "problems.xlsx"
    book = load_workbook(path)
    assert any(c.comment for sheet in book for row in sheet.iter_rows() for c in row)
    book["Questions"]["H2"].comment = Comment("I asked Tuuli", "Riitta")
    book.save(path)
    found = [
        p for p in answer(proposed("read", path, "--json"))["problems"] if "comment" in p["code"]
    ]
    assert [p["cell"] for p in found] == ["H2"]


def test_a_comment_in_a_list_of_staff_is_told(workspace):
    book = Workbook()
    for row in (("Name", "E-mail"), ("Raj Patel", "raj@example.org")):
        book.active.append(row)
    book.active["A2"].comment = Comment("leaves in May", "Riitta")
    path = workspace.folder / "staff.xlsx"
    book.save(path)
    assert "leaves in May" in workspace("import", path, "--as", "staff", "--yes").stderr


def test_a_note_without_an_answer_is_told(proposed):
    def change(rows):
        rows[0]["What they said"].value = "decline"

    done = edited(proposed, "answers", "Answers", change)
    assert codes(done) == ["answer_only_said"]
    assert "“decline”" in said(done)


def test_a_name_written_otherwise_is_still_theirs(proposed):
    def change(rows):
        row = next(r for r in rows if r["Who answers"].value == "Raj Patel")
        row["Who answers"].value, row["Answer"].value = "Patel, Raj", "accept"

    assert codes(edited(proposed, "answers", "Answers", change, code=0)) == ["answer_missing"]


def test_so_in_circles(tmp_path, sample):
    run = Commands(tmp_path)
    run("init", ".")
    run("cohort", "new", "peer", PEERS)
    run("import", sample / "peers.csv", "--cohort", PEERS, "--accept")
    run("match", PEERS)

    def change(rows):
        rows[0]["Proposed with"].value = next(
            r["Who answers"].value
            for r in rows
            if r["Who answers"].value
            not in {rows[0]["Who answers"].value, rows[0]["Proposed with"].value}
        )
        rows[0]["Answer"].value = "accept"

    assert len(plan_of(run, PEERS)["matches"]) > 1
    done = edited(run, "answers", "Answers", change, PEERS)
    assert codes(done) == ["answer_typed_over"]


def test_all_answers_that_are_none_are_named_at_once(imported):
    path = imported.folder / "out" / COHORT / "problems.xlsx"
    book = load_workbook(path)
    titles = [c.value for c in book["Questions"][1]]
    column = titles.index("Your answer") + 1
    asked = answer(imported("questions", "list", COHORT, "--json"))["questions"]
    for row in (2, 3):
        book["Questions"].cell(row, column).value = "perhaps so"
    numbers = [book["Questions"].cell(row, 1).value for row in (2, 3)]
    book.save(path)
    told = " ".join(imported("read", path, code=2).stderr.split())
    assert all(f"Question {number}" in told for number in numbers), told
    assert "No answer of the file was taken." in told
    assert answer(imported("questions", "list", COHORT, "--json"))["questions"] == asked


def test_notes_of_the_problems_workbook_name_the_cohort(imported):
    book = load_workbook(imported.folder / "out" / COHORT / "problems.xlsx")
    told = [str(row[-1]) for row in book["Notes"].iter_rows(values_only=True)]
    assert [t for t in told if f"cohort options {COHORT}" in t]
    assert not [t for t in told if "COHORT" in t]


def test_a_problems_workbook_read_twice_changes_nothing_the_second_time(imported):
    path = imported.folder / "out" / COHORT / "problems.xlsx"
    book = load_workbook(path)
    sheet = book["Questions"]
    titles = [c.value for c in sheet[1]]
    asked = answer(imported("questions", "list", COHORT, "--json"))["questions"]
    reply = {str(q["number"]): "nobody" if "nobody" in q["do"] else "different" for q in asked}
    for row in range(2, 4):
        number = str(sheet.cell(row, 1).value)
        sheet.cell(row, titles.index("Your answer") + 1).value = reply[number]
    copy = imported.folder / "answered.xlsx"
    book.save(copy)
    first = answer(imported("read", copy, "--json", code=0))
    assert first["answers"] == 2
    before = answer(imported("history", COHORT, "--json"))
    again = answer(imported("read", copy, "--json", code=0))
    assert (again["answers"], again["corrections"]) == (0, 0)
    assert "taken in before" in " ".join(imported("read", copy, code=0).stdout.split())
    assert answer(imported("history", COHORT, "--json")) == before
    number = str(sheet.cell(2, 1).value)
    imported("questions", "forget", COHORT, number)
    assert answer(imported("read", copy, "--json", code=0))["answers"] == 1, "asked again: counts"
