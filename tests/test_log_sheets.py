"""Log sheets say whose they are: in their heading, in their title and in their file's name."""

from __future__ import annotations

import openpyxl
import pytest
from conftest import COHORT
from slugify import slugify
from test_first_aid_life import ENDS, a_group, answer, cohort_of, plan_of
from test_letters_owed import PROGRAMMES


def sheets(run, cohort):
    """Make the sheets of a cohort; return their file name, title, heading and people for each match."""
    files = answer(run("session", "sheets", cohort, "--json"))["sheets"]
    assert len(set(files)) == len(files)
    found = {}
    for name in files:
        book = openpyxl.load_workbook(run.folder / "out" / cohort / "sheets" / name)
        meetings, people = book.worksheets[:2]
        rows = list(people.iter_rows(values_only=True))
        match, names = rows[2][-1], [row[0] for row in rows[2:]]
        found[match] = (name, book.properties.title, rows[0][0], names)
        assert meetings["A1"].value.endswith(rows[0][0].partition(": ")[2])
    return found


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_a_sheet_names_its_group(run, sample, programme):
    cohort, exports, selected = PROGRAMMES[programme]
    cohort_of(run, sample, programme, cohort, *exports, selected=selected)
    plan, found = plan_of(run, cohort), sheets(run, cohort)
    assert found.keys() == {m["id"] for m in plan["matches"]}
    for match in plan["matches"]:
        file, title, heading, people = found[match["id"]]
        names = [plan["names"][p] for p in (match["mentor"], *match["mentees"]) if p]
        assert sorted(people) == sorted(names)
        for name in names:
            assert name in title
            assert name in heading
        leader, *others = names if match["mentor"] else sorted(names)
        assert slugify(file).startswith(slugify(leader))
        assert all(slugify(name) in slugify(file) for name in others) or len(file) > 100, (
            "it is cut"
        )
        assert any(f" {x} " in heading for x in ("with", "ja", "med")) == bool(match["mentor"])


@pytest.mark.parametrize(
    ("language", "titles", "yes"),
    [
        ("fi", ("Tapaamiset", "Päivä", "aloitus", "Toivoo apua"), "kyllä"),
        ("sv", ("Träffar", "Dag", "start", "Vill ha hjälp"), "ja"),
        ("en", ("Meetings", "Day", "kick-off", "Wants help"), "yes"),
    ],
)
def test_a_sheet_is_in_the_language_of_its_match_and_is_read_in_it(approved, language, titles, yes):
    match = next(m for m in plan_of(approved)["matches"] if m["language"] == language)
    sheet = sheets(approved, COHORT)[match["id"]][0]
    book = openpyxl.load_workbook(approved.folder / "out" / COHORT / "sheets" / sheet)
    meetings, people = book.worksheets[:2]
    there = {meetings.title, meetings["A2"].value, *(c.value for c in people[2])}
    assert there >= set(titles)
    cells = {"Meetings_A3": "2027-03-01", "People_B3": yes, "People_E3": 4, "People_F3": yes}
    kept, said = filled(approved, sheet, code=3, **cells)
    assert kept == (1, 2)
    assert len(said) == 1, "help is told"


def test_who_has_left_stands_on_no_sheet(approved):
    match, names = a_group(approved)
    gone = match["mentees"][0]
    approved("pair", "end", COHORT, gone, "--only", *ENDS)
    file, title, heading, people = sheets(approved, COHORT)[match["id"]]
    assert names[gone] not in f"{title} {heading} {people}"
    assert slugify(names[gone]) not in file


def filled(run, sheet, day="2027-03-10", cohort=COHORT, code=0, **cells):
    """Fill in cells of a sheet, like Meetings_A3, and read it; return (what was kept, the sentences)."""
    path = run.folder / "filled.xlsx"
    book = openpyxl.load_workbook(run.folder / "out" / cohort / "sheets" / sheet)
    for where, value in cells.items():
        name, _, cell = where.partition("_")
        book.worksheets[("Meetings", "People").index(name)][cell] = value
    book.save(path)
    found = answer(run("read", path, "--cohort", cohort, "--today", day, "--json", code=code))
    return (found["meetings"], found["answers"]), [p["says"] for p in found["problems"]]


