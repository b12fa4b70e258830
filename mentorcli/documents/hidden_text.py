"""Text of a Word document that no reader sees: hidden, in the colour of its ground, too small, off the page."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf
from typing import Any

from mentorcli.documents.clipped_text import USUAL, cut_off_runs, number
from mentorcli.documents.off_page import (
    SLIVER,
    Paper,
    is_off_page,
    twips,
    unseen_drawings,
)
from mentorcli.documents.word_colours import (
    NAMED,
    SHAPES,
    WHITE,
    Colour,
    alike,
    colour_of,
    painted,
    shaded,
    shape_ground,
)
from mentorcli.documents.word_page import MATHS, OFF, PARAGRAPH, WORD, Page, fields, words
from mentorcli.documents.word_styles import Look, Styles, attributes_of, says_hidden

Grounds = list[Colour | None]
_RUNS = (f"{WORD}r", f"{MATHS}r")
_TELLING = ("r", "hyperlink", "fldSimple", "sdt", "smartTag", "drawing", "pict", "object")
"""What a paragraph shows; one with none of these, and its mark hidden, is not there at all."""
_SHADED = {f"{WORD}{x}": (f"{WORD}{x}Pr/{WORD}shd",) for x in ("r", "p", "tc", "tbl")}
_OF_STYLES = tuple(f"{WORD}{x}Pr/{WORD}shd" for x in ("r", "p", "tc"))
"""Where the colour of a ground is said."""
_FILL, _OUTLINE = (
    f"{{http://schemas.microsoft.com/office/word/2010/wordml}}text{x}" for x in ("Fill", "Outline")
)
_SMALL, _NARROW, _FAR, _CLOSE = 4, 5, 400, -4
"""Half points of a letter, its width in per cent, how far it is raised, how close for each half point."""


def unseen(
    page: Page, styles: Styles, paper: Paper, solid: frozenset[str] = frozenset()
) -> list[Any]:
    """Return the runs and drawings of a part that no reader sees, fields whole or not at all.

    What a signing service looks for, between ``{% raw %}`` and ``{% endraw %}``, is meant to be white.
    """
    hidden, unread = [], []
    off: dict[Any, bool] = {}
    grounds: dict[Any, Grounds] = {}
    for run in page.root.iter(*_RUNS):
        own = run.find(f"{WORD}rPr")
        paragraph = next(run.iterancestors(PARAGRAPH), None)
        look = styles.look(paragraph, run)
        said = says_hidden(own)
        if (look.hidden if said is None else said) or _is_phantom(run):
            hidden.append(run)
        elif paragraph is not None and words(run).strip():
            if paragraph not in off:
                off[paragraph] = _is_line_off(page, paragraph, styles, look, paper)
            says = look.run if own is None else {**look.run, **{x.tag: x for x in own}}
            if off[paragraph] or _is_squeezed(says) or _is_lost(run, says, styles, grounds):
                unread.append(run)
    kept = {x for x in unread if "{% raw" in "".join(x.getparent().itertext())}
    for one in fields(page.root):
        runs = {x.getparent() for x in one.marks}
        kept |= runs if one.whole and not runs.issubset(hidden) else set()
    every = (
        *hidden,
        *unseen_drawings(page.root, paper, solid),
        *unread,
        *cut_off_runs(page.root, styles),
    )
    return [x for x in dict.fromkeys(every) if x not in kept]


def vanished(paragraph: Any, styles: Styles) -> bool:
    """Tell whether nothing of a paragraph is left to show, not even its end."""
    telling = (*(f"{WORD}{name}" for name in _TELLING), f"{MATHS}oMath")
    properties = paragraph.find(f"{WORD}pPr")
    if next(paragraph.iter(*telling), None) is not None:
        return False
    if properties is not None and properties.find(f"{WORD}sectPr") is not None:
        return False
    said = None if properties is None else says_hidden(properties.find(f"{WORD}rPr"))
    return styles.look(paragraph).hidden if said is None else said


def _is_phantom(run: Any) -> bool:
    """Tell whether a piece of an equation only keeps room for what it holds."""
    around = run.iterancestors(f"{MATHS}phant") if run.tag == _RUNS[1] else ()
    shows = (x.find(f"{MATHS}phantPr/{MATHS}show") for x in around)
    return any(x is not None and x.get(f"{MATHS}val") in OFF for x in shows)


def _is_line_off(page: Page, paragraph: Any, styles: Styles, look: Look, paper: Paper) -> bool:
    said = dict(look.paragraph)
    for source in (styles.level(paragraph), paragraph):
        if source is not None:
            said |= attributes_of(source.iterfind(f"{WORD}pPr/*"))
    text = page.lines[page.numbers[paragraph] - 1]
    low = said.get("spacing lineRule") == "exact" and (
        (twips(said.get("spacing line")) or inf) <= SLIVER
    )
    return low or is_off_page(paragraph, text, said, paper)


def _is_squeezed(says: Mapping[str, Any]) -> bool:
    """Tell whether letters are too small, too thin, too close, or raised off their page."""
    size, width, fits = (number(says, name, inf) for name in ("sz", "w", "fitText"))
    close = number(says, "spacing", 0) <= _CLOSE * (size if size < inf else USUAL)
    far = abs(number(says, "position", 0)) > _FAR
    return size <= _SMALL or width <= _NARROW or fits <= SLIVER or far or close


def _is_lost(run: Any, says: Mapping[str, Any], styles: Styles, known: dict[Any, Grounds]) -> bool:
    """Tell whether letters have the colour of all that they may stand on, or none at all."""
    fill, said = says.get(_FILL), says.get(f"{WORD}color")
    colour = None if said is None else colour_of(said, styles.theme)
    paint = colour if fill is None else painted(fill, styles.theme)
    if not paint:  # nothing at all but maybe an outline, or Word takes a colour that can be read
        return paint == () and not painted(says.get(_OUTLINE, ()), styles.theme)
    return all(alike(paint, ground) for ground in _grounds(run, styles, known))


def _grounds(around: Any, styles: Styles, known: dict[Any, Grounds]) -> Grounds:
    """Return what something may stand on, None for what cannot be told: its nearest ground, else the page.

    Which rows the bands of a table's style colour, nobody can tell before the rows are there.
    """
    if around not in known:
        own = _own_grounds(around, styles)
        above = around.getparent()
        if not own and above is None:
            page = around.find(f"{WORD}background")
            paper = None if page is None else colour_of(page, styles.theme, "color")
            own = [paper or WHITE]
        known[around] = own or _grounds(above, styles, known)
    return known[around]


def _own_grounds(around: Any, styles: Styles) -> Grounds:
    """Return what something itself or its styles put under its letters; nothing where one sees through."""
    if str(around.tag).endswith(SHAPES):
        shape = shape_ground(around, styles.theme)
        return [] if shape == () else [shape or None]
    if around.tag == _RUNS[0] and around.find(f"{WORD}rPr") is None:
        return []
    for light in around.findall(f"{WORD}rPr/{WORD}highlight"):
        if (light.get(f"{WORD}val") or "none") != "none":
            return [NAMED.get(light.get(f"{WORD}val"))]
    sources = (around, *styles.of(around)) if around.tag in _SHADED else ()
    for source in sources:
        shades = (x for name in _SHADED.get(source.tag, _OF_STYLES) for x in source.findall(name))
        colours = (shaded(x, styles.theme) for x in shades)
        if (ground := next((x for x in colours if x is not None), None)) is not None:
            bands = "band" in (source.get(f"{WORD}type") or "")
            others = [shaded(x, styles.theme) for one in sources for x in one.iter(f"{WORD}shd")]
            return [ground, WHITE, *(x for x in others if x)] if bands else [ground]
    return []
