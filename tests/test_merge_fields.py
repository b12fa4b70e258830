"""Mail merge as HR knows it: a plain Word file with merge fields becomes an agreement in three languages."""

from __future__ import annotations

import io
import json
import re
import zipfile

import pytest
from conftest import Commands
from documents_cohorts import KEY, every_file, running
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from word_edits import Template, both, field, paragraph

from mentorcli.documents.merge_names import merge_names, merge_tag
from mentorcli.documents.word_fields import tag_of_code

GROUPS = [
    ("en", ["Maija Äijä", "Ville Å"]), ("fi", ["Sanna Öhman", "Bo Ek"]), ("sv", ["Li Wu", "Åsa Ås"]),
]  # fmt: skip
TEXTS = {
    "en": {
        "header": "Programme_name", "mentor": "Mentor_name", "first": "Mentee_1_name",
        "second": "Mentee_2_name", "third": "Mentee_3_name", "all": "Mentees", "day": "Document_date",
        "mail": "Mentor_email", "contact": "Contact_person", "said": "Agreement between",
    },
    "fi": {
        "header": "Ohjelman_nimi", "mentor": "Mentorin_nimi", "first": "Aktori_1_nimi",
        "second": "Aktorin_2_nimi", "third": "Aktori_3_nimi", "all": "Aktorit", "day": "Asiakirjan_päivä",
        "mail": "Mentorin_sähköposti", "contact": "Yhteyshenkilö", "said": "Sopimus, osapuolet",
    },
    "sv": {
        "header": "Programmets_namn", "mentor": "Mentorns_namn", "first": "Adept_1_namn",
        "second": "Adept_2_namn", "third": "Adept_3_namn", "all": "Adepter", "day": "Dokumentets_datum",
        "mail": "Mentorns_e-post", "contact": "Kontaktperson", "said": "Avtal mellan",
    },
}  # fmt: skip
PROMISED = {
    "en": ("10 January 2027", "p-m000@example.org", "Aino Mäkelä 0"),
    "fi": ("10.1.2027", "p-m001@example.org", "Bo Öhman 1"),
    "sv": ("10.1.2027", "p-m002@example.org", "Chen Li 2"),
}
TAGS = {"en": "en-GB", "fi": "fi-FI", "sv": "sv-FI"}


def put_field(paragraph, code, *, simple=False, cut=False):
    """Write a merge field as Word writes it: one element, or a chain of runs, its code cut up."""
    code = f' MERGEFIELD "{code}" \\* MERGEFORMAT ' if cut else f" MERGEFIELD {code} "
    shown = f"«{code.split()[1]}»"
    if simple:
        made = OxmlElement("w:fldSimple")
        made.set(qn("w:instr"), code)
        made.append(paragraph.add_run(shown)._r)
        paragraph._p.append(made)
        return
    for kind in ("begin", "code", "separate", "shown", "end"):
        run = paragraph.add_run(shown if kind == "shown" else "")
        run.bold = kind == "shown"
        for piece in (code[:9], code[9:]) if kind == "code" and cut else (code,) * (kind == "code"):
            text = OxmlElement("w:instrText")
            text.set(qn("xml:space"), "preserve")
            text.text = piece
            run._r.append(text)
        if kind in ("begin", "separate", "end"):
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)


def plain_file(path, language):
    """Write an agreement as somebody would in Word, with merge fields in the body and the header."""
    said, made = TEXTS[language], Document()
    for found in made.styles.element.iter(qn("w:lang")):
        found.set(qn("w:val"), TAGS[language])
    put_field(made.sections[0].header.paragraphs[0], said["header"])
    made.add_heading(said["said"], 1)
    line = made.add_paragraph()
    put_field(line, said["mentor"], simple=True)
    line.add_run(", ")
    put_field(line, said["mail"])
    table = made.add_table(4, 2)
    header = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(header)
    for number, key in enumerate(("day", "first", "second", "third")):
        put_field(table.cell(number, 0).paragraphs[0], said[key], cut=True)
    put_field(made.add_paragraph("— "), said["all"])
    put_field(made.add_paragraph("— "), said["contact"])
    made.save(path)


def test_a_plain_word_file_becomes_the_agreement_in_three_languages(tmp_path):
    running(tmp_path / "w", GROUPS)
    run = Commands(tmp_path / "w")
    for language in TEXTS:
        file = tmp_path / f"Own agreement {language}.docx"
        plain_file(file, language)
        done = run(
            "template", "edit", "agreement/group", "--language", language, "--from", str(file)
        )
        assert f"templates/agreement/group.{language}.docx" in "".join(
            (done.stdout + done.stderr).split()
        )
        said = " ".join((done.stdout + done.stderr).split())
        assert "has what yours lacks: the heading" in said
        if language == "en":
            assert "the heading “Purpose”" in said
    done = run("agreement", "render", KEY, "--today", "2027-01-10")
    assert "3 agreements" in done.stdout
    texts = {p.name: text for p, text in every_file(tmp_path / "w" / "out").items()}
    for language, mentees in GROUPS:
        (text,) = [t for name, t in texts.items() if f"({language})" in name]
        shown = re.sub(r"<[^>]+>", " ", text)
        assert all(shown.count(name) == 2 for name in mentees)
        assert [x for x in PROMISED[language] if x not in shown] == []
        assert not re.search(r"MERGEFIELD|«|»|fldSimple|fldChar|\{\{", text)


