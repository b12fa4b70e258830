"""Templates that people edit: every kind of mistake is named, and nothing is made meanwhile."""

from __future__ import annotations

import base64
import io
import json
import shutil
import zipfile
from dataclasses import replace

import pytest
from conftest import Commands
from documents_cohorts import KEY, running
from documents_people import names, programme
from documents_reading import readable
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from word_edits import BODY, Template, both

from mentorcli.commands.papers import templates as book
from mentorcli.commands.papers.agreements import render
from mentorcli.commands.papers.templates import preview
from mentorcli.documents import (
    catalogue,
    check_template,
    render_agreement,
    worst_people,
)
from mentorcli.documents.template_check import template_text
from mentorcli.domain.language import LANGUAGES
from mentorcli.domain.problem import Severity, UserError
from mentorcli.files.shipped import programmes, shipped
from mentorcli.files.templates import TemplateFile
from mentorcli.workspace.profiles import load_programme

EVERYBODY = "{% for person in people %}{{ person.name }}, {% endfor %}"
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def document(*paragraphs, language="en-GB"):
    made = Document()
    for found in made.styles.element.iter(qn("w:lang")):
        found.set(qn("w:val"), language)
    for text in (*paragraphs, EVERYBODY):
        made.add_paragraph(text)
    return made


def kept(made, tmp_path, language="en"):
    path = tmp_path / f"group.{language}.docx"
    made.save(path)
    return TemplateFile("agreement/group", language, "docx", path, own=True)


def told(template):
    return [
        (p.code, p.place.sheet, dict(p.parameters))
        for p in check_template(template, programme())
        if p.code != "template_lacks"
    ]


def refused(template):
    """Tell that nothing is made from a template with a mistake."""
    with pytest.raises(UserError, match="Nothing was made"):
        book.refuse_faulty(template.path.parent, [template], programme())
    return True


def every_shipped():
    for path in sorted(shipped("templates").rglob("*.*")):
        if path.parent.name not in {"report", "signing"}:
            stem, language, extension = path.name.split(".", 2)
            yield TemplateFile(f"{path.parent.name}/{stem}", language, extension, path, own=False)


@pytest.mark.parametrize("template", list(every_shipped()), ids=lambda t: t.path.name)
def test_what_ships_has_no_mistake(template):
    assert told(template) == []


@pytest.mark.parametrize("key", sorted(p.stem for p in programmes().glob("*.toml")))
def test_what_ships_has_no_mistake_in_any_programme(key):
    profile = load_programme(key)
    mine = [t for t in every_shipped() if t.language == "en"]
    assert len(mine) > 30
    assert [(t.name, p.parameters) for t in mine for p in check_template(t, profile)] == []


@pytest.mark.parametrize(
    ("tag", "code", "said"),
    [
        ("Dear {{ mentor.nmae }}", "template_unknown_name", "Did you mean mentor.name?"),
        ("{{ organization.full }}", "template_unknown_name", "Did you mean organisation.full?"),
        ("{% for m in mentees %}{{ m.goal }}{% endfor %}", "template_unknown_name", "goals?"),
        ("{{ mentees | map(attribute='nam') | join }}", "template_unknown_name", "mentees[].name"),
        ("{% for m in mentees %}{{ m.not_with }}{% endfor %}", "template_private_name", "not_with"),
        ("{{ mentor.gender }}", "template_private_name", "gender"),
        ("{{ people[0].gender_wish }}", "template_private_name", "gender_wish"),
        ("{{ mentor.name", "template_broken", "a brace is missing"),
        ("{% for m in mentees %}", "template_broken", "endfor"),
        ("{% autoescape false %}{% endautoescape %}", "template_broken", "autoescape"),
    ],
)
def test_a_mistake_in_a_tag_is_named_with_its_paragraph(tmp_path, tag, code, said):
    template = kept(document("Fine.", tag), tmp_path)
    assert refused(template)
    found = told(template)
    assert [f[0] for f in found][:1] == [code]
    assert said in str(found[0][2])
    assert "body, paragraph" in found[0][1]
    if code != "template_broken":
        assert found[0][1].startswith(f"body, paragraph 2: “{tag[:40]}")


