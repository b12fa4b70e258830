"""Tags that take a whole row, cell or paragraph of a Word template, and loops over rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from mentorcli.documents.word_parts import WORD, paragraphs, place_in, plain_name
from mentorcli.domain.problem import Place, Problem, Severity

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_WHOLE = re.compile(r"\{[{%]-?(tr|tc|p|r)\s[^{}]*\}+")
_STEP = re.compile(r"\{%-?(tr|tc|p|r)?\s*((?:end)?(?:for|if))\b")


def broken_loops(file: str, name: str, part: Element, lines: list[str]) -> Iterator[Problem]:
    """Yield loops and conditions that begin in one row or cell of a table and end in another."""
    cells = _cells(part)
    rows = {n for n, row in enumerate(part.iter(f"{WORD}tr"), 1) if not _is_empty(row)}
    begun: list[tuple[str, int, str]] = []
    for number, line in enumerate(lines, 1):
        for step in _STEP.finditer(line):
            prefix = step[1] or ""
            if not step[2].startswith("end"):
                begun.append((prefix, number, step[0]))
            elif begun:
                opened, first, tag = begun.pop()
                row, cell = cells[first - 1]
                other_row, other_cell = cells[number - 1]
                needed = "tr" if row != other_row else "tc" if cell != other_cell else ""
                if needed and (opened, prefix) != (needed, needed):
                    place = Place(file, place_in(plain_name(name), first, lines))
                    yield Problem.of(
                        "template_row_loop", Severity.BLOCKER, place, tag=tag, needed=needed
                    )
                elif needed == "tr" and "for" in tag and not rows.issuperset(range(row, other_row)):
                    place = Place(file, place_in(plain_name(name), first, lines))
                    yield Problem.of("template_empty_row", Severity.BLOCKER, place, tag=tag)


def swallowed_text(file: str, name: str, part: Element, lines: list[str]) -> Iterator[Problem]:
    """Yield the tags of a row, cell or paragraph beside which other words stand: docxtpl drops these.

    A value in such a tag, and a tag of a run, would be dropped wherever they stand.
    """
    cells = _cells(part)
    for number, line in enumerate(lines):
        for tag in _WHOLE.finditer(line):
            column = {"tr": 0, "tc": 1}.get(tag[1])
            beside = [line[: tag.start()] + line[tag.end() :]]
            if column is not None and cells[number][column]:
                own = cells[number][column]
                beside += [
                    x for n, x in enumerate(lines) if n != number and cells[n][column] == own
                ]
            if "".join(beside).strip() or tag[1] == "r" or tag[0].startswith("{{"):
                place = Place(file, place_in(plain_name(name), number + 1, lines))
                plain = tag[0].replace(tag[1], "", 1)
                what = {"tr": "row", "tc": "cell", "p": "paragraph"}.get(tag[1], "run")
                yield Problem.of(
                    "template_text_swallowed",
                    Severity.BLOCKER,
                    place,
                    tag=tag[0],
                    whole=what,
                    plain=plain,
                )


def _is_empty(row: Element) -> bool:
    shows = (f"{WORD}{x}" for x in ("drawing", "pict", "object", "sdt", "sym", "fldChar"))
    return not "".join(paragraphs(row)).strip() and next(row.iter(*shows), None) is None


def _cells(part: Element) -> list[tuple[int, int]]:
    """Return the innermost table row and cell of each paragraph, as numbers; 0 outside tables."""
    where: dict[Any, list[int]] = {p: [0, 0] for p in part.iter(f"{WORD}p")}
    for place, tag in enumerate(("tr", "tc")):
        for number, element in enumerate(part.iter(f"{WORD}{tag}"), 1):
            for paragraph in element.iter(f"{WORD}p"):
                where[paragraph][place] = number
    return [(row, cell) for row, cell in where.values()]
