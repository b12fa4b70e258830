"""Real exports of many tools, where a folder of them is at hand: what must come out of each."""

import os
from pathlib import Path

import pytest
from intake_cases import COHORT, PROGRAMME, confirmed, propose

from mentorcli import intake
from mentorcli.domain.form import ColumnMapping, FormMapping
from mentorcli.domain.problem import UserError
from mentorcli.files.opening import read_tables

FOLDER = os.environ.get("MENTORCLI_EXPORTS", "")
pytestmark = pytest.mark.skipif(not FOLDER, reason="MENTORCLI_EXPORTS names no folder")


def _read(name, password=None):
    return read_tables(Path(FOLDER) / name, password)[0]


def _size(table):
    used = [i for r in table.rows for i, c in enumerate(r.cells, 1) if c is not None]
    return len(table.rows), max(used, default=0)


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("msforms_raw_dimensionA1.xlsx", (231, 22)),
        ("qualtrics_mentees_phantom_rows.xlsx", (2, 41)),
        ("webropol_shaped_fi.xlsx", (10, 72)),
        ("W1_numbers.xlsx", (25, 9)),
        ("W2_libreoffice.xlsx", (38, 10)),
        ("W4_wps.xlsx", (4, 4)),
        ("W6_dates.ods", (4, 2)),
    ],
)
def test_all_rows_and_columns_come_out(name, size):
    (table,) = _read(name)
    assert _size(table) == size


def test_the_title_above_the_header_is_no_header():
    tables = _read("gsheets_mentoring_template.xlsx")
    for sheet in ("input-mentors", "input-mentees"):
        proposal = propose(tables, sheet=sheet, role="mentor")
        form = confirmed(proposal)
        readings, _ = intake.read(proposal, form, PROGRAMME, COHORT, "i")
        assert (proposal.header_row, len(readings)) == (3, 19)


def test_the_1904_system_gives_the_dates_beside_it():
    (table,) = _read("W3_excel_1904.xlsx")
    assert all(row.cells[1].isoformat() == row.cells[2] for row in table.rows)


def test_a_password_is_asked_and_opens():
    with pytest.raises(UserError, match="password"):
        _read("W5_password.xlsx")
    assert len(_read("W5_password.xlsx", "123")) == 1


def test_a_numbers_workbook_keeps_its_blank_first_row():
    assert _read("W1_numbers.xlsx")[0].rows[0].number == 2


def test_no_row_is_lost_with_any_mapping():
    proposal = propose(_read("msforms_raw_dimensionA1.xlsx"))
    assert (proposal.dialect, len(proposal.columns), proposal.certain) == ("msforms", 22, False)
    fields = [f.key for f in PROGRAMME.fields["mentee"]]
    for turn in range(0, len(fields), 5):
        columns = tuple(
            ColumnMapping(c.header, c.occurrence, fields[(turn + i) % len(fields)])
            for i, c in enumerate(proposal.columns)
        )
        form = FormMapping("f", "doctoral", "mentee", "msforms", "", columns)
        readings, _ = intake.read(proposal, form, PROGRAMME, COHORT, "i")
        assert sum(intake.merge(readings, ()).counts().values()) == len(readings) == 230


def test_several_choices_end_with_no_empty_one():
    proposal = propose(
        _read("msforms_raw_dimensionA1.xlsx"),
        role="mentee",
        assign={"I": "goals", "J": "industries"},
    )
    from mentorcli.intake.values.choices import several_choices

    cells = [row.cells[8] for row in proposal.table.rows[1:]]
    split = [[text for text, _ in several_choices(str(c), {}, (";",))] for c in cells]
    assert all(1 <= len(choices) <= 30 and all(choices) for choices in split)
    brackets = several_choices("A (x; y);B;", {}, (";",))
    assert brackets == (("A (x; y)", False), ("B", False))
