"""Grids: a column for each option, in whose cells stands how much; a low grade is no choice."""

from __future__ import annotations

import csv
import io
import json

import pytest

from mentorcli.intake.values.grades import Grade, grade_of

COHORT = "2027-spring"
LANGUAGES = "In which languages would you like to be mentored?"
GOALS = "What do you want from mentoring?"
MEETING = "How could you meet?"
FORM = {
    "Timestamp": "2026/10/20 09:0{n}:00", "First name": "{first}", "Last name": "{last}",
    "E-mail address": "{first}@u.example", "School": "School of Science (SCI)", "Research group": "G{n}",
    "Supervising professor": "Prof. Kaarina Aho", LANGUAGES: "English", GOALS: "Networks",
    "Industries that interest you": "ICT and software", MEETING: "Remotely",
    "I have read the privacy notice and accept it": "Yes",
}  # fmt: skip
PEOPLE = (("Aino", "Alho"), ("Bea", "Berg"), ("Caj", "Cork"))
PATHS, NETWORKS, LEADING = "Career paths outside academia", "Networks", "Leadership"


def answers(run, question, field, options, rows, shape="{} [{}]"):
    """Import a form in which a question is a grid; return each person's answer, and what was told."""
    titles = [
        t for q in FORM for t in ([shape.format(q, o) for o in options] if q == question else [q])
    ]
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(titles)
    for n, ((first, last), cells) in enumerate(zip(PEOPLE, rows, strict=True)):
        plain = {t: v.format(n=n, first=first, last=last) for t, v in FORM.items()}
        table.writerow([v for t, v in plain.items() for v in (cells if t == question else [v])])
    (run.folder / "form.csv").write_text(text.getvalue(), "utf-8")
    run("init", ".")
    run("cohort", "new", "doctoral", COHORT)
    told = json.loads(run("import", "form.csv", "--cohort", COHORT, "--accept", "--json").stdout)
    found = []
    for _, last in PEOPLE:
        shown = json.loads(run("person", "show", COHORT, last, "--json").stdout)
        said = {a["answer"]: a["value"] for a in shown["applications"][0]["answers"]}
        found.append(said[field].split("; ") if field in said else [])
    return found, {p["code"] for p in told["problems"]}


@pytest.mark.parametrize(("options", "rows", "wanted"), [
    (("English", "Finnish", "Swedish"),
     [["Fluent", "Native", "Not at all"], ["Native", "", "Basics"], ["Good", "None", "None"]],
     [["English", "Finnish"], ["English", "Swedish"], ["English"]]),
    (("Englanti", "Suomi", "Ruotsi"),
     [["Sujuva", "Äidinkieli", "En lainkaan"], ["Hyvä", "", "Alkeet"], ["Kyllä", "Ei", "Ei"]],
     [["English", "Finnish"], ["English", "Swedish"], ["English"]]),
    (("engelska", "finska", "svenska"),
     [["Flytande", "Modersmål", "Inte alls"], ["God", "", "Lite"], ["x", "", ""]],
     [["English", "Finnish"], ["English", "Swedish"], ["English"]]),
    (("English", "Finnish", "Swedish"),
     [["C1", "native", "–"], ["B2", "", "A1 (beginner)"], ["C2", "cannot", ""]],
     [["English", "Finnish"], ["English", "Swedish"], ["English"]]),
])  # fmt: skip
def test_languages_by_level(run, options, rows, wanted):
    found, told = answers(run, LANGUAGES, "languages", options, rows)
    assert found == wanted
    assert "language_unknown" not in told


@pytest.mark.parametrize("rows", [
    [["Very important", "Not important", "Important"], ["Not at all important", "Somewhat important", "Very important"], ["Important", "", ""]],
    [["Erittäin tärkeä", "Ei tärkeä", "Tärkeä"], ["Ei lainkaan tärkeä", "Jonkin verran tärkeä", "Erittäin tärkeä"], ["Tärkeä", "", ""]],
    [["Mycket viktigt", "Inte viktigt", "Viktigt"], ["Inte alls viktigt", "Ganska viktigt", "Mycket viktigt"], ["Viktigt", "", ""]],
])  # fmt: skip
def test_goals_by_importance(run, rows):
    found, told = answers(run, GOALS, "goals", (PATHS, NETWORKS, LEADING), rows)
    assert found == [[PATHS, LEADING], [LEADING], [PATHS]]
    assert "option_graded" in told
    assert not told & {"unknown_option", "answers_unread"}


@pytest.mark.parametrize(
    "shape", ["{0}: {1}", "{0} - {1}", "{0} – {1}", "{0}.{1}", "{0} › {1}", "{1}"]
)
def test_titles_of_a_grid_in_other_shapes(run, shape):
    rows = [
        ["Very important", "Not important", "Important"],
        ["", "", "Essential"],
        ["Important", "", ""],
    ]
    found, told = answers(run, GOALS, "goals", (PATHS, NETWORKS, LEADING), rows, shape)
    assert found == [[PATHS, LEADING], [LEADING], [PATHS]]
    assert ("column_unsure" in told) or shape != "{1}"  # a person confirms what only options tell


def test_ways_to_meet(run):
    rows = [
        ["Yes", "No", "Maybe"],
        ["Preferably", "If needed", "Not possible"],
        ["Yes", "Yes", "No"],
    ]
    found, told = answers(
        run, MEETING, "meeting_modes", ("On campus", "Remotely", "Helsinki"), rows
    )
    assert [["Remotely" in one, len(one)] for one in found] == [[False, 1], [False, 1], [True, 2]]
    assert "option_graded" in told


@pytest.mark.parametrize(("text", "grade"), [
    ("Very important", Grade.CHOSEN), ("mother tongue", Grade.CHOSEN), ("Sopii hyvin", Grade.CHOSEN),
    ("not so important", Grade.LEFT), ("No interest", Grade.LEFT), ("Ei kiinnosta", Grade.LEFT),
    ("Very willing", Grade.CHOSEN), ("Must have", Grade.CHOSEN), ("To a large extent", Grade.CHOSEN), ("i hög grad", Grade.CHOSEN),
    ("No experience", Grade.LEFT), ("Not willing", Grade.LEFT), ("Ei kokemusta", Grade.LEFT), ("Low priority", Grade.MIDDLE),
    ("nice to have", Grade.MIDDLE), ("jossain määrin", Grade.MIDDLE), ("to some extent", Grade.MIDDLE),
    ("If possible", Grade.MIDDLE), ("Jos mahdollista", Grade.MIDDLE), ("Om möjligt", Grade.MIDDLE),
    ("a little", Grade.MIDDLE), ("only if necessary", None), ("if necessary", Grade.MIDDLE),
    ("no preference", None), ("not sure", None), ("ei väliä", None), ("Networks", None), ("5", None),
    ("Vet inte", None), ("I am a woman in ICT", None),
])  # fmt: skip
def test_grades_in_words(text, grade):
    assert grade_of(text) is grade
