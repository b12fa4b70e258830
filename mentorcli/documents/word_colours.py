"""Colours of a Word document, as the theme, shadings and shapes give them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from mentorcli.documents.word_page import WORD

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
Colour = tuple[int, int, int]
Theme = Mapping[str, Colour]
WHITE, _BLACK = (255, 255, 255), (0, 0, 0)
_ALIKE = 13
"""How far apart two colours may be in their reds, greens and blues and still nobody reads one on the other."""
_OTHER_LIGHT = ("}lumMod", "}lumOff", "}tint", "}shade")
_CLEAR, _ALL_CLEAR = "/word/2010/wordml}alpha", 95_000
"""How much one sees through letters, in thousandths of a per cent, and where nobody sees them."""
SHAPES = ("}wsp", "}shape", "}rect", "}roundrect", "}oval")
NAMED: Mapping[str, Colour] = {
    "white": WHITE, "black": _BLACK, "yellow": (255, 255, 0), "green": (0, 255, 0), "cyan": (0, 255, 255),
    "magenta": (255, 0, 255), "blue": (0, 0, 255), "red": (255, 0, 0), "darkBlue": (0, 0, 128),
    "darkCyan": (0, 128, 128), "darkGreen": (0, 128, 0), "darkMagenta": (128, 0, 128),
    "darkRed": (128, 0, 0), "darkYellow": (128, 128, 0), "darkGray": (128, 128, 128),
    "lightGray": (192, 192, 192),
}  # fmt: skip
_OF_THEME = {
    "background1": "lt1", "bg1": "lt1", "light1": "lt1", "text1": "dk1", "tx1": "dk1", "dark1": "dk1",
    "background2": "lt2", "bg2": "lt2", "light2": "lt2", "text2": "dk2", "tx2": "dk2", "dark2": "dk2",
    "hyperlink": "hlink", "followedHyperlink": "folHlink",
}  # fmt: skip


def theme_colours(root: Any) -> dict[str, Colour]:
    """Return the colours of ``word/theme/theme1.xml`` by their short names; white and black without it."""
    found = {"lt1": WHITE, "dk1": _BLACK}
    for scheme in root.iter(f"{_DRAWING}clrScheme") if root is not None else ():
        for entry in scheme:
            said = next((x.get("lastClr") or x.get("val") for x in entry), None)
            if colour := _of_hex(said):
                found[str(entry.tag).rpartition("}")[2]] = colour
    return found


def _of_hex(said: str | None) -> Colour | None:
    if said and re.fullmatch("[0-9A-Fa-f]{6}", said):
        red, green, blue = bytes.fromhex(said)
        return red, green, blue
    return NAMED.get(said or "")


def _mixed(one: Colour, other: Colour, part: float) -> Colour:
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(one, other, strict=True))
    return red, green, blue


def colour_of(
    element: Any, theme: Theme, name: str = "val", prefix: str = "theme", of: str = "Color"
) -> Colour | None:
    """Return the colour that an attribute or the theme gives; None when Word chooses or we know none."""
    key = element.get(f"{WORD}{prefix}{of}") or ""
    found = theme.get(_OF_THEME.get(key, key))
    if found is None:
        return _of_hex(element.get(f"{WORD}{name}"))
    tint, shade = (element.get(f"{WORD}{prefix}{x}") for x in ("Tint", "Shade"))
    towards, part = (WHITE, tint) if tint else (_BLACK, shade or "FF")
    part = part if re.fullmatch("[0-9A-Fa-f]{1,2}", part) else "FF"
    return _mixed(found, towards, 1 - int(part, 16) / 255)


def shaded(shade: Any, theme: Theme) -> Colour | None:
    """Return the colour of a shading, its pattern mixed in; None when there is none."""
    pattern = shade.get(f"{WORD}val") or "clear"
    percent = re.fullmatch(r"pct(\d+)", pattern)
    usual = {"clear": 0.0, "nil": 0.0, "solid": 1.0}.get(pattern, 0.5)
    part = int(percent[1]) / 100 if percent else usual
    fill = colour_of(shade, theme, "fill", "themeFill", "")
    if fill is None and not part:
        return None
    return _mixed(fill or WHITE, colour_of(shade, theme, "color") or _BLACK, part)


def shape_ground(shape: Any, theme: Theme) -> Colour | tuple[()] | None:
    """Return a shape's colour; None when it cannot be told, empty when one sees through it."""
    if not str(shape.tag).endswith("}wsp"):  # of older Word: white unless it says so
        said = (shape.get("fillcolor") or "white").lstrip("#").split(" ")[0]
        unfilled = shape.get("filled") in ("f", "false") or said in ("none", "auto")
        return () if unfilled else _of_hex(said)
    inside = [part for x in shape if str(x.tag).endswith("}spPr") for part in x]
    return painted(inside, theme)


def painted(fills: Iterable[Any], theme: Theme) -> Colour | tuple[()] | None:
    """Return the colour of a drawing's fill; None when it cannot be told, empty when one sees through it."""
    fills = list(fills)
    if any(str(part.tag).endswith("}noFill") for part in fills):
        return ()
    colours = [c for part in fills if str(part.tag).endswith("}solidFill") for c in part]
    alpha = [x for c in colours for x in c if str(x.tag).endswith(_CLEAR)]
    if any(_value(x).isdecimal() and int(_value(x)) >= _ALL_CLEAR for x in alpha):
        return ()
    if not colours or any(str(x.tag).endswith(_OTHER_LIGHT) for x in colours[0]):
        return None  # by its style, by a picture, or a colour made lighter or darker
    said = _value(colours[0])
    return theme.get(_OF_THEME.get(said, said)) or _of_hex(said)


def _value(element: Any) -> str:
    return next((str(said) for key, said in element.attrib.items() if str(key).endswith("val")), "")


def alike(one: Colour, other: Colour | None) -> bool:
    """Tell whether nobody reads one colour on the other."""
    return other is not None and all(abs(a - b) <= _ALIKE for a, b in zip(one, other, strict=True))
