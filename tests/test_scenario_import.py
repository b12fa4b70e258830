"""Importing again and again: problems corrected, people decided about, forms edited, people forgotten."""

import json
import sqlite3
from contextlib import closing

import openpyxl
import pytest
from conftest import IMPORT_CODE
from repetition_exports import COHORT, SECRET, answer, ends, everything, stored, take, write

OLE = {"name": "Ole Öst", "email": "ole@example.org"}


def correct(path, changes):
    """Type into the copy of rows as a person would: by the column's title and the row's number."""
    book = openpyxl.load_workbook(path)
    sheet = book["Rows to correct"]
    titles = [str(c.value) for c in sheet[1]]
    for number, title, text in changes:
        column = next(i for i, t in enumerate(titles, 1) if t.endswith(title))
        row = next(r for r in range(2, sheet.max_row + 1) if sheet.cell(r, 1).value == number)
        sheet.cell(row, column).value = text
    book.save(path)


@pytest.fixture
def book(workspace):
    """A workspace in which one row is held back, and its problems workbook."""
    take(workspace, [answer(2), answer(3, **OLE | {"email": "ole at example.org"})], code=3)
    return workspace.folder / "out" / COHORT / "problems.xlsx"


def test_held_rows_are_copied_with_the_bad_cell_marked(workspace, book):
    opened = openpyxl.load_workbook(book)
    hidden = ["About", "As written"]
    assert opened.sheetnames == ["Questions", "Rows to correct", "Notes", *hidden]
    assert {opened[name].sheet_state for name in hidden} == {"hidden"}
    row = [c.value for c in opened["Questions"][2]]
    assert row[:5] == [1, "mentees.csv", 3, "E-mail address", "ole at example.org"]
    assert all(row[5:7])
    assert opened["Questions"].cell(2, 3).hyperlink.location.startswith("'Rows to correct'!")
    copy = opened["Rows to correct"]
    assert [r[0].value for r in copy.iter_rows(min_row=2)] == [3]
    (bad,) = [c for c in copy[2] if c.value == "ole at example.org"]
    assert bad.comment is not None
    assert bad.fill.fgColor.rgb == "FFF4B6A6"
    assert book.stat().st_mode & 0o077 == 0


def test_a_correction_comes_in_at_once_and_survives_the_next_export(workspace, book):
    correct(book, [(3, "E-mail address", "ole@example.org")])
    shown = workspace("read", book, "--dry-run")
    assert "Nothing has been written" in shown.stdout
    assert list(stored(workspace)) == ["Åsa Öst"]
    done = json.loads(workspace("read", book, "--json").stdout)
    assert done["corrections"] == 1
    assert stored(workspace)["Ole Öst"]["email"] == "ole@example.org"
    later = [
        answer(2),
        answer(3, **OLE | {"email": "ole at example.org"}),
        answer(4, "Kai Aho", "kai@example.org"),
    ]
    assert ends(take(workspace, later)) == [("unchanged", ""), ("unchanged", ""), ("new", "")]
    text = workspace("person", "show", COHORT, "Ole", "--sources").stdout
    assert "override" in text
    assert "Corrected by hand" in text


def test_a_correction_of_what_says_something_new_is_outdated(workspace, book):
    correct(book, [(3, "E-mail address", "ole@example.org")])
    workspace("read", book)
    data = take(workspace, [answer(2), answer(3, **OLE | {"email": "ole.ost@example.org"})])
    assert [p["code"] for p in data["problems"]] == ["correction_outdated", "address_changed"]
    assert stored(workspace)["Ole Öst"]["email"] == "ole.ost@example.org"


def test_a_correction_can_be_taken_back(workspace, book):
    correct(book, [(3, "Goals", "Leadership"), (3, "E-mail address", "ole@example.org")])
    workspace("read", book)
    listed = json.loads(workspace("questions", "list", COHORT, "--json").stdout)["questions"]
    number = next(q["number"] for q in listed if q["answer"] == "Leadership")
    workspace("questions", "forget", COHORT, number)
    assert stored(workspace)["Ole Öst"]["goals"] == ["networks"]
    assert workspace("questions", "forget", COHORT, 9, code=2).stderr


def test_rows_may_be_sorted_and_nothing_typed_changes_nothing(workspace, book):
    opened = openpyxl.load_workbook(book)
    opened.save(book)
    assert "nothing to correct" in workspace("read", book).stdout
    other = write(workspace.folder, [answer(2)], "other.csv")
    assert "problems workbook" in workspace("read", other, code=2).stderr


def test_columns_nobody_asks_for_are_nowhere(workspace, book):
    assert SECRET.encode() not in everything(workspace)
    assert b"ole at example.org" in everything(workspace)


