"""Files that are damaged, mistaken or meant to harm: made here, small on disk.

Each entry of HOSTILE makes a file's bytes and says what its sentence must hold; ``None`` stands
for one that is read after all.
"""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping

from intake_exports import HEAD, MAIN, inline, msforms, workbook, zipped

GOOD = msforms(["ID", "Name"], [[2, "Åsa"], [3, "Ole"]])
ROW = f'<x:row r="1">{inline("A1", "Name")}</x:row>'
SHEET = "xl/worksheets/sheet1.xml"
STRICT = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DTD = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
LAUGHS = "<!DOCTYPE l [" + '<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9)
) + "]>"  # fmt: skip

Make = Callable[[], bytes]


def packed(parts: Mapping[str, str | bytes], level: int = 1) -> bytes:
    """Return a compressed zip."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def with_parts(extra: Mapping[str, str | bytes], rows: str = ROW) -> bytes:
    return zipped(workbook(rows, extra))


def bomb(name: str, begin: str, piece: bytes, times: int, end: str = "") -> bytes:
    """Return a workbook with a part that is one piece over and over; it is packed only once."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    first = packer.compress(begin.encode()) + packer.flush(zlib.Z_FULL_FLUSH)
    one = packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)
    last = packer.compress(end.encode()) + packer.flush(zlib.Z_FINISH)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for other, content in workbook(ROW).items():
            if other != name:
                archive.writestr(other, content)
        archive.writestr(name, first + one * times + last)
        part = archive.getinfo(name)
        part.compress_type = zipfile.ZIP_DEFLATED
        part.file_size = len(begin) + len(piece) * times + len(end)
        if part.file_size <= 200 << 20:  # a larger one is refused before its checksum matters
            part.CRC = zlib.crc32(begin.encode())
            for _ in range(times):
                part.CRC = zlib.crc32(piece, part.CRC)
            part.CRC = zlib.crc32(end.encode(), part.CRC)
    return buffer.getvalue()


def sheet_of(piece: bytes, times: int) -> bytes:
    begin = f'{HEAD}<x:worksheet xmlns:x="{MAIN}"><x:sheetData>'
    return bomb(SHEET, begin, piece, times, "</x:sheetData></x:worksheet>")


def after_data(xml: str) -> bytes:
    parts = workbook(ROW)
    parts[SHEET] = str(parts[SHEET]).replace("</x:worksheet>", f"{xml}</x:worksheet>")
    return packed(parts)


def dimension(said: str, rows: str = ROW) -> bytes:
    parts = workbook(rows)
    lie = f'<x:dimension ref="{said}"/><x:sheetData>'
    parts[SHEET] = str(parts[SHEET]).replace("<x:sheetData>", lie)
    return zipped(parts)


def far(place: str, row: str) -> bytes:
    return with_parts({}, f'{ROW}<x:row r="{row}">{inline(place, "x")}</x:row>')


