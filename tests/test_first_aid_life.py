"""Signatures, ends, letters and gatherings: what did not happen is never told as if it had."""

from __future__ import annotations

import email
import json
from email import policy

import openpyxl
import pytest
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


def plan_of(run, cohort=COHORT):
    return answer(run("plan", "show", cohort, "--json"))["plan"]


def three(run):
    """Return (id, name) of three people of one group, its mentor first."""
    plan = plan_of(run)
    match = next(m for m in plan["matches"] if len(m["mentees"]) > 1)
    return [(p, plan["names"][p]) for p in (match["mentor"], *match["mentees"])][:3]


def shown(done):
    return " ".join(done.stdout.split())


def days_kept(run, cohort=COHORT):
    """Return who is kept as having signed when, by name."""
    listed = answer(run("agreement", "list", cohort, "--json"))["signatures"]
    return {s["signer"]: s["signed"] for s in listed if s["signed"] != "not yet"}


# a signature is what the report says was signed


def report(run, text, code=0, more=(), **names):
    """Import a report; ``{A}`` to ``{C}`` in it are three people. Return what was kept and told."""
    path = run.folder / "report.csv"
    path.write_text(text.format(**names).strip() + "\n", encoding="utf-8")
    words = ("agreement", "import", path, "--cohort", COHORT, "--today", "2027-02-10", "--json")
    said = answer(run(*words, *more, code=code))
    return {s["person"]: s["on"] for s in said["new"]}, said


REPORTS = {
    "fi, one row a signer": (
        """
Asiakirja;Lähettäjä;Allekirjoittaja;Tila;Lähetyspäivä;Allekirjoituspäivä
Sopimus;HR;{A};Allekirjoitettu;20.1.2027;28.1.2027 klo 14.03
Sopimus;HR;{B};Odottaa allekirjoitusta;20.1.2027;
Sopimus;HR;{C};Hylätty;20.1.2027;29.1.2027
""", {"A": "2027-01-28"}, ["D4"], ["D3"]),
    "sv": (
        """
Dokument;Avsändare;Undertecknare;Status;Skickad;Öppnad;Undertecknad
Avtal;HR;{A};Undertecknad;2027-01-20;2027-01-21;2027-01-28
Avtal;HR;{B};Väntar;2027-01-20;2027-01-21;
Avtal;HR;{C};Avböjd;2027-01-20;2027-01-21;2027-01-22
""", {"A": "2027-01-28"}, ["D4"], ["D3"]),
    "the status of the envelope beside that of the person": (
        """
Envelope Status;Sender Name;Recipient Name;Recipient Status;Sent On;Signed On;Completed On
Completed;HR Person;{A};Completed;27.1.2027;28.1.2027;30.1.2027
Sent;HR Person;{B};Delivered;27.1.2027;;
Completed;HR Person;{C};Declined;27.1.2027;28.1.2027;30.1.2027
""", {"A": "2027-01-28"}, ["D4"], ["D3"]),
    "signers side by side": (
        """
Document;Status;Signer 1;Signer 1 signed;Signer 2;Signer 2 signed;Sent
A;In progress;{A};2027-01-28;{B};;2027-01-20
B;Declined;{C};;;;2027-01-20
""", {"A": "2027-01-28"}, ["B3"], ["B2"]),
    "titles above, a zone, an American's day": (
        """
Signing report;;;
Exported by;hr@example.org;;
;;;
Name;State;Opened;Signed at
{A};Signed;1/20/2027;2027-01-28T22:30:00Z
{B};Signed;1/20/2027;January 28, 2027 2:03 PM
{C};Signed;1/20/2027;28 Jan 2027
""", {"A": "2027-01-29", "B": "2027-01-28", "C": "2027-01-28"}, [], []),
    "the day of sending or of the last change is no signing day": (
        """
Name;Status;Sent on;Last activity
{A};Signed;20.1.2027;28.1.2027
{B};Sent;20.1.2027;20.1.2027
""", {}, ["B2"], ["B3"]),
    "an unknown status, a day that may be two, a day to come": (
        """
Name;Status;Signed on
{A};Ready for archive;28.1.2027
{B};Signed;2/3/2027
{C};Signed;2037-01-28
""", {}, ["B2", "C3", "C4"], []),
    "sent anew: one signed row counts": (
        """
Name;Status;Signed on
{A};Expired;
{A};Signed;28.1.2027
{B};Declined;27.1.2027
{B};Signed;
""", {"A": "2027-01-28"}, ["B4", "B5"], []),
    "signed is yes or no": (
        """
Name;Signed;Date signed
{A};Kyllä;28.1.2027
{B};no;
{C};yes;
""", {"A": "2027-01-28"}, ["B4"], ["B3"]),
}  # fmt: skip


