"""What people typed, made fit for every document, letter and calendar: text and nothing else."""

from __future__ import annotations

import re

from mentorcli.domain.text import clean, one_line

# Marks that turn the reading direction or cannot be seen could make a document read differently
# from what it says; joiners stay, since emoji and some scripts need them.
_UNSEEN = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]")

CUT = "…"
_LONGEST_WORD = 20  # a longer one is cut inside, or a double surname would go altogether


def plain_text(text: str) -> str:
    """Return text with its line breaks and without anything that is not text; tabs are spaces."""
    lines = (one_line(line) for line in _UNSEEN.sub("", clean(text)).splitlines())
    return "\n".join(line for line in lines if line)


def plain_line(text: str) -> str:
    """Return plain text on one line."""
    return one_line(_UNSEEN.sub("", clean(text)))


def shortened(text: str, most: int) -> str:
    """Return a plain line of at most ``most`` characters, cut at a word with a visible mark."""
    line = plain_line(text)
    if len(line) <= most:
        return line
    kept = line[: most - len(CUT)]
    words = kept.rsplit(" ", 1)[0]
    return (words if len(words) > most - _LONGEST_WORD else kept).rstrip(" ,;.") + CUT
