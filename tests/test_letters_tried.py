"""Letters are tried as agreements are: what stops one is told by ``template check``, with its line."""

from __future__ import annotations

import json
import shutil

import pytest
from conftest import COHORT, Commands
from documents_cohorts import every_file
from word_edits import SECRET, Template, both, paragraph, rows, run_of, said
from word_edits_fresh import SEEN, p, put

from mentorcli.documents.catalogue import catalogue
from mentorcli.documents.template_check import _as_letter
from mentorcli.documents.trial_names import trial_names
from mentorcli.documents.trial_run import tried
from mentorcli.files.templates import find_template
from mentorcli.reminders.reminder import OWN_DAYS
from mentorcli.workspace.profiles import load_programme

PROGRAMMES = ("doctoral", "open", "joint", "alumni", "peer")

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


@pytest.mark.parametrize("before", ["\n\n", "\ufeff", "\ufeff\n"])
def test_a_letter_goes_to_whom_its_first_line_says_wherever_it_begins(edited, before):
    edited("template", "edit", "introduction", "--language", "en")
    own = edited.folder / "templates" / "letters" / "introduction.en.txt.j2"
    own.write_text(before + own.read_text("utf-8"), "utf-8")
    edited("template", "check")
    edited("letter", "introduction", COHORT, *DAY)


def test_a_letter_that_lost_its_first_line_says_so(edited):
    edited("template", "edit", "introduction", "--language", "en")
    own = edited.folder / "templates" / "letters" / "introduction.en.txt.j2"
    header, _, rest = own.read_text("utf-8").partition("\n")
    own.write_text(rest, "utf-8")
    for line in (("template", "check"), ("letter", "introduction", COHORT, *DAY)):
        told = " ".join(edited(*line, code=3).stderr.split())
        assert "does not say in its first line" in told
        assert header in told
    own.write_text("{# to: one #}\n" + rest, "utf-8")
    edited("template", "check")


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
    [
        "<b>now</b>",
        "<br>",
        "&nbsp;",
        "*|FNAME|*",
        "$$name$$",
        "⟦name⟧",
        "❴❴name❵❵",
        "﹛name﹜",
        "⟪name⟫",
        "《name》",
        "<!-- ask Leena -->",
    ],
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


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("Kind regards", "{{ dates.kickoff.date + 1 }}", "cannot be worked out"),
        ("Kind regards", "{{ match.mentees[7] }}", "by a number"),
        ("Kind regards", "{{ dates.kickoff.days / 0 }}", "division by zero"),
        ("Kind regards", "{{ person.name.upper(1) }}", "takes no arguments"),
        ("Kind regards", "{{ [person] }}", ""),
        ('subject = "', 'subject = "{{ match.mentees[7] }} ', "by a number"),
    ],
)  # fmt: skip
def test_what_stops_a_reminder_is_told_before_with_its_line(edited, old, new, why):
    run = edited
    run("template", "edit", "reminders/kickoff-3d", "--language", "en")
    own = run.folder / "templates" / "reminders" / "kickoff-3d.en.txt.j2"
    text = own.read_text("utf-8")
    number = 1 + text.partition(old)[0].count("\n")
    own.write_text(text.replace(old, new, 1), "utf-8")
    checked = json.loads(run("template", "check", "kickoff-3d", "--json", code=3).stdout)
    (told,) = [x for x in checked["problems"] if x["severity"] != "note"]
    assert told["sheet"] == f"line {number}"
    assert why in told["says"]
    refused = run("remind", "--today", "2027-01-18", code=3)
    assert why in refused.stdout + refused.stderr
    assert not list((run.folder / "out").rglob("*kickoff-3d*.eml"))


@pytest.mark.parametrize("key", PROGRAMMES)
def test_every_reminder_that_ships_passes_its_trial(key):
    programme = load_programme(key)
    for name in programme.reminders:
        for language in ("en", "fi", "sv"):
            template = find_template(f"reminders/{name}", language, "txt.j2", None)
            text = _as_letter(template.path.read_text("utf-8")) + "\n."
            for names in trial_names(template, programme):
                assert not [*tried(template.path.name, text.encode(), [names])], (name, language)


def test_what_fills_a_reminder_in_on_trial_is_what_the_catalogue_lists():
    programme = load_programme("doctoral")
    template = find_template("reminders/outcome", "en", "txt.j2", None)
    full, least = trial_names(template, programme)
    known = {n.path.replace("[]", "").partition(".")[0] for n in catalogue("reminders", programme)}
    assert full.keys() == least.keys() == known
    assert full["own"].keys() == {*OWN_DAYS}
    assert set(full["match"]) == {"mentor", "mentees", "others", "goals"}
    for name in catalogue("reminders", programme):
        value = full
        if name.path.startswith("texts."):
            continue  # as the profile has them
        for part in name.path.replace("[]", "").split("."):
            value = value[next(iter(value)) if part == "*" else part]
        assert type(value) in {str, int, bool, list}, name.path
