"""Small pieces of English for sentences about pairs: lists, quotes, names."""

from __future__ import annotations

from collections.abc import Sequence

from mentorcli.domain.application import Application
from mentorcli.domain.text import listed, one_line

LONGEST_QUOTE = 80


def quoted(texts: Sequence[str], last: str = "and") -> str:
    """Return the texts in quotation marks as a list; long ones are cut with a visible mark."""
    return listed([f"“{shortened(text)}”" for text in texts], last)


def shortened(text: str) -> str:
    """Return one line of at most 80 characters."""
    line = one_line(text)
    return line if len(line) <= LONGEST_QUOTE else line[: LONGEST_QUOTE - 1].rstrip() + "…"


def name_of(application: Application) -> str:
    """Return somebody's name on one line."""
    return one_line(application.name) or application.person


def first_name_of(application: Application) -> str:
    """Return the first name as it was asked for, else the first word of the name."""
    name = name_of(application)
    return one_line(application.text("first_name")) or (name if "," in name else name.split(" ")[0])


def capitalised(sentence: str) -> str:
    """Return the text with its first letter as a capital."""
    return sentence[:1].upper() + sentence[1:]
