"""What is proposed for an export, how surely, and what is asked."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_cases import MENTEE, confirmed, propose, rows_of, sample, table

from mentorcli import intake
from mentorcli.domain.problem import Severity, UserError
from mentorcli.domain.table import Table
from mentorcli.intake.columns.layout import as_proposed

ROW = ("Åsa", "Öst", "asa@example.org", "suomi", "Networks", "Yes")


def _fields(proposal):
    return [c.field for c in proposal.columns]


def _codes(proposal):
    return [p.code for p in proposal.problems]


def test_both_sample_forms_are_certain_and_all_their_columns_known():
    mentees, mentors = propose(sample("mentees.xlsx")), propose(sample("mentors.csv"))
    assert (mentees.dialect, mentees.role, mentees.certain) == ("msforms", "mentee", True)
    assert (mentors.dialect, mentors.role, mentors.certain) == ("google_csv", "mentor", True)
    left = [c.header for p in (mentees, mentors) for c in p.columns if c.field is None]
    assert left == ["Email", "Name"]


def test_a_remembered_form_is_certain_whatever_the_order_of_its_columns():
    asked = table(MENTEE, [ROW])
    form = confirmed(propose(asked, role="mentee"))
    turned = table(MENTEE[::-1], [ROW[::-1]])
    proposal = propose(turned, [form])
    assert (proposal.remembered, proposal.role, proposal.certain) == (form.key, "mentee", True)
    assert _fields(proposal) == _fields(propose(asked, role="mentee"))[::-1]


def test_a_form_that_grew_keeps_its_name_and_asks_about_the_new_column():
    form = confirmed(propose(table(MENTEE, [ROW]), role="mentee"))
    proposal = propose(table((*MENTEE, "Shoe size"), [(*ROW, "42")]), [form])
    assert (proposal.remembered, proposal.certain) == (form.key, False)
    assert set(_codes(proposal)) == {"form_changed", "column_unknown"}


def test_columns_that_a_tool_adds_at_times_change_no_fingerprint():
    assert intake.fingerprint(["ID", "Name\u00a0"]) == intake.fingerprint(
        ["Last modified time", "name", "ID "]
    )
    assert intake.fingerprint(["ID"]) != intake.fingerprint(["ID", "ID"])


@pytest.mark.parametrize("header", ["Supervisor", "Your supervisor:", "SUPERVISORS"])
def test_a_bare_supervisor_is_asked(header):
    proposal = propose(table((*MENTEE, header), [(*ROW, "Prof. Virtanen")]), role="mentee")
    assert _fields(proposal)[-1] is None
    assert "bare_supervisor" in _codes(proposal)
    assert not proposal.certain


def test_a_title_with_the_wrong_values_is_not_believed():
    proposal = propose(table(MENTEE, [("Åsa", "Öst", "070 123", "suomi", "Networks", "Yes")]))
    assert _fields(proposal)[2] is None
    assert "column_values" in _codes(proposal)


@pytest.mark.parametrize(
    "header", ["Työsähköposti", "Työsähköpostisi", "Opiskelijan sähköposti", "Företagets e-post"]
)
def test_a_column_of_addresses_is_the_address_and_no_employer(header):
    titles = [header if "mail" in title.lower() else title for title in MENTEE]
    rows = [(*ROW[:2], f"asa{n}@example.org", *ROW[3:]) for n in range(4)]
    fields = _fields(propose(table(titles, rows), role="mentee"))
    assert fields[2] in {"email", None}
    assert fields[2] == "email" or "Työ" not in header


def test_two_columns_for_one_field_are_asked():
    headers, row = (*MENTEE, "Kielet"), (*ROW, "ruotsi")
    proposal = propose(table(headers, [row]), role="mentee")
    assert _codes(proposal).count("two_columns") == 2
    assert "languages" not in _fields(proposal)
    said = propose(table(headers, [row]), role="mentee", assign={"Kielet": "-"})
    assert _fields(said)[3:] == ["languages", "goals", "consent", None]


def test_the_tools_own_address_feeds_when_no_question_asks_it():
    headers = (
        "ID",
        "Start time",
        "Completion time",
        "Email",
        "Name",
        "Languages",
        "Goals",
        "Consent",
    )
    row = (2, "2026-11-02 09:00:00", "2026-11-02 09:10:00", "asa@example.org", "Åsa Öst", "suomi",
           "Networks", "Yes")  # fmt: skip
    proposal = propose(table(headers, [row]), role="mentee")
    assert (proposal.dialect, proposal.certain) == ("msforms", True)
    assert _fields(proposal)[:5] == ["@id", "@started", "@submitted", "email", "full_name"]


def test_a_localised_microsoft_form_is_known_by_its_values():
    headers = ("Tunniste", "Alku", "Loppu", "Posti", "Kuka", "Etunimi", "Sukunimi", "Sähköposti")
    rows = [(n, "2026-11-02 09:00:00", "2026-11-02 09:10:00", "anonymous", None, "Å", "Ö",
             f"a{n}@example.org") for n in (2, 3)]  # fmt: skip
    proposal = propose(table(headers, rows))
    assert proposal.dialect == "msforms"
    assert _fields(proposal)[5:] == ["first_name", "last_name", "email"]


def test_googles_other_button_is_another_dialect():
    headers = ("Timestamp", *MENTEE)
    rows = [("2026/11/02 5:11:10 PM GMT+2", *ROW)]
    assert propose(table(headers, rows)).dialect == "google_download"
    assert propose(table(headers, [("2/11/2026 17:11:10", *ROW)])).dialect == "google_csv"


def test_wishes_in_three_columns_keep_their_order():
    headers = (*MENTEE, "Wished mentors 1", "Wished mentors 2", "Wished mentors [3]")
    asked = table(headers, [(*ROW, "Dr Aino Kallio", "", "Åsa Björklund")])
    proposal = propose(asked, role="mentee")
    assert _fields(proposal)[-3:] == ["wishes"] * 3
    given = rows_of(asked, "mentee")[0].draft.answers["wishes"]
    assert given.value == ("Aino Kallio", "Åsa Björklund")
    assert (given.source.cell, given.source.rule) == ("G2, I2", "joined")


def test_titles_far_down_and_other_sheets_are_found():
    rows = ["Registrations of the spring", "", MENTEE, ROW, ROW]
    cells = [r if isinstance(r, tuple) else (r,) for r in rows]
    wanted = table(cells[0], cells[1:], "Answers")
    notes = table(("Read me",), [("Thank you",)], "Notes")
    proposal = propose([notes, wanted])
    assert (proposal.table.sheet, proposal.header_row) == ("Answers", 3)
    assert "other_sheets" in _codes(proposal)


def test_a_hidden_sheet_of_answers_is_told_and_one_of_lists_is_not():
    seen = table(MENTEE, [ROW], "Answers")
    hidden = replace(table(MENTEE, [ROW, ROW], "Autumn"), visible=False)
    lists = replace(table(("Finnish",), [("English",)], "Lists"), visible=False)
    proposal = propose([lists, hidden, seen])
    assert proposal.table.sheet == "Answers"
    (told,) = (p for p in proposal.problems if p.code == "hidden_sheets")
    assert dict(told.parameters)["others"] == "Autumn"
    assert "hidden_sheets" not in _codes(propose([lists, seen]))


def test_two_sheets_of_answers_are_asked():
    one, two = table(MENTEE, [ROW], "One"), table(MENTEE, [ROW], "Two")
    assert "several_sheets" in _codes(propose([one, two]))
    assert propose([one, two], sheet="two").table.sheet == "Two"
    with pytest.raises(UserError, match="no sheet"):
        propose([one, two], sheet="Three")


def test_a_role_that_nothing_tells_is_asked():
    shared = table(("Name", "E-mail address", "Languages"), [("Å Ö", "a@example.org", "suomi")])
    proposal = propose(shared)
    assert proposal.role is None
    assert "role_unclear" in _codes(proposal)
    assert propose(shared, role="mentor").role == "mentor"


def test_required_fields_without_a_column_are_told():
    proposal = propose(table(MENTEE[:4], [ROW[:4]]), role="mentee")
    (problem,) = [p for p in proposal.problems if p.code == "field_not_fed"]
    assert dict(problem.parameters) == {"fields": "goals, consent"}


def test_the_users_word_wins_and_typing_errors_are_helped():
    headers, row = (*MENTEE, "Muu"), (*ROW, "hei")
    asked = table(headers, [row])
    assert _fields(propose(asked, role="mentee", assign={"g": "other"}))[-1] == "other"
    assert _fields(propose(asked, role="mentee", assign={"Muu": "-"}))[-1] is None
    with pytest.raises(UserError) as caught:
        propose(asked, role="mentee", assign={"Mu": "other"})
    assert "Muu" in caught.value.remedy
    with pytest.raises(UserError) as caught:
        propose(asked, role="mentee", assign={"G": "othr"})
    assert "other" in caught.value.remedy


def test_what_is_left_out_is_listed_and_never_read():
    asked = table((*MENTEE, "Secret"), [(*ROW, "my diagnosis")])
    proposal = propose(asked, role="mentee", assign={"Secret": "-"})
    assert confirmed(proposal).not_imported == ("Secret",)
    readings, _ = intake.read(proposal, confirmed(proposal), _programme(), "c", "i")
    assert "diagnosis" not in repr(readings)


def _programme():
    from intake_cases import PROGRAMME

    return PROGRAMME


CELLS = (
    st.none() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20) | st.booleans()
)


@given(st.lists(st.lists(CELLS, max_size=6), max_size=8))
def test_any_table_gives_a_proposal_and_loses_no_row(rows):
    asked = table(rows[0] if rows else (), rows[1:])
    proposal = propose(asked)
    form = confirmed(proposal)
    readings, _ = intake.read(proposal, form, _programme(), "c", "i")
    below = [r for r in asked.rows if r.number > proposal.header_row and not r.is_empty()]
    body = as_proposed(proposal).body
    assert [r.number for r in readings] == [r.number for r in body]
    assert 0 <= len(below) - len(body) <= 2 or not proposal.header_row
    assert sum(intake.merge(readings, ()).counts().values()) == len(readings)


def test_no_rows_at_all_are_told():
    proposal = propose(Table("x.xlsx", "", "xlsx", "Sheet1", ()))
    assert (proposal.role, proposal.header_row, proposal.columns) == (None, 0, ())
    assert proposal.problems[0].severity is Severity.BLOCKER
