"""Signatures, ends, letters and gatherings: what did not happen is never told as if it had."""

from __future__ import annotations

import email
import json
from email import policy

import openpyxl
import pytest
from conftest import COHORT
from test_console_questions import at_terminal

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
    words = ("read", path, "--cohort", COHORT, "--today", "2027-02-10", "--json")
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
    path.write_text(f"Name;Sent date\n{name};20.1.2027\n{name};21.1.2027\n", encoding="utf-8")
    done = approved("read", path, "--cohort", COHORT, code=3)
    assert done.stderr.count("has no column that says who signed") == 1


def test_an_address_and_a_name_of_two_people_sign_for_nobody(approved):
    people = three(approved)
    listed = answer(approved("application", "list", COHORT, "--json"))["applications"]
    mail = next(a["e-mail"] for a in listed if a["id"] == people[1][0])
    text = "Name;E-mail;Status;Signed on\n{A};{mail};Signed;28.1.2027"
    kept, said = report(approved, text, 3, A=people[0][1], mail=mail)
    assert kept == {}
    assert "two people" in said["problems"][0]["says"]


def test_a_bit_of_a_name_is_nobodys_signature(approved):
    (_, name), *_ = three(approved)
    kept, said = report(approved, "Name;Status;Signed on\n{A};Signed;28.1.2027", 3, A=name[:-2])
    assert kept == {}
    assert name[:-2] in said["problems"][0]["says"]
    kept, _ = report(approved, "Name;Status;Signed on\n{A};Signed;28.1.2027", A=name.upper())
    assert list(kept.values()) == ["2027-01-28"]


# a day that is kept stays


def test_signed_all_keeps_the_days_that_are_kept_and_tells_how_many(approved):
    approved("agreement", "render", COHORT, "--today", "2027-01-20")
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
    approved("agreement", "render", COHORT, "--today", "2027-01-20")
    (_, one), *_ = three(approved)
    words = ("agreement", "signed", COHORT, one, "--today", "2027-02-10", "--on")
    approved(*words, "2027-01-28")
    again = shown(approved(*words, "2027-01-28"))
    assert "1 day was kept before and stays as it was: 2027-01-28, the group of " in again
    trial = shown(approved(*words, "2027-01-29", "--dry-run"))
    assert "): was 2027-01-28, would be 2027-01-29." in trial
    assert days_kept(approved) == {one: "2027-01-28"}
    changed = shown(approved(*words, "2027-01-29"))
    assert changed.startswith(f"{one} (the group of ")
    assert changed.endswith("): was 2027-01-28, now 2027-01-29.")
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
    approved("invite", "kickoff", COHORT)
    approved("invite", "cancel", "kickoff", COHORT)
    assert "cancelled" in approved("calendar", COHORT, "--past").stdout
    approved("invite", "kickoff", COHORT)
    assert "kick-off on 2027-01-21: invitations written" in "\n".join(standing(approved))
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
    assert reminded(run, "2027-01-26", cohort=cohort) == [["kickoff-3d"]]


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
    merge = approved.folder / "out" / COHORT / "invitations" / "kickoff" / "merge-kickoff.xlsx"
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
        approved("letter", "introduction", COHORT, "--today", "2027-01-10")
        folder = approved.folder / "out" / COHORT / "letters" / "introduction"
        mails = [
            email.message_from_bytes(p.read_bytes(), policy=policy.default)
            for p in folder.glob("* - introduction *.eml")
        ]
        texts = [m.get_body(("plain",)).get_content() for m in mails]
        return len(texts), sum(any(w in " ".join(t.split()) for w in meets) for t in texts)

    approved("invite", "kickoff", COHORT)
    every, naming = named()
    assert every == naming > 0
    approved("invite", "cancel", "kickoff", COHORT)
    assert named() == (every, 0)


# one mentee's name does not end a group