def test_one_address_with_two_names_waits_for_a_decision(workspace):
    answers = [answer(2), answer(3, "Ole Öst", day=5), answer(4, "Kai Aho", "kai@example.org")]
    assert ends(take(workspace, answers, code=3))[:2] == [("problem", "email_shared")] * 2
    workspace("questions", "settle", "--different", COHORT, "asa@example.org")
    assert sorted(stored(workspace)) == ["Kai Aho", "Ole Öst", "Åsa Öst"]
    assert ends(take(workspace, answers)) == [("unchanged", "")] * 3


def test_two_names_of_one_person_become_one_and_the_newest_counts(workspace):
    answers = [answer(2), answer(3, "Åsa Öst-Ek", day=5, Goals="Leadership;")]
    take(workspace, answers, code=3)
    workspace("questions", "settle", "--same", COHORT, "asa@example.org")
    assert list(stored(workspace)) == ["Åsa Öst-Ek"]
    text = workspace("person", "show", COHORT, "asa@example.org", "--sources").stdout
    assert "an older answer" in text
    assert "Networks" in text


def test_one_name_in_one_unit_is_asked(workspace):
    group = {"Research group": "Optics"}
    take(workspace, [answer(2, **group)])
    second = answer(3, email="asa.ost@example.org", day=5, **group)
    assert ends(take(workspace, [answer(2, **group), second], code=3))[1] == (
        "problem",
        "name_and_unit",
    )
    workspace("questions", "settle", "--same", COHORT, "asa@example.org", "asa.ost@example.org")
    assert stored(workspace)["Åsa Öst"]["email"] == "asa.ost@example.org"


def test_an_older_export_turns_nothing_back(workspace):
    old = [answer(2, day=2), answer(3, **OLE, day=3)]
    new = [
        answer(2, day=2, Goals="Leadership;"),
        answer(3, **OLE, day=3),
        answer(4, "Kai Aho", "kai@example.org", day=9),
    ]
    take(workspace, old)
    take(workspace, new)
    data = take(workspace, old, code=3)
    assert ends(data) == [("problem", "older_export"), ("unchanged", "")]
    assert {p["code"] for p in data["problems"]} >= {"older_export", "export_is_older"}
    assert [s for s in data["next"] if s.endswith("--accept-changes")]
    assert data["imports"][0]["missing"] == []
    assert stored(workspace)["Åsa Öst"]["goals"] == ["leadership"]
    take(workspace, old, "--accept-changes")
    assert stored(workspace)["Åsa Öst"]["goals"] == ["networks"]


def test_the_time_of_the_last_edit_decides(workspace):
    edited = {"Last modified time": "2026-11-08 10:00:00", "Goals": "Leadership;"}
    first = {"Last modified time": "2026-11-02 09:00:00"}
    take(workspace, [answer(2, **edited), answer(3, **OLE, **first)])
    data = take(workspace, [answer(2, **first), answer(3, **OLE, **first)])
    assert ends(data) == [("skipped", "older_answer"), ("unchanged", "")]
    assert stored(workspace)["Åsa Öst"]["goals"] == ["leadership"]


def test_the_vanished_are_marked_and_come_back(workspace):
    both = [answer(2, day=9), answer(3, **OLE)]
    take(workspace, both)
    assert take(workspace, [answer(2, day=9)])["imports"][0]["missing"]
    assert "vanished" in workspace("application", "list", COHORT).stdout
    take(workspace, [*both, answer(5, "Kai Aho", "kai@example.org", day=10)])
    assert "vanished" not in workspace("application", "list", COHORT).stdout


def test_answers_of_matched_people_change_only_by_decision(approved, sample):
    late = sample / "mentees-late.xlsx"
    before = stored(approved)
    done = approved("import", late, "--cohort", COHORT, "--json", code=3)
    data = json.loads(done.stdout)
    counts = data["imports"][0]["counts"]
    assert counts["new"] == 3
    assert counts["problem"] + counts["changed"] == 5
    held = [e for e in data["imports"][0]["ends"] if e["reason"] == "change_in_plan"]
    assert len(held) == counts["problem"] > 0
    assert "Changes not taken" in approved("import", late, "--cohort", COHORT, code=3).stdout
    assert {n: a for n, a in stored(approved).items() if n in before and a != before[n]}.keys() <= (
        stored(approved).keys() - {e["person"] for e in held}
    )
    one = held[0]["person"]
    taken = json.loads(approved("application", "accept", COHORT, one, "--json").stdout)
    assert sum(i["counts"]["changed"] for i in taken["imports"]) == 1
    approved("application", "accept", COHORT)  # nothing waits but what is asked
    assert (
        json.loads(approved("import", late, "--cohort", COHORT, "--json").stdout)["imports"][0][
            "counts"
        ]["problem"]
        == 0
    )


