"""What does not stand on the page of a Word document: by indent, frame, table, row, cell or drawing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from typing import Any

from mentorcli.documents.word_page import OFF, WORD, words
from mentorcli.documents.word_styles import Attributes

DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_SHAPES = tuple(
    f"{{urn:schemas-microsoft-com:vml}}{x}"
    for x in ("shape", "rect", "roundrect", "oval", "group", "line")
)
_GROUPS = ("}wgp", "}grpSp", "}wpc", "}group")
_USUAL = ("}extLst", "}ext", "}useLocalDpi")
"""What Word writes into every picture."""
_OLD, FITS = ("}pict", "}object"), "mso-fit-shape-to-text"
_UNITS = {"": 1.0, "pt": 20, "px": 15, "in": 1440, "cm": 567, "mm": 56.7, "pc": 240, "pi": 240}
"""Lengths in twentieths of a point."""
_LENGTH = re.compile(r"\s*([-+]?\d*\.?\d+)\s*([a-z]*)\s*")
_EMU = 635
"""A twentieth of a point in the units of a drawing."""
_LETTER = 120
"""How wide a letter of ten points is, rather too much than too little."""
_LINE = 240
"""How high a line of text is."""
SLIVER = 40
"""What is so narrow or low shows no letter: two points."""


def twips(said: str | None) -> float | None:
    """Return a length in twentieths of a point; None for what is none."""
    found = _LENGTH.fullmatch(said or "")
    return float(found[1]) * _UNITS[found[2]] if found and found[2] in _UNITS else None


def _is_sliver(length: float | None) -> bool:
    return length is not None and length <= SLIVER


Place = tuple[float | None, float, bool]
"""Where something begins, how long it is, and whether that counts from the page's edge."""


@dataclass(frozen=True, slots=True)
class Paper:
    """The largest page of a document and its left and top margin, in twentieths of a point."""

    width: float
    height: float
    left: float
    top: float = 0

    def is_off(self, across: Place, down: Place = (None, 0, True)) -> bool:
        """Tell whether all of something is left, right, above or below the page for certain."""
        for (at, size, of_page), edge in ((across, self.width), (down, self.height)):
            if at is not None and (at + size + (0 if of_page else edge) <= 0 or at >= edge):
                return True
        return False


def paper_of(body: Any) -> Paper:
    """Return the page of a document's body; that of a letter where nothing is said."""
    sizes, margins = (list(body.iter(f"{WORD}{x}")) for x in ("pgSz", "pgMar"))
    wide, high = (max((twips(x.get(f"{WORD}{k}")) or 0 for x in sizes), default=0) for k in "wh")
    left, top = (
        max((twips(x.get(f"{WORD}{k}")) or 0 for x in margins), default=0) for k in ("left", "top")
    )
    return Paper(wide or 12240, high or 15840, left, top)


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
    wide, high = (length.get(f"framePr {x}") or 0 for x in "wh")
    across, down = (
        None if f"framePr {x}Align" in look else length.get(f"framePr {x}") for x in "xy"
    )
    of_page = [look.get(f"framePr {x}Anchor") == "page" for x in "hv"]
    exact = look.get("framePr hRule") == "exact" and high <= SLIVER
    return exact or paper.is_off((across, wide, of_page[0]), (down, high, of_page[1]))


def _is_indented_off(
    text: str, look: Attributes, length: Mapping[str, float | None], paper: Paper, *, inside: bool
) -> bool:
    left, right = (length.get(f"ind {x}") or 0 for x in ("left", "right"))
    first = left - (length.get("ind hanging") or 0)  # one that begins too far right is moved down
    if look.get("jc val") in ("right", "end"):
        return abs(right) >= paper.width
    if look.get("jc val") == "center":
        return abs(left - right) >= 2 * paper.width
    place = first if inside else first + paper.left
    return paper.is_off((place, len(text) * _LETTER, not inside))


