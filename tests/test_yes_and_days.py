"""Yes, no, attendance and days as people type them: one reader for every sheet and form."""

import datetime as dt
import json

import openpyxl
import pytest
from conftest import COHORT

from mentorcli.commands.matches.log_titles import our_title
from mentorcli.intake.sheets.signing_words import Stands, stands
from mentorcli.intake.sheets.written_days import written_day
from mentorcli.intake.values.consent import says_yes
from mentorcli.matching.sheets.answer_sheet import ACCEPT, DECLINE, TALK, answer_word
from mentorcli.names.yes_no import attendance, yes_or_no

YES = (
    "yes",
    "Yes!",
    "x",
    "X",
    "✓",
    "1",
    "ok",
    "Kyllä",
    "kylla",
    "joo",
    "Ja",
    "ja tack",
    "yes please",
    "Yes, sure!",
    "Yes, I know the rules",
    "true",
)
NO = (
    "no",
    "No.",
    "ei",
    "Ei kiitos",
    "nej",
    "Nej tack",
    "0",
    "en",
    "Ei, en suostu",
    "No, I do not agree",
    "nej, jag kan inte",
)
UNCLEAR = ("", "yes, but not in March", "ja, om det passar", "Kyllä, jos sopii", "yes?", "perhaps", "ill", "ei haittaa", "no problem",
           "samtycker ej", "godkänner inte", "kyllä en", "yes I do not", "Yes - no", "Kyllä/Ei", "Yes? No?", "Ja, utom telefon",
           "Kyllä, paitsi puhelinnumero", "Yes, partly", "x (not sure)", "not sure", "en tiedä", "inte ännu klart",
           "ei vielä tiedossa", "not decided yet", "Inte säkert", "ei vielä selvillä", "no decision yet", "No need to ask, yes", "N/A", "n/a", "Not applicable", "not relevant to me")  # fmt: skip


@pytest.mark.parametrize("said", YES)
def test_a_yes_is_one_everywhere(said):
    assert yes_or_no(said) is says_yes(said) is True
    assert attendance(said) == "yes"
    assert answer_word(said) == ACCEPT
    assert stands(said, signed=True) is Stands.SIGNED or not any(c.isalpha() for c in said)


@pytest.mark.parametrize("said", NO)
def test_a_no_is_one_everywhere(said):
    assert yes_or_no(said) is says_yes(said) is False
    assert attendance(said) == "no"
    assert answer_word(said) == DECLINE
    assert stands(said, signed=True) is not Stands.SIGNED


@pytest.mark.parametrize("said", UNCLEAR)
def test_what_is_not_clear_is_neither(said):
    assert yes_or_no(said) is None
    assert attendance(said) == ""
    assert answer_word(said) == said


def test_what_stands_far_behind_a_yes_belongs_to_its_statement():
    assert yes_or_no("Yes, I agree that my answers are shown if I am matched") is True
    assert says_yes("Suostun en") is not True


@pytest.mark.parametrize(
    ("said", "was"),
    [
        ("Kyllä, etänä", "remotely"), ("online", "remotely"), ("på distans", "remotely"), ("Teams", "remotely"),
        ("paikalla", "yes"), ("oli mukana", "yes"), ("närvarande", "yes"), ("attended", "yes"),
        ("poissa", "no"), ("frånvarande", "no"), ("did not attend", "no"), ("en päässyt", "no"),
    ],
)  # fmt: skip
def test_attendance_in_three_languages(said, was):
    assert attendance(said) == was


def test_a_wish_to_talk_is_none_of_both():
    assert {answer_word(said) for said in ("talk to me", "Soita", "ring mig")} == {TALK}


DAYS = {
    "5.3.2027": "2027-03-05", "5.3.": "2027-03-05", "12.3": "2027-03-12", "March 19": "2027-03-19",
    "19 mars": "2027-03-19", "26. maaliskuuta 2027": "2027-03-26", "2027-04-02": "2027-04-02",
    "to 8.4.2027": "2027-04-08", "15/4/2027": "2027-04-15",
    "week 16": None, "cancelled": None, "27-02-03": None, "5.13.": None,
}  # fmt: skip


def test_a_log_sheet_is_read_as_people_fill_it_in(approved):
    approved("session", "sheets", COHORT)
    sheet = min((approved.folder / "out" / COHORT / "sheets").glob("*.xlsx"))
    book = openpyxl.load_workbook(sheet)
    meetings, people = book.worksheets[:2]
    match = meetings["C3"].value
    for number, day in enumerate(DAYS, 3):
        meetings.cell(number, 1).value, meetings.cell(number, 3).value = day, match
    titles = [our_title(str(c.value)) for c in people[2]]

    def fill(row, **cells):
        for title, said in cells.items():
            people.cell(row + 1, titles.index(title) + 1).value = said

    fill(2, kickoff="Kyllä", wrapup="etänä")
    fill(3, **{"kickoff": "x", "On track 1-5": "4 / 5", "Wants help": "yes please, about funding"})
    fill(4, kickoff="ill")
    book.save(sheet)
    read = ("read", sheet, "--cohort", COHORT, "--today", "2027-05-01", "--json")
    told = json.loads(approved(*read, code=3).stdout)
    assert told["meetings"] == len({d for d in DAYS.values() if d})
    assert told["answers"] == 4
    said = " ".join(p["says"] for p in told["problems"])
    assert all(f"“{day}” is no day" in said for day, is_one in DAYS.items() if not is_one)
    assert "“ill” is no attendance" in said
    again = json.loads(approved(*read, code=3).stdout)
    assert (again["meetings"], again["answers"]) == (0, 0)
    listed = json.loads(
        approved(
            "session", "answer", COHORT, people["A3"].value, "wrapup", "--came", "nej", "--json"
        ).stdout
    )
    assert listed["kind"] == "wrapup"
    approved("session", "answer", COHORT, people["A3"].value, "wrapup", "--came", "ill", code=2)


MONTHS = {
    1: ("tammikuuta", "januari", "January"), 3: ("maaliskuuta", "mars", "March"), 5: ("toukokuuta", "maj", "May"),
    6: ("kesäkuuta", "juni", "June"), 11: ("marraskuuta", "november", "Nov"), 12: ("joulukuuta", "december", "Dec."),
}  # fmt: skip


@pytest.mark.parametrize(("month", "called"), MONTHS.items())
@pytest.mark.parametrize("after", ["", " klo 14.05", " at 3:15 PM"])
def test_a_month_in_words_is_that_month(month, called, after):
    for word in called:
        assert written_day(f"3. {word} 2027{after}", {}) == dt.date(2027, month, 3)
