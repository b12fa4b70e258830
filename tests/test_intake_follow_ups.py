"""Titles that go on from the question before them, and what a whole question's options tell."""

import csv

import pytest
from intake_cases import PROGRAMME, propose, table
from repetition_exports import COHORT, stored

from mentorcli.workspace.profiles import load_programme

YES_NO = {"en": ("Yes", "No"), "fi": ("Kyllä", "Ei"), "sv": ("Ja", "Nej")}
NAMED = ("Kari Korpi", "", "Liisa Oja", "")
NAMES = ("First name", "Last name", "E-mail address")
WHO = [(first, last, f"{first.lower()}@example.org")
       for first, last in (("Asa", "Ost"), ("Bo", "Ek"), ("Cy", "Al"), ("Di", "Wu"))]  # fmt: skip


def told(role, titles, *columns, programme="doctoral"):
    """Return the field of each further column, with a mark where a person is asked."""
    rows = [(*who, *cells) for who, cells in zip(WHO, zip(*columns, strict=True), strict=True)]
    profile = PROGRAMME if programme == "doctoral" else load_programme(programme)
    found = propose(table((*NAMES, *titles), rows), role=role, programme=profile)
    asked = {p.place.cell.rstrip("0123456789") for p in found.problems if p.severity != "note"}
    return [(c.field or "") + "?" * (c.letter in asked) for c in found.columns[3:]]


def gate(language):
    yes, no = YES_NO[language]
    return (yes, no, yes, no)


@pytest.mark.parametrize(
    ("role", "language", "first", "then", "field"),
    [
        ("mentee", "en", "Is there anyone you should not be matched with?", "If yes, who?", "not_with"),
        ("mentee", "en", "Is there anyone you should not be matched with?",
         "If you answered yes, please give the name(s)", "not_with"),
        ("mentee", "fi", "Onko joku, jonka kanssa sinua ei pidä yhdistää?", "Jos kyllä, kuka?", "not_with"),
        ("mentee", "sv", "Finns det någon du inte bör matchas med?", "Om ja, vem?", "not_with"),
        ("mentor", "en", "Do you know any of our doctoral researchers?", "Whom?", "known"),
        ("mentor", "en", "Do you have any conflicts of interest with doctoral researchers?",
         "If so, please specify", "known"),
        ("mentor", "sv", "Känner du någon doktorand vid universitetet?", "Vilka?", "known"),
    ],
)  # fmt: skip
def test_names_in_the_case_of_a_yes_are_what_was_asked_before(role, language, first, then, field):
    assert told(role, (first, then), gate(language), NAMED) == ["", field]


def test_other_fields_go_on_from_a_yes_too():
    yes = gate("en")
    organisations = told(
        "mentee", ("Are there organisations you should not be matched with?", "Which ones?"),
        yes, ("Kela", "", "Nokia", ""), programme="joint",
    )  # fmt: skip
    topics = told(
        "mentor", ("Are there topics you do not want to discuss?", "If so, which?"),
        yes, ("Leadership", "", "Networks", ""),
    )  # fmt: skip
    wishes = told(
        "mentee", ("Do you have a mentor in mind?", "If yes, who?"), yes, NAMED, programme="open"
    )
    assert [organisations, topics, wishes] == [
        ["", "not_organisations"],
        ["", "not_topics"],
        ["", "wishes"],
    ]


@pytest.mark.parametrize(
    ("titles", "columns", "fields"),
    [
        # the yes or no is itself the answer
        (("Have you had a mentor before?", "If yes, when?"),
         (gate("en"), ("2023", "", "2020", "")), ["earlier", "?"]),
        # its own words say what it is
        (("I have read the privacy notice and agree", "And your phone number"),
         (gate("en"), ("040 555 1234", "", "040 555 4321", "")), ["consent", "?"]),
        # who has nobody in mind is not in the case of a yes, and names nobody
        (("Do you have a mentor in mind?", "If you do not, what made you apply?"),
         (gate("en"), ("Curiosity about business", "", "My friends", "")), ["?", "?"]),
        # no yes or no stands before it
        (("Number of your room", "Who?"),
         (("A1", "", "B2", ""), NAMED), ["?", "?"]),
    ],
)  # fmt: skip
def test_what_does_not_go_on_is_read_by_itself(titles, columns, fields):
    assert told("mentee", titles, *columns) == fields


def test_a_name_in_the_case_of_a_yes_is_never_the_name_of_who_answers():
    for then in ("If yes, name", "If so, their full name", "Jos kyllä, nimi", "Om ja, namn"):
        assert "full_name" not in "".join(
            told("mentee", ("Do you play chess?", then), gate("en"), NAMED)
        )
    rows = [("Asa", "Ost"), ("Bo", "Ek"), ("Cy", "Al")]
    found = propose(table(("What's your first name?", "And your last name?"), rows), role="mentee")
    assert [c.field for c in found.columns] == ["first_name", "last_name"]


def test_the_import_keeps_the_pair_apart_that_a_second_question_names(workspace):
    titles = (*NAMES, "Languages", "Goals", "Consent",
              "Is there anyone you should not be matched with?", "If yes, please give the name")  # fmt: skip
    rest = ("English", "Networks", "Yes")
    path = workspace.folder / "mentees.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = zip(WHO, zip(gate("en"), NAMED, strict=True), strict=True)
        csv.writer(file).writerows([titles, *((*who, *rest, *cells) for who, cells in rows)])
    workspace("import", path, "--cohort", COHORT, "--as", "mentees", "--yes", code=0)
    kept = stored(workspace)
    assert kept["Asa Ost"]["not_with"] == ["Kari Korpi"]
    assert kept["Asa Ost"].get("full_name") is None
    assert kept["Bo Ek"].get("not_with") is None
    workspace("import", path, "--cohort", COHORT, "--as", "mentees", "--yes", code=0)


