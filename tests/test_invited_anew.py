"""An invitation that changed says what is new and what it was; one that is taken back says for whom."""

import json
import re
import shutil
from email import message_from_bytes, policy

import pytest
from conftest import COHORT, Commands
from icalendar import Calendar

DAY = ("--today", "2026-12-10")
OFF = re.compile(r"(?i)is cancelled|on peruttu\.|är inställd")
BEFORE = {
    "en": "The day is new: it was Thursday 21 January 2027 before.",
    "fi": "Päivä on uusi: aiemmin se oli torstai 21.1.2027.",
    "sv": "Dagen är ny: tidigare gällde torsdag den 21.1.2027.",
}
REPLACES = {
    "en": "This invitation replaces the earlier one.",
    "fi": "Tämä kutsu korvaa aiemman.",
    "sv": "Den här inbjudan ersätter den tidigare.",
}
NEW_DAY = {"en": "New day – ", "fi": "Uusi päivä – ", "sv": "Ny dag – "}
ALONE = {
    "en": ("Invitation withdrawn: ", "no longer taking part in the programme"),
    "fi": ("Kutsusi on peruttu: ", "Et ole enää mukana ohjelmassa."),
    "sv": ("Återkallad inbjudan: ", "eftersom du inte längre deltar i programmet"),
}


def told(run, *words, code=None):
    return json.loads(run(*words, *DAY, "--json", code=code).stdout)


def read(run, *words):
    return json.loads(run(*words, COHORT, "--json").stdout)


def mails(run, kind="kickoff"):
    """Return by address (language, subject, body, method) of the invitations in the folder."""
    found = {}
    for d in read(run, "outbox", "list")["drafts"]:
        if d["kind"] == kind and "/invitations/" in d["file"] and d["state"] != "sent":
            raw = (run.folder / "out" / d["file"]).read_bytes()
            mail = message_from_bytes(raw, policy=policy.SMTP)
            (ics,) = mail.iter_attachments()
            method = str(Calendar.from_ical(ics.get_payload(decode=True))["METHOD"])
            body = mail.get_body(("plain",)).get_content()
            to = mail["To"].addresses[0].addr_spec
            assert to not in found
            found[to] = (d["language"], str(mail["Subject"]), body, method)
    return found


def first_line(body):
    return re.split(r"\n\s*\n", body.replace("\r\n", "\n"))[1]


@pytest.fixture(scope="module")
def invited_once(stages, tmp_path_factory):
    """An approved cohort whose people are invited to the kick-off; nothing is marked as sent."""
    run = Commands(tmp_path_factory.mktemp("invited") / "w")
    shutil.copytree(stages / "approved", run.folder)
    told(run, "invite", "kickoff", COHORT)
    return run.folder


@pytest.fixture
def invited(invited_once, tmp_path):
    return Commands(shutil.copytree(invited_once, tmp_path / "w"))


def move(run, day):
    run("cohort", "change", COHORT, "--date", f"kickoff={day}", "--only", *DAY)
    return told(run, "invite", "kickoff", COHORT)


@pytest.mark.parametrize("sent", [True, False])
def test_a_moved_day_is_told_with_the_day_before(invited, sent):
    before = mails(invited)
    if sent:
        invited("outbox", "sent", COHORT, "--yes", *DAY)
    made = move(invited, "2027-01-28")
    codes = {p["code"] for p in made["problems"]}
    assert ("earlier_invitations_not_sent" in codes) is not sent
    found = mails(invited)
    assert found.keys() == before.keys()
    for language, subject, body, method in found.values():
        assert subject.startswith(NEW_DAY[language])
        assert first_line(body) == f"{BEFORE[language]} {REPLACES[language]}"
        assert "28" in subject
        assert method == "PUBLISH"
    files = {p: p.read_bytes() for p in (invited.folder / "out").rglob("*.eml")}
    told(invited, "invite", "kickoff", COHORT)
    assert files == {p: p.read_bytes() for p in (invited.folder / "out").rglob("*.eml")}


def test_what_never_went_is_simply_replaced(invited):
    first = mails(invited)
    made = move(invited, "2027-01-28")
    (note,) = [p for p in made["problems"] if p["code"] == "earlier_invitations_not_sent"]
    told(invited, *note["do"].partition("mentorcli ")[2].split())
    found = mails(invited)
    assert {s for _, s, _, _ in found.values() if "–" in s} == set()
    assert {first_line(b) for _, _, b, _ in found.values()} == {
        first_line(b) for _, _, b, _ in first.values()
    }
    told(invited, "invite", "kickoff", COHORT)
    assert mails(invited) == found, "what was said stays said"


