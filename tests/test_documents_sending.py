"""Mail that really goes out: once each, as meant, also when the run is killed in between."""

from __future__ import annotations

import hashlib
import json
import random
import re
import shlex
import signal
import subprocess
import sys
import time
from collections import Counter
from email import policy
from email.parser import BytesParser

import pytest
from documents_cohorts import KEY, NOW, application, running
from documents_naughty import NAMES
from documents_people import ORGANISATION
from documents_server import mail_server
from icalendar import Calendar
from sqlalchemy import select

from mentorcli.commands.mail import by_hand, outbox
from mentorcli.commands.mail import delivery as sending
from mentorcli.commands.papers.cancellations import cancel
from mentorcli.commands.papers.invitations import invite
from mentorcli.commands.papers.letters import Request, write
from mentorcli.commands.papers.outdated_drafts import commands_anew
from mentorcli.documents import outgoing, to_eml
from mentorcli.documents.mail import display_name, header_text
from mentorcli.documents.outgoing_mail import DRAFT_HEADERS, MAIL_HEADERS
from mentorcli.documents.plain import plain_line
from mentorcli.domain.fact import Fact, Kind
from mentorcli.domain.message import Draft, Message, Outgoing
from mentorcli.domain.problem import UserError
from mentorcli.files import transports
from mentorcli.files.transports import Secrets, smtp
from mentorcli.workspace.applications import save_applications
from mentorcli.workspace.facts import append
from mentorcli.workspace.folder import open_workspace
from mentorcli.workspace.profiles import load_programme
from mentorcli.workspace.schema import lease

GROUPS = [("fi", ["Maija Äijä", "Ville Å"]), ("en", ["Chen Li", "Dina Ås"])]
NONE = Secrets()


def server_in(place, port, /, **more):
    entries = {"host": '"127.0.0.1"', "port": port, "security": '"none"', **more}
    text = (place / "mentorcli.toml").read_text(encoding="utf-8").partition("\n[sending]")[0]
    lines = "".join(f"{key} = {value}\n" for key, value in entries.items())
    (place / "mentorcli.toml").write_text(f"{text}\n[sending]\n{lines}", encoding="utf-8")


def ready(run, *kinds, limit=None, again=False):
    return sending.ready(
        run, KEY, kinds, limit=limit, again=again, late=False, outdated=commands_anew
    )


def go(run, **options):
    return sending.send(run, ready(run, **options), NONE)


def read(content):
    return BytesParser(policy=policy.default).parsebytes(content)


@pytest.fixture
def run(tmp_path):
    cohort = running(tmp_path, GROUPS).on()
    invite(cohort, "kickoff", KEY)
    return cohort


def test_an_invitation_goes_out_as_a_real_request_and_once(run, tmp_path):
    with mail_server() as server:
        server_in(tmp_path, server.port)
        assert len(go(run).data["mails"]) == 6
        assert go(run).data["mails"] == []
    assert set(server.counted().values()) == {1}
    for sender, (to,), content in server.mails:
        mail = read(content)
        assert (sender, mail["X-Unsent"]) == ("mentoring@example.org", None)
        assert mail["Reply-To"].addresses[0].addr_spec == sender
        assert not re.search(r"(?i)attach|liittee|bifoga", mail.get_body(("plain",)).get_content())
        assert mail["To"].addresses[0].addr_spec == to
        assert mail["Date"].datetime == run.now
        assert [p.get_content_type() for p in mail.walk()] == [
            "multipart/alternative", "text/plain", "text/html", "text/calendar",
        ]  # fmt: skip
        part = list(mail.walk())[-1]
        calendar = Calendar.from_ical(part.get_payload(decode=True))
        assert part.get_param("method") == str(calendar["METHOD"]) == "REQUEST"
        (event,) = calendar.walk("VEVENT")
        assert str(event["ATTENDEE"]) == f"mailto:{to}"
        assert event["ATTENDEE"].params["RSVP"] == "TRUE"


def test_a_change_is_one_more_mail_and_a_cancellation_too(run, tmp_path):
    with mail_server() as server:
        server_in(tmp_path, server.port)
        go(run)
        invite(run, "kickoff", KEY)
        assert go(run).data["mails"] == [], "nothing changed"
        cancel(run, "kickoff", KEY)
        go(run)
    assert set(server.counted().values()) == {2}
    parts = [list(read(content).walk())[-1] for _, _, content in server.mails[6:]]
    assert {p.get_param("method") for p in parts} == {"CANCEL"}
    events = [Calendar.from_ical(p.get_payload(decode=True)).walk("VEVENT")[0] for p in parts]
    assert {int(e["SEQUENCE"]) for e in events} == {1}


