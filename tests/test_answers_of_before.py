"""An export that still has an earlier call's answers: they are told, can be left out, and an erased one stays away."""

import json

import openpyxl
import pytest
from conftest import COHORT

LATER = "2027-autumn"
DAY = "2027-05-20"


@pytest.fixture
def later(run, sample):
    """A spring cohort with the sample's mentees, one of them erased, and the autumn's cohort."""
    run("init", ".")
    run("cohort", "new", "doctoral", COHORT)
    run("import", sample / "mentees.xlsx", "--cohort", COHORT, "--accept")
    run("person", "erase", COHORT, "Patel", "--yes")
    run("cohort", "new", "doctoral", LATER, "--today", "2027-03-01")
    return run


def grown(sample, folder, *rows):
    """Write the sample's export with rows below: a name, the number of the answer, whose row it is like."""
    book = openpyxl.load_workbook(sample / "mentees.xlsx")
    sheet = book.active
    for name, number, like in rows:
        cells = [c.value for c in sheet[like + 1]]
        cells[0] = number
        if name:
            first, last = name.split()
            cells = [_renamed(c, sheet[like + 1], first, last) for c in cells]
        sheet.append(cells)
    book.save(folder / "all.xlsx")
    return folder / "all.xlsx"


def _renamed(value, row, first, last):
    texts = [c.value for c in row]
    at = next(
        k for k, v in enumerate(texts) if isinstance(v, str) and "@" in v and v != "anonymous"
    )
    given, family = texts[at - 2], texts[at - 1]
    swap = {texts[at]: f"{first}.{last}@example.org".lower(), given: first, family: last}
    return swap.get(value, value)


def people(run, cohort):
    found = json.loads(run("application", "list", cohort, "--json").stdout)["applications"]
    return {a["name"] for a in found}


@pytest.mark.parametrize("only_new", [False, True])
def test_answers_of_an_earlier_call_are_told_and_can_be_left_out(later, sample, tmp_path, only_new):
    run, path = later, grown(sample, tmp_path, ("Ilona Testala", 990, 2))
    extra = ("--only-new",) if only_new else ()
    said = run("import", path, "--cohort", LATER, "--accept", *extra, "--today", DAY)
    before, now = people(run, COHORT), people(run, LATER)
    assert "Ilona Testala" in now - before
    assert not any("Patel" in name for name in now), "an old export does not bring them back"
    assert now - before == {"Ilona Testala"}
    told = " ".join((said.stdout + said.stderr).split())
    assert (f"stand in {COHORT} already: {len(before)}" in told) is not only_new
    assert (before <= now) is not only_new
    assert not (only_new and before & now)
    run("import", path, "--cohort", LATER, "--accept", *extra, "--today", DAY)
    assert people(run, LATER) == now


def test_who_applies_again_and_who_was_erased_and_applies_anew_come_in(later, sample, tmp_path):
    run = later
    book = openpyxl.load_workbook(sample / "mentees.xlsx").active
    rows = [[c.value for c in row] for row in book.iter_rows()]
    patel = next(k for k, row in enumerate(rows) if any("Patel" in str(c) for c in row))
    path = grown(sample, tmp_path, ("", 991, patel), ("", 992, 3))
    run("import", path, "--cohort", LATER, "--accept", "--only-new", "--today", DAY)
    found = people(run, LATER)
    assert len(found) == 2
    assert any("Patel" in name for name in found), "a new answer is no old one"
