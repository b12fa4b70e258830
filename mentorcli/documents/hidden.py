"""Hidden, white and tiny text of a Word document: which runs it is, by their own marks and by their styles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from typing import Any

from mentorcli.documents.word_colours import (
    NAMED,
    SHAPES,
    WHITE,
    Colour,
    Theme,
    alike,
    colour_of,
    shaded,
    shape_ground,
    theme_colours,
)
from mentorcli.documents.word_parts import OFF, WORD

_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_RUNS = (f"{WORD}r", f"{_MATHS}r")
_TELLING = ("r", "hyperlink", "fldSimple", "sdt", "smartTag", "drawing", "pict", "object")
"""What a paragraph shows; one with none of these, and its mark hidden, is not there at all."""


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles by id, the usual paragraph style's id, the properties of all runs, the theme's colours."""

    every: Mapping[Any, Any]
    usual: str
    defaults: Any
    theme: Theme

    def chain(self, key: str | None) -> list[Any]:
        """Return a style with those it is based on, the nearest first."""
        found: list[Any] = []
        while key in self.every and self.every[key] not in found:
            found.append(self.every[key])
            based = found[-1].find(f"{WORD}basedOn")
            key = None if based is None else based.get(f"{WORD}val")
        return found

    def hides(self, key: str) -> bool:
        """Tell whether a style hides text, by itself or by the nearest of those it is based on."""
        said = (_said(style.find(f"{WORD}rPr")) for style in self.chain(key))
        return next((one for one in said if one is not None), False)

    def ids(self, run: Any) -> tuple[str, ...]:
        """Return the styles of a run: its own, its paragraph's and that of the table around it."""
        table = next(run.iterancestors(f"{WORD}tbl"), None)
        return (
            _id(run.find(f"{WORD}rPr"), "rStyle"),
            _id(_properties(next(run.iterancestors(f"{WORD}p"), None)), "pStyle") or self.usual,
            "" if table is None else _id(table.find(f"{WORD}tblPr"), "tblStyle"),
        )


def styles_of(root: Any, theme: Any) -> Styles:
    """Return the styles of ``word/styles.xml`` and the theme; none when there is no such part."""
    colours = theme_colours(theme)
    if root is None:
        return Styles({}, "", None, colours)
    every = {x.get(f"{WORD}styleId"): x for x in root.iter(f"{WORD}style")}
    usual = next((key for key, x in every.items() if _is_usual(x)), "")
    defaults = root.find(f"{WORD}docDefaults/{WORD}rPrDefault/{WORD}rPr")
    return Styles(every, usual or "", defaults, colours)


def _is_usual(style: Any) -> bool:
    default = style.get(f"{WORD}default") or "0"
    return style.get(f"{WORD}type") == "paragraph" and default not in OFF


def _said(properties: Any) -> bool | None:
    """Return what a run's properties say of hiding; None when they say nothing."""
    for name in ("specVanish", "vanish") if properties is not None else ():
        found = properties.find(f"{WORD}{name}")
        if found is not None and (name == "vanish" or found.get(f"{WORD}val") not in OFF):
            return found.get(f"{WORD}val") not in OFF
    return None


def hidden_runs(root: Any, styles: Styles) -> list[Any]:
    """Return the runs of a part that Word does not show, fields whole or not at all."""
    hidden = [run for run in root.iter(*_RUNS) if _is_hidden(run, styles)]
    kept = set(_half_hidden(root.iter(f"{WORD}fldChar"), set(hidden)))
    return [run for run in hidden if run not in kept]


def _half_hidden(marks: Iterable[Any], hidden: set[Any]) -> Iterator[Any]:
    """Yield the runs that hold a field's marks where one of these shows: the field needs all."""
    open_fields: list[list[Any]] = []
    for mark in marks:
        kind = mark.get(f"{WORD}fldCharType")
        if kind == "begin":
            open_fields.append([])
        if open_fields:
            open_fields[-1].append(mark.getparent())
        if kind == "end" and open_fields:
            runs = open_fields.pop()
            if not hidden.issuperset(runs):
                yield from runs


def _is_hidden(run: Any, styles: Styles) -> bool:
    said = _said(run.find(f"{WORD}rPr"))
    if said is not None:
        return said
    # of the styles of a paragraph, a table and a run, two that hide undo each other
    return _said(styles.defaults) or sum(map(styles.hides, styles.ids(run))) % 2 == 1


def _properties(paragraph: Any) -> Any:
    return None if paragraph is None else paragraph.find(f"{WORD}pPr")


def _id(properties: Any, name: str) -> str:
    found = None if properties is None else properties.find(f"{WORD}{name}")
    return "" if found is None else found.get(f"{WORD}val") or ""


