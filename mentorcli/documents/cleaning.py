"""What leaves a Word template before anything is filled in: what HR wrote for itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from mentorcli.documents.hidden import hidden_drawings, hidden_runs, styles_of, vanished
from mentorcli.documents.package import (
    RELATION,
    TYPES,
    no_word_file,
    owner_of,
    packed,
    reached,
    unpacked,
)

Kind = Literal["comment", "hidden", "properties"]

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OTHER_MAINS = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
)
_INNER = frozenset((
    "comments", "commentsExtended", "commentsIds", "commentsExtensible", "documenttasks", "people",
    "customXml", "glossaryDocument", "recipientData", "mailMergeSource", "mailMergeHeaderSource",
    "printerSettings", "keyMapCustomizations", "thumbnail", "origin", "custom-properties",
    "classificationlabels",
))  # fmt: skip
"""Relations to parts that readers do not see, by the last word of their type."""
_PROPERTIES = {
    "docProps/core.xml": ("title", "language", "creator", "lastModifiedBy", "revision", "created",
                          "modified"),
    "docProps/app.xml": ("Application", "AppVersion"),
}  # fmt: skip
"""What stays of the file's properties; author and days are set when a document is made."""
_TELLING = ("Company", "Manager", "HyperlinkBase", "subject", "keywords", "description",
            "category", "contentStatus", "identifier")  # fmt: skip
"""The properties that somebody typed; the others Word writes into every file."""
_MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")
_BOUND = (
    f"{_WORD}dataBinding",
    "{http://schemas.microsoft.com/office/word/2012/wordml}dataBinding",
)
_NOTES = {
    f"{_WORD}footnoteReference": "word/footnotes.xml",
    f"{_WORD}endnoteReference": "word/endnotes.xml",
}
_USED = ("image", "hyperlink", "chart", "diagramData", "oleObject", "package", "control")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that stays behind: its kind, and where it stood; ``paragraph`` 0 is no paragraph."""

    kind: Kind
    part: str = ""
    paragraph: int = 0
    words: str = ""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A template as it may go out, and what was left out of it."""

    content: bytes
    left_out: tuple[LeftOut, ...]


@lru_cache(maxsize=8)
def cleaned(file: str, content: bytes) -> Cleaned:
    """Return a Word template without comments, hidden text, personal properties and hidden data.

    A template that holds none of these comes back byte for byte. What Word saved as a template
    (.dotx) becomes a document. Raises UserError when the file is no Word document.
    """
    from docx.opc.oxml import serialize_part_xml
    from docx.oxml import parse_xml

    parts = unpacked(file, content)
    try:
        roots: dict[str, Any] = {
            name: parse_xml(part)
            for name, part in parts.items()
            if name.endswith((".xml", ".rels"))
        }
    except (SyntaxError, ValueError) as error:
        raise no_word_file(file) from error
    before = {name: serialize_part_xml(root) for name, root in roots.items()}
    found = tuple(_taken_out(roots))
    after = {name: serialize_part_xml(root) for name, root in roots.items()}
    if before == after:
        return Cleaned(content, ())
    kept = reached(roots) | {TYPES}
    _forget_types(roots[TYPES], kept)
    after[TYPES] = serialize_part_xml(roots[TYPES])
    parts |= {name: part for name, part in after.items() if part != before[name]}
    return Cleaned(packed({n: p for n, p in parts.items() if n in kept}), found)


def _taken_out(roots: Mapping[str, Any]) -> Iterator[LeftOut]:
    """Take everything out of the parsed parts, and tell what is worth a word."""
    for name, root in roots.items():
        if name.endswith(".rels"):
            yield from _without_inner_parts(root)
        elif name.startswith("word/"):
            yield from _without_marks(name, root)
    pointed = _led_to(roots)
    styles = styles_of(roots.get("word/styles.xml"))
    for name, root in roots.items():
        if name.startswith("word/") and not name.endswith(".rels") and "glossary" not in name:
            yield from _without_hidden(name, root, styles)
    _forget(roots, pointed - _led_to(roots))
    yield from _without_properties(roots)
    for main in roots[TYPES].iter() if TYPES in roots else ():
        if main.get("ContentType") in _OTHER_MAINS:
            main.set("ContentType", _MAIN)


def _without_inner_parts(relations: Any) -> Iterator[LeftOut]:
    for link in list(relations.iter(RELATION)):
        kind = (link.get("Type") or "").rsplit("/", 1)[-1]
        if kind in _INNER:
            relations.remove(link)
            if kind == "custom-properties":
                yield LeftOut("properties")


