"""One cell each: what people write, and what is made of it."""

import datetime as dt

import pytest
from intake_cases import PROGRAMME, answer, codes, propose, rows_of, table, value

from mentorcli.domain.application import ApplicationState, Capacity
from mentorcli.names.splitting import names_in, own_name


@pytest.mark.parametrize(
    ("said", "taken"),
    [
        (2, (2, 2)), ("3", (2, 3)), ("2-3", (2, 3)), ("2–3", (2, 3)),
        ("2 tai 3", (2, 3)), ("två eller tre", (2, 3)), ("max 3", (2, 3)), ("enintään 3", (2, 3)),
        ("1, only one-to-one", (1, 1)), ("1, vain kahdenkeskinen", (1, 1)), ("en adept", (1, 1)),
        ("Kaksi tai kolme, mutta en enempää", (2, 3)), ("not 3 but two", (2, 2)),
        ("I can take two, three if you must.", (2, 3)), ("exactly three", (3, 3)),
        ("at least 2", (2, 3)), ("0", (0, 0)), ("none", (0, 0)), ("1.5", None),
        ("En", None), ("as many as you like", None), ("10", None), ("2 in 2027", None),
    ],
)  # fmt: skip
def test_capacity_is_read_or_asked(said, taken):
    if taken is None:
        reading = answer("Capacity", said, "mentor")
        assert "capacity_unreadable" in codes(reading)
        assert reading.draft.state is ApplicationState.INCOMPLETE
    else:
        assert value("Capacity", said, "mentor") == Capacity(*taken)


def test_a_capacity_that_excel_made_a_date_is_no_capacity():
    assert "capacity_became_date" in codes(answer("Capacity", dt.date(2026, 3, 2), "mentor"))


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("Prof. Virtanen, TkT Anna Mäki-Petäys", ("Virtanen", "Anna Mäki-Petäys")),
        ("Prof. Kaarina Virtanen (thesis) ja Wei Zhang", ("Kaarina Virtanen", "Wei Zhang")),
        ("Virtanen, Kaarina; Salo, Mikko", ("Kaarina Virtanen", "Mikko Salo")),
        ("1. Tri Aino Kallio\n2. Tuomas Ahonen", ("Aino Kallio", "Tuomas Ahonen")),
        ("Kaarina Virtanen, professori", ("Kaarina Virtanen",)),
        ("supervisor: Prof. A. Holm; advisor: DI Mikko Salo", ("A. Holm", "Mikko Salo")),
        ("Åsa Öst, ÅSA  ÖST", ("Åsa Öst",)),
        ("Jean-Luc O'Brien & Thị Mai Nguyễn", ("Jean-Luc O'Brien", "Thị Mai Nguyễn")),
    ],
)
def test_people_lose_their_titles_and_nothing_else(said, names):
    assert names_in(said) == names


def test_nobodys_own_name_shrinks_to_one_word():
    assert own_name("TkT Ilkka Rautavaara-Nieminen") == "Ilkka Rautavaara-Nieminen"
    assert [own_name(n) for n in ("Di Wu", "Tri Nguyen", "Dr Wu")] == [
        "Di Wu",
        "Tri Nguyen",
        "Dr Wu",
    ]


@pytest.mark.parametrize("said", ["-", "N/A", "n/a", "ei ole", "None", " – ", "No", "Ei", "nej"])
def test_nobody_is_no_name(said):
    assert value("Not with", said) is None


@pytest.mark.parametrize("said", ["-", "N/A", "ei ole", "none"])
def test_nothing_is_no_answer(said):
    assert value("Department", said) is None


