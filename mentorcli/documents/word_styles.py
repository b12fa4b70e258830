"""How text of a Word document looks: by its styles, by its place in a table, by the document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from mentorcli.documents.word_colours import Theme, theme_colours
from mentorcli.documents.word_page import OFF, PARAGRAPH, WORD, is_on

_TABLE, _ROW, _CELL, _BOX = (f"{WORD}{x}" for x in ("tbl", "tr", "tc", "txbxContent"))
_LOOKS = {"firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100,
          "noHBand": 0x200, "noVBand": 0x400}  # fmt: skip
"""What a table takes of its style, and the bit of each in the older ``w:val`` of ``w:tblLook``."""
_SIDES = {"start": "left", "end": "right"}
"""Newer words for the sides of a paragraph."""

Attributes = Mapping[str, str]
"""What is said of a paragraph, like ``ind left``."""


@dataclass(frozen=True, slots=True)
class Look:
    """What styles say of text: whether it is hidden, of its runs by element, of its paragraph."""

    hidden: bool
    run: Mapping[str, Any]
    paragraph: Attributes


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles by id, the usual paragraph style's id, what holds for all, the theme's colours.

    ``levels`` are those of lists, by the list's number and the level's.
    """

    every: Mapping[Any, Any]
    usual: str
    defaults: tuple[Any, ...]
    theme: Theme
    levels: Mapping[tuple[str, str], Any] = field(default_factory=dict)
    _looks: dict[tuple[object, ...], Look] = field(default_factory=dict)
    _known: dict[Any, tuple[Any, ...]] = field(default_factory=dict)

    def _chain(self, key: str) -> tuple[Any, ...]:
        """Return a style with those it is based on, the nearest first."""
        if key not in self._known:
            found: list[Any] = []
            at = key
            while at in self.every and self.every[at] not in found:
                found.append(self.every[at])
                at = value_of(found[-1], "basedOn")
            self._known[key] = tuple(found)
        return self._known[key]

    def of(self, one: Any) -> tuple[Any, ...]:
        """Return the styles of a run, a paragraph or a cell, the nearest first; none of all else."""
        if one.tag == PARAGRAPH:
            return self._chain(value_of(one.find(f"{WORD}pPr"), "pStyle") or self.usual)
        if one.tag == f"{WORD}r":
            return self._chain(value_of(one.find(f"{WORD}rPr"), "rStyle"))
        if one.tag == _CELL and one not in self._known:
            table = next(one.iterancestors(_TABLE))
            chain = self._chain(value_of(table.find(f"{WORD}tblPr"), "tblStyle"))
            parts = [x for style in chain for x in style.iter(f"{WORD}tblStylePr")]
            regions = _regions(one, table) if parts else ()
            own = (x for region in regions for x in parts if x.get(f"{WORD}type") == region)
            self._known[one] = (*own, *chain)
        return self._known[one] if one.tag == _CELL else ()

    def level(self, paragraph: Any) -> Any:
        """Return the level of a list that a paragraph stands in; None outside lists."""
        numbered = paragraph.find(f"{WORD}pPr/{WORD}numPr")
        return self.levels.get((value_of(numbered, "numId"), value_of(numbered, "ilvl") or "0"))

    def look(self, paragraph: Any, run: Any = None) -> Look:
        """Return how the text of a paragraph, in a run of it, looks by all these styles."""
        around = () if paragraph is None else paragraph.iterancestors(_CELL, _BOX)
        found = (
            self.of(x) if x is not None else () for x in (run, paragraph, next(iter(around), None))
        )
        levels = tuple(found)
        if levels not in self._looks:
            self._looks[levels] = _merged(levels, self.defaults)
        return self._looks[levels]


def styles_of(root: Any, theme: Any, lists: Any = None) -> Styles:
    """Return the styles of ``word/styles.xml``, the theme and the lists; none of a part that is not there."""
    colours = theme_colours(theme)
    if root is None:
        return Styles({}, "", (), colours)
    every = {x.get(f"{WORD}styleId"): x for x in root.iter(f"{WORD}style")}
    usual = next((key for key, x in every.items() if _is_usual(x)), "")
    defaults = root.iter(f"{WORD}rPrDefault", f"{WORD}pPrDefault")
    levels = {} if lists is None else dict(_levels(lists))
    return Styles(every, usual or "", tuple(defaults), colours, levels)


