"""Days, scales, grids, numbers: what a programme may ask beyond what the doctoral one does."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_cases import COHORT, MENTEE, propose, rows_of, table, value

from mentorcli import intake
from mentorcli.domain.programme import Option
from mentorcli.intake.values.addresses import valid_address
from mentorcli.intake.values.choices import several_choices
from mentorcli.intake.values.parsing import parse
from mentorcli.intake.values.reading import Reading, option_key, spellings
from mentorcli.workspace.profiles import load_programme

ROW = ("Åsa", "Öst", "asa@example.org", "suomi", "Networks", "Yes")
START, FIELD, TIMES = "Earliest start", "How important is it that the mentor is from your own field?", "When can you usually meet?"  # fmt: skip


@pytest.fixture(scope="module")
def programme(tmp_path_factory):
    """The doctoral programme as a workspace widens it: a day, a scale, a grid."""
    folder = tmp_path_factory.mktemp("programmes")
    shipped = load_programme("doctoral")
    keys = [f.key for f in shipped.fields["mentee"]] + ["start", "same_field", "times", "phone"]
    (folder / "doctoral.toml").write_text(f"[mentee]\nfields = {keys!r}\n", "utf-8")
    return load_programme("doctoral", folder)


def _read(programme, header, cells):
    """Return the answers and problems of columns of one title, one cell for each row."""
    headers = [header] if isinstance(header, str) else list(header)
    rows = [
        (*ROW[:2], f"a{n}@example.org", *ROW[3:], *(c if isinstance(c, tuple) else (c,)))
        for n, c in enumerate(cells)
    ]
    asked = table((*MENTEE, *headers), rows)
    proposal = intake.propose([asked], programme, role="mentee")
    form = intake.mapping_of(proposal, programme, "f", "mentee")
    readings, problems = intake.read(proposal, form, programme, COHORT, "i")
    field = proposal.columns[len(MENTEE)].field
    return [r.draft.value(field) for r in readings], [
        p.code for p in (*proposal.problems, *problems, *(p for r in readings for p in r.problems))
    ]


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("kevät 2027", "2027-01-01"), ("syksyllä 2027", "2027-09-01"), ("HT 2027", "2027-09-01"),
        ("spring 2027", "2027-01-01"), ("12/2027", "2027-12-01"), ("toukokuussa 2027", "2027-05-01"),
        ("May 2027", "2027-05-01"), ("oktober 2027", "2027-10-01"), ("2027", "2027-01-01"),
    ],
)  # fmt: skip
def test_a_vague_day_is_the_first_it_can_be_and_told(programme, said, day):
    values, problems = _read(programme, START, [said])
    assert (values, problems) == ([dt.date.fromisoformat(day)], ["date_approximate"])


def test_serials_are_days_and_told(programme):
    values, problems = _read(programme, START, ["46027", 46027, "46027,5"])
    assert values == [dt.date(2026, 1, 5)] * 3
    assert problems == ["date_from_serial"] * 2


def test_days_are_read_by_their_column(programme):
    assert _read(programme, START, ["3/4/2027", "13/4/2027"])[0] == [
        dt.date(2027, 4, 3), dt.date(2027, 4, 13),
    ]  # fmt: skip
    values, problems = _read(programme, START, ["3/4/2027", "5/4/2027"])
    assert values == [None, None]
    assert "date_order_unclear" in problems


@pytest.mark.parametrize(
    "said", ["soon", "2027-13-45", "99999999", "kevät", "1.6.1927", "2172-06-01", "1 June 1827"]
)
def test_what_is_no_day_is_asked(programme, said):
    values, problems = _read(programme, START, [said])
    assert values == [None]
    assert "date_unreadable" in problems


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("5 - erittäin tärkeää", 5), ("5", 5), (4, 4), ("4,0", 4), ("Very important", 5),
        ("Inte alls viktigt", 1), ("Jonkin verran tärkeää", 3), ("3 = somewhere between", 3),
        ("-", None), ("N/A", None), ("ei ole", None), ("6", None), ("5 - not important", None),
        ("2,5", None), ("4 or 5", None), ("3 tai neljä", None), ("2 to 3", None), ("4 of 5", None), ("4 ½", None),
        ("3rd", None), ("2x", None),
    ],
)  # fmt: skip
def test_places_on_a_scale(programme, said, place):
    assert _read(programme, FIELD, [said])[0] == [place]


def test_a_number_against_its_words_is_asked(programme):
    assert "scale_unreadable" in _read(programme, FIELD, ["5 - not important"])[1]


@pytest.mark.parametrize("title", ["{} [{}]", "{}: {}", "{} › {}"])
def test_a_grid_has_a_column_for_each_row(programme, title):
    headers = [title.format(TIMES.rstrip("?"), day) for day in ("Monday", "Tiistai", "Onsdag")]
    values, _ = _read(programme, headers, [("Morning;Evening", "", "Iltapäivä"), ("", "", "")])
    assert values == [("mon: morning", "mon: evening", "wed: afternoon"), None]


def test_a_lost_first_zero_is_suspected_and_told(programme):
    values, problems = _read(programme, "Phone", ["0401234567", "401234568", "0501234567"])
    assert values == ["0401234567", "401234568", "0501234567"]
    assert problems == ["zeros_lost"]
    assert _read(programme, "Phone", ["0401234567", "+358401234568", "0501234567"])[1] == []


def test_a_serial_with_a_time_is_a_moment():
    asked = table(("Timestamp", *MENTEE), [(46027.378472, *ROW)])
    proposal = intake.propose([asked], load_programme("doctoral"), role="mentee")
    form = intake.mapping_of(proposal, load_programme("doctoral"), "f", "mentee")
    reading = intake.read(proposal, form, load_programme("doctoral"), COHORT, "i")[0][0]
    assert reading.draft.submitted.isoformat() == "2026-01-05T09:05:00"


LOCALS = st.one_of(
    st.from_regex(r"[A-Za-z0-9._+-]{1,20}", fullmatch=True),
    st.sampled_from(["INFO", "Postmaster", "a..b", ".a", "a.", 'a"b', "åsa", "a b", "x" * 70]),
)
DOMAINS = st.one_of(
    st.from_regex(r"[A-Za-z0-9.-]{1,20}\.(?:fi|org|TEST|local)", fullmatch=True),
    st.sampled_from(["example.org", "Aalto.FI", "xn--4ca.example", "höst.fi", "[1.2.3.4]", "a", ""]),
)  # fmt: skip


@given(LOCALS, DOMAINS)
def test_an_ordinary_address_is_judged_as_the_library_judges_it(local, domain):
    from email_validator import EmailNotValidError, validate_email

    try:
        judged = validate_email(f"{local}@{domain}", check_deliverability=False).normalized
    except EmailNotValidError:
        judged = None
    assert valid_address(f"{local}@{domain}") == judged


@pytest.mark.parametrize(
    ("said", "name", "code"),
    [
        ("#REF!", "", "error_as_text"), ("#SAKNAS!", "", "error_as_text"), ("########", "", "error_as_text"),
        ("0409876543", "0409876543", "name_unlikely"), ("2026-11-03", "2026-11-03", "name_unlikely"),
        ("'Ek", "Ek", ""), ("'t Hooft", "'t Hooft", ""), ("O'Neill", "O'Neill", ""), ("Person2", "Person2", ""),
    ],
)  # fmt: skip
def test_a_name_is_looked_at(said, name, code):
    titles = ("First name", "Last name", "E-mail address", "Languages", "Goals", "Consent")
    rows = [
        ("Bo", x, f"{x}@example.org", "suomi", "Networks", "Yes") for x in ("Ek", "Lund", "Aho")
    ]
    *_, reading = rows_of(
        table(titles, [*rows, ("Åsa", said, "'asa@example.org", "suomi", "Networks", "'Yes")]),
        "mentee",
    )
    if code == "error_as_text":  # half a name is none
        assert reading.draft is None
        return
    assert reading.draft.text("last_name") == name
    assert (reading.draft.email, reading.draft.value("consent")) == ("asa@example.org", True)
    told = [p.code for p in reading.problems if p.code in {"error_as_text", "name_unlikely"}]
    assert told == [code] * bool(code)


@pytest.mark.parametrize("said", ["3,5840E+11", "3.5840e+11", "4E+8", "4e9"])
def test_a_number_that_a_spreadsheet_shortened_is_told(programme, said):
    values, problems = _read(programme, "Phone", ["040 123 4567", "050 123 4567", said])
    assert (values[2], problems) == (said, ["number_shortened"])


@pytest.mark.parametrize("said", ["E12", "4E", "12e4 street", "3e"])
def test_other_texts_with_an_e_are_not(programme, said):
    assert _read(programme, "Department", [said, "Physics", "Media"])[1] == []


@pytest.mark.parametrize("end", ["\v", "\f", "\r", "\r\n", "\u2028", "\x85"])
def test_what_ends_a_line_keeps_words_apart(programme, end):
    values, _ = _read(programme, "Research topic", [f"Rare{end}proteins", "x", "y"])
    assert values[0].split() == ["Rare", "proteins"]


def test_a_legend_below_does_not_hide_when_answers_were_given():
    titles = ("Timestamp", *MENTEE)
    rows = [
        (f"2026-11-0{n} 10:00:00", *ROW[:2], f"a{n}@example.org", *ROW[3:]) for n in range(1, 6)
    ]
    rows += [("Legend", *[None] * 6), ("Yes = may be shown", *[None] * 6)]
    read = rows_of(table(titles, rows), "mentee")
    assert [r.draft.submitted.day for r in read if r.draft] == [1, 2, 3, 4, 5]
    assert [p.code for r in read[5:] for p in r.problems].count("time_unreadable") == 2


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Job hunting; Networks", [("Job hunting", False), ("networks", True)]),
        ("Networks, job hunting", [("networks", True), ("job hunting", False)]),
        ("Networks\nJob hunting", [("networks", True), ("Job hunting", False)]),
        ("Job hunting; Career paths", [("Job hunting", False), ("Career paths", False)]),
        ("Pay, leave and law; Hunting", [("law", True), ("Hunting", False)]),
        ("I would like to learn, mostly about networks", None),
        ("Networks / hunting", None),
        ("Hunting and networks", None),
    ],
)
def test_a_list_is_parted_though_something_in_it_is_no_option(text, wanted):
    """Whatever the tool's own separator; a sentence is not parted by signs that are no list's."""
    known = {option_key("Networks"): "networks", option_key("Pay, leave and law"): "law"}
    assert list(several_choices(text, known, (";",))) == (wanted or [(text, False)])
    if wanted:
        assert list(several_choices(text, known, ("|",))) == wanted


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("School of Science", "SCI"), ("School of Business (BIZ)", "BIZ"), ("Perustieteiden korkeakoulu", "SCI"),
        ("Handelshögskolan", "BIZ"), ("Kauppakorkeakoulu / School of Business", "BIZ"), ("ENG", "ENG"),
    ],
)  # fmt: skip
def test_what_stands_in_an_options_brackets_need_not_be_written(said, code):
    assert value("Which school are you doing your doctorate in?", said) == (code,)


def test_what_several_options_are_called_without_their_brackets_means_none_of_them():
    one, other = (Option(c, {"en": f"Evening ({c})"}) for c in ("online", "campus"))
    assert spellings([one, other]).keys().isdisjoint({"evening"})
    assert spellings([one])["evening"] == "online"


@pytest.mark.parametrize("said", ["Kela", "Kela; Nokia", "Nokia Oyj", "the city"])
def test_a_field_without_a_list_of_answers_has_no_unknown_ones(said):
    asked = next(
        f for f in load_programme("joint").fields["mentee"] if f.key == "not_organisations"
    )
    parsed = parse(Reading.of(asked, (";",), "", (1, 1)), (said,))
    assert parsed.value == tuple(said.split("; "))
    assert not parsed.troubles


@pytest.mark.parametrize(
    "days", [("1.9.2027", "15.8.2027", "20.8.2027"), ("01/09/2027",), (dt.date(2027, 9, 1), "2.10.2027")]
)  # fmt: skip
def test_days_are_not_how_many_somebody_takes(days):
    titles = ("How many mentees would you be willing to take on at any one time?",
              "If you are currently at capacity, from when could you take on a new mentee?")  # fmt: skip
    rows = [("2", day) for day in days] + [("1", "")]
    found = propose(table(titles, rows), role="mentor", programme=load_programme("open"))
    assert [c.field for c in found.columns] == ["capacity", "pause_until"]


@pytest.mark.parametrize(
    "title", ["What team are you in?", "Your team", "Would your own department do?"]
)
def test_a_bare_yes_is_no_department(title):
    rows = [("Yes",), ("No",), ("Yes",), ("No",)]
    found = propose(table([title], rows), role="mentee", programme=load_programme("open"))
    assert found.columns[0].field != "department"
