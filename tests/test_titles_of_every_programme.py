"""Titles of fields that not every programme asks, and how titles are worded beside their words."""

import pytest
from intake_cases import propose, table

from mentorcli.workspace.profiles import load_programme

NAMES = ["Pirjo Laakso", "Lars Eklund", "Minna Saari"]
YES = ["Yes", "No", "Yes"]
WORDS = ["some words here", "more of them", "other words still"]


def field_of(programme, role, title, values):
    found = propose(table([title], [[v] for v in values]), role=role, programme=load_programme(programme))  # fmt: skip
    return found.columns[0].field


@pytest.mark.parametrize(
    ("programme", "role", "title", "values", "field"),
    [
        ("open", "mentee", "Name of your current line manager (only HR sees this)", NAMES, "line_manager"),
        ("open", "mentee", "Kuka on lähiesihenkilösi?", NAMES, "line_manager"),
        ("peer", "mentee", "Vem är din närmaste chef just nu?", NAMES, "line_manager"),
        ("open", "mentee", "Does your line manager know that you apply?", YES, "manager_knows"),
        ("open", "mentor", "Onko sinulla alaisia?", YES, "leads"),
        ("open", "mentee", "Hur ofta vill du träffa din mentor?", ["Varje månad"] * 3, "frequency"),
        ("open", "mentee", "Enhet där du jobbar", ["Universitetets tjänster", "Handelshögskolan", "Handelshögskolan"], "unit"),
        ("doctoral", "mentee", "Enhet där du forskar", ["Fysik", "Film", "Kemi"], "department"),
        ("joint", "mentor", "Kuka nimesi sinut?", NAMES, "nominated_by"),
        ("joint", "mentee", "Jag godkänner sekretessvillkoren", ["Ja"] * 3, "confidentiality"),
        ("alumni", "mentee", "Opiskeletko maisteriksi vai tohtoriksi?", ["Maisteri"] * 3, "level"),
        ("doctoral", "mentee", "Name of your line manager", NAMES, None),
        ("doctoral", "mentee", "I accept the confidentiality terms", ["Yes"] * 3, None),
        ("doctoral", "mentee", "Personalnummer", ["20410", "20417", "20424"], None),
        ("open", "mentee", "Your previous line manager", NAMES, None),
        ("joint", "mentee", "Nimeäjän sähköposti", ["a@example.org"] * 3, None),
    ],
)  # fmt: skip
def test_a_programme_takes_its_own_fields_and_no_others(programme, role, title, values, field):
    assert field_of(programme, role, title, values) == field


@pytest.mark.parametrize("number", ["Q02. ", "K3: ", "Kysymys 4) ", "Fråga 5 - ", "A1. ", "Q7 "])
def test_a_number_before_a_title_is_no_part_of_it(number):
    assert field_of("doctoral", "mentee", f"{number}Ditt efternamn", ["Ek", "Hed", "Alm"]) == "last_name"  # fmt: skip


@pytest.mark.parametrize("title", ["Yhteyssähköposti", "Kotisähköposti", "Kontaktepost (privat)"])
def test_a_compound_is_what_its_last_part_says(title):
    addresses = ["a@example.org", "b@example.org", "c@example.org"]
    assert field_of("doctoral", "mentee", title, addresses) == "email"


@pytest.mark.parametrize("title", ["Laitos / tutkimusryhmä", "Department / research group",
                                   "Institution / forskargrupp"])  # fmt: skip
def test_halves_that_ask_two_things_are_asked_about(title):
    proposal = propose(table([title], [["Physics"], ["Film"], ["Chemistry"]]), role="mentee")
    assert proposal.columns[0].field is None
    assert set(proposal.columns[0].alternatives) == {"department", "research_group"}


@pytest.mark.parametrize(
    "title",
    [
        "If you have nobody in mind, what should your mentor be like?",
        "Jos sinulla ei ole ketään mielessä, millainen mentori sopisi?",
        "Om du inte har någon i åtanke, hurdan mentor passar dig?",
    ],
)
def test_the_case_in_which_something_is_asked_bars_nobody(title):
    assert field_of("open", "mentee", title, WORDS) != "not_with"