def without_header(made):
    made.add_table(2, 2)


def with_picture(made):
    made.add_picture(io.BytesIO(PIXEL))


def with_field(made):
    code = OxmlElement("w:instrText")
    code.text = "DDEAUTO c:\\\\windows\\\\cmd.exe"
    made.paragraphs[0].add_run()._r.append(code)


def with_outside_picture(made):
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    made.part.relate_to("file:///etc/passwd", kind, is_external=True)


@pytest.mark.parametrize(
    ("mistake", "code"),
    [
        (with_field, "template_unfilled_field"),
        (with_outside_picture, "template_reaches_out"),
    ],
)
def test_what_word_lacks_is_named(tmp_path, mistake, code):
    made = document("Fine.")
    mistake(made)
    template = kept(made, tmp_path)
    assert [f[0] for f in told(template)] == [code]
    assert refused(template)


@pytest.mark.parametrize("demanded", [False, True])
def test_what_hinders_reading_aloud_is_told_and_stops_where_it_is_demanded(tmp_path, demanded):
    made = document("Hyvä lukija", language="en-US")
    without_header(made)
    with_picture(made)
    template = kept(made, tmp_path, "fi")
    profile = replace(programme(), agreement_keeps=("accessible",) if demanded else ())
    found = [p for p in check_template(template, profile) if p.code != "template_lacks"]
    assert [p.code for p in found] == [
        "template_language_tag", "template_table_header", "template_picture_text"
    ]  # fmt: skip
    assert dict(found[0].parameters) == {"wanted": "fi", "found": "en-US"}
    assert {p.severity for p in found} == {Severity.DECIDE if demanded else Severity.NOTE}


LOST = {
    "headings": ("the heading “Confidentiality”", b"<w:t>Confidentiality</w:t>", b"<w:t>Other</w:t>"),
    "values": ("{{ dates.midpoint }}", b"{{ dates.midpoint }}", b"March"),
    "tables": ("the table “Topics, Agreed”", b"<w:tbl><w:tblPr><w:tblStyle", b"<w:tbl><w:tblPr><w:tblStyle"),
}  # fmt: skip


@pytest.mark.parametrize("kind", LOST)
def test_what_is_lost_is_told_and_stops_where_the_programme_demands_it(office, kind):
    says, old, new = LOST[kind]
    template = Template().replace(BODY, old, new)
    if kind == "tables":
        body = template.parts[BODY]
        first = body.index(b"Topics in and out")
        start, end = body.rindex(b"<w:tbl>", 0, first), body.index(b"</w:tbl>", first)
        template.parts[BODY] = body[:start] + body[end + len(b"</w:tbl>") :]
    template.save(office.folder)
    ((code, _, what, _),) = both(office, 0)
    assert (code, says in what) == ("template_lacks", True)
    shutil.rmtree(office.folder / "out")
    profile = office.folder / "programmes" / "doctoral.toml"
    profile.write_text(f'agreement_keeps = ["{kind}"]\n', encoding="utf-8")
    (code, _, what, _), *_ = both(office, 3)
    assert (code, says in what) == ("template_lacks_demanded", True)


def test_a_bomb_is_named_and_harms_nobody(tmp_path):
    path = tmp_path / "group.en.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\0" * (200 << 20))
    template = TemplateFile("agreement/group", "en", "docx", path, own=True)
    assert [f[0] for f in told(template)] == ["template_unreadable"]
    assert refused(template)


def test_broken_runs_curly_quotes_and_finnish_names_survive(tmp_path):
    made = document("{% set käyttäjä = mentor %}{{ käyttäjä.name }}")
    cut = made.add_paragraph()
    for piece in ("{", "{ men", "tor.", "na", "me }", "}"):
        cut.add_run(piece).bold = piece == "na"
    made.add_paragraph("{% if mentor.role_key == “mentor” %}Curly{% endif %}")
    template = kept(made, tmp_path)
    assert told(template) == []
    text = readable(render_agreement(template, names()))
    assert text.count(names()["mentor"]["name"]) == 3
    assert "Curly" in text


