"""Nothing that somebody typed into a form is obeyed by a terminal."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from mentorcli.console.layout import cell, safe

HOSTILE = "\x1b]0;x\x07\x9b2J\x1b[31m[red]a[/red]\u202etxt\u200b\x7f"


@given(st.text())
def test_no_character_is_left_that_a_terminal_obeys(text):
    left = [
        c for c in safe(text) if unicodedata.category(c) in {"Cc", "Cf", "Cs"} and c not in "\n\t"
    ]
    assert left == []


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"])))
def test_ordinary_text_is_left_alone(text):
    assert safe(text) == text


def test_markup_and_escapes_stay_as_text():
    shown = cell(HOSTILE)
    assert "\x1b" not in shown
    assert "[red]a[/red]" in shown
    assert "{1b}" in shown


def test_a_cell_is_one_line():
    assert "\n" not in cell("a\nb")
