"""What is written again as it was stays where that is taken back, and `undo` says so; a file that is gone is told."""

import json

import pytest
from conftest import COHORT

FIRST, AGAIN = ("--today", "2026-12-02"), ("--today", "2026-12-03")
WAYS = {"invite": ("invite", "kickoff", COHORT), "letter": ("letter", "introduction", COHORT)}


def drafts(run):
    return json.loads(run("outbox", "list", COHORT, "--json").stdout)["drafts"]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("sent", [True, False])
def test_undo_says_that_what_was_written_again_as_it_was_stays(approved, way, sent):
    run, command = approved, WAYS[way]
    run(*command, *FIRST, code=None)
    many = len(drafts(run))
    if sent:
        run("outbox", "sent", COHORT, "--yes", *FIRST)
    before = drafts(run)
    run(*command, *AGAIN, code=None)
    said = " ".join(run("undo", "--yes", *AGAIN).stdout.split())
    assert f"{many} drafts of it had been written so before: nothing changes" in said
    assert drafts(run) == before
    run("undo", "--yes", *AGAIN)
    if not sent:
        assert not drafts(run), "the first, which wrote them"


def test_what_changed_is_taken_back_without_a_word_of_before(approved):
    run = approved
    run(*WAYS["invite"], *FIRST)
    run("cohort", "change", COHORT, "--set", "kickoff.place=Somewhere Else", "--only", *FIRST)
    run(*WAYS["invite"], *AGAIN)
    assert "written so before" not in run("undo", "--yes", *AGAIN).stdout
    run("undo", "--yes", *AGAIN)
    assert "written so before" not in run("undo", "--yes", *AGAIN).stdout, "the first"


def test_a_draft_without_a_file_is_told(approved):
    run = approved
    run(*WAYS["invite"], *FIRST)
    assert "no file" not in run("outbox", "list", COHORT).stdout
    lost = drafts(run)[3]["file"]
    (run.folder / "out" / lost).unlink()
    assert [d["file"] for d in drafts(run) if not d["there"]] == [lost]
    assert run("outbox", "list", COHORT).stdout.count("waiting, no file") == 1
    done = run("outbox", "sent", COHORT, "--yes", *FIRST).stdout
    assert "1 of them has no file any more" in " ".join(done.split())
    assert run("outbox", "list", COHORT).stdout.count("sent, no file") == 1
    run(*WAYS["invite"], *AGAIN)
    assert "no file" not in run("outbox", "list", COHORT).stdout
