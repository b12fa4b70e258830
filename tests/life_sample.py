"""Makes the exports of sample_data for the other four programmes; run it to write them again."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path

from intake_exports import google_sheet, msforms

from mentorcli.domain.programme import FieldType
from mentorcli.workspace.profiles import load_programme

SAMPLE_FOLDER = Path(__file__).resolve().parent.parent / "sample_data"

STAFF = """\
Annika Forsström;annika.forsstrom@example.org;School of Engineering
Anna Virtanen;anna.virtanen@example.org;School of Science
Antti Virtanen;antti.virtanen@example.org;School of Business
Eero Kivelä;eero.kivela@example.org;University Services
Farah Haddad;farah.haddad@example.org;School of Science
Helmi Lahtinen;helmi.lahtinen@example.org;School of Arts, Design and Architecture
Ingrid Sjöholm;ingrid.sjoholm@example.org;University Services
Jari Koskela;jari.koskela@example.org;School of Engineering
Kaisa Mäkelä;kaisa.makela@example.org;School of Business
Liam O'Connor;liam.oconnor@example.org;School of Electrical Engineering
Minna Salonen;minna.salonen@example.org;School of Science
Olli Rantala;olli.rantala@example.org;University Services
Petra Lindgren;petra.lindgren@example.org;School of Business
Riikka Heinonen;riikka.heinonen@example.org;School of Chemical Engineering
Tapio Nurmi;tapio.nurmi@example.org;School of Electrical Engineering
Wei Zhang;wei.zhang@example.org;School of Engineering
"""

# the day, first name, last name, unit, department, job group, languages, focus, goal, wishes, more
OPEN_MENTEES = [
    ("2027-02-01", "Minna", "Salonen", "SCI", "Applied Physics", "postdoc", "fi en",
     "research_funding career_planning", "I would know which grants are worth my time.",
     "prof. Virtanen?", {"line_manager": "Eero Kivelä", "own_unit": "no", "length": "6"}),
    ("2027-02-09", "Wei", "Zhang", "ENG", "Mechanical Engineering", "postdoc", "en",
     "orientation career_planning", "I would understand how decisions are made here.",
     "Kaisa Makela; Annika Forström", {"own_unit": "yes", "length": "3"}),
    ("2027-03-15", "Olli", "Rantala", "services", "IT Services", "services", "fi",
     "supervisory_work new_role", "Johtaisin tiimiä varmemmin.", "Mäkelälle",
     {"line_manager": "Ingrid Sjöholm", "length": "9"}),
    ("2027-04-06", "Petra", "Lindgren", "BIZ", "Marketing", "lecturer", "sv en",
     "teaching wellbeing", "Jag skulle orka bättre under terminen.", "", {"length": "6"}),
]  # fmt: skip
OPEN_MENTORS = [
    ("2027-01-05", "Kaisa", "Mäkelä", "BIZ", "Accounting", "professor", "fi en",
     "supervisory_work new_role career_planning", "2", {"leads": "yes"}),
    ("2027-01-07", "Annika", "Forsström", "ENG", "Civil Engineering", "professor", "sv en",
     "orientation career_planning teaching", "1", {"leads": "yes"}),
    ("2027-01-08", "Antti", "Virtanen", "BIZ", "Finance", "professor", "fi en",
     "research_funding academic_leadership", "1", {"leads": "yes"}),
    ("2027-01-11", "Liam", "O'Connor", "ELEC", "Electronics", "lecturer", "en",
     "teaching wellbeing research_funding", "2", {"leads": "no"}),
    ("2027-01-12", "Ingrid", "Sjöholm", "services", "IT Services", "management", "sv fi en",
     "supervisory_work wellbeing project_management", "2", {"leads": "yes"}),
    ("2027-01-20", "Tapio", "Nurmi", "ELEC", "Radio Science", "scientist", "fi en",
     "project_management research_funding", "1", {"pause_until": "2027-09-01"}),
]  # fmt: skip

SELECTED = """\
Aino Kettunen;aino.kettunen@example.com;Rantakivi Oy;RK-01;Head of HR;fi
Björn Eklund;bjorn.eklund@example.com;Rantakivi Oy;RK-02;Head of HR;sv
Chloe Martin;chloe.martin@example.com;Rantakivi Oy;RK-03;Head of HR;en
Daniel Ahola;daniel.ahola@example.org;Example University;EU-01;Dean;fi
Elina Saari;elina.saari@example.org;Example University;EU-02;Dean;fi
Fredrik Wallin;fredrik.wallin@example.org;Example University;EU-03;Dean;sv
Grace Mwangi;grace.mwangi@example.com;Norrbro Ab;NB-01;Personnel manager;en
Heikki Tuomi;heikki.tuomi@example.com;Norrbro Ab;NB-02;Personnel manager;fi
Iida Laakso;iida.laakso@example.org;Example University;EU-04;Dean;fi
Jonas Berg;jonas.berg@example.com;Norrbro Ab;NB-03;Personnel manager;sv
"""
# first, last, employer, code, languages, goals or themes, why the theme matters
JOINT_MENTEES = [
    ("Aino", "Kettunen", "Rantakivi Oy", "RK-01", "fi en", "leadership networks", "Tiimini muuttuu."),
    ("Björn", "Eklund", "Rantakivi Oy", "RK-02", "sv en", "skills leadership", "Vi byter system."),
    ("Daniel", "Ahola", "Example University", "EU-01", "fi en", "leadership", "Uusi tehtävä."),
    ("Elina", "Saari", "Example University", "EU-02", "fi", "balance networks", "Jaksaminen."),
    ("Grace", "Mwangi", "Norrbro Ab", "NB-01", "en", "networks skills", "A merger is under way."),
    ("Ulla", "Outsider", "Somewhere Ltd", "", "en", "leadership", "I heard of it from a friend."),
]  # fmt: skip
JOINT_MENTORS = [
    ("Chloe", "Martin", "Rantakivi Oy", "RK-03", "en fi", "leadership networks skills", "1"),
    ("Fredrik", "Wallin", "Example University", "EU-03", "sv en fi", "skills leadership", "2"),
    ("Heikki", "Tuomi", "Norrbro Ab", "NB-02", "fi en", "leadership balance networks", "2"),
    ("Iida", "Laakso", "Example University", "EU-04", "en fi", "networks skills", "1"),
]  # fmt: skip

# first, last, school, level, languages, goals, industries, functions
STUDENTS = [
    ("Aada", "Niemi", "SCI", "master", "fi en", "job_search networks", "ict", "product rnd"),
    ("Bilal", "Rahman", "ELEC", "master", "en", "life_in_finland job_search", "ict energy", "rnd"),
    ("Cecilia", "Holm", "BIZ", "master", "sv en", "leadership networks", "finance", "consulting"),
    ("Dmitri", "Lehto", "ENG", "doctoral", "fi en", "outside_academia", "manufacturing", "rnd"),
    ("Emmi", "Karjala", "ARTS", "master", "fi", "entrepreneurship networks", "design", "startup"),
    ("Fang", "Liu", "CHEM", "doctoral", "en", "outside_academia job_search", "forest", "rnd"),
]  # fmt: skip
ALUMNI = [
    ("Hanna", "Vesterinen", "Sähkövirta Oy", "fi en", "job_search networks life_in_finland",
     "ict energy", "rnd product", "2"),
    ("Ilmari", "Strand", "Strand & Co", "sv en fi", "leadership networks entrepreneurship",
     "finance design", "consulting startup", "2"),
    ("Jenni", "Ojala", "Metsäkuitu Oyj", "fi en", "outside_academia job_search",
     "forest manufacturing", "rnd management", "2"),
    ("Kurt", "Nyman", "Nyman Design", "sv fi", "entrepreneurship balance", "design", "startup", "1"),
]  # fmt: skip

# first, last, unit, department, languages, goals, offers
PEERS = [
    ("Alva", "Sundberg", "BIZ", "Management", "sv en", "wellbeing teaching", "project_management"),
    ("Bertil", "Ek", "ENG", "Civil Engineering", "sv fi", "project_management teaching", "wellbeing"),
    ("Camilla", "Rosas", "SCI", "Computer Science", "en", "research_funding wellbeing", "teaching"),
    ("David", "Kiuru", "ELEC", "Electronics", "fi en", "wellbeing research_funding", "new_role"),
    ("Emma", "Haapala", "services", "HR", "fi sv", "project_management new_role", "supervisory_work"),
    ("Filip", "Granlund", "CHEM", "Bioproducts", "sv en", "teaching wellbeing", "research_funding"),
    ("Gita", "Sharma", "ARTS", "Design", "en", "research_funding teaching", "wellbeing"),
]  # fmt: skip


def rows_of(programme, role, language, answers, separator):
    """Return the headers and rows of a form in a language: options by their texts."""
    fields = load_programme(programme).fields[role]
    asked = [f for f in fields if any(f.key in answer for answer in answers)]
    headers = [f.headers[language] for f in asked]
    return headers, [
        [_text(f, a.get(f.key, ""), language, separator) for f in asked] for a in answers
    ]


def _text(field, value, language, separator):
    texts = {o.code: o.labels[language] for o in field.options}
    if field.type in {FieldType.MULTI, FieldType.CHOICE}:
        return separator.join(texts.get(v, v) for v in value.split())
    if field.type is FieldType.CONSENT:
        return {"en": "Yes", "fi": "Kyllä", "sv": "Ja"}[language]
    return value


def _forms(programme, role, language, answers, days):
    headers, rows = rows_of(programme, role, language, answers, ";")
    moments = [dt.datetime.fromisoformat(f"{d}T09:00:00") for d in days]
    head = ["ID", "Start time", "Completion time", "Email", "Name", *headers]
    lines = [
        [n, m - dt.timedelta(minutes=9), m, "anonymous", "", *row]
        for n, (m, row) in enumerate(zip(moments, rows, strict=True), 1)
    ]
    return msforms(head, lines)


def _sheet(programme, role, language, answers, days):
    headers, rows = rows_of(programme, role, language, answers, ", ")
    stamp = {"en": "Timestamp", "fi": "Aikaleima", "sv": "Tidsstämpel"}[language]
    lines = [[f"{d[8:]}/{d[5:7]}/{d[:4]} 09:00:00", *r] for d, r in zip(days, rows, strict=True)]
    return google_sheet([stamp, *headers], lines)


def _person(first, last, domain="example.org", **answers):
    plain = str.maketrans("åäöÅÄÖ' ", "aaoAAO--")
    address = f"{first}.{last}".translate(plain).replace("-", "").casefold()
    return {
        "first_name": first,
        "last_name": last,
        "email": f"{address}@{domain}",
        "consent": "1",
        **answers,
    }


def _table(header, text):
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\r\n").writerows(
        [header, *csv.reader(text.splitlines(), delimiter=";")]
    )
    return buffer.getvalue().encode()


def open_mentees():
    """Return the answers of employees, and their days."""
    days = [m[0] for m in OPEN_MENTEES]
    return [
        _person(first, last, unit=unit, department=department, job_group=group, languages=languages,
                goals=goals, goal_text=goal, wishes=wishes, meeting_modes="otaniemi remote",
                frequency="monthly", **more)
        for _, first, last, unit, department, group, languages, goals, goal, wishes, more in OPEN_MENTEES
    ], days  # fmt: skip


def open_mentors():
    """Return the answers of the pool, and their days."""
    return [
        _person(first, last, unit=unit, department=department, job_group=group, languages=languages,
                themes=themes, capacity=capacity, meeting_modes="otaniemi remote", **more)
        for _, first, last, unit, department, group, languages, themes, capacity, more in OPEN_MENTORS
    ], [m[0] for m in OPEN_MENTORS]  # fmt: skip


def joint(mentors):
    """Return the answers to one of the joint programme's two forms, and their days."""
    found = []
    for first, last, employer, code, languages, themes, more in (
        JOINT_MENTORS if mentors else JOINT_MENTEES
    ):
        kept = (
            {"themes": themes, "capacity": more}
            if mentors
            else {"goals": themes, "theme_reason": more}
        )
        domain = "example.org" if employer == "Example University" else "example.com"
        found.append(_person(first, last, domain, employer=employer, invitation_code=code,
                             languages=languages, meeting_modes="helsinki remote",
                             confidentiality="1", home_approval="1", **kept))  # fmt: skip
    return found, [f"2027-01-{12 + n}" for n in range(len(found))]


