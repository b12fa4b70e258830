"""Drawers: a new thing is one new file, and nothing elsewhere has to know it.

A copy of the checkout gets one new thing of each kind, each without a line changed in what is there.
The real command uses all of them, and the tests that look at every thing of a kind hold in the copy.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from documents_reading import readable
from docx import Document
from life_runner import run_all

from mentorcli.domain.language import LANGUAGES

TOP = Path(__file__).parent.parent
PROGRAMME, COHORT = "harbour", "2027-harbour"

RULE = '''
"""Rule: two people whose surnames begin alike do not meet."""

PURPOSE = "Everybody meets another letter."
WORDS = "one initial"


def blocks_pair(mentee, mentor, ground):
    """Return the reason when both surnames begin with one letter."""
    mine, theirs = (str(a.text("last_name"))[:1] for a in (mentee, mentor))
    return f"The surnames of both begin with {mine}." if mine == theirs else None
'''
CRITERION = '''
"""Criterion: the length of the mentor's surname, which everybody likes."""

PURPOSE = "The mentor's surname is long."


def points(mentee, mentor, most, ground):
    """Return a point for each letter."""
    return min(most, len(mentor.text("last_name")))


def words(mentee, mentor, ground):
    """Return how long it is."""
    return f"has a surname of {len(mentor.text('last_name'))} letters"
'''
SECTION = '''
"""Section: mentees and mentors side by side."""

from mentorcli.reports.report import Breakdown, Measure, Section


def section(facts):
    """Return how many there are of each."""
    measure = Measure("Crew", "count", "People who are aboard.")
    rows = tuple((role, (len(facts.eligible(role)),)) for role in ("mentee", "mentor"))
    return Section("crew", "Crew", breakdowns=(Breakdown("Crew by role", "Role", (measure,), rows),))
'''
PIGEON = '''
"""Mail by pigeon."""

from contextlib import contextmanager

from mentorcli.domain.message import Receipt


class Pigeon:
    """A pigeon, which always arrives."""

    def about(self):
        """Return what flies."""
        return "a grey pigeon"

    @contextmanager
    def open(self):
        """Open the loft."""
        yield self

    def hand_over(self, mail, at_the_door):
        """Let one fly."""
        at_the_door()
        return Receipt(accepted=True, passing=False, code="")

    def knows(self, message_id):
        """Return that nobody knows."""
        return None


def make(settings, secrets):
    """Return a pigeon."""
    return Pigeon()
