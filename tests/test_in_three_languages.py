"""The contact's title in each paper's language, and the event's language beside those that people chose."""

from __future__ import annotations

import json
import re
from email import message_from_bytes, policy

KEY, DAY = "2027-peers", ("--today", "2027-02-17")


def peers(run, sample):
    run(
        "init",
        ".",
        "--organisation",
        "A",
        "--unit",
        "B",
        "--address",
        "a@example.org",
        "--place",
        "H",
    )
    run("cohort", "new", "peer", KEY, "--today", "2027-01-04")
    run("import", sample / "peers.csv", "--cohort", KEY, "--accept", "--yes", *DAY)
    run("match", KEY, *DAY)
    run("plan", "approve", KEY, "--yes", *DAY)


def invited(run):
    done = json.loads(run("invite", "kickoff", KEY, *DAY, "--json", code=None).stdout)
    return done["invitations"], {p["code"]: p["says"] for p in done["problems"]}


def test_the_contact_is_called_as_in_the_language_of_the_paper(run, sample):
    peers(run, sample)
    settings = run.folder / "mentorcli.toml"
    titles = 'contact_name_fi = "Koordinaattori"\ncontact_name_sv = "Koordinator"\n'
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("contact_email", f"{titles}contact_email"), encoding="utf-8")
    called = {"en": "Mentoring coordinator", "fi": "Koordinaattori", "sv": "Koordinator"}
    drafts, _ = invited(run)
    assert {one["language"] for one in drafts} == {*called}
    for one in drafts:
        path = run.folder / "out" / KEY / "invitations" / "kickoff" / one["file"]
        mail = message_from_bytes(path.read_bytes(), policy=policy.default)
        title = called[one["language"]]
        assert mail["From"].addresses[0].display_name == title
        assert f"{title}, B" in mail.get_body(("plain",)).get_content()
    run("doctor", *DAY)


def test_who_chose_no_language_of_the_event_is_counted(run, sample):
    peers(run, sample)
    drafts, told = invited(run)
    apart = [one for one in drafts if one["language"] != "en"]
    assert "language_not_chosen" in told or not apart
    run("cohort", "change", KEY, "--set", "kickoff.language=fi", *DAY)
    _, told = invited(run)
    assert re.search(r"is in Finnish, .*: \d, ", told["language_not_chosen"])
    run("cohort", "change", KEY, "--set", "kickoff.language=fi, sv, en", *DAY)
    assert "language_not_chosen" not in invited(run)[1]


def test_a_certificate_tells_whom_it_leaves_out(run, sample):
    peers(run, sample)
    run("agreement", "render", KEY, *DAY)
    signed = ("--on", "2027-03-15", "--today", "2027-03-15")
    run("agreement", "signed", KEY, "all", *signed)
    run("agreement", "signed", KEY, "Ek", "--undo", "--today", "2027-03-15")
    run("cohort", "move", KEY, "closing", "--today", "2027-09-17")
    later = ("--today", "2027-10-01", "--json")
    done = json.loads(run("letter", "certificate", KEY, *later, code=None).stdout)
    assert "Bertil Ek" not in {one["to"] for one in done["letters"]}
    (told,) = (p for p in done["problems"] if p["code"] == "certificate_unsigned")
    assert told["says"].endswith(": Bertil Ek.")
    done = json.loads(run("letter", "certificate", KEY, "Rosas", *later).stdout)
    assert "certificate_unsigned" not in {p["code"] for p in done["problems"]}, (
        "they alone are meant"
    )
