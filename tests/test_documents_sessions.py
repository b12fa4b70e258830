"""Individual sessions: two people are invited, moved and called off, and nobody else."""

from __future__ import annotations

import datetime as dt
import email
from email import policy

import pytest
from conftest import Commands
from documents_cohorts import KEY, running
from documents_server import mail_server
from icalendar import Calendar
from test_documents_sending import go, server_in

from mentorcli.commands.applications.erasure import forget
from mentorcli.commands.papers.session_invitations import invite
from mentorcli.commands.papers.session_meeting import Meeting
from mentorcli.commands.papers.templates import preview
from mentorcli.domain.problem import UserError
from mentorcli.workspace.calendar_events import editions_of
from mentorcli.workspace.drafts import drafts_of
from mentorcli.workspace.folder import open_workspace

GROUPS = [("fi", ["Maija Äijä", "Bo Ås"]), ("sv", ["Chen Li", "Dina Ås"])]
FIRST = Meeting(dt.date(2027, 3, 4), dt.time(14), place="Huone 2")
MOVED = Meeting(
    dt.date(2027, 3, 11), dt.time(9, 30), dt.time(11), link="https://meet.example.org/x"
)


def mails(folder):
    """Return each draft: recipient to (subject, body, method, event)."""
    found = {}
    for path in sorted((folder / "out" / KEY / "invitations").rglob("* - session *.eml")):
        mail = email.message_from_bytes(path.read_bytes(), policy=policy.SMTP)
        (attached,) = mail.iter_attachments()
        calendar = Calendar.from_ical(attached.get_payload(decode=True))
        (event,) = calendar.walk("VEVENT")
        body = mail.get_body(("plain",)).get_content()
        found[mail["To"].addresses[0].addr_spec] = (
            mail["Subject"],
            body,
            calendar["METHOD"],
            event,
        )
    return found


def ask(run, who="Maija", meeting=FIRST, *, cancelled=False):
    return invite(run, KEY, who, meeting, cancelled=cancelled)


def test_the_two_are_invited_each_in_their_language(tmp_path):
    run = running(tmp_path, GROUPS).on()
    said = ask(run)
    assert [r["to"] for r in said.data["invitations"]] == ["Aino Mäkelä 0", "Maija Äijä"]
    found = mails(tmp_path)
    assert set(found) == {"p-m000@example.org", "p-a0000@example.org"}
    for subject, body, method, event in found.values():
        assert "4.3.2027" in subject
        assert "Huone 2" in body
        assert "Bo Ås" not in body
        assert method == "PUBLISH"
        assert event["SUMMARY"] == "Yksilötapaaminen: Aino Mäkelä 0 – Maija Äijä"
        assert event.decoded("DTSTART").hour == 14
        assert event.decoded("DTEND").hour == 15
    assert len({str(e["UID"]) for _, _, _, e in found.values()}) == 2


def test_another_day_moves_it_cancelling_takes_it_out_and_other_sessions_stay(tmp_path):
    run = running(tmp_path, GROUPS).on()
    ask(run, "Bo Ås")
    ask(run)
    before = {str(p): p.read_bytes() for p in (tmp_path / "out").rglob("*.eml")}
    ask(run)
    assert before == {str(p): p.read_bytes() for p in (tmp_path / "out").rglob("*.eml")}
    uid = {to: str(e["UID"]) for to, (_, _, _, e) in mails(tmp_path).items()}
    ask(run, meeting=MOVED)
    for method, number, more in (("PUBLISH", 1, {}), ("CANCEL", 2, {"cancelled": True})):
        if more:
            ask(run, meeting=MOVED, **more)
        found = mails(tmp_path)
        assert found["p-a0001@example.org"][3]["SEQUENCE"] == 0, "that of Bo Ås stays"
        mine = found["p-a0000@example.org"]
        assert (mine[2], int(mine[3]["SEQUENCE"])) == (method, number)
        assert str(mine[3]["UID"]) == uid["p-a0000@example.org"]
        assert mine[3].decoded("DTSTART").date() == MOVED.on
    assert len(list((tmp_path / "out").rglob("* - session *.eml"))) == 4


def test_it_goes_out_as_a_request_and_later_as_its_cancellation(tmp_path):
    run = running(tmp_path, GROUPS).on()
    ask(run)
    with mail_server() as server:
        server_in(tmp_path, server.port)
        go(run)
        ask(run, cancelled=True)
        go(run)
    assert set(server.counted().values()) == {2}
    methods = [
        email.message_from_bytes(content, policy=policy.SMTP).get_body(("plain",)) is not None
        and [p.get_param("method") for p in email.message_from_bytes(content).walk()][-1]
        for _, _, content in server.mails
    ]
    assert methods == ["REQUEST", "REQUEST", "CANCEL", "CANCEL"]


@pytest.mark.parametrize(
    ("who", "meeting", "cancelled", "said"),
    [
        ("p-m000", FIRST, False, "has no mentor"),
        ("Maija", Meeting(dt.date(2028, 3, 4), dt.time(14)), False, "outside the programme"),
        ("Maija", Meeting(FIRST.on, dt.time(14), dt.time(13)), False, "ends before"),
        ("Maija", Meeting(dt.date(2027, 3, 28), dt.time(3, 30)), False, "clocks change"),
        ("Maija", FIRST, True, "was not invited"),
    ],
)
def test_what_cannot_be_is_a_sentence_and_writes_nothing(tmp_path, who, meeting, cancelled, said):
    run = running(tmp_path, GROUPS).on()
    with pytest.raises(UserError, match=said):
        ask(run, who, meeting, cancelled=cancelled)
    assert not list((tmp_path / "out").rglob("*.eml"))


def test_who_is_forgotten_leaves_no_session_behind(tmp_path):
    run = running(tmp_path, GROUPS).on()
    ask(run)
    forget(run, KEY, ["p-a0000"])
    with open_workspace(tmp_path).reading() as connection:
        assert editions_of(connection, KEY, "session/p-a0000") == ()
        assert [d for d in drafts_of(connection, KEY) if "p-a0000" in d.key] == []


def test_equals_have_no_individual_sessions(tmp_path):
    with pytest.raises(UserError, match="has no mentor"):
        ask(running(tmp_path, GROUPS, form="peer").on())


def test_the_command_line_and_the_previews(tmp_path):
    cohort = running(tmp_path, GROUPS)
    run = Commands(tmp_path)
    said = run("invite", "session", KEY, "Maija", "--on", "4.3.2027", "--at", "14.00", "--json")
    assert "Aino Mäkelä 0" in said.stdout
    assert "14:99" in run("invite", "session", KEY, "Maija", "--on", "4.3.2027", "--at", "14:99",
                          code=2).stderr  # fmt: skip
    for name in ("session-mentor", "session-mentee"):
        made = preview(cohort.on(), name, "", KEY, "doctoral")
        assert len(made.files) == 6