@pytest.mark.parametrize(
    ("said", "codes_or_texts"),
    [
        ("Networks;Job search, CV and interviews;", ("networks", "job_search")),
        ("Job search, CV and interviews, Networks", ("job_search", "networks")),
        ("Työnhaku, CV ja haastattelut", ("job_search",)),
        ("verkostot ; Ledarskap;", ("networks", "leadership")),
        ("Networks;My own (for a, b; and c);", ("networks", "My own (for a, b; and c)")),
        ("Networks;Networks", ("networks",)),
    ],
)
def test_several_choices_in_one_cell(said, codes_or_texts):
    assert value("Goals", said) == codes_or_texts


def test_an_unknown_option_is_kept_and_told_with_the_nearest():
    reading = answer("Goals", "Networks;Leedership;Sailing")
    assert reading.draft.choices("goals") == ("networks", "Leedership", "Sailing")
    assert codes(reading) == ["option_like", "unknown_option"]
    assert ("near", "Leadership") in reading.problems[0].parameters


def test_more_goals_than_asked_are_kept_and_told():
    reading = answer("Goals", "Networks;Leadership;Entrepreneurship;Life in Finland")
    assert len(reading.draft.choices("goals")) == 4
    assert codes(reading) == ["too_many"]


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("Yes", True), ("Kyllä", True), ("Ja, jag samtycker", True), (True, True), ("x", True),
        ("I have read the privacy notice and my answers may be shown as marked;", True),
        ("Olen lukenut tietosuojailmoituksen", True), ("No", False), ("En", False), ("ei", False),
        ("I confirm", True), ("Confirmed", True), ("Vahvistan", True), ("Jag bekräftar", True), ("I do not confirm", None),
        ("Nej", False), ("N/A", None), ("ei ole", None), (False, False), ("I do not agree", None), ("Yes, but not my phone", None),
    ],
)  # fmt: skip
def test_consent_is_never_guessed(said, means):
    reading = answer("Consent", said)
    assert reading.draft.value("consent") is means
    valid = reading.draft.state is ApplicationState.VALID
    assert valid is (means is True)


@pytest.mark.parametrize(
    "said",
    ["I agree with one exception", "Yes, with some limits", "Hyväksyn osittain", "Suostun varauksin",
     "Kyllä, joiltakin osin", "Ja, till viss del", "Jag samtycker delvis", "Godkänner med förbehåll"],
)  # fmt: skip
def test_a_consent_that_is_bounded_at_once_is_asked_about(said):
    assert codes(answer("Consent", said)) == ["consent_unclear", "consent_missing"]


@pytest.mark.parametrize(
    "said", ["2, kunhan aika riittää", "two, provided that we meet online", "3 as long as I travel less",
             "2 så länge de studerar kemi", "kaksi, edellyttäen etäyhteyttä"],
)  # fmt: skip
def test_a_capacity_under_a_condition_is_asked_about(said):
    assert "capacity_unreadable" in codes(answer("Capacity", said, "mentor"))


def test_a_refused_and_a_missing_consent_have_their_own_codes():
    assert codes(answer("Consent", "No")) == ["consent_refused"]
    assert codes(answer("Consent", "")) == ["consent_missing"]
    assert codes(answer("Consent", "perhaps")) == ["consent_unclear", "consent_missing"]


@pytest.mark.parametrize("said", ["åsa@example", "two@example.org three@example.org", "no mail"])
def test_no_address_holds_the_row_back(said):
    headers = ("Name", "E-mail address", "Languages", "Goals", "Consent")
    good = ("Ole Ek", "ole@example.org", "suomi", "Networks", "Yes")
    bad = ("Åsa Öst", said, "suomi", "Networks", "Yes")
    reading = rows_of(table(headers, [good, bad]))[1]
    assert reading.draft is None
    assert reading.problems[0].code == "email_invalid"
    assert reading.problems[0].place.cell == "B3"


@pytest.mark.parametrize(
    "said", ["Åsa <asa@example.org>", "mailto:asa@EXAMPLE.org", " asa@example.org "]
)
def test_an_address_is_unwrapped(said):
    assert answer("E-mail address", said).draft.email == "asa@example.org"