def test_rendering_sees_what_the_catalogue_lists_and_nothing_else():
    def paths(value, prefix=""):
        if isinstance(value, dict):
            for key, inner in value.items():
                yield from paths(inner, f"{prefix}.{key}" if prefix else key)
        elif isinstance(value, list):
            for inner in value:
                yield from paths(inner, f"{prefix}[]")
        else:
            yield prefix

    listed = {n.path for n in catalogue("agreement", programme()) if not n.private}
    given_names = set(paths(names()))
    assert given_names <= listed
    missing = {p for p in listed - given_names if "*" not in p}
    assert {p.split(".")[0] for p in missing} <= {"mentor", "mentees[]", "people[]"}, (
        "only what the other role is asked"
    )


def test_private_fields_are_listed_as_private():
    private = {n.path.rsplit(".", 1)[-1] for n in catalogue("letters", programme()) if n.private}
    assert {"not_with", "gender_wish", "gender", "other"} <= private


@pytest.mark.parametrize("language", LANGUAGES)
def test_worst_case_people_fit(language):
    mentor, mentees = worst_people(programme(), language)
    given_names = names(language)
    assert len(mentor.name) >= 60
    assert len(mentees) == 3
    assert set(given_names["people"][0]) >= set(mentor.answers)


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("{}%# abc.()[]|'\"“”=,ä\n"), max_size=60))
def test_checking_never_breaks(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("t") / "letter.en.txt.j2"
    path.write_text(text, encoding="utf-8")
    template = TemplateFile("letters/letter", "en", "txt.j2", path, own=True)
    assert all(code.startswith("template_") for code, _, _ in told(template))


def test_the_commands_from_copy_to_mistake_to_refusal(tmp_path):
    cohort = running(tmp_path, [("en", ["Maija Äijä", "Ville Å"])])
    run = cohort.on()

    def standing():
        found = {
            (t["template"], t["language"]): t["in use"] for t in book.listing(run).data["templates"]
        }
        return found["agreement/group", "en"]

    book.edit(run, "agreement/group", "")
    path = tmp_path / "templates" / "agreement" / "group.en.docx"
    assert standing() == "yours, as shipped"
    made = Document(path)
    made.add_paragraph("{{ mentor.not_with }}")
    made.save(path)
    assert standing() == "yours, changed"
    (changes,) = book.diff(run, "group", "en").data["differences"].values()
    assert "+{{ mentor.not_with }}" in changes
    checked = Commands(tmp_path)("template", "check", "--json", code=3)
    found = json.loads(checked.stdout)
    assert [p["code"] for p in found["problems"]] == ["template_private_name"]
    assert found["edited_apart"] == ["agreement/group"]
    with pytest.raises(UserError, match="Nothing was previewed"):
        preview(run, "group", "", "", "doctoral")
    with pytest.raises(UserError, match="Nothing was made"):
        render(run, KEY)
    assert not (tmp_path / "out" / KEY / "agreements").exists()
    path.unlink()
    shown = preview(run, "agreement/group", "", KEY, "doctoral")
    assert len(shown.files) == 6
    assert "Schlittenbach" in readable(
        next(f for f in shown.files if "worst" in f.name).read_bytes()
    )
    assert len(preview(run, "kickoff-mentor", "fi", "", "doctoral").files) == 1
    listed = [
        n["name"] for n in book.names(run, "agreement", "doctoral").data["names"]["agreement"]
    ]
    assert "mentees[].goals" in listed


def test_the_text_of_a_template_is_one_paragraph_a_line(tmp_path):
    assert "{{ mentor.name }}\n" in template_text(kept(document("{{ mentor.name }}"), tmp_path))
