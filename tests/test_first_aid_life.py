"""Signatures, ends, letters and gatherings: what did not happen is never told as if it had."""

from __future__ import annotations

import email
import json
from email import policy

import openpyxl
from conftest import COHORT

from mentorcli.files.shipped import programmes


def answer(done):
    return json.loads(done.stdout)


def reminded(run, *days, cohort=COHORT):
    """Return the kinds of the reminders that each day brings."""
    found = (answer(run("remind", "--today", day, "--json"))["reminders"] for day in days)
    return [sorted({r["kind"] for r in day if r["cohort"] == cohort}) for day in found]


def standing(run, day="2027-01-10", cohort=COHORT):
    lines = answer(run("status", cohort, "--today", day, "--json"))["cohorts"][0]["lines"]
    return [x["what"] for x in lines]


# what is cancelled is not announced


def test_a_cancelled_kickoff_is_not_reminded_of_and_is_told_everywhere(approved):
    approved("invite", "kickoff", COHORT)
    approved("invite", "cancel", "kickoff", COHORT)
    assert reminded(approved, "2027-01-18") == [[]]
    assert [x for x in standing(approved) if "kick-off on" in x] == [
        "kick-off on 2027-01-21: cancelled; inviting again holds it after all"
    ]
    days = approved("calendar", COHORT, "--past", "--ics", "days.ics").stdout
    assert "kick-off (cancelled)" in days
    assert "wrap-up (cancelled)" not in days
    assert "kick-off (cancelled)" in (approved.folder / "days.ics").read_text(encoding="utf-8")
    assert "cancelled" in approved("cohort", "show", COHORT).stdout
    moved = approved("cohort", "change", COHORT, "--date", "kickoff=2027-01-28")
    assert "invite kickoff" not in moved.stderr
    assert reminded(approved, "2027-01-25") == [[]]


def test_what_is_invited_to_anew_lives_again(approved):
    for words in (("kickoff",), ("cancel", "kickoff"), ("kickoff",)):
        approved("invite", *words, COHORT)
    assert "kick-off on 2027-01-21: invited" in standing(approved)
    assert "cancelled" not in approved("calendar", COHORT, "--past").stdout
    assert reminded(approved, "2027-01-18") == [["kickoff-3d"]]


def test_a_cancelled_wrapup_leaves_everything_else_as_it_was(approved):
    before = reminded(approved, "2027-04-20", "2027-05-20")
    approved("invite", "wrapup", COHORT)
    approved("invite", "cancel", "wrapup", COHORT)
    assert reminded(approved, "2027-04-29", "2027-05-17") == [[], []]
    assert before[0] == ["individual-session-mentor", "individual-session-not-booked"]
    assert "wrap-up on 2027-05-20: cancelled" in "\n".join(standing(approved))
    assert "kick-off on 2027-01-21: not invited yet" in standing(approved)


def test_nobody_is_asked_for_a_reply_to_what_is_cancelled(run, sample):
    cohort = "2027-alumni"
    exports = (sample / "alumni-students.xlsx", sample / "alumni-mentors.csv")
    run("init", ".")
    run("cohort", "new", "alumni", cohort)
    run("import", *exports, "--cohort", cohort, "--accept")
    run("match", cohort)
    run("plan", "approve", cohort, "--yes")
    run("invite", "kickoff", cohort)
    run("invite", "cancel", "kickoff", cohort)
    asked = reminded(run, "2027-01-07", "2027-01-21", "2027-01-25", cohort=cohort)
    assert not [k for day in asked for k in day if k.startswith("kickoff")]
    run("invite", "kickoff", cohort)
    assert reminded(run, "2027-01-26", cohort=cohort) == [["kickoff-3d", "kickoff-invite"]]


def test_a_reminder_that_waits_is_held_back_and_goes_when_the_gathering_lives_again(approved):
    approved("invite", "kickoff", COHORT)
    assert reminded(approved, "2027-01-18") == [["kickoff-3d"]]

    def going(code):
        said = approved("outbox", "send", COHORT, "--kind", "kickoff-3d", "--json", code=code)
        return answer(said)

    many = len(going(0)["mails"])
    assert many
    approved("invite", "cancel", "kickoff", COHORT)
    held = going(0)
    assert held["mails"] == []
    (told,) = held["problems"]
    assert told["code"] == "draft_cancelled"
    assert str(many) in told["says"]
    approved("invite", "kickoff", COHORT)
    assert len(going(0)["mails"]) == many


def test_the_merge_workbook_and_what_names_the_day_know_of_it(approved):
    approved("invite", "kickoff", COHORT)
    approved("invite", "cancel", "kickoff", COHORT)
    merge = approved.folder / "out" / COHORT / "invitations" / "merge-kickoff.xlsx"
    (sheet,) = openpyxl.load_workbook(merge).worksheets
    titles = [c.value for c in sheet[1]]
    bodies = {row[titles.index("Body")] for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert bodies
    assert not [b for b in bodies if "We invite you" in b or "Kutsumme" in b]
    made = answer(approved("agreement", "render", COHORT, "--json"))
    told = [p for p in made["problems"] if p["code"] == "agreement_cancelled"]
    assert {"The kick-off is cancelled" in p["says"] for p in told} == {True}
    approved("invite", "kickoff", COHORT)
    again = answer(approved("agreement", "render", COHORT, "--json"))
    assert "agreement_cancelled" not in {p["code"] for p in again["problems"]}


def test_the_letter_that_introduces_names_no_kickoff_that_is_cancelled(approved):
    profile = (programmes() / "doctoral.toml").read_text(encoding="utf-8")
    own = approved.folder / "programmes" / "doctoral.toml"
    own.parent.mkdir(exist_ok=True)
    own.write_text('contact = "after_signing"\n' + profile, encoding="utf-8")
    meets = ("meet first at the kick-off on", "aloitustilaisuudessa", "på startträffen")

    def named():
        approved("letter", "introduction", COHORT)
        folder = approved.folder / "out" / COHORT / "letters"
        mails = [
            email.message_from_bytes(p.read_bytes(), policy=policy.default)
            for p in folder.glob("introduction-*.eml")
        ]
        texts = [m.get_body(("plain",)).get_content() for m in mails]
        return len(texts), sum(any(w in " ".join(t.split()) for w in meets) for t in texts)

    approved("invite", "kickoff", COHORT)
    every, naming = named()
    assert every == naming > 0
    approved("invite", "cancel", "kickoff", COHORT)
    assert named() == (every, 0)