def strings(declared: str, real: int = 0) -> bytes:
    begin = f'{HEAD}<x:sst xmlns:x="{MAIN}" count="{declared}" uniqueCount="{declared}">'
    piece = b"<x:si><x:t/></x:si>" * 10_000
    return bomb("xl/sharedStrings.xml", begin, piece, real // 10_000, "</x:sst>")


def one_string_often() -> bytes:
    text = "x" * 32_000
    sst = f'{HEAD}<x:sst xmlns:x="{MAIN}"><x:si><x:t>{text}</x:t></x:si></x:sst>'
    rows = "".join(
        f'<x:row r="{n}">' + "".join(f'<x:c r="{c}{n}" t="s"><x:v>0</x:v></x:c>' for c in "ABCDEFGH") + "</x:row>"
        for n in range(1, 12_001)
    )  # fmt: skip
    return packed({**workbook(rows), "xl/sharedStrings.xml": sst}, 1)


def many_sheets(count: int, *, one_part: bool) -> bytes:
    parts = workbook(ROW)
    names = "".join(
        f'<x:sheet name="S{i}" sheetId="{i}" r:id="rId1"/>' for i in range(1, count + 1)
    )
    whole = str(parts["xl/workbook.xml"])
    a, b = whole.index("<x:sheets>"), whole.index("</x:sheets>")
    parts["xl/workbook.xml"] = f"{whole[:a]}<x:sheets>{names}{whole[b:]}"
    if not one_part:
        parts |= {f"xl/worksheets/s{i}.xml": b"<x/>" for i in range(count)}
    return packed(parts)


def flipped(seed: int) -> bytes:
    at = random.Random(seed).randrange(30, len(GOOD) - 30)
    return GOOD[:at] + bytes([GOOD[at] ^ 1 << seed % 8]) + GOOD[at + 1 :]


def bad_sum() -> bytes:
    """Return a workbook one part of which does not fit its checksum."""
    content = packed(workbook(ROW), 0)
    at = content.index(b"inlineStr")
    return content[:at] + b"inlinEStr" + content[at + 9 :]


def twice(name: str, content: str) -> bytes:
    buffer = io.BytesIO(zipped(workbook(ROW)))
    with zipfile.ZipFile(buffer, "a") as archive:
        info = zipfile.ZipInfo(name)
        archive.NameToInfo.pop(name, None)  # zipfile warns of what is done here on purpose
        archive.writestr(info, content)
    return buffer.getvalue()


def folder(names: Mapping[str, bytes], link: bool = False) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in names.items():
            info = zipfile.ZipInfo(name)
            info.external_attr = (0o120777 if link else 0o100600) << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return buffer.getvalue()


def nested(depth: int) -> bytes:
    content = folder({"answers.csv": b"a,b\n1,2\n"})
    for n in range(depth):
        content = folder({f"{n}.zip": content})
    return content


def lying_size() -> bytes:
    """Return a zip whose directory says that a bomb is small."""
    content = bytearray(folder({"answers.csv": b"a,b\n" * (20 << 20)}))
    at = content.rindex(b"PK\x01\x02")
    content[at + 24 : at + 28] = (100).to_bytes(4, "little")
    return bytes(content)


def encoded(declaration: str, encoding: str) -> bytes:
    text = f'<?xml version="1.0" encoding="{declaration}"?>{DTD}<x>&a;</x>'
    return with_parts({"docProps/core.xml": text.encode(encoding)})


def ods(cells: str) -> bytes:
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    base = "urn:oasis:names:tc:opendocument:xmlns:"
    names = " ".join(f'xmlns:{n}="{base}{n}:1.0"' for n in ("office", "table", "text"))
    content = (
        f"<office:document-content {names}><office:body><office:spreadsheet>"
        f'<table:table table:name="T">{cells}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    manifest = (
        f'<manifest:manifest xmlns:manifest="{base}manifest:1.0"><manifest:file-entry '
        f'manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    return zipped({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})


def ods_repeated(rows: int, columns: int) -> bytes:
    return ods(
        f'<table:table-row table:number-rows-repeated="{rows}"><table:table-cell '
        f'office:value-type="string" table:number-columns-repeated="{columns}"><text:p>x</text:p>'
        "</table:table-cell></table:table-row>"
    )


def strict() -> bytes:
    old, new = STRICT
    relations = (old.replace("spreadsheetml/2006/main", "officeDocument/2006/relationships"),
                 "http://purl.oclc.org/ooxml/officeDocument/relationships")  # fmt: skip
    return zipped({
        name: str(part).replace(old, new).replace(*relations) for name, part in workbook(ROW).items()
    })  # fmt: skip


def number(place: str, said: str) -> str:
    return f'<x:row r="1"><x:c r="{place}"><x:v>{said}</x:v></x:c></x:row>'


def text_of(megabytes: int, line: bytes) -> bytes:
    return line * ((megabytes << 20) // len(line))


WORKBOOKS: dict[str, tuple[Make, str | None]] = {
    "truncated in the middle": (lambda: GOOD[: len(GOOD) // 2], "damaged"),
    "truncated at the start": (lambda: GOOD[:40], "damaged"),
    "truncated at the end": (lambda: GOOD[:-30], "damaged"),
    "bad checksum": (bad_sum, "damaged"),
    "numbers": (lambda: zipped({"Index/Document.iwa": b"x"}), "Numbers"),
    "word": (lambda: zipped({"word/document.xml": "<x/>"}), "Word"),
    "slides": (lambda: zipped({"ppt/presentation.xml": "<x/>"}), "presentation"),
    "no sheets": (lambda: zipped({"xl/workbook.xml": "<x/>"}), "no sheet"),
    "wrong content types": (lambda: with_parts({"[Content_Types].xml": "<Types/>"}), None),
    "no content types": (lambda: packed({k: v for k, v in workbook(ROW).items() if k[0] != "["}), None),
    "book is no xml": (lambda: with_parts({"xl/workbook.xml": b"\x00\x01\x02"}), "cannot be read|no sheet"),
    "sheet is no xml": (lambda: with_parts({SHEET: "<x:worksheet"}), "cannot be read|no sheet|damaged"),
    "sheet points outside": (lambda: with_parts({"xl/_rels/workbook.xml.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="worksheet" Target="../../../../etc/passwd"/></Relationships>'
    )}), "cannot be read|no sheet|damaged"),
    "strict open xml": (strict, None),
    "entities": (lambda: with_parts({"docProps/core.xml": f"{DTD}<x>&a;</x>"}), "DOCTYPE"),
    "entities in the sheet": (lambda: with_parts({SHEET: f"{DTD}<x:worksheet/>"}), "DOCTYPE"),
    "entities in the strings": (lambda: with_parts({"xl/sharedStrings.xml": f"{LAUGHS}<x>&j;</x>"}), "DOCTYPE"),
    "entities in the book": (lambda: with_parts({"xl/workbook.xml": f"{LAUGHS}<x>&j;</x>"}), "DOCTYPE"),
    "entities in relations": (lambda: with_parts({"xl/_rels/workbook.xml.rels": f"{DTD}<x/>"}), "DOCTYPE"),
    "entities after much": (lambda: with_parts({"docProps/a.xml": " " * 70_000 + f"{DTD}<x/>"}), "DOCTYPE"),
    "entities across a seam": (lambda: with_parts({"docProps/a.xml": "<x>" + " " * ((1 << 20) - 8) + DTD}), "DOCTYPE"),
    "entities without a name": (lambda: with_parts({"customXml/item1.bin": f"{DTD}<x/>"}), "DOCTYPE"),
    "entities in utf-16": (lambda: encoded("utf-16", "utf-16"), "DOCTYPE"),
    "entities in utf-16 unmarked": (lambda: encoded("utf-16", "utf-16-be"), "DOCTYPE"),
    "entities in utf-32": (lambda: encoded("utf-32", "utf-32"), "DOCTYPE"),
    "entities in utf-7": (lambda: encoded("utf-7", "utf-7"), "DOCTYPE|encoding"),
    "entities in ebcdic": (lambda: encoded("cp037", "cp037"), "encoding"),
    "lower-case doctype": (lambda: with_parts({"docProps/a.xml": "<!doctype x [<!entity a 'b'>]><x/>"}), "DOCTYPE"),
    "sheet in utf-16": (lambda: with_parts({SHEET: str(workbook(ROW)[SHEET]).encode("utf-16")}), "UTF-16"),
    "sheet in latin-1": (lambda: with_parts({SHEET: b'<?xml version="1.0" encoding="iso-8859-1"?><x/>'}), "iso-8859-1"),
    "many parts": (lambda: packed({**workbook(ROW), **{f"x/{i}": b"" for i in range(2_000)}}), "parts"),
    "20,000 sheets": (lambda: many_sheets(20_000, one_part=True), "sheets"),
    "2,500 sheet parts": (lambda: many_sheets(2_500, one_part=False), "parts|sheets"),
    "zeros": (lambda: bomb("xl/media/zeros", "", b"\0" * (1 << 20), 64), "far more"),
    "a gigabyte in one part": (lambda: bomb("xl/media/zeros", "", b"\0" * (1 << 20), 1024), "far more|200 MiB"),
    "a cell of 2 GiB": (lambda: sheet_of(b"x" * (1 << 20), 2048), "far more|more text"),
    "a long cell that packs badly": (lambda: packed({**workbook(ROW), "xl/sharedStrings.xml":
        f'<x:sst xmlns:x="{MAIN}"><x:si><x:t>' + random.Random(1).randbytes(3 << 20).hex() + "</x:t></x:si></x:sst>"}), "more text"),
    "one long string in many cells": (one_string_often, "damaged|memory"),
    "a million rows of 20": (lambda: sheet_of(b"<x:row>" + b"<x:c><x:v>1</x:v></x:c>" * 20 + b"</x:row>", 300_000), "far more|3 million"),
    "nothing but rows": (lambda: sheet_of(b'<x:row r="7"/>' * 1_000, 1_000), "far more|disorder"),
    "far row": (lambda: far("A1000000000", "1000000000"), "far outside"),
    "farther row": (lambda: far("A99999999999999", "99999999999999"), "far outside"),
    "far corner": (lambda: far("XFD1048576", "1048576"), "far outside.*XFD1048576"),
    "far cell": (lambda: far("CV1048576", "1048576"), "far outside"),
    "far column": (lambda: far("ZZZZ2", "2"), "cannot be"),
    "no such place": (lambda: far("1A", "2"), "cannot be"),
    "cell of another row": (lambda: far("A900000", "2"), "cannot be"),
    "far formatted cells": (lambda: with_parts({}, f'{ROW}<x:row r="1048576"><x:c r="XFD1048576" s="1"/></x:row>'), None),
    "lying count": (lambda: strings("4294967295"), "damaged|cannot be read"),
    "huge count": (lambda: strings("1000000000000000000"), "damaged|cannot be read"),
    "negative count": (lambda: strings("-1"), None),
    "ten million strings": (lambda: strings("10000000", 10_000_000), "far more"),
    "dimension too large": (lambda: dimension("A1:XFD1048576"), None),
    "dimension too small": (lambda: dimension("A1", "".join(f'<x:row r="{n}">{inline(f"A{n}", "x")}</x:row>' for n in range(1, 11))), None),
    "dimension that is none": (lambda: dimension("garbage"), "cannot be read.*Sheet1"),
    "99,999 merges": (lambda: after_data("<x:mergeCells>" + "".join(f'<x:mergeCell ref="A{n}:B{n}"/>' for n in range(1, 100_000)) + "</x:mergeCells>"), None),
    "a merge over everything": (lambda: after_data('<x:mergeCells><x:mergeCell ref="A1:XFD1048576"/></x:mergeCells>'), None),
    "a link over everything": (lambda: after_data('<x:hyperlinks><x:hyperlink ref="A1:XFD1048576"/></x:hyperlinks>'), None),
    "deeply nested": (lambda: after_data("<a>" * 100_000), None),
    "a part twice": (lambda: twice(SHEET, "<x/>"), "twice"),
    "a part twice in other letters": (lambda: twice("XL/Worksheets/Sheet1.xml", "<x/>"), "twice"),
    "names that climb": (lambda: with_parts({"../../../tmp/evil": b"x", "/etc/evil": b"x", "C:\\evil": b"x"}), None),
    "string out of reach": (lambda: with_parts({}, '<x:row r="1"><x:c r="A1" t="s"><x:v>99</x:v></x:c></x:row>'), "cannot be read"),
    "infinite number": (lambda: with_parts({}, number("A1", "1e400")), None),
    "no number": (lambda: with_parts({}, number("A1", "nan")), None),
    "long number": (lambda: with_parts({}, number("A1", "9" * 5_000)), None),
    "control characters": (lambda: with_parts({}, f'<x:row r="1">{inline("A1", "a&#1;b")}</x:row>'.replace("&amp;", "&")), None),
    "ole noise": (lambda: OLE + b"\0" * 600, "old Office"),
    "ole cut off": (lambda: OLE + b"\xff" * 100, "old Office"),
    "ole of rubbish": (lambda: OLE + random.Random(3).randbytes(8_000), "old Office"),
    "Excel 95": (lambda: ole_of("Book", b"\x09\x08\x08\0\0\x05\x05\0"), "Excel 95"),
    "a Word document of old": (lambda: ole_of("WordDocument", b"x"), "Word document"),
    "ods with a password": (lambda: locked_ods(whole=False), "password"),
    "ods with a password on all": (lambda: locked_ods(whole=True), "password"),
    "Numbers of old": (lambda: zipped({"index.xml": "<a/>", "buildVersionHistory.plist": "<b/>"}), "Apple Numbers"),
    "Numbers as a folder": (lambda: zipped({"my.numbers/Index.zip": b"x"}), "Apple Numbers"),
    "ods repeated without end": (lambda: ods_repeated(1_048_576, 16_384), "damaged|memory|cells|time|cannot|no sheet"),
    "ods repeated beyond numbers": (lambda: ods_repeated(10**15, 10**15), "damaged|memory|cells|time|cannot|no sheet"),
    "ods with entities": (lambda: zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": f"{DTD}<x>&a;</x>"}), "DOCTYPE"),
    "xlsb of rubbish": (lambda: zipped({"xl/workbook.bin": random.Random(4).randbytes(4_000)}), "cannot be read|damaged|no sheet"),
}  # fmt: skip

FOLDERS: dict[str, tuple[Make, str | None]] = {
    "empty zip": (lambda: folder({}), "nothing"),
    "zip of several": (lambda: folder({"a.csv": b"a", "b.csv": b"b"}), "several"),
    "zip of a picture": (lambda: folder({"a.png": b"x"}), r"a\.png"),
    "zip in a zip": (lambda: nested(1), "inside"),
    "zips forty deep": (lambda: nested(40), "inside"),
    "zip named as an export": (lambda: folder({"a.xlsx": nested(0)}), "inside"),
    "bomb in a zip": (lambda: folder({"answers.csv": b"a,b\n" * (20 << 20)}), "far more"),
    "bomb that lies": (lying_size, "far more|damaged"),
    "climbing name": (lambda: folder({"../../../etc/answers.csv": b"a,b\n1,2\n"}), None),
    "windows climbing name": (lambda: folder({"..\\..\\answers.csv": b"a,b\n1,2\n"}), None),
    "link": (lambda: folder({"answers.csv": b"/etc/passwd"}, link=True), "without an export"),
    "empty file inside": (lambda: folder({"answers.csv": b""}), "empty"),
    "page inside": (lambda: folder({"answers.csv": b"<html><body>"}), "web page"),
    "hostile book inside": (lambda: folder({"a.xlsx": far("XFD1048576", "1048576")}), "far outside"),
}  # fmt: skip

TEXTS: dict[str, tuple[Make, str | None]] = {
    "empty": (lambda: b"", "empty"),
    "only a mark": (lambda: b"\xef\xbb\xbf\r\n", "empty"),
    "pdf": (lambda: b"%PDF-1.7 ...", "PDF"),
    "web page": (lambda: b"  <!DOCTYPE html><table>", "web page"),
    "excel xml": (lambda: b"<?xml version='1.0'?><Workbook/>", "XML"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n", "picture"),
    "noise": (lambda: bytes(range(256)) * 20, "neither"),
    "compressed": (lambda: b"\x1f\x8b" + zlib.compress(b"a,b"), "compressed"),
    "a flood of NULs": (lambda: b"a,b\n1,2\n" + b"\0" * (4 << 20), "neither"),
    "NULs alone": (lambda: b"\0" * (4 << 20), "empty"),
    "NULs between": (lambda: b"a\0,b\n1,2\0\n" * 20, None),
    "a million columns": (lambda: b",".join([b"a"] * 1_000_000) + b"\n1\n", "columns"),
    "a million empty columns": (lambda: b"a" + b"," * 1_000_000 + b"\n1\n", "columns"),
    "nothing but commas": (lambda: text_of(30, b",,,,,,,,,,,,,,,\n"), "million rows"),
    "nothing but quotes": (lambda: text_of(8, b'"'), "does not end|longest|million"),
    "a quote that never closes": (lambda: b'a,b\n1,"2\n' + text_of(8, b"x,y\n"), "does not end"),
    "a line without an end": (lambda: text_of(20, b"x,y"), "columns|characters|line"),
    "a cell without an end": (lambda: b"a\tb\n" + text_of(3, b"x") + b"\t2\n", "does not end|million"),
    "utf-16 cut in a letter": (lambda: "Nimi;Kieli\nÅsa;fi\n".encode("utf-16") + b"\x41", None),
    "utf-16 with half pairs": (lambda: "\ufeffA;B\n".encode("utf-16-le") + b"\x00\xd8" * 50, None),
    "utf-16 mark on text": (lambda: b"\xff\xfe" + b"Name,Email\nA,b@x.fi\n" * 40, "UTF-16"),
    "utf-16 without mark": (lambda: ("Nimi;Kieli\n" * 40).encode("utf-16-le"), "UTF-16"),
    "utf-32": (lambda: ("Nimi;Kieli\n" * 40).encode("utf-32"), "UTF-32"),
    "utf-8 mark on windows text": (lambda: b"\xef\xbb\xbf" + "Nimi;Kieli\nÅke;fi\n".encode("cp1252"), None),
    "overlong utf-8": (lambda: b"a,b\n\xc0\xaf\xe0\x80\xaf,2\n", None),
    "escape codes": (lambda: b"a,b\n\x1b]0;title\x07\x1b[2J,2\n" + b"1,2\n" * 40, None),
    "two marks": (lambda: b"\xef\xbb\xbf\xef\xbb\xbfa,b\n1,2\n", None),
}  # fmt: skip


def ole_of(stream, content):
    """An OLE file with one stream, as old Office programs wrote them."""
    content = content.ljust(4096, b"\0")
    content += b"\0" * (-len(content) % 512)
    free, end = 0xFFFFFFFF, 0xFFFFFFFE
    chain = [0xFFFFFFFD, end, *range(3, 2 + len(content) // 512), end]
    places = [1, 1, 0, 4096, end, 0, end, 0, 0]
    head = OLE + bytes(16) + struct.pack("<5H6xI9I", 0x3E, 3, 0xFFFE, 9, 6, 0, *places)
    table = struct.pack("<128I", *chain, *[free] * (128 - len(chain)))

    def entry(name, kind, child, start, size):
        raw = f"{name}\0".encode("utf-16-le")
        numbers = struct.pack("<HBBIII36xIQ", len(raw), kind, 1, free, free, child, start, size)
        return raw.ljust(64, b"\0") + numbers

    folder = entry("Root Entry", 5, 1, end, 0) + entry(stream, 2, free, 2, len(content))
    marks = struct.pack(f"<{(512 - len(head)) // 4}I", 0, *[free] * ((512 - len(head)) // 4 - 1))
    return head + marks + table + folder.ljust(512, b"\0") + content


def locked_ods(*, whole):
    """A LibreOffice table with a password: each part locked, or all in one as newer ones do."""
    lock = "<manifest:encryption-data/>"
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": lock,
    }
    name = "encrypted-package" if whole else "content.xml"
    return zipped(parts | {name: random.Random(5).randbytes(4_000)})


HOSTILE: dict[str, tuple[Make, str | None]] = WORKBOOKS | FOLDERS | TEXTS
FLIPS = range(40)
