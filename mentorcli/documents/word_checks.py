"""A Word template's parts: its tags by paragraph, and what makes it readable for everybody."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

from mentorcli.documents.package import RELATION, no_word_file, unpacked
from mentorcli.domain.language import Language
from mentorcli.domain.problem import Place, Problem, Severity, UserError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_TEXT = re.compile(r"word/(document|header\d*|footer\d*|footnotes)\.xml")
_TAG = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)
_OF_DOCXTPL = re.compile(r"\{([{%#])-?(?:tr|tc|p|r)\s")
_CELLS = re.compile(r"\{%\s*(?:colspan|cellbg)\s+(.*?)%\}")
_MARKS = re.compile(r"\{%\s*(?:hm|vm)\s*%\}")
_QUOTES = str.maketrans("\u201c\u201d\u201e\u2018\u2019\u201a", "\"\"\"'''")
_REACHING = re.compile(
    r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|MACROBUTTON|EMBED)\b"
)
_HARMLESS = ("http://", "https://", "mailto:")


def parts_of(file: str, content: bytes) -> Mapping[str, Element]:
    """Return a document's XML parts; raises UserError when it is no Word document or too large."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    raw = unpacked(file, content)
    if any(name.endswith("vbaProject.bin") for name in raw):
        raise UserError(f"{file} holds macros.")
    try:
        return {n: fromstring(raw[n]) for n in sorted(raw) if n.endswith((".xml", ".rels"))}
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise no_word_file(file) from error


def word_sources(parts: Mapping[str, Element]) -> Iterator[tuple[str, list[str]]]:
    """Yield each part's name and its paragraphs with tags as Jinja reads them, one line each."""
    for name, part in parts.items():
        if _TEXT.fullmatch(name):
            plain = name.removeprefix("word/").removesuffix(".xml")
            lines = [_line(p) for p in part.iter(f"{_WORD}p")]
            yield plain if plain != "document" else "body", lines


def _line(paragraph: Element) -> str:
    text = "".join(
        (x.text or "") if x.tag == f"{_WORD}t" else " "
        for run in paragraph.iter(f"{_WORD}r")
        for x in run
        if x.tag in (f"{_WORD}t", f"{_WORD}br", f"{_WORD}tab")
    ).replace("\n", " ")
    text = _MARKS.sub("", _CELLS.sub(r"{{ \1 }}", _OF_DOCXTPL.sub(r"{\1 ", text)))
    return _TAG.sub(lambda tag: tag[0].translate(_QUOTES), text)


def accessibility(file: str, parts: Mapping[str, Element], language: Language) -> list[Problem]:
    """Return what a reader would stumble over, and what reaches out of the document."""
    found = [_language(file, parts, language), *_tables(file, parts), *_pictures(file, parts)]
    return [p for p in (*found, *_reaching(file, parts)) if p is not None]


def _language(file: str, parts: Mapping[str, Element], wanted: Language) -> Problem | None:
    styles = parts.get("word/styles.xml")
    found = None if styles is None else styles.find(f".//{_WORD}rPrDefault//{_WORD}lang")
    tag = "" if found is None else found.get(f"{_WORD}val") or ""
    if tag.split("-")[0].lower() == wanted:
        return None
    return Problem.of(
        "template_language_tag", Severity.DECIDE, Place(file), wanted=wanted, found=tag or "none"
    )


def _tables(file: str, parts: Mapping[str, Element]) -> Iterator[Problem]:
    for number, table in enumerate(parts["word/document.xml"].iter(f"{_WORD}tbl"), 1):
        row = table.find(f"{_WORD}tr")
        if row is None or row.find(f"{_WORD}trPr/{_WORD}tblHeader") is None:
            words = " ".join(x.text or "" for x in table.iter(f"{_WORD}t"))[:40]
            place = Place(file, f"table {number}: “{words}”")
            yield Problem.of("template_table_header", Severity.DECIDE, place)


def _pictures(file: str, parts: Mapping[str, Element]) -> Iterator[Problem]:
    for name, part in parts.items():
        if _TEXT.fullmatch(name):
            for drawn in part.iter(f"{_DRAWN}docPr"):
                decorative = any("decorative" in str(x.tag) for x in drawn.iter())
                if not (drawn.get("descr") or "").strip() and not decorative:
                    place = Place(file, drawn.get("name") or "a picture")
                    yield Problem.of("template_picture_text", Severity.DECIDE, place)


def _reaching(file: str, parts: Mapping[str, Element]) -> Iterator[Problem]:
    for name, part in parts.items():
        for link in part.iter(RELATION) if name.endswith(".rels") else ():
            target = link.get("Target") or ""
            page = (link.get("Type") or "").endswith("/hyperlink") and target.startswith(_HARMLESS)
            if link.get("TargetMode") == "External" and not page:
                yield Problem.of(
                    "template_reaches_out", Severity.BLOCKER, Place(file), what=target[:80]
                )
        for code in part.iter(f"{_WORD}instrText"):
            if _REACHING.search((code.text or "").upper()):
                what = " ".join((code.text or "").split())[:80]
                yield Problem.of("template_reaches_out", Severity.BLOCKER, Place(file), what=what)
