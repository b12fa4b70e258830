"""What makes a Word template readable for everybody, and what reaches out of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from mentorcli.documents.package import RELATION
from mentorcli.documents.word_text import FILLED, WORD, fields
from mentorcli.domain.language import Language
from mentorcli.domain.problem import Place, Problem, Severity

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_REACHING = re.compile(
    r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|MACROBUTTON|EMBED)\b"
)
_HARMLESS = ("http://", "https://", "mailto:")


def accessibility(file: str, parts: Mapping[str, Element], language: Language) -> list[Problem]:
    """Return what a reader would stumble over, and what reaches out of the document."""
    found = [_language(file, parts, language), *_tables(file, parts), *_pictures(file, parts)]
    return [p for p in (*found, *_reaching(file, parts)) if p is not None]


def _language(file: str, parts: Mapping[str, Element], wanted: Language) -> Problem | None:
    styles = parts.get("word/styles.xml")
    found = None if styles is None else styles.find(f".//{WORD}rPrDefault//{WORD}lang")
    tag = "" if found is None else found.get(f"{WORD}val") or ""
    if tag.split("-")[0].lower() == wanted:
        return None
    return Problem.of(
        "template_language_tag", Severity.DECIDE, Place(file), wanted=wanted, found=tag or "none"
    )


def _tables(file: str, parts: Mapping[str, Element]) -> Iterator[Problem]:
    for number, table in enumerate(parts["word/document.xml"].iter(f"{WORD}tbl"), 1):
        row = table.find(f"{WORD}tr")
        if row is None or row.find(f"{WORD}trPr/{WORD}tblHeader") is None:
            words = " ".join(x.text or "" for x in table.iter(f"{WORD}t"))[:40]
            place = Place(file, f"table {number}: “{words}”")
            yield Problem.of("template_table_header", Severity.DECIDE, place)


def _pictures(file: str, parts: Mapping[str, Element]) -> Iterator[Problem]:
    for name, part in parts.items():
        if FILLED.fullmatch(name):
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
        for code, _ in fields(part):
            if _REACHING.search(code.upper()):
                what = " ".join(code.split())[:80]
                yield Problem.of("template_reaches_out", Severity.BLOCKER, Place(file), what=what)
