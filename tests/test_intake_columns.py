"""Which column: replaced and repeated questions are asked, halves of titles count, titles are found."""

import pytest
from intake_cases import MENTEE, confirmed, propose, table

from mentorcli.domain.problem import UserError

ROW = ("Åsa", "Öst", "asa@example.org", "suomi", "Networks", "Yes")
ROWS = [ROW, ("Bo", "Ek", "bo@example.org", "English", "Leadership", "Yes"),
        ("Cem", "Oz", "cem@example.org", "English", "Networks", "Yes")]  # fmt: skip
MENTOR = (
    "First name",
    "Last name",
    "E-mail address",
    "Languages",
    "Themes",
    "Short biography",
    "Capacity",
    "Consent",
)
MENTOR_ROW = ("Åsa", "Öst", "asa@example.org", "suomi", "Networks", "I like people.", "2", "Yes")
FORM = confirmed(propose(table(MENTEE, ROWS), role="mentee"))
MENTOR_FORM = confirmed(propose(table(MENTOR, [MENTOR_ROW]), role="mentor"))


def fields(proposal):
    return [c.field for c in proposal.columns]


def codes(proposal):
    return {p.code for p in proposal.problems}


# --- a question in the place of another

INSTEAD = (
    "Illnesses or disabilities that HR should know of (confidential)",
    "Dietary requirements",
    "Salary",
    "Anything that worries you",
    "Terveydentila",
    "Varför har du sökt dig bort från din arbetsgivare?",
    "Q17",
)


@pytest.mark.parametrize("title", INSTEAD)
def test_a_question_in_an_old_ones_place_is_never_the_old_one(title):
    headers = [title if h == "Short biography" else h for h in MENTOR]
    proposal = propose(table(headers, [MENTOR_ROW]), [MENTOR_FORM], role="mentor")
    assert "bio" not in fields(proposal)
    assert not proposal.certain
    assert proposal.lost == ("bio",)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Themes you can offer", "Themes you cannot offer"),
        ("Teemat, joita voit tarjota", "Teemat, joita et voi tarjota"),
        ("Teman du kan erbjuda", "Teman du inte kan erbjuda"),
        ("Wish number 1 of people you know", "Wish number 2 of people you know"),
        ("Work address of yourself", "Work address of your supervisor"),
        ("Notes about your mentor", "Notes about your mentee"),
    ],
)
def test_a_title_that_changed_its_meaning_is_asked_about(old, new):
    was = table((*MENTEE, old), [(*ROW, "said")])
    form = confirmed(propose(was, role="mentee", assign={"G": "other"}))
    proposal = propose(table((*MENTEE, new), [(*ROW, "said")]), [form], role="mentee")
    assert proposal.columns[6].field != "other"
    assert not proposal.certain


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("What would you still like to say to us", "What would you still like to say to us?"),
        ("What would you still like to say", "What would you still like to say, if anything"),
        ("Sinun terveisesi meille tänään", "Sinun terveisesi meille"),
    ],
)
def test_a_title_that_was_only_reworded_is_offered_as_the_old_one(old, new):
    form = confirmed(
        propose(table((*MENTEE, old), [(*ROW, "x")]), assign={"G": "other"}, role="mentee")
    )
    proposal = propose(table((*MENTEE, new), [(*ROW, "x")]), [form], role="mentee")
    assert proposal.columns[6].field == "other"


def test_a_question_that_was_dropped_asks_nothing_and_one_that_is_new_is_not_it():
    proposal = propose(table(MENTEE[:4] + MENTEE[5:], [ROW[:4] + ROW[5:]]), [FORM], role="mentee")
    assert proposal.lost == ()
    headers, row = (*MENTEE[:4], "Consent", "Shoe size"), (*ROW[:4], "Yes", "42")
    assert propose(table(headers, [row]), [FORM], role="mentee").lost == ()


# --- the same title twice


def twice(first, second, at=6):
    """Return the form with its goals asked a second time, at the end or before the first."""
    headers, rows = list(MENTEE), [list(r) for r in ROWS]
    headers.insert(at, "Goals")
    for row, one, two in zip(rows, first, second, strict=True):
        row[4] = one
        row.insert(at, two)
    return table(headers, rows)


