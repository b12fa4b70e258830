"""Exports whose letters were lost or coded on their way, and whose addresses belong to others."""

import csv
import re
import urllib.parse

import pytest
from conftest import IMPORT_CODE

TITLES = ("First name", "Last name", "E-mail address", "Languages", "Goals", "Consent")
PEOPLE = [("Väinö", "Mäki-Petäys"), ("Eero", "Hämäläinen"), ("Björn", "Sjöström"),
          ("Aino", "Kallio"), ("Noor", "Haidari"), ("Sanna", "Lehtonen")]  # fmt: skip
MAIL = ["vaino.maki", "eero", "b.sjostrom", "aino", "noor", "s.lehtonen"]
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
