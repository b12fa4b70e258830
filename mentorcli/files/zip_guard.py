"""What a zipped workbook must be before a reader may look at it, and the one export inside a zip."""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from posixpath import basename, join, normpath
from xml.etree import ElementTree as ET

from mentorcli.files.ods_scan import ods_notes
from mentorcli.files.refusals import Refused
from mentorcli.files.sheet_scan import SheetNotes, SheetScan

MOST_PARTS = 2_000
MOST_SHEETS = 300
MOST_BYTES = 200 << 20
MOST_RATIO = 200
RATIO_FROM = 1 << 20
CHUNK = 1 << 20
LONGEST_TEXT = 4 << 20
LARGEST_BOOK = 2 << 20

_ENTITIES = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_DECLARED = re.compile(rb"^\s*<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)")
_READ_ENCODINGS = frozenset({b"utf-8", b"utf8", b"us-ascii", b"ascii"})
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00", b"\x00\x00\x00<", b"\x4c\x6f\xa7\x94")
_OTHERS = {
    "word/": "word",
    "ppt/": "slides",
    "index/document.iwa": "numbers",
    "index.zip": "numbers",
    "buildversionhistory.plist": "numbers",
    "encrypted-package": "ods_password",
    "content.xml": "text_document",
}
"""What other zips hold, and which refusal each is."""
_MANIFEST = "META-INF/manifest.xml"
_NAMESPACE = re.compile(r"^\{[^}]*\}")
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, OverflowError)


def check(content: bytes) -> tuple[str, dict[str, SheetNotes]]:
    """Return what kind of workbook the bytes are, and what stands in its sheets beside values.

    Kinds are ``xlsx``, ``xlsb`` and ``ods``. Every part is unpacked whole, so that its checksum
    is verified; sheets are looked through on the way. Raises Refused.
    """
    with opened(content) as archive:
        kind = _kind(archive)
        titles = _sheet_parts(archive) if kind == "xlsx" else {}
        scans = {part: SheetScan() for part in titles.values()}
        _check_parts(archive, scans)
        found = {t: scans[part].notes for t, part in titles.items()}
        if kind == "ods":
            found = ods_notes(archive.read("content.xml"))
    return kind, found


class opened:  # noqa: N801 - read like a function: with opened(content) as archive
    """A zip for a ``with`` block; what is wrong with it is raised as Refused."""

    def __init__(self, content: bytes) -> None:
        try:
            self.archive = zipfile.ZipFile(io.BytesIO(content))
        except (*BROKEN, NotImplementedError, RuntimeError) as error:
            raise Refused("broken_zip") from error

    def __enter__(self) -> zipfile.ZipFile:
        return self.archive

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        self.archive.close()
        if isinstance(error, BROKEN):
            raise Refused("broken_zip") from error
        if isinstance(error, RuntimeError | NotImplementedError):  # an encrypted or odd part
            raise Refused("encryption") from error


def _kind(archive: zipfile.ZipFile) -> str:
    known = {name.lower() for name in archive.namelist()}
    if "xl/workbook.xml" in known:
        return "xlsx"
    if "xl/workbook.bin" in known:
        return "xlsb"
    if any(n.startswith("xl/") and n.endswith(".xml") for n in known):
        return "xlsx"
    if "content.xml" in known and b"encryption-data" in _start(archive, _MANIFEST, LARGEST_BOOK):
        raise Refused("ods_password")
    if "content.xml" in known and b"spreadsheet" in _start(archive, "mimetype", 100):
        return "ods"
    for mark, code in _OTHERS.items():
        if any(name.startswith(mark) for name in known):
            raise Refused(code)
    if any(".numbers/" in name for name in known):  # a document that is a folder, packed by hand
        raise Refused("numbers")
    raise Refused("zip")


def is_document(content: bytes) -> bool:
    """Tell whether a zip is an Office document and no folder of files. Raises Refused."""
    with opened(content) as archive:
        try:
            _kind(archive)
        except Refused as refused:
            return refused.code != "zip"
    return True


def _start(archive: zipfile.ZipFile, name: str, length: int) -> bytes:
    if name not in archive.namelist():
        return b"spreadsheet"  # some writers leave the type out; the reader will say
    with archive.open(name) as part:
        return part.read(length)


def _check_parts(archive: zipfile.ZipFile, scans: dict[str, SheetScan]) -> None:
    parts = archive.infolist()
    if len(parts) > MOST_PARTS:
        raise Refused("parts", str(len(parts)))
    names = Counter(p.filename.lower() for p in parts)
    if twice := [p.filename for p in parts if names[p.filename.lower()] > 1]:
        raise Refused("twice", twice[0][:80])
    room = MOST_BYTES
    for part in parts:
        scan = scans.get(part.filename)
        room -= _check_part(archive, part, room, scan.feed if scan else None)
        if scan:
            scan.feed(b"", last=True)


def unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo, room: int) -> Iterator[bytes]:
    """Yield a part in pieces, to its end so that its checksum is verified. Raises Refused."""
    size = 0
    with archive.open(part) as stream:
        while piece := stream.read(CHUNK):
            size += len(piece)
            if size > room:
                raise Refused("size")
            if size > RATIO_FROM and size > MOST_RATIO * max(part.compress_size, 1):
                raise Refused("ratio", part.filename[:80])
            yield piece


def _check_part(
    archive: zipfile.ZipFile, part: zipfile.ZipInfo, room: int, feed: Callable[[bytes], None] | None
) -> int:
    """Return the true size of a part; its end carries over so that no mark is cut in two."""
    size, bare, tail = 0, 0, b""
    is_xml = part.filename.lower().endswith((".xml", ".rels", ".vml"))
    for piece in unpacked(archive, part, room):
        if not size:
            is_xml = is_xml or piece.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<"
            if is_xml:
                _check_encoding(part.filename, piece)
        size += len(piece)
        if is_xml:
            if b"<!" in piece or tail.endswith(b"<"):
                _refuse_definitions(tail + piece)
            bare = 0 if b"<" in piece else bare + len(piece)
            if bare > LONGEST_TEXT:
                raise Refused("long_cell", part.filename[:80])
            tail = piece[-64:]
        if feed:
            feed(piece)
    return size


def _refuse_definitions(text: bytes) -> None:
    if _ENTITIES.search(text):
        raise Refused("entities")


def _check_encoding(name: str, start: bytes) -> None:
    """Refuse what the reader would take for UTF-8: it would be misread, and hide a DOCTYPE."""
    if start.startswith(_WIDE):
        if _ENTITIES.search(start.replace(b"\0", b"")):
            raise Refused("entities")
        raise Refused("part_encoding", f"{name[:80]}: not UTF-8, but UTF-16 or wider")
    declared = _DECLARED.match(start[:1024].removeprefix(b"\xef\xbb\xbf"))
    if declared and declared.group(1).strip().lower() not in _READ_ENCODINGS:
        said = declared.group(1)[:20].decode("ascii", "replace")
        raise Refused("part_encoding", f"{name[:80]}: {said}")


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return each sheet's title and part; nothing when the workbook says it in an odd way."""
    try:
        book = _parsed(archive, "xl/workbook.xml")
        links = _parsed(archive, "xl/_rels/workbook.xml.rels")
    except (KeyError, ET.ParseError):
        return {}
    targets = {link.get("Id", ""): link.get("Target", "") for link in links}
    sheets = [s for s in book.iter() if _NAMESPACE.sub("", s.tag) == "sheet"]
    if len(sheets) > MOST_SHEETS:
        raise Refused("sheets", str(len(sheets)))
    names = {n.lower(): n for n in archive.namelist()}
    parts = {}
    for sheet in sheets:
        keys = [v for k, v in sheet.attrib.items() if _NAMESPACE.sub("", k) == "id"]
        target = targets.get(keys[0], "") if keys else ""
        part = normpath(join("/xl", target)).lstrip("/")
        parts[sheet.get("name", "")] = names.get(part.lower(), part)
    return parts


def _parsed(archive: zipfile.ZipFile, name: str) -> ET.Element:
    """Return a small part as a tree, once it is known to hold no definitions."""
    part = archive.getinfo(name)
    content = b"".join(unpacked(archive, part, LARGEST_BOOK))
    _check_encoding(name, content)
    _refuse_definitions(content)
    return ET.fromstring(content)  # noqa: S314 - no DTD: checked just now


EXPORTS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".tab", ".txt")
LARGEST_INSIDE = 64 << 20


def export_inside(content: bytes) -> tuple[str, bytes]:
    """Return the name (without folders) and the bytes of the one export in a zip.

    Nothing is written anywhere, so that names with folders and links can do no harm. A zip
    inside is not opened. Raises Refused for none, for several, and for bombs.
    """
    with opened(content) as archive:
        parts = [p for p in archive.infolist() if _is_file(p)]
        if len(parts) > MOST_PARTS:
            raise Refused("parts", str(len(parts)))
        exports = [p for p in parts if p.filename.lower().endswith(EXPORTS)]
        if len(exports) > 1:
            raise Refused("several_inside", _listed(exports))
        if not exports:
            packed = [p for p in parts if p.filename.lower().endswith(".zip")]
            if packed:
                raise Refused("nested_zip", _listed(packed))
            raise Refused("zip", _listed(parts) or "nothing")
        (found,) = exports
        inside = b"".join(unpacked(archive, found, LARGEST_INSIDE))
    return basename(found.filename.replace("\\", "/"))[:120], inside


def _is_file(part: zipfile.ZipInfo) -> bool:
    """Tell whether an entry is a file that a person put there: no folder, link or Mac shadow."""
    name = part.filename.replace("\\", "/")
    hidden = name.startswith("__MACOSX/") or basename(name).startswith(".")
    return not (part.is_dir() or hidden or stat.S_ISLNK(part.external_attr >> 16))


def _listed(parts: list[zipfile.ZipInfo]) -> str:
    names = [basename(p.filename.replace("\\", "/"))[:60] for p in parts]
    return ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")  # noqa: PLR2004 - a few
