"""Letters: each to those it is for, in their language; a new one is a file dropped in."""

from __future__ import annotations

import email
import re
from email import policy

import pytest
from documents_cohorts import HALFWAY, KEY, LAST, TODAY, running
from documents_reading import readable

from mentorcli.commands.matches.match_endings import end
from mentorcli.commands.papers.agreements import approved_plan
from mentorcli.commands.papers.invitations import invite
from mentorcli.commands.papers.letters import Request, write
from mentorcli.commands.papers.signatures import signed
from mentorcli.commands.papers.templates import preview
from mentorcli.domain.problem import UserError
from mentorcli.workspace.folder import open_workspace
from mentorcli.workspace.records import cohort_standing

GROUPS = [("fi", ["Maija Äijä", "=HYPERLINK(1)"]), ("sv", ["Chen Li", "Dina Ås", "Eero Rå"])]
TO_MANY = {"receipt": 9, "introduction": 7, "waiting": 1, "mentor-not-needed": 1}


def letters(folder, kind):
    found = {}
    for path in sorted((folder / "out" / KEY / "letters" / kind).glob(f"* - {kind} *.eml")):
        mail = email.message_from_bytes(path.read_bytes(), policy=policy.SMTP)
        body = mail.get_body(("plain",)).get_content().replace("\r\n", "\n")
        found[mail["To"].addresses[0].addr_spec] = (mail["Subject"], body)
    return found


def send(cohort, name, who="", until=None, day=TODAY):
    return write(cohort.on(day), KEY, Request(name, who, until))


@pytest.mark.parametrize(("name", "count"), TO_MANY.items())
def test_each_letter_goes_to_those_it_is_for(tmp_path, name, count):
    cohort = running(tmp_path, GROUPS, alone=1)
    assert len(send(cohort, name).data["letters"]) == count
    found = letters(tmp_path, name)
    assert len(found) == count
    for subject, body in found.values():
        assert "{" not in subject + body
        assert body.startswith(("Hei ", "Hej ")), "each in the recipient's language"


def test_an_introduction_shows_each_side_the_other(tmp_path):
    send(running(tmp_path, GROUPS), "introduction")
    found = letters(tmp_path, "introduction")
    to_mentor, to_mentee = found["p-m000@example.org"][1], found["p-a0000@example.org"][1]
    assert "Maija Äijä" in to_mentor
    assert "=HYPERLINK(1)" in to_mentor
    assert "p-m000@example.org" in to_mentee
    assert "Chen Li" not in to_mentor + to_mentee
    assert "allekirjoitatte sen.\n\nJos ratkaisu" in to_mentee, "paragraphs stay apart"


def test_a_letter_about_one_person_needs_a_name(tmp_path):
    cohort = running(tmp_path, GROUPS)
    with pytest.raises(UserError, match="one person at a time"):
        send(cohort, "extension")
    send(cohort, "extension", "Chen Li")
    assert list(letters(tmp_path, "extension")) == ["p-a0010@example.org"]


def test_an_early_end_is_written_to_all_whom_it_concerns(tmp_path):
    cohort = running(tmp_path, GROUPS)
    assert send(cohort, "early-ending").data["letters"] == []
    end(cohort.on(HALFWAY), KEY, ("Chen Li", ""), HALFWAY, "moved", part="group")
    send(cohort, "early-ending")
    people = [f"p-a001{n}@example.org" for n in range(3)]
    assert sorted(letters(tmp_path, "early-ending")) == [*people, "p-m001@example.org"]