def test_nothing_goes_without_release_and_limit_holds(run, tmp_path):
    with mail_server() as server:
        server_in(tmp_path, server.port)
        command = [sys.executable, "-m", "mentorcli", "outbox", "send", KEY, "--json"]

        def said(*more, code=0):
            done = subprocess.run([*command, *more], cwd=tmp_path, capture_output=True, text=True)
            assert done.returncode == code, done.stderr
            return json.loads(done.stdout)

        assert len(said()["mails"]) == 6
        assert "confirmation" in said("--release", code=2)["error"]
        assert server.mails == []
        assert said("--release", "--yes", "--limit", "2")["left"] == 4
        assert len(server.mails) == 2
    with pytest.raises(UserError, match="no drafts of the kind"):
        ready(run, "x")


def test_while_the_line_waits_between_two_mails_none_is_in_doubt(run, tmp_path, monkeypatch):
    seen = []

    def waited(_seconds):
        with open_workspace(tmp_path).reading() as connection:
            seen.append(Counter(d.state for d in sending.drafts_of(connection, KEY)))
            assert connection.execute(select(lease)).first() is None, "others may write"

    monkeypatch.setattr(smtp, "sleep", waited)
    with mail_server() as server:
        server_in(tmp_path, server.port, per_minute=1)
        go(run)
    assert [(s["sent"], s["leaving"]) for s in seen] == [(n, 0) for n in range(1, 6)]


@pytest.mark.skipif(sys.platform == "win32", reason="signals of this kind are not sent there")
@pytest.mark.parametrize(("kind", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, -15)])
def test_an_interruption_waits_for_the_answer_and_leaves_nothing_in_doubt(
    run, tmp_path, kind, code
):
    command = [sys.executable, "-m", "mentorcli", "outbox", "send", KEY, "--release", "--yes"]
    with mail_server() as server:
        server_in(tmp_path, server.port)
        server.slow = 0.5
        process = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)  # fmt: skip
        while not server.mails and process.poll() is None:
            time.sleep(0.01)
        process.send_signal(kind)  # the server has the mail and has not answered yet
        assert process.wait() == code
        assert len(server.mails) == 1
        with open_workspace(tmp_path).reading() as connection:
            states = Counter(d.state for d in sending.drafts_of(connection, KEY))
        assert states == {"sent": 1, "waiting": 5}
        server.slow = 0
        go(run)
    assert set(server.counted().values()) == {1}


def test_preview_counts_names_and_shows_one_of_each_kind(run):
    write(run, KEY, Request("introduction"))
    found = outbox.preview(run, KEY)
    assert found.data["count"] == len(found.data["recipients"]) == 12
    assert found.data["languages"] == {"en": 6, "fi": 6}
    assert [s["kind"] for s in found.data["samples"]] == ["introduction", "kickoff"]
    assert all(s["subject"] and s["body"] for s in found.data["samples"])


def test_what_is_not_as_it_was_meant_is_held_back(run, tmp_path):
    drafts = sorted((tmp_path / "out" / KEY / "invitations").rglob("*.eml"))
    drafts[0].write_bytes(drafts[0].read_bytes().replace(b"To: ", b"Bcc: eve@example.org\r\nTo: "))
    drafts[1].unlink()
    programme = load_programme("doctoral")
    moved = application(programme, "mentee", "p-a0000", "Maija Äijä", "fi")
    from dataclasses import replace

    gone = application(programme, "mentee", "p-a0001", "Ville Å", "fi")
    with open_workspace(tmp_path).writing(run.hand) as connection:
        save_applications(connection, [replace(moved, email="new@example.org")])
        left = Fact(Kind.WITHDRAWN, KEY, person=gone.person, about=gone.role)
        append(connection, run.hand, left)
    found = ready(run)
    codes = {p.code for p in found.problems}
    assert codes <= {"draft_changed", "draft_gone", "draft_standing", "papers_stale"}
    held = [int(dict(p.parameters).get("count", 1)) for p in found.problems]
    assert len(found.mails) + sum(held) == 6
    to = {m.recipient for _, m in found.mails}
    assert not to & {"p-a0000@example.org", "p-a0001@example.org"}


def test_a_refusal_for_good_and_one_for_now(run, tmp_path):
    with mail_server() as server:
        server_in(tmp_path, server.port)
        server.answers = {"p-a0000@example.org": "550 no", "p-a0001@example.org": "451 later"}
        first = go(run)
        assert sorted(p.code for p in first.problems) == ["mail_later", "mail_refused"]
        server.answers = {}
        assert [m["to"] for m in go(run).data["mails"]] == ["p-a0001@example.org"]
        assert set(server.counted().values()) == {1}


