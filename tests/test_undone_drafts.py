"""What a command wrote is taken back, and nothing that waited before it: drafts of each kind and trouble."""

import json

import pytest
from conftest import COHORT
from documents_cohorts import every_file

DAY = ("--today", "2026-12-10")
NO_DAY = {("outbox", "list"), ("template", "edit"), ("plan", "show"), ("history", COHORT)}


def told(run, *words, code=None):
    day = () if words[:2] in NO_DAY else DAY
    return json.loads(run(*words, "--json", *day, code=code).stdout)


def standing(run):
    """Return each draft that counts with its state, and what lies in its file."""
    drafts = told(run, "outbox", "list", COHORT)["drafts"]
    files = {d["file"]: run.folder / "out" / d["file"] for d in drafts}
    told_files = {d["file"]: files[d["file"]] for d in drafts if d["state"] != "sent"}
    there = {f: path.read_bytes() for f, path in told_files.items() if path.is_file()}
    return {(d["file"], d["state"]): there.get(d["file"]) for d in drafts}


def cancellations(run):
    texts = {file: text or b"" for (file, _), text in standing(run).items()}
    return {file for file, text in texts.items() if b"METHOD:CANCEL" in unfolded(text)}


def unfolded(text):
    import base64
    import re

    blocks = re.findall(rb"(?:[A-Za-z0-9+/=]{60,}\r?\n)+[A-Za-z0-9+/=]*", text)
    return text + b"".join(base64.b64decode(b"".join(x.split()) + b"==") for x in blocks)


def edit(run, name, words):
    """Make a template of the workspace's own that ends with other words."""
    told(run, "template", "edit", name)
    for language in ("en", "fi", "sv"):
        path = next((run.folder / "templates").rglob(f"{name.rpartition('/')[2]}.{language}.*"))
        path.write_text(path.read_text(encoding="utf-8") + f"\n{words}\n", encoding="utf-8")


@pytest.mark.parametrize("gone", ["taken back by name", "withdrawn", "all"])
def test_a_cancellation_that_somebody_must_get_outlives_an_invitation_to_others(approved, gone):
    run = approved
    first = told(run, "invite", "kickoff", COHORT)["invitations"][0]
    run("outbox", "sent", COHORT, "--yes", *DAY)
    plan = told(run, "plan", "show", COHORT)["plan"]
    person = next(p for p, name in plan["names"].items() if name == first["to"])
    if gone == "withdrawn":
        run("application", "withdraw", COHORT, person, "--yes", *DAY)
    who = ("--who", first["e-mail"]) if gone == "taken back by name" else ()
    run("invite", "cancel", "kickoff", COHORT, *who, *DAY)
    if gone == "all":
        run("application", "withdraw", COHORT, person, "--yes", *DAY)
    mine = {f for f in cancellations(run) if first["to"].split()[-1].split("-")[0] in f}
    assert len(mine) == 1
    before = standing(run)
    run("cohort", "change", COHORT, "--set", "kickoff.place=Old library, hall B", *DAY)
    run("invite", "kickoff", COHORT, *DAY, code=0 if gone == "taken back by name" else 3)
    assert mine <= cancellations(run), "it waits still"
    run("undo", "--yes", *DAY)
    assert standing(run) == before


def test_what_is_said_twice_is_taken_back_once(approved):
    run = approved
    for words in [("invite", "kickoff", COHORT), ("invite", "cancel", "kickoff", COHORT)]:
        run(*words, *DAY)
        once = standing(run)
        run(*words, *DAY)
        assert standing(run) == once
        run("undo", "--yes", *DAY)
        assert standing(run) == once, words
    for name in ("introduction", "contact-details"):
        run("letter", name, COHORT, *DAY, code=None)
        once = standing(run)
        number = told(run, "history", COHORT)["history"][0]["no."]
        run("letter", name, COHORT, *DAY, code=None)
        if told(run, "history", COHORT)["history"][0]["no."] != number:
            run("undo", "--yes", *DAY)
        assert standing(run) == once, name


@pytest.mark.parametrize("sent", [False, True])
@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("invitations/kickoff-mentee", ("invite", "kickoff", COHORT)),
        ("letters/introduction", ("letter", "introduction", COHORT)),
    ],
)
def test_other_words_under_the_same_key_are_taken_back_and_done_again(
    approved, template, words, sent
):
    run = approved
    run(*words, *DAY)
    if sent:
        run("outbox", "sent", COHORT, "--yes", *DAY)
    before = standing(run)
    edit(run, template, "See you there.")
    run(*words, *DAY)
    after = standing(run)
    assert after != before
    run("undo", "--yes", *DAY)
    assert standing(run) == before
    number = told(run, "history", COHORT)["history"][0]["no."]
    run("undo", str(number), "--yes", *DAY)
    assert standing(run) == after
    run("undo", "--yes", *DAY)
    assert standing(run) == before


def test_no_merge_workbook_is_left_of_what_was_taken_back(approved):
    run = approved
    run("invite", "kickoff", COHORT, *DAY)
    assert [f for f in every_file(run.folder / "out") if f.name == "merge-kickoff.xlsx"]
    run("undo", "--yes", *DAY)
    assert not [f for f in every_file(run.folder / "out") if f.name == "merge-kickoff.xlsx"]


def test_a_draft_in_which_somebody_typed_is_set_aside_as_a_mail(approved):
    run = approved
    run("invite", "kickoff", COHORT, *DAY)
    folder = run.folder / "out" / COHORT / "invitations" / "kickoff"
    typed = min(folder.glob("*.eml"))
    text = typed.read_bytes() + b"\nSee you there!\n"
    typed.write_bytes(text)
    run("undo", "--yes", *DAY)
    assert not [*folder.glob("*.eml")]
    assert (folder / "replaced" / typed.name).read_bytes() == text
