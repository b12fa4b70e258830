"""The problems workbook holds what waits and was noticed in every file, each remark beside its own row."""

import json

import pytest
from openpyxl import load_workbook
from test_first_aid_meaning import MENTEE, Cohort, person

TOLD = "somebody called Laine, I think"
MENTEES = [
    person("Olli Salo", goals="Networks;Juggling"),
    person("Tiina Koskela", not_with=TOLD),
    person("Emma Lehto"),
    person("Niko Rask"),
]
MENTORS = [person("Kari Laine"), person("Anna Virta"), person("Jonna Hiltunen", capacity="unsure")]


@pytest.fixture
def cohort(run):
    return Cohort(run, MENTEES, MENTORS)


def copied(cohort):
    """Each remark in the copied rows as (last name in the row, what the remark says)."""
    book = load_workbook(cohort.folder / "out" / cohort.key / "problems.xlsx")
    return [
        (row[3].value, cell.comment.text)
        for sheet in book
        if sheet.title.startswith("Rows to correct")
        for row in sheet.iter_rows(min_row=2)
        for cell in row
        if cell.comment
    ]


def noticed(cohort):
    book = load_workbook(cohort.folder / "out" / cohort.key / "problems.xlsx")
    return [row[5] for row in book["Notes"].iter_rows(min_row=2, values_only=True)]


def the_question(cohort):
    shown = json.loads(cohort.run("questions", "list", cohort.key, "--json").stdout)["questions"]
    (found,) = [q for q in shown if "Tiina" in q["says"]]
    return found


def test_a_remark_stands_on_the_row_of_whom_it_is_about(cohort):
    own = [(name, says) for name, says in copied(cohort) if "Tiina" in says]
    assert [name for name, _ in own] == ["Koskela"]
    assert the_question(cohort)["cell"].endswith("3")
    told = cohort.take("mentee", MENTEE, MENTEES[2:] + MENTEES[:2])
    (shown,) = [p for p in told["problems"] if "Tiina" in p["says"]]
    assert the_question(cohort)["cell"] == shown["cell"] == "G5"
    assert [name for name, says in copied(cohort) if "Tiina" in says] == ["Koskela"]


def test_notes_of_earlier_files_stay_and_none_is_made_up_by_reading_again(cohort):
    assert any("Juggling" in says for says in noticed(cohort))
    before = sorted(noticed(cohort))
    cohort.run("questions", "settle", cohort.key, str(the_question(cohort)["number"]), "nobody")
    assert sorted(noticed(cohort)) == before


def test_a_cell_corrected_to_nothing_is_empty(cohort):
    path = cohort.folder / "out" / cohort.key / "problems.xlsx"
    book = load_workbook(path)
    (row,) = [r for s in book for r in s.iter_rows() if [c.value for c in r][3:4] == ["Koskela"]]
    (cell,) = [c for c in row if c.value == "Networks;Leadership"]
    cell.value = None
    book.save(path)
    cohort.run("read", path)
    assert "Leadership" not in cohort.run("person", "show", cohort.key, "Koskela").stdout
