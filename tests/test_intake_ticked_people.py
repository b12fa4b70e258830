"""Questions about people with a column for each: ticks and ranks mean the people of the columns."""

from __future__ import annotations

import json

import pytest

COHORT = "2027-spring"
HEAD = (
    "Timestamp,First name,Last name,E-mail address,School,Research group,Supervising professor,"
    "In which languages would you like to be mentored?,What do you want from mentoring?,"
    "Industries that interest you,{},How could you meet?,I have read the privacy notice and accept it\n"
)
ROW = (
    "2026/10/20 09:0{n}:00,{first},{last},{first}@u.example,School of Science (SCI),G{n},Prof. Kaarina Aho,English,"
    "Career paths outside academia,ICT and software,{cells},Remotely,Yes\n"
)
PEOPLE = (("Aino", "Alho"), ("Bea", "Berg"), ("Caj", "Cork"), ("Dan", "Dahl"))
MENTORS = ("Anna Laine", "Bo Berg", "Cia Cederberg")
WISHED = "Which mentors interest you? [{}]"


def form(run, titles, rows, shape=WISHED):
    """Import a form with a question of several columns; return what was told, by code."""
    head = HEAD.format(",".join(shape.format(t) for t in titles))
    made = [
        ROW.format(n=n, first=first, last=last, cells=",".join(cells))
        for n, ((first, last), cells) in enumerate(zip(PEOPLE, rows, strict=False))
    ]
    (run.folder / "form.csv").write_text(head + "".join(made), "utf-8")
    run("init", ".")
    run("cohort", "new", "doctoral", COHORT)
    told = run("import", "form.csv", "--cohort", COHORT, "--accept", "--json")
    return {p["code"] for p in json.loads(told.stdout)["problems"]}


def answers(run, field="wishes"):
    found = []
    for _, last in PEOPLE:
        shown = json.loads(run("person", "show", COHORT, last, "--json").stdout)
        said = {a["answer"]: a["value"] for a in shown["applications"][0]["answers"]}
        found.append(said[field].split("; ") if field in said else None)
    return found


TICKED = [["", "x", "x"], ["x", "", ""], ["", "", ""], ["x", "x", "x"]]
LAINE, BERG, CIA = MENTORS


@pytest.mark.parametrize(("yes", "no"), [
    ("x", ""), ("X", ""), ("1", "0"), ("1", ""), ("Yes", "No"), ("Kyllä", ""), ("Ja", "Nej"),
    ("Checked", "Unchecked"), ("TRUE", "FALSE"), ("✓", ""),
])  # fmt: skip
def test_ticks_are_the_people_of_their_columns_in_no_order(run, yes, no):
    rows = [[yes if cell else no for cell in row] for row in TICKED]
    told = form(run, MENTORS, rows)
    assert answers(run) == [[BERG, CIA], [LAINE], None, [LAINE, BERG, CIA]]
    assert "wishes_ticked" in told
    assert "wishes_unranked" not in told


@pytest.mark.parametrize("word", [
    "{}", "{}.", "{}. toive", ("1st choice", "2nd choice", "3rd choice"),
    ("First", "Second", "Third"), ("ensimmäinen", "toinen", "kolmas"), ("Första hand", "Andra hand", "Tredje hand"),
])  # fmt: skip
def test_ranks_order_the_people_of_their_columns(run, word):
    def said(n):
        return "" if not n else word.format(n) if isinstance(word, str) else word[n - 1]

    rows = [[0, 1, 2], [2, 1, 3], [0, 0, 0], [0, 0, 1]]
    told = form(run, MENTORS, [[said(n) for n in row] for row in rows])
    assert answers(run) == [[BERG, CIA], [BERG, LAINE, CIA], None, [CIA]]
    assert not told & {"wishes_ticked", "wishes_unranked"}


def test_numbers_of_which_two_are_alike_are_no_ranks(run):
    told = form(run, MENTORS, [["5", "5", "1"], ["1", "2", "3"], ["", "4", "4"], ["", "", "1"]])
    assert "wishes_unranked" in told
    assert answers(run) == [None, [LAINE, BERG, CIA], None, [CIA]]


def test_grades_are_no_names(run):
    grades = ["Very interested", "Interested", "Not interested"]
    rows = [
        [grades[0], grades[2], grades[2]],
        [grades[1], grades[1], grades[0]],
        ["", "", ""],
        grades,
    ]
    assert "wishes_unranked" in form(run, MENTORS, rows)
    assert answers(run) == [None] * 4


@pytest.mark.parametrize("titles", [
    ("First choice", "Second choice", "Third choice"), ("First Choice", "Second Choice", "Third Choice"),
    ("1", "2", "3"), ("Rank 1", "Rank 2", "Rank 3"), ("Mentor A", "Mentor B", "Mentor C"),
])  # fmt: skip
def test_names_in_cells_stay_the_wishes(run, titles):
    rows = [[BERG, LAINE, ""], [CIA, "", ""], ["", "", ""], [LAINE, BERG, CIA]]
    told = form(run, titles, rows)
    assert answers(run) == [[BERG, LAINE], [CIA], None, [LAINE, BERG, CIA]]
    assert not told & {"wishes_ticked", "wishes_unranked"}


NOT_WITH = "With whom should you not be matched? [{}]"


def test_a_tick_for_a_conflict_is_the_person_and_what_else_is_said_stands_behind_the_name(run):
    rows = [["", "x", "x"], ["x", "", ""], ["", "", ""], ["", "colleague", ""]]
    form(run, MENTORS, rows, NOT_WITH)
    assert answers(run, "not_with")[:3] == [[BERG, CIA], [LAINE], None]
    assert answers(run, "not_with")[3] == [f"{BERG} (colleague)"]


def test_surnames_in_cells_under_titles_like_names_stay(run):
    rows = [["Aho", "Niemi"], ["Virtanen", ""], ["", ""], ["Kallio", "Laine"]]
    form(run, ("Closest Friend", "Former Partner"), rows, NOT_WITH)
    assert answers(run, "not_with") == [["Aho", "Niemi"], ["Virtanen"], None, ["Kallio", "Laine"]]


def test_a_first_export_in_which_nobody_ticked_leaves_later_ticks_as_they_are_meant(run):
    form(run, MENTORS, [["", "", ""]] * 2)
    head, *rows = (run.folder / "form.csv").read_text("utf-8").splitlines()
    rows.append(rows[0].replace("Aino", "Dan").replace("Alho", "Dahl").replace(",,,,", ",,x,x,", 1))
    assert ",,x,x," in rows[-1]
    (run.folder / "form.csv").write_text("\n".join([head, *rows]) + "\n", "utf-8")
    run("import", "form.csv", "--cohort", COHORT, "--accept")
    shown = json.loads(run("person", "show", COHORT, "Dahl", "--json").stdout)
    said = {a["answer"]: a["value"] for a in shown["applications"][0]["answers"]}
    assert said["wishes"] == f"{BERG}; {CIA}"