NONE_BOTH = (("Networks", "Leadership", ""), ("", "", "Networks"))
BOTH = (("Networks", "Leadership", "Networks"), ("", "Networks", ""))


@pytest.mark.parametrize("at", [6, 4, 0])
@pytest.mark.parametrize("forms", [[], [FORM]])
def test_a_question_asked_anew_is_read_as_one_where_no_row_answers_both(at, forms):
    proposal = propose(twice(*NONE_BOTH, at=at), forms, role="mentee")
    assert fields(proposal).count("goals") == 2
    assert "same_title" in codes(proposal)
    assert not proposal.certain
    again = propose(twice(*NONE_BOTH, at=at), [confirmed(proposal)], role="mentee")
    assert fields(again).count("goals") == 2
    assert again.certain


@pytest.mark.parametrize("at", [6, 4, 0])
def test_where_rows_answer_both_neither_is_taken_and_nothing_stored_may_be_emptied(at):
    proposal = propose(twice(*BOTH, at=at), [FORM], role="mentee")
    assert "goals" not in fields(proposal)
    assert "two_columns" in codes(proposal)
    assert proposal.lost == ("goals",)


def test_a_title_that_stands_less_often_is_asked_about():
    headers = (*MENTEE, "Comments", "Comments")
    rows = [(*ROW, "one", "two")]
    form = confirmed(
        propose(table(headers, rows), assign={"G": "other", "H": "goal_text"}, role="mentee")
    )
    assert fields(propose(table(headers, rows), [form], role="mentee"))[6:] == [
        "other",
        "goal_text",
    ]
    proposal = propose(table(headers[:7], [(*ROW, "one")]), [form], role="mentee")
    assert proposal.columns[6].field is None
    assert set(proposal.lost) == {"goal_text", "other"}


def test_what_a_person_says_of_a_column_holds_against_the_remembered_one():
    proposal = propose(twice(*BOTH), [FORM], role="mentee", assign={"G": "goals"})
    assert fields(proposal)[4] is None
    assert fields(proposal)[6] == "goals"
    assert proposal.lost == ()


@pytest.mark.parametrize("pair", [("E", "F"), ("F", "E"), ("E", "D")])
def test_two_columns_set_to_one_field_are_refused(pair):
    with pytest.raises(UserError, match="both set to goals"):
        propose(table(MENTEE, ROWS), role="mentee", assign=dict.fromkeys(pair, "goals"))


def test_options_wishes_and_joined_copies_may_be_set_to_one_field():
    headers, row = (*MENTEE, "One", "Two"), (*ROW, "Aino Kallio", "Wei Zhang")
    assign = {"G": "wishes", "H": "wishes"}
    assert (
        fields(propose(table(headers, [row]), role="mentee", assign=assign))[6:] == ["wishes"] * 2
    )
    assign = {"G": "goals:Networks", "H": "goals:Leadership", "E": "-"}
    assert fields(propose(table(headers, [row]), role="mentee", assign=assign))[6:] == ["goals"] * 2
    assign = {"E": "goals", "G": "goals"}
    assert fields(propose(twice(*NONE_BOTH), role="mentee", assign=assign)).count("goals") == 2


# --- titles in two languages

HALVES = {
    "Etunimi / First name": "first_name",
    "Sukunimi/Surname": "last_name",
    "Nimi (Name)": "full_name",
    "Name | Nimi | Namn": "full_name",
    "Sähköposti - Email": "email",
    "Puhelin / Phone": "phone",
    "Kielet / Languages": "languages",
    "Teemat / Themes": "themes",
    "Montako aktoria / How many mentees": "capacity",
    "I accept the privacy notice / Hyväksyn tietosuojailmoituksen": "consent",
    "Vapaa sana / Anything else?": "other",
    "Titteli (Job title)": "job_title",
    "Nimi / Job title": None,
    "Nimi / Tehtävänimike": None,
    "Namn / Titel": None,
    "E-mail / Phone": None,
    "Name (of your supervisor)": None,
    "Ohjaajan nimi / Name of your supervisor": None,
    "Aloitus / Beginning": None,
}
SAID = {
    "first_name": "Åsa", "last_name": "Öst", "full_name": "Åsa Öst", "email": "asa@example.org",
    "languages": "English", "themes": "Networks", "capacity": "2", "consent": "Yes", "phone": "040 123 4567",
}  # fmt: skip


