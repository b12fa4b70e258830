"""A Word template's text by paragraph: as Word shows it, and as Jinja reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FILLED = re.compile(r"word/(document|header\d*|footer\d*|footnotes)\.xml")
"""The parts whose tags are filled in."""

_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_PARAGRAPH, _RUNS, _WORDS = f"{WORD}p", (f"{WORD}r", f"{_MATHS}r"), (f"{WORD}t", f"{_MATHS}t")
_GAPS = (f"{WORD}br", f"{WORD}tab")
_TAG = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)
_OF_DOCXTPL = re.compile(r"\{([{%#])-?(?:tr|tc|p|r)\s")
_CELLS = re.compile(r"\{%\s*(?:colspan|cellbg)\s+(.*?)%\}")
_MARKS = re.compile(r"\{%\s*(?:hm|vm)\s*%\}")
_QUOTES = str.maketrans("\u201c\u201d\u201e\u2018\u2019\u201a", "\"\"\"'''")
_LONGEST_QUOTE = 60


def word_sources(parts: Mapping[str, Element]) -> Iterator[tuple[str, list[str]]]:
    """Yield each part's name and its paragraphs with tags as Jinja reads them, one line each."""
    for name, part in parts.items():
        if FILLED.fullmatch(name):
            yield plain_name(name), [_as_jinja(line) for line in paragraphs(part)]
    core = parts.get("docProps/core.xml")
    title = None if core is None else core.findtext(_TITLE)
    if title:
        yield "title", [" ".join(title.split())]


def plain_name(part: str) -> str:
    """Return what a part is called in a place: ``body``, ``header1``, ``endnotes``."""
    plain = part.removeprefix("word/").removesuffix(".xml")
    return plain if plain != "document" else "body"


def paragraphs(part: Element) -> list[str]:
    """Return the text of each paragraph, those inside text boxes on their own."""
    found: list[str] = []
    for element, number in by_paragraph(part):
        if element.tag == _PARAGRAPH:
            found.append("")
        elif element.tag in _RUNS and number <= len(found):
            found[number - 1] += "".join(_shown(x) for x in element)
    return found


def _shown(element: Element) -> str:
    if element.tag in _WORDS:
        return (element.text or "").replace("\n", " ")
    return " " if element.tag in _GAPS else ""


def by_paragraph(part: Element) -> Iterator[tuple[Element, int]]:
    """Yield every element with the number of its paragraph; outside any, of the next one.

    A table's own marks so have the place of its first words. 0 where no paragraph follows.
    """
    last = sum(1 for _ in part.iter(_PARAGRAPH))
    passed = 0
    waiting: list[tuple[Element, int]] = [(part, 0)]
    while waiting:
        element, own = waiting.pop()
        if element.tag == _PARAGRAPH:
            passed += 1
            own = passed
        yield element, own or (passed + 1 if passed < last else last)
        waiting += [(child, own) for child in reversed(element)]


def _as_jinja(text: str) -> str:
    text = _MARKS.sub("", _CELLS.sub(r"{{ \1 }}", _OF_DOCXTPL.sub(r"{\1 ", text)))
    return _TAG.sub(lambda tag: tag[0].translate(_QUOTES), text)


def place_in(part: str, number: int, lines: list[str]) -> str:
    """Return where something stands: the part, the paragraph and how it begins, or the line."""
    if part == "line":
        return f"line {number}"
    if not lines or not number:
        return part
    text = lines[number - 1] if number <= len(lines) else ""
    return f"{part}, paragraph {number}: “{shorter(text)}”"


def shorter(text: str) -> str:
    """Return a text's beginning, with a mark where it is cut."""
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"


def fields(part: Element) -> Iterator[tuple[str, int]]:
    """Yield each field's code, like ``MERGEFIELD Mentor``, and the number of its paragraph.

    Word cuts a code into any number of runs, and one field may stand inside another.
    """
    waiting: list[tuple[list[str], int]] = []
    for element, number in by_paragraph(part):
        if element.tag == f"{WORD}fldSimple":
            yield element.get(f"{WORD}instr") or "", number
        elif element.tag == f"{WORD}instrText":
            if waiting:
                waiting[-1][0].append(element.text or "")
            else:
                yield element.text or "", number
        elif element.tag == f"{WORD}fldChar":
            kind = element.get(f"{WORD}fldCharType")
            if kind == "begin":
                waiting.append(([], number))
            elif kind == "end" and waiting:
                code, began = waiting.pop()
                yield "".join(code), began
    for code, began in waiting:
        yield "".join(code), began