def test_no_server_is_a_sentence_and_changes_nothing(run, tmp_path):
    server_in(tmp_path, 1)
    with pytest.raises(UserError, match="cannot be reached"):
        go(run)
    assert len(ready(run).mails) == 6


@pytest.mark.parametrize(("secret", "fine"), [("right", True), ("wrong", False)])
def test_a_password_from_the_environment(run, tmp_path, secret, fine):
    with mail_server(auth_require_tls=False) as server:
        server_in(tmp_path, server.port, login='"password"', user='"me@example.org"')
        with pytest.raises(UserError, match="MENTORCLI_SMTP_PASSWORD"):
            go(run)
    with mail_server(auth_require_tls=False, authenticator=_only_right) as server:
        server_in(tmp_path, server.port, login='"password"', user='"me@example.org"')
        if fine:
            sending.send(run, ready(run), Secrets(password=secret))
            assert len(server.mails) == 6
        else:
            with pytest.raises(UserError, match="did not let") as caught:
                sending.send(run, ready(run), Secrets(password=secret))
            assert secret not in str(caught.value)
            assert server.mails == []
    assert secret.encode() not in (tmp_path / "workspace.db").read_bytes()


def _only_right(_server, _session, _envelope, _mechanism, data):
    from aiosmtpd.smtp import AuthResult

    return AuthResult(success=data.password == b"right", handled=False)


@pytest.mark.parametrize(("token", "fine"), [("good-token", True), ("stale", False)])
def test_a_token_from_a_command(run, tmp_path, token, fine):
    with mail_server(auth_require_tls=False) as server:
        server_in(tmp_path, server.port, login='"xoauth2"', user='"me@example.org"')
        secrets = Secrets(token_command=f"{shlex.quote(sys.executable)} -c 'print(\"{token}\")'")
        if fine:
            sending.send(run, ready(run), secrets)
            assert len(server.mails) == 6
            assert server.logins[0][1].startswith("user=me@example.org\x01auth=Bearer good-token")
        else:
            with pytest.raises(UserError, match="did not let"):
                sending.send(run, ready(run), secrets)
            assert server.mails == []


def test_no_secret_over_an_open_line():
    for login in ("password", "xoauth2"):
        entries = {"host": "smtp.example.org", "security": "none", "login": login, "user": "x"}
        with pytest.raises(UserError, match="open line"):
            transports.transport(entries, Secrets("p", "t"))


def test_another_way_of_delivering_is_one_file(run, tmp_path, monkeypatch):
    (tmp_path / "ways").mkdir()
    (tmp_path / "ways" / "shouting.py").write_text(
        "from contextlib import contextmanager\n"
        "from mentorcli.domain.message import Receipt\n"
        "heard = []\n"
        "class Shouting:\n"
        "    def about(self): return 'the yard'\n"
        "    def knows(self, message_id): return None\n"
        "    @contextmanager\n"
        "    def open(self): yield self\n"
        "    def hand_over(self, mail, at_the_door):\n"
        "        at_the_door(); heard.append(mail.recipient)\n"
        "        return Receipt(True, False, '')\n"
        "def make(settings, secrets): return Shouting()\n"
    )
    monkeypatch.setattr(transports, "__path__", [*transports.__path__, str(tmp_path / "ways")])
    server_in(tmp_path, 1, transport='"shouting"')
    assert len(go(run).data["mails"]) == 6
    assert "the yard" in go(run).blocks[0].text


def test_a_folder_that_a_server_empties(run, tmp_path):
    (tmp_path / "pickup").mkdir()
    settings = tmp_path / "mentorcli.toml"
    way = f'[sending]\ntransport = "pickup"\nfolder = "{tmp_path / "pickup"}"\n'
    settings.write_text(settings.read_text(encoding="utf-8") + way, encoding="utf-8")
    go(run)
    assert len(list((tmp_path / "pickup").glob("*.eml"))) == 6