'''
FORM_TOOL = """
title = "Quay poll"
order = 5
separators = [" + "]

[signs]
headers = ['^quay number$', '^quay berth$']
least = 2

[[column]]
field = "@id"
headers = ["Quay number"]
values = "any"

[[skip]]
reason = "test"
headers = '^quay berth$'
values = ["dry dock"]
"""
HARBOUR = """
name = { en = "Harbour mentoring", fi = "Satamamentorointi", sv = "Hamnmentorskap" }
form = "pairs"
agreement = "agreement/quay"
reminders = ["tide"]
sections = ["summary"]

[group]
fewest = 1
most = 1

[mentee]
fields = ["first_name", "last_name", "full_name", "email", "languages", "goals", "consent"]
required = ["email", "languages", "goals", "consent"]

[mentor]
fields = ["first_name", "last_name", "full_name", "email", "languages", "themes", "capacity", "consent"]
required = ["email", "languages", "themes", "capacity", "consent"]

[matching]
stages = ["seated", "worst_served", "total", "tie_break"]

[matching.rules]
common_language = {}

[matching.criteria]
themes = { points = 100 }

[calendar.harbour]
call_opens = { month = 10, day = 26, year = -1 }
call_closes = { month = 11, day = 29, year = -1 }
kickoff = { month = 1, day = 28 }
midpoint = { month = 3, day = 31 }
wrapup = { month = 6, day = 10 }

[gatherings.kickoff]
starts = "17:00"
ends = "19:00"
zone = "Europe/Helsinki"
place = "The quay"
"""
SWITCHED_ON = """
sections = ["summary", "crew"]

[matching.rules]
one_initial = {}

[matching.criteria]
long_surname = { points = 50 }
"""
REMINDER = """+++
when = ["kickoff -3"]
audience = "participants"
until = "kickoff"
subject = "{{ programme }}: high tide"
+++
Dear {{ person.first_name }}, the tide is high on {{ dates.kickoff.date }}.
"""
LETTER = """{# to: mentors #}
Subject: {{ programme.name }}: thanks from the quay

Thank you, {{ recipient.first_name }}!
"""

NEW = {
    "mentorcli/matching/rules/one_initial.py": RULE,
    "mentorcli/matching/criteria/long_surname.py": CRITERION,
    "mentorcli/intake/dialects/quaypoll.toml": FORM_TOOL,
    "mentorcli/programmes/harbour.toml": HARBOUR,
    "mentorcli/reports/sections/crew.py": SECTION,
    "mentorcli/files/transports/pigeon.py": PIGEON,
    "templates/reminders/tide.{language}.txt.j2": REMINDER,
    "templates/letters/quay-thanks.{language}.txt.j2": LETTER,
    "templates/agreement/quay.{language}.docx": "",
}
"""The one file of each kind; what people read is one file in each language."""
MENTEES = """Quay number,Quay berth,First name,Last name,E-mail address,Languages,Goals,Consent
1,east,Aino,Kallio,aino@example.org,English + Finnish,Networks + Leadership,Yes
2,west,Bo,Ek,bo@example.org,English,Networks,Yes
3,dry dock,Test,Boat,test@example.org,English,Networks,Yes
"""
MENTORS = """Quay number,Quay berth,First name,Last name,E-mail address,Languages,Themes,Capacity,Consent
1,east,Kerttu,Kivi,kerttu@example.org,English + Finnish,Networks + Leadership,1,Yes
2,west,Liv,Rautavaara,liv@example.org,English + Finnish,Networks + Leadership,1,Yes
"""


def put(path, text):
    """Put a new file into the copy; an agreement is a shipped one with a paragraph of its own."""
    assert not path.exists()
    if path.suffix != ".docx":
        path.write_text(text.lstrip("\n"), encoding="utf-8")
        return
    made = Document(path.with_name(path.name.replace("quay", "pair")))
    made.add_paragraph("Signed on the quay.")
    made.save(path)


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """A copy of the checkout with one new thing of each kind."""
    copy = tmp_path_factory.mktemp("copy")
    for name in ("mentorcli", "templates", "sample_data", "tests", "docs"):
        shutil.copytree(TOP / name, copy / name)
    for path in TOP.iterdir():
        if path.is_file() and not path.name.startswith("."):
            shutil.copy(path, copy)
    for name, text in NEW.items():
        for path in {copy / name.format(language=language) for language in LANGUAGES}:
            put(path, text)
    return copy


@pytest.fixture(scope="module")
def used(copy, tmp_path_factory):
    """The command of the copy in one workspace: what each call printed, by its words, and the folder."""
    folder = tmp_path_factory.mktemp("used") / "mentoring"
    called(copy, folder.parent, [("init", "mentoring")])
    for name, text in (("mentees", MENTEES), ("mentors", MENTORS)):
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    (folder / "programmes" / f"{PROGRAMME}.toml").write_text(SWITCHED_ON, encoding="utf-8")
    with (folder / "mentorcli.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[sending]\ntransport = "pigeon"\n')
    return called(copy, folder, COMMANDS), folder


COMMANDS = [
    ("init", "--help"),
    ("letter", "--help"),
    ("cohort", "new", PROGRAMME, COHORT),
    ("import", "mentees.csv", "--cohort", COHORT, "--as", "mentees", "--accept"),
    ("import", "mentors.csv", "--cohort", COHORT, "--as", "mentors", "--accept"),
    ("match", COHORT),
    ("rules", COHORT, "--json"),
    ("explain", COHORT, "Kallio", "--json"),
    ("explain", COHORT, "Kallio", "--with", "Kivi"),
    ("plan", "keep", COHORT, "Kallio", "Kivi"),
    ("plan", "approve", COHORT, "--yes", "--with-questions"),
    ("plan", "check", COHORT),
    ("agreement", "render", COHORT),
    ("letter", "quay-thanks", COHORT),
    ("remind", "--today", "2027-01-25", "--json"),
    ("outbox", "send", COHORT, "--release", "--yes", "--today", "2027-01-25"),
    ("report", COHORT),
]


def called(copy, folder, commands):
    """Run the copy's command; return the end, stdout and stderr of each call, by its words."""
    ends = run_all(folder, commands, PYTHONPATH=str(copy))
    return {" ".join(words): end for words, end in zip(commands, ends, strict=True)}


def said(used, words):
    """Return what a call printed that went well, or left something for a person to see to."""
    code, out, err = used[0][words]
    assert code in {0, 3}, out + err
    return out + err


def test_a_programme(used):
    assert re.search(rf"first programme:[^.]* {PROGRAMME},", said(used, "init --help"))
    assert "Harbour mentoring" in said(used, f"cohort new {PROGRAMME} {COHORT}")


def test_a_form_tool(used):
    shown = said(used, f"import mentees.csv --cohort {COHORT} --as mentees --accept")
    assert "mentees, quaypoll, new form" in shown
    assert "3 rows: 2 new, 1 skipped" in shown, "the test row is left out"


def test_a_conflict_rule_solves_explains_and_judges_by_hand(used):
    told = json.loads(said(used, f"rules {COHORT} --json"))["rules"]
    found = {rule["rule"]: rule["blocked"] for rule in told}
    assert found["one_initial"] == 1
    reason = "Blocked by one initial: The surnames of both begin with K."
    assert reason in said(used, f"explain {COHORT} Kallio --with Kivi")
    code, _, err = used[0][f"plan keep {COHORT} Kallio Kivi"]
    assert (code, "one_initial" in err) == (3, True), err
    assert used[0][f"plan check {COHORT}"][0] == 0


def test_a_scoring_criterion(used):
    told = json.loads(said(used, f"explain {COHORT} Kallio --json"))
    (pair,) = told["explanation"]["match"]["pairs"]
    points = {part["criterion"]: part["points"] for part in pair["parts"]}
    assert points == {"themes": 100, "long_surname": len("Rautavaara")}
    assert "has a surname of 10 letters" in pair["reason"]


def test_an_agreement(used):
    said(used, f"agreement render {COHORT}")
    papers = sorted((used[1] / "out" / COHORT / "agreements").glob("*.docx"))
    assert len(papers) == 2
    assert all("Signed on the quay." in readable(p.read_bytes()) for p in papers)


def test_a_letter(used):
    assert "quay-thanks," in said(used, "letter --help")
    said(used, f"letter quay-thanks {COHORT}")
    assert len(list((used[1] / "out").rglob("*quay-thanks*.eml"))) == 2


def test_a_reminder(used):
    due = json.loads(said(used, "remind --today 2027-01-25 --json"))["reminders"]
    assert {r["kind"] for r in due} == {"tide"}
    assert len(due) == 4
    assert len(list((used[1] / "out").rglob("*tide*.eml"))) == 4


def test_a_way_of_delivering_mail(used):
    shown = said(used, f"outbox send {COHORT} --release --yes --today 2027-01-25")
    assert f"6 mails of {COHORT} sent through a grey pigeon." in shown


def test_a_report_section(used):
    said(used, f"report {COHORT}")
    (page,) = (used[1] / "out" / COHORT / "report").glob("*.html")
    assert "Crew by role" in page.read_text(encoding="utf-8")
    assert "Crew" in openpyxl.load_workbook(page.with_suffix(".xlsx")).sheetnames


EVERY = {
    "test_cli_start.py": "contents or has_help or speaks_json",
    "test_commands_table.py": "those_of_the_table",
    "test_console_sentences.py": "sentence",
    "test_documents_templates.py": "what_ships and (quay or tide or harbour)",
    "test_package.py": "wheel_holds",
    "test_readme.py": "reference or short",
    "test_reminders_templates.py": "schedule or in_use",
}
"""The tests that look at all things of a kind, at lists of them, or at help and what is made of it."""


def test_nothing_elsewhere_has_to_know_them(copy):
    files = [f"tests/{name}" for name in EVERY]
    chosen = " or ".join(f"({name} and ({which}))" for name, which in EVERY.items())
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *files, "-k", chosen],
        cwd=copy, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(copy)},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    assert int(re.search(r"(\d+) passed", done.stdout)[1]) > 50
