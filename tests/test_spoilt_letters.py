"""Exports whose letters were lost or coded on their way, and whose addresses belong to others."""

import csv
import re
import urllib.parse

import openpyxl
import pytest
from conftest import IMPORT_CODE

TITLES = ("First name", "Last name", "E-mail address", "Languages", "Goals", "Consent")
PEOPLE = [("Väinö", "Mäki-Petäys"), ("Eero", "Hämäläinen"), ("Björn", "Sjöström"),
          ("Aino", "Kallio"), ("Noor", "Haidari"), ("Sanna", "Lehtonen")]  # fmt: skip
MAIL = ["vaino.maki", "eero", "b.sjostrom", "aino", "noor", "s.lehtonen"]
FULL = [
    "vaino.makipetays",
    "eero.hamalainen",
    "bjorn.sjostrom",
    "aino.kallio",
    "noor.haidari",
    "lehtonen.sanna",
]
DOS = str.maketrans("äöÄÖ", "\x84\x94\x8e\x99")
LETTERS = re.compile(r"[^\x00-\x7f]")


def taken(workspace, people, mail=MAIL, code=IMPORT_CODE):
    rows = [
        (first, last, f"{local}@example.org", "English", "Networks", "Yes")
        for (first, last), local in zip(people, mail, strict=True)
    ]
    path = workspace.folder / "mentees.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([TITLES, *rows])
    arguments = ("import", path, "--cohort", "2027-spring", "--as", "mentees", "--accept")
    return workspace(*arguments, "--json", code=code).stdout


def test_names_with_all_their_letters_and_own_addresses_are_taken_as_they_stand(workspace):
    assert '"name_unlikely"' not in taken(workspace, PEOPLE, code=0)


@pytest.mark.parametrize("spoil", [
    lambda t: LETTERS.sub("?", t),
    lambda t: LETTERS.sub("\ufffd", t),
    lambda t: LETTERS.sub(lambda m: "".join(f"={b:02X}" for b in m[0].encode()), t),
    lambda t: t.encode("unicode_escape").decode(),
    urllib.parse.quote,
    lambda t: f"<p>{t}</p>",
], ids=["question marks", "replaced", "quoted printable", "escaped", "for the web", "tags"])  # fmt: skip
def test_a_name_whose_letters_are_coded_or_lost_is_asked_about(workspace, spoil):
    said = taken(workspace, [(spoil(first), spoil(last)) for first, last in PEOPLE])
    assert said.count('"name_unlikely"') >= 3


def test_letters_of_dos_that_are_gone_are_told(workspace):
    said = taken(workspace, [(f.translate(DOS), x.translate(DOS)) for f, x in PEOPLE])
    assert '"text_letters_lost"' in said


def test_addresses_that_were_sorted_by_themselves_are_told(workspace):
    said = taken(workspace, PEOPLE, sorted(MAIL))
    assert '"addresses_of_others"' in said


def test_one_address_of_a_relative_is_no_sorted_column(workspace):
    said = taken(workspace, [*PEOPLE[:5], ("Ella", "Kallio")], [*MAIL[:5], "aino.kallio"], code=0)
    assert '"addresses_of_others"' not in said


@pytest.mark.parametrize("first", [0, 2, 4])
def test_addresses_of_a_part_that_slipped_by_a_row_are_told(workspace, first):
    slipped = [*FULL[:first], FULL[-1], *FULL[first:-1]]
    said = taken(workspace, PEOPLE, slipped)
    assert '"addresses_of_others"' in said


def test_two_addresses_changed_with_each_other_are_told(workspace):
    said = taken(workspace, PEOPLE, [*FULL[:3], FULL[4], FULL[3], FULL[5]])
    assert '"addresses_of_others"' in said


@pytest.mark.parametrize(
    "mark", ["PERUTTU {}", "Cancelled: {}", "avbokad {}", "(perunut) {}", "PE\u200bRUTTU {}"]
)
def test_a_name_with_a_word_that_calls_the_application_off_is_asked_about(workspace, mark):
    first, last = PEOPLE[1]
    said = taken(workspace, [PEOPLE[0], (mark.format(first), last), *PEOPLE[2:]])
    assert said.count('"name_unlikely"') == 1


def test_letters_lost_before_a_workbook_was_saved_are_told(workspace):
    path = workspace.folder / "mentees.xlsx"
    book = openpyxl.Workbook()
    for row in (
        TITLES,
        ("Aino", "Kallio", "a@example.org", "English", "Networks and t\ufffdit\ufffd", "Yes"),
    ):
        book.active.append(row)
    book.save(path)
    done = workspace(
        "import",
        path,
        "--cohort",
        "2027-spring",
        "--as",
        "mentees",
        "--accept",
        "--json",
        code=IMPORT_CODE,
    )
    assert '"text_letters_lost"' in done.stdout


@pytest.mark.parametrize("title", ["Current employer", "Department", "Research group"])
def test_numbers_for_an_employer_are_no_sure_column(workspace, title):
    path = workspace.folder / "mentees.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = [
            (*names, f"{local}@example.org", "English", "Networks", "Yes", f"+358 40 555 01{n:02}")
            for n, (names, local) in enumerate(zip(PEOPLE, MAIL, strict=True))
        ]
        csv.writer(file).writerows([(*TITLES, title), *rows])
    done = workspace("import", path, "--cohort", "2027-spring", "--as", "mentees", code=3)
    assert f"G ({title})" in done.stderr
