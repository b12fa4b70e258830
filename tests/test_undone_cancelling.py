"""After an undone cancellation each invitation lies there again as it was written, and all go once."""

import json
import shutil

import pytest
from conftest import COHORT
from documents_cohorts import every_file
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
    drafts = (run.folder / "out" / COHORT / "invitations" / "kickoff").glob("*.eml")
    written = {path.name: path.read_bytes() for path in drafts}
    who = ("--who", first["e-mail"]) if whom == "one" else ()
    run("invite", "cancel", "kickoff", COHORT, *who, *more, *DAY)
    undone = told(run, "undo", "--yes")
    assert {p["code"] for p in undone["problems"]} == {"drafts_without_merge"}
    assert f"mentorcli invite kickoff {COHORT}" not in undone["next"]
    folder = run.folder / "out" / COHORT / "invitations" / "kickoff"
    there = {path.name: path.read_bytes() for path in folder.glob("*.eml")}
    assert there == written  # each invitation lies there again as it was
    assert kickoff(run) == before
    with server() as one:
        server_in(run.folder, one.port)
        done = told(run, "outbox", "send", COHORT, "--release", "--yes")
        assert not done["problems"]
    assert sorted(to for to, _ in one.mails) == sorted(x["e-mail"] for x in made)


def test_each_undo_lays_back_the_edition_before(approved):
    """Two editions and a cancellation, none sent: taken back one by one, and done again."""
    run, seen = approved, []
    folder = run.folder / "out" / COHORT / "invitations" / "kickoff"

    def lying():
        return {path.name: path.read_bytes() for path in folder.glob("*.eml")}

    for words in [("invite", "kickoff", COHORT), ("invite", "cancel", "kickoff", COHORT)]:
        run(*words, *DAY)
        seen.append(lying())
    run("undo", "--yes", *DAY)
    assert lying() == seen[0]
    run("cohort", "change", COHORT, "--set", "kickoff.place=Old library, hall B")
    run("invite", "kickoff", COHORT, *DAY)
    moved = lying()
    assert moved != seen[0]
    run("undo", "--yes", *DAY)
    assert lying() == seen[0]
    number = json.loads(run("history", COHORT, "--json").stdout)["history"][0]["no."]
    run("undo", str(number), "--yes", *DAY)  # the undo of the invitation is taken back itself
    assert lying() == moved


def test_a_draft_whose_file_is_gone_is_named_and_written_by_the_next_invite(approved):
    run = approved
    run("invite", "kickoff", COHORT, *DAY)
    shutil.rmtree(run.folder / "out")
    run("invite", "cancel", "kickoff", COHORT, *DAY)
    run("undo", "--yes", *DAY)
    said, command = kickoff(run)
    assert said.endswith("not sent, and their files are gone")
    assert command == f"mentorcli invite kickoff {COHORT}"
    run("invite", "kickoff", COHORT, *DAY)
    folder = run.folder / "out" / COHORT / "invitations" / "kickoff"
    assert len([*folder.glob("*.eml")]) == len(
        json.loads(run("outbox", "list", COHORT, "--json").stdout)["drafts"]
    )


def test_drafts_that_were_replaced_are_erased_with_their_people(approved):
    run = approved
    run("invite", "kickoff", COHORT, *DAY)
    run("cohort", "change", COHORT, "--set", "kickoff.place=Old library, hall B")
    run("invite", "kickoff", COHORT, *DAY)
    plan = json.loads(run("plan", "show", COHORT, "--json").stdout)["plan"]
    gone = next(m for m in plan["matches"] if len(m["mentees"]) == 3)["mentees"][0]
    name = plan["names"][gone]

    def earlier():
        files = every_file(run.folder / "out").items()
        return [p for p, text in files if p.suffix == ".earlier" and name in text]

    assert earlier()
    run("person", "erase", COHORT, gone, "--yes", *DAY)
    assert earlier() == []
