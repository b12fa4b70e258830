"""What is meant for HR alone reaches nobody else: marked everywhere, looked for everywhere."""

from __future__ import annotations

import contextlib
import datetime as dt
import shutil
from dataclasses import replace

import pytest
from documents_cohorts import FORMS, HALFWAY, KEY, LAST, MARK, SCORE, every_file, running, unpacked
from documents_server import mail_server
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from test_documents_sending import go, server_in

from mentorcli.commands.mail.reminders import remind
from mentorcli.commands.matches.match_endings import end
from mentorcli.commands.papers import session_invitations as individual
from mentorcli.commands.papers.agreements import render
from mentorcli.commands.papers.cancellations import cancel
from mentorcli.commands.papers.invitations import invite
from mentorcli.commands.papers.letters import Request, write
from mentorcli.commands.papers.reports import report
from mentorcli.commands.papers.signatures import signed
from mentorcli.domain.language import LANGUAGES
from mentorcli.domain.problem import UserError
from mentorcli.files.office import to_pdf

NAMES = st.text(st.characters(categories=("L", "Zs")), min_size=1, max_size=30).map(
    lambda name: f"Nimi {name}"
)
DATES = ("1931-07-17", "17.7.1931", "17 July 1931", "17 juli 1931", "17. heinäkuuta 1931")
SCORES = (
    f"{SCORE}",
    f"{SCORE:,}",
    f"{SCORE:,}".replace(",", " "),
    f"{SCORE:,}".replace(",", "\xa0"),
)
MEETING = individual.Meeting(dt.date(2027, 3, 4), dt.time(14))
TO_MANY = ("receipt", "introduction", "waiting", "mentor-not-needed")
TO_ONE = ("changed-match", "extension")
ENDS = dt.date(2027, 5, 20)


@st.composite
def cohorts(draw, form):
    """Return groups of a cohort of this form: a language and two or three names each."""
    size = (1, 1) if form == "pair" else (2, 3)
    mentees = st.lists(NAMES, min_size=size[0], max_size=size[1])
    return draw(st.lists(st.tuples(st.sampled_from(LANGUAGES), mentees), min_size=1, max_size=2))


def make_everything(cohort):
    """Write all that goes to participants, and the report for management."""
    run = cohort.on()
    render(run, KEY, also=("sv",))
    for gathering in ("kickoff", "midpoint", "wrapup"):
        invite(run, gathering, KEY)
    cancel(run, "wrapup", KEY)
    for month, day in ((1, 18), (2, 4), (2, 11), (4, 20), (5, 17)):
        remind(cohort.on(dt.date(2027, month, day)))
    for letter in TO_MANY:
        write(cohort.on(HALFWAY), KEY, Request(letter))
    for letter in TO_ONE:
        write(run, KEY, Request(letter, "p-a0000", ENDS, anyway="a test"))
    with contextlib.suppress(UserError):  # equals have no individual sessions
        individual.invite(run, KEY, "p-a0000", MEETING, cancelled=False)
    signed(run, KEY, "all", run.today)
    assert write(run, KEY, Request("contact-details")).data["letters"]
    assert write(cohort.on(LAST), KEY, Request("certificate")).data["letters"]


def end_early(cohort):
    """End a match; invitations to its people that are not sent are for nobody then."""
    run = cohort.on()
    end(cohort.on(HALFWAY), KEY, ("p-a0000", ""), HALFWAY, "moved", part="group")
    write(run, KEY, Request("early-ending", "p-a0000"))
    report(run, KEY)


def all_sent(cohort, folder):
    """Send every draft to a server on this machine, before and after a match ends; return the mails as it got them."""
    with mail_server() as server:
        server_in(folder, server.port)
        go(cohort.on())
        end_early(cohort)
        go(cohort.on())
    return [content for _, _, content in server.mails]


def leaks(texts):
    """Return what of the hidden stands where; management may read the mean of the scores."""
    hidden = (MARK, MARK.lower(), *DATES)
    return [
        (name, word)
        for name, text in texts
        for word in (*hidden, *(() if "report" in name else SCORES))
        if word in text
    ]


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=2, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(data=st.data(), alone=st.integers(0, 2))
def test_no_private_answer_leaves_the_house(tmp_path_factory, form, data, alone):
    folder = tmp_path_factory.mktemp("leaks")
    cohort = running(folder, data.draw(cohorts(form)), alone=alone, form=form)
    make_everything(cohort)
    sent = [unpacked(content, "sent.eml") for content in all_sent(cohort, folder)]
    files = every_file(folder / "out")
    assert {p.suffix for p in files} == {".docx", ".eml", ".earlier", ".xlsx", ".html"}
    assert "Visible goal_text" in "".join(files.values()), "what may be seen is there"
    assert sum("BEGIN:VCALENDAR" in text for text in sent) >= 6, "invitations went as requests"
    texts = [(str(p.relative_to(folder)), text) for p, text in files.items()]
    assert leaks([*texts, *(("sent", text) for text in sent)]) == []


@pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed"
)
@pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="poppler (pdftotext) is not installed"
)
def test_no_private_answer_is_in_a_pdf_of_any_kind_in_any_language(tmp_path):
    papers = {}
    for form in FORMS:
        groups = [(x, ["Maija Äijä", "Bo Ås"][: 1 if form == "pair" else 2]) for x in LANGUAGES]
        run = running(tmp_path / form, groups, form=form).on()
        render(run, KEY)
        signed(run, KEY, "all", run.today)
        write(replace(run, today=LAST), KEY, Request("certificate", "p-a0000"))
        for path in sorted((tmp_path / form / "out").rglob("*.docx")):
            papers[f"{form}-{path.name}"] = path.read_bytes()
    assert len(papers) == 4 * (3 + 1)
    pages = {name: unpacked(content) for name, content in to_pdf(papers).items()}
    assert all("Visible goal_text" in t for n, t in pages.items() if "agreement" in n)
    assert leaks(pages.items()) == []


@pytest.mark.parametrize("encode", [str.encode, lambda t: t.encode("utf-16")])
def test_the_search_finds_what_is_there(encode):
    assert MARK in unpacked(encode(f"x {MARK} y"))


def test_the_search_finds_what_a_mail_carries():
    import base64

    hidden = base64.b64encode(f"x {MARK} y".encode()).decode()
    mail = f"Subject: =?utf-8?b?{hidden}?=\r\nContent-Transfer-Encoding: base64\r\n\r\n{hidden}\r\n"
    assert unpacked(mail.encode(), "a.eml").count(MARK) == 2
