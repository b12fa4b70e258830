"""Text that a terminal shows as text, whatever somebody typed into a form."""

from __future__ import annotations

import unicodedata

_SHOWN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
_MOST_MARKS = 4


def safe(text: str) -> str:
    """Return text without anything that a terminal would obey; such characters become visible.

    Control characters, direction marks, zero-width and private-use characters are written as
    their code in braces; line breaks and tabs stay; more than four combining marks in a row are cut.
    """
    shown: list[str] = []
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks > _MOST_MARKS:
            continue
        if character in "\n\t" or unicodedata.category(character) not in _SHOWN:
            shown.append(character)
        else:
            shown.append(f"\\u{{{ord(character):x}}}")
    return "".join(shown)


def cell(text: str) -> str:
    """Return safe text on one line, for a table."""
    return safe(text).replace("\n", " ⏎ ").replace("\t", " ")
