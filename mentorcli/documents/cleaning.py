"""What leaves a Word template before anything is filled in: what HR wrote for itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from mentorcli.documents.hidden import (
    Styles,
    hidden_drawings,
    hidden_runs,
    styles_of,
    unread_runs,
    vanished,
)
from mentorcli.documents.linked_data import (
    Kind,
    LeftOut,
    drop_inner_parts,
    drop_properties,
    drop_unshown_headers,
    forget_targets,
    targets,
)
from mentorcli.documents.word_fields import fill_merge_fields, unlink_files
from mentorcli.documents.word_parts import (
    BODY,
    FILLED,
    OFF,
    TYPES,
    WORD,
    no_word_file,
    owner_of,
    packed,
    reached,
    unpacked,
)

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OTHER_MAINS = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
)
_HARD = re.compile("[\u00a0\u00ad\u2007\u200b\u202f\u2060\ufeff]")
_TAG = re.compile(r"\{[{%#].*?[}%#]\}")
_PATH = re.compile(r"(?:[A-Za-z]:|\\\\|file:|/(?:Users|home|Volumes)/).*[\\/]", re.IGNORECASE)
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DRAWN_ANEW = ("wps", "wpg", "wpc")
_AROUND = tuple(f"{WORD}{x}" for x in ("smartTag", "customXml", "sdt"))
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
    if before == after and BODY.encode() in content:
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
            yield from drop_inner_parts(root, roots.get(owner_of(name), ()))
        elif name.startswith("word/"):
            if FILLED.fullmatch(name):
                _unwrap(root)
                fill_merge_fields(root)
                _soften_spaces(root)
            yield from _without_marks(name, root)
            if FILLED.fullmatch(name):
                yield from _without_paths(name, root)
    pointed = targets(roots)
    styles = styles_of(roots.get("word/styles.xml"), _theme(roots))
    for name, root in roots.items():
        if FILLED.fullmatch(name):
            yield from _without_hidden(name, root, styles)
    yield from drop_unshown_headers(roots)
    forget_targets(roots, pointed - targets(roots))
    yield from drop_properties(roots)
    for main in roots[TYPES].iter() if TYPES in roots else ():
        if main.get("ContentType") in _OTHER_MAINS:
            main.set("ContentType", _MAIN)


def _unwrap(root: Any) -> None:
    """Take away what stands round the text: smart tags, controls that cut a tag, pictures for Word 2007."""
    for old in list(root.iter(f"{_COMPATIBLE}Fallback")):
        if (old.getparent().find(f"{_COMPATIBLE}Choice").get("Requires") or "") in _DRAWN_ANEW:
            old.getparent().remove(old)
    for around in list(root.iter(*_AROUND)):
        inside = around
        if around.tag == f"{WORD}sdt":
            names = [
                *around.iterfind(f"{WORD}sdtPr/{WORD}tag"),
                *around.iterfind(f"{WORD}sdtPr/{WORD}alias"),
            ]
            for key in names:
                key.getparent().remove(key)
            inside = around.find(f"{WORD}sdtContent")
            words = "" if inside is None else _words(inside)
            if words.count("{") == words.count("}"):
                continue
        for child in list(inside):
            if not str(child.tag).endswith("Pr"):
                around.addprevious(child)
        around.getparent().remove(around)


def _soften_spaces(root: Any) -> None:
    """Make the hard spaces inside tags plain ones, in however many runs a tag is cut."""
    for paragraph in root.iter(f"{WORD}p"):
        texts = [x for x in paragraph.iter(f"{WORD}t") if x.text]
        line = "".join(x.text for x in texts)
        if "{" not in line or not _HARD.search(line):
            continue
        line = _TAG.sub(lambda tag: _HARD.sub(" ", tag[0]), line)
        for text in texts:
            text.text, line = line[: len(text.text)], line[len(text.text) :]
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _without_marks(name: str, root: Any) -> Iterator[LeftOut]:
    numbers = _numbers(root)
    for mark in list(root.iter(*(f"{WORD}{x}" for x in _MARKS))):
        if mark.tag == f"{WORD}commentReference":
            yield _at("comment", name, mark, numbers)
        run = mark.getparent()
        run.remove(mark)
        if run.tag == f"{WORD}r" and not [x for x in run if x.tag != f"{WORD}rPr"]:
            run.getparent().remove(run)
    for bound in list(root.iter(*_BOUND)):
        yield _at("data", name, bound, numbers)
        bound.getparent().remove(bound)


def _without_paths(name: str, root: Any) -> Iterator[LeftOut]:
    """Take out the paths of other files, who may edit what, and the inner values of lists."""
    numbers = _numbers(root)
    for beside in unlink_files(root):
        yield _at("path", name, beside, numbers)
    for element in root.iter():
        if element.tag in _ALLOWED and element.get(f"{WORD}ed"):
            del element.attrib[f"{WORD}ed"]
        if element.tag == f"{WORD}listItem":
            element.set(f"{WORD}value", element.get(f"{WORD}displayText") or "")
        for key in list(element.attrib):
            if key in _DESCRIBING and _PATH.match(element.get(key)):
                element.set(key, _PATH.sub("", element.get(key)))
                yield _at("path", name, element, numbers)


def _without_hidden(name: str, root: Any, styles: Styles) -> Iterator[LeftOut]:
    numbers = _numbers(root)
    touched: dict[Any, list[str]] = {}
    for gone in dict.fromkeys(
        (*hidden_runs(root, styles), *hidden_drawings(root), *unread_runs(root, styles))
    ):
        paragraph = next(gone.iterancestors(f"{WORD}p"), None)
        if paragraph is not None:
            touched.setdefault(paragraph, []).append(_words(gone))
        gone.getparent().remove(gone)
    for paragraph, words in touched.items():
        yield LeftOut("hidden", name, numbers.get(paragraph, 0), "".join(words))
    for row in list(root.iter(f"{WORD}tr")):
        own = row.find(f"{WORD}trPr/{WORD}hidden")
        marked = own is not None and own.get(f"{WORD}val") not in OFF
        inside = list(row.iter(f"{WORD}p"))
        if marked:
            yield LeftOut("hidden", name, numbers.get(next(iter(inside), None), 0), _words(row))
        if marked or (touched.keys() & inside and all(vanished(p, styles) for p in inside)):
            table = row.getparent()
            table.remove(row)
            if table.tag == f"{WORD}tbl" and table.find(f".//{WORD}tr") is None:
                table.getparent().remove(table)
    for paragraph in touched:
        beside = paragraph.getnext()
        if beside is not None and beside.tag == f"{WORD}p" and vanished(paragraph, styles):
            paragraph.getparent().remove(paragraph)


def _theme(roots: Mapping[str, Any]) -> Any:
    return next((roots[x] for x in sorted(roots) if x.startswith("word/theme/theme")), None)


def _forget_types(types: Any, kept: frozenset[str]) -> None:
    for entry in list(types):
        name = entry.get("PartName")
        if name is not None and name.lstrip("/") not in kept:
            types.remove(entry)


def _numbers(root: Any) -> dict[Any, int]:
    return {p: number for number, p in enumerate(root.iter(f"{WORD}p"), 1)}


def _at(kind: Kind, part: str, element: Any, numbers: Mapping[Any, int]) -> LeftOut:
    paragraph = next(element.iterancestors(f"{WORD}p"), None)
    if paragraph is None:
        return LeftOut(kind, part)
    return LeftOut(kind, part, numbers.get(paragraph, 0), _words(paragraph))


def _words(element: Any) -> str:
    return "".join(x.text or "" for x in element.iter(f"{WORD}t"))
