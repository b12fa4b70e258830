"""The parts of a Word file and how they lead to one another."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError

from mentorcli.domain.problem import UserError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

LARGEST_PARTS = 64 << 20
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
TYPES = "[Content_Types].xml"
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_REGULAR_FILE = 0o100600 << 16
_UNIX = 3


def unpacked(file: str, content: bytes) -> dict[str, bytes]:
    """Return a Word file's parts by name; raises UserError for what is none or far too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST_PARTS:
                raise UserError(f"{file} unpacks to more than {LARGEST_PARTS >> 20} MiB.")
            parts = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, zlib.error, ValueError, RuntimeError) as error:
        raise no_word_file(file) from error
    if "word/document.xml" not in parts:
        raise no_word_file(file)
    return parts


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
