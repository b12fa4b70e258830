"""Agreements made in a second language too are made anew in both."""

import json

from docx import Document
from small_cohort import COHORT, started

DAY = ("--today", "2026-12-10")


def there(run):
    return sorted(p.name for p in (run.folder / "out" / COHORT / "agreements").glob("*.docx"))


def test_what_is_older_is_made_anew_in_every_language_that_it_was_made_in(run):
    started(run)
    run("agreement", "render", COHORT, "--also", "sv", *DAY)
    before = there(run)
    assert len(before) == 4
    run("cohort", "change", COHORT, "--date", "kickoff=2027-01-28", "--only", *DAY)
    done = json.loads(run("agreement", "render", COHORT, "--stale", *DAY, "--json").stdout)
    assert len(done["agreements"]) == 4
    assert there(run) == before
    assert not (run.folder / "out" / COHORT / "agreements" / "replaced").exists()
    done = json.loads(run("agreement", "render", COHORT, "--stale", *DAY, "--json").stdout)
    assert done["agreements"] == []
    assert there(run) == before
    status = json.loads(run("status", COHORT, *DAY, "--json").stdout)["cohorts"][0]["lines"]
    assert not [line for line in status if "agreements older" in line["what"]]


def test_made_in_one_language_it_stays_in_one(run):
    started(run)
    run("agreement", "render", COHORT, *DAY)
    run("cohort", "change", COHORT, "--date", "kickoff=2027-01-28", "--only", *DAY)
    run("agreement", "render", COHORT, "--stale", *DAY)
    assert len(there(run)) == 2


def test_a_copied_template_makes_nothing_older_and_an_edited_one_by_itself_alone(run):
    started(run)
    run("agreement", "render", COHORT, *DAY)

    def older():
        status = json.loads(run("status", COHORT, *DAY, "--json").stdout)["cohorts"][0]["lines"]
        return [line["what"] for line in status if "agreements older" in line["what"]]

    run("template", "edit", "agreement/group", "--language", "en")
    assert older() == []
    (file,) = (run.folder / "templates").rglob("group.en.docx")
    words = Document(file)
    words.add_paragraph("A sentence of our own.")
    words.save(file)
    assert older() == ["2 agreements older than the template"]
    run("agreement", "render", COHORT, "--stale", *DAY)
    assert older() == []
