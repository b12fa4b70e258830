"""What does not stand on the page of a Word document: by indent, frame, table, row, cell or drawing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from mentorcli.documents.word_page import OFF, WORD, words
from mentorcli.documents.word_styles import Attributes

_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_SHAPES = tuple(
    f"{{urn:schemas-microsoft-com:vml}}{x}"
    for x in ("shape", "rect", "roundrect", "oval", "group", "line")
)
_GROUPS = ("}wgp", "}grpSp", "}wpc", "}group")
_OLD = ("}pict", "}object")
_UNITS = {"": 1.0, "pt": 20, "px": 15, "in": 1440, "cm": 567, "mm": 56.7, "pc": 240, "pi": 240}
"""Lengths in twentieths of a point."""
_LENGTH = re.compile(r"\s*([-+]?\d*\.?\d+)\s*([a-z]*)\s*")
_EMU = 635
"""A twentieth of a point in the units of a drawing."""
_LETTER = 120
"""How wide a letter of ten points is, rather too much than too little."""
SLIVER = 40
"""What is so narrow or low shows no letter: two points."""


def twips(said: str | None) -> float | None:
    """Return a length in twentieths of a point; None for what is none."""
    found = _LENGTH.fullmatch(said or "")
    return float(found[1]) * _UNITS[found[2]] if found and found[2] in _UNITS else None


def _is_sliver(length: float | None) -> bool:
    return length is not None and length <= SLIVER


@dataclass(frozen=True, slots=True)
class Paper:
    """The largest page of a document and its left margin, in twentieths of a point."""

    width: float
    height: float
    left: float

    def is_beside(self, at: float | None, size: float, base: tuple[float, float]) -> bool:
        """Tell whether what begins ``at`` from somewhere between the two of ``base`` is off, left or right."""
        return at is not None and (base[1] + at + size <= 0 or base[0] + at >= self.width)

    def is_over(self, at: float | None, size: float, base: tuple[float, float]) -> bool:
        """Tell the same of what is above or below the page."""
        return at is not None and (base[1] + at + size <= 0 or base[0] + at >= self.height)


def paper_of(body: Any) -> Paper:
    """Return the page of a document's body; that of a letter where nothing is said."""
    sizes, margins = (list(body.iter(f"{WORD}{x}")) for x in ("pgSz", "pgMar"))
    wide, high = (max((twips(x.get(f"{WORD}{k}")) or 0 for x in sizes), default=0) for k in "wh")
    left = max((twips(x.get(f"{WORD}left")) or 0 for x in margins), default=0)
    return Paper(wide or 12240, high or 15840, left)


def is_off_page(paragraph: Any, text: str, look: Attributes, paper: Paper) -> bool:
    """Tell whether nothing of a paragraph is on the page; ``look`` is all that is said of it."""
    around = list(paragraph.iterancestors(*_TABLES, f"{WORD}txbxContent"))
    length = {key: twips(said) for key, said in look.items()}
    return (
        _is_frame_off(look, length, paper)
        or _is_indented_off(text, look, length, paper, inside=bool(around))
        or any(_TABLES[x.tag](x, paper) for x in around if x.tag in _TABLES)
    )


def _is_frame_off(look: Attributes, length: Mapping[str, float | None], paper: Paper) -> bool:
    if not any(key.startswith("framePr") for key in look) or "framePr dropCap" in look:
        return False
    high, wide = (length.get(f"framePr {x}") or 0 for x in "hw")
    bases = {
        x: (0.0, 0.0) if look.get(f"framePr {x}") == "page" else (0.0, edge)
        for x, edge in (("hAnchor", paper.width), ("vAnchor", paper.height))
    }
    across = None if "framePr xAlign" in look else length.get("framePr x")
    down = None if "framePr yAlign" in look else length.get("framePr y")
    return (
        (look.get("framePr hRule") == "exact" and high <= SLIVER)
        or paper.is_beside(across, wide, bases["hAnchor"])
        or paper.is_over(down, high, bases["vAnchor"])
    )


def _is_indented_off(
    text: str, look: Attributes, length: Mapping[str, float | None], paper: Paper, *, inside: bool
) -> bool:
    left, right = (length.get(f"ind {x}") or 0 for x in ("left", "right"))
    first = left + (length.get("ind firstLine") or 0) - (length.get("ind hanging") or 0)
    if look.get("jc val") in ("right", "end"):
        return abs(right) >= paper.width
    if look.get("jc val") == "center":
        return abs(left - right) >= 2 * paper.width
    margin = (0.0, paper.width) if inside else (paper.left, paper.left)
    return paper.is_beside(first, len(text) * _LETTER, margin)


def _said(around: Any, name: str, key: str = "val") -> str | None:
    """Return what a table, row or cell says of itself; None when it does not."""
    found = around.find(f"{around.tag}Pr/{WORD}{name}")
    return None if found is None else found.get(f"{WORD}{key}") or ""


def _is_row_low(row: Any, _: Paper) -> bool:
    exact = _said(row, "trHeight", "hRule") == "exact"
    return exact and 0 < (twips(_said(row, "trHeight")) or 0) <= SLIVER