def test_an_edited_form_is_read_again_without_the_file(workspace):
    take(workspace, [answer(2, Department="Optics")], "--map", "N=department")
    workspace("form", "edit", "doctoral-mentee", "Departmnt=other", code=2)
    near = workspace("form", "edit", "doctoral-mentee", "Department=departmnt", code=2)
    assert "'department'" in near.stderr
    twice = workspace("form", "edit", "doctoral-mentee", "Department=email", code=2)
    assert "already" in twice.stderr
    workspace("form", "edit", "doctoral-mentee", "Department=other")
    shown = workspace("form", "replay", "doctoral-mentee", "--cohort", COHORT, "--dry-run")
    assert "Optics" in shown.stdout
    assert "other" not in stored(workspace)["Åsa Öst"]
    workspace("form", "replay", "doctoral-mentee", "--cohort", COHORT)
    assert stored(workspace)["Åsa Öst"]["other"] == "Optics"
    assert "department" not in stored(workspace)["Åsa Öst"]
    workspace("form", "edit", "doctoral-mentee", "Health=department")
    lost = workspace("form", "replay", "doctoral-mentee", "--cohort", COHORT, code=3)
    assert "not kept" in lost.stderr


def test_a_proposal_is_accepted_by_command(workspace):
    path = write(workspace.folder, [answer(2, **{"What drives you?": "Science"})])
    asked = workspace("import", path, "--cohort", COHORT, "--as", "mentees", code=3)
    assert "form edit doctoral-mentee --accept" in asked.stderr
    assert "proposed" in workspace("form", "list").stdout
    assert workspace("form", "edit", "--accept", "doctoral-mentor", code=2).stderr
    workspace("form", "edit", "--accept", "doctoral-mentee")
    workspace("import", path, "--cohort", COHORT)
    assert "Åsa Öst" in stored(workspace)


def test_a_forgotten_person_is_nowhere_and_stays_away(approved, sample):
    listed = json.loads(approved("application", "list", COHORT, "--json").stdout)["applications"]
    plan = json.loads(approved("plan", "show", COHORT, "--json").stdout)["plan"]
    one = plan["matches"][0]["mentees"][0]
    name, email = next((a["name"], a["e-mail"]) for a in listed if a["id"] == one)
    approved("agreement", "render", COHORT)
    approved("remind", "--today", "2027-01-18")
    approved("plan", "review", COHORT)
    held = answer(2, name, email, day=1)
    take(approved, [held, answer(9, **OLE)], code=IMPORT_CODE)
    assert "--yes" in approved("person", "erase", COHORT, one, code=2).stderr
    approved("person", "erase", COHORT, one, "--dry-run")
    assert email.encode() in everything(approved)
    data = json.loads(approved("person", "erase", COHORT, one, "--yes", "--json").stdout)
    left = everything(approved)
    if not data["left"]:
        assert email.encode() not in left
        assert name.encode() not in left
        assert one.encode() not in left
    with closing(sqlite3.connect(approved.folder / "workspace.db")) as connection:
        dump = "\n".join(connection.iterdump())
    assert email not in dump
    assert name not in dump
    assert one not in dump
    assert "'erased'" in dump
    again = approved("import", sample / "mentees.xlsx", "--cohort", COHORT, "--json")
    again = json.loads(again.stdout)["imports"][0]
    assert [e["reason"] for e in again["ends"] if e["state"] == "skipped"] == ["forgotten"]
    with closing(sqlite3.connect(approved.folder / "workspace.db")) as connection:
        assert email not in "\n".join(connection.iterdump())
    approved("plan", "show", COHORT)
    approved("status")


@pytest.mark.parametrize("cell", ["I1", "J1"])
def test_a_column_without_a_title_is_known_by_its_values_and_remembered(workspace, sample, cell):
    book = openpyxl.load_workbook(sample / "mentees.xlsx")
    book.active[cell] = None
    file = workspace.folder / "untitled.xlsx"
    book.save(file)
    taken = ("import", file, "--cohort", COHORT, "--accept")
    told = json.loads(workspace(*taken, "--json", code=3).stdout)  # somebody should confirm it
    assert told["imports"][0]["counts"]["new"] == 30
    assert "doctoral-mentee" in workspace("form", "show", "doctoral-mentee").stdout
    again = json.loads(workspace(*taken[:1], sample / "mentees.xlsx", *taken[2:], "--json").stdout)
    assert again["imports"][0]["counts"]["unchanged"] == 30
    assert "Nothing is wrong" in workspace("doctor").stdout
    form = workspace.folder / "forms" / "doctoral-mentee.toml"
    form.write_text(form.read_text("utf-8").replace('field = "email"\n', ""), "utf-8")
    for command in (("form", "list"), ("doctor",)):
        said = workspace(*command, code=3)
        assert "doctoral-mentee.toml" in said.stderr + said.stdout
        assert "__init__" not in said.stderr + said.stdout


def test_rows_held_back_stand_in_the_status(workspace):
    file = write(workspace.folder, [answer(2), answer(3, "Ole Ek", "no address")])
    workspace("import", file, "--cohort", COHORT, "--as", "mentees", "--accept", code=3)
    assert "1 row is held back" in workspace("status").stdout
    write(workspace.folder, [answer(2), answer(3, "Ole Ek", "ole@example.org")])
    workspace("import", file, "--cohort", COHORT, "--accept")
    assert "held back" not in workspace("status").stdout