def vanished(paragraph: Any, styles: Styles) -> bool:
    """Tell whether nothing of a paragraph is left to show, not even its end."""
    telling = (*(f"{WORD}{name}" for name in _TELLING), f"{_MATHS}oMath")
    if next(paragraph.iter(*telling), None) is not None:
        return False
    properties = _properties(paragraph)
    if properties is not None and properties.find(f"{WORD}sectPr") is not None:
        return False
    said = None if properties is None else _said(properties.find(f"{WORD}rPr"))
    if said is not None:
        return said
    return _said(styles.defaults) or styles.hides(_id(properties, "pStyle") or styles.usual)


def hidden_drawings(root: Any) -> list[Any]:
    """Return the pictures and text boxes that somebody hid, with what stands in for each."""
    found = []
    for drawn in root.iter(_DRAWN):
        if (drawn.get("hidden") or "0") not in OFF:
            lines = [drawn, *drawn.iterancestors()]
            found += [x for x, above in pairwise(lines) if above.tag == f"{WORD}r"][:1]
    return found


_TINY_SIZE, _TINY_WIDTH, _TINY_LINE = 4, 5, 40
"""Half points of a letter, its width in per cent, twentieths of a point of a line: too small to be read."""


def unread_runs(root: Any, styles: Styles) -> list[Any]:
    """Return the runs of a part that nobody can read: too small, or in the colour of their ground.

    What a signing service looks for, between ``{% raw %}`` and ``{% endraw %}``, is meant to be white.
    """
    found = []
    for run in root.iter(f"{WORD}r"):
        if next(run.iter(f"{WORD}t"), None) is not None:
            looks = [style for key in styles.ids(run) for style in styles.chain(key)]
            if _is_tiny(run, looks, styles) or _is_lost(run, looks, styles):
                found.append(run)
    return [run for run in found if "{% raw" not in "".join(run.getparent().itertext())]


def _nearest(path: str, places: Iterable[Any]) -> Any:
    return next((x for one in places if (x := one.find(path)) is not None), None)


def _own(name: str, run: Any, looks: list[Any], styles: Styles) -> Any:
    """Return what a run says of one property, else its styles, else the document."""
    found = _nearest(f"{WORD}rPr/{WORD}{name}", (run, *looks))
    if found is None and styles.defaults is not None:
        return styles.defaults.find(f"{WORD}{name}")
    return found


def _is_tiny(run: Any, looks: list[Any], styles: Styles) -> bool:
    paragraph = next(run.iterancestors(f"{WORD}p"), None)
    lines = _nearest(f"{WORD}pPr/{WORD}spacing", () if paragraph is None else (paragraph, *looks))
    exact = lines is not None and lines.get(f"{WORD}lineRule") == "exact"
    return (
        _number(_own("sz", run, looks, styles)) <= _TINY_SIZE
        or _number(_own("w", run, looks, styles)) <= _TINY_WIDTH
        or (exact and _number(lines, "line") <= _TINY_LINE)
    )


def _number(element: Any, name: str = "val") -> float:
    said = "" if element is None else (element.get(f"{WORD}{name}") or "").rstrip("%")
    return float(said) if re.fullmatch(r"\d+(\.\d+)?", said) else inf


def _is_lost(run: Any, looks: list[Any], styles: Styles) -> bool:
    said = _own("color", run, looks, styles)
    colour = None if said is None else colour_of(said, styles.theme)
    if colour is None:  # Word takes one that can be read
        return False
    return all(alike(colour, ground) for ground in _grounds(run, looks, styles))


def _grounds(run: Any, looks: list[Any], styles: Styles) -> list[Colour | None]:
    """Return what a run may stand on, None for what cannot be told: its nearest ground, else the page.

    Of a table's style nobody can tell from the outside which rows it colours.
    """
    for around in (run, *run.iterancestors()):
        if str(around.tag).endswith(SHAPES):
            if (shape := shape_ground(around, styles.theme)) != ():
                return [shape or None]
            continue
        for light in around.findall(f"{WORD}rPr/{WORD}highlight"):
            if (light.get(f"{WORD}val") or "none") != "none":
                return [NAMED.get(light.get(f"{WORD}val"))]
        shades = [*_shades(around)]
        if around.tag == f"{WORD}p":
            shades += [x for one in looks for x in _shades(one)]
        if grounds := [x for shade in shades if (x := shaded(shade, styles.theme)) is not None]:
            return [grounds[0]]
        if around.tag == f"{WORD}tbl":
            chain = styles.chain(_id(around.find(f"{WORD}tblPr"), "tblStyle"))
            inside = [shaded(x, styles.theme) for one in chain for x in one.iter(f"{WORD}shd")]
            if possible := [x for x in inside if x is not None]:
                return [*possible, WHITE]
    page = run.getroottree().getroot().find(f"{WORD}background")
    paper = None if page is None else colour_of(page, styles.theme, "color")
    return [paper or WHITE]


def _shades(element: Any) -> Iterator[Any]:
    for name in ("rPr", "pPr", "tcPr", "tblPr"):
        yield from element.findall(f"{WORD}{name}/{WORD}shd")
