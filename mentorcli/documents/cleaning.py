"""What leaves a Word template before anything is filled in: what HR wrote for itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from mentorcli.documents.around_text import soften, unwrap
from mentorcli.documents.hidden_text import unseen, vanished
from mentorcli.documents.linked_data import (
    Kind,
    LeftOut,
    drop_behind_charts,
    drop_bookmarks,
    drop_hidden_numbers,
    drop_inner_parts,
    drop_properties,
    drop_unshown_headers,
    drop_unused_styles,
    forget_targets,
)
from mentorcli.documents.off_page import Paper, paper_of
from mentorcli.documents.picture_data import bare_picture
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

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OTHER_MAINS = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
)
_PATH = re.compile(r"(?:[A-Za-z]:|\\\\|file:|/(?:Users|home|Volumes)/).*[\\/]", re.IGNORECASE)
_SOLID = re.compile(rb"\xff\xd8\xff|\x89PNG.{21}[\x00\x02]", re.DOTALL)
"""How pictures begin that nothing shows through: a JPEG, a PNG of grey or colours alone."""
_SAID_IN_FORMS = ("helpText", "statusText")
_INNER = ("fldData", "entryMacro", "exitMacro", "sectionTitle", "collapsed", *_SAID_IN_FORMS)
"""What only programs read or write; of a folded heading, that it is folded."""
_OWN_NAMES = (f"{WORD}ffData/{WORD}name", f"{WORD}textInput/{WORD}default")
_NAMED_BY_WORD = re.compile(r"[^\W\d_]+( [^\W\d_]+)? \d+")
_WORD_2010 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_UNSEEN = (f"{WORD}rsid", f"{WORD}lastValue", f"{_WORD_2010}paraId", f"{_WORD_2010}textId")
"""Attributes: the numbers of paragraphs and of sessions of editing, and what was chosen last."""
_DESCRIBING = ("descr", "title", "name", "alt", "tooltip")
_OF_TABLES = (f"{WORD}tblCaption", f"{WORD}tblDescription")
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
    parts |= {name: bare_picture(part) for name, part in parts.items() if name not in roots}
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
        unwrap(root)
        fill_merge_fields(root)
        soften(root)
    collected = {one.kind for root in filled.values() for one in fields(root)}
    lists, sheet = (roots.get(f"word/{x}.xml") for x in ("numbering", "styles"))
    theme = next((roots[x] for x in sorted(roots) if x.startswith("word/theme/theme")), None)
    styles = styles_of(sheet, theme, lists)
    for inner in (
        list(sheet.iter(f"{WORD}rsid", f"{WORD}aliases", "{*}collapsed"))
        if sheet is not None
        else ()
    ):
        inner.getparent().remove(inner)
    paper = paper_of(roots[BODY])
    yield from drop_hidden_numbers(() if lists is None else lists, named="LISTNUM" in collected)
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
    drop_behind_charts(roots)
    drop_bookmarks(roots)
    drop_unused_styles(roots)
    forget_targets(roots)
    yield from drop_properties(roots)
    for main in roots[TYPES].iter() if TYPES in roots else ():
        if main.get("ContentType") in _OTHER_MAINS:
            main.set("ContentType", _MAIN)


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
    yield from _without_inner(page)
    for element in page.root.iter():
        if element.tag in _ALLOWED and element.get(f"{WORD}ed"):
            del element.attrib[f"{WORD}ed"]
        if element.tag == f"{WORD}listItem":
            element.set(f"{WORD}value", element.get(f"{WORD}displayText") or "")
        for key, said in element.items():
            tells = key.rpartition("}")[2] in _DESCRIBING or element.tag in _OF_TABLES
            if tells and _PATH.match(said):
                element.set(key, _PATH.sub("", said))
                yield _at("path", page, element)
            elif key.startswith(_UNSEEN):
                del element.attrib[key]
        _rename(element)


def _without_inner(page: Page) -> Iterator[LeftOut]:
    """Take out the names and hints of old forms, and what else is read by programs alone."""
    for inner in list(page.root.iter(*(f"{{*}}{x}" for x in _INNER))):
        said = inner.get(f"{WORD}val") if str(inner.tag).endswith(_SAID_IN_FORMS) else ""
        if said:
            yield replace(_at("hidden", page, inner), words=said)
        inner.getparent().remove(inner)
    for inner in [x for name in _OWN_NAMES for x in page.root.iterfind(f".//{name}")]:
        inner.getparent().remove(inner)


def _rename(element: Any) -> None:
    """Give what is drawn a plain name where it has that of a file, or one that somebody thought of."""
    name = element.get("name") or ""
    if str(element.tag).endswith(("}docPr", "}cNvPr")) and not _NAMED_BY_WORD.fullmatch(name):
        element.set("name", f"Picture {element.get('id') or 1}")
    for key in list(element.attrib) if str(element.tag).endswith("}imagedata") else ():
        if key.endswith("}title"):
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
