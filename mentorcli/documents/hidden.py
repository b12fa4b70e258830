"""Hidden and white text of a Word document: which runs it is, by their own marks and by their styles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from mentorcli.documents.word_parts import OFF, WORD

_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_RUNS = (f"{WORD}r", f"{_MATHS}r")
_TELLING = ("r", "hyperlink", "fldSimple", "sdt", "smartTag", "drawing", "pict", "object")
"""What a paragraph shows; one with none of these, and its mark hidden, is not there at all."""


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles by id, the id of the usual paragraph style, and the properties of all runs."""

    every: Mapping[Any, Any]
    usual: str
    defaults: Any

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


def styles_of(root: Any) -> Styles:
    """Return the styles of ``word/styles.xml``; none when there is no such part."""
    if root is None:
        return Styles({}, "", None)
    every = {x.get(f"{WORD}styleId"): x for x in root.iter(f"{WORD}style")}
    usual = next((key for key, x in every.items() if _is_usual(x)), "")
    return Styles(every, usual or "", root.find(f"{WORD}docDefaults/{WORD}rPrDefault/{WORD}rPr"))


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


_PALE = re.compile(r"[F][5-9A-F][F][5-9A-F][F][5-9A-F]", re.IGNORECASE)
"""The colours that nobody reads on white paper."""
_NO_GROUND = ("", "auto", "none", "white")
_SHAPES = ("}wsp", "}shape", "}rect", "}roundrect", "}oval")


def pale_runs(root: Any, styles: Styles) -> list[Any]:
    """Return the runs of a part whose text is white on white.

    What stands on a colour of its own, in a coloured cell, paragraph or shape, is read. What a
    signing service looks for, between ``{% raw %}`` and ``{% endraw %}``, is meant to be white.
    """
    found = []
    for run in root.iter(f"{WORD}r"):
        if next(run.iter(f"{WORD}t"), None) is not None:
            looks = [style for key in styles.ids(run) for style in styles.chain(key)]
            own = (one.find(f"{WORD}rPr/{WORD}color") for one in (run, *looks))
            colour = next((one for one in own if one is not None), None)
            if colour is None and styles.defaults is not None:
                colour = styles.defaults.find(f"{WORD}color")
            if colour is not None and _is_white(colour) and _is_bare(run, looks):
                found.append(run)
    return [run for run in found if "{% raw" not in "".join(run.getparent().itertext())]


def _is_white(colour: Any) -> bool:
    shaded = colour.get(f"{WORD}themeShade") is not None
    theme = colour.get(f"{WORD}themeColor") in ("background1", "light1") and not shaded
    return theme or _PALE.fullmatch(colour.get(f"{WORD}val") or "") is not None


def _is_bare(run: Any, looks: list[Any]) -> bool:
    """Tell whether nothing lends a run another ground than the page's."""
    grounds = [run.getroottree().getroot().find(f"{WORD}background")]
    for style in looks:
        grounds += style.iter(f"{WORD}shd")
    for around in (run, *run.iterancestors()):
        if str(around.tag).endswith(_SHAPES) and _is_filled(around):
            return False
        for name in ("rPr", "pPr", "tcPr", "tblPr"):
            grounds += around.findall(f"{WORD}{name}/{WORD}shd")
        grounds += around.findall(f"{WORD}rPr/{WORD}highlight")
    return not any(_is_dark(x) for x in grounds if x is not None)


def _is_filled(shape: Any) -> bool:
    """Tell whether a shape has a ground of its own that is not white."""
    if not str(shape.tag).endswith("}wsp"):  # of older Word: white unless it says so
        colour = (shape.get("fillcolor") or "white").lstrip("#").split(" ")[0]
        bare = colour in _NO_GROUND or _PALE.fullmatch(colour) is not None
        return shape.get("filled") not in ("f", "false") and not bare
    inside = [part for x in shape if str(x.tag).endswith("}spPr") for part in x]
    fills = [part for part in inside if str(part.tag).endswith(("}noFill", "}solidFill"))]
    colours = [c.get("val") or "" for fill in fills for c in fill]
    white = all(c in ("bg1", "lt1", "white") or _PALE.fullmatch(c) for c in colours)
    return not (fills and white)


def _is_dark(ground: Any) -> bool:
    solid = ground.get(f"{WORD}val") in ("solid", "pct100")
    what = "color" if solid or ground.tag == f"{WORD}background" else "fill"
    fill = ground.get(f"{WORD}{'val' if ground.tag == f'{WORD}highlight' else what}") or ""
    return fill not in _NO_GROUND and _PALE.fullmatch(fill) is None
