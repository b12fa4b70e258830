"""Drafts, letters and the merge workbook: the right recipient, plain text, equal bytes."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import tomllib
from dataclasses import replace
from email import policy
from email.parser import BytesParser
from html.parser import HTMLParser
from pathlib import Path

import pytest
from documents_people import (
    LONG_SURNAME,
    NAUGHTY,
    ORGANISATION,
    invitation,
    mentees,
    mentor,
)
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from openpyxl import load_workbook

from mentorcli.documents import enclosures, merge_workbook, message_file_name, to_eml
from mentorcli.documents.plain import html_of
from mentorcli.domain.language import LANGUAGES
from mentorcli.domain.message import Message
from mentorcli.domain.problem import UserError
from mentorcli.files.templates import TemplateFile

REMINDER = Message(
    "2027-spring/x/1", "agreement-unsigned", "2027-spring", "p-aaaa", "Maija Virtanen",
    "maija@example.org", "fi", "Muistutus", "Hei Maija,\n\nallekirjoita sopimus.\n", "2027-02-04",
)  # fmt: skip


class Page(HTMLParser):
    """What a browser sees: tags in order, links and the text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.text = ""
        self.language = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.links += [value for key, value in attrs if key == "href"]
        self.language = dict(attrs).get("lang", self.language)

    def handle_data(self, data):
        self.text += data


def read(content):
    return BytesParser(policy=policy.default).parsebytes(content)


def test_a_draft_is_unsent_has_two_looks_of_one_text_and_the_event():
    message = invitation("kickoff", "mentee", "fi")
    mail = read(to_eml(message, ORGANISATION))
    assert mail["X-Unsent"] == "1"
    assert mail["Date"] is None
    assert mail["Message-ID"] is None
    assert mail["To"].addresses[0].addr_spec == "p-aaaa@example.org"
    assert mail["From"].addresses[0].display_name == "Kaarina Åkerlund"
    assert [p.get_content_type() for p in mail.walk()] == [
        "multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/calendar",
    ]  # fmt: skip
    page = Page(mail.get_body(("html",)).get_content())
    assert page.language == "fi"
    assert "https://meet.example.org/kick-off" in page.links
    (attached,) = mail.iter_attachments()
    assert attached.get_filename() == "2027-spring-kickoff.ics"
    assert attached.get_param("method") is None
    assert Calendar.from_ical(attached.get_payload(decode=True))["METHOD"] == "PUBLISH"


def test_equal_messages_give_equal_bytes():
    assert to_eml(invitation(), ORGANISATION) == to_eml(invitation(), ORGANISATION)


@pytest.mark.parametrize("name", NAUGHTY)
def test_odd_names_reach_one_recipient_and_change_no_header(name):
    odd = replace(REMINDER, to_name=name, subject=name, body=f"Hei {name},\n\n{name}\n")
    mail = read(to_eml(odd, ORGANISATION))
    assert list(mail) == [
        "X-Unsent", "From", "Reply-To", "Auto-Submitted", "To", "Subject", "MIME-Version",
        "Content-Type",
    ]  # fmt: skip
    assert [a.addr_spec for a in mail["To"].addresses] == ["maija@example.org"]
    assert len(mail["To"].addresses[0].display_name) <= 60
    page = Page(mail.get_body(("html",)).get_content())
    assert page.tags == ["html", "head", "meta", "title", "body", "p", "p"] or page.links
    assert not set(page.tags) & {"b", "script", "img"}


@given(st.text(max_size=90), st.text(max_size=200))
def test_whatever_the_name_the_draft_reads_back_as_meant(name, subject):
    mail = read(to_eml(replace(REMINDER, to_name=name, subject=subject), ORGANISATION))
    assert [a.addr_spec for a in mail["To"].addresses] == ["maija@example.org"]
    assert mail["Bcc"] is None


def test_a_long_name_is_cut_where_a_reader_still_knows_it():
    mail = read(to_eml(replace(REMINDER, to_name=LONG_SURNAME), ORGANISATION))
    shown = mail["To"].addresses[0].display_name
    assert shown.startswith("Alexandra von Schlittenbach-Hohenzollern-")
    assert shown.endswith("…")


