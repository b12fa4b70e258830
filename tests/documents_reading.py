"""Read a Word document the way a person would, for tests."""

from __future__ import annotations

import io
import zipfile
from collections import Counter

from docx import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

LINE = (qn("w:br"), qn("w:t"))


def readable(content: bytes) -> str:
    """Return header, body and footer as text: ``#`` for headings, ``|`` between cells."""
    document = Document(io.BytesIO(content))
    lines = [f"[header] {p.text}" for p in document.sections[0].header.paragraphs]
    for element in document.element.body:
        if element.tag == qn("w:p"):
            lines.append(_paragraph(Paragraph(element, document)))
        elif element.tag == qn("w:tbl"):
            lines += ["", *_rows(Table(element, document)), ""]
    lines += [f"[footer] {p.text}" for p in document.sections[0].footer.paragraphs]
    text = "\n".join(line.rstrip() for line in lines) + "\n"
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return text


def _paragraph(paragraph: Paragraph) -> str:
    style = paragraph.style.name
    if style.startswith("Heading"):
        return f"\n{'#' * int(style[-1])} {paragraph.text}\n"
    return f"- {paragraph.text}" if style == "List Bullet" else f"{paragraph.text}\n"


def _rows(table: Table) -> list[str]:
    return [
        "| " + " | ".join(cell.text.replace("\n", " / ") for cell in row.cells) + " |"
        for row in table.rows
    ]


def structure(content: bytes) -> Counter[str]:
    """Return how often each element stands in the document's parts, but not line breaks and the texts between."""
    counts: Counter[str] = Counter()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.startswith("word/") and name.endswith(".xml"):
                from lxml import etree

                tree = etree.fromstring(archive.read(name))
                counts.update(f"{name} {x.tag}" for x in tree.iter() if x.tag not in LINE)
    return counts