def students():
    """Return the answers of students, and their days."""
    return [
        _person(first, last, school=school, level=level, languages=languages, goals=goals,
                industries=industries, functions=functions, meeting_modes="otaniemi", kickoff="yes",
                commitment="1")
        for first, last, school, level, languages, goals, industries, functions in STUDENTS
    ], [f"2026-11-{2 + n:02}" for n in range(len(STUDENTS))]  # fmt: skip


def alumni():
    """Return the answers of alumni, and their days."""
    return [
        _person(first, last, "example.com", employer=employer, languages=languages, themes=themes,
                industries=industries, functions=functions, capacity=capacity, meeting_modes="otaniemi",
                kickoff="yes")
        for first, last, employer, languages, themes, industries, functions, capacity in ALUMNI
    ], [f"2026-11-{13 + n}" for n in range(len(ALUMNI))]  # fmt: skip


def peers():
    """Return the answers of equals, and their days."""
    return [
        _person(first, last, unit=unit, department=department, languages=languages, goals=goals,
                themes=themes, meeting_modes="remote")
        for first, last, unit, department, languages, goals, themes in PEERS
    ], [f"2027-01-{19 + n}" for n in range(len(PEERS))]  # fmt: skip


def files() -> dict[str, bytes]:
    """Return the name and the bytes of each file."""
    return {
        "open-mentees.xlsx": _forms("open", "mentee", "en", *open_mentees()),
        "open-mentors.csv": _sheet("open", "mentor", "fi", *open_mentors()),
        "open-staff.csv": _table(["Name", "E-mail", "Unit"], STAFF),
        "joint-list.csv": _table(
            ["Name", "E-mail", "Employer", "Code", "Nominated by", "Language"], SELECTED
        ),
        "joint-mentees.xlsx": _forms("joint", "mentee", "en", *joint(mentors=False)),
        "joint-mentors.csv": _sheet("joint", "mentor", "sv", *joint(mentors=True)),
        "alumni-students.xlsx": _forms("alumni", "mentee", "en", *students()),
        "alumni-mentors.csv": _sheet("alumni", "mentor", "fi", *alumni()),
        "peers.csv": _sheet("peer", "mentee", "sv", *peers()),
    }


if __name__ == "__main__":
    for file, made in files().items():
        (SAMPLE_FOLDER / file).write_bytes(made)