def said_of(around: Any, name: str, key: str = "val") -> str | None:
    """Return what a table, row or cell says of itself; None when it does not."""
    found = around.find(f"{around.tag}Pr/{WORD}{name}")
    return None if found is None else found.get(f"{WORD}{key}") or ""


def _is_row_low(row: Any, _: Paper) -> bool:
    exact = said_of(row, "trHeight", "hRule") == "exact"
    return exact and 0 < (twips(said_of(row, "trHeight")) or 0) <= SLIVER


def _is_cell_covered(cell: Any, _: Paper) -> bool:
    """Tell whether a cell has no width, or is one that a merged cell covers."""
    table = next(cell.iterancestors(f"{WORD}tbl"))
    for merge in ("vMerge", "hMerge"):
        begins = (x.get(f"{WORD}val") == "restart" for x in table.iter(f"{WORD}{merge}"))
        if said_of(cell, merge) in ("", "continue") and any(begins):
            return True
    columns = list(table.iterfind(f"{WORD}tblGrid/{WORD}gridCol"))
    place = sum(1 for _ in cell.itersiblings(cell.tag, preceding=True))
    grid = twips(columns[place].get(f"{WORD}w")) if place < len(columns) else None
    own = twips(said_of(cell, "tcW", "w")) if said_of(cell, "tcW", "type") == "dxa" else None
    if said_of(table, "tblLayout", "type") == "fixed":
        return _is_sliver(grid if own is None else own)
    return _is_sliver(own) and _is_sliver(grid)  # else Word makes room for the text


def _is_table_off(table: Any, paper: Paper) -> bool:
    columns = table.iterfind(f"{WORD}tblGrid/{WORD}gridCol")
    wide = sum(twips(x.get(f"{WORD}w")) or 0 for x in columns)
    across, down = (twips(said_of(table, "tblpPr", f"tblp{x}")) for x in "XY")
    of_page = [said_of(table, "tblpPr", f"{x}Anchor") == "page" for x in ("horz", "vert")]
    return paper.is_off((twips(said_of(table, "tblInd", "w")), wide, False)) or paper.is_off(
        (across, wide, of_page[0]), (down, paper.height, of_page[1])
    )


_TABLES = {f"{WORD}tr": _is_row_low, f"{WORD}tc": _is_cell_covered, f"{WORD}tbl": _is_table_off}


def unseen_drawings(root: Any, paper: Paper, solid: frozenset[str] = frozenset()) -> Iterator[Any]:
    """Yield the pictures and text boxes that are hidden, off the page, of no size or covered, whole.

    ``solid`` are the relations of pictures that one cannot see through.
    """
    for around in root.iter(f"{WORD}p"):
        beside = [x for x in around.iter(f"{DRAWN}anchor") if x.get("behindDoc") in (None, *OFF)]
        over = [x for x in beside if _is_solid(x, solid)]
        for drawn in beside if over else ():
            if _has_text(drawn) and any(_covers(x, drawn) for x in over):
                yield from _whole(drawn)
    for drawn in root.iter(f"{DRAWN}docPr", "{*}cNvPr"):
        if (drawn.get("hidden") or "0") not in OFF:
            yield from _whole(drawn)
    for drawn in root.iter(f"{DRAWN}anchor", f"{DRAWN}inline"):
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


def _is_solid(drawn: Any, solid: frozenset[str]) -> bool:
    """Tell whether something drawn is a picture, whole and straight, that nothing shows through."""
    picture = drawn.find("*/{*}graphicData/{*}pic")
    blip = None if picture is None else picture.find("{*}blipFill/{*}blip")
    shape = None if picture is None else picture.find("{*}spPr")
    if blip is None or shape is None or solid.isdisjoint(blip.attrib.values()):
        return False
    if any(not str(x.tag).endswith(_USUAL) for x in blip.iterdescendants()):
        return False  # made faint, or drawn anew from an SVG
    turned = any(x.get("rot", "0") != "0" for x in shape.iterfind("{*}xfrm"))
    return not turned and [x.get("prst") for x in shape.iterfind("{*}prstGeom")] == ["rect"]


