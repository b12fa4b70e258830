"""Text made safe and laid out in a width: no word, address or command is broken."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from textwrap import fill, wrap

from mentorcli.console.typed_names import in_names

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


def height(rows: Sequence[Sequence[str]], widths: Sequence[int]) -> int:
    """Return of how many lines a table's rows are."""
    return sum(
        max(len(wrap(value, max(width, 1))) for value, width in zip(row, widths, strict=True))
        for row in rows
    )


def stacked(columns: Sequence[str], row: Sequence[str], width: int, beside: int) -> str:
    """Return a row that is no table's: its first value, the others in lines below with their names.

    A first value whose column has no name is a mark that stands beside the others, ``beside`` wide.
    A command stands on a line of its own, and so does what fits with others on none.
    """
    hang = " " * (beside or BETWEEN)
    names = ["", "", *columns[2:]] if beside else columns
    lines = [""]
    for name, value in zip(names[1:], row[1:], strict=True):
        alone = value.startswith("mentorcli ")
        part = f"{name}: {value}" if name and not alone else value
        together = f"{lines[-1]} · {part}"
        if not value:
            continue
        if lines[-1] and not alone and len(hang) + len(together) <= width:
            lines[-1] = together
        else:
            lines += [part, ""] if alone or len(hang) + len(part) > width else [part]
    text = "\n".join(
        (filled(hang + line, width, beside or 2 * BETWEEN)).removeprefix("\n")
        for line in lines
        if line
    )
    return f"{row[0]:{beside}}{text[beside:]}" if beside else f"{row[0]}\n{text}"


def _whole(text: str) -> list[str]:
    """Return the parts of a cell that are never broken: its words, or the command that it is."""
    return [text] if text.startswith("mentorcli ") else text.split()


def safe(text: str) -> str:
    """Return text without anything that a terminal would obey; such characters become visible.

    Control characters, direction marks, zero-width and private-use characters are written as
    their code in braces; line breaks and tabs stay; more than four combining marks in a row are cut.
    In commands people stand by name.
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
    return in_names("".join(shown))


def cell(text: str) -> str:
    """Return safe text on one line, for a table."""
    return safe(text).replace("\n", " ⏎ ").replace("\t", " ")