@pytest.mark.parametrize(("title", "field"), HALVES.items(), ids=list(HALVES))
def test_each_half_of_a_title_counts(title, field):
    role = "mentee" if field == "other" else "mentor"
    value = SAID.get(field or "", "some words")
    (column,) = propose(table([title], [[value]] * 3), role=role).columns
    assert field == (column.field if column.confidence >= 95 else None)


# --- the row of the titles

TITLES = (
    "Timestamp",
    "E-mail address",
    "What shall we call you?",
    "How may we reach you?",
    "Where in five years?",
)
WORDS = ("Phone", "Industry", "Other", "School", "Languages", "Goals", "Name")


def answers(count, at, words):
    """Return rows of answers; the one at this place has words that are titles elsewhere."""
    rows = [
        [f"2026/11/0{n} 10:00:00", f"p{n}@example.org", f"Person {n}", "Email", "Academia"]
        for n in range(1, count + 1)
    ]
    rows[at][2:] = words
    return rows


@pytest.mark.parametrize("at", [0, 1, 3, 4])
@pytest.mark.parametrize("words", [WORDS[:3], WORDS[2:5], WORDS[4:7]])
@pytest.mark.parametrize("above", [0, 2])
def test_answers_that_look_like_titles_are_no_titles(at, words, above):
    found = [["Answers to our form"], ["Contact", "hr@example.org"]][:above]
    rows = [*found, TITLES, *answers(5, at, words)]
    proposal = propose(table(rows[0], rows[1:]), role="mentee")
    assert proposal.header_row == above + 1
    assert [c.header for c in proposal.columns] == list(TITLES)


@pytest.mark.parametrize(
    "row", [["a.b@example.org", "Aino", "Kallio"], ["Aino Kallio", "a.b@example.org", "Networks"]]
)
def test_a_table_without_titles_is_asked_about(row):
    proposal = propose(table(row, [row, row]), role="mentee")
    assert "titles_doubtful" in codes(proposal)
    assert not proposal.certain


def test_codes_or_a_translation_over_the_titles_are_not_the_titles():
    codes_above = [f"Q{n}" for n in range(1, 7)]
    proposal = propose(table(codes_above, [MENTEE, *ROWS]), role="mentee")
    assert proposal.header_row == 2


def test_the_row_of_titles_is_said_by_hand():
    rows = [("a b", "c d", "e f", "g h", "i j", "k l"), MENTEE, *ROWS]
    from intake_cases import PROGRAMME

    from mentorcli import intake

    tables = [table(rows[0], rows[1:])]
    said = intake.propose(tables, PROGRAMME, role="mentee", titles=1)
    assert (said.header_row, said.columns[0].header) == (1, "a b")
    assert intake.propose(tables, PROGRAMME, role="mentee", titles=2).header_row == 2
    with pytest.raises(UserError, match="row 40"):
        intake.propose(tables, PROGRAMME, role="mentee", titles=40)


def test_limesurvey_with_codes_before_texts_is_known_by_its_own_columns():
    headers = ["id. Response ID", "submitdate. Date submitted", "lastpage. Last page", "seed. Seed",
               *(f"G01Q0{n}. {h}" for n, h in enumerate(MENTEE, 1))]  # fmt: skip
    rows = [("1", "2026-11-01 10:00:00", "2", "9", *ROW), ("2", "", "2", "8", *ROW)]
    proposal = propose(table(headers, rows), role="mentee")
    assert proposal.dialect == "limesurvey"
    assert fields(proposal)[:2] == ["@id", "@submitted"]
    assert {"email", "languages", "goals", "consent"} <= set(fields(proposal))


def test_a_column_without_a_title_is_nobodys_base():
    headers, rows = [*MENTEE, ""], [[*r, ""] for r in ROWS]
    headers[2], headers[6] = "", "Anything else?"
    proposal = propose(table(headers, rows), role="mentee")
    assert fields(proposal)[:6] == [
        "first_name",
        "last_name",
        "email",
        "languages",
        "goals",
        "consent",
    ]
    assert not {"same_title", "branch_answered_twice", "branch_column"} & codes(proposal)
