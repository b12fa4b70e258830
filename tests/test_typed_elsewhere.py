"""What is typed into a workbook where nothing reads it is told; what is read is not, sorted or not."""

import json

import pytest
from conftest import COHORT
from openpyxl import load_workbook


@pytest.fixture
def proposed(imported):
    imported("match", COHORT)
    imported("plan", "review", COHORT)
    imported("plan", "answers", COHORT)
    return imported


def told(run, path):
    done = json.loads(run("read", path, "--json", code=None).stdout)
    found = [p for p in done["problems"] if p["code"] == "typed_elsewhere"]
    return {p["sheet"]: p["says"].rpartition(": ")[2].rstrip(".") for p in found}


CELLS = {
    "problems": [("Questions", "What to do", 2), ("Notes", "What was noticed", 3)],
    "review": [("Mentors", "State", 2), ("Matches", "Why they fit", 4), ("Weakest first", "Mentor", 2)],
    "answers": [("Answers", "Proposed with", 40)],
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(CELLS))
def test_it_is_told_with_its_cells(proposed, name):
    path = proposed.folder / "out" / COHORT / f"{name}.xlsx"
    assert told(proposed, path) == {}
    book = load_workbook(path)
    wanted = {}
    for sheet, title, row in CELLS[name]:
        page = book[sheet]
        column = [c.value for c in page[1]].index(title) + 1
        cell = page.cell(row, column)
        cell.value = f"{cell.value or ''} please ask her first"
        wanted[sheet] = cell.coordinate
    book.save(path)
    assert told(proposed, path) == wanted


def test_what_is_read_is_not_told_also_in_sorted_rows(proposed):
    path = proposed.folder / "out" / COHORT / "review.xlsx"
    book = load_workbook(path)
    page = book["Matches"]
    titles = [c.value for c in page[1]]
    rows = [[c.value for c in row] for row in page.iter_rows(min_row=2)]
    rows[0][titles.index("Decision")], rows[0][titles.index("Your reason")] = "keep", "they asked"
    for y, row in enumerate(reversed(rows), 2):
        for x, value in enumerate(row, 1):
            page.cell(y, x).value = value
    book.save(path)
    assert told(proposed, path) == {}