def test_only_those_to_whom_one_went_hear_what_it_was(invited):
    one, other, *_ = sorted(mails(invited))
    invited("outbox", "sent", COHORT, "--who", one, "--yes", *DAY)
    move(invited, "2027-01-28")
    found = mails(invited)
    assert first_line(found[one][2]).startswith(BEFORE[found[one][0]])
    assert not [to for to, m in found.items() if to != one and "–" in m[1]]
    move(invited, "2027-02-04")  # a second thought, before the second letter went
    again = mails(invited)
    assert first_line(again[one][2]).startswith(BEFORE[again[one][0]]), (
        "the 21st is what they heard"
    )
    assert again[other][1] == again[other][1].replace("–", "")
    invited("outbox", "sent", COHORT, "--yes", *DAY)
    move(invited, "2027-01-21")
    for language, _, body, _ in mails(invited).values():
        assert REPLACES[language] in first_line(body)
        assert {"en": "4 February", "fi": "4.2.2027", "sv": "4.2.2027"}[language] in first_line(
            body
        )


def test_time_place_and_link_are_told_and_what_comes_first_or_goes(invited):
    invited("outbox", "sent", COHORT, "--yes", *DAY)
    change = ("cohort", "change", COHORT)
    invited(*change, "--set", "kickoff.place=Hall 9", "--set", "kickoff.starts=13:00", "--set", "kickoff.link=https://a.example.org", *DAY)  # fmt: skip
    told(invited, "invite", "kickoff", COHORT)
    english = [m for m in mails(invited).values() if m[0] == "en"]
    assert english
    for _, subject, body, _ in english:
        assert subject.startswith("New time, new place, new remote link – Invitation")
        assert "The time is new: it was 14:00–" in first_line(body)
        assert "The place is new: it was " in first_line(
            body
        ) or "There is a place now" in first_line(body)
    invited("outbox", "sent", COHORT, "--yes", *DAY)
    invited(*change, "--set", "kickoff.link=", *DAY)
    told(invited, "invite", "kickoff", COHORT)
    for _, subject, body, _ in (m for m in mails(invited).values() if m[0] == "en"):
        assert subject.startswith("Updated – Invitation")
        assert first_line(body) == "The earlier remote link is no longer in use: https://a.example.org. " + REPLACES["en"]  # fmt: skip


def test_a_mentor_who_left_is_uninvited_alone_and_the_others_hear_that_theirs_is_replaced(invited):
    run = invited
    names = {a["id"]: a["e-mail"] for a in read(run, "application", "list")["applications"]}
    plan = read(run, "plan", "show")["plan"]
    match = plan["matches"][0]
    run("outbox", "sent", COHORT, "--yes", *DAY)
    run("application", "withdraw", COHORT, match["mentor"], "--yes", *DAY)
    told(run, "replan", COHORT)
    run("plan", "approve", COHORT, "--yes", "--with-questions", *DAY)
    told(run, "invite", "kickoff", COHORT)
    after = {p: m for m in read(run, "plan", "show")["plan"]["matches"] for p in (m["mentor"], *m["mentees"])}  # fmt: skip
    found = mails(run)
    language, subject, body, method = found[names[match["mentor"]]]
    head, reason = ALONE[language]
    assert subject.startswith(head)
    assert reason in body
    assert not OFF.search(body)
    assert method == "CANCEL"
    before = {p: m for m in plan["matches"] for p in (m["mentor"], *m["mentees"])}
    for person in before.keys() & after.keys():
        same = (before[person]["mentor"], before[person]["mentees"]) == (after[person]["mentor"], after[person]["mentees"])  # fmt: skip
        if same:
            assert names[person] not in found, "nothing changed for them"
            continue
        language, subject, body, method = found[names[person]]
        assert first_line(body) == REPLACES[language]
        assert "–" in subject
        assert method == "PUBLISH"
    assert len(after.keys() & before.keys()) > len(found) > 1


def test_taken_off_by_name_and_then_cancelled_for_all(invited):
    run = invited
    run("outbox", "sent", COHORT, "--yes", *DAY)
    one, *_ = sorted(mails_sent(run))
    told(run, "invite", "cancel", "kickoff", COHORT, "--who", one)
    ((to, (language, subject, body, method)),) = mails(run).items()
    assert to == one
    assert subject.startswith(ALONE[language][0])
    assert ALONE[language][1] not in body
    assert not OFF.search(body)
    assert method == "CANCEL"
    told(run, "invite", "cancel", "kickoff", COHORT)
    found = mails(run)
    assert found[one][1:3] == (subject, body), "they heard already that they are not invited"
    for to, (_, _, said, method) in found.items():
        assert method == "CANCEL"
        assert bool(OFF.search(said)) is (to != one)


