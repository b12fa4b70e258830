"""Unsent letters and invitations that would say something else now, or are for nobody any more."""

import json
from email import message_from_bytes, policy

import pytest
from conftest import COHORT

DAY = "2026-12-02"
LEFT, HERS = "Maria Lindqvist-Häggblom", ("Fredrik Nordström", "Sofia Andersson", "Jonas Wikström")


def told(run, *words, day=DAY, code=None):
    return json.loads(run(*words, "--today", day, "--json", code=code).stdout)


def lines(run, day=DAY):
    found = told(run, "status", COHORT, day=day)["cohorts"][0]["lines"]
    return {line["what"]: line["command"] for line in found}


def body_of(path):
    mail = message_from_bytes(path.read_bytes(), policy=policy.default)
    return mail.get_body(("plain",)).get_content()


def takes_back(path):
    mail = message_from_bytes(path.read_bytes(), policy=policy.default)
    events = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    return any("METHOD:CANCEL" in event.get_content() for event in events)


def serves(run):
    """Let the workspace put its mails into a folder."""
    with (run.folder / "mentorcli.toml").open("a", encoding="utf-8") as file:
        file.write('\n[sending]\ntransport = "pickup"\nfolder = "pickup"\n')


def sends(run, day=DAY, code=3):
    """Return to whom mails would go, as (kind, file), and what is held back."""
    found = told(run, "outbox", "send", COHORT, day=day, code=code)
    held = [p["says"] for p in found["problems"] if "Held back" in p["says"]]
    return {(m["kind"], m["file"]) for m in found["mails"]}, held


def replaced(run, old, new):
    path = run.folder / "mentorcli.toml"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def template_of(run, name, old, new):
    """Edit a copy of a shipped template."""
    run("template", "edit", name)
    for path in (run.folder / "templates").glob(f"{name}.*"):
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


@pytest.fixture
def written(approved):
    """Invitations and a letter that wait to be sent by a server."""
    serves(approved)
    told(approved, "invite", "kickoff", COHORT)
    told(approved, "letter", "waiting", COHORT)
    every, held = sends(approved, code=0)
    assert (len(every), held) == (39, [])
    return approved


def test_another_sender_makes_what_waits_older_until_it_is_written_anew(written):
    replaced(written, 'contact_name = "Mentoring coordinator"', 'contact_name = "Outi Uusi"')
    said = lines(written)
    why = "older than the organisation in mentorcli.toml"
    invite, letter = f"mentorcli invite kickoff {COHORT}", f"mentorcli letter waiting {COHORT}"
    assert said[f"unsent letters waiting: 1 {why}"] == letter
    assert said[f"kick-off on 2027-01-21: invitations written, 38 not sent yet; 38 {why}"] == invite
    going, held = sends(written)
    assert not going
    assert len(held) == 2
    doctor = told(written, "doctor", code=3)["problems"]
    assert {p["do"].partition(": ")[2] for p in doctor} >= {invite, letter}
    over = told(written, "doctor", day="2027-02-01", code=3)["problems"]
    assert invite not in {p["do"].partition(": ")[2] for p in over}
    for command in (invite, letter):
        told(written, *command.split()[1:])
    assert not any("older" in line for line in lines(written))
    assert len(sends(written, code=0)[0]) == 39


@pytest.mark.parametrize("letter", [True, False])
def test_another_template_makes_what_waits_older(written, letter):
    name = "letters/waiting" if letter else "invitations/kickoff-mentor"
    template_of(written, name, "\n\n", "\n\nP.S. \n\n")
    older = [line for line in lines(written) if "older than the template" in line]
    assert len(older) == 1
    assert older[0].startswith("unsent letters waiting: 1" if letter else "kick-off")
    going, held = sends(written)
    assert len(going) == (38 if letter else 29)
    assert len(held) == 1


def test_who_left_is_named_in_no_invitation_and_invited_in_vain_is_nobody(written):
    run = written
    run("application", "withdraw", COHORT, LEFT, "--yes", "--today", "2026-12-04")
    going, _ = sends(run, "2026-12-04")
    told(run, "replan", COHORT, day="2026-12-04")
    run("plan", "approve", COHORT, "--yes", "--with-questions", "--today", "2026-12-04")
    for now in (going, sends(run, "2026-12-05")[0]):
        for kind, file in now:
            text = body_of(run.folder / "out" / file)
            assert LEFT not in text, file
            assert kind == "waiting" or not any(name.split()[1] in file for name in HERS), file
    told(run, "invite", "kickoff", COHORT, day="2026-12-05")
    going, held = sends(run, "2026-12-05", code=0)
    assert not held
    off = [f for _, f in going if takes_back(run.folder / "out" / f)]
    assert len([k for k, _ in going if k == "kickoff"]) == 36 + len(off)


