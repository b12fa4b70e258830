"""After an undone cancellation the invitation is named until it is written again, and then all go once."""

import json

import pytest
from conftest import COHORT
from smtp_troubles import server
from test_documents_sending import server_in

DAY = ("--today", "2026-12-10")


def told(run, *words, code=None):
    return json.loads(run(*words, "--json", *DAY, code=code).stdout)


def kickoff(run):
    found = told(run, "status", COHORT)["cohorts"][0]["lines"]
    return next((x["what"], x["command"]) for x in found if x["what"].startswith("kick-off on"))


@pytest.mark.parametrize("whom", ["one", "all"])
@pytest.mark.parametrize("more", [(), ("--never-sent",)])
def test_an_undone_cancellation_leaves_nobody_without_an_invitation(approved, whom, more):
    run = approved
    made = told(run, "invite", "kickoff", COHORT)["invitations"]
    first, before = made[0], kickoff(run)
    who = ("--who", first["e-mail"]) if whom == "one" else ()
    run("invite", "cancel", "kickoff", COHORT, *who, *more, *DAY)
    undone = told(run, "undo", "--yes")
    lost = [first["to"]] if whom == "one" else [one["to"] for one in made]
    would = told(run, "outbox", "send", COHORT)
    notes = [p["says"] for p in would["problems"] if p["code"] == "invitations_to_write"]
    folder = run.folder / "out" / COHORT / "invitations" / "kickoff"
    there = {path.name for path in folder.glob("*.eml")}
    missing = [one["to"] for one in made if one["file"] not in there]
    assert set(missing) <= set(lost)
    assert notes == [p["says"] for p in undone["problems"]]
    if missing:
        assert len(notes) == 1
        assert all(name in notes[0] for name in missing)
        assert f"mentorcli invite kickoff {COHORT}" in undone["next"]
        run("invite", "kickoff", COHORT, *DAY)
    assert kickoff(run) == before
    with server() as one:
        server_in(run.folder, one.port)
        done = told(run, "outbox", "send", COHORT, "--release", "--yes")
        assert not done["problems"]
    assert sorted(to for to, _ in one.mails) == sorted(x["e-mail"] for x in made)
