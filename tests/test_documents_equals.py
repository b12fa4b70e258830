"""Letters, invitations and certificates for people without roles: nobody is called a mentor."""

from __future__ import annotations

import email
import re
from dataclasses import replace
from email import policy

import pytest
from documents_cohorts import HALFWAY, KEY, LAST, running
from documents_reading import readable

from mentorcli.commands.matches.match_endings import end
from mentorcli.commands.papers.agreements import render
from mentorcli.commands.papers.cancellations import cancel
from mentorcli.commands.papers.invitations import invite
from mentorcli.commands.papers.letters import Request, write
from mentorcli.commands.papers.signatures import listing, signed
from mentorcli.commands.papers.templates import preview
from mentorcli.domain.language import LANGUAGES

GROUPS = [
    ("fi", ["Maija Äijä", "Bo Ås", "Ville Vaara"]), ("sv", ["Chen Li", "Dina Ås"]),
    ("en", ["Farah Khan", "Eero Rå", "Õie Š"]),
]  # fmt: skip
A_ROLE = re.compile(
    r"(?i)\b(mentors?|mentorn|mentorer|mentor(?:i|in|isi|ille|ina|iksi|ia)|aktori\w*|adept\w*|mentees?)\b"
)
"""Words for one of two roles; “mentors to one another” is said of all of them."""
OF_ALL = ("mentors to one another", "mentor one another", "varandras mentorer")


def texts(folder, pattern):
    for path in sorted((folder / "out" / KEY).rglob(pattern)):
        mail = email.message_from_bytes(path.read_bytes(), policy=policy.SMTP)
        body = mail.get_body(("plain",)).get_content().replace("\r\n", "\n")
        yield mail["To"].addresses[0].addr_spec, f"{mail['Subject']}\n{body}"


def about_roles(text):
    for words in OF_ALL:
        text = text.replace(words, "")
    text = re.sub(r"(?m)^\[header\].*$", "", text)
    return A_ROLE.findall(text.replace("Visible themes", ""))


@pytest.mark.parametrize("gathering", ["kickoff", "midpoint", "wrapup"])
def test_each_of_a_circle_is_invited_in_their_language(tmp_path, gathering):
    run = running(tmp_path, GROUPS, form="peer").on()
    assert len(invite(run, gathering, KEY).data["invitations"]) == 8
    found = dict(texts(tmp_path, f"* - {gathering} *.eml"))
    assert len(found) == 8
    assert [(to, about_roles(t)) for to, t in found.items() if about_roles(t)] == []
    if gathering == "kickoff":
        to_maija = found["p-a0000@example.org"]
        assert "Bo Ås" in to_maija
        assert "Ville Vaara" in to_maija
        assert "- Maija Äijä" not in to_maija, "the reader knows who they are"
        assert "Chen Li" not in to_maija
    assert len(cancel(run, gathering, KEY).data["cancelled"]) == 8


@pytest.mark.parametrize(
    ("name", "who", "count"),
    [("receipt", "", 9), ("introduction", "", 8), ("waiting", "", 1), ("mentor-not-needed", "", 0),
     ("changed-match", "Chen Li", 1), ("extension", "Chen Li", 1), ("early-ending", "Chen Li", 1)],
)  # fmt: skip
def test_letters_to_equals_speak_of_no_role(tmp_path, name, who, count):
    cohort = running(tmp_path, GROUPS, form="peer", alone=1)
    run = cohort.on()
    if name == "early-ending":
        end(cohort.on(HALFWAY), KEY, (who, ""), HALFWAY, "moved", part="group")
    said = write(run, KEY, Request(name, who, anyway="a test" if name == "changed-match" else ""))
    assert len(said.data["letters"]) == count
    found = list(texts(tmp_path, "*.eml"))
    assert len(found) == count
    assert [(to, about_roles(t)) for to, t in found if about_roles(t)] == []


def test_an_introduction_names_the_whole_circle_in_one_order(tmp_path):
    run = running(tmp_path, GROUPS, form="peer").on()
    write(run, KEY, Request("introduction"))
    found = dict(texts(tmp_path, "* - introduction-peer *.eml"))
    mine = [t for to, t in found.items() if to.startswith("p-a000")]
    assert len(mine) == 3
    for text in mine:
        assert text.index("Bo Ås") < text.index("- Maija Äijä") < text.index("Ville Vaara")
        assert "p-a0002@example.org" in text


def test_certificates_and_agreements_of_equals(tmp_path):
    run = running(tmp_path, GROUPS, form="peer").on()
    signed(run, KEY, "all", run.today)
    write(replace(run, today=LAST), KEY, Request("certificate"))
    render(run, KEY)
    papers = sorted((tmp_path / "out" / KEY).rglob("*.docx"))
    assert len(papers) == 8 + 3
    assert [(p.name, about_roles(readable(p.read_bytes()))) for p in papers
            if about_roles(readable(p.read_bytes()))] == []  # fmt: skip
    assert {s["role"] for s in listing(run, KEY).data["signatures"]} == {"peer"}


def test_what_is_worded_for_equals_has_previews_with_and_without_a_cohort(tmp_path):
    run = running(tmp_path / "peers", GROUPS, form="peer").on()
    other = running(tmp_path / "groups", [("fi", ["Maija Äijä", "Bo Ås"])]).on()
    names = [f"{g}-peer" for g in ("kickoff", "midpoint", "wrapup")]
    names += ["introduction-peer", "waiting-peer", "changed-match-peer", "agreement/peer"]
    for name in names:
        made = preview(run, name, "", KEY, "doctoral")
        assert len(made.files) == 2 * len(LANGUAGES)
    for name in ("kickoff-peer", "introduction-peer", "agreement/peer"):
        made = preview(other, name, "fi", KEY, "doctoral")
        assert len(made.files) == 2, "also with a group that has a mentor"