def _is_cell_covered(cell: Any, _: Paper) -> bool:
    """Tell whether a cell has no width, or is one that a merged cell covers."""
    table = next(cell.iterancestors(f"{WORD}tbl"))
    for merge in ("vMerge", "hMerge"):
        begins = (x.get(f"{WORD}val") == "restart" for x in table.iter(f"{WORD}{merge}"))
        if _said(cell, merge) in ("", "continue") and any(begins):
            return True
    columns = list(table.iterfind(f"{WORD}tblGrid/{WORD}gridCol"))
    place = sum(1 for _ in cell.itersiblings(cell.tag, preceding=True))
    grid = twips(columns[place].get(f"{WORD}w")) if place < len(columns) else None
    own = twips(_said(cell, "tcW", "w")) if _said(cell, "tcW", "type") == "dxa" else None
    if _said(table, "tblLayout", "type") == "fixed":
        return _is_sliver(grid if own is None else own)
    return _is_sliver(own) and _is_sliver(grid)  # else Word makes room for the text


def _is_table_off(table: Any, paper: Paper) -> bool:
    columns = table.iterfind(f"{WORD}tblGrid/{WORD}gridCol")
    wide = sum(twips(x.get(f"{WORD}w")) or 0 for x in columns)
    across, down = (twips(_said(table, "tblpPr", f"tblp{x}")) for x in "XY")
    beside, over = (
        (0.0, 0.0 if _said(table, "tblpPr", f"{x}Anchor") == "page" else edge)
        for x, edge in (("horz", paper.width), ("vert", paper.height))
    )
    return (
        paper.is_beside(twips(_said(table, "tblInd", "w")), wide, (0, paper.width))
        or paper.is_beside(across, wide, beside)
        or paper.is_over(down, 0 if (down or 0) > 0 else paper.height, over)
    )


_TABLES = {f"{WORD}tr": _is_row_low, f"{WORD}tc": _is_cell_covered, f"{WORD}tbl": _is_table_off}


def unseen_drawings(root: Any, paper: Paper) -> Iterator[Any]:
    """Yield the pictures and text boxes that are hidden, off the page or of no size, whole."""
    for drawn in root.iter(f"{_DRAWN}docPr", "{*}cNvPr"):
        if (drawn.get("hidden") or "0") not in OFF:
            yield from _whole(drawn)
    for drawn in root.iter(f"{_DRAWN}anchor", f"{_DRAWN}inline"):
        if _is_drawn_off(drawn, paper):
            yield from _whole(drawn)
    for drawn in root.iter(*_SHAPES):
        if _is_shape_off(drawn, paper):
            yield from _whole(drawn)


def _whole(drawn: Any) -> Iterator[Any]:
    """Yield what stands in a run, or in a group, for something drawn."""
    lines = [drawn, *drawn.iterancestors()]
    for one, above in pairwise(lines):
        if above.tag == f"{WORD}r" or str(above.tag).endswith(_GROUPS):
            yield one
            return


def _is_drawn_off(drawn: Any, paper: Paper) -> bool:
    extent = drawn.find(f"{_DRAWN}extent")
    wide, high = (0 if extent is None else (twips(extent.get(x)) or 0) / _EMU for x in ("cx", "cy"))
    grows = next(drawn.iter("{*}spAutoFit"), None) is not None
    if min(wide, high) <= SLIVER and not grows and extent is not None and _has_text(drawn):
        return True
    places = []
    for side, edge in (("H", paper.width), ("V", paper.height)):
        offsets = (x.find(f"{_DRAWN}posOffset") for x in drawn.iter(f"{_DRAWN}position{side}"))
        offset = next((x for x in offsets if x is not None), None)
        page = offset is not None and offset.getparent().get("relativeFrom") == "page"
        at = None if offset is None else (twips(offset.text) or 0) / _EMU
        places.append((at, (0.0, 0.0 if page else edge)))
    (across, beside), (down, over) = places
    return paper.is_beside(across, wide, beside) or paper.is_over(down, high, over)


def _is_shape_off(shape: Any, paper: Paper) -> bool:
    """Tell it of a shape of older Word, whose place stands in a style of its own."""
    pairs = (x.partition(":") for x in (shape.get("style") or "").lower().split(";"))
    style = {key.strip(): said.strip() for key, _, said in pairs}
    if style.get("visibility") == "hidden" or style.get("display") == "none":
        return True
    wide, high = (twips(style.get(x)) for x in ("width", "height"))
    if (
        (_is_sliver(wide) or _is_sliver(high))
        and _has_text(shape)
        and "mso-fit-shape-to-text" not in str(shape.attrib)
    ):
        return True
    if style.get("position") != "absolute" or not str(shape.getparent().tag).endswith(_OLD):
        return False
    bases = []
    for side, edge in (("horizontal", paper.width), ("vertical", paper.height)):
        page = style.get(f"mso-position-{side}-relative") == "page"
        aligned = style.get(f"mso-position-{side}", "absolute") != "absolute"
        bases.append(None if aligned else (0.0, 0.0 if page else edge))
    across, down = (twips(style.get(f"margin-{x}", style.get(x))) for x in ("left", "top"))
    beside, over = bases
    return (beside is not None and paper.is_beside(across, wide or 0, beside)) or (
        over is not None and paper.is_over(down, high or 0, over)
    )


def _has_text(drawn: Any) -> bool:
    return bool(words(drawn).strip())
