"""What a Word template holds beside its text: what must not go out, cannot be filled in or read aloud."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from math import inf
from typing import Any
from urllib.parse import unquote

from mentorcli.documents.off_page import DRAWN, SLIVER, lies_on_text, paper_of, twips
from mentorcli.documents.word_page import (
    FILLED,
    WORD,
    Page,
    fields,
    plain_name,
    read_pages,
    shorter,
    title_of,
    words,
)
from mentorcli.documents.word_parts import BODY, RELATION, owner_of
from mentorcli.documents.word_rows import broken_loops, swallowed_text
from mentorcli.domain.language import Language
from mentorcli.domain.problem import Place, Problem, Severity

_TRACKED: Mapping[str, str] = {
    **dict.fromkeys(("ins", "cellIns", "customXmlInsRangeStart"), "something put in"),
    **dict.fromkeys(("del", "cellDel", "customXmlDelRangeStart"), "something taken out"),
    **dict.fromkeys(
        ("moveFrom", "moveTo", "moveFromRangeStart", "moveToRangeStart",
         "customXmlMoveFromRangeStart", "customXmlMoveToRangeStart"), "something moved",
    ),
    **dict.fromkeys(
        ("rPrChange", "pPrChange", "sectPrChange", "numberingChange"), "another look",
    ),
    **dict.fromkeys(
        ("tblPrChange", "tblGridChange", "trPrChange", "tcPrChange", "tblPrExChange", "cellMerge"),
        "another table",
    ),
    **dict.fromkeys(("conflictIns", "conflictDel"), "a conflict of two editors"),
}  # fmt: skip
"""The elements of changes that Word tracks, and what each is called."""
_ARGUMENT = re.compile(r"\s*(?:=|[A-Za-z]+)\s*(\"[^\"]*\"|[^\s\\\"]*)")
_CHANGING = frozenset(("DATE", "TIME", "SAVEDATE", "PRINTDATE", "CREATEDATE", "EDITTIME"))
_RIGHT = frozenset((
    "=", "PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF", "REF", "NOTEREF", "STYLEREF", "SEQ",
    "TOC", "TC", "TOA", "TA", "INDEX", "XE", "HYPERLINK", "EQ", "SYMBOL", "LISTNUM", "ADVANCE", "QUOTE",
    "SHAPE", "BIBLIOGRAPHY", "CITATION", "FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN",
    "AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "BARCODE", "DISPLAYBARCODE", "NUMWORDS", "NUMCHARS",
))  # fmt: skip
"""Fields that Word itself fills in, with the same for every reader; of all others nobody does."""
_SPACES = (WORD, "{http://schemas.microsoft.com/office/word/2010/wordml}")
_LOST = ("Error!", "Virhe", "Fel!")
"""How Word in three languages begins what it shows of a place that it does not find."""
_TAG = re.compile(r"\{[{%#]")
_WHOLE_TAG = re.compile(r"\{[{%#](?:(?!\{[{%#]).)*?[}%#]\}", re.DOTALL)
_HARMLESS = ("http://", "https://", "mailto:", "#")
_TAGGED = re.compile(rb"\{[{%#]")
_IN_ADDRESS = re.compile(r"\{[{%#]|«[^«»]+»|<<[^<>]+>>|\$\{")
_SHAPES = "{urn:schemas-microsoft-com:vml}"
_TEXT_PATH = f"{_SHAPES}textpath"
_SAID = ("descr", "title", "alt", "string", f"{WORD}tooltip")
_SAID_OF_TABLES = (f"{WORD}tblCaption", f"{WORD}tblDescription")
_ASKED = tuple(f"{WORD}{x}" for x in ("showingPlcHdr", "dropDownList", "comboBox", "ddList"))
_CHOICES = (f"{WORD}displayText", f"{WORD}val")
_DRAWINGS = ("word/charts/", "word/diagrams/")
_PROTECTED = {
    "documentProtection": "protected: editing is restricted",
    "writeProtection": "to be opened as read-only",
}
_OTHER_PARTS = (
    ("word/charts/", "a chart"), ("word/diagrams/", "a SmartArt picture"),
    ("word/numbering", "the numbers of a list"), ("word/styles", "the styles"),
)  # fmt: skip


def word_marks(file: str, parts: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield tracked changes, fields that nobody fills, and tags where none is filled in."""
    pages = read_pages(parts)
    for name, part in parts.items():
        if name.endswith(".rels"):
            yield from _links(file, part, pages.get(owner_of(name)), owner_of(name))
    for name, page in pages.items():
        yield from _tracked(file, page)
        for column in page.root.iter(f"{WORD}col"):
            if (twips(column.get(f"{WORD}w")) or inf) <= SLIVER:
                yield _problem("template_thin_column", file, page.place(column))
        yield from _fields(file, page)
        if FILLED.fullmatch(name):
            found = [*swallowed_text(file, page), *_halves(file, page)]
            yield from found or broken_loops(file, page)
        else:
            yield from _unfilled(file, page)