@pytest.fixture
def a_sheet(approved):
    """A run, a match of three, everybody's names, and the name of its sheet."""
    match, names = a_group(approved)
    return approved, match, names, sheets(approved, COHORT)[match["id"]][0]


def test_a_row_added_below_the_others_is_of_the_same_match(a_sheet):
    run, match, names, sheet = a_sheet
    first = names[match["mentees"][0]]
    more = {"Meetings_A20": "2027-03-01", "People_A9": first, "People_B9": "yes"}
    assert filled(run, sheet, **more) == ((1, 1), [])
    assert filled(run, sheet, **more) == ((0, 0), [])


def test_a_part_of_a_name_is_enough_and_a_stranger_is_asked_about(a_sheet):
    run, match, names, sheet = a_sheet
    first = names[match["mentees"][0]]
    kept, said = filled(
        run, sheet, code=3, Meetings_A3="2027-03-01", Meetings_B3=first.split()[0],
        Meetings_A4="2027-03-02", Meetings_B4="Raj Nobody", People_A9="Raj Nobody", People_B9="yes",
    )  # fmt: skip
    assert kept == (1, 0)
    assert len([s for s in said if "Raj Nobody" in s]) == 2
    assert not [s for s in said if "not a log sheet" in s]


def test_a_name_typed_over_another_in_a_sheet_is_asked_about(a_sheet):
    run, match, names, sheet = a_sheet
    kept, said = filled(run, sheet, code=3, People_A4=names[match["mentees"][2]], People_B4="no")
    assert kept == (0, 0)
    assert "typed over" in said[0]


def test_what_can_be_read_of_a_row_is_kept(a_sheet):
    run, _, _, sheet = a_sheet
    wrong = {"People_B3": "ill", "People_E3": "well"}
    kept, said = filled(run, sheet, code=3, **wrong, People_D3="no", People_F3="yes")
    assert kept == (0, 2)  # the wrap-up, and the wish for help
    assert sorted(s.partition("“")[2].partition("”")[0] for s in said) == ["", "ill", "well"]
    assert any("would like help" in s for s in said)
    assert filled(run, sheet, code=3, People_E3=4, People_F3="perhaps")[0] == (0, 1)
    assert "would like help" in run("status", COHORT, "--today", "2027-03-11").stdout
    assert filled(run, sheet, People_E3=2, People_F3="no") == ((0, 1), [])


@pytest.mark.parametrize("day", ["2026-01-01", "2029-01-01"])
def test_a_day_that_the_command_refuses_is_refused_in_a_sheet(a_sheet, day):
    run, match, _, sheet = a_sheet
    run("session", "log", COHORT, match["mentor"], "--on", day, "--today", "2027-03-10", code=2)
    kept, said = filled(run, sheet, code=3, Meetings_A3=day)
    assert kept == (0, 0)
    assert "cannot be the day of this meeting" in said[0]


def test_meetings_of_a_group_whose_mentor_left_are_kept(a_sheet):
    run, match, _, sheet = a_sheet
    run("application", "withdraw", COHORT, match["mentor"], "--yes", "--today", "2027-03-11")
    run("replan", COHORT, "--today", "2027-03-12")
    run("plan", "approve", COHORT, "--yes", "--with-questions", "--today", "2027-03-12")
    assert match["id"] not in {m["id"] for m in plan_of(run)["matches"]}
    assert filled(run, sheet, "2027-03-12", Meetings_A3="2027-02-11") == ((1, 0), [])


def test_a_sheet_of_another_cohort_is_told_once(a_sheet):
    run, _, _, sheet = a_sheet
    foreign = {f"Meetings_C{n}": "m-aaaaaaaaaa" for n in range(3, 15)}
    foreign |= {f"People_H{n}": "m-aaaaaaaaaa" for n in range(3, 7)}
    kept, said = filled(run, sheet, code=3, Meetings_A3="2027-02-11", **foreign)
    assert kept == (0, 0)
    assert len(said) == 1