def test_a_name_of_nobody_is_told_and_nothing_is_made(tmp_path):
    running(tmp_path, GROUPS[:1])
    file = tmp_path / "own.docx"
    plain_file(file, "en")
    made = Document(file)
    put_field(made.add_paragraph(), "Mentor_salary")
    made.save(file)
    run = Commands(tmp_path)
    taken = ("template", "edit", "group", "--language", "en", "--from", str(file), "--json")
    done = json.loads(run(*taken, code=3).stdout)
    assert [p["code"] for p in done["problems"]] == ["template_unfilled_field", "template_lacks"]
    assert "there already; kept" in " ".join(run(*taken[:-1]).stdout.split())
    assert "Mentor_salary" in run("agreement", "render", KEY, code=3).stderr


@pytest.mark.parametrize("name", ["letters/receipt", "agreement/group"])
def test_which_file_is_meant_is_asked(tmp_path, name):
    running(tmp_path, GROUPS[:1])
    plain_file(tmp_path / "own.docx", "en")
    done = Commands(tmp_path)(
        "template", "edit", name, "--from", str(tmp_path / "own.docx"), code=2
    )
    assert "--language" in done.stderr


def test_a_file_that_word_cannot_open_is_not_taken_in(tmp_path):
    running(tmp_path, GROUPS[:1])
    (tmp_path / "own.docx").write_bytes(b"PK no")
    taken = ("template", "edit", "group", "--language", "en", "--from", str(tmp_path / "own.docx"))
    assert "is not a Word document" in Commands(tmp_path)(*taken, code=3).stderr
    assert not list((tmp_path / "templates").rglob("*.docx"))


def test_every_name_that_is_printed_is_understood(tmp_path):
    running(tmp_path, GROUPS[:1])
    done = Commands(tmp_path)("template", "names", "agreement", "--json")
    listed = json.loads(done.stdout)["names"]["agreement"]
    printed = {n["name"]: n["merge field in en, fi, sv"] for n in listed}
    named = {path: names.split(", ") for path, names in printed.items() if names}
    assert len(named) > 70
    for path, names in named.items():
        assert len(names) == 3
        tags = {merge_tag(name) for name in (*names, *(n.replace(" ", "_") for n in names))}
        assert len(tags) == 1, (path, tags)
        (tag,) = tags
        place, _, key = path.partition("[].")
        assert (f"{place}[0].{key}" if key else path) in tag


@pytest.mark.parametrize(
    ("code", "tag"),
    [
        (" MERGEFIELD Mentor ", "{{ mentor.name }}"),
        (" MERGEFIELD mentor.name ", "{{ mentor.name }}"),
        (' MERGEFIELD "Mentor name" \\* Upper \\* MERGEFORMAT ', "{{ mentor.name | upper }}"),
        ("mergefield Mentees", "{{ mentees | map(attribute='name') | join(', ') }}"),
        (" MERGEFIELD Mentee_2_email ",
         "{{ (mentees[1].email) if mentees | length >= 2 else '' }}"),
        (' MERGEFIELD Mentor \\b "Dear " ',
         "{{ ('Dear ' ~ (mentor.name) ~ '') if (mentor.name) else '' }}"),
        (" MERGEFIELD Mentee_0_name ", ""),
        (" MERGEFIELD Mentor_2 ", ""),
        (" MERGEFIELD ", ""),
        (" MERGEREC ", ""),
        (" PAGE ", ""),
    ],
)  # fmt: skip
def test_a_code_is_one_tag_or_none(code, tag):
    assert tag_of_code(code) == tag


def test_names_in_three_languages_never_mean_two_things():
    spelled = {}
    for place in ("mentor", "mentees[]", "people[]"):
        for key in ("name", "email", "contact", "goals", "profile", "bio"):
            for name in merge_names(f"{place}.{key}"):
                spelled.setdefault(name, set()).add(merge_tag(name))
    assert all(len(tags) == 1 for tags in spelled.values())


def test_a_merge_field_keeps_its_look(tmp_path):
    office = running(tmp_path, GROUPS[:1])
    Template().put(
        paragraph(field(" MERGEFIELD Mentor ").replace("<w:rPr></w:rPr>", "<w:rPr><w:b/></w:rPr>"))
    ).save(tmp_path)
    assert both(office, 0) == []
    (path,) = (tmp_path / "out").rglob("*.docx")
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        body = archive.read("word/document.xml").decode()
    assert re.search(r"<w:b/></w:rPr><w:t[^>]*>Aino Mäkelä 0</w:t>", body)
