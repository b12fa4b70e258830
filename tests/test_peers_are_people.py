"""Peers have no mentors and are no mentees: no command, workbook or letter to the coordinator calls them so."""

from __future__ import annotations

import re
from email import message_from_bytes, policy

import openpyxl
import pytest
from test_first_aid_life import answer, plan_of
from test_letters_owed import PROGRAMMES, cohort_of

COHORT = PROGRAMMES["peer"][0]
ROLES = re.compile(r"\b(?:mentees?|mentors?)\b", re.IGNORECASE)
DAY = ("--today", "2027-02-10")
COMMANDS = (
    ("status", COHORT, *DAY), ("application", "list", COHORT), ("person", "show", COHORT, "Sundberg"),
    ("plan", "show", COHORT, "--why"), ("plan", "check", COHORT), ("rules", COHORT), ("advise", COHORT),
    ("explain", COHORT, "Sundberg"), ("waiting", COHORT, *DAY), ("cohort", "show", COHORT), ("calendar", COHORT, *DAY),
    ("form", "list"), ("form", "show", "peer-mentee"), ("history", COHORT), ("pair", "list", COHORT),
    ("agreement", "render", COHORT, *DAY), ("agreement", "list", COHORT), ("agreement", "signed", COHORT, "all", *DAY),
    ("invite", "kickoff", COHORT, *DAY), ("letter", "introduction", COHORT, *DAY), ("letter", "waiting", COHORT, *DAY),
    ("session", "log", COHORT, "Sundberg", *DAY), ("session", "sheets", COHORT, *DAY), ("plan", "review", COHORT),
    ("plan", "board", COHORT), ("plan", "answers", COHORT), ("report", COHORT, *DAY), ("remind", *DAY),
    ("application", "withdraw", COHORT, "Ek", "--yes", *DAY), ("status", COHORT, *DAY), ("pair", "list", COHORT),
    ("waiting", COHORT, *DAY), ("replan", COHORT, *DAY), ("match", COHORT, "--what-if", "remove Sundberg"),
    ("letter", "early-ending", COHORT, "--dry-run", *DAY), ("letter", "changed-match", COHORT, "--dry-run", *DAY),
    ("application", "restore", COHORT, "Ek", *DAY), ("doctor",), ("outbox", "list", COHORT),
)  # fmt: skip


@pytest.fixture
def peers(run, sample):
    cohort, exports, selected = PROGRAMMES["peer"]
    cohort_of(run, sample, "peer", cohort, *exports, selected=selected)
    return run


def test_no_command_calls_peers_mentees_or_speaks_of_mentors(peers, sample):
    again = ("import", sample / "peers.csv", "--cohort", COHORT, "--accept", "--yes", *DAY)
    for words in (again, *COMMANDS):
        done = peers(*words, code=None)
        said = ROLES.findall(re.sub(r"peer-mentee", "", done.stdout + done.stderr))
        assert not said, (words, done.stdout, done.stderr)


def test_no_workbook_of_peers_and_no_letter_to_the_coordinator_does(peers):
    for words in COMMANDS:
        peers(*words, code=None)
    books = [*peers.folder.glob("out/**/*.xlsx")]
    names = {book.name.partition(f"-{COHORT}")[0] for book in books}
    assert {"review.xlsx", "cohort", "answers.xlsx"} <= names
    for book in books:
        if book.name.startswith("merge-"):
            continue  # letters to the people themselves: “you are mentors to one another”
        for sheet in openpyxl.load_workbook(book):
            texts = [str(c.value) for row in sheet.iter_rows() for c in row if c.value is not None]
            assert not [t for t in (sheet.title, *texts) if ROLES.search(t)], (
                book.name,
                sheet.title,
            )
    page = next(peers.folder.glob("out/**/cohort-*.html")).read_text(encoding="utf-8")
    assert not ROLES.search(re.sub(r"<[^>]*>", " ", page))
    (letter,) = peers.folder.glob("out/**/coordinator*.eml")
    read = message_from_bytes(letter.read_bytes(), policy=policy.default)
    said = read.get_body(("plain",)).get_content()
    assert "people: 7 complete" in said
    assert not ROLES.search(said)


@pytest.mark.parametrize(
    ("programme", "match"), [("alumni", "pair"), ("peer", "circle"), ("doctoral", "group")]
)
def test_the_report_calls_matches_what_they_are(run, sample, programme, match):
    cohort, exports, selected = PROGRAMMES[programme]
    cohort_of(run, sample, programme, cohort, *exports, selected=selected)
    sections = answer(run("report", cohort, *DAY, "--dry-run", "--json"))["report"]["sections"]
    texts = [t for s in sections for f in s["figures"] for t in (f["label"], f["definition"])]
    texts += [t for s in sections for c in s["charts"] for t in (c["title"], c["description"])]
    texts += [b["title"] for s in sections for b in s["breakdowns"]]
    forms = {"pair", "circle", "group"} - {match}
    # two people together are a pair in each form
    wrong = re.compile(rf"\b(?:{'|'.join(forms - {'pair'})})s?\b", re.IGNORECASE)
    assert not [t for t in texts if wrong.search(t)]
    assert any(re.search(rf"\b{match}s?\b", t, re.IGNORECASE) for t in texts)
    assert not [t for t in texts if "{" in t]
    assert plan_of(run, cohort)["matches"]
