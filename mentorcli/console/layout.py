"""Text made safe and laid out in a width: no word, address or command is broken."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from textwrap import fill

_COMMAND = re.compile(
    r'mentorcli(?: (?:"[^"\n]*"|[^\s"]*[^\s",;.:)])(?= ))*(?: (?:"[^"\n]*"|\S+))?'
)
"""A command in a sentence: up to a word at which something ends."""
_JOINED = "\x00"
BETWEEN = 3
"""What stands between two columns of a table."""
NARROW = 12
"""So wide is a column of longer text at least, that it can be read."""
_SHOWN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
_MOST_MARKS = 4


def filled(text: str, width: int, hang: int) -> str:
    """Return text in lines; a command that is no longer than a line stands on one."""

    def joined(found: re.Match[str]) -> str:
        return found[0].replace(" ", _JOINED) if len(found[0]) + hang <= width else found[0]

    indent = " " * hang
    return "\n".join(
        fill(x, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
        for x in _COMMAND.sub(joined, text).replace(" · ", f"{_JOINED}· ").split("\n")
    ).replace(_JOINED, " ")


def widths_within(room: int, rows: Sequence[Sequence[str]]) -> list[int]:
    """Return how wide each column is, none where a word or a command would be broken in that room.

    The widest columns give way first, each down to its longest word.
    """
    from rich.cells import cell_len

    columns = list(zip(*rows, strict=True))
    widths = [max(map(cell_len, column)) for column in columns]
    words = [[word for value in column for word in _whole(value)] for column in columns]
    least = [
        min(width, max(NARROW, *map(cell_len, found), 0))
        for width, found in zip(widths, words, strict=True)
    ]
    room -= BETWEEN * len(columns) - 1
    if sum(least) > room:
        return []
    while sum(widths) > room:
        loose = [x for x, width in enumerate(widths) if width > least[x]]
        widths[max(loose, key=lambda x: widths[x])] -= 1
    return widths


def _whole(text: str) -> list[str]:
    """Return the parts of a cell that are never broken: its words, or the command that it is."""
    return [text] if text.startswith("mentorcli ") else text.split()


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
