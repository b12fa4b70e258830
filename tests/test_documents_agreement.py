"""Agreements: complete, in the right language, text stays text, equal bytes, honest failures."""

from __future__ import annotations

import datetime as dt
import io
import os
from dataclasses import replace
from pathlib import Path

import pytest
from documents_people import (
    NAUGHTY,
    ORGANISATION,
    agreement_template,
    match,
    material,
    mentees,
    mentor,
    names,
    programme,
)
from documents_reading import readable, structure
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorcli.documents import agreement_file_name, agreement_names, render_agreement
from mentorcli.domain.language import LANGUAGES
from mentorcli.domain.problem import UserError
from mentorcli.domain.text import one_line
from mentorcli.files.templates import TemplateFile

GOLDEN = Path(__file__).parent / "golden"
TAGS = {"en": "en-GB", "fi": "fi-FI", "sv": "sv-FI"}


def rendered(language="en", **people):
    return render_agreement(agreement_template(language), names(language, **people))


def own_template(tmp_path, *paragraphs: str) -> TemplateFile:
    document = Document()
    document.add_heading("Agreement", 1)
    for text in paragraphs:
        document.add_paragraph(text)
    document.add_paragraph("{% for person in people %}{{ person.name }}, {% endfor %}")
    path = tmp_path / "group.en.docx"
    document.save(path)
    return TemplateFile("agreement/group", "en", "docx", path, own=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_agreement_reads_as_the_golden_file(language):
    path = GOLDEN / f"agreement.{language}.txt"
    text = readable(rendered(language))
    if os.environ.get("UPDATE_GOLDEN") == "1":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_document_is_accessible_and_announces_itself(language):
    document = Document(io.BytesIO(rendered(language)))
    assert document.core_properties.title.endswith(f"2027-spring-m-rrrrssssss-{language}")
    assert document.core_properties.language == TAGS[language]
    assert document.core_properties.author == ORGANISATION.name
    tags = {x.get(qn("w:val")) for x in document.styles.element.iter(qn("w:lang"))}
    assert tags == {TAGS[language]}
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
    headings = [p.style.name for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert headings == ["Heading 1"] + ["Heading 2"] * 11
    fields = "".join(
        x.text for x in document.sections[0].footer._element.iter(qn("w:instrText"))
    ).split()
    assert fields == ["PAGE", "NUMPAGES"]
    assert "__" not in readable(rendered(language))


def test_equal_input_gives_equal_bytes_in_any_order_of_mentees(monkeypatch):
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    assert rendered() == rendered(mentees=mentees()[::-1])


@pytest.mark.parametrize("name", NAUGHTY)
def test_odd_names_are_text_and_change_nothing_in_the_structure(name):
    plain = structure(rendered())
    odd = mentees(names=(name, "Maija Virtanen", "Åsa Öström"))
    document = rendered(mentees=odd, mentor=mentor(name=name))
    assert structure(document) == plain
    shown = one_line(name).replace("\u202e", "").replace("\u202c", "")
    assert shown in readable(document).replace(" / ", " ")


@settings(max_examples=30, deadline=None)
@given(st.text(st.characters(), min_size=1, max_size=80), st.text(st.characters(), max_size=200))
def test_whatever_is_typed_the_structure_holds(name, goal):
    typed = [replace(m, answers={**m.answers, "goal_text": goal}) for m in mentees()]
    typed[0] = replace(typed[0], name=name)
    assert structure(rendered(mentees=typed)) == structure(rendered())


def test_an_answer_keeps_its_lines_and_tags_typed_by_people_stay():
    goal = "First {{ mentor.name }}\nSecond {% endfor %} & <w:p/>"
    typed = [replace(m, answers={**m.answers, "goal_text": goal}) for m in mentees()]
    assert "First {{ mentor.name }} / Second {% endfor %} & <w:p/>" in readable(
        rendered(mentees=typed)
    )


def test_a_very_long_goal_is_cut_with_a_mark():
    typed = [replace(m, answers={**m.answers, "goal_text": "word " * 2000}) for m in mentees()]
    shown = names(mentees=typed)["mentees"][0]["goal_text"]
    assert len(shown) <= 600
    assert shown.endswith("word…")


def test_a_template_cannot_reach_what_only_hr_may_see(tmp_path):
    marked = [replace(m, answers={**m.answers, "not_with": "PRIVATE"}) for m in mentees()]
    hidden = replace(mentor(), answers={**mentor().answers, "capacity": "PRIVATE"})
    given_names = names(mentees=marked, mentor=hidden)
    assert "PRIVATE" not in str(given_names)
    template = own_template(tmp_path, "{% for m in mentees %}{{ m.not_with }}{% endfor %}")
    with pytest.raises(UserError, match="not_with"):
        render_agreement(template, given_names)


def test_an_address_that_the_profile_hides_stays_hidden():
    fields = {
        role: tuple(
            replace(f, visible_to="hr") if f.key == "email" else f for f in programme().fields[role]
        )
        for role in ("mentee", "mentor")
    }
    hiding = replace(programme(), fields=fields)
    hidden = names(programme=hiding)
    assert "tuomas@example.org" not in str(hidden)


def test_people_of_another_match_are_a_bug():
    with pytest.raises(ValueError, match="m-rrrrssssss"):
        names(mentees=mentees()[:2])


def test_names_are_plain_data_only():
    def plain(value):
        if isinstance(value, dict):
            return all(isinstance(k, str) and plain(v) for k, v in value.items())
        return all(map(plain, value)) if isinstance(value, list) else type(value) is str

    assert plain(names())


@pytest.mark.parametrize(
    ("mistake", "said"),
    [
        ("{{ mentor.nmae }}", "Did you mean name?"),
        ("{{ organisation.contact_mail }}", "contact_email"),
        ("{{ mentor.name", "group.en.docx"),
        ("{% for m in mentees %}", "group.en.docx"),
        ("{{ 1 / 0 }}", "cannot be worked out"),
        ("{{ mentor.name | safe }}", "safe"),
        ("{% autoescape false %}{{ mentor.name }}{% endautoescape %}", "autoescape"),
        ("{{ mentor.name.upper }}{% include '/etc/passwd' %}", "group.en.docx"),
        ("{{ range(10**9) | list }}", "group.en.docx"),
    ],
)
def test_a_mistake_in_a_template_names_the_file_and_the_nearest_name(tmp_path, mistake, said):
    with pytest.raises(UserError) as caught:
        render_agreement(own_template(tmp_path, mistake), names())
    assert "group.en.docx" in caught.value.message
    assert said in caught.value.message + caught.value.remedy


@pytest.mark.parametrize(
    "escape",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ self.__init__.__globals__ }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ lipsum.__globals__['os'] }}",
        "{{ mentor | attr('__class__') | attr('__base__') }}",
        "{{ '{0.__class__}'.format(mentor) }}",
        "{{ '{a.__class__}'.format_map({'a': mentor}) }}",
        "{{ mentees.append(1) }}",
        "{{ mentor.update({'name': 'x'}) }}",
    ],
)
def test_a_template_cannot_leave_its_sandbox(tmp_path, escape):
    given_names = names()
    with pytest.raises(UserError, match=r"group\.en\.docx"):
        render_agreement(own_template(tmp_path, escape), given_names)
    assert given_names == names()


