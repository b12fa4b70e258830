"""A letter that is written once more says which of its mails went before, and advises to send the others."""

from conftest import COHORT

DAY = ("--today", "2026-12-10")


def test_letters_that_went_are_told_apart_from_those_to_send(approved):
    run = approved
    first = run("letter", "introduction", COHORT, *DAY)
    assert "sent before" not in first.stdout
    assert "send them" in first.stdout + first.stderr
    run("outbox", "sent", COHORT, "--kind", "introduction", "--yes", *DAY)
    again = run("letter", "introduction", COHORT, *DAY)
    assert "of them are as they went before" in again.stdout
    assert again.stdout.count("sent before") == len(
        [line for line in first.stdout.splitlines() if "mentee" in line or "mentor " in line]
    )
    assert "send them" not in again.stdout + again.stderr
