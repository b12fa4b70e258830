"""A name that changes: no old news in the next invitation, and signatures under the other name are told."""

import json
import shutil

import openpyxl
import pytest
from conftest import COHORT, Commands
from test_invited_anew import BEFORE, NEW_DAY, first_line, mails, move, told

DAY = ("--today", "2026-12-10")
OLD, NEW, ADDRESS = "Sjöholm", "Sjöholm-Virtanen", "emilia.sjoholm@example.org"


@pytest.fixture
def run(stages, tmp_path):
    return Commands(shutil.copytree(stages / "approved", tmp_path / "w"))


def rename(run, sample):
    """Take in the export again, in which a mentee has another surname."""
    book = openpyxl.load_workbook(sample / "mentees.xlsx")
    (cell,) = (c for row in book.active.iter_rows() for c in row if c.value == OLD)
    cell.value = NEW
    book.save(run.folder / "again.xlsx")
    run("import", "again.xlsx", "--cohort", COHORT, "--yes", "--accept-changes", *DAY)


def sends(run):
    run("outbox", "sent", COHORT, "--kind", "kickoff", "--yes", *DAY)


@pytest.mark.parametrize("moved", [True, False])
def test_who_had_the_news_is_not_told_it_again_under_another_name(run, sample, moved):
    told(run, "invite", "kickoff", COHORT)
    sends(run)
    if moved:
        move(run, "2027-01-28")
        language, subject, body, _ = mails(run)[ADDRESS]
        assert BEFORE[language] in body
        sends(run)
    rename(run, sample)
    made = told(run, "invite", "kickoff", COHORT)["invitations"]
    language, subject, body, _ = mails(run)[ADDRESS]
    assert not subject.startswith(NEW_DAY[language])
    assert BEFORE[language] not in body
    assert NEW in json.dumps(made, ensure_ascii=False)
    assert {i["draft"] for i in made if NEW in i["to"]} == {"changed"}, "an earlier one went"
    again = told(run, "invite", "kickoff", COHORT)["invitations"]
    assert {i["draft"] for i in again if NEW in i["to"]} == {"same as before"}
    assert mails(run)[ADDRESS] == (language, subject, body, "PUBLISH")
    assert first_line(body)


def test_a_letter_under_another_name_is_changed_and_not_new(run, sample):
    told(run, "letter", "introduction", COHORT)
    run("outbox", "sent", COHORT, "--kind", "introduction", "--yes", *DAY)
    rename(run, sample)
    rows = run("letter", "introduction", COHORT, *DAY).stdout.splitlines()
    (mine,) = (row for row in rows if NEW in row)
    assert "changed" in mine


def test_who_signed_with_the_other_name_is_told_and_still_counts(run, sample):
    told(run, "agreement", "render", COHORT)
    run("agreement", "signed", COHORT, OLD, "--on", "2026-12-10", *DAY)
    rename(run, sample)
    made = told(run, "agreement", "render", COHORT, "--stale")
    notes = {p["code"]: p for p in made["problems"]}
    assert f"Emilia {NEW}" in notes["signatures_kept"]["says"]
    assert "a name or an address" in notes["signatures_kept"]["says"]
    assert "are no more" not in json.dumps(made), "the group lives on"
    listed = json.loads(run("agreement", "list", COHORT, "--json").stdout)
    assert "2026-12-10" in json.dumps(listed)
    _, _, command = notes["signatures_kept"]["do"].partition(": mentorcli ")
    run(*command.replace("NAME", NEW).split(), *DAY)
    listed = json.loads(run("agreement", "list", COHORT, "--json").stdout)
    assert "2026-12-10" not in json.dumps(listed)
    assert "signatures_kept" not in json.dumps(told(run, "agreement", "render", COHORT))