# --- options in columns of their own

LANGUAGES = {
    "fi": ("Suomeksi", "Englanniksi", "Ruotsiksi"),
    "sv": ("På svenska", "På finska", "På engelska"),
    "both": ("suomi / Finnish", "englanti / English", "ruotsi / Swedish"),
}
GOALS = ("Networks", "Leadership", "Work-life balance")


def options(role, question, offered, marks=("Yes", "No"), programme="doctoral"):
    yes, no = marks
    columns = ((yes, no, yes, no), (no, yes, no, yes), (no, no, yes, yes))
    return {*told(role, [f"{question} [{o}]" for o in offered], *columns, programme=programme)}


@pytest.mark.parametrize("offered", LANGUAGES.values(), ids=LANGUAGES)
@pytest.mark.parametrize("marks", [("Yes", "No"), ("Kyllä / Yes", "Ei / No"), ("Ja (Yes)", "")])
def test_languages_are_options_whatever_their_ending_and_tick(offered, marks):
    assert options("mentor", "Languages you can mentor in", offered, marks) == {"languages"}


@pytest.mark.parametrize(
    ("role", "question", "field"),
    [
        ("mentee", "Vad vill du utveckla med hjälp av en mentor? (max tre)", "goals"),
        ("mentee", "With what could a mentor help you?", "goals"),
        ("mentor", "What could you talk about?", "themes"),
        ("mentor", "Themes that you do not want to discuss", "not_topics"),
    ],
)
def test_options_that_are_all_answers_make_a_likely_question_sure(role, question, field):
    assert options(role, question, GOALS) == {field}


@pytest.mark.parametrize(
    ("role", "question", "offered"),
    [
        ("mentee", "Which of these have you already discussed with your supervisor?", GOALS),
        ("mentee", "In which of these are you already strong?", GOALS),
        ("mentee", "Which of these workshops would you attend?", GOALS),
        ("mentee", "Which of these did your earlier mentor help you with?", GOALS),
        ("mentor", "What topics should the mentor training cover?", GOALS),
        ("mentor", "Which of these did your mentees ask about last year?", GOALS),
        ("mentor", "Which languages does your family speak?", ("English", "Finnish", "Swedish")),
        ("mentee", "Language of your thesis", ("English", "Finnish", "Swedish")),
    ],
)
def test_other_questions_that_offer_the_same_are_asked_about(role, question, offered):
    assert all(field.endswith("?") for field in options(role, question, offered))


# --- names of sections before the titles


@pytest.mark.parametrize(
    ("about", "study"),
    [("SECTION 1 – ABOUT YOU: ", "SECTION 2 – YOUR DOCTORATE: "), ("Osa A: ", "Osa B: "),
     ("Del 1, bakgrund: ", "Del 2: "), ("Background: ", "Studies: ")],
)  # fmt: skip
def test_titles_under_the_name_of_a_section_are_read_by_themselves(about, study):
    titles = {"Given name(s)": "first_name", "Surname": "last_name", "E-mail": "email",
              "Research group": "research_group"}  # fmt: skip
    later = {"Current stage of your studies": "stage", "Supervising professor": "supervisors",
             "What is your research about?": "research_topic"}  # fmt: skip
    every = [*(about + t for t in titles), *(study + t for t in later)]
    rows = [("Asa", "Ost", "a@example.org", "Optics", "First year", "Kari Korpi", "I study how light bends."),
            ("Bo", "Ek", "b@example.org", "Waves", "Final year", "Liisa Oja", "I study how cities age today."),
            ("Cy", "Al", "c@example.org", "Optics", "First year", "Kari Korpi", "I study networks of many kinds.")]  # fmt: skip
    found = propose(table(every, rows), role="mentee")
    assert [c.field for c in found.columns] == [*titles.values(), *later.values()]


@pytest.mark.parametrize(
    "of", ["Your supervisor", "Emergency contact", "Line manager", "Invoicing"]
)
def test_the_data_of_somebody_else_under_a_heading_are_not_the_answerers(of):
    titles = [f"{of}: {part}" for part in ("First name", "Surname", "E-mail", "Department")]
    rows = [
        ("Kari", "Korpi", "k@example.org", "Optics"),
        ("Liisa", "Oja", "l@example.org", "Waves"),
    ]
    found = propose(table(titles, rows), role="mentee")
    assert {c.field for c in found.columns if c.field}.isdisjoint(
        {"first_name", "last_name", "full_name", "email"}
    )


# --- what a column's answers add


@pytest.mark.parametrize(
    "marks", [(1, 0, 1), ("Yes", "No", "Yes"), ("x", "no", "x"), ("Kyllä", "En", "Kyllä")]
)
def test_ticks_answer_what_a_yes_answers(marks):
    rows = [(mark, mark) for mark in marks]
    titles = ("Can we count on you for the kick-off?", "Do you hold a doctorate?")
    found = propose(table(titles, rows), role="mentor")
    assert [c.field for c in found.columns] == ["kickoff", "doctorate"]


@pytest.mark.parametrize(
    ("title", "said", "likely"),
    [
        ("Data protection statement", "I agree", True), ("Tietosuojaseloste", "Hyväksyn", True),
        ("Dataskyddsbeskrivning", "Jag godkänner", True), ("Data protection statement", "Yes", False),
        ("Data protection statement", "I have read it", False), ("House rules", "I agree", False),
    ],
)  # fmt: skip
def test_what_somebody_agrees_to_may_stand_in_title_and_answer(title, said, likely):
    found = propose(table([title], [(said,)] * 3), role="mentee").columns[0]
    assert (found.field == "consent") is likely