def test_required_answers_that_are_missing_make_it_wait():
    reading = answer("Goals", "")
    assert reading.draft.state is ApplicationState.INCOMPLETE
    assert [(p.code, dict(p.parameters)) for p in reading.problems] == [
        ("answers_missing", {"fields": "goals"})
    ]


def test_every_answer_knows_its_cell_and_raw_text():
    given = answer("Goals", "Networks; ").draft.answers["goals"]
    source = given.source
    assert (source.file, source.sheet, source.cell) == ("answers.xlsx", "Sheet1", "E2")
    assert (source.header, source.raw, source.rule) == ("Goals", "Networks;", "split")


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["3/11/2026 9:05:00", "21/10/2026 14:05:10"], "dmy"),
        (["3/11/2026 9:05:00", "10/21/2026 14:05:10"], "mdy"),
        (["3.11.2026 klo 9.05.00", "4.11.2026 9:05"], "dmy"),
        (["2026-11-03 09:05:00", "2026/11/04 9:05:00 AM GMT+2"], "ymd"),
    ],
)
def test_a_column_tells_its_order_of_day_and_month(cells, order):
    rows = [(c, "Åsa Öst", f"a{i}@example.org") for i, c in enumerate(cells)]
    asked = table(("Timestamp", "Name", "E-mail address"), rows)
    assert propose(asked).columns[0].date_order == order
    submitted = rows_of(asked, "mentee")[0].draft.submitted
    assert (
        f"{submitted:%d.%m.%Y %H:%M}" == ("11.03." if order == "mdy" else "03.11.") + "2026 09:05"
    )


def test_an_order_that_nothing_tells_is_asked_and_can_be_said():
    rows = [("3/11/2026 9:05:00", "Åsa Öst", "a@example.org")]
    asked = table(("Timestamp", "Name", "E-mail address"), rows)
    assert "date_order_unclear" in [p.code for p in propose(asked).problems]
    assert rows_of(asked, "mentee")[0].draft.submitted is None
    said = propose(asked, assign={"A": "@submitted:mdy"})
    assert "date_order_unclear" not in [p.code for p in said.problems]
    assert rows_of(asked, "mentee", {"A": "@submitted:mdy"})[0].draft.submitted.month == 3


def test_a_column_against_itself_is_asked():
    rows = [
        ("31/10/2026 9:05", "Å Ö", "a@example.org"),
        ("10/31/2026 9:05", "B Ö", "b@example.org"),
    ]
    asked = table(("Timestamp", "Name", "E-mail address"), rows)
    assert "date_order_mixed" in [p.code for p in propose(asked).problems]


@pytest.mark.parametrize(
    "name",
    ['=HYPERLINK("http://x","y")', "Åke & Co <b>", "{{ 7*7 }}", "[red]x[/red]", "../../etc/x"],
)
def test_hostile_names_come_out_as_they_went_in(name):
    reading = answer("Last name", name)
    assert reading.draft.name == f"Åsa {name}"
    assert reading.draft.text("last_name") == name


def test_an_escape_sequence_loses_its_escape():
    assert answer("Last name", "\x1b[31mred\x07").draft.name == "Åsa [31mred"


def test_the_profile_has_every_type_of_field_used_here():
    keys = {f.key for f in PROGRAMME.fields["mentee"]}
    assert {"goals", "not_with", "department", "consent", "wishes"} <= keys


def test_an_address_to_which_no_letter_can_go_is_taken_and_told():
    headers = ("Name", "E-mail address", "Languages", "Goals", "Consent")
    row = ("Maija Rantakylä", "maija.rantakylä@example.org", "suomi", "Networks", "Yes")
    (reading,) = rows_of(table(headers, [row]))
    assert reading.draft
    assert reading.draft.email == "maija.rantakylä@example.org"
    assert [(p.code, p.severity) for p in reading.problems] == [("email_unsendable", "note")]
