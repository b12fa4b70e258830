"""What the dialects' files say holds for any tool, also one that is not there yet."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from intake_cases import COHORT, MENTEE, PROGRAMME, codes, confirmed, propose, rows_of, table
from intake_tools import redcap

import mentorcli
from mentorcli import intake
from mentorcli.domain.problem import Severity
from mentorcli.domain.table import Row, Table
from mentorcli.files.shipped import shipped

ROW = ("Åsa", "Öst", "asa@example.org", "suomi", "Networks", "Yes")
NEW_TOOL = r"""
title = "A new tool"
order = 5
separators = [" + "]
headings = ['^(?P<option>.+) <- (?P<question>.+)$']

[signs]
headers = ['^newtool id$']
least = 1

[marks]
chosen = ["picked"]

[[column]]
field = "@id"
headers = ["Newtool ID"]
values = "any"

[[skip]]
reason = "partial"
headers = '^newtool state$'
values = ["begun"]
"""
ASK = """
from intake_cases import MENTEE, propose, rows_of, table
headers = ("Newtool ID", "Newtool state", *MENTEE[:4], "Networks <- Goals", "Leadership <- Goals", "Consent")
rows = [("7", "done", "Å", "Ö", "a@example.org", "suomi + svenska", "picked", "", "Yes"),
        ("8", "begun", "B", "Ö", "b@example.org", "suomi", "picked", "", "Yes")]
asked = table(headers, rows)
one, two = rows_of(asked, "mentee")
print(propose(asked, role="mentee").dialect, one.draft.response, one.draft.choices("goals"),
      one.draft.choices("languages"), two.skipped)
"""


def test_a_new_tool_is_one_new_file(tmp_path):
    package = Path(mentorcli.__file__).parent
    shutil.copytree(package, tmp_path / "mentorcli")
    shutil.copytree(shipped("templates"), tmp_path / "templates")  # a profile names its reminders
    (tmp_path / "mentorcli" / "intake" / "dialects" / "newtool.toml").write_text(NEW_TOOL, "utf-8")
    here = Path(__file__).parent
    done = subprocess.run(
        [sys.executable, "-c", ASK], cwd=tmp_path, capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{here}", "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert done.stdout.strip() == "newtool 7 ('networks',) ('fi', 'sv') partial"


def test_rows_of_one_record_that_disagree_are_told():
    grid = [list(row) for row in redcap(raw=True)]
    grid[2][6] = "other@example.org"
    asked = Table("r.csv", "", "csv", "", tuple(Row(n, tuple(r)) for n, r in enumerate(grid, 1)))
    proposal = propose(asked, role="mentee")
    readings, problems = intake.read(proposal, confirmed(proposal), PROGRAMME, COHORT, "i")
    assert readings[0].draft.email == "asa.ost@example.org"
    assert readings[0].draft.answers["department"].source.cell == "P3"
    assert [(p.code, p.place.cell) for p in problems] == [("record_differs", "G2")]


def test_a_table_without_titles_is_told_and_loses_no_more_than_its_first_row():
    asked = table((1, 2, 3), [(True, False, "x"), ("a", 4, 0.3)])
    proposal = propose(asked, role="mentee")
    told = {p.code: p.severity for p in proposal.problems}
    assert (proposal.header_row, told["titles_doubtful"]) == (1, Severity.DECIDE)


def test_rows_above_the_titles_are_told():
    asked = table(("Applications",), [(), MENTEE, ROW])
    (said,) = [dict(p.parameters) for p in propose(asked).problems if p.code == "rows_above"]
    assert said == {"count": "1", "row": "3", "text": "Applications"}


def test_sums_and_legends_are_left_out_and_somebody_without_an_address_is_not():
    rows = [("", "", "(work address)", "several", "", ""), ROW, ("Bo", "Ek", "", "suomi", "", "Yes"),
            ("Average", 2, None, None, None, None)]  # fmt: skip
    readings = rows_of(table(MENTEE, rows), "mentee")
    assert [r.skipped for r in readings] == ["legend", "", "", "summary"]
    assert codes(readings[2])[0] == "email_missing"


def test_not_shown_is_not_no():
    headers = ("Response ID", "Date submitted", "Last page", "Seed", *MENTEE[:4], "Goals [Networks]",
               "Goals [Leadership]", "Consent")  # fmt: skip
    least = ("2026-11-02 09:05:00", 3, 7, *ROW[:3], "suomi")
    rows = [("1", *least, "No", "No", "No"), ("2", *least, "N/A", "N/A", "N/A")]
    no, unasked = rows_of(table(headers, rows), "mentee")
    assert (no.draft.value("consent"), unasked.draft.value("consent")) == (False, None)
    assert codes(no) == ["answers_missing", "consent_refused"]
    assert codes(unasked) == ["answers_not_shown", "consent_missing"]