def a_group(run, cohort=COHORT, least=3):
    """Return a match of the plan with at least so many mentees, and everybody's names."""
    plan = plan_of(run, cohort)
    return next(m for m in plan["matches"] if len(m["mentees"]) >= least), plan["names"]


def lives(run, cohort=COHORT):
    listed = answer(run("pair", "list", cohort, "--json"))["matches"]
    return {tuple(m["mentees"]): m["state"] for m in listed}


LATER = ("--today", "2027-04-01", "--reason", "moved abroad")
ENDS = ("--today", "2027-03-01", "--reason", "moved abroad")


def test_a_group_does_not_end_by_one_name_until_it_is_said(approved):
    match, names = a_group(approved)
    who, mentor = match["mentees"][0], match["mentor"]
    for named, say in ((who, "--only"), (mentor, "--group"), (match["id"], "--group")):
        refused = approved("pair", "end", COHORT, named, *ENDS, code=2)
        assert say in refused.stderr
        assert all(names[p].split()[-1] in refused.stderr for p in match["mentees"])
    assert "not both" in approved("pair", "end", COHORT, who, "--only", "--group", code=2).stderr
    assert "mentor" in approved("pair", "end", COHORT, mentor, "--only", *ENDS, code=2).stderr
    assert set(lives(approved).values()) == {"agreed"}
    approved("pair", "end", COHORT, match["id"], "--group", *ENDS)
    assert lives(approved)[tuple(match["mentees"])] == "ended early"


def test_only_one_leaves_and_the_group_goes_on(approved):
    match, names = a_group(approved)
    gone, *rest = match["mentees"]
    approved("agreement", "render", COHORT)
    approved("invite", "wrapup", COHORT)
    trial = shown(approved("pair", "end", COHORT, gone, "--only", *ENDS, "--dry-run"))
    assert f"{names[gone]} would leave on 2027-03-01" in trial
    assert gone not in str(lives(approved).get((gone,)))
    said = shown(approved("pair", "end", COHORT, gone, "--only", *ENDS))
    assert "kept as a withdrawal" in said
    found = lives(approved)
    assert (found[tuple(match["mentees"])], found[(gone,)]) == ("agreed", "ended early")
    due = answer(approved("remind", "--today", "2027-03-18", "--dry-run", "--json"))["reminders"]
    assert gone not in {r["person"] for r in due}
    assert {*rest, match["mentor"]} <= {r["person"] for r in due}
    assert "1 place of the plan held by somebody who withdrew or is incomplete" in standing(
        approved
    )
    approved("letter", "early-ending", COHORT, gone)
    assert (
        names[gone]
        in approved("letter", "changed-match", COHORT, gone, "--today", "2027-03-02", code=3).stderr
    )
    again = approved("pair", "end", COHORT, gone, "--only", *ENDS, code=2)
    assert "Nothing was changed" in again.stderr


def test_leaving_a_group_needs_its_day_and_a_reason(approved):
    match, _ = a_group(approved)
    who = match["mentees"][0]
    for words, said in (
        (("--today", "2027-03-01"), "--reason"),
        ((*ENDS, "--on", "2027-04-01"), "has not come yet"),
        (("--today", "2027-06-01", "--reason", "x"), "no day to leave"),
    ):
        refused = approved("pair", "end", COHORT, who, "--only", *words, code=2)
        assert said in " ".join(refused.stderr.split())
    assert set(lives(approved).values()) == {"agreed"}


def cohort_of(run, sample, programme, cohort, *exports, selected="", profile=""):
    """Make a running cohort of a programme from its sample exports; ``profile`` changes it."""
    run("init", ".")
    if profile:
        own = run.folder / "programmes" / f"{programme}.toml"
        own.write_text(profile, encoding="utf-8")
    run("cohort", "new", programme, cohort)
    if selected:
        run("import", "--as", "selected", sample / selected, "--cohort", cohort)
    run("import", *(sample / e for e in exports), "--cohort", cohort, "--accept")
    run("match", cohort)
    run("plan", "approve", cohort, "--yes", "--with-questions")


