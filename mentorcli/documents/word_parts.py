"""A Word file's parts: unpacked, parsed, and packed again."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Mapping
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
    return parsed(file, unpacked(file, content))


def parsed(file: str, parts: Mapping[str, bytes]) -> dict[str, Any]:
    """Return those of a document's parts that are XML, parsed; raises UserError for broken ones."""
    from docx.oxml import parse_xml
    from lxml import etree

    try:
        read = {n: parse_xml(parts[n]) for n in sorted(parts) if n.endswith((".xml", ".rels"))}
    except (SyntaxError, ValueError) as error:
        raise no_word_file(file) from error
    for root in read.values():  # what programs wrote beside the text
        etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
    return read


def no_word_file(file: str) -> UserError:
    """Return what is said of a file that Word would not open."""
    return UserError(f"{file} is not a Word document.", "Save it from Word as .docx, not as .doc.")


def packed(parts: Mapping[str, bytes], *, smaller: bool = True) -> bytes:
    """Return parts as one zip file in a fixed order, without times or machine marks."""
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w") as new:
        for name in sorted(parts, key=lambda n: (n != TYPES, n)):
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED if smaller else zipfile.ZIP_STORED
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
