"""Erasing one of two people of the same name: what is the other's stays, as a name alone is nobody."""

from __future__ import annotations

import json

import pytest
from test_first_aid_meaning import UNIT, Cohort, person

DAY = ("--today", "2027-02-12")
ONE, OTHER = "maija@example.org", "other.maija@example.org"


@pytest.fixture
def cohort(run):
    """Return a cohort with two mentees of one name, each with their own mentor, and their papers."""
    mentees = [person("Maija Virtanen", one, **UNIT) for one in (ONE, OTHER)]
    cohort = Cohort(
        run, mentees, [person(name, **UNIT) for name in ("Aino Kallio", "Bo Ek")], "open"
    )
    for who, mentor in ((ONE, "Kallio"), (OTHER, "Ek")):
        run("pair", "propose", cohort.key, who, mentor, *DAY)
        run("pair", "accept", cohort.key, who, *DAY)
    run("remind", *DAY)
    for mentor in ("Kallio", "Ek"):
        run("pair", "accept", cohort.key, mentor, *DAY)
    run("agreement", "render", cohort.key, *DAY)
    run("remind", *DAY)
    return cohort


def named(folder):
    """Return the files below a folder by what their names begin with."""
    return {path.name for path in folder.rglob("*.*") if path.suffix in {".docx", ".eml"}}


def test_the_papers_of_the_other_stay(run, cohort):
    out = run.folder / "out" / cohort.key
    assert len([name for name in named(out) if name.startswith("Virtanen")]) == 2
    told = run("person", "erase", cohort.key, ONE, "--yes").stdout
    assert f"stays with their files: Maija Virtanen <{OTHER}>" in told
    made = json.loads(run("agreement", "render", cohort.key, "--dry-run", "--json").stdout)
    (stands,) = made["agreements"]
    assert [name for name in named(out) if "agreement" in name] == [stands["file"]]
    letters = [p.read_text(encoding="utf-8") for p in out.rglob("Virtanen*.eml")]
    assert len(letters) == 1
    assert f"<{OTHER}>" in letters[0]
    assert stands["mentor"].split()[-1] not in told.partition("Was in")[2].partition(".")[2]
    assert "0 agreements" in run("agreement", "render", cohort.key, "--stale").stdout


def test_both_of_a_name_go_together(run, cohort):
    out = run.folder / "out" / cohort.key
    told = run("person", "erase", cohort.key, ONE, OTHER, "--yes").stdout
    assert "stays" not in told
    assert not [name for name in named(out) if "agreement" in name or name.startswith("Virtanen")]


def test_a_file_of_which_nobody_knows_whose_it_is_is_told(run, cohort):
    file = run.folder / "out" / cohort.key / "note.txt"
    file.write_text("Maija Virtanen was ill.", encoding="utf-8")
    told = run("person", "erase", cohort.key, ONE, "--yes").stdout
    assert file.exists()
    assert "Files of yours" in told
    assert "note.txt" in told
    assert f"stays with their files: Maija Virtanen <{OTHER}>" in told
