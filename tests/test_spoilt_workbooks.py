"""Cells that a spreadsheet or a form tool spoilt, by the real command: read right, or told with their cell."""

import csv
import json

import openpyxl
import pytest
from repetition_exports import COHORT
from repetition_exports import stored as all_stored

TITLES = ("Timestamp", "First name", "Last name", "E-mail address", "Languages", "Goals", "Research topic", "Consent")  # fmt: skip


def mentee(number, **said):
    """Return the answers of somebody, some of them said otherwise, by their titles."""
    name = f"Person{'ABCDEFGHIJ'[number]}"
    own = (f"2026-11-0{number + 1} 10:00:00", "Mentee", name, f"m{number}@example.org", "English", "Networks", "Wood", "Yes")  # fmt: skip
    return list((dict(zip(TITLES, own, strict=True)) | said).values())


def workbook(workspace, rows, *, titles=TITLES, merged=(), errors=()):
    path = workspace.folder / "mentees.xlsx"
    book = openpyxl.Workbook()
    for row in (titles, *rows):
        book.active.append(row)
    for cell, shown in errors:
        book.active[cell].value, book.active[cell].data_type = shown, "e"
    for area in merged:
        book.active.merge_cells(area)
    book.save(path)
    return path


def imported(workspace, path):
    """Import mentees and return what is told: code, cell."""
    done = workspace("import", path, "--cohort", COHORT, "--as", "mentees", "--accept", "--json")
    return [(p["code"], p["cell"]) for p in json.loads(done.stdout)["problems"]]


def stored(workspace, field):
    """Return an answer of everybody, by number."""
    letters = {name: "ABCDEFGHIJ".index(name[-1]) for name in all_stored(workspace)}
    return {letters[name]: a.get(field) for name, a in all_stored(workspace).items()}


# --- merged cells: only the first one holds what all show


@pytest.mark.parametrize(
    ("area", "cells"),
    [
        ("E3:E4", ["E4"]), ("F2:F4", ["F3", "F4"]), ("G4:G5", ["G5"]), ("H2:H3", ["H3"]),
        ("E3:F4", ["F3", "E4", "F4"]), ("G3:H3", ["H3"]),
    ],
)  # fmt: skip
def test_a_merged_answer_is_asked_of_each_cell_that_does_not_hold_it(workspace, area, cells):
    told = imported(workspace, workbook(workspace, map(mentee, range(5)), merged=[area]))
    assert sorted(c for code, c in told if code == "cell_merged") == sorted(cells)


def test_a_merged_answer_is_settled_with_what_the_cell_should_say(workspace):
    imported(workspace, workbook(workspace, map(mentee, range(4)), merged=["E3:E4"]))
    listed = json.loads(workspace("questions", "list", COHORT, "--json").stdout)["questions"]
    (asked,) = [q for q in listed if q["code"] == "cell_merged"]
    assert "English" in asked["says"]
    workspace("questions", "settle", COHORT, asked["number"], "Finnish")
    assert stored(workspace, "languages")[2] == ["fi"]
    listed = json.loads(workspace("questions", "list", COHORT, "--json").stdout)["questions"]
    assert [q["state"] for q in listed if q["code"] == "cell_merged"] == ["settled"]


@pytest.mark.parametrize("area", ["A1:B1", "I2:I4", "A8:H8", "I2:J2"])
def test_what_is_merged_beside_answers_is_not_asked_about(workspace, area):
    told = imported(workspace, workbook(workspace, map(mentee, range(4)), merged=[area]))
    assert "cell_merged" not in {code for code, _ in told}


# --- an error is no answer, and says nothing of whether a row counts


LIMESURVEY = ("Response ID", "Date submitted", "Last page", "Start language", "Seed", *TITLES[1:])


def of_limesurvey(number, **said):
    own = [number + 1, f"2026-11-0{number + 1} 10:00:00", 4, "en", 77 + number]
    return [*own, *mentee(number, **said)[1:]]


@pytest.mark.parametrize("shown", ["#N/A", "#REF!", "#VALUE!", "#NAME?"])
@pytest.mark.parametrize("as_text", [False, True])
def test_an_error_for_the_time_of_submission_does_not_make_an_answer_partial(
    workspace, shown, as_text
):
    rows = [of_limesurvey(n) for n in range(4)]
    if as_text:
        rows[1][1] = shown
    path = workbook(workspace, rows, titles=LIMESURVEY, errors=[] if as_text else [("B3", shown)])
    told = imported(workspace, path)
    assert ("row_end_unclear", "B3") in told
    assert 1 in stored(workspace, "goals")


def test_an_empty_time_of_submission_still_does(workspace):
    rows = [of_limesurvey(n) for n in range(4)]
    rows[1][1] = None
    assert "row_end_unclear" not in dict(
        imported(workspace, workbook(workspace, rows, titles=LIMESURVEY))
    )
    assert list(stored(workspace, "goals")) == [0, 2, 3]