def test_a_pair_ends_as_before(run, sample):
    cohort_of(run, sample, "alumni", "2027-alumni", "alumni-students.xlsx", "alumni-mentors.csv")
    match, _ = a_group(run, "2027-alumni", least=1)
    run("pair", "end", "2027-alumni", match["mentees"][0], *ENDS)
    assert lives(run, "2027-alumni")[tuple(match["mentees"])] == "ended early"


def test_a_group_of_the_joint_programme_asks_too(run, sample):
    joint = "2027-joint"
    cohort_of(
        run, sample, "joint", joint, "joint-mentees.xlsx", "joint-mentors.csv",
        selected="joint-list.csv", profile='form = "groups"\n[group]\nfewest = 1\nmost = 3\n',
    )  # fmt: skip
    match, _ = a_group(run, joint, least=2)
    run("pair", "end", joint, match["mentees"][0], *ENDS, code=2)
    run("pair", "end", joint, match["mentees"][0], "--only", *LATER)
    assert lives(run, joint)[tuple(match["mentees"])] == "agreed"


def test_at_a_terminal_it_is_asked_what_ends(approved):
    match, names = a_group(approved)
    who = match["mentees"][0]
    words = ("pair", "end", COHORT, who, *ENDS)
    question = f"Does the group of {names[match['mentor']]} end as a whole"
    code, seen = at_terminal(approved.folder, words, [(question, "no")])
    assert (code, set(lives(approved).values())) == (0, {"agreed"})
    assert "Nothing was changed" in seen
    code, _ = at_terminal(approved.folder, words, [(question, "only")])
    assert (code, lives(approved)[(who,)]) == (0, "ended early")
    whole = ("pair", "end", COHORT, match["mentor"], *ENDS)
    code, _ = at_terminal(approved.folder, whole, [("End the group of", "group")])
    assert (code, lives(approved)[tuple(match["mentees"])]) == (0, "ended early")


def test_one_of_a_circle_of_equals_leaves_alone(run, sample):
    cohort_of(run, sample, "peer", "2027-peers", "peers.csv")
    match, _ = a_group(run, "2027-peers", least=3)
    run("pair", "end", "2027-peers", match["mentees"][0], *ENDS, code=2)
    run("pair", "end", "2027-peers", match["mentees"][0], "--only", *LATER)
    assert lives(run, "2027-peers")[tuple(match["mentees"])] == "agreed"


# a letter goes to those it is for, named or not


def refused(run, letter, who, *more):
    """Return the sentence with which a letter to somebody is refused; nothing was written."""
    folder = run.folder / "out" / COHORT / "letters"
    before = sorted(folder.rglob("*")) if folder.exists() else []
    day = () if "--today" in more else ("--today", "2027-01-10")
    done = run("letter", letter, COHORT, who, *more, *day, code=3)
    assert before == (sorted(folder.rglob("*")) if folder.exists() else [])
    assert "Nothing was written." in " ".join(done.stderr.split())
    return " ".join(done.stderr.split())


def test_letters_keep_to_their_audience_for_a_named_person(approved):
    plan = plan_of(approved)
    matched, leader = plan["matches"][0]["mentees"][0], plan["matches"][0]["mentor"]
    waits = plan["waiting"][0]["person"]
    said = refused(approved, "introduction", waits)
    assert "is for people in a match that goes on" in said
    assert "is in no match" in said
    assert "is in a match" in refused(approved, "waiting", matched)
    assert "is a mentor" in refused(approved, "waiting", leader)
    assert "is in a match" in refused(approved, "mentor-not-needed", leader)
    assert "is in no match" in refused(approved, "changed-match", waits)
    assert "Nothing was changed for" in refused(approved, "changed-match", leader)
    assert "is in no match" in refused(approved, "extension", waits)
    assert "goes on" in refused(approved, "early-ending", matched)
    assert "was in no match" in refused(approved, "early-ending", waits)
    assert "has signed" in refused(approved, "contact-details", matched)
    assert "pair approach" in refused(approved, "approach", leader)
    for letter, who in (
        ("introduction", matched), ("waiting", waits), ("extension", matched), ("receipt", waits),
    ):  # fmt: skip
        approved("letter", letter, COHORT, who, "--today", "2027-01-10")


