"""Whose form it is: right or asked, and never guessed against what the titles say."""

import random

import pytest
from intake_cases import confirmed, propose, table
from intake_roles import LANGUAGES, ROLES, TOOLS, random_form

OTHER = {"mentee": "mentor", "mentor": "mentee"}


def pairs(count=200):
    """Return pairs of forms of both roles that share most titles, in either order."""
    rng = random.Random(20270118)
    for n in range(count):
        language, tool = rng.choice(LANGUAGES), TOOLS[n % len(TOOLS)]
        one = random_form(rng, rng.choice(ROLES), language, tool)
        shared = one.shared if n % 5 == 0 else ()  # the other form grew from this one
        yield one, random_form(rng, OTHER[one.role], language, tool, shared=shared)


def test_roles_of_two_hundred_pairs_of_forms_are_right_or_asked():
    wrong, asked, told = [], 0, 0
    for one, other in pairs():
        for form in (one, other):
            role = propose(form.table()).role
            wrong += [] if role in {None, form.role} else [(form.titles, role)]
            asked, told = asked + (role is None), told + (role is not None)
    assert wrong == []
    assert told > asked


def test_with_one_form_remembered_the_other_is_right_or_asked():
    wrong = []
    for one, other in pairs():
        form = confirmed(propose(one.table(), role=one.role))
        role = propose(other.table(), [form]).role
        wrong += [] if role in {None, other.role} else [(one.titles, other.titles, role)]
        assert propose(one.table("again.csv"), [form]).role == one.role
    assert wrong == []


def test_a_form_that_tells_its_role_twice_and_misleads_nowhere_is_not_asked_about():
    forms = [f for pair in pairs() for f in pair if f.clear]
    asked = [f.titles for f in forms if propose(f.table()).role is None]
    assert len(forms) > 80
    assert len(asked) <= 0.05 * len(forms), asked


LEAST = ("First name", "Last name", "E-mail address")
ONE_TITLE = {
    "Why do you want to become a mentor?": "mentor",
    "What could you give as a mentor?": "mentor",
    "Miksi haluaisit toimia mentorina?": "mentor",
    "Montako aktoria otat?": "mentor",
    "Varför vill du vara mentor?": "mentor",
    "Hur många adepter vill du ha?": "mentor",
    "What do you expect of your mentor?": "mentee",
    "Why do you want to be mentored?": "mentee",
    "Mitä toivot mentoriltasi?": "mentee",
    "Miksi haluat aktoriksi?": "mentee",
    "Vad väntar du dig av din mentor?": "mentee",
    "Varför vill du ha en mentor?": "mentee",
    "Tell us about your dream mentor": "mentee",
    "Vad ska din drömmentor kunna?": "mentee",
    "Why do you want to sign up as a mentor?": "mentor",
    "Why did you apply as a mentor?": "mentor",
    "Kenet haluaisit mentoriksi?": None,
    "Toiveeni mentoriksi (1. sija)": None,
    "My first choice as a mentor": None,
    "A few words for people who want a mentor": None,
    "Några ord till personer som söker en mentor": None,
    "Teksti opiskelijoille, jotka etsivät mentoria": None,
    "Are you related to any of the mentors?": None,
    "Oletko sukua jollekin mentorille?": None,
    "Vem skulle du vilja ha som mentor?": None,
    "Have you acted as a mentor before?": None,
    "Would you like to act as a mentor in the future?": None,
    "May your mentor see this?": None,
    "Your phone number": None,
    "Your job title": None,
    "Where do you see yourself in five years?": None,
}


@pytest.mark.parametrize(("title", "role"), ONE_TITLE.items(), ids=list(ONE_TITLE))
def test_one_title_tells_the_role_or_none(title, role):
    rows = [(f"N{n}", "P", f"n{n}@example.org", f"words {n}") for n in range(4)]
    assert propose(table((*LEAST, title), rows)).role == role


def test_titles_that_contradict_each_other_are_a_question():
    titles = (*LEAST, "Why do you want to become a mentor?", "What do you expect of your mentor?")
    proposal = propose(table(titles, [("A", "B", "a@example.org", "x", "y")]))
    assert (proposal.role, proposal.certain) == (None, False)
    assert "role_unclear" in {p.code for p in proposal.problems}


# --- a column that says the role

ASKED = {
    "Would you like to be a mentor or a mentee?": ("Mentor", "Mentee"),
    "Role": ("mentor", "mentee"),
    "Your role in the programme": ("I would like to be a mentor", "I want to be mentored"),
    "I apply as": ("Mentor (alumni)", "Mentee (doctoral student)"),
    "Haluatko olla mentori vai aktori?": ("Mentori", "Aktori"),
    "Rooli": ("mentorina", "aktorina"),
    "Haen ohjelmaan": ("Mentoriksi", "Mentoroitavaksi"),
    "Vill du vara mentor eller adept?": ("Mentor", "Adept"),
    "Jag deltar som": ("mentor", "adept"),
}


def both(title, answers):
    rows = [(f"N{n}", "P", f"n{n}@example.org", a, "English") for n, a in enumerate(answers)]
    return table((*LEAST, title, "Languages"), rows)


@pytest.mark.parametrize(("title", "words"), ASKED.items(), ids=list(ASKED))
def test_a_form_for_both_roles_is_split_by_its_answer(title, words):
    mentor, mentee = words
    found = both(title, [mentor, mentee, mentee, mentor, mentee])
    assert propose(found).parts == (("mentee", "Sheet1"), ("mentor", "Sheet1"))
    for role, rows in (("mentee", [3, 4, 6]), ("mentor", [2, 5])):
        proposal = propose(found, role=role)
        assert [r.number for r in proposal.table.rows] == [1, *rows]
        assert proposal.columns[3].field is None
        assert not any(p.code == "column_unknown" for p in proposal.problems)


