"""What a cell says and how a text is parted, by the real command: read right, or told with its cell."""

import csv
import datetime as dt
import json
import sqlite3
from contextlib import closing

import openpyxl
import pytest
from repetition_exports import COHORT, stored

TITLES = ("Timestamp", "First name", "Last name", "E-mail address", "Languages", "Themes", "Capacity", "Consent")  # fmt: skip


def mentor(number, *, time="2026-11-02 10:00:00", capacity="2"):
    name = f"Person{'ABCDEFGHIJ'[number]}"
    return [
        time,
        "Mentor",
        name,
        f"m{number}@example.org",
        "English",
        "Leadership",
        capacity,
        "Yes",
    ]


def written(workspace, rows, *, delimiter=","):
    path = workspace.folder / "mentors.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows([TITLES, *rows])
    return path


def workbook(workspace, rows):
    path = workspace.folder / "mentors.xlsx"
    book = openpyxl.Workbook()
    for row in (TITLES, *rows):
        book.active.append(row)
    book.save(path)
    return path


def imported(workspace, path, code=None):
    """Import mentors and return what is told: code, cell."""
    done = workspace(
        "import", path, "--cohort", COHORT, "--as", "mentors", "--accept", "--json", code=code
    )
    return [(p["code"], p["cell"]) for p in json.loads(done.stdout)["problems"]]


def times(workspace):
    """Return when each mentor answered, as it is stored."""
    with closing(sqlite3.connect(workspace.folder / "workspace.db")) as database:
        rows = database.execute("select email, submitted from applications order by email")
        return {email: str(time or "")[:10] for email, time in rows}


# --- days that a spreadsheet turned round


@pytest.mark.parametrize(
    "stayed", ["13/11/2026 10:05", "11/13/2026 10:05", "30/11/2026 9:05:00", "13-11-2026 10:05"]
)
def test_cells_up_to_the_12th_beside_texts_above_it_are_asked_about(workspace, stayed):
    turned = [dt.datetime(2026, 5, 11, 10, 5), dt.datetime(2026, 7, 11, 10, 5)]  # noqa: DTZ001
    rows = [mentor(n, time=t) for n, t in enumerate([*turned, stayed])]
    assert ("date_order_mixed", "A2") in imported(workspace, workbook(workspace, rows), code=3)
    assert list(times(workspace).values())[:2] == ["", ""]


def test_cells_after_the_12th_are_days(workspace):
    cells = [dt.datetime(2026, 11, 5, 10, 5), dt.datetime(2026, 11, 25, 10, 5)]  # noqa: DTZ001
    rows = [mentor(n, time=t) for n, t in enumerate([*cells, "13/11/2026 10:05"])]
    told = imported(workspace, workbook(workspace, rows))
    assert not {c for c, _ in told} & {"date_order_mixed", "date_order_unclear"}
    assert list(times(workspace).values()) == ["2026-11-05", "2026-11-25", "2026-11-13"]


# --- each mark has an order of its own


@pytest.mark.parametrize(
    ("said", "days"),
    [
        (["3.2.2027 10:05", "2/13/2027 10:05"], ["2027-02-03", "2027-02-13"]),
        (["13/2/2027 10:05", "2-13-2027 10:05"], ["2027-02-13", "2027-02-13"]),
        (["3. helmikuuta 2027", "3 februari 2027", "Feb 3, 2027 10:05"], ["2027-02-03"] * 3),
        (["2027-02-03 10:05", "3.2.2027 klo 10.05"], ["2027-02-03"] * 2),
        (["2/13/27 10:05", "2/3/27 10:05"], ["2027-02-13", "2027-02-03"]),
        (["2/2/2027 10:05", "02-02-27 10:05"], ["2027-02-02", "2027-02-02"]),
    ],
)
def test_marks_have_orders_of_their_own(workspace, said, days):
    rows = [mentor(n, time=t) for n, t in enumerate(said)]
    told = imported(workspace, written(workspace, rows))
    assert not [c for c, _ in told if c.startswith(("date", "time"))]
    assert list(times(workspace).values()) == days


@pytest.mark.parametrize(
    "said",
    [
        ["27-02-03 10:05", "27-03-02 10:05"], ["3/2/27 10:05", "2/3/27 10:05"],
        ["13/2/27 10:05", "14/2/27 10:05"], ["3/2/2027 10:05", "2/3/2027 10:05"],
    ],
)  # fmt: skip
def test_numbers_with_several_readings_are_asked_about(workspace, said):
    rows = [mentor(n, time=t) for n, t in enumerate(said)]
    assert ("date_order_unclear", "A2") in imported(workspace, written(workspace, rows), code=3)
    assert list(times(workspace).values()) == ["", ""]