def mails_sent(run):
    sent = [d for d in read(run, "outbox", "list")["drafts"] if d["state"] == "sent"]
    raw = [(run.folder / "out" / d["file"]).read_bytes() for d in sent]
    return [message_from_bytes(r, policy=policy.SMTP)["To"].addresses[0].addr_spec for r in raw]


def test_an_individual_session_that_moves_says_so_and_one_called_off_is_cancelled(invited):
    run = invited
    mentee = read(run, "plan", "show")["plan"]["matches"][0]["mentees"][0]
    session = ("invite", "session", COHORT, mentee, "--at", "14:00", "--place", "Room 2")
    told(run, *session, "--on", "2027-03-04")
    run("outbox", "sent", COHORT, "--kind", "session", "--yes", *DAY)
    told(run, *session, "--on", "2027-03-11")
    found = mails(run, "session")
    assert len(found) == 2
    for language, subject, body, _ in found.values():
        assert subject.startswith(NEW_DAY[language])
        assert {"en": "4 March 2027", "fi": "4.3.2027", "sv": "4.3.2027"}[language] in first_line(
            body
        )
    told(run, *session, "--on", "2027-03-11", "--cancel")
    for _, _, body, method in mails(run, "session").values():
        assert OFF.search(body)
        assert method == "CANCEL"


@pytest.mark.parametrize("leaver", ["mentee", "mentor"])
def test_a_session_of_somebody_who_left_is_called_off_in_both_calendars(invited, leaver):
    run = invited
    match = read(run, "plan", "show")["plan"]["matches"][0]
    mentee, address = match["mentees"][0], {}
    for a in read(run, "application", "list")["applications"]:
        address[a["id"]] = a["e-mail"]
    session = ("invite", "session", COHORT, mentee, "--at", "14:00", "--on", "2027-03-04")
    told(run, *session)
    run("outbox", "sent", COHORT, "--kind", "session", "--yes", *DAY)
    run(
        "application",
        "withdraw",
        COHORT,
        mentee if leaver == "mentee" else match["mentor"],
        "--yes",
        *DAY,
    )
    told(run, *session, "--cancel")
    found = mails(run, "session")
    assert found.keys() == {address[mentee], address[match["mentor"]]}
    again = {"en": "another day", "fi": "uusi päivä", "sv": "ny dag"}
    gone = address[mentee if leaver == "mentee" else match["mentor"]]
    for to, (language, _, body, method) in found.items():
        assert method == "CANCEL"
        assert OFF.search(body)
        assert (again[language] in body) is (to != gone), "who has left gets no new invitation"


def test_who_left_before_the_day_moved_is_uninvited_from_the_day_they_know(invited):
    run = invited
    match = next(m for m in read(run, "plan", "show")["plan"]["matches"] if len(m["mentees"]) > 2)
    run("outbox", "sent", COHORT, "--yes", *DAY)
    run("application", "withdraw", COHORT, match["mentees"][0], "--yes", *DAY)
    move(run, "2027-01-28")
    off = [m for m in mails(run).values() if m[3] == "CANCEL"]
    ((language, subject, body, _),) = off
    assert subject.startswith(ALONE[language][0])
    assert re.search(r"21( January |\.1\.)2027", body)
    assert not re.search(r"28( January |\.1\.)2027", body)


def test_a_template_that_never_tells_of_a_change_is_told_when_one_goes_out(invited):
    invited("template", "edit", "kickoff-mentee", "--language", "en")
    own = invited.folder / "templates" / "invitations" / "kickoff-mentee.en.txt.j2"
    text = own.read_text("utf-8").replace("{{ event.change }}", "").replace("{{ event.news }}", "")
    own.write_text(text.replace("Kind regards", "Warm regards"), "utf-8")
    untold = "template_untold_change"
    found = told(invited, "invite", "kickoff", COHORT)  # other words alone are no change
    assert untold not in {p["code"] for p in found["problems"]}
    found = move(invited, "2027-01-28")
    (note,) = [p for p in found["problems"] if p["code"] == untold]
    assert (note["severity"], note["file"]) == ("note", own.name)
    invited("outbox", "sent", COHORT, "--yes", *DAY)
    own.write_text(own.read_text("utf-8").replace("\nDear", "\n{{ event.news }}\nDear"), "utf-8")
    assert untold not in {p["code"] for p in move(invited, "2027-02-04")["problems"]}