def unfilled_text(parts: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """Yield the text beside the paragraphs that are filled in: charts, lists, words of pictures and links."""
    for name, part in parts.items():
        if FILLED.fullmatch(name):
            told = [x.get(key) or "" for x in part.iter() for key in _SAID]
            told += [x.get(f"{WORD}val") or "" for x in part.iter(*_SAID_OF_TABLES)]
            place = f"{plain_name(name)}, words of a picture, table or link"
            yield place, [" ".join(text.split()) for text in told if text]
        elif name.startswith(_DRAWINGS):
            lines = [x.text or "" for x in part.iter()]
            yield plain_name(name), [line if not _TAG.search(line) else "" for line in lines]
        elif name == "word/numbering.xml":
            said = (x.get(f"{WORD}val") or "" for x in part.iter(f"{WORD}lvlText"))
            yield "the numbers of a list", [x for x in said if not _TAG.search(x)]


def file_marks(file: str, parts: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield a note for a watermark and for restricted editing, which go out as they are."""
    found = {}
    for name, part in parts.items():
        for drawn in part.iter() if FILLED.fullmatch(name) else ():
            if "watermark" in (drawn.get("id") or drawn.get("name") or "").lower():
                text = next((x.get("string") for x in drawn.iter(_TEXT_PATH)), "a picture")
                found[f"marked with “{text}” across the page"] = plain_name(name)
        for asked in part.iter(*_ASKED) if FILLED.fullmatch(name) else ():
            choices = [x.get(key) or "" for x in asked for key in _CHOICES if x.get(key)]
            prompt = shorter(", ".join(choices) or words(asked.getparent().getparent()))
            found[f"to be filled in by its readers: “{prompt}”"] = plain_name(name)
    title, text = title_of(parts), words(parts[BODY])
    if title and title.casefold() not in text.casefold():
        found[f"titled “{shorter(title)}” in its properties"] = ""
    settings = parts.get("word/settings.xml")
    for mark, what in _PROTECTED.items() if settings is not None else ():
        if settings is not None and settings.find(f"{WORD}{mark}") is not None:
            found[what] = ""
    for what, place in found.items():
        yield Problem.of("template_marked", Severity.NOTE, Place(file, place), what=what)


def picture_marks(file: str, parts: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield a note for a picture of which more goes out than is seen, and for one that may hide text."""
    for name, page in read_pages({n: x for n, x in parts.items() if FILLED.fullmatch(n)}).items():
        paper = paper_of(parts[BODY])
        for crop in page.root.iter("{*}srcRect"):
            if any(
                key in "ltrb" and said.lstrip("-0") for key, said in crop.items() if said[0] != "-"
            ):
                yield _note("template_picture_cropped", file, page.place(crop))
        for drawn in page.root.iter(f"{DRAWN}anchor") if name == BODY else ():
            if drawn.find("*/{*}graphicData/{*}pic") is not None and lies_on_text(drawn, paper):
                yield _note("template_picture_over_text", file, page.place(drawn))


def _note(code: str, file: str, place: str) -> Problem:
    return Problem.of(code, Severity.NOTE, Place(file, place))


def _problem(code: str, file: str, place: str, **parameters: str) -> Problem:
    return Problem.of(code, Severity.BLOCKER, Place(file, place), **parameters)


def _tracked(file: str, page: Page) -> Iterator[Problem]:
    told: dict[tuple[int, str], str] = {}
    for element in page.root.iter(*(f"{space}{x}" for x in _TRACKED for space in _SPACES)):
        key = page.number(element), _TRACKED[element.tag.rpartition("}")[2]]
        text = words(element) + "".join(x.text or "" for x in element.iter(f"{WORD}delText"))
        told[key] = told.get(key, "") + text
    for (number, kind), text in told.items():
        what = f"{kind}: “{shorter(text)}”" if text else kind
        yield _problem("template_tracked_change", file, page.place(number), what=what)


def _fields(file: str, page: Page) -> Iterator[Problem]:
    for one in fields(page.root):
        place = page.place(one.at)
        argument = _ARGUMENT.match(one.code)
        plain = " ".join(unquote(one.code).split())
        what = argument[1].strip('"') if argument else ""
        shows = "".join(x.text or "" for x in one.shown)
        if one.kind in _CHANGING:
            yield _problem("template_changing_field", file, place, what=one.kind)
        elif one.kind and (one.kind not in _RIGHT or shows.startswith(_LOST)):
            said = (
                f"merge field «{what}»" if one.kind == "MERGEFIELD" else f"field {one.kind} {what}"
            )
            yield _problem("template_unfilled_field", file, place, what=said.strip())
        elif one.kind == "HYPERLINK" and _IN_ADDRESS.search(plain):
            yield _problem("template_tag_in_link", file, place, address=shorter(plain))
        elif one.kind == "HYPERLINK" and what and not what.startswith(_HARMLESS):
            yield _problem("template_reaches_out", file, place, what=what[:80])
        elif _TAG.search(plain):
            yield _problem("template_tag_elsewhere", file, place, what=shorter(plain))
    for shape in page.root.iter(f"{_SHAPES}*"):
        address = shape.get("href") or "#"
        if not address.startswith(_HARMLESS):
            yield _problem("template_reaches_out", file, page.place(shape), what=address[:80])


def _halves(file: str, page: Page) -> Iterator[Problem]:
    """Yield links and paragraphs that hold half of a tag: a link's words are filled in by themselves."""
    text = "\n".join(page.lines)
    for tag in (x for x in _WHOLE_TAG.finditer(text) if "\n" in x[0]):
        place = page.place(text.count("\n", 0, tag.start()) + 1)
        why = "a tag begins in one paragraph and ends in another"
        yield _problem("template_broken", file, place, why=why)
    for link in page.root.iter(f"{WORD}hyperlink"):
        text = words(link)
        if text.count("{") != text.count("}"):
            why = f"half of a tag stands in a link (“{shorter(text)}”)"
            yield _problem("template_broken", file, page.place(link), why=why)


def _links(file: str, relations: Any, page: Page | None, owner: str) -> Iterator[Problem]:
    for link in relations.iter(RELATION):
        target, kind = link.get("Target") or "", link.get("Type") or ""
        address = unquote(target)
        to_page = kind.endswith("/hyperlink") and target.startswith(_HARMLESS)
        outside = link.get("TargetMode") == "External" and not to_page and "{" not in address
        if outside or kind.endswith(("/aFChunk", "/subDocument")):
            code, more = "template_reaches_out", {"what": target[:80]}
        elif _IN_ADDRESS.search(address):
            code, more = "template_tag_in_link", {"address": shorter(address)}
        else:
            continue
        every = page.root.iter() if page else ()
        pointing = (x for x in every if link.get("Id") in x.attrib.values())
        element = next(pointing, None)
        place = page.place(element) if page and element is not None else plain_name(owner)
        yield _problem(code, file, place, **more)


def _unfilled(file: str, page: Page) -> Iterator[Problem]:
    """Yield the tags of a part that is never filled in: charts, lists and so on."""
    from docx.opc.oxml import serialize_part_xml

    for number, line in enumerate(page.lines, 1):
        if _TAG.search(line):
            what = shorter(line.strip())
            yield _problem("template_tag_elsewhere", file, page.place(number), what=what)
    if any(map(_TAG.search, page.lines)) or not _TAGGED.search(serialize_part_xml(page.root)):
        return
    where = next((x for start, x in _OTHER_PARTS if page.name.startswith(start)), page.name)
    for element in page.root.iter():
        for text in (element.text or "", *map(str, element.attrib.values())):
            if _TAG.search(text) and not str(element.tag).startswith(f"{WORD}instr"):
                yield _problem("template_tag_elsewhere", file, where, what=shorter(text))


def accessibility(
    file: str, parts: Mapping[str, Any], language: Language, *, demanded: bool
) -> Iterator[Problem]:
    """Yield what somebody who is read to stumbles over; it stops only where it is ``demanded``."""
    severity = Severity.DECIDE if demanded else Severity.NOTE
    for code, place, more in (*_language(parts, language), *_tables(parts), *_pictures(parts)):
        yield Problem.of(code, severity, Place(file, place), **more)


_Told = Iterator[tuple[str, str, Mapping[str, str]]]


def _language(parts: Mapping[str, Any], wanted: Language) -> _Told:
    styles = parts.get("word/styles.xml")
    found = None if styles is None else styles.find(f".//{WORD}rPrDefault//{WORD}lang")
    tag = "" if found is None else found.get(f"{WORD}val") or ""
    if tag.split("-")[0].lower() != wanted:
        yield "template_language_tag", "", {"wanted": wanted, "found": tag or "none"}


def _tables(parts: Mapping[str, Any]) -> _Told:
    for number, table in enumerate(parts["word/document.xml"].iter(f"{WORD}tbl"), 1):
        row = table.find(f"{WORD}tr")
        if row is None or row.find(f"{WORD}trPr/{WORD}tblHeader") is None:
            words = " ".join(x.text or "" for x in table.iter(f"{WORD}t"))[:40]
            yield "template_table_header", f"table {number}: “{words}”", {}


def _pictures(parts: Mapping[str, Any]) -> _Told:
    """Yield pictures without a description; a box of text is read aloud as it is."""
    for name, part in parts.items():
        if FILLED.fullmatch(name):
            kinds = (f"{DRAWN}inline", f"{DRAWN}anchor")
            for around in (x for x in part.iter() if x.tag in kinds):
                drawn = around.find(f"{DRAWN}docPr")
                text = next(around.iter(f"{WORD}txbxContent"), None) is not None
                if drawn is None or text or (drawn.get("descr") or "").strip():
                    continue
                if not any("decorative" in str(x.tag) for x in drawn.iter()):
                    yield "template_picture_text", drawn.get("name") or "a picture", {}
