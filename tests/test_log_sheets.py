"""Log sheets say whose they are: in their heading, in their title and in their file's name."""

from __future__ import annotations

import openpyxl
import pytest
from conftest import COHORT
from slugify import slugify
from test_first_aid_life import ENDS, a_group, answer, cohort_of, plan_of
from test_letters_owed import PROGRAMMES


def sheets(run, cohort):
    """Make the sheets of a cohort; return their file name, title, heading and people for each match."""
    files = answer(run("session", "sheets", cohort, "--json"))["sheets"]
    assert len(set(files)) == len(files)
    found = {}
    for name in files:
        book = openpyxl.load_workbook(run.folder / "out" / cohort / "sheets" / name)
        rows = list(book["People"].iter_rows(values_only=True))
        match, names = rows[2][-1], [row[0] for row in rows[2:]]
        found[match] = (name, book.properties.title, rows[0][0], names)
        assert book["Meetings"]["A1"].value.endswith(rows[0][0].partition(": ")[2])
    return found


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_a_sheet_names_its_group(run, sample, programme):
    cohort, exports, selected = PROGRAMMES[programme]
    cohort_of(run, sample, programme, cohort, *exports, selected=selected)
    plan, found = plan_of(run, cohort), sheets(run, cohort)
    assert found.keys() == {m["id"] for m in plan["matches"]}
    for match in plan["matches"]:
        file, title, heading, people = found[match["id"]]
        names = [plan["names"][p] for p in (match["mentor"], *match["mentees"]) if p]
        assert sorted(people) == sorted(names)
        for name in names:
            assert name in title
            assert name in heading
        leader, *others = names if match["mentor"] else sorted(names)
        assert slugify(file).startswith(slugify(leader))
        assert all(slugify(name) in slugify(file) for name in others) or len(file) > 100, (
            "it is cut"
        )
        assert (" with " in heading) == bool(match["mentor"])


def test_who_has_left_stands_on_no_sheet(approved):
    match, names = a_group(approved)
    gone = match["mentees"][0]
    approved("pair", "end", COHORT, gone, "--only", *ENDS)
    file, title, heading, people = sheets(approved, COHORT)[match["id"]]
    assert names[gone] not in f"{title} {heading} {people}"
    assert slugify(names[gone]) not in file