def test_a_letter_for_nobody_any_more_is_taken_away_comes_back_and_is_owed_again(written):
    run, whom = written, "Marie-Claire Dubois"
    letter = next(f for k, f in sends(run, code=0)[0] if k == "waiting")
    content = (run.folder / "out" / letter).read_bytes()
    run("application", "withdraw", COHORT, whom, "--yes", "--today", "2026-12-04")
    what = "unsent letters waiting: 1 for nobody any more"
    assert lines(run, "2026-12-04")[what] == f"mentorcli letter waiting {COHORT}"
    assert letter not in {f for _, f in sends(run, "2026-12-04")[0]}
    seen = told(run, "letter", "waiting", COHORT, "--dry-run", day="2026-12-04")
    assert any(whom in p["says"] for p in seen["problems"])
    assert what in lines(run, "2026-12-04"), "a dry run takes nothing away"
    found = told(run, "letter", "waiting", COHORT, day="2026-12-04")
    assert found["letters"] == []
    assert not (run.folder / "out" / letter).exists()
    assert what not in lines(run, "2026-12-04")
    assert "taken away" in run("history", COHORT).stdout
    run("undo", "--yes", "--today", "2026-12-04")
    assert (run.folder / "out" / letter).read_bytes() == content
    assert what in lines(run, "2026-12-04")
    told(run, "letter", "waiting", COHORT, day="2026-12-04")
    run("application", "restore", COHORT, whom, "--today", "2026-12-05")
    owed = "letters to be written: waiting, to 1 person"
    assert owed in lines(run, "2026-12-05"), "nobody ever sent it"


def test_what_may_have_been_sent_by_hand_is_left_alone(approved):
    told(approved, "letter", "waiting", COHORT)
    told(approved, "letter", "receipt", COHORT)
    replaced(approved, 'unit = "Human Resources"', 'unit = "Researchers"')
    assert not any("unsent letters" in line for line in lines(approved))
    whom = "Marie-Claire Dubois"
    approved("application", "withdraw", COHORT, whom, "--yes", "--today", "2026-12-04")
    assert not any("nobody" in line for line in lines(approved, "2026-12-04"))
    told(approved, "letter", "waiting", COHORT, day="2026-12-04")
    assert [*(approved.folder / "out" / COHORT / "letters" / "waiting").glob("*.eml")]
    approved("outbox", "sent", COHORT, "--kind", "waiting", "--yes", "--today", "2026-12-04")
    assert any("unsent letters receipt" in line for line in lines(approved, "2026-12-04"))


def test_who_said_of_another_cohort_what_was_sent_is_told_of_letters_for_nobody(approved, sample):
    told(approved, "letter", "waiting", COHORT)
    whom, other = "Marie-Claire Dubois", "2027-autumn"
    approved("cohort", "new", "doctoral", other, "--today", DAY)
    export = sample / "mentees.xlsx"
    approved("import", export, "--cohort", other, "--accept", "--yes", "--today", DAY)
    told(approved, "letter", "receipt", other)
    approved("application", "withdraw", COHORT, whom, "--yes", "--today", "2026-12-04")
    assert not any("nobody" in line for line in lines(approved, "2026-12-04"))
    approved("outbox", "sent", other, "--yes", "--today", DAY)
    anew = f"mentorcli letter waiting {COHORT}"
    found = lines(approved, "2026-12-04")
    assert found["unsent letters waiting: 1 for nobody any more"] == anew
    assert not any("written and not sent yet" in line for line in found), "it is not to go"
    doctor = told(approved, "doctor", day="2026-12-04", code=3)["problems"]
    assert any(anew in p["do"] for p in doctor)
    told(approved, "letter", "waiting", COHORT, day="2026-12-04")
    assert not [*(approved.folder / "out" / COHORT / "letters" / "waiting").glob("*.eml")]


def test_a_letter_to_one_person_names_them_in_its_command(written):
    told(written, "pair", "extend", COHORT, "Priya", "--until", "2027-06-30")
    letter = told(written, "letter", "extension", COHORT, "Priya", "--until", "2027-06-30")
    assert len(letter["letters"]) == 1
    replaced(written, 'name = "Example University"', 'name = "Uni of Elsewhere"')
    command = lines(written)["unsent letters extension: 1 older than the organisation in mentorcli.toml"]  # fmt: skip
    assert command == f'mentorcli letter extension {COHORT} "Priya Raghunathan" --until 2027-06-30'


def test_who_was_never_sent_an_invitation_gets_no_cancellation_of_it(approved):
    run = approved
    serves(run)
    told(run, "invite", "kickoff", COHORT)
    run("application", "withdraw", COHORT, LEFT, "--yes", "--today", "2026-12-04")
    told(run, "replan", COHORT, day="2026-12-04")
    run("plan", "approve", COHORT, "--yes", "--with-questions", "--today", "2026-12-04")
    found = told(run, "invite", "kickoff", COHORT, "--never-sent", day="2026-12-05")
    assert found["cancelled"] == []
    going, held = sends(run, "2026-12-05", code=0)
    assert not held
    assert len(going) == 36
    assert not [f for _, f in going if takes_back(run.folder / "out" / f)]
