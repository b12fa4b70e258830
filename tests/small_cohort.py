"""A small doctoral cohort and a small open one, whose people a test can follow by eye, by real commands."""

from __future__ import annotations

import email
import json
from email import policy

from docx import Document

COHORT, OPEN = "2027-spring", "2027-open"
STAMP, YES = "2026/10/20 09:00:00", "I have read the privacy notice and accept it"
THEMES = '"Career paths outside academia;Networks"'
MENTEES = f"""Timestamp,First name,Last name,E-mail address,School,Research group,Supervising professor,\
In which languages would you like to be mentored?,What do you want from mentoring?,\
Industries that interest you,Mentor you would wish for,How could you meet?,{YES}
"""
MENTORS = f"""Timestamp,Full name,E-mail address,Phone,Employer,Job title,Industry,\
Themes you can offer to the group,How many mentees can you take?,Languages you can mentor in,\
How could you meet?,{YES}
"""
NAMES = ("Aino Alho", "Bea Berg", "Caj Cork", "Dan Dahl", "Eva Elo")
OPEN_MENTEES = """Timestamp,First name,Last name,E-mail address,School or unit,Department,Your line manager,\
In which language(s) would you like to be mentored?,Focus areas (choose up to three),\
Do you have someone in mind? Name up to three,May the mentor be from your own unit?,\
Preferred frequency of meetings,Preferred duration,How could you meet?,\
I have read the privacy notice and my answers may be shown as marked
"""
OPEN_MENTORS = """Timestamp,First name,Last name,E-mail address,School or unit,Department,\
Areas in which you can mentor,How many mentees can you take now?,In which language(s) can you mentor?,\
How could you meet?,I have read the privacy notice and my answers may be shown as marked
"""
OFFICE = ("--organisation", "U", "--unit", "HR", "--contact", "Liisa", "--address", "hr@u.example")


def _address(name):
    return f"{name.lower().replace(' ', '.')}@u.example"


def mentee(number, name, language="English"):
    first, last = name.split()
    return (
        f"{STAMP},{first},{last},{_address(name)},School of Science (SCI),Group {number},"
        f"Prof. {last}son,{language},{THEMES},ICT and software,,On campus;Remotely,Yes\n"
    )


def mentor(name, takes=3, language="English"):
    last = name.split()[-1]
    return (
        f"{STAMP},{name},{_address(name)},,{last} Oy,CEO,ICT and software,{THEMES},{takes},"
        f"{language},On campus;Remotely,Yes\n"
    )


def made(run, mentors, mentees=NAMES, language="English", programme="doctoral"):
    """Make a workspace with the mentors' and mentees' applications imported; mentors are (name, takes)."""
    run("init", ".", *OFFICE, "--place", "Hall", "--programme", "doctoral", "--today", "2026-10-01")
    run("cohort", "new", programme, COHORT, "--today", "2026-10-01")
    texts = [mentee(n, name, language) for n, name in enumerate(mentees)]
    (run.folder / "mentees.csv").write_text(MENTEES + "".join(texts), encoding="utf-8")
    texts = [mentor(*one, language=language) for one in mentors]
    (run.folder / "mentors.csv").write_text(MENTORS + "".join(texts), encoding="utf-8")
    files = ("mentees.csv", "mentors.csv", "--cohort", COHORT, "--accept", "--yes")
    run("import", *files, "--today", "2026-11-01")


def approved(run, day="2026-11-25", again=False):
    """Make a plan and approve it."""
    run("replan" if again else "match", COHORT, "--today", day)
    run("plan", "approve", COHORT, "--yes", "--with-questions", "--today", day)


def started(run, language="English"):
    """Make the cohort with two mentors, and approve its plan."""
    made(run, (("Mira Mattila", 3), ("Nils Norr", "2-3")), language=language)
    approved(run)


def replaced(run, day, language="English"):
    """Let Mira go, Otto come in her place, and all sign."""
    with (run.folder / "mentors.csv").open("a", encoding="utf-8") as file:
        file.write(mentor("Otto Ok", language=language))
    run("import", "mentors.csv", "--cohort", COHORT, "--yes", "--today", day)
    run("application", "withdraw", COHORT, "Mattila", "--yes", "--today", day)
    approved(run, day, again=True)
    signed(run, day)


def signed(run, day):
    """Make the agreements; all sign them."""
    run("agreement", "render", COHORT, "--today", day)
    run("agreement", "signed", COHORT, "all", "--on", day, "--today", day)


def opened(run, mentees=("Aino Vuori",), mentors=(("Kirsi Halme", 2), ("Sam Osei", 1))):
    """Make an open cohort; its mentors are (name, takes)."""
    run("init", ".", *OFFICE, "--place", "Hall", "--programme", "open", "--today", "2027-01-01")
    run("cohort", "new", "open", OPEN, "--today", "2027-01-01")
    rows = [
        "2027/01/10 09:00:00,{},{},{},School of Science,Physics,Ali Boss,English,Teaching,,Yes,"
        "Monthly,6 months,Remotely,Yes\n".format(*name.split(), _address(name))
        for name in mentees
    ]
    (run.folder / "mentees.csv").write_text(OPEN_MENTEES + "".join(rows), encoding="utf-8")
    rows = [
        "2027/01/05 09:00:00,{},{},{},School of Business,Finance,Teaching,{},English,Remotely,Yes\n"
        "".format(*name.split(), _address(name), takes)
        for name, takes in mentors
    ]
    (run.folder / "mentors.csv").write_text(OPEN_MENTORS + "".join(rows), encoding="utf-8")
    files = ("mentees.csv", "mentors.csv", "--cohort", OPEN, "--accept", "--yes")
    run("import", *files, "--today", "2027-01-10")


def paired(run, mentee, mentor, day="2027-01-11"):
    """Propose a pair, let both say yes, and sign."""
    today = ("--today", day)
    run("pair", "propose", OPEN, mentee, mentor, *today)
    run("pair", "accept", OPEN, mentee, "--with", mentor, *today)
    run("pair", "accept", OPEN, mentor, "--with", mentee, *today)
    run("agreement", "render", OPEN, *today)
    run("agreement", "signed", OPEN, "all", "--on", day, *today)


def told(run, *words, code=None):
    """Return a command's answer for scripts."""
    return json.loads(run(*words, "--json", code=code).stdout)


def texts(run, where, cohort=COHORT):
    """Return the texts of the drafts that lie somewhere, by who gets them, in one line each."""
    found = {}
    for path in sorted((run.folder / "out" / cohort / where).rglob("*.eml")):
        mail = email.message_from_bytes(path.read_bytes(), policy=policy.default)
        body = mail.get_body(("plain",)).get_content()
        found[mail["To"].addresses[0].display_name] = " ".join(f"{mail['Subject']} {body}".split())
    return found


def words_of(path):
    """Return the words of a Word document in one line."""
    return " ".join(" ".join(p.text for p in Document(path).paragraphs).split())
