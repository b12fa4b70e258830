"""A part of a Word document as its reader meets it: paragraphs and fields in order, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
FILLED = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
"""The parts that are read, and whose tags are filled in."""
OFF = ("0", "false", "off")
"""How a mark that is there says that it does not hold."""
PARAGRAPH, TEXTS = f"{WORD}p", (f"{WORD}t", f"{MATHS}t")

_GAPS = tuple(f"{WORD}{x}" for x in ("br", "cr", "tab", "ptab"))
_HYPHEN = f"{WORD}noBreakHyphen"
_OF_FIELDS = tuple(f"{WORD}{x}" for x in ("fldSimple", "fldChar", "instrText", "t", "br", "tab"))
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_TAG = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)
_OF_DOCXTPL = re.compile(r"\{([{%#])-?(?:tr|tc|p|r)\s")
_CELLS = re.compile(r"\{%\s*(?:colspan|cellbg)\s+(.*?)%\}")
_MARKS = re.compile(r"\{%\s*(?:hm|vm)\s*%\}")
_QUOTES = str.maketrans("\u201c\u201d\u201e\u2018\u2019\u201a", "\"\"\"'''")
_LONGEST_QUOTE = 60


@dataclass(frozen=True, slots=True)
class Page:
    """A part: the number of each of its paragraphs from 1, those inside text boxes too, and their texts."""

    name: str
    root: Any
    numbers: Mapping[Any, int]
    lines: list[str]

    def number(self, element: Any) -> int:
        """Return the number of the paragraph around an element; outside any, of the next one."""
        while_in = element if element.tag == PARAGRAPH else _around(element, PARAGRAPH)
        if while_in is not None:
            return self.numbers[while_in]
        passed = 0
        for one in self.root.iter():
            if one is element:
                break
            passed += one.tag == PARAGRAPH
        return min(passed + 1, len(self.lines))

    def place(self, where: Any) -> str:
        """Return where an element, or the paragraph of this number, stands."""
        number = where if isinstance(where, int) else self.number(where)
        return place_in(plain_name(self.name), number, self.lines)


def _around(element: Any, tag: str) -> Any:
    return next(element.iterancestors(tag), None)


def read_page(name: str, root: Any) -> Page:
    """Return a part's paragraphs and what is read in them."""
    numbers: dict[Any, int] = {}
    lines: list[str] = []
    for element in root.iter(PARAGRAPH, *TEXTS, *_GAPS, _HYPHEN):
        if element.tag == PARAGRAPH:
            numbers[element] = len(numbers) + 1
            lines.append("")
        elif (paragraph := _around(element, PARAGRAPH)) in numbers:
            lines[numbers[paragraph] - 1] += _shown(element)
    return Page(name, root, numbers, lines)


def read_pages(parts: Mapping[str, Any]) -> dict[str, Page]:
    """Return the parts that hold Word's own text, also those that are never filled in."""
    return {
        name: read_page(name, root)
        for name, root in parts.items()
        if name.startswith("word/") and not name.endswith(".rels")
    }


def _shown(element: Any) -> str:
    if element.tag in TEXTS:
        return (element.text or "").replace("\n", " ")
    if element.tag == _HYPHEN:
        return "-"
    return "" if element.getparent().tag == f"{WORD}tabs" else " "


def plain_name(part: str) -> str:
    """Return what a part is called in a place: ``body``, ``header1``, ``endnotes``."""
    plain = part.removeprefix("word/").removesuffix(".xml")
    return plain if plain != "document" else "body"


def is_on(mark: Any) -> bool:
    """Tell whether a mark is there and holds: ``w:val="0"`` says that it does not."""
    return mark is not None and mark.get(f"{WORD}val") not in OFF


def words(element: Any) -> str:
    """Return the text inside an element, without gaps."""
    return "".join(x.text or "" for x in element.iter(*TEXTS))


def word_sources(parts: Mapping[str, Element]) -> Iterator[tuple[str, list[str]]]:
    """Yield each part's name and its paragraphs with tags as Jinja reads them, one line each."""
    for page in read_pages({n: x for n, x in parts.items() if FILLED.fullmatch(n)}).values():
        yield plain_name(page.name), [_as_jinja(line) for line in page.lines]
    if title := title_of(parts):
        yield "title", [title]


def title_of(parts: Mapping[str, Element]) -> str:
    """Return the title in a file's properties; empty when there is none."""
    core = parts.get("docProps/core.xml")
    return " ".join(("" if core is None else core.findtext(_TITLE) or "").split())


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


@dataclass(slots=True)
class Field:
    """A field: where it begins, its code, the elements that make it, and those that it shows.

    ``simple`` is one in an element of its own, ``inner`` one in the code of another; ``whole`` are
    those that end.
    """

    at: Any
    code: str = ""
    simple: bool = False
    inner: bool = False
    whole: bool = False
    separated: bool = False
    marks: list[Any] = field(default_factory=list)
    shown: list[Any] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """Return the first word of the code, like ``MERGEFIELD``; empty when there is none."""
        found = re.match(r"\s*(=|[A-Za-z]+)", self.code)
        return found[1].upper() if found else ""


def fields(root: Any) -> list[Field]:
    """Return a part's fields: Word cuts a code into any number of runs, and one may stand in another."""
    found: list[Field] = []
    open_ones: list[Field] = []
    for mark in root.iter(*_OF_FIELDS):
        kind = mark.get(f"{WORD}fldCharType") if mark.tag == f"{WORD}fldChar" else ""
        if mark.tag == f"{WORD}fldSimple":
            code, shown = mark.get(f"{WORD}instr") or "", list(mark.iter(f"{WORD}t"))
            found.append(Field(mark, code, simple=True, whole=True, marks=[mark], shown=shown))
            continue
        if kind == "begin":
            open_ones.append(Field(mark, inner=any(not x.separated for x in open_ones)))
            found.append(open_ones[-1])
        code = mark.text or "" if mark.tag == f"{WORD}instrText" else ""
        if code and not open_ones:
            found.append(Field(mark, code))
        for one in open_ones[:-1]:
            (one.shown if one.separated else one.marks).append(mark)
        for one in open_ones[-1:]:
            makes = kind or code or not one.separated
            (one.marks if makes else one.shown).append(mark)
            one.code += code
            one.separated |= kind == "separate"
            one.whole = kind == "end"
        if kind == "end" and open_ones:
            open_ones.pop()
    return found