def _levels(lists: Any) -> Iterator[tuple[tuple[str, str], Any]]:
    patterns = {x.get(f"{WORD}abstractNumId"): x for x in lists.iter(f"{WORD}abstractNum")}
    for one in lists.iter(f"{WORD}num"):
        pattern = patterns.get(value_of(one, "abstractNumId"), ())
        for level in pattern.iter(f"{WORD}lvl") if len(pattern) else ():
            yield (one.get(f"{WORD}numId") or "", level.get(f"{WORD}ilvl") or ""), level


def _is_usual(style: Any) -> bool:
    default = style.get(f"{WORD}default") or "0"
    return style.get(f"{WORD}type") == "paragraph" and default not in OFF


def value_of(properties: Any, name: str) -> str:
    """Return the value of one of an element's properties; empty when it is not there."""
    found = None if properties is None else properties.find(f"{WORD}{name}")
    return "" if found is None else found.get(f"{WORD}val") or ""


def says_hidden(properties: Any) -> bool | None:
    """Return what a run's properties say of hiding; None when they say nothing."""
    for name in ("specVanish", "vanish") if properties is not None else ():
        found = properties.find(f"{WORD}{name}")
        if found is not None and (name == "vanish" or is_on(found)):
            return is_on(found)
    return None


def attributes_of(properties: Iterable[Any]) -> Iterator[tuple[str, str]]:
    """Yield what a paragraph's properties say, a property and its attribute for each."""
    for one in properties:
        name = str(one.tag).removeprefix(WORD)
        for key, said in one.attrib.items():
            side = str(key).removeprefix(WORD)
            yield f"{name} {_SIDES.get(side, side)}", str(said)


def _merged(levels: Iterable[Iterable[Any]], defaults: Iterable[Any]) -> Look:
    hidden, run, paragraph = False, dict[str, Any](), dict[str, str]()
    for level in levels:
        told = (says_hidden(x.find(f"{WORD}rPr")) for x in level)
        # of the styles of a paragraph, a table and a run, two that hide undo each other
        hidden ^= next((x for x in told if x is not None), False)
    for source in (*(x for level in levels for x in level), *defaults):
        run = {x.tag: x for x in source.iterfind(f"{WORD}rPr/*")} | run
        paragraph = dict(attributes_of(source.iterfind(f"{WORD}pPr/*"))) | paragraph
    everywhere = any(says_hidden(x.find(f"{WORD}rPr")) for x in defaults)
    return Look(everywhere or hidden, run, paragraph)


def _regions(cell: Any, table: Any) -> tuple[str, ...]:
    """Return the regions of a table's style that a cell lies in, the one that counts most first."""
    said = table.find(f"{WORD}tblPr/{WORD}tblLook")
    number = "" if said is None else said.get(f"{WORD}val") or ""
    bits = int(number, 16) if re.fullmatch("[0-9A-Fa-f]+", number) else 0
    on = {
        name: bool(bits & bit) if said is None or (own := said.get(f"{WORD}{name}")) is None else own not in OFF
        for name, bit in _LOOKS.items()
    }  # fmt: skip
    row = next(cell.iterancestors(_ROW))
    down, rows = _number(row, table.iter(_ROW), table)
    along, cells = _number(cell, row.iter(_CELL), table)
    top, bottom = on["firstRow"] and down == 0, on["lastRow"] and down == rows - 1
    left, right = on["firstColumn"] and along == 0, on["lastColumn"] and along == cells - 1
    upright = "firstCol" if left else "lastCol" if right else ""
    level = "firstRow" if top else "lastRow" if bottom else ""
    corner = f"{'n' if top else 's'}{'w' if left else 'e'}Cell" if upright and level else ""
    across = "" if on["noHBand"] else f"band{1 + (down - on['firstRow']) % 2}Horz"
    downward = "" if on["noVBand"] else f"band{1 + (along - on['firstColumn']) % 2}Vert"
    return corner, upright, level, "" if level else across, "" if upright else downward


def _number(one: Any, among: Iterator[Any], table: Any) -> tuple[int, int]:
    """Return which of a table's own rows or cells this is, from 0, and how many there are."""
    own = [x for x in among if next(x.iterancestors(_TABLE)) is table]
    return own.index(one), len(own)
