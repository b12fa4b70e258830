"""An individual session that was moved and called off before anybody was sent an invitation."""

import json

import pytest
from small_cohort import COHORT, started

SESSION = ("invite", "session", COHORT, "Alho", "--at", "14:00", "--today", "2027-02-20")


@pytest.fixture
def run(run):
    started(run)
    run(*SESSION, "--on", "2027-03-04")
    return run


def told(run, *words):
    done = json.loads(run(*words, "--json").stdout)
    return done, {p["code"]: p for p in done["problems"]}


def waiting(run):
    found = json.loads(run("outbox", "list", COHORT, "--json").stdout)
    folder = run.folder / "out" / COHORT / "invitations" / "session"
    return len([d for d in found["drafts"] if d["state"] == "waiting"]), len(
        [*folder.glob("*.eml")]
    )


def test_it_is_asked_whether_they_went_and_then_nobody_hears_of_it(run):
    _, notes = told(run, *SESSION, "--on", "2027-03-05")
    says = notes["earlier_invitations_not_sent"]
    assert "--on 2027-03-05" in says["do"]
    assert says["do"].endswith("--never-sent")
    _, notes = told(run, *SESSION, "--on", "2027-03-05", "--never-sent")
    assert "earlier_invitations_not_sent" not in notes
    done, notes = told(run, *SESSION, "--on", "2027-03-05", "--cancel", "--dry-run")
    assert len(done["invitations"]) == 2
    assert "--cancel --never-sent" in notes["invitations_not_sent"]["do"]
    assert waiting(run) == (2, 2)
    done, notes = told(run, *SESSION, "--on", "2027-03-05", "--cancel", "--never-sent")
    assert (done["invitations"], len(done["never_sent"])) == ([], 2)
    assert "invitations_not_sent" not in notes
    assert waiting(run) == (0, 0)
    again = run(*SESSION, "--on", "2027-03-05", "--cancel", code=2)
    assert "was not invited" in again.stderr
    run("undo", "--yes", "--today", "2027-02-20")
    assert waiting(run) == (2, 2)


def test_who_alone_was_sent_one_gets_the_cancellation(run):
    run("outbox", "sent", COHORT, "--who", "Alho", "--yes", "--today", "2027-02-20")
    done, _ = told(run, *SESSION, "--on", "2027-03-04", "--cancel")
    assert [x["to"] for x in done["invitations"]] == ["Aino Alho"]
    assert len(done["never_sent"]) == 1
    assert waiting(run) == (1, 1)