def test_a_certificate_is_a_word_document_for_each_participant(tmp_path):
    cohort = running(tmp_path, GROUPS)
    said = send(cohort, "certificate", day=LAST)
    assert said.data["letters"] == [], "nobody has signed"
    signed(cohort.on(), KEY, "all", cohort.on().today)
    assert send(cohort, "certificate", day=HALFWAY).data["letters"] == [], "it is not over"
    send(cohort, "certificate", day=LAST)
    files = sorted((tmp_path / "out" / KEY / "letters").rglob("* - certificate (*.docx"))
    assert len(files) == 7
    assert all(re.search(r" - certificate \((en|fi|sv)\)\.docx$", p.name) for p in files)
    texts = [readable(p.read_bytes()) for p in files]
    assert any("Osallistumistodistus" in t and "Maija Äijä" in t for t in texts)
    assert any("Deltagarintyg" in t and "Chen Li" in t for t in texts)
    with open_workspace(tmp_path).reading() as connection:
        plan = approved_plan(cohort_standing(open_workspace(tmp_path), connection, KEY))
    assert len(plan.matches) == 2


def test_a_letter_of_ones_own_is_one_file_a_language(tmp_path):
    cohort = running(tmp_path, GROUPS)
    folder = tmp_path / "templates" / "letters"
    folder.mkdir(parents=True)
    for language, text in (("en", "Hello"), ("fi", "Terve")):
        (folder / f"thanks.{language}.txt.j2").write_text(
            f"{{# to: mentors #}}\nSubject: {text}\n\n{text} {{{{ recipient.first_name }}}}!\n",
            encoding="utf-8",
        )
    said = send(cohort, "thanks")
    assert [r["language"] for r in said.data["letters"]] == ["fi", "en"], "Swedish is missing"
    assert letters(tmp_path, "thanks")["p-m000@example.org"] == ("Terve", "Terve Aino!\n")
    (folder / "thanks.fi.txt.j2").write_text("Subject: x\n\n{{ recipient.nmae }}", "utf-8")
    with pytest.raises(UserError, match="mistakes"):
        send(cohort, "thanks")


def test_every_letter_has_a_preview(tmp_path):
    cohort = running(tmp_path, GROUPS)
    for name in (*TO_MANY, "changed-match", "early-ending", "extension", "certificate"):
        made = preview(cohort.on(), f"letters/{name}", "", KEY, "doctoral")
        assert len(made.files) == 6
        for path in made.files:
            text = path.read_bytes()
            shown = readable(text) if path.suffix == ".docx" else text.decode()
            assert "{{" not in shown


A_GROUP = re.compile(
    r"(?i)\b(groups?|mentees|others|ryhm\w*|aktorit|muut|grupp\w*|adepter\w*|andra)\b"
)


def test_a_pair_is_not_called_a_group(tmp_path):
    pairs = [("fi", ["Maija Äijä"]), ("sv", ["Chen Li"]), ("en", ["Dina Ås"])]
    run = running(tmp_path, pairs, form="pair").on()
    invite(run, "kickoff", KEY)
    write(run, KEY, Request("introduction"))
    for who in ("p-a0000", "p-m001", "p-a0020"):
        write(run, KEY, Request("changed-match", who, anyway="a test"))
    drafts = sorted((tmp_path / "out" / KEY).rglob("*.eml"))
    assert len(drafts) == 6 + 6 + 3
    for path in drafts:
        mail = email.message_from_bytes(path.read_bytes(), policy=policy.SMTP)
        text = f"{mail['Subject']}\n{mail.get_body(('plain',)).get_content()}"
        assert A_GROUP.findall(text.replace("Visible", "")) == [], (path.name, text)


def test_namesakes_have_files_of_their_own(tmp_path):
    from mentorcli.commands.papers.letter_days import _called_alike
    from mentorcli.domain.application import Application, ApplicationState

    def one(person, role, name):
        state = ApplicationState.VALID
        return Application(
            KEY, role, person, name, f"{person}@example.org", state, "", "", None, {}
        )

    namesakes = [one("p-1", "mentee", "Aino Kallio"), one("p-2", "mentor", "aino  Kállio")]
    both = [one("p-3", "mentee", "Li Xu"), one("p-3", "mentor", "Li Xu")]
    alone = [one("p-4", "mentee", "Aino Kallio-Laine"), one("p-5", "mentor", "שרה")]
    assert _called_alike([*namesakes, *both, *alone]) == {
        (a.person, a.role) for a in (*namesakes, *both)
    }