@pytest.mark.parametrize(
    ("titles", "own", "cell"),
    [
        (("Record ID", "Survey Timestamp", "Complete?"), (7, "2026-11-02 10:00:00", "Complete"), "C3"),
        (("ResponseId", "RecordedDate", "Finished", "DistributionChannel"), ("R_7", "2026-11-02 10:00:00", "True", "anonymous"), "C3"),
        (("Response ID", "Date Submitted", "Status", "SessionID"), (7, "2026-11-02 10:00:00", "Complete", "a7"), "C3"),
    ],
)  # fmt: skip
def test_so_with_whatever_column_a_tool_says_it_in(workspace, titles, own, cell):
    rows = [[*own, *mentee(n)[1:]] for n in range(4)]
    for n, row in enumerate(rows):
        row[0] = f"{row[0]}{n}"
    path = workbook(workspace, rows, titles=(*titles, *TITLES[1:]), errors=[(cell, "#N/A")])
    assert ("row_end_unclear", cell) in imported(workspace, path)
    assert len(stored(workspace, "goals")) == 4


def test_errors_for_numbers_make_no_two_people_one(workspace):
    rows = [of_limesurvey(n) for n in range(4)]
    path = workbook(workspace, rows, titles=LIMESURVEY, errors=[("A3", "#N/A"), ("A4", "#N/A")])
    assert "response_twice" not in dict(imported(workspace, path))
    assert len(stored(workspace, "goals")) == 4


@pytest.mark.parametrize("shown", ["#N/A", "#REF!", "#SAKNAS!"])
def test_an_error_among_options_is_no_answer(workspace, shown):
    titles = (*TITLES[:4], "Languages [English]", "Languages [Finnish]", "Languages [Swedish]", *TITLES[5:])  # fmt: skip
    rows = [[*mentee(n)[:4], "Yes", "Yes", "No", *mentee(n)[5:]] for n in range(4)]
    rows[1][5] = shown
    told = imported(workspace, workbook(workspace, rows, titles=titles))
    assert "error_as_text" in dict(told)
    assert stored(workspace, "languages")[1] == ["en"]


# --- signs that a tool escaped


def written(workspace, rows, *, write=csv.writer):
    path = workspace.folder / "mentees.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        write(file).writerows([TITLES, *rows])
    return path


@pytest.mark.parametrize(
    ("escaped", "plain"),
    [
        ("Wood &amp; water", "Wood & water"), ("it&#39;s &quot;wood&quot;", "it's \"wood\""),
        ("a &lt; b", "a < b"), ("S&auml;hk&ouml;", "Sähkö"), ("R&amp;amp;D", "R&D"), ("x&#x27;y", "x'y"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_signs_of_web_pages_are_turned_back_where_the_whole_file_has_them(
    workspace, escaped, plain, kind
):
    rows = [mentee(n, **{"Research topic": escaped if n == 2 else "Wood"}) for n in range(4)]
    path = written(workspace, rows) if kind == "csv" else workbook(workspace, rows)
    assert ("text_escaped", "G4") in imported(workspace, path)
    assert stored(workspace, "research_topic")[2] == plain


@pytest.mark.parametrize("beside", ["R&D", "Q&A; wood", "a & b", "x&y=z"])
def test_they_are_kept_and_told_where_others_stand_plain(workspace, beside):
    rows = [mentee(n, **{"Research topic": ("Räty &amp; Co", beside, "x")[n]}) for n in range(3)]
    assert ("text_partly_escaped", "G2") in imported(workspace, written(workspace, rows))
    assert stored(workspace, "research_topic")[0] == "Räty &amp; Co"


@pytest.mark.parametrize("plain", ["R&D", "Q&A; wood", "AT&T; x", "&nosuch; thing"])
def test_an_ampersand_alone_is_no_such_sign(workspace, plain):
    rows = [mentee(n, **{"Research topic": plain}) for n in range(3)]
    assert {"text_escaped", "text_partly_escaped"}.isdisjoint(
        dict(imported(workspace, written(workspace, rows)))
    )
    assert stored(workspace, "research_topic")[0] == plain


def escaping(file):
    return csv.writer(
        file, escapechar="\\", doublequote=False, quoting=csv.QUOTE_ALL, lineterminator="\n"
    )


@pytest.mark.parametrize(
    "said", ["ends with \\", "C:\\new\\table", "\\\\server\\share", 'a \\ and "b"']
)
def test_doubled_backslashes_are_one_where_a_tool_escapes_marks(workspace, said):
    topics = [said, 'he said "no"', "wood"]
    rows = [mentee(n, **{"Research topic": topics[n]}) for n in range(3)]
    imported(workspace, written(workspace, rows, write=escaping))
    assert list(stored(workspace, "research_topic").values()) == topics


@pytest.mark.parametrize("said", ["ends with \\\\", "\\\\server\\share", "C:\\new"])
def test_backslashes_are_kept_where_no_mark_is_escaped(workspace, said):
    topics = [said, 'he said "no"', "wood"]
    rows = [mentee(n, **{"Research topic": topics[n]}) for n in range(3)]
    imported(workspace, written(workspace, rows))
    assert list(stored(workspace, "research_topic").values()) == topics
