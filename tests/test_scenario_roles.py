"""Roles and columns by the real command: nothing is written that was guessed."""

import csv
import json
import sqlite3
from contextlib import closing

import openpyxl
import pytest

COHORT = "2027-spring"
LEAST = ("Timestamp", "First name", "Last name", "E-mail address")


def write(folder, name, titles, rows):
    path = folder / name
    if name.endswith(".csv"):
        path.write_text("\n".join(",".join(r) for r in (titles, *rows)) + "\n", encoding="utf-8")
    return path


def people(kind, count, *said):
    return [
        (
            f"2026/11/{n:02} 10:00:00",
            f"{kind}{n}",
            "Person",
            f"{kind}{n}@example.org".lower(),
            *said,
        )
        for n in range(1, count + 1)
    ]


def bring(run, path, *options, code):
    return run("import", path, "--cohort", COHORT, "--yes", *options, code=code)


def roles(run):
    with closing(sqlite3.connect(run.folder / "workspace.db")) as connection:
        return dict(connection.execute("SELECT role, count(*) FROM applications GROUP BY 1"))


def answers(run, field):
    done = run("application", "list", COHORT, "--json")
    names = [a["name"] for a in json.loads(done.stdout)["applications"]]
    with closing(sqlite3.connect(run.folder / "workspace.db")) as connection:
        told = [row[0] for row in connection.execute("SELECT answers FROM applications")]
    return names, sum(f'"{field}"' in text for text in told)


SPLIT = (*LEAST, "Would you like to be a mentor or a mentee?", "Languages", "Consent")


def split(folder, said):
    rows = [
        (*r[:4], s, "English", "Yes") for r, s in zip(people("P", len(said)), said, strict=True)
    ]
    return write(folder, "both.csv", SPLIT, rows)


def test_one_form_for_both_roles_is_split_by_its_answer_and_taken_again(workspace):
    path = split(workspace.folder, ["Mentee", "Mentor", "Mentee", "Mentor", "Mentee"])
    bring(workspace, path, "--accept", code=3)
    assert roles(workspace) == {"mentee": 3, "mentor": 2}
    done = bring(workspace, path, "--accept", "--json", code=3)
    ends = [e["state"] for i in json.loads(done.stdout)["imports"] for e in i["ends"]]
    assert ends == ["unchanged"] * 5


def test_with_a_role_only_its_rows_are_taken(workspace):
    path = split(workspace.folder, ["Mentee", "Mentor", "Mentee", "Mentor", "Mentee"])
    bring(workspace, path, "--accept", "--as", "mentors", code=3)
    assert roles(workspace) == {"mentor": 2}


def test_a_row_that_says_no_role_waits_with_its_cell(workspace):
    said = [*["Mentee", "Mentor"] * 6, "I cannot say"]
    done = bring(workspace, split(workspace.folder, said), "--accept", code=3)
    assert "both.csv › E14" in done.stdout + done.stderr
    assert roles(workspace) == {"mentee": 6, "mentor": 6}


def test_two_sheets_of_two_roles_are_both_taken(workspace, sample):
    book = openpyxl.load_workbook(sample / "mentees.xlsx")
    mentors = book.create_sheet("Mentors")
    with (sample / "mentors.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.reader(file):
            mentors.append(row)
    path = workspace.folder / "both.xlsx"
    book.save(path)
    bring(workspace, path, "--accept", code=3)
    found = roles(workspace)
    assert min(found["mentee"], found["mentor"]) >= 9


def test_a_role_that_is_not_told_is_a_question_and_nothing_is_written(workspace):
    titles = (*LEAST, "Languages", "Consent")
    path = write(workspace.folder, "a.csv", titles, people("P", 3, "English", "Yes"))
    done = bring(workspace, path, "--accept", code=3)
    assert "--as mentees or --as mentors" in done.stderr
    assert roles(workspace) == {}
    assert list((workspace.folder / "forms").iterdir()) == []


MENTORS = (*LEAST, "Languages", "Themes", "Short biography", "Capacity", "Consent")
SAID = ("English", "Leadership", "I like people.", "1", "Yes")


@pytest.fixture
def mentors(workspace):
    bring(
        workspace,
        write(workspace.folder, "m1.csv", MENTORS, people("M", 3, *SAID)),
        "--accept",
        code=0,
    )
    return workspace


def test_a_question_replaced_in_its_place_is_asked_even_where_all_is_accepted(mentors):
    titles = ("Illnesses that HR should know of" if t == "Short biography" else t for t in MENTORS)
    path = write(mentors.folder, "m2.csv", tuple(titles), people("M", 4, *SAID))
    form = (mentors.folder / "forms" / "doctoral-mentor.toml").read_text("utf-8")
    done = bring(mentors, path, "--accept", code=3)
    assert "bio" in done.stderr
    assert (mentors.folder / "forms" / "doctoral-mentor.toml").read_text("utf-8") == form
    assert roles(mentors) == {"mentor": 3}
    bring(mentors, path, "--accept", "--map", "G=-", code=0)
    assert roles(mentors) == {"mentor": 4}


def test_a_question_asked_anew_empties_no_answer(mentors):
    titles = (*MENTORS, "Themes")
    rows = [(*r, "") for r in people("M", 3, *SAID)]
    new = (
        "2026/11/09 10:00:00",
        "New",
        "Person",
        "new@example.org",
        "English",
        "",
        "Hi",
        "2",
        "Yes",
        "Networks",
    )
    path = write(mentors.folder, "m2.csv", titles, [*rows, new])
    done = bring(mentors, path, "--accept", "--json", code=0)  # accepted: told, not asked
    ends = [e["state"] for i in json.loads(done.stdout)["imports"] for e in i["ends"]]
    assert ends == ["unchanged"] * 3 + ["new"]
    assert "same_title" in {p["code"] for p in json.loads(done.stdout)["problems"]}
    assert answers(mentors, "themes")[1] == 4


def test_two_maps_to_one_field_are_refused(mentors):
    path = mentors.folder / "m1.csv"
    done = bring(mentors, path, "--map", "F=themes", "--map", "G=themes", code=2)
    assert "both set to themes" in done.stderr


def test_the_row_of_titles_by_hand(workspace):
    path = workspace.folder / "t.csv"
    rows = [("a", "b", "c", "d", "e", "f", "g", "h", "i"), MENTORS, *people("M", 3, *SAID)]
    path.write_text("\n".join(",".join(r) for r in rows) + "\n", encoding="utf-8")
    done = bring(workspace, path, "--accept", "--titles", "9", code=2)
    assert "--titles 3" in done.stderr
    bring(workspace, path, "--accept", "--titles", "2", code=0)
    assert roles(workspace) == {"mentor": 3}


def test_a_question_that_was_dropped_keeps_its_answers(mentors):
    at = MENTORS.index("Short biography")
    rows = [(*r[:at], *r[at + 1 :]) for r in people("M", 4, *SAID)]
    path = write(mentors.folder, "m2.csv", MENTORS[:at] + MENTORS[at + 1 :], rows)
    for _ in range(2):
        bring(mentors, path, "--accept", code=0)
        assert roles(mentors) == {"mentor": 4}
        assert answers(mentors, "bio")[1] == 3


def test_a_column_that_a_person_leaves_out_keeps_nothing(mentors):
    bring(mentors, mentors.folder / "m1.csv", "--accept", "--map", "G=-", code=0)
    assert answers(mentors, "bio")[1] == 0
