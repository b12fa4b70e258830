"""What is wrong with a tag is said in plain words, in a letter and in a Word file alike."""

from __future__ import annotations

import re

import pytest
from jinja2 import TemplateSyntaxError

from mentorcli.files.templates import mistake_of, sandbox

JINJAS = re.compile(
    r"jinja|token|statement|expression|unexpected|encountered|block|elif|print", re.IGNORECASE
)


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("{{ a }", "a brace is missing, or there is one too many"),
        ("{{{ a }}}", "a brace is missing, or there is one too many"),
        ("{{ (a }}", "a brace is missing, or there is one too many"),
        ("{{ a }} {{", "a tag has no end"),
        ("{# a", "a tag has no end"),
        ("{% if a %}", "{% if … %} is not ended by {% endif %}"),
        ("{% for x in y %}{% endif %}", "{% for … %} is not ended by {% endfor %}"),
        ("{% endif %}", "{% endif %} ends or parts nothing that begins before it"),
        ("{% else %}", "{% else %} ends or parts nothing that begins before it"),
        ("{% fi %}", "there is no tag {% fi … %}"),
        ("{{ }}", "a tag ends too early, or is empty"),
        ("{% %}", "a tag ends too early, or is empty"),
        ("{% if %}{% endif %}", "a tag ends too early, or is empty"),
        ("{{ a. }}", "a tag ends too early, or is empty"),
        ("{{ a b }}", "“b” stands where it cannot"),
        ("{{ “a” }}", "““” stands where it cannot"),
        ("{{ a ? b }}", "“?” stands where it cannot"),
        ("{{ a | nix }}", "there is no filter nix"),
        ("{% autoescape %}", "autoescape may not be changed"),
    ],
)
def test_a_mistake_is_said_in_plain_words(source, says):
    with pytest.raises(TemplateSyntaxError) as error:
        sandbox(html=False).from_string(source)
    said = mistake_of(error.value)
    assert said == says
    assert not JINJAS.search(said)
