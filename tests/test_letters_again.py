"""A letter that is written once more says which of its mails went before, and advises to send the others."""

import json

from conftest import COHORT

DAY = ("--today", "2026-12-10")


def test_letters_that_went_are_told_apart_from_those_to_send(approved):
    run = approved
    first = run("letter", "introduction", COHORT, *DAY)
    letters = run("letter", "introduction", COHORT, "--dry-run", "--json", *DAY).stdout
    assert "sent before" not in first.stdout
    assert "send them" in first.stdout + first.stderr
    run("outbox", "sent", COHORT, "--kind", "introduction", "--yes", *DAY)
    again = run("letter", "introduction", COHORT, *DAY)
    assert "of them are as they went before" in again.stdout
    assert again.stdout.count("sent before") == len(json.loads(letters)["letters"]) > 0
    assert "send them" not in again.stdout + again.stderr
