"""Columns and rows that stand otherwise than they seem to, by the real command: asked, told or read rightly."""

import csv
import json

import pytest
from repetition_exports import COHORT
from repetition_exports import stored as all_stored

ENGLISH = (
    "First name",
    "Last name",
    "E-mail address",
    "Languages",
    "Goals",
    "Research topic",
    "Consent",
)
FINNISH = ("Etunimi", "Sukunimi", "Sähköpostiosoite", "Kielet", "Tavoitteet", "Tutkimusaihe", "Suostumus")  # fmt: skip
PEOPLE = (("Aino", "Kallio"), ("Björn", "Öst"), ("Cia", "Dahl"), ("Päivi", "Mäki"))


def answers(first, last, address):
    return [first, last, address, "English", "Networks", f"How {last} sleep", "Yes"]


def rows(address="{first}.{last}@example.org"):
    return [
        answers(*who, address.format(first=plain(who[0]), last=plain(who[1]))) for who in PEOPLE
    ]


def plain(name):
    return name.lower().translate(str.maketrans("äö", "ao"))


def imported(workspace, titles, body, *more, times=None, name="mentees.csv"):
    stamps = times or [f"2026-11-{n + 1:02} 10:00:00" for n in range(len(body))]
    path = workspace.folder / name
    with path.open("w", encoding="utf-8", newline="") as file:
        every = [[stamp, *row] for stamp, row in zip(stamps, body, strict=True)]
        csv.writer(file).writerows([["Timestamp", *titles], *every])
    words = ("import", path, "--cohort", COHORT, "--as", "mentees", "--json", *more)
    told = json.loads(workspace(*words).stdout)
    return [(p["code"], p["cell"], p["says"]) for p in told["problems"]]


def asked(told, code):
    return [cell for said, cell, _ in told if said == code]


SWAPPED = ("Last name", "First name", *ENGLISH[2:])


def test_names_that_the_addresses_turn_round_are_asked_about_once(workspace):
    told = imported(workspace, SWAPPED, rows())
    assert asked(told, "column_unsure") == ["B1", "C1"]
    imported(
        workspace, SWAPPED, rows(), "--map", "B=first_name", "--map", "C=last_name", "--accept"
    )
    assert all_stored(workspace)
    again = imported(workspace, SWAPPED, rows())
    assert asked(again, "column_unsure") == []


@pytest.mark.parametrize(
    ("titles", "address"),
    [
        (ENGLISH, "{first}.{last}@example.org"),
        (SWAPPED, "{first}@example.org"),
        (ENGLISH, "{last}@example.org"),
        (ENGLISH, "{first}{last}@example.org"),
    ],
)
def test_addresses_that_tell_nothing_else_ask_nothing(workspace, titles, address):
    body = rows(address)
    body[0][2] = "kallio.aino@example.org" if titles == ENGLISH else body[0][2]  # one is chance
    assert asked(imported(workspace, titles, body), "column_unsure") == []


def test_a_form_that_asks_in_two_languages_side_by_side_is_one(workspace):
    nothing = [""] * len(ENGLISH)
    body = [[*nothing, *r] if n % 2 else [*r, *nothing] for n, r in enumerate(rows())]
    told = imported(workspace, (*ENGLISH, *FINNISH), body, "--accept")
    assert len(asked(told, "branch_column")) == len(FINNISH)
    assert not asked(told, "two_columns")
    assert {p["name"] for p in listed(workspace)} == {" ".join(who) for who in PEOPLE}


def listed(workspace):
    return json.loads(workspace("application", "list", COHORT, "--json").stdout)["applications"]


def test_two_columns_that_a_row_answers_both_are_asked_about(workspace):
    body = [[*r, "suomi"] for r in rows()]
    told = imported(workspace, (*ENGLISH, "Kielet"), body)
    assert asked(told, "two_columns") == ["E1", "I1"]


MOVED = [(1, 0, 2), (2, 0, 1), (0, 2, 1)]


@pytest.mark.parametrize("order", MOVED)
def test_an_export_in_another_language_and_order_below_is_held_back(workspace, order):
    order = (*order, *range(3, len(FINNISH)))
    *first, last = rows()
    body = [*first, [FINNISH[i] for i in order], [last[i] for i in order]]
    told = imported(workspace, ENGLISH, body, "--accept")
    assert asked(told, "rows_in_disorder")
    assert {p["name"] for p in listed(workspace)} == {" ".join(who) for who in PEOPLE[:3]}


DAYS = {
    "day after the year": (["2026-13-11", "2026-14-11", "2026-03-11", "2026-15-11"], ["A4"]),
    "one slip of the hand": (["2026-11-02", "2026-13-11", "2026-03-11", "2026-11-05"], []),
    "month after the year": (["2026-11-13", "2026-13-11", "2026-03-11", "2026-11-15"], []),
}


@pytest.mark.parametrize("kind", DAYS)
def test_a_year_before_the_day_leaves_the_others_open(workspace, kind):
    days, cells = DAYS[kind]
    told = imported(workspace, ENGLISH, rows(), times=[f"{day} 10:00:00" for day in days])
    assert asked(told, "date_order_mixed") == cells


@pytest.mark.parametrize("clock", ["klo 9", "klo 9.00", "kl. 9", "kello 9", "klockan 9:00"])
def test_a_full_hour_needs_no_minutes_after_the_word_for_it(workspace, clock):
    times = [f"{n + 1}.11.2026 {clock}" for n in range(len(PEOPLE))]
    assert not asked(
        imported(workspace, ENGLISH, rows(), "--accept", times=times), "time_unreadable"
    )


@pytest.mark.parametrize(
    "zone", [" GMT+0200 (EET)", " GMT+0200 (Eastern European Standard Time)", ""]
)
def test_a_browsers_own_time_is_read(workspace, zone):
    times = [f"Mon Nov {n + 2:02} 2026 14:30:05{zone}" for n in range(len(PEOPLE))]
    told = imported(workspace, ENGLISH, rows(), "--accept", times=times)
    assert not asked(told, "time_unreadable")
    assert not asked(told, "column_unknown")


@pytest.mark.parametrize("name", ["Bjˆrn", "P‰ivi", "≈ke", "P„ivi", "M•ki", "S√∂derman"])
def test_letters_of_another_machine_are_no_name(workspace, name):
    body = rows()
    body[1][0] = name
    assert asked(imported(workspace, ENGLISH, body, "--accept"), "name_unlikely") == ["B3"]


@pytest.mark.parametrize(
    "name", ["“Bee” Anna", "D'Arcy", "Åke-Göran", "Mª José", "Ó Briain", "O’Neil (Nell)"]
)
def test_signs_of_names_are_not_told(workspace, name):
    body = rows()
    body[1][0] = name
    assert not asked(imported(workspace, ENGLISH, body, "--accept"), "name_unlikely")


@pytest.mark.parametrize("around", ["\u202a{}\u202c", "\u200e{}", "\u2066{}\u2069"])
def test_marks_of_the_direction_of_writing_are_no_part_of_an_address(workspace, around):
    body = rows()
    body[1][2] = around.format(body[1][2])
    assert not asked(imported(workspace, ENGLISH, body, "--accept"), "email_invalid")
    assert "bjorn.ost@example.org" in {p["e-mail"] for p in listed(workspace)}
