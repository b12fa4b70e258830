"""What leaves a Word template before anything is filled in: what HR wrote for itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from mentorcli.documents.linked_data import (
    Kind,
    LeftOut,
    drop_bookmarks,
    drop_hidden_numbers,
    drop_inner_parts,
    drop_properties,
    drop_unshown_headers,
    forget_targets,
)
from mentorcli.documents.off_page import Paper, paper_of
from mentorcli.documents.unseen import unseen, vanished
from mentorcli.documents.word_fields import fill_merge_fields, take, unlink_files, unseen_entries
from mentorcli.documents.word_page import (
    FILLED,
    PARAGRAPH,
    WORD,
    Page,
    fields,
    is_on,
    read_page,
    words,
)
from mentorcli.documents.word_parts import (
    BODY,
    TYPES,
    owner_of,
    packed,
    parsed,
    reached,
    relations_of,
    unpacked,
)
from mentorcli.documents.word_styles import Styles, styles_of
from mentorcli.files.templates import plain_marks

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OTHER_MAINS = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
)
_PATH = re.compile(r"(?:[A-Za-z]:|\\\\|file:|/(?:Users|home|Volumes)/).*[\\/]", re.IGNORECASE)
_SOLID = re.compile(rb"\xff\xd8\xff|\x89PNG.{21}[\x00\x02]", re.DOTALL)
"""How pictures begin that nothing shows through: a JPEG, a PNG of grey or colours alone."""
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DRAWN_ANEW = frozenset(("wps", "wpg", "wpc"))
_AROUND = tuple(f"{WORD}{x}" for x in ("smartTag", "customXml", "sdt", "dir", "bdo"))
_KEPT_WHOLE = _AROUND[2:]
_SOFT, _HARD_HYPHEN = f"{WORD}softHyphen", f"{WORD}noBreakHyphen"
_OF_CONTROLS = ("tag", "alias", "placeholder")
_OF_FIELDS = ("fldData", "entryMacro", "exitMacro")
_UNSEEN = (f"{WORD}rsid", f"{WORD}lastValue")
"""Attributes: the numbers of sessions of editing, and what was chosen last."""
_DESCRIBING = ("descr", "title", "name", "alt")
_ALLOWED = (f"{WORD}permStart", f"{WORD}permEnd")
_MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")
_BOUND = tuple(
    f"{space}dataBinding"
    for space in (WORD, "{http://schemas.microsoft.com/office/word/2012/wordml}")
)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A template as it may go out, and what was left out of it."""

    content: bytes
    left_out: tuple[LeftOut, ...]


@lru_cache(maxsize=8)
def cleaned(file: str, content: bytes) -> Cleaned:
    """Return a Word template without comments, hidden text, personal properties and hidden data.

    What Word saved as a template (.dotx) becomes a document. Raises UserError when the file is no
    Word document.
    """
    from docx.opc.oxml import serialize_part_xml

    parts = unpacked(file, content)
    roots = parsed(file, parts)
    solid = (x for x, part in parts.items() if _SOLID.match(part) and b"tRNS" not in part)
    found = tuple(_taken_out(roots, frozenset(solid)))
    kept = reached(roots) | {TYPES}
    _forget_types(roots[TYPES], kept)
    parts |= {name: serialize_part_xml(root) for name, root in roots.items()}
    kept_parts = {name: part for name, part in parts.items() if name in kept}
    return Cleaned(packed(kept_parts, smaller=False), found)


def _taken_out(roots: Mapping[str, Any], pictures: frozenset[str]) -> Iterator[LeftOut]:
    """Take everything out of the parsed parts, and tell what is worth a word."""
    filled = {name: root for name, root in roots.items() if FILLED.fullmatch(name)}
    for name, root in roots.items():
        if name.endswith(".rels"):
            yield from drop_inner_parts(root, roots.get(owner_of(name), ()))
    for root in filled.values():
        _unwrap(root)
        fill_merge_fields(root)
        _soften(root)
    collected = {one.kind for root in filled.values() for one in fields(root)}
    lists, sheet = (roots.get(f"word/{x}.xml") for x in ("numbering", "styles"))
    theme = next((roots[x] for x in sorted(roots) if x.startswith("word/theme/theme")), None)
    styles = styles_of(sheet, theme, lists)
    for session in list(sheet.iter(f"{WORD}rsid")) if sheet is not None else ():
        session.getparent().remove(session)
    paper = paper_of(roots[BODY])
    yield from drop_hidden_numbers(() if lists is None else lists)
    for name, root in filled.items():
        page = read_page(name, root)
        yield from _without_marks(page)
        yield from _without_paths(page)
        for entry in list(unseen_entries(root, collected)):
            yield LeftOut("hidden", name, page.number(entry.at), entry.code.strip())
            take(entry.marks + entry.shown)
        links = roots.get(relations_of(name), ())
        solid = (x.get("Id") for x in links if f"word/{x.get('Target')}" in pictures)
        yield from _without_hidden(page, styles, paper, frozenset(solid))
    yield from drop_unshown_headers(roots)
    drop_bookmarks(roots)
    forget_targets(roots)
    yield from drop_properties(roots)
    for main in roots[TYPES].iter() if TYPES in roots else ():
        if main.get("ContentType") in _OTHER_MAINS:
            main.set("ContentType", _MAIN)


