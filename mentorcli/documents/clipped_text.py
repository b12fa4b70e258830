"""Words that nobody sees as what they stand in is too low for them: a box that does not grow, a row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from math import inf
from typing import Any

from mentorcli.documents.off_page import DRAWN, FITS, extent_of, said_of, style_of, twips
from mentorcli.documents.word_page import MATHS, PARAGRAPH, WORD, words
from mentorcli.documents.word_styles import Styles, attributes_of

_LOWEST, _THINNEST = 10, 0.2
"""How low a line is for each half point, in twentieths of a point, and how thin a letter for that."""
USUAL = 20
"""The size of letters where nobody says one."""
_FRAME = f"{WORD}pPr/{WORD}framePr"
_TAG = re.compile(r"\{\{.*?\}\}")
_NOT_FROM_TOP = re.compile(rf"{FITS}|next-textbox|layout-flow|text-anchor: ?[mb]")


def cut_off_runs(root: Any, styles: Styles) -> Iterator[Any]:
    """Yield the runs of paragraphs that begin below the edge of their box or row, however low lines are.

    What depends on a condition may not be there, and then the rest stands higher.
    """
    for inside in root.iter(f"{WORD}txbxContent", f"{WORD}tc"):
        wide, high = _in_row(inside) if inside.tag == f"{WORD}tc" else _in_box(inside.getparent())
        if high and "{%" not in words(inside):
            yield from _below(inside.iterfind(PARAGRAPH), wide, high, styles)
    for frame in _low_frames(root):
        said = frame[0].find(_FRAME)
        wide, high = (twips(said.get(f"{WORD}{x}")) or inf for x in "wh")
        if not any("{%" in words(x) for x in frame):
            yield from _below(frame, wide, high, styles)


def _low_frames(root: Any) -> Iterator[list[Any]]:
    """Yield the paragraphs of each frame of exact height: those in a row that say the same of it."""

    def said(paragraph: Any) -> tuple[Any, Mapping[str, str]]:
        found = paragraph.find(_FRAME)
        return paragraph.getparent(), {} if found is None else dict(found.attrib)

    for (_, frame), together in groupby(root.iter(PARAGRAPH), said):
        if frame.get(f"{WORD}hRule") == "exact" and f"{WORD}dropCap" not in frame:
            yield list(together)


def _below(paragraphs: Iterable[Any], wide: float, high: float, styles: Styles) -> Iterator[Any]:
    below = 0.0
    for paragraph in paragraphs:
        runs = list(paragraph.iter(f"{WORD}r", f"{MATHS}r"))
        yield from runs if below >= high else ()
        below += _least_height(paragraph, runs, wide, styles)


def _in_row(cell: Any) -> tuple[float, float]:
    """Return how wide and high a cell is that cuts off what is below its edge; no height else."""
    row = cell.getparent()
    exact = said_of(row, "trHeight", "hRule") == "exact"
    usual = said_of(cell, "vMerge") is None and said_of(cell, "vAlign") in (None, "top")
    return inf, (twips(said_of(row, "trHeight")) or 0) if exact and usual else 0


def _in_box(box: Any) -> tuple[float, float]:
    """Tell it of a box: one that grows, is turned or lends its text to another cuts nothing off."""
    shape, body = box.getparent(), box.getparent().find("{*}bodyPr")
    if body is None:
        style = style_of(shape)
        usual = not _NOT_FROM_TOP.search(f"{shape.attrib} {box.attrib}")
        size = [twips(style.get(x)) or 0 for x in ("width", "height")]
    else:
        usual = body.get("anchor", "t") == "t" and body.get("vert", "horz") == "horz"
        usual = usual and body.find("{*}spAutoFit") is None and not box.get("id")
        usual = usual and str(shape.getparent().tag).endswith("}graphicData")
        drawn = next(shape.iterancestors(f"{DRAWN}anchor", f"{DRAWN}inline"), None)
        size = [] if drawn is None else extent_of(drawn)
    return (size[0] or inf, size[1]) if usual and size else (inf, 0)


def _least_height(paragraph: Any, runs: list[Any], wide: float, styles: Styles) -> float:
    """Return how high a paragraph is at least in a box of a width."""
    looks = [(styles.look(paragraph, x), x.iterfind(f"{WORD}rPr/*")) for x in runs]
    shown = [{**look.run, **{x.tag: x for x in own}} for look, own in looks if not look.hidden]
    letter = min((number(says, "sz", USUAL) for says in shown), default=0) * _LOWEST
    said = dict(looks[0][0].paragraph) if looks else {}
    said |= attributes_of(paragraph.iterfind(f"{WORD}pPr/*"))
    line = twips(said.get("spacing line")) or inf
    if said.get("spacing lineRule", "auto") == "auto":
        line *= letter / 240
    text = _TAG.sub("", words(paragraph))
    return min(letter, line) * max(1, len(text) * letter * _THINNEST // wide)


def number(says: Mapping[str, Any], name: str, without: float) -> float:
    """Return the number that one of the properties of a run gives, or ``without``."""
    found = says.get(f"{WORD}{name}")
    said = "" if found is None else (found.get(f"{WORD}val") or "").rstrip("%")
    return float(said) if re.fullmatch(r"-?\d+(\.\d+)?", said) else without
