"""Hidden text of a Word document: which runs it is, by their own marks and by their styles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from mentorcli.documents.word_parts import WORD

_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_OFF = ("0", "false", "off")
_RUNS = (f"{WORD}r", f"{_MATHS}r")
_TELLING = ("r", "hyperlink", "fldSimple", "sdt", "smartTag", "drawing", "pict", "object")
"""What a paragraph shows; one with none of these, and its mark hidden, is not there at all."""


@dataclass(frozen=True, slots=True)
class Styles:
    """What the styles hide: style ids that do, the default paragraph style, and the defaults."""

    hiding: frozenset[str]
    usual: str
    everything: bool


def styles_of(root: Any) -> Styles:
    """Return what the styles of ``word/styles.xml`` hide; none when there is no such part."""
    if root is None:
        return Styles(frozenset(), "", everything=False)
    every = {x.get(f"{WORD}styleId"): x for x in root.iter(f"{WORD}style")}
    usual = next((key for key, x in every.items() if _is_usual(x)), "")
    defaults = root.find(f"{WORD}docDefaults/{WORD}rPrDefault/{WORD}rPr")
    hiding = frozenset(key for key in every if _style_hides(key, every))
    return Styles(hiding, usual or "", everything=_said(defaults) or False)


def _is_usual(style: Any) -> bool:
    default = style.get(f"{WORD}default") or "0"
    return style.get(f"{WORD}type") == "paragraph" and default not in _OFF


def _style_hides(key: str | None, every: Mapping[Any, Any]) -> bool:
    """Tell whether a style hides text, by itself or by the nearest of those it is based on."""
    passed: set[str | None] = set()
    while key in every and key not in passed:
        passed.add(key)
        said = _said(every[key].find(f"{WORD}rPr"))
        if said is not None:
            return said
        based = every[key].find(f"{WORD}basedOn")
        key = None if based is None else based.get(f"{WORD}val")
    return False


def _said(properties: Any) -> bool | None:
    """Return what a run's properties say of hiding; None when they say nothing."""
    for name in ("specVanish", "vanish") if properties is not None else ():
        found = properties.find(f"{WORD}{name}")
        if found is not None and (name == "vanish" or found.get(f"{WORD}val") not in _OFF):
            return found.get(f"{WORD}val") not in _OFF
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
    own = run.find(f"{WORD}rPr")
    said = _said(own)
    if said is not None:
        return said
    table = next(run.iterancestors(f"{WORD}tbl"), None)
    ids = (
        _id(own, "rStyle"),
        _id(_properties(next(run.iterancestors(f"{WORD}p"), None)), "pStyle") or styles.usual,
        "" if table is None else _id(table.find(f"{WORD}tblPr"), "tblStyle"),
    )
    # of the styles of a paragraph, a table and a run, two that hide undo each other
    return styles.everything or sum(x in styles.hiding for x in ids) % 2 == 1


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
    style = _id(properties, "pStyle") or styles.usual
    return said if said is not None else styles.everything or style in styles.hiding


def hidden_drawings(root: Any) -> list[Any]:
    """Return the pictures and text boxes that somebody hid, with what stands in for each."""
    found = []
    for drawn in root.iter(_DRAWN):
        if (drawn.get("hidden") or "0") not in _OFF:
            lines = [drawn, *drawn.iterancestors()]
            found += [x for x, above in pairwise(lines) if above.tag == f"{WORD}r"][:1]
    return found
