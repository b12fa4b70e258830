"""A Word file's parts, unpacked and packed, and its text by paragraph: as Word shows it, as Jinja reads it."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from mentorcli.domain.problem import UserError
from mentorcli.files.ole import MARK

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


LARGEST_PARTS = 64 << 20
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
TYPES = "[Content_Types].xml"
BODY = "word/document.xml"
RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
OFF = ("0", "false", "off")
"""How a mark that is there says that it does not hold."""
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_OLD = (
    ("encryptedpackage", "is protected with a password.",
     "In Word: File, Info, Protect Document, Encrypt with Password; empty it and save."),
    ("worddocument", "is an old Word document (.doc), whatever its name ends in.",
     "In Word: Save As, and choose Word Document (*.docx)."),
)  # fmt: skip
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_REGULAR_FILE = 0o100600 << 16
_UNIX = 3


def unpacked(file: str, content: bytes) -> dict[str, bytes]:
    """Return a Word file's parts by name; raises UserError for what is none or far too large."""
    if content.startswith(MARK):
        raise _of_old_word(file, content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST_PARTS:
                raise UserError(f"{file} unpacks to more than {LARGEST_PARTS >> 20} MiB.")
            parts = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, zlib.error, ValueError, RuntimeError) as error:
        raise no_word_file(file) from error
    parts = _with_usual_names(parts)
    if b"opendocument" in parts.get("mimetype", b""):
        raise UserError(f"{file} is an OpenDocument file.", "Save it as Word 2007-365 (.docx).")
    if _STRICT in parts.get(BODY, b""):
        raise UserError(
            f"{file} is saved as Strict Open XML.",
            "In Word: Save As, and choose Word Document (*.docx) without Strict.",
        )
    if BODY not in parts:
        raise no_word_file(file)
    return parts


def _of_old_word(file: str, content: bytes) -> UserError:
    """Return what is said of an OLE file: a .docx with a password, or an old .doc."""
    from mentorcli.files.ole import streams
    from mentorcli.files.refusals import Refused

    try:
        found = streams(content)
    except Refused:
        return no_word_file(file)
    return next(
        (UserError(f"{file} {x[1]}", x[2]) for x in _OLD if x[0] in found), no_word_file(file)
    )


def _with_usual_names(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Return parts with the body under its usual name: Word on the web may call it document2.xml."""
    found = re.search(rb'Target="/?(word/[\w-]+\.xml)"', parts.get("_rels/.rels", b""))
    old = found[1].decode() if found and BODY not in parts else ""
    if old not in parts:
        return parts
    names = {old: BODY, relations_of(old): relations_of(BODY)}
    parts = {names.get(name, name): content for name, content in parts.items()}
    for name in {"_rels/.rels", TYPES} & parts.keys():
        parts[name] = parts[name].replace(old.encode(), BODY.encode())
    return parts


def parts_of(file: str, content: bytes) -> Mapping[str, Element]:
    """Return a document's XML parts; raises UserError when it is no Word document or too large."""
    from docx.oxml import parse_xml

    raw = unpacked(file, content)
    try:
        return {n: parse_xml(raw[n]) for n in sorted(raw) if n.endswith((".xml", ".rels"))}
    except (SyntaxError, ValueError) as error:
        raise no_word_file(file) from error


def no_word_file(file: str) -> UserError:
    """Return what is said of a file that Word would not open."""
    return UserError(f"{file} is not a Word document.", "Save it from Word as .docx, not as .doc.")


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Return parts as one zip file in a fixed order, without times or machine marks."""
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w") as new:
        for name in sorted(parts, key=lambda n: (n != TYPES, n)):
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = _UNIX
            entry.external_attr = _REGULAR_FILE
            new.writestr(entry, parts[name])
    return result.getvalue()


def relations_of(part: str) -> str:
    """Return the name of the part that holds a part's relations; ``""`` is the whole file's."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def owner_of(relations: str) -> str:
    """Return the part whose relations these are, the other way round than ``relations_of``."""
    folder, name = posixpath.split(relations)
    return posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))


def reached(roots: Mapping[str, Any]) -> frozenset[str]:
    """Return the parts that a file's relations lead to; ``roots`` holds its XML parts, parsed."""
    found: set[str] = set()
    waiting = [""]
    while waiting:
        part = waiting.pop()
        relations = roots.get(relations_of(part))
        found |= {part, relations_of(part)}
        for link in () if relations is None else relations.iter(RELATION):
            if link.get("TargetMode") != "External":
                target = posixpath.join("/", posixpath.dirname(part), link.get("Target") or "")
                target = posixpath.normpath(target).lstrip("/")
                if target not in found:
                    waiting.append(target)
    return frozenset(found)


WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FILLED = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
"""The parts that are read, and whose tags are filled in."""

_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_PARAGRAPH, _RUNS, _WORDS = f"{WORD}p", (f"{WORD}r", f"{_MATHS}r"), (f"{WORD}t", f"{_MATHS}t")
_FIELDS = ("fldSimple", "instrText", "fldChar")
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
    there = next(part.iter(*(f"{WORD}{x}" for x in _FIELDS)), None) is not None
    for element, number in by_paragraph(part) if there else ():
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
