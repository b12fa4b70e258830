"""A form seen again: grown, renamed, moved, branched, in another language, with codes."""

from dataclasses import replace

from intake_cases import COHORT, MENTEE, PROGRAMME, confirmed, propose, rows_of, table

from mentorcli import intake
from mentorcli.domain.importing import RowReading
from mentorcli.domain.problem import Severity

ROW = ("Åsa", "Öst", "asa@example.org", "suomi", "Networks", "Yes")
FORM = confirmed(propose(table(MENTEE, [ROW]), role="mentee"))


def _fields(proposal):
    return [c.field for c in proposal.columns]


def _told(proposal, code):
    return [dict(p.parameters) for p in proposal.problems if p.code == code]


def test_a_change_is_shown_as_a_difference():
    headers = (
        "Last name",
        "First name",
        "E-mail address",
        "Languages",
        "Goal",
        "Consent",
        "Shoe size",
    )
    row = ("Öst", "Åsa", "asa@example.org", "suomi", "Networks", "Yes", "42")
    (said,) = _told(propose(table(headers, [row]), [FORM]), "form_changed")
    assert said["diff"] in {
        "+ Shoe size; Goals → Goal; moved: First name",
        "+ Shoe size; Goals → Goal; moved: Last name",
    }


def test_a_question_with_other_words_in_the_same_place_is_asked_about_and_is_not_the_old_one():
    headers = (*MENTEE[:4], "Pick some from this list", "Consent")
    proposal = propose(table(headers, [ROW]), [FORM], role="mentee")
    column = proposal.columns[4]
    assert (column.field, column.alternatives, proposal.certain) == (None, ("goals",), False)
    assert "Goals" in column.reason
    assert proposal.lost == ("goals",)
    assert "- Goals; + Pick some from this list" in _told(proposal, "form_changed")[0]["diff"]


def test_a_form_without_changes_tells_none():
    assert _told(propose(table(MENTEE, [ROW]), [FORM]), "form_changed") == []


def test_branches_of_a_form_feed_one_field_where_no_row_answers_both():
    headers = (*MENTEE, "Goals2")
    rows = [(*ROW, ""), ("Bo", "Ek", "bo@example.org", "suomi", "", "Yes", "Leadership")]
    proposal = propose(table(headers, rows), role="mentee")
    assert (_fields(proposal)[4], _fields(proposal)[6], proposal.certain) == (
        "goals",
        "goals",
        False,
    )
    assert len(_told(proposal, "branch_column")) == 1
    said = propose(table(headers, rows), role="mentee", assign={"G": "goals"})
    assert said.certain
    readings = rows_of(table(headers, rows), "mentee", {"G": "goals"})
    assert [r.draft.choices("goals") for r in readings] == [("networks",), ("leadership",)]


def test_a_numbered_title_that_rows_answer_beside_the_first_is_asked():
    proposal = propose(table((*MENTEE, "Goals2"), [(*ROW, "Leadership")]), role="mentee")
    assert _fields(proposal)[-1] is None
    assert len(_told(proposal, "branch_answered_twice")) == 1


def test_a_second_source_of_a_field_is_told():
    headers, row = (*MENTEE, "Mentoring language, mostly"), (*ROW, "suomi")
    proposal = propose(table(headers, [row, row, row]), role="mentee")
    assert (_fields(proposal)[3], _fields(proposal)[-1]) == ("languages", None)
    assert len(_told(proposal, "second_column")) == 1


FINNISH = ("Tunnus", "Etunimi", "Sukunimi", "Sähköpostiosoite",
           "Millä kielellä/kielillä haluat tulla mentoroiduksi?",
           "Mitä toivot mentoroinnilta? Valitse enintään kolme",
           "Olen lukenut tietosuojailmoituksen ja vastaukseni saa näyttää merkityin osin")  # fmt: skip
ENGLISH = ("ID", "First name", "Last name", "E-mail address",
           "In which language(s) would you like to be mentored?",
           "What do you want from mentoring? Choose up to three",
           "I have read the privacy notice and my answers may be shown as marked")  # fmt: skip


def _take(headers, row, forms, form=None):
    proposal = propose(table(headers, [row]), forms, "mentee", {"A": "@id"} if not forms else None)
    form = intake.mapping_of(proposal, PROGRAMME, proposal.remembered or "f", "mentee")
    return proposal, form, intake.read(proposal, form, PROGRAMME, COHORT, "i")[0][0].draft


def test_two_languages_of_a_form_share_what_is_remembered_and_not_their_numbers():
    english = (1, "Åsa", "Öst", "asa@example.org", "Finnish", "Networks", "Yes")
    finnish = (1, "Bo", "Ek", "bo@example.org", "suomi", "Verkostot", "Kyllä")
    _, form, one = _take(ENGLISH, english, [])
    proposal = propose(table(FINNISH, [finnish]), [form], "mentee", {"A": "@id"})
    assert (proposal.remembered, proposal.variant) == ("f", True)
    assert len(_told(proposal, "form_in_another_language")) == 1
    both = intake.mapping_of(proposal, PROGRAMME, "f", "mentee")
    other = intake.read(proposal, both, PROGRAMME, COHORT, "i")[0][0].draft
    assert (one.choices("goals"), other.choices("goals")) == (("networks",), ("networks",))
    assert (one.form, other.form, one.response) == ("f", "f", "1")
    assert other.response.endswith(":1")
    for headers, row, key in ((ENGLISH, english, "1"), (FINNISH, finnish, other.response)):
        again, kept, draft = _take(headers, row, [both])
        assert (again.certain, kept, draft.response) == (True, both, key)
    assert intake.merge([RowReading(2, other)], [one]).missing == ()


def test_codes_are_asked_once_and_remembered_with_their_meaning():
    headers = (*MENTEE[:4], "Goals [SQ1]", "Goals [SQ2]", "Consent", "stage")
    row = (*ROW[:4], "Y", "", "Yes", "A2")
    proposal = propose(table(headers, [row]), role="mentee")
    assert not proposal.certain
    assert [t["option"] for t in _told(proposal, "option_codes")] == ["SQ1", "SQ2"]
    form = confirmed(proposal)
    meanings = {"Goals [SQ1]": {"option": "Networks"}, "Goals [SQ2]": {"option": "leadership"},
                "stage": {"answers": "A1=First year; A2=final"}}  # fmt: skip
    columns = tuple(replace(c, **meanings.get(c.header, {})) for c in form.columns)
    again = propose(table(headers, [row]), [replace(form, columns=columns)])
    assert again.certain
    kept = confirmed(again)
    draft = intake.read(again, kept, PROGRAMME, COHORT, "i")[0][0].draft
    assert (draft.choices("goals"), draft.choices("stage")) == (("networks",), ("final",))
    assert kept.columns == columns


def test_notes_do_not_make_a_form_uncertain():
    turned = propose(table(MENTEE[::-1], [ROW[::-1]]), [FORM])
    assert turned.certain
    assert {p.severity for p in turned.problems} == {Severity.NOTE}