def test_who_withdrew_or_whose_match_ended_gets_no_letter_of_a_match(approved):
    (match, _), plan = a_group(approved), plan_of(approved)
    gone = match["mentees"][0]
    approved("application", "withdraw", COHORT, gone, "--yes")
    for letter in ("introduction", "receipt", "changed-match", "certificate", "waiting"):
        assert "has withdrawn" in refused(approved, letter, gone, "--today", "2027-06-01")
    other = next(m for m in plan["matches"] if m["id"] != match["id"])
    approved("pair", "end", COHORT, other["mentor"], "--group", *ENDS)
    for letter in ("introduction", "changed-match", "waiting", "extension", "certificate"):
        said = refused(approved, letter, other["mentees"][0], "--today", "2027-06-01")
        assert "ended early" in said
    assert "ended early" in refused(approved, "mentor-not-needed", other["mentor"])
    approved("letter", "early-ending", COHORT, other["mentees"][0])


def test_certificates_come_only_after_the_end(approved):
    match, _ = a_group(approved)
    said = refused(approved, "certificate", match["mentees"][0], "--today", "2027-05-19")
    assert "goes on until 2027-05-20" in said
    early = answer(approved("letter", "certificate", COHORT, "--today", "2027-05-19", "--json"))
    assert early["letters"] == []
    said = refused(approved, "certificate", match["mentees"][0], "--today", "2027-05-20")
    assert "has not signed the agreement" in said
    approved("agreement", "render", COHORT, "--today", "2027-01-20")
    approved("agreement", "signed", COHORT, "all", "--on", "2027-02-01", "--today", "2027-02-01")
    approved("letter", "certificate", COHORT, match["mentees"][0], "--today", "2027-05-20")
    every = answer(approved("letter", "certificate", COHORT, "--today", "2027-05-20", "--json"))
    people = {p for m in plan_of(approved)["matches"] for p in (m["mentor"], *m["mentees"])}
    assert len(every["letters"]) == len(people)
    approved(
        "pair", "extend", COHORT, match["mentor"], "--until", "2027-08-01", "--today", "2027-05-01"
    )
    said = refused(approved, "certificate", match["mentees"][0], "--today", "2027-06-01")
    assert "goes on until 2027-08-01" in said


# places are counted


def figures(run, cohort, *more):
    """Return the figures of a report by label."""
    found = {}

    def walk(value):
        if isinstance(value, dict):
            if "label" in value:
                found.setdefault(value["label"], value.get("value"))
            for inner in value.values():
                walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)

    walk(answer(run("report", cohort, *more, "--json"))["report"])
    return found


def test_a_mentor_of_several_pairs_uses_as_many_places(run, sample):
    run("init", ".")
    run("cohort", "new", "alumni", "2027-alumni")
    exports = (sample / "alumni-students.xlsx", sample / "alumni-mentors.csv")
    run("import", *exports, "--cohort", "2027-alumni", "--accept")
    run("match", "2027-alumni")
    run("plan", "approve", "2027-alumni", "--yes")
    matches = plan_of(run, "2027-alumni")["matches"]
    leaders = {m["mentor"] for m in matches}
    assert len(matches) == 6, "with a place for each mentor only it would be four"
    assert len(leaders) < len(matches), "somebody has two"
    found = figures(run, "2027-alumni")
    assert (found["Places used"], found["Mentors used"]) == (len(matches), len(leaders))
    assert found["Share of places used"] == len(matches) / found["Places offered"]
