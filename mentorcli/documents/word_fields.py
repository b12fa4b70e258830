"""The fields of a Word document: what Word works out by itself, and where."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mentorcli.documents.word_text import WORD, by_paragraph

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


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
