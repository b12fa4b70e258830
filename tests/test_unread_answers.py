"""What was typed into the problems workbook and not read back yet is in the one that takes its place."""

import json
import shutil

import openpyxl
import pytest
from conftest import COHORT

BOOK = f"out/{COHORT}/problems.xlsx"


def asked(run):
    found = json.loads(run("questions", "list", COHORT, "--json").stdout)["questions"]
    return {q["number"]: q for q in found}


def sheet_of(run, title="Questions", file=BOOK):
    """Return a sheet's rows by the first cell, and its column titles."""
    rows = [*openpyxl.load_workbook(run.folder / file)[title].values]
    head = next(n for n, r in enumerate(rows) if r[0] in {"Number", "Row"})
    return {r[0]: r for r in rows[head + 1 :] if r[0] is not None}, rows[head]


def type_in(run, number, text, title="Questions", column="Your answer", file=BOOK):
    book = openpyxl.load_workbook(run.folder / file)
    sheet = book[title]
    head = next(r for r in sheet.iter_rows() if r[0].value in {"Number", "Row"})
    at = next(c.column for c in head if column in str(c.value))
    row = next(r for r in sheet.iter_rows() if r[0].value == number)
    sheet.cell(row[0].row, at).value = text
    book.save(run.folder / file)


def answers(run):
    rows, head = sheet_of(run)
    return {n: r[head.index("Your answer")] or "" for n, r in rows.items()}


def test_an_answer_on_the_command_line_leaves_the_typed_ones(imported):
    questions = asked(imported)
    first, second, third = sorted(questions)[:3]
    type_in(imported, second, "different")
    type_in(imported, third, "yes")
    imported("questions", "settle", COHORT, first, "nobody")
    now = answers(imported)
    assert first not in now
    assert (now[second], now[third]) == ("different", "yes")
    imported("questions", "settle", COHORT, third, "nobody", code=None)
    assert third not in answers(imported), "what was said later counts"
    imported("read", BOOK, code=None)
    settled = asked(imported)
    assert settled[second]["answer"] == "different"
    assert settled[third]["answer"] == "nobody"
    assert not list((imported.folder / "out" / COHORT).glob("problems-kept*"))


@pytest.mark.parametrize("how", ["import", "undo", "replay", "correct"])
def test_whatever_writes_the_workbook_anew_leaves_what_is_typed(imported, sample, how):
    first, second = sorted(asked(imported))[:2]
    if how == "undo":
        imported("questions", "settle", COHORT, first, "nobody")
    type_in(imported, second, "different")
    if how == "undo":
        imported("undo", "--yes")
    if how == "import":
        shutil.copy(sample / "mentees.xlsx", imported.folder / "again.xlsx")
        imported("import", "again.xlsx", "--cohort", COHORT, "--accept", "--yes")
    if how == "replay":
        imported("form", "replay", "doctoral-mentee", "--cohort", COHORT, "--yes", code=3)
    if how == "correct":
        imported("questions", "settle", COHORT, first, "nobody")
    assert answers(imported)[second] == "different"


def test_a_corrected_cell_stays_and_its_own_workbook_where_the_row_waits_no_more(workspace, sample):
    book = openpyxl.load_workbook(sample / "mentees.xlsx")
    sheet = book.active
    head = [str(c.value) for c in sheet[1]]
    mail = next(n for n, t in enumerate(head, 1) if "mail" in t.lower() and "address" in t.lower())
    for row in (4, 6):
        sheet.cell(row, mail).value = "not an address"
    book.save(workspace.folder / "mentees.xlsx")
    files = ("mentees.xlsx", sample / "mentors.csv")
    workspace("import", *files, "--cohort", COHORT, "--accept", "--yes", code=3)
    titles = openpyxl.load_workbook(workspace.folder / BOOK).sheetnames
    title = next(t for t in titles if t.startswith("Rows to correct"))
    waiting, heads = sheet_of(workspace, title)
    column = next(
        h for h in heads if "not an address" in {str(r[heads.index(h)]) for r in waiting.values()}
    )
    first, *_ = [n for n, r in waiting.items() if r[heads.index(column)] == "not an address"]
    type_in(workspace, first, "one@example.org", title, column)
    number = next(n for n, q in asked(workspace).items() if "or nobody" in q["do"])
    workspace("questions", "settle", COHORT, number, "nobody", code=None)
    rows, heads = sheet_of(workspace, title)
    assert rows[first][heads.index(column)] == "one@example.org"
    workspace("import", sample / "mentors.csv", "--cohort", COHORT, "--accept", "--yes", code=None)
    here = openpyxl.load_workbook(workspace.folder / BOOK).sheetnames
    kept = sorted((workspace.folder / "out" / COHORT).glob("problems-kept*.xlsx"))
    if title in here and first in sheet_of(workspace, title)[0]:
        assert sheet_of(workspace, title)[0][first][heads.index(column)] == "one@example.org"
    else:
        rows, heads = sheet_of(workspace, title, kept[0])
        assert rows[first][heads.index(column)] == "one@example.org"
    workspace("read", kept[0] if kept else BOOK, code=None)
    every = json.loads(workspace("application", "list", COHORT, "--json").stdout)["applications"]
    assert "one@example.org" in {a.get("e-mail", a.get("email")) for a in every}


def test_a_workbook_that_cannot_be_read_is_kept_beside_the_new_one(imported):
    first = min(asked(imported))
    (imported.folder / BOOK).write_bytes(b"no workbook at all")
    done = imported("questions", "settle", COHORT, first, "nobody")
    kept = imported.folder / "out" / COHORT / "problems-kept-1.xlsx"
    assert kept.read_bytes() == b"no workbook at all"
    assert answers(imported)
    assert "problems-kept-1.xlsx" in done.stdout + done.stderr
