"""What parts the fields of a text: the mark whose parse has the most constant width."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from mentorcli.domain.problem import UserError
from mentorcli.files.records import Records, Shape

DELIMITERS = (",", ";", "\t", "|")
SHAPES = (
    *(Shape(d, quoted=True) for d in DELIMITERS),
    Shape("\t", quoted=False),
    *(Shape(d, quoted=True, spaced=True) for d in DELIMITERS),
)
ONE_COLUMN = Shape("\x1f", quoted=True)
LOOKED_AT = 2_000
LOOKED_AT_CHARACTERS = 1 << 20
NEARLY = 0.98
_DOUBLED = re.compile(r'(?:^|\t)"[^"\t]*(?:""|\\")[^"\t]+(?:""[^"\t]*|\\"[^"\t]*)*"(?:[\t\r\n]|$)')
"""A text in marks with marked ones inside: whoever writes TABs without marks writes no such text."""


@dataclass(frozen=True, slots=True, order=True)
class _Score:
    """How well a mark fits: share of rows with the usual width, that width, quotes out of place.

    ``wrong`` counts these below zero; the greatest is the best.
    """

    share: float
    width: int
    wrong: int
    order: int


def announced(first: str) -> Shape | None:
    """Return the shape that Excel's own first line ``sep=;`` settles; it is no row."""
    said = first.strip().lower().strip('"')
    if said.startswith("sep=") and said[4:] in {*DELIMITERS, ""}:
        return Shape(said[4:] or "\t", quoted=True)
    return None


def shape_of(name: str, lines: Sequence[str]) -> tuple[Shape, str]:
    """Return what parts the fields of a text's first lines, and the code of a doubt or nothing.

    A usual width of 1 tells nothing: then it is a column of its own, in doubt when marks stand
    in its first line. Two marks that both give a table of constant width are a doubt too. Raises
    UserError when the text is no table with any mark.
    """
    text = "".join(lines)
    against: list[UserError] = []
    scored = {
        i: s
        for i, shape in enumerate(SHAPES)
        if shape.delimiter + ' "' * shape.spaced in text
        and (s := _score(Records(name, lines, shape), LOOKED_AT, -i, against))
    }
    if against and not scored:
        raise against[0]
    if not scored:
        marked = len(lines) > 1 and any(d in lines[0] for d in DELIMITERS)
        return ONE_COLUMN, "text_one_column" if marked else ""
    best = max(scored, key=lambda i: scored[i])
    others = [s for i, s in scored.items() if SHAPES[i].delimiter != SHAPES[best].delimiter]
    rival = any(not s.wrong and s.share >= NEARLY * scored[best].share for s in others)
    return SHAPES[best], "text_delimiter_unclear" if rival else ""


def quoting_of(name: str, lines: Callable[[], Iterator[str]], shape: Shape) -> Shape:
    """Return the shape with the way of quoting that fits the whole of a text best.

    ``lines`` gives all of its lines anew. Looked for is what they show: a space between delimiter
    and quotation mark, a backslash before one, single quotation marks, TABs without any. The
    common way stays unless another fits more rows, or as many and leaves no mark out of place.
    """
    if shape.delimiter == "\t" and any(map(_DOUBLED.search, lines())):
        shape = _with_marks(name, lines, shape)
    ways = _ways(shape, lines())
    best, first = shape, _whole(name, lines, shape) if ways else None
    for way in ways if first else ():
        found = _whole(name, lines, way)
        if not found or not first:
            continue
        better = (found.share, found.wrong) > (first.share, first.wrong)
        marks_left = way.spaced or way.quote != shape.quote
        if better or (marks_left and not found.wrong and found.share >= first.share):
            best, first = way, found
    return _with_backslashes(name, lines, best) if best.escaped else best


def _with_backslashes(name: str, lines: Callable[[], Iterator[str]], shape: Shape) -> Shape:
    """Return an escaped shape that tells where all backslashes are doubled, and so stand for one."""
    records = Records(name, lines(), shape)
    deque(records, 0)
    outside, inside = (bool(found[True]) and not found[False] for found in records.backslashes)
    return replace(shape, doubled=(outside, inside))


def _with_marks(name: str, lines: Callable[[], Iterator[str]], shape: Shape) -> Shape:
    """Return the shape with marks that hold texts, unless they would hold whole rows."""
    marked = replace(shape, quoted=True)
    return marked if _whole(name, lines, marked) else shape


def _ways(shape: Shape, lines: Iterator[str]) -> list[Shape]:
    """Return other ways of quoting that some lines show; single marks must stand in most of them."""
    mark = re.escape(shape.delimiter)
    spaced = re.compile(rf'(?:^|{mark}) +"')
    single = re.compile(rf"(?:^|{mark})'[^']*'(?:{mark}|[\r\n]|$)")
    shown, count, singles, escaped = set(), 0, 0, 0
    tabs = shape.delimiter == "\t"
    for line in lines:
        count += 1
        if '"' in line:
            shown.add("marks")
            shown |= {"doubled"} if tabs and _DOUBLED.search(line) else set()
            shown |= {"escape"} if '\\"' in line else set()
            shown |= {"spaced"} if ' "' in line and spaced.search(line) else set()
        if "'" in line:
            singles += single.search(line) is not None
            escaped += "\\'" in line
    quoted = replace(shape, quoted=True)
    ways = [replace(quoted, spaced=True)] if "spaced" in shown and not shape.spaced else []
    ways += [replace(quoted, escaped=True)] if "escape" in shown else []
    if 2 * singles > count:
        ways += [replace(quoted, quote="'", escaped=e) for e in (False, True) if escaped or not e]
    if "marks" in shown and tabs and "doubled" not in shown:
        ways.append(replace(shape, quoted=not shape.quoted))
    return ways


def _whole(name: str, lines: Callable[[], Iterator[str]], shape: Shape) -> _Score | None:
    return _score(Records(name, lines(), shape), None, 0, [])


def _score(
    records: Records, most: int | None, order: int, against: list[UserError]
) -> _Score | None:
    """Return how well a mark fits, or None when it makes no table; ``against`` says why not."""
    try:
        widths = Counter(len(r) for r in islice(records, most) if any(v.strip() for v in r))
    except UserError as error:
        against.append(error)
        return None
    if not widths:
        return None
    usual, often = max(widths.items(), key=lambda item: (item[1], item[0]))
    if usual == 1:
        return None
    share = often / (widths.total() + records.swallowed)
    return _Score(share, usual, -len(records.wrong()), order)
