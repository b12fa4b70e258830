"""Letters are tried as agreements are: what stops one is told by ``template check``, with its line."""

from __future__ import annotations

import json
import shutil

import pytest
from conftest import COHORT, Commands
from documents_cohorts import every_file
from word_edits import SECRET, Template, both, paragraph, rows, run_of, said
from word_edits_fresh import SEEN, p, put

DAY = ("--today", "2026-12-10")
NAME = "kickoff-mentee"


@pytest.fixture
def edited(stages, tmp_path):
    """A workspace with an approved plan, and an invitation of its own to edit."""
    run = Commands(shutil.copytree(stages / "approved", tmp_path / "w"))
    run("template", "edit", NAME, "--language", "en")
    return run


def edit(run, old, new):
    own = run.folder / "templates" / "invitations" / f"{NAME}.en.txt.j2"
    text = own.read_text("utf-8")
    assert old in text
    own.write_text(text.replace(old, new, 1), "utf-8")
    return text.partition(old)[0]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("Subject:", "Otsikko:", ""),
        ("Subject:", "\n\nBcc: somebody@example.org\nSubject:", ""),
        ("Kind regards", "{{ event.day | date }}", "here"),
        ("Kind regards", "{{ event.place == 'x' }}", "here"),
        ("Kind regards", "{{ {'a': 1} }}", "here"),
        ("Kind regards", "{{ none }}", "here"),
        ("Kind regards", "{{ others[7].name }}", "here"),
    ],
)
def test_what_stops_a_letter_is_told_before(edited, old, new, line):
    number = 1 + edit(edited, old, new).count("\n")
    line = f"line {number}" if line else ""
    checked = json.loads(edited("template", "check", NAME, "--json", code=3).stdout)
    (told,) = [x for x in checked["problems"] if x["severity"] != "note"]
    code = "template_broken" if "| date" in new else "template_trial"
    assert (told["code"], told["sheet"]) == (code, line)
    refused = json.loads(edited("invite", "kickoff", COHORT, *DAY, "--json", code=3).stdout)
    assert told in refused["problems"]
    assert not list((edited.folder / "out").rglob("*.eml"))


def test_a_filter_that_there_is_not_is_told_of_a_reminder_too(edited):
    edited("template", "edit", "reminders/kickoff-3d", "--language", "en")
    own = edited.folder / "templates" / "reminders" / "kickoff-3d.en.txt.j2"
    text = own.read_text("utf-8").replace(
        "{{ person.first_name }}", "{{ person.first_name | uper }}"
    )
    own.write_text(text, "utf-8")
    checked = edited("template", "check", code=3)
    assert "there is no filter uper" in checked.stdout + checked.stderr


@pytest.mark.parametrize(
    "marks",
    ["<b>now</b>", "<br>", "&nbsp;", "*|FNAME|*", "$$name$$", "⟦name⟧"],
)
def test_the_marks_of_pages_and_other_systems_are_leftovers(edited, marks):
    edit(edited, "Kind regards", marks)
    checked = json.loads(edited("template", "check", NAME, "--json", code=3).stdout)
    assert {x["code"] for x in checked["problems"]} >= {"template_leftover"}


@pytest.mark.parametrize(
    "tag",
    ["{{\u00a0event.day\u00a0}}", "{{ event.d\u00aday }}", "{{ event.\u200bday }}", "{{ event.day or „x“ }}",
     "{{ event.day or ‘x’ }}"],
)  # fmt: skip
def test_what_an_editor_puts_into_a_tag_does_no_harm(edited, tag):
    edit(edited, "Kind regards", f"Again: {tag}.")
    edited("template", "check", NAME)
    edited("invite", "kickoff", COHORT, *DAY)
    drafts = [x.read_text("utf-8") for x in (edited.folder / "out").rglob("*.eml")]
    assert any("Again: Thursday" in x for x in drafts)


BESIDE = '<w:tblCaption w:val="«Mentor»"/>'.encode()


@pytest.mark.parametrize(
    ("template", "code"),
    [
        *((said(f"Shown {{{{ {x} }}}}"), "template_trial") for x in ("none", "1 == 1", "{'a': 1}")),
        (put(p("{{ mentor."), p("name }}")), "template_broken"),
        (rows("{{ mentor.", "name }}", "between"), "template_broken"),
        (put(p("{# to be"), p("left out #}")), "template_broken"),
        (Template().replace("word/document.xml", b"<w:tblCaption", BESIDE + b"<w:tblCaption"), "template_leftover"),
    ],
)  # fmt: skip
def test_what_stops_an_agreement_has_its_place(office, template, code):
    template.save(office.folder)
    found = both(office, 3)
    assert (code, True) in {(x[0], bool(x[1])) for x in found}


def test_what_programs_wrote_beside_the_text_stays_behind(office):
    inside = f"<?hr {SECRET}?>{run_of('Sho')}<!-- {SECRET} -->{run_of('wn')}"
    Template().put(f"<!-- {SECRET} -->{paragraph(inside)}{SEEN}").save(office.folder)
    both(office, 0)
    for text in every_file(office.folder / "out").values():
        assert SECRET not in text
        assert "Shown" in text