@pytest.mark.parametrize(("title", "words"), ASKED.items(), ids=list(ASKED))
def test_where_all_say_one_role_it_is_that_role(title, words):
    for word, role in zip(words, ("mentor", "mentee"), strict=True):
        assert propose(both(title, [word] * 4)).role == role


def test_who_says_both_is_in_both_parts_and_who_says_neither_waits():
    answers = ["Mentor", "Mentee", "Both", "Mentee", "Mentor", "Mentee", "Mentee", "Mentee", "Mentor",
               "Mentor", "I do not know yet"]  # fmt: skip
    found = both("Role", answers)
    mentees, mentors = (propose(found, role=role) for role in ROLES)
    assert {4, 12} <= {r.number for r in mentees.table.rows}
    of_mentors = {r.number for r in mentors.table.rows}
    assert 4 in of_mentors
    assert 12 not in of_mentors
    assert list(mentees.waiting) == [12]
    assert mentees.waiting[12].place.cell == "D12"


def test_half_odd_answers_leave_the_plain_ones_plain():
    answers = [
        "Mentee",
        "Mentor",
        "Mentor (earlier mentee)",
        "Not a mentor",
        "Perhaps later",
        "Mentee",
    ]
    found = both("I want to be a", answers)
    mentees, mentors = (propose(found, role=role) for role in ROLES)
    assert [r.number for r in mentors.table.rows] == [1, 3, 4]
    assert list(mentees.waiting) == [5, 6]
    assert {r.number for r in mentees.table.rows} == {1, 2, 5, 6, 7}


@pytest.mark.parametrize(
    ("title", "answers"),
    {
        "What are you looking for?": ["A mentor", "A mentor", "School", "A mentor"],
        "Who told you of us?": ["My mentor", "A friend", "My mentor", "Nobody"],
        "Have you been a mentor or mentee before?": ["Mentor", "Mentee", "No", "No"],
    }.items(),
)
def test_other_columns_that_name_mentors_split_nothing(title, answers):
    assert propose(both(title, answers)).parts == ()


def test_a_column_against_the_titles_is_a_question():
    titles = (*LEAST, "Role", "How many mentees can you take?", "Your strengths as a mentor")
    rows = [(f"N{n}", "P", f"n{n}@example.org", "Mentee", "1", "x") for n in range(4)]
    assert propose(table(titles, rows)).role is None


# --- two sheets

MENTEES = (*LEAST, "What would you like to get from your mentor?", "Goals", "Languages", "Consent")
MENTORS = (*LEAST, "How many mentees can you take?", "Themes", "Languages", "Consent")


def sheet(titles, name, count=3):
    rows = [(f"N{n}", "P", f"n{n}@example.org", "1", "Networks", "English", "Yes") for n in range(count)]  # fmt: skip
    return table(titles, rows, name)


def test_sheets_of_two_roles_are_both_offered_in_either_order():
    one, two = sheet(MENTEES, "A"), sheet(MENTORS, "B", 8)
    for tables in ((one, two), (two, one)):
        assert propose(tables).parts == (("mentee", "A"), ("mentor", "B"))
        assert propose(tables, role="mentor").table.sheet == "B"
        assert propose(tables, role="mentee").table.sheet == "A"


def test_sheets_of_one_role_and_a_sheet_without_answers_are_not_two_roles():
    assert propose((sheet(MENTEES, "A"), sheet(MENTEES, "B"))).parts == ()
    notes = table(("Thank you", "Delete this"), [("a", "b")], "Notes")
    assert propose((sheet(MENTEES, "A"), notes)).parts == ()


def test_a_third_sheet_that_may_be_a_form_is_asked_about():
    tables = (sheet(MENTEES, "A"), sheet(MENTORS, "B"), sheet(MENTEES, "C"))
    proposal = propose(tables)
    assert proposal.parts == ()
    assert "several_sheets" in {p.code for p in proposal.problems}


def test_names_of_sheets_tell_what_titles_do_not():
    plain = (*LEAST, "Languages", "Consent")
    rows = [("N", "P", "n@example.org", "English", "Yes")] * 3
    tables = (table(plain, rows, "Mentees"), table(plain, rows, "Mentors"))
    assert propose(tables).parts == (("mentee", "Mentees"), ("mentor", "Mentors"))


@pytest.mark.parametrize(
    "titles",
    [
        ("Mentoroitavan etunimi", "Mentoroitavan sukunimi", "Mentoroitavan sähköposti"),
        ("Mentee's first name", "Mentee's last name", "Mentee's e-mail"),
        ("Adeptens förnamn", "Adeptens efternamn", "Adeptens e-post"),
    ],
)
def test_whose_own_name_a_form_asks_tells_the_role(titles):
    assert propose(table(titles, [("Åsa", "Öst", "asa@example.org")])).role == "mentee"


@pytest.mark.parametrize(
    "title",
    ["Henkilöt, joita en voi saada mentoriksi", "Organisaatiot, joiden edustajaa en voi saada mentoriksi",
     "Kenet haluaisit mentoriksesi?", "Vem vill du ha som mentor?", "Den som jag inte kan ha som min mentor"],
)  # fmt: skip
def test_whom_somebody_gets_as_a_mentor_is_not_asked_of_mentors(title):
    rows = [("Åsa", "Öst", "asa@example.org", "Kari Ek")]
    assert propose(table((*LEAST, title), rows)).role != "mentor"