@pytest.mark.parametrize(
    "address", ["", "nobody", "a@x.fi, b@y.fi", "Å@x.fi", "a b@x.fi", "<a@x.fi>"]
)
def test_what_is_no_address_is_named(address):
    with pytest.raises(UserError, match="is not an e-mail address"):
        to_eml(replace(REMINDER, to_email=address), ORGANISATION)


def test_file_names_differ_by_key_and_stay_in_the_folder():
    one = message_file_name(replace(REMINDER, to_name="../../etc/x", kind="../x"))
    other = message_file_name(replace(REMINDER, to_name="../../etc/x", kind="../x", key="other"))
    assert one != other
    assert "/" not in one
    assert one.startswith("etc x - x k-")


def test_a_hostile_attachment_name_is_only_a_name():
    message = invitation()
    bad = replace(message.attachments[0], name="../../etc/.x\r\nBcc: y.ics")
    mail = read(to_eml(replace(message, attachments=(bad,)), ORGANISATION))
    assert next(mail.iter_attachments()).get_filename() == "x-Bcc-y.ics"


def test_answers_go_to_the_contact_and_only_reminders_say_that_a_schedule_wrote_them():
    reminder, letter = (read(to_eml(m, ORGANISATION)) for m in (REMINDER, invitation()))
    for mail in (reminder, letter):
        assert mail["Reply-To"].addresses == mail["From"].addresses
    assert (reminder["Auto-Submitted"], letter["Auto-Submitted"]) == ("auto-generated", None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_invitation_says_once_what_is_true_of_its_calendar_file(language):
    folder = Path(__file__).parents[1] / "templates" / "invitations"
    sentences = tomllib.loads(
        (Path(enclosures.__file__).with_suffix(".toml")).read_text(encoding="utf-8")
    )["sentences"]
    texts = [p.read_text(encoding="utf-8") for p in folder.glob(f"*.{language}.txt.j2")]
    assert len(texts) == 13
    for text in texts:
        (said,) = (s for s in sentences for _ in range(text.count(s["attached"])))
        for how in ("inside", "without"):
            told = enclosures.said_as(how, text)
            assert said[how] in told
            assert not re.search(r"(?i)attach|liittee|bifoga", told)
    message = invitation(language=language)
    (row,) = [*load_workbook(io.BytesIO(merge_workbook({message: "x.eml"}))).worksheets[0].values][
        1:
    ]
    assert not any(s["attached"] in str(row) for s in sentences)


@pytest.mark.parametrize(
    ("language", "place", "held", "both", "one"),
    [
        ("en", "Otakaari 1, Espoo, hall U1", "English", "join remotely", "can you come"),
        ("fi", "Otakaari 1, Espoo, sali U1", "englanti", "osallistutko etänä", "pääsetkö mukaan"),
        ("sv", "Otakaari 1, Espoo, hall U1", "engelska", "på distans", "kan du komma"),
    ],
)
def test_place_and_language_are_the_cohorts_and_remotely_is_asked_where_there_is_a_link(
    language, place, held, both, one
):
    kickoff, wrapup = (invitation(g, "mentee", language).body for g in ("kickoff", "wrapup"))
    for body in (kickoff, wrapup):
        assert place in body
        assert re.search(rf"(?m)^\S.*: {held}$", body)
    assert both in kickoff
    assert one not in kickoff
    assert one in wrapup
    assert both not in wrapup
    assert place in str(invitation("kickoff", "mentee", language).attachments[0].content, "utf-8").replace("\r\n ", "").replace("\\,", ",")  # fmt: skip


def test_html_links_only_what_is_an_address_and_escapes_the_rest():
    page = Page(
        html_of(
            "See https://example.org/a?b=1&c=2.\njavascript:alert(1) <script>x</script>\n\n"
            "When: today\nWhere: here & there\n\nList:\n- one\n- a@example.org",
            "<T>",
            "sv",
        )
    )
    assert page.links == ["https://example.org/a?b=1&c=2", "mailto:a@example.org"]
    assert "<script>x</script>" in page.text
    assert [t for t in page.tags if t in {"table", "th", "ul", "li"}] == [
        "table", "th", "th", "ul", "li", "li",
    ]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", ["mentor", "mentee"])
@pytest.mark.parametrize("gathering", ["kickoff", "wrapup"])
def test_an_invitation_says_all_that_a_guest_must_know(gathering, role, language):
    message = invitation(gathering, role, language)
    zone = {"en": "Finnish time", "fi": "Suomen aikaa", "sv": "finsk tid"}[language]
    said = [zone, "Otakaari 1", "Tuomas", "Kaarina Åkerlund", "https://example.org/privacy"]
    if gathering == "kickoff":
        said += ["https://meet.example.org/kick-off", "Åsa Öström", "14"]
    assert all(text in message.body for text in said)
    assert message.language == language
    assert "{" not in message.body + message.subject
    assert "\n\n\n" not in message.body
    assert not any(line.endswith((" ,", " .", "()")) for line in message.body.splitlines())


def test_private_answers_and_addresses_of_others_stay_out_of_invitations():
    marked = [
        replace(m, answers={**m.answers, "not_with": "PRIVATE", "gender": "PRIVATE"})
        for m in mentees()
    ]
    hidden = replace(mentor(), answers={**mentor().answers, "known": "PRIVATE"})
    for role in ("mentor", "mentee"):
        content = to_eml(
            invitation("kickoff", role, the_mentor=hidden, the_mentees=marked), ORGANISATION
        )
        assert b"PRIVATE" not in content
        assert b"p-bbbb@example.org" not in content


@pytest.mark.parametrize("name", NAUGHTY)
def test_odd_names_are_one_line_of_text_in_an_invitation(name):
    plain = invitation("kickoff", "mentor").body.count("\n")
    odd = mentees(names=(name, "Maija Virtanen", "Åsa Öström"))
    message = invitation("kickoff", "mentor", the_mentees=odd)
    assert message.body.count("\n") == plain
    assert not set("\x1b\x07\r\u202e") & set(message.body)


def test_a_letter_without_a_subject_is_refused(tmp_path):
    from mentorcli.documents.letters import subject_and_body

    template = TemplateFile("invitations/x", "en", "txt.j2", tmp_path / "x.en.txt.j2", own=True)
    for text in ("Hello\n\nyou", "Subject: x\nyou", "Subject: x\n\n \n"):
        with pytest.raises(UserError, match=r"x\.en\.txt\.j2"):
            subject_and_body(template, text)
    assert subject_and_body(template, "\ufeffSubject:  Hi  you \r\n\r\nBody\r\n") == (
        "Hi you", "Body\n",
    )  # fmt: skip


def test_the_merge_workbook_is_a_flat_table_of_texts():
    odd = [
        replace(REMINDER, key=f"k{n}", to_name=name, subject=name, body=f"Hei {name}")
        for n, name in enumerate(NAUGHTY)
    ]
    files = {m: message_file_name(m) for m in odd}
    content = merge_workbook(files)
    assert content == merge_workbook({m: files[m] for m in odd[::-1]})
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    header, *rows = sheet.iter_rows(values_only=True)
    assert header == (
        "To", "Name", "Language", "Kind", "State", "Due", "Subject", "Body", "File",
    )  # fmt: skip
    assert len(rows) == len(NAUGHTY)
    assert {c.data_type for row in sheet.iter_rows() for c in row} == {"s"}
    assert {row[8] for row in rows} == {message_file_name(m) for m in odd}
    assert any(row[1] == '=HYPERLINK("http://x","y")' for row in rows)


def test_drafts_and_merge_load_no_heavy_library():
    code = """
import sys
from mentorcli.documents import merge_workbook, to_eml
from mentorcli.domain.message import Message, Organisation
message = Message("k", "x", "c", "p", "Maija", "m@example.org", "fi", "S", "Body")
to_eml(message, Organisation("U", "H", "K", "k@example.org", "")); merge_workbook({message: "x"})
heavy = {"docxtpl", "docx", "icalendar", "pandas", "numpy", "openpyxl", "scipy", "lxml"}
print(sorted(heavy & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