@pytest.mark.parametrize("case", REPORTS)
def test_only_what_a_report_says_was_signed_is_a_signature(approved, case):
    text, expected, asked, noted = REPORTS[case]
    people = dict(zip("ABC", three(approved), strict=True))
    names = {letter: name for letter, (_, name) in people.items()}
    kept, said = report(approved, text, 3 if asked else 0, **names)
    assert kept == {people[letter][0]: day for letter, day in expected.items()}
    cells = {p["cell"]: p["severity"] for p in said["problems"]}
    assert cells == dict.fromkeys(asked, "decide") | dict.fromkeys(noted, "note")
    again, _ = report(approved, text, 3 if asked else 0, **names)
    assert again == {}
    assert days_kept(approved) == {people[letter][1]: day for letter, day in expected.items()}


def test_two_days_of_one_person_keep_the_first_and_are_told(approved):
    (_, name), *_ = three(approved)
    text = "Name;Status;Signed on\n{A};Signed;{first}\n{A};Signed;{last}"
    for first, last in (("29.1.2027", "28.1.2027"), ("27.1.2027", "30.1.2027")):
        _, said = report(approved, text, A=name, first=first, last=last)
        assert days_kept(approved) == {name: "2027-01-28"}
        assert {p["code"] for p in said["problems"]} == {"signature_two_days"}


def test_a_report_without_a_column_of_signing_or_status_is_refused_once(approved):
    (_, name), *_ = three(approved)
    path = approved.folder / "sent.csv"
    path.write_text(f"Name;Sent on\n{name};20.1.2027\n{name};21.1.2027\n", encoding="utf-8")
    done = approved("agreement", "import", path, "--cohort", COHORT, code=3)
    assert done.stderr.count("has no column that says who signed") == 1


def test_an_address_and_a_name_of_two_people_sign_for_nobody(approved):
    people = three(approved)
    listed = answer(approved("application", "list", COHORT, "--json"))["applications"]
    mail = next(a["e-mail"] for a in listed if a["id"] == people[1][0])
    text = "Name;E-mail;Status;Signed on\n{A};{mail};Signed;28.1.2027"
    kept, said = report(approved, text, 3, A=people[0][1], mail=mail)
    assert kept == {}
    assert "two people" in said["problems"][0]["says"]


# a day that is kept stays


def test_signed_all_keeps_the_days_that_are_kept_and_tells_how_many(approved):
    (_, one), (_, two), _ = three(approved)
    approved("agreement", "signed", COHORT, one, "--on", "2027-01-28", "--today", "2027-02-10")
    approved("agreement", "signed", COHORT, two, "--on", "2027-01-29", "--today", "2027-02-10")
    words = ("agreement", "signed", COHORT, "all", "--on", "2027-02-09", "--today", "2027-02-10")
    assert "2 days were kept before and stay as they were." in shown(approved(*words, "--dry-run"))
    assert "2 days were kept before and stay as they were." in shown(approved(*words))
    kept = days_kept(approved)
    assert (kept[one], kept[two]) == ("2027-01-28", "2027-01-29")
    assert set(kept.values()) == {"2027-01-28", "2027-01-29", "2027-02-09"}
    again = answer(approved(*words, "--json"))
    assert (again["signed"], len(again["kept_before"])) == ([], len(kept))


def test_the_day_of_one_person_is_changed_and_told(approved):
    (_, one), *_ = three(approved)
    words = ("agreement", "signed", COHORT, one, "--today", "2027-02-10", "--on")
    approved(*words, "2027-01-28")
    assert "1 day was kept before and stays as it was." in approved(*words, "2027-01-28").stdout
    trial = approved(*words, "2027-01-29", "--dry-run").stdout
    assert f"{one}: was 2027-01-28, would be 2027-01-29." in trial
    assert days_kept(approved) == {one: "2027-01-28"}
    assert f"{one}: was 2027-01-28, now 2027-01-29." in approved(*words, "2027-01-29").stdout
    assert days_kept(approved) == {one: "2027-01-29"}


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
