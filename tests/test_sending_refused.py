"""A mail server that refuses: what to do is said, nothing is marked sent that did not go, and then all go once."""

import socket
from collections import Counter

import pytest
from smtp_troubles import server
from test_documents_sending import server_in
from test_mail_troubles import SEND, codes, invited, lines, stand, told  # noqa: F401 - a fixture

LOGIN = {"login": '"password"', "user": '"me@example.org"'}
PASSWORD = "MENTORCLI_SMTP_PASSWORD"


def refused(run, **environment):
    """Try to send; return what is said and what to do."""
    before = stand(run)
    done = run(*SEND, code=3, **environment)
    assert stand(run) == before, "nothing is marked"
    text = " ".join((done.stdout + done.stderr).split())
    assert "0 mails of" in text
    technical = ("Errno", "SSL", "Exception", "smtplib", "_ssl", "AUTH")
    assert not [w for w in technical if w in text], text
    said, _, do = text.partition("→ ")
    return said, do


def everybody_once(run, people, one, **environment):
    """Send for good: each has one mail, and nothing is left."""
    run(*SEND, **environment)
    assert Counter(to for to, _ in one.mails) == Counter(people)
    run(*SEND, **environment)
    assert len(one.mails) == len(people)
    assert {state for state, _ in stand(run).values()} == {"sent"}


def test_a_wrong_password_then_the_right_one(invited):  # noqa: F811
    run, people = invited
    with server(password="right") as one:
        server_in(run.folder, one.port, **LOGIN)
        said, do = refused(run, **{PASSWORD: "wrong"})
        assert "did not let me@example.org in (code 535)" in said
        assert PASSWORD in do
        assert "user" in do
        assert "wrong" not in said + do
        assert "MAIL" not in one.heard
        everybody_once(run, people, one, **{PASSWORD: "right"})


@pytest.mark.parametrize(
    ("behaviour", "settings", "says", "does"),
    [
        ({"password": "right"}, {}, "takes no mail from", "See login and user"),
        ({"password": "right", "busy": True}, LOGIN, "(code 454)", "later"),
        ({}, LOGIN, "knows no login", 'login = "none"'),
        ({}, {"security": '"tls"'}, "does not answer encrypted", "administrators"),
        ({}, {"security": '"starttls"'}, "offers no encryption", "administrators"),
        ({"starttls": 454}, {"security": '"starttls"'}, "did not begin the encryption (code 454)", "security"),
    ],
)  # fmt: skip
def test_a_server_that_lets_nobody_in(invited, behaviour, settings, says, does):  # noqa: F811
    run, people = invited
    with server(**behaviour) as one:
        server_in(run.folder, one.port, **settings)
        said, do = refused(run, **{PASSWORD: "right"})
        assert says in said
        assert does in do
        assert not one.mails
    with server() as one:
        server_in(run.folder, one.port)
        everybody_once(run, people, one)


def test_a_server_that_is_away(invited):  # noqa: F811
    run, people = invited
    with socket.socket() as taken:  # nobody listens there, and nobody else can meanwhile
        taken.bind(("127.0.0.1", 0))
        server_in(run.folder, taken.getsockname()[1])
        said, do = refused(run)
    assert "cannot be reached" in said
    assert "host, port and security" in do
    with server() as one:
        server_in(run.folder, one.port)
        everybody_once(run, people, one)


@pytest.mark.parametrize("answer", ["550 nobody here", "450 not now"])
def test_one_reader_is_refused_in_the_middle_and_the_others_have_theirs(invited, answer):  # noqa: F811
    run, people = invited
    with server() as one:
        server_in(run.folder, one.port)
        order = [m["to"] for m in told(run, *SEND[:3], *SEND[-2:])["mails"]]
        middle = order[len(order) // 2]
        one.refuses[middle] = answer
        done = told(run, *SEND, code=3)
        assert codes(done) == ["mail_refused" if answer[0] == "5" else "mail_later"]
        assert Counter(to for to, _ in one.mails) == Counter(people) - Counter([middle])
        one.refuses.clear()
        if answer[0] == "5":
            run("invite", "kickoff", SEND[2], *SEND[-2:])
        everybody_once(run, people, one)


@pytest.mark.parametrize(("at", "doubt"), [("data", 0), ("dot", 1)])
def test_a_line_that_is_cut_before_and_after_the_last_line(invited, at, doubt):  # noqa: F811
    run, people = invited
    with server(cut=4, at=at) as one:
        server_in(run.folder, one.port)
        done = told(run, *SEND, code=3)
        assert ("not known" if doubt else "was not sent") in done["error"]
        assert len(one.mails) == 4
        had = [to for to, _ in one.mails]
    states = Counter(state for state, _ in stand(run).values())
    assert states["sent"] == 4 - doubt
    assert len([x for x in lines(run) if "in doubt" in x]) == doubt
    with server() as one:
        server_in(run.folder, one.port)
        found = told(run, *SEND, code=3 if doubt else 0)
        assert codes(found) == ["in_doubt"] * doubt
        assert Counter(had + [to for to, _ in one.mails]) == Counter(people)
