"""Files of agreements are called after whom somebody looks for; a code stands only where two are alike."""

import json
import re

import openpyxl
from slugify import slugify
from test_several_pairs import ALUMNI, alumni, applications, plan

COHORT = "2027-spring"
CODE = re.compile(r"m-[a-z0-9]{10}")


def made(run, key):
    """Return {match: file} as told, which are the files that lie there."""
    told = json.loads(run("agreement", "render", key, "--json").stdout)["agreements"]
    there = {p.name for p in (run.folder / "out" / key / "agreements").glob("*.docx")}
    assert {a["file"] for a in told} == there
    return told


def words(name):
    return slugify(name, lowercase=False, separator=" ").split()


def test_a_group_is_called_after_its_mentor(approved):
    for one in made(approved, COHORT):
        assert {*words(one["file"].partition(" - ")[0])} == {*words(one["mentor"])}
        assert re.fullmatch(r"[\w .-]+ - agreement \((en|fi|sv)\)\.docx", one["file"])
        assert not CODE.search(one["file"])


def test_a_pair_is_found_by_either_and_two_alike_have_codes(run, sample):
    book = openpyxl.load_workbook(sample / "alumni-students.xlsx")
    sheet = book.active
    column = next(
        c.column for c in sheet[1] if str(c.value) in {"Last name", "Sukunimi", "Surname"}
    )
    for row in range(2, sheet.max_row - 1):
        sheet.cell(row, column).value = "Virtanen"
    data = run.folder / "data"
    data.mkdir()
    book.save(data / "alumni-students.xlsx")
    (data / "alumni-mentors.csv").write_bytes((sample / "alumni-mentors.csv").read_bytes())
    alumni(run, data)
    told, people = made(run, ALUMNI), {a["id"]: a["name"] for a in applications(run, ALUMNI)}
    plain = [one["file"].partition(" - ")[0] for one in told]  # whatever their languages
    for one, name in zip(told, plain, strict=True):
        assert bool(CODE.search(one["file"])) == (plain.count(name) > 1)
        assert {*words(one["mentor"])} <= {*words(name)}
        assert words(one["mentees"])[-1] in words(name)
    assert any(CODE.search(one["file"]) for one in told)
    assert not all(CODE.search(one["file"]) for one in told)
    before = {one["file"] for one in told}
    gone = next(m for m in plan(run, ALUMNI) if people[m["mentees"][0]].endswith("Virtanen"))
    run(
        "pair",
        "end",
        ALUMNI,
        gone["mentees"][0],
        "--reason",
        "left",
        "--yes",
        "--today",
        "2027-02-10",
    )
    assert {one["file"] for one in made(run, ALUMNI)} < before