def _without_marks(name: str, root: Any) -> Iterator[LeftOut]:
    numbers = _numbers(root)
    for mark in list(root.iter(*(f"{_WORD}{x}" for x in _MARKS))):
        if mark.tag == f"{_WORD}commentReference":
            yield _at("comment", name, mark, numbers)
        run = mark.getparent()
        run.remove(mark)
        if run.tag == f"{_WORD}r" and not [x for x in run if x.tag != f"{_WORD}rPr"]:
            run.getparent().remove(run)
    for bound in list(root.iter(*_BOUND)):
        bound.getparent().remove(bound)


def _without_hidden(name: str, root: Any, styles: Any) -> Iterator[LeftOut]:
    numbers = _numbers(root)
    touched: dict[Any, list[str]] = {}
    for gone in (*hidden_runs(root, styles), *hidden_drawings(root)):
        paragraph = next(gone.iterancestors(f"{_WORD}p"), None)
        if paragraph is not None:
            touched.setdefault(paragraph, []).append(_words(gone))
        gone.getparent().remove(gone)
    for paragraph, words in touched.items():
        yield LeftOut("hidden", name, numbers.get(paragraph, 0), "".join(words))
    for row in list(root.iter(f"{_WORD}tr")):
        own = row.find(f"{_WORD}trPr/{_WORD}hidden")
        marked = own is not None and own.get(f"{_WORD}val") not in ("0", "false", "off")
        inside = list(row.iter(f"{_WORD}p"))
        if marked:
            yield LeftOut("hidden", name, numbers.get(next(iter(inside), None), 0), _words(row))
        if marked or (touched.keys() & inside and all(vanished(p, styles) for p in inside)):
            table = row.getparent()
            table.remove(row)
            if table.tag == f"{_WORD}tbl" and table.find(f".//{_WORD}tr") is None:
                table.getparent().remove(table)
    for paragraph in touched:
        beside = paragraph.getnext()
        if beside is not None and beside.tag == f"{_WORD}p" and vanished(paragraph, styles):
            paragraph.getparent().remove(paragraph)


def _led_to(roots: Mapping[str, Any]) -> set[tuple[str, str]]:
    """Return what the parts point at: the relations of each, and the notes of all."""
    found = set()
    for name, root in roots.items():
        for x in root.iter() if name.startswith("word/") else ():
            found |= {(name, value) for value in x.attrib.values()}
            if x.tag in _NOTES:
                found.add((_NOTES[x.tag], x.get(f"{_WORD}id")))
    return found


def _forget(roots: Mapping[str, Any], lost: set[tuple[str, str]]) -> None:
    """Forget the pictures, links and notes that only hidden text pointed at."""
    for name, relations in roots.items() if lost else ():
        for link in list(relations.iter(RELATION)) if name.endswith(".rels") else ():
            kind = (link.get("Type") or "").rsplit("/", 1)[-1]
            if kind in _USED and (owner_of(name), link.get("Id")) in lost:
                relations.remove(link)
    for notes in _NOTES.values():
        for note in list(roots.get(notes, ())) if lost else ():
            if (notes, note.get(f"{_WORD}id")) in lost:
                note.getparent().remove(note)


def _without_properties(roots: Mapping[str, Any]) -> Iterator[LeftOut]:
    told = False
    for name, kept in _PROPERTIES.items():
        for entry in list(roots.get(name, ())):
            what = str(entry.tag).rpartition("}")[2]
            if what not in kept and (entry.text or len(entry)):
                entry.getparent().remove(entry)
                told = told or what in _TELLING
    settings: Any = roots.get("word/settings.xml")
    for what in ("docVars", "mailMerge") if settings is not None else ():
        for entry in settings.findall(f"{_WORD}{what}"):
            settings.remove(entry)
            told = told or what == "docVars"
    if told:
        yield LeftOut("properties")


def _forget_types(types: Any, kept: frozenset[str]) -> None:
    for entry in list(types):
        name = entry.get("PartName")
        if name is not None and name.lstrip("/") not in kept:
            types.remove(entry)


def _numbers(root: Any) -> dict[Any, int]:
    return {p: number for number, p in enumerate(root.iter(f"{_WORD}p"), 1)}


def _at(kind: Kind, part: str, element: Any, numbers: Mapping[Any, int]) -> LeftOut:
    paragraph = next(element.iterancestors(f"{_WORD}p"), None)
    if paragraph is None:
        return LeftOut(kind, part)
    return LeftOut(kind, part, numbers.get(paragraph, 0), _words(paragraph))


def _words(element: Any) -> str:
    return "".join(x.text or "" for x in element.iter(f"{_WORD}t"))