def test_one_day_that_is_the_same_either_way_waits_for_no_other(workspace):
    rows = [mentor(n, time=t) for n, t in enumerate(["2/2/2027 10:05", "3/2/2027 10:05"])]
    assert ("date_order_unclear", "A3") in imported(workspace, written(workspace, rows), code=3)
    assert list(times(workspace).values()) == ["2027-02-02", ""]


def test_an_order_that_is_said_settles_it(workspace):
    rows = [mentor(n, time=t) for n, t in enumerate(["27-02-03 10:05", "27-03-02 10:05"])]
    path = written(workspace, rows)
    workspace(
        "import", path, "--cohort", COHORT, "--as", "mentors", "--accept", "--map", "A=@submitted:ymd", code=0,
    )  # fmt: skip
    assert list(times(workspace).values()) == ["2027-02-03", "2027-03-02"]


def questions(workspace):
    """Return the questions of the cohort by what they say, with their numbers and states."""
    listed = json.loads(workspace("questions", "list", COHORT, "--json").stdout)["questions"]
    return {(q["code"], q["state"]): q["number"] for q in listed}


@pytest.mark.parametrize(
    ("said", "order", "days"),
    [
        (["3/2/2027 8:11:05", "2/3/2027 10:05"], "dmy", ["2027-02-03", "2027-03-02"]),
        (["03/02/2027 8:11:05", "3/5/2027 8:12"], "mdy", ["2027-03-02", "2027-03-05"]),
        (["27-02-03 10:05", "27-03-02 10:05"], "ymd", ["2027-02-03", "2027-03-02"]),
        (["3-2-2027 10:05:00", "5-2-2027 9:00"], "dmy", ["2027-02-03", "2027-02-05"]),
    ],
)
def test_the_order_is_a_question_and_what_was_answered_before_it_stays(
    workspace, said, order, days
):
    rows = [mentor(n, time=t) for n, t in enumerate(said)]
    rows[0] = mentor(0, time=said[0], capacity="not sure")
    file = written(workspace, rows)
    imported(workspace, file, code=3)
    asked = questions(workspace)
    open_order, open_cell = (
        asked[code, "open"] for code in ("date_order_unclear", "capacity_unreadable")
    )
    workspace("questions", "settle", COHORT, str(open_cell), "2-3", code=0)
    workspace("questions", "settle", COHORT, str(open_order), "backwards", code=2)
    assert list(times(workspace).values()) == ["", ""]
    workspace("questions", "settle", COHORT, str(open_order), order, code=0)
    assert list(times(workspace).values()) == days
    assert stored(workspace)["Mentor PersonA"]["capacity"] == [2, 3]
    # the next export of the form is taken without a question, and says the same of everybody
    file = written(workspace, [*rows, mentor(2, time=said[1])])
    assert not imported(workspace, file, code=0)
    assert list(times(workspace).values()) == [*days, days[1]]
    assert stored(workspace)["Mentor PersonA"]["capacity"] == [2, 3]
    # taken back, it is asked again; the corrected cell stays corrected
    workspace("questions", "forget", COHORT, str(open_order), code=3)
    assert list(times(workspace).values()) == ["", "", ""]
    assert stored(workspace)["Mentor PersonA"]["capacity"] == [2, 3]
    assert ("date_order_unclear", "open") in questions(workspace)


def test_an_open_order_stops_no_import_where_nobody_is_at_the_terminal(workspace):
    rows = [mentor(n, time=t) for n, t in enumerate(["3/2/2027 8:11", "2/3/2027 10:05"])]
    file = written(workspace, rows)
    workspace("import", file, "--cohort", COHORT, "--as", "mentors", code=3)
    assert list(times(workspace)) == ["m0@example.org", "m1@example.org"]
    assert ("date_order_unclear", "open") in questions(workspace)


def test_another_answer_leaves_the_question_about_the_order_open(workspace):
    rows = [mentor(n, time=t) for n, t in enumerate(["3/2/2027 8:11", "2/3/2027 10:05"])]
    rows[0] = mentor(0, time="3/2/2027 8:11", capacity="not sure")
    imported(workspace, written(workspace, rows), code=3)
    number = questions(workspace)["capacity_unreadable", "open"]
    workspace("questions", "settle", COHORT, str(number), "2", code=0)
    assert ("date_order_unclear", "open") in questions(workspace)


