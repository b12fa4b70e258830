"""Exports as form tools really write them, made by hand: raw zip and XML, raw CSV."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD = '<?xml version="1.0" encoding="utf-8"?>'
EPOCH = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - Excel's own, without a zone

Value = str | int | float | dt.datetime | None


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a zip with fixed times, stored: the same bytes with every zlib."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.external_attr = 0o600 << 16
            archive.writestr(info, content)
    return buffer.getvalue()


def letters(index: int) -> str:
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(65 + rest) + text
    return text


class Strings:
    """The shared string table."""

    def __init__(self) -> None:
        self.known: dict[str, int] = {}

    def number(self, text: str) -> int:
        return self.known.setdefault(text, len(self.known))

    def xml(self) -> str:
        items = "".join(
            f'<x:si><x:t xml:space="preserve">{escape(t)}</x:t></x:si>' for t in self.known
        )
        count = len(self.known)
        return (
            f'{HEAD}<x:sst count="{count}" uniqueCount="{count}" xmlns:x="{MAIN}">{items}</x:sst>'
        )


def msforms(headers: Sequence[str], rows: Sequence[Sequence[Value]]) -> bytes:
    """Return a workbook as Microsoft Forms writes it: dimension A1, x: prefixes, a table."""
    strings = Strings()
    lines = [
        "".join(_cell(x, y, v, strings) for x, v in enumerate(row))
        for y, row in enumerate([headers, *rows], 1)
    ]
    return zipped(_msforms_parts(headers, lines, strings))


def _cell(x: int, y: int, value: Value, strings: Strings) -> str:
    place = f'r="{letters(x)}{y}"'
    if isinstance(value, dt.datetime):
        days = (value - EPOCH) / dt.timedelta(days=1)
        return f'<x:c {place} s="1"><x:v>{days:.10f}</x:v></x:c>'
    if isinstance(value, int | float):
        return f'<x:c {place} s="0"><x:v>{value}</x:v></x:c>'
    return f'<x:c {place} s="2" t="s"><x:v>{strings.number(value or "")}</x:v></x:c>'


def _msforms_parts(
    headers: Sequence[str], lines: Sequence[str], strings: Strings
) -> dict[str, str]:
    last = f"{letters(len(headers) - 1)}{len(lines)}"
    body = "".join(
        f'<x:row r="{y}" spans="1:1">{cells}</x:row>' for y, cells in enumerate(lines, 1)
    )
    columns = "".join(
        f'<x:tableColumn id="{x}" uniqueName="{x}" name={_attribute(h)} />'
        for x, h in enumerate(headers, 1)
    )
    return {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations({"rId1": ("officeDocument", "xl/workbook.xml")}),
        "xl/workbook.xml": f'{HEAD}<x:workbook xmlns:r="{RELATIONS}" xmlns:x="{MAIN}"><x:workbookPr />'
        '<x:sheets><x:sheet name="Sheet1" sheetId="1" r:id="rId1" /></x:sheets></x:workbook>',
        "xl/_rels/workbook.xml.rels": _relations(
            {
                "rId3": ("styles", "styles.xml"),
                "rId1": ("worksheet", "worksheets/sheet1.xml"),
                "rId4": ("sharedStrings", "/xl/sharedStrings.xml"),
            }
        ),
        "xl/styles.xml": STYLES,
        "xl/worksheets/sheet1.xml": f'{HEAD}<x:worksheet xmlns:r="{RELATIONS}" xmlns:x="{MAIN}">'
        f'<x:dimension ref="A1" /><x:sheetData>{body}</x:sheetData>'
        '<x:tableParts count="1"><x:tablePart r:id="rId1" /></x:tableParts></x:worksheet>',
        "xl/worksheets/_rels/sheet1.xml.rels": _relations(
            {"rId1": ("table", "/xl/tables/table1.xml")}
        ),
        "xl/tables/table1.xml": f'{HEAD}<x:table id="1" name="Table1" displayName="Table1" '
        f'ref="A1:{last}" insertRow="1" totalsRowShown="0" xmlns:x="{MAIN}">'
        f'<x:autoFilter ref="A1:{last}" /><x:tableColumns count="{len(headers)}">{columns}'
        "</x:tableColumns></x:table>",
        "xl/sharedStrings.xml": strings.xml(),
    }


def _attribute(text: str) -> str:
    return quoteattr(text, {"\n": "_x000a_"})


def _relations(targets: Mapping[str, tuple[str, str]]) -> str:
    items = "".join(
        f'<Relationship Type="{RELATIONS}/{kind}" Target="{target}" Id="{key}" />'
        for key, (kind, target) in targets.items()
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}">{items}</Relationships>'


def _content_types() -> str:
    kinds = {
        "/xl/workbook.xml": "sheet.main",
        "/xl/worksheets/sheet1.xml": "worksheet",
        "/xl/styles.xml": "styles",
        "/xl/tables/table1.xml": "table",
        "/xl/sharedStrings.xml": "sharedStrings",
    }
    items = "".join(
        f'<Override PartName="{part}" ContentType="{CONTENT}.{kind}+xml" />'
        for part, kind in kinds.items()
    )
    return (
        f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml" />'
        f'<Default Extension="xml" ContentType="application/xml" />{items}</Types>'
    )


STYLES = (
    f'{HEAD}<x:styleSheet xmlns:x="{MAIN}">'
    r'<x:numFmts count="1"><x:numFmt numFmtId="166" formatCode="m/d/yy\ h:mm:ss" /></x:numFmts>'
    '<x:fonts count="1"><x:font><x:sz val="11" /><x:name val="Calibri" /></x:font></x:fonts>'
    '<x:fills count="2"><x:fill><x:patternFill patternType="none" /></x:fill>'
    '<x:fill><x:patternFill patternType="gray125" /></x:fill></x:fills>'
    '<x:borders count="1"><x:border><x:left /><x:right /><x:top /><x:bottom /><x:diagonal />'
    "</x:border></x:borders>"
    '<x:cellStyleXfs count="1"><x:xf numFmtId="0" fontId="0" fillId="0" borderId="0" />'
    "</x:cellStyleXfs>"
    '<x:cellXfs count="3"><x:xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" />'
    '<x:xf numFmtId="166" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" />'
    '<x:xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" /></x:cellXfs>'
    '<x:cellStyles count="1"><x:cellStyle name="Normal" xfId="0" builtinId="0" /></x:cellStyles>'
    "</x:styleSheet>"
)


def google_sheet(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """Return the CSV of a linked sheet: commas, UTF-8 without BOM, quotes where needed, CR LF."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\r\n").writerows([headers, *rows])
    return buffer.getvalue().removesuffix("\r\n").encode()


def google_download(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """Return the CSV of "Download responses": every field quoted."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerows([headers, *rows])
    return buffer.getvalue().encode()


def workbook(sheet: str, extra: Mapping[str, str | bytes] | None = None) -> dict[str, str | bytes]:
    """Return the parts of a workbook whose one sheet has this ``sheetData`` content."""
    parts: dict[str, str | bytes] = dict(_msforms_parts(["A"], [""], Strings()))
    for name in ("xl/tables/table1.xml", "xl/worksheets/_rels/sheet1.xml.rels"):
        del parts[name]
    parts["[Content_Types].xml"] = _content_types()
    parts["xl/worksheets/sheet1.xml"] = (
        f'{HEAD}<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{sheet}</x:sheetData></x:worksheet>'
    )
    return parts | dict(extra or {})


def inline(place: str, text: str) -> str:
    """Return a cell with its text inside."""
    return f'<x:c r="{place}" t="inlineStr"><x:is><x:t>{escape(text)}</x:t></x:is></x:c>'
