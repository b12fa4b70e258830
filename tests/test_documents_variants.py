"""Agreements for pairs, for peers without roles, and for two employers, in three languages."""

from __future__ import annotations

from dataclasses import replace

import pytest
from documents_cohorts import KEY, LAST, running
from documents_people import (
    agreement_template,
    match,
    material,
    mentees,
    programme,
)
from documents_reading import readable, structure

from mentorcli.commands.papers.agreements import render
from mentorcli.commands.papers.letters import Request, write
from mentorcli.commands.papers.signatures import signed
from mentorcli.documents import agreement_names, check_template, render_agreement
from mentorcli.domain.language import LANGUAGES
from mentorcli.domain.match_form import CIRCLES, PAIRS

OTHER = "Åke & Co <b>{{ 7*7 }}"


def made(variant, language, name="Maija Virtanen"):
    one = [replace(mentees(language)[0], name=name)]
    pair = replace(match(language), mentees=(one[0].person,))
    profile = replace(programme(), form=CIRCLES if variant == "peer" else PAIRS)
    names = agreement_names(material(language, match=pair, programme=profile, mentees=one))
    template = replace(
        agreement_template(language),
        name=f"agreement/{variant}",
        path=agreement_template(language).path.with_name(f"{variant}.{language}.docx"),
    )
    return template, render_agreement(template, names)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("variant", ["pair", "peer", "joint", "joint-group"])
def test_a_variant_is_sound_and_says_what_it_is_for(variant, language):
    template, content = made(variant, language)
    assert check_template(template, programme()) == ()
    text = readable(content)
    assert all(word in text for word in ("Maija Virtanen", "Tuomas Järvinen", "Kaarina Åkerlund"))
    roles = {"en": ("Mentor ", "Mentee"), "fi": ("Mentori ", "Aktori"), "sv": ("Mentor ", "Adept")}
    party = {"en": "Party 2", "fi": "Osapuoli 2", "sv": "Part 2"}[language]
    if variant == "peer":
        assert party in text
        assert not any(role in text for role in roles[language])
    else:
        assert all(role in text for role in roles[language])
    if variant.startswith("joint"):
        header = {"en": "Employer", "fi": "Työnantaja", "sv": "Arbetsgivare"}[language]
        assert f"| {header} |" in text
        assert "Pohjolan Akku Oy" in text
    assert structure(content) == structure(made(variant, language, OTHER)[1])


def test_a_group_with_several_employers_and_a_pair_of_one_programme(tmp_path):
    groups = [("fi", ["Maija Äijä", "Bo Ås"]), ("sv", ["Chen Li"]), ("en", ["Dina Ås", "Eero Å"])]
    run = running(tmp_path, groups, form="joint").on()
    said = render(run, KEY, also=("en",))
    files = [(tmp_path / "out" / KEY / "agreements" / a["file"]) for a in said.data["agreements"]]
    assert [a["language"] for a in said.data["agreements"]] == ["fi", "en", "sv", "en", "en"]
    texts = [readable(f.read_bytes()) for f in files]
    header = ("| Työnantaja |", "| Employer |", "| Arbetsgivare |", "| Employer |", "| Employer |")
    employers = ("Useita työnantajia", "Several employers", "Två arbetsgivare", "Two employers",
                 "Several employers")  # fmt: skip
    for text, column, words in zip(texts, header, employers, strict=True):
        assert column in text
        assert words in text
        assert "Visible employer p-a" in text


def test_certificates_in_a_second_language_stand_beside_the_first(tmp_path):
    run = running(tmp_path, [("fi", ["Maija Äijä", "Bo Ås"])]).on(LAST)
    signed(run, KEY, "all", run.today)
    write(run, KEY, Request("certificate"))
    write(run, KEY, Request("certificate", language="en"))
    files = sorted((tmp_path / "out" / KEY / "letters").rglob("*.docx"))
    assert len(files) == 6
    texts = [readable(f.read_bytes()) for f in files]
    assert sum("Osallistumistodistus" in t for t in texts) == 3
    assert sum("Certificate of participation" in t for t in texts) == 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_circle_of_equals_needs_no_mentor(language):
    people = mentees(language)
    circle = replace(match(language), mentor="")
    equals = replace(programme(), form=CIRCLES)
    names = agreement_names(material(language, match=circle, programme=equals, mentor=None))
    party = {"en": "Party", "fi": "Osapuoli", "sv": "Part"}[language]
    assert [p["label"] for p in names["people"]] == [f"{party} {n}" for n in (1, 2, 3)]
    template = replace(
        agreement_template(language),
        name="agreement/peer",
        path=agreement_template(language).path.with_name(f"peer.{language}.docx"),
    )
    text = readable(render_agreement(template, names))
    assert all(p.name in text for p in people)