def test_who_was_erased_does_not_come_back_when_the_order_is_told(workspace):
    rows = [mentor(n, time=t) for n, t in enumerate(["3/2/2027 8:11", "2/3/2027 10:05"])]
    file = written(workspace, rows)
    imported(workspace, file, code=3)
    number = questions(workspace)["date_order_unclear", "open"]
    workspace("person", "erase", COHORT, "m1@example.org", "--yes", code=None)
    workspace("questions", "settle", COHORT, str(number), "dmy", code=None)
    imported(workspace, file)
    assert list(times(workspace)) == ["m0@example.org"]


def test_of_an_open_order_one_question_is_left_of_each_cell(workspace):
    rows = [mentor(n, time=t) for n, t in enumerate(["3/2/2027 8:11", "2/3/2027 10:05"])]
    rows[0] = mentor(0, time="3/2/2027 8:11", capacity="not sure")
    imported(workspace, written(workspace, rows), code=3)
    number = questions(workspace)["date_order_unclear", "open"]
    workspace("questions", "settle", COHORT, str(number), "dmy", code=0)
    assert [k for k in questions(workspace) if k[1] == "open"] == [("capacity_unreadable", "open")]


# --- times that cannot be read


@pytest.mark.parametrize(
    "said", ["31.11.2026 10:00", "2026-13-05 10:00", "yesterday", "5.11.2026 25:00", "########"]
)
def test_a_time_that_cannot_be_read_is_told_with_its_cell(workspace, said):
    rows = [mentor(n) for n in range(10)]
    rows[2] = mentor(2, time=said)
    assert ("time_unreadable", "A4") in imported(workspace, written(workspace, rows))
    assert list(times(workspace).values()).count("2026-11-02") == len(rows) - 1
    assert times(workspace)["m2@example.org"] == ""


@pytest.mark.parametrize("said", ["", "-", "n/a"])
def test_no_time_is_not_told(workspace, said):
    rows = [mentor(0), mentor(1, time=said)]
    assert "time_unreadable" not in [c for c, _ in imported(workspace, written(workspace, rows))]


# --- capacities that Excel made days of, and other numbers beside them


@pytest.mark.parametrize(
    ("said", "taken"),
    [
        ("2.maalis", [2, 3]), ("2-Mar", [2, 3]), ("1-maj", [1, 5]), ("Feb-03", [2, 3]),
        ("max 2 mentees, 4 meetings each", [2, 2]), ("2 (last year 4)", [2, 2]), ("1 group of 3", [2, 3]),
    ],
)  # fmt: skip
def test_a_capacity_is_read_from_the_words_that_say_it(workspace, said, taken):
    told = imported(workspace, written(workspace, [mentor(0), mentor(1, capacity=said)]))
    assert "capacity_unreadable" not in [c for c, _ in told]
    turned = (
        (said[-1].isalpha() and said[0].isdigit() and "-" in said) or "." in said or "Feb" in said
    )
    assert (("capacity_became_date", "G3") in told) == turned
    assert stored(workspace)["Mentor PersonB"]["capacity"] == taken


@pytest.mark.parametrize(
    "said",
    [
        "2 h/kk",
        "2 in English, 1 in Finnish",
        "last year 4",
        "unsure",
        "2?",
        "yksi ryhmä",
        "2 in spring, 1 in autumn",
    ],
)
def test_a_capacity_that_is_not_said_is_asked_about(workspace, said):
    told = imported(workspace, written(workspace, [mentor(0), mentor(1, capacity=said)]), code=3)
    assert ("capacity_unreadable", "G3") in told


# --- rows that do not fit, and spaces after commas


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_an_empty_field_too_many_is_told(workspace, delimiter):
    rows = [mentor(n) for n in range(5)]
    rows[2].insert(4, "")
    assert ("text_rows_wide", "I4") in imported(
        workspace, written(workspace, rows, delimiter=delimiter), code=3
    )


def test_spaces_after_commas_are_read(workspace):
    rows = [", ".join(TITLES)]
    rows += [
        f'2026-11-02 10:00:00, "Mentor", "Person{n}", "m{n}@example.org", "English, suomi", "Leadership", 1, Yes'
        for n in range(4)
    ]
    path = workspace.folder / "mentors.csv"
    path.write_text("\n".join(rows) + "\n", "utf-8")
    assert imported(workspace, path, code=0) == []
    assert len(times(workspace)) == 4