def test_a_template_that_forgets_a_person_is_refused(tmp_path):
    document = Document()
    document.add_paragraph("{{ mentor.name }}")
    path = tmp_path / "group.en.docx"
    document.save(path)
    with pytest.raises(UserError, match="is not named in the document"):
        render_agreement(TemplateFile("agreement/group", "en", "docx", path, own=True), names())


def test_a_heading_lost_to_a_tag_is_refused(tmp_path):
    document = Document()
    document.add_paragraph("{{ people | map(attribute='name') | join(', ') }}{#")
    document.add_heading("Confidentiality", 2)
    document.add_paragraph("#}")
    path = tmp_path / "group.en.docx"
    document.save(path)
    with pytest.raises(UserError, match="Confidentiality"):
        render_agreement(TemplateFile("agreement/group", "en", "docx", path, own=True), names())


def test_tags_for_signing_services_survive_in_raw(tmp_path):
    template = own_template(tmp_path, "{% raw %}{{Sig_mentor}}{% endraw %}")
    assert "{{Sig_mentor}}" in readable(render_agreement(template, names()))


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_word_file_is_named(tmp_path, content):
    path = tmp_path / "group.en.docx"
    path.write_bytes(content)
    with pytest.raises(UserError, match=r"group\.en\.docx is not a Word document"):
        render_agreement(TemplateFile("agreement/group", "en", "docx", path, own=True), names())


def test_file_names_are_safe_and_begin_with_whom_somebody_looks_for():
    name = agreement_file_name(["../../etc/x Åke & Co <b>"], "fi", "m-rrrrssssss")
    assert name == "b etc x Ake Co - agreement (fi) m-rrrrssssss.docx"
    assert agreement_file_name(["Aino Kallio"], "fi") == "Kallio Aino - agreement (fi).docx"
    pair = agreement_file_name(["Aino Kallio", "Li Wei Xu", ""], "en")
    assert pair == "Kallio Aino with Xu - agreement (en).docx"
    assert agreement_file_name(["שרה"], "sv").endswith(".docx")


def test_one_mentee_has_no_number_and_many_do():
    alone = match()
    alone = replace(alone, mentees=("p-aaaa",))
    given = material("fi", match=alone, mentor=mentor(), mentees=mentees()[:1])
    one = agreement_names(replace(given, today=dt.date(2027, 1, 2)))
    assert [p["label"] for p in one["people"]] == ["Mentori", "Aktori"]
    assert one["document"]["date"] == "2.1.2027"
    assert [p["label"] for p in names()["people"]] == ["Mentor", "Mentee 1", "Mentee 2", "Mentee 3"]