def test_what_was_sent_in_other_words_goes_again_only_when_asked(run, tmp_path):
    with mail_server() as server:
        server_in(tmp_path, server.port)
        go(run)
        workspace = open_workspace(tmp_path)
        draft = sending.drafts_of
        with workspace.reading() as connection:
            one = draft(connection, KEY)[0]
        path = tmp_path / "out" / one.file
        changed = path.read_bytes().replace(b"Calibri", b"Verdana")
        path.write_bytes(changed)
        from dataclasses import replace

        from mentorcli.workspace.drafts import keep_drafts

        with workspace.writing(run.hand) as connection:
            fresh = replace(one, sha256=hashlib.sha256(changed).hexdigest(), state="waiting",
                            sent_at="", sent_sha256="")  # fmt: skip
            keep_drafts(connection, "1", [fresh])
        found = ready(run)
        assert (len(found.mails), [p.code for p in found.problems]) == (0, ["draft_again"])
        assert len(go(run, again=True).data["mails"]) == 1


@pytest.mark.parametrize("part", range(5))
def test_headers_and_recipient_are_as_meant_for_odd_names(part):
    """Each name as display name, subject and body, written, released and taken by a real server."""
    sender = (ORGANISATION.contact_name, ORGANISATION.contact_email)
    names, drafted = NAMES[part::5], []
    with mail_server() as server:
        here = {"host": "127.0.0.1", "port": server.port, "security": "none"}
        with transports.transport(here, NONE).open() as line:
            for number, name in enumerate(names):
                to = f"p{number}@example.org"
                message = Message(
                    f"k{number}", "x", KEY, "p", name, to, "fi", name, f"Hei {name},\n\nx"
                )
                content = to_eml(message, ORGANISATION)
                draft = Draft(
                    "k", KEY, "x", "p", "", "fi", "f", hashlib.sha256(content).hexdigest()
                )
                mail = outgoing(content, draft, ORGANISATION, [to], NOW)
                assert isinstance(mail, Outgoing), (name, mail)
                assert line.hand_over(mail, lambda: None).accepted
                drafted.append(read(content))
    assert len(server.mails) == len(names) == 103
    for number, (name, draft) in enumerate(zip(names, drafted, strict=True)):
        envelope, to, content = server.mails[number]
        mail = read(content)
        assert (envelope, to) == (sender[1], (f"p{number}@example.org",))
        assert list(mail) == list(MAIL_HEADERS)
        assert list(draft) == list(DRAFT_HEADERS)
        for one in (draft, mail):
            assert [(a.display_name, a.addr_spec) for a in one["From"].addresses] == [sender]
            (address,) = one["To"].addresses
            assert (address.addr_spec, address.display_name) == (to[0], display_name(name))
            assert one["Subject"] == header_text(name, 150)
            body = one.get_body(("plain",)).get_content().replace("\r\n", "\n")
            assert body.split("\n")[0] == plain_line(f"Hei {name},") or len(name.splitlines()) > 1


def killed_and_resumed(folder, server, kills, chance, how=None):
    """Start the real command again and again, end it at random moments, then let it finish."""
    command = [sys.executable, "-m", "mentorcli", "outbox", "send", KEY, "--release", "--yes",
               "--json"]  # fmt: skip
    killed = 0
    for _ in range(kills):
        before = len(server.mails)
        process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)  # fmt: skip
        while len(server.mails) <= before + chance.randrange(4) and process.poll() is None:
            time.sleep(0.002)
        time.sleep(chance.random() * 0.03)
        killed += process.poll() is None
        process.send_signal(how) if how else process.kill()
        process.wait()
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    return killed, json.loads(done.stdout)


def test_killed_at_random_moments_and_resumed_each_mail_once(tmp_path):
    groups = [("fi", ["Maija Äijä", "Ville Å", "Chen Li"])] * 10
    run = running(tmp_path, groups).on()
    invite(run, "kickoff", KEY)
    with mail_server() as server:
        server_in(tmp_path, server.port)
        check_killed(tmp_path, run, server, kills=3, total=40, slow=0.01)


def check_killed(folder, run, server, *, kills, total, slow, how=None):
    server.slow = slow
    killed, _ = killed_and_resumed(folder, server, kills, random.Random(7), how)
    assert killed >= kills // 2
    assert set(server.counted().values()) == {1}, "none twice, whatever happened"
    workspace = open_workspace(folder)
    with workspace.reading() as connection:
        doubtful = [d for d in sending.drafts_of(connection, KEY) if d.state == "leaving"]
    assert len(doubtful) <= killed
    arrived = {str(read(content)["Message-ID"]) for _, _, content in server.mails}
    for draft in doubtful:  # the coordinator looks where the mails are
        found = draft.message_id in arrived
        by_hand.settled(run, KEY, draft.message_id[1:13], arrived=found)
    go(run)
    assert len(server.mails) == total
    assert set(server.counted().values()) == {1}
    return killed, len(doubtful)