def _unwrap(root: Any) -> None:
    """Take away what stands round the text: smart tags, controls that cut a tag, pictures for Word 2007."""
    for old in list(root.iter(f"{_COMPATIBLE}Fallback")):
        around = old.getparent()
        needs = [x.get("Requires") or "" for x in around.iter(f"{_COMPATIBLE}Choice")][:1]
        if not _DRAWN_ANEW.isdisjoint(" ".join(needs).split()):
            around.remove(old)
    for around in list(root.iter(*_AROUND)):
        control = around.find(f"{WORD}sdtContent")
        for key in _OF_CONTROLS:
            for own in around.findall(f"{WORD}sdtPr/{WORD}{key}"):
                own.getparent().remove(own)
        text = words(around)
        if around.tag in _KEPT_WHOLE and text.count("{") == text.count("}"):
            continue
        for child in list(around if control is None else control):
            if not str(child.tag).endswith("Pr"):
                around.addprevious(child)
        around.getparent().remove(around)


def _soften(root: Any) -> None:
    """Make the hard spaces, hyphens and quotes inside tags plain ones, in however many runs a tag is cut."""
    for hyphen in list(root.iter(_SOFT, _HARD_HYPHEN)):
        paragraph = next(hyphen.iterancestors(PARAGRAPH))
        before = ""
        for one in paragraph.iter(f"{WORD}t", hyphen.tag):
            if one is hyphen:
                break
            before += one.text or ""
        if before.count("{") > before.count("}"):
            if hyphen.tag == _HARD_HYPHEN:
                hyphen.addprevious(hyphen.makeelement(f"{WORD}t"))
                hyphen.getprevious().text = "-"
            hyphen.getparent().remove(hyphen)
    for paragraph in root.iter(PARAGRAPH):
        texts = [x for x in paragraph.iter(f"{WORD}t") if x.text]
        line = "".join(x.text for x in texts)
        if "{" not in line or line.isascii():
            continue
        letters: list[str | None] = list(line)
        for start, end, marks in plain_marks(line):
            letters[start:end] = [marks.get(ord(x), x) for x in line[start:end]]
        for text in texts:
            mended, letters = letters[: len(text.text)], letters[len(text.text) :]
            text.text = "".join(x or "" for x in mended)
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _without_marks(page: Page) -> Iterator[LeftOut]:
    for mark in list(page.root.iter(*(f"{WORD}{x}" for x in _MARKS))):
        if mark.tag == f"{WORD}commentReference":
            yield _at("comment", page, mark)
        take([mark])
    for bound in list(page.root.iter(*_BOUND)):
        yield _at("data", page, bound)
        bound.getparent().remove(bound)


def _without_paths(page: Page) -> Iterator[LeftOut]:
    """Take out the paths of other files, who may edit what, and the inner values of lists and fields."""
    for beside in unlink_files(page.root):
        yield _at("path", page, beside)
    for inner in list(page.root.iter(*(f"{WORD}{x}" for x in _OF_FIELDS))):
        inner.getparent().remove(inner)
    for element in page.root.iter():
        if element.tag in _ALLOWED and element.get(f"{WORD}ed"):
            del element.attrib[f"{WORD}ed"]
        if element.tag == f"{WORD}listItem":
            element.set(f"{WORD}value", element.get(f"{WORD}displayText") or "")
        for key, said in element.items():
            if key.rpartition("}")[2] in _DESCRIBING and _PATH.match(said):
                element.set(key, _PATH.sub("", said))
                yield _at("path", page, element)
            elif key.startswith(_UNSEEN):
                del element.attrib[key]


def _without_hidden(
    page: Page, styles: Styles, paper: Paper, solid: frozenset[str]
) -> Iterator[LeftOut]:
    """Take out what no reader sees, and the rows and paragraphs of which nothing is left."""
    touched: dict[Any, list[str]] = {}
    for gone in unseen(page, styles, paper, solid):
        paragraph = next(gone.iterancestors(PARAGRAPH), None)
        if paragraph is not None:
            touched.setdefault(paragraph, []).append(words(gone))
        around = gone.getparent()
        around.remove(gone)
        if around.tag == f"{WORD}hyperlink" and not len(around):
            around.getparent().remove(around)
    for paragraph, text in touched.items():
        yield LeftOut("hidden", page.name, page.number(paragraph), "".join(text))
    for row in list(page.root.iter(f"{WORD}tr")):
        marked = is_on(row.find(f"{WORD}trPr/{WORD}hidden"))
        inside = list(row.iter(PARAGRAPH))
        if marked:
            yield LeftOut("hidden", page.name, page.number(row), words(row))
        if marked or (touched.keys() & inside and all(vanished(p, styles) for p in inside)):
            _drop_row(row)
    for paragraph in touched:
        beside = paragraph.getnext()
        if beside is not None and beside.tag == PARAGRAPH and vanished(paragraph, styles):
            paragraph.getparent().remove(paragraph)


def _drop_row(row: Any) -> None:
    """Take a row out, and its table with the last one."""
    table = row.getparent()
    table.remove(row)
    if table.tag == f"{WORD}tbl" and table.find(f".//{WORD}tr") is None:
        table.getparent().remove(table)


def _forget_types(types: Any, kept: frozenset[str]) -> None:
    for entry in list(types):
        name = entry.get("PartName")
        if name is not None and name.lstrip("/") not in kept:
            types.remove(entry)


def _at(kind: Kind, page: Page, element: Any) -> LeftOut:
    paragraph = next(element.iterancestors(PARAGRAPH), None)
    return LeftOut(
        kind,
        page.name,
        page.numbers.get(paragraph, 0),
        "" if paragraph is None else words(paragraph),
    )
