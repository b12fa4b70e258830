"""What a zipped workbook must be before a reader may look at it; rows that people hid."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from posixpath import join, normpath
from xml.etree import ElementTree as ET

MOST_PARTS = 2_000
MOST_BYTES = 200 << 20
MOST_RATIO = 200
RATIO_FROM = 1 << 20
CHUNK = 1 << 20
MOST_CELLS = 5_000_000
LAST_ROW = 1_048_576
SHORT_SHEET = 50_000
MOST_NOTED = 1_000

_ENTITIES = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_NUMBER = re.compile(rb"\br=\"(\d+)\"")
_HIDDEN = re.compile(rb"\bhidden=\"(?:1|true)\"")
_CELL = re.compile(rb"<(?:\w+:)?c\b[^>]*?\br=\"([A-Z]{1,3})(\d+)\"[^>]*[^/>]>")
_FORMULA = re.compile(
    rb"<(?:\w+:)?c\b[^>]*?\br=\"([A-Z]{1,3}\d+)\"[^>]*>\s*"
    rb"<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_NAMESPACE = re.compile(r"^\{[^}]*\}")


class Refused(Exception):  # noqa: N818 - a verdict on a file, told to the parent process
    """The file may not be read; ``code`` names the sentence."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail


@dataclass(frozen=True, slots=True)
class SheetNotes:
    """Row numbers that are hidden, and cells with a formula but no saved value."""

    hidden: tuple[int, ...] = ()
    formulas: tuple[str, ...] = ()


def check(content: bytes) -> str:
    """Return what kind of workbook the bytes are (``xlsx``, ``xlsb``, ``ods``).

    Every part is unpacked whole, so that its checksum is verified. Raises Refused.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            kind = _kind(archive)
            _check_parts(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        raise Refused("broken_zip") from error
    except (RuntimeError, NotImplementedError) as error:  # an encrypted or odd part
        raise Refused("encryption") from error
    return kind


def _kind(archive: zipfile.ZipFile) -> str:
    names = archive.namelist()
    known = {name.lower() for name in names}
    if "xl/workbook.xml" in known:
        return "xlsx"
    if "xl/workbook.bin" in known:
        return "xlsb"
    if any(n.startswith("xl/") and n.endswith(".xml") for n in known):
        return "xlsx"
    if "content.xml" in known and b"spreadsheet" in _start(archive, "mimetype", 100):
        return "ods"
    for mark, code in (
        ("word/", "word"), ("ppt/", "slides"), ("index/document.iwa", "numbers"),
        ("index.zip", "numbers"), ("content.xml", "text_document"),
    ):  # fmt: skip
        if any(name.startswith(mark) for name in known):
            raise Refused(code)
    inside = [n.rsplit("/", 1)[-1] for n in names if not n.endswith("/")]
    raise Refused("zip", ", ".join(inside[:3])[:120] or "nothing")


def _start(archive: zipfile.ZipFile, name: str, length: int) -> bytes:
    if name not in archive.namelist():
        return b"spreadsheet"  # some writers leave the type out; the reader will say
    with archive.open(name) as part:
        return part.read(length)


def _check_parts(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if len(parts) > MOST_PARTS:
        raise Refused("parts", str(len(parts)))
    room = MOST_BYTES
    for part in parts:
        size = _unpacked(archive, part, room)
        room -= size
        if size > RATIO_FROM and size > MOST_RATIO * max(part.compress_size, 1):
            raise Refused("ratio", part.filename[:80])


def _unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo, room: int) -> int:
    """Return the true size of a part; its end carries over so that no mark is cut in two."""
    is_xml = part.filename.lower().endswith((".xml", ".rels", ".vml"))
    size, tail = 0, b""
    with archive.open(part) as stream:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if size > room:
                raise Refused("size")
            if size > RATIO_FROM and size > 2 * MOST_RATIO * max(part.compress_size, 1):
                raise Refused("ratio", part.filename[:80])
            if is_xml and (_ENTITIES.search(tail + chunk) or _is_wide(tail, chunk)):
                raise Refused("entities")
            tail = chunk[-64:]
    return size


def _is_wide(tail: bytes, chunk: bytes) -> bool:
    """UTF-16 would hide a DOCTYPE from the search; no spreadsheet program writes it."""
    return not tail and chunk[:2] in {b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00"}


def sheet_notes(content: bytes) -> dict[str, SheetNotes]:
    """Return what people hid or never calculated, by sheet title. Raises Refused for far cells."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = set(archive.namelist())
        found = {}
        for title, part in _sheet_parts(archive).items():
            if part in names:
                xml = archive.read(part)
                _refuse_far_cells(xml)
                found[title] = SheetNotes(_hidden_rows(xml), _formulas(xml))
    return found


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return each sheet's title and part; nothing when the workbook says it in an odd way."""
    try:
        book = ET.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314 - no DTD: checked
        links = ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 - same
    except (KeyError, ET.ParseError):
        return {}
    targets = {link.get("Id", ""): link.get("Target", "") for link in links}
    parts = {}
    for sheet in book.iter():
        if _NAMESPACE.sub("", sheet.tag) == "sheet":
            keys = [v for k, v in sheet.attrib.items() if _NAMESPACE.sub("", k) == "id"]
            target = targets.get(keys[0], "") if keys else ""
            parts[sheet.get("name", "")] = normpath(join("/xl", target)).lstrip("/")
    return parts


def _hidden_rows(xml: bytes) -> tuple[int, ...]:
    if b"hidden=" not in xml:
        return ()
    rows = (m.group(1) for m in _ROW.finditer(xml))
    numbers = (_NUMBER.search(row) for row in rows if _HIDDEN.search(row))
    return tuple(int(n.group(1)) for n in numbers if n)[:MOST_NOTED]


def _formulas(xml: bytes) -> tuple[str, ...]:
    if not re.search(rb"<(?:\w+:)?f\b", xml):
        return ()
    return tuple(m.group(1).decode() for m in _FORMULA.finditer(xml))[:MOST_NOTED]


def _refuse_far_cells(xml: bytes) -> None:
    """Refuse a cell that would make the reader lay out millions of empty ones."""
    numbers = (_NUMBER.search(m.group(1)) for m in _ROW.finditer(xml))
    last = max((int(n.group(1)) for n in numbers if n), default=0)
    if last > LAST_ROW:
        raise Refused("far_cell", f"row {last}")
    if last < SHORT_SHEET:
        return
    width, height, far = 0, 0, ""
    for m in _CELL.finditer(xml):
        letters, row = m.group(1), int(m.group(2))
        column = 0
        for c in letters:
            column = column * 26 + c - 64
        if column > width or row > height:
            width, height = max(width, column), max(height, row)
            far = f"{letters.decode()}{row}"
    if width * height > MOST_CELLS:
        raise Refused("far_cell", far)