def _covers(over: Any, drawn: Any) -> bool:
    """Tell whether something drawn lies over all of something else that counts from the same edges."""
    above, below = (twips(x.get("relativeHeight")) or 0 for x in (over, drawn))
    edges = [[x.get("relativeFrom") for x in y.iterfind("*[@relativeFrom]")] for y in (over, drawn)]
    for (a, size, _), (b, inside, _) in zip(_places(over), _places(drawn), strict=True):
        if a is None or b is None or not a <= b <= b + inside <= a + size:
            return False
    return above > below and edges[0] == edges[1]


def _is_drawn_off(drawn: Any, paper: Paper) -> bool:
    size = extent_of(drawn)
    grows = next(drawn.iter("{*}spAutoFit"), None) is not None
    if size and min(size) <= SLIVER and not grows and _has_text(drawn):
        return True
    return paper.is_off(*_places(drawn))


def lies_on_text(drawn: Any, paper: Paper) -> bool:
    """Tell whether something drawn stands in front of where text runs: not in a margin, not above the text."""
    in_front = drawn.get("behindDoc") in (None, *OFF) and drawn.find(f"{DRAWN}wrapNone") is not None
    size = extent_of(drawn)
    (left, wide, of_page), (top, high, from_top) = _places(drawn)
    begins, ends = (paper.left, paper.width - paper.left) if of_page else (0, inf)
    beside = left is not None and (left + wide <= begins or left >= ends)
    above = top is not None and from_top and top + high <= paper.top
    return in_front and bool(size) and min(size) >= _LINE and not beside and not above


def extent_of(drawn: Any) -> list[float]:
    """Return how wide and high something drawn is; nothing where that is not said."""
    extent = drawn.find(f"{DRAWN}extent")
    return [] if extent is None else [(twips(extent.get(x)) or 0) / _EMU for x in ("cx", "cy")]


def _places(drawn: Any) -> list[Place]:
    places = []
    for side, size in zip("HV", extent_of(drawn) or (0, 0), strict=True):
        offsets = (x.find(f"{DRAWN}posOffset") for x in drawn.iter(f"{DRAWN}position{side}"))
        offset = next((x for x in offsets if x is not None), None)
        of_page = offset is not None and offset.getparent().get("relativeFrom") == "page"
        at = None if offset is None else (twips(offset.text) or 0) / _EMU
        places.append((at, size, of_page))
    return places


def style_of(shape: Any) -> dict[str, str]:
    """Return what the style of a shape of older Word says, by key."""
    pairs = (x.partition(":") for x in (shape.get("style") or "").lower().split(";"))
    return {key.strip(): said.strip() for key, _, said in pairs}


def _is_shape_off(shape: Any, paper: Paper) -> bool:
    """Tell it of a shape of older Word, whose place stands in a style of its own."""
    style = style_of(shape)
    if style.get("visibility") == "hidden" or style.get("display") == "none":
        return True
    sizes = [twips(style.get(x)) for x in ("width", "height")]
    if any(map(_is_sliver, sizes)) and _has_text(shape) and FITS not in str(shape.attrib):
        return True
    if style.get("position") != "absolute" or not str(shape.getparent().tag).endswith(_OLD):
        return False
    places = []
    for side, edge, size in zip(("horizontal", "vertical"), ("left", "top"), sizes, strict=True):
        aligned = style.get(f"mso-position-{side}", "absolute") != "absolute"
        at = None if aligned else twips(style.get(f"margin-{edge}", style.get(edge)))
        of_page = style.get(f"mso-position-{side}-relative") == "page"
        places.append((at, size or 0, of_page))
    return paper.is_off(*places)


def _has_text(drawn: Any) -> bool:
    return bool(words(drawn).strip())
