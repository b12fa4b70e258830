"""Sending with troubles: what a server refused or left in doubt is told until somebody has seen to it."""

import contextlib
import json
import socket
import threading

import pytest
from conftest import COHORT
from documents_server import mail_server
from test_documents_sending import server_in

DAY = ("--today", "2026-12-10")
SEND = ("outbox", "send", COHORT, "--release", "--yes", *DAY)


def told(run, *words, code=None):
    return json.loads(run(*words, "--json", code=code).stdout)


def codes(done):
    return [p["code"] for p in done["problems"]]


def lines(run):
    return [x["what"] for x in told(run, "status", COHORT, *DAY)["cohorts"][0]["lines"]]


@pytest.fixture
def invited(approved):
    to = told(approved, "invite", "kickoff", COHORT, *DAY)["invitations"]
    return approved, [one["e-mail"] for one in to]


def test_who_was_refused_is_told_until_they_have_it(invited):
    run, people = invited
    with mail_server() as server:
        server_in(run.folder, server.port)
        server.answers[people[0]] = "550 nobody of that name"
        assert codes(told(run, *SEND, code=3)) == ["mail_refused"]
        for _ in range(2):  # nothing is to be sent, and it is said that one has not got it
            assert codes(told(run, *SEND, code=3)) == ["mail_refused_before"]
            assert "1 mail refused by the mail server" in lines(run)
            assert any("kick-off" in x and "1 invitation refused" in x for x in lines(run))
        server.answers.clear()
        run("invite", "kickoff", COHORT, *DAY)
        assert codes(told(run, *SEND)) == []
    assert set(server.counted()) == set(people)
    assert not any("refused" in line for line in lines(run))


def test_what_was_sent_by_hand_after_a_refusal_is_told_no_more(invited):
    run, people = invited
    with mail_server() as server:
        server_in(run.folder, server.port)
        server.answers[people[0]] = "550 nobody of that name"
        told(run, *SEND, code=3)
        run("outbox", "sent", COHORT, "--kind", "kickoff", "--yes", *DAY)
        assert codes(told(run, *SEND)) == []
    assert not any("refused" in line for line in lines(run))


@contextlib.contextmanager
def cut_off(after):
    """A server that takes mails, and is gone before it answers one; gives its port."""
    taken = []

    def serve(listening):
        with contextlib.suppress(OSError):
            while True:
                line, _ = listening.accept()
                with line, line.makefile("rwb", 0) as talk:
                    talk.write(b"220 here\r\n")
                    while len(taken) < after and (said := talk.readline()):
                        if said[:4].upper() == b"DATA":
                            talk.write(b"354 go on\r\n")
                            while talk.readline() != b".\r\n":
                                pass
                            taken.append(1)
                        if len(taken) < after:
                            talk.write(b"250 well\r\n")

    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=serve, args=(listening,), daemon=True).start()
        yield listening.getsockname()[1]


def test_a_line_that_breaks_is_told_in_plain_words_and_stays_in_status(invited):
    run, people = invited
    with cut_off(3) as port:
        server_in(run.folder, port)
        broken = told(run, *SEND, code=3)
    assert "it closed the connection" in broken["error"]
    assert "2 mails" in broken["error"]
    assert "1 mail in doubt: sent or not" in lines(run)
    server_in(run.folder, 1)  # nobody listens there
    away = told(run, *SEND, code=3)
    assert "Errno" not in away["error"]
    (doubt,) = [p for p in away["problems"] if p["code"] == "in_doubt"]
    command = doubt["do"].partition("mentorcli ")[2].partition(" (")[0].split()
    run(*command)
    assert not any("doubt" in line for line in lines(run))
    with mail_server() as server:
        server_in(run.folder, server.port)
        told(run, *SEND)
    assert len(server.mails) == len(people) - 3


@pytest.fixture
def doubtful(invited):
    """Invitations of which one is in doubt: the run, and the name of that mail."""
    run, people = invited
    with cut_off(3) as port:
        server_in(run.folder, port)
        told(run, *SEND, code=3)
    would = told(run, "outbox", "send", COHORT, *DAY, code=3)
    (doubt,) = [p for p in would["problems"] if p["code"] == "in_doubt"]
    return run, doubt["do"].partition(f"{COHORT} ")[2].split()[0], len(people)


def stand(run):
    drafts = told(run, "outbox", "list", COHORT)["drafts"]
    return {d["file"]: (d["state"], d["sent"]) for d in drafts}


@pytest.mark.parametrize("said", ["--sent", "--again"])
def test_what_was_said_of_a_mail_in_doubt_by_mistake_is_taken_back(doubtful, said):
    run, mail, people = doubtful
    before = stand(run)
    run("outbox", "settle", COHORT, mail, said)
    settled = stand(run)
    assert settled != before
    run("undo", "--yes")
    assert stand(run) == before
    assert "1 mail in doubt: sent or not" in lines(run)
    going = told(run, "outbox", "send", COHORT, *DAY, code=3)
    assert len(going["mails"]) == people - 3, "what is in doubt does not go"
    run("undo", told(run, "history", COHORT)["history"][0]["no."], "--yes")
    assert stand(run) == settled, "the undo was a mistake"
    run("undo", told(run, "history", COHORT)["history"][0]["no."], "--yes")
    other = {"--sent": "--again", "--again": "--sent"}[said]
    run("outbox", "settle", COHORT, mail, other)
    with mail_server() as server:
        server_in(run.folder, server.port)
        told(run, *SEND)
    assert len(server.mails) == people - 3 + (other == "--again")


def test_a_mail_that_went_again_is_not_in_doubt_when_that_is_taken_back(doubtful):
    run, mail, people = doubtful
    run("outbox", "settle", COHORT, mail, "--again")
    number = told(run, "history", COHORT)["history"][0]["no."]
    with mail_server() as server:
        server_in(run.folder, server.port)
        told(run, *SEND)
        assert len(server.mails) == people - 2
        assert told(run, "undo", number, "--dry-run")["sent"] == 1
        run("undo", number, "--yes")
        assert {state for state, _ in stand(run).values()} == {"sent"}
        told(run, *SEND)
    assert len(server.mails) == people - 2
