"""What parts the fields of a text: the mark whose parse has the most constant width."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from mentorcli.domain.problem import UserError
from mentorcli.files.records import Records, Shape, strictly_wrong

DELIMITERS = (",", ";", "\t", "|")
SHAPES = (*(Shape(d, quoted=True) for d in DELIMITERS), Shape("\t", quoted=False))
ONE_COLUMN = Shape("\x1f", quoted=True)
LOOKED_AT = 2_000
LOOKED_AT_CHARACTERS = 1 << 20
NEARLY = 0.98


@dataclass(frozen=True, slots=True, order=True)
class _Score:
    """How well a mark fits: share of rows with the usual width, that width, if quotes hold."""

    share: float
    width: int
    clean: bool
    order: int


def announced(first: str) -> Shape | None:
    """Return the shape that Excel's own first line ``sep=;`` settles; it is no row."""
    said = first.strip().lower()
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
        if (s := _score(Records(name, lines, shape), text, -i, against))
    }
    if against and not scored:
        raise against[0]
    if not scored:
        marked = len(lines) > 1 and any(d in lines[0] for d in DELIMITERS)
        return ONE_COLUMN, "text_one_column" if marked else ""
    best = max(scored, key=lambda i: scored[i])
    others = [s for i, s in scored.items() if SHAPES[i].delimiter != SHAPES[best].delimiter]
    rival = any(s.clean and s.share >= NEARLY * scored[best].share for s in others)
    return SHAPES[best], "text_delimiter_unclear" if rival else ""


def _score(records: Records, text: str, order: int, against: list[UserError]) -> _Score | None:
    """Return how well a mark fits, or None when it makes no table; ``against`` says why not."""
    if records.shape.delimiter not in text:
        return None
    try:
        widths = Counter(len(r) for r in islice(records, LOOKED_AT) if any(v.strip() for v in r))
    except UserError as error:
        against.append(error)
        return None
    if not widths:
        return None
    usual, often = max(widths.items(), key=lambda item: (item[1], item[0]))
    if usual == 1:
        return None
    share = often / widths.total()
    clean = not strictly_wrong(text, records.shape)
    return _Score(share / 2 if records.unclosed else share, usual, clean, order)
