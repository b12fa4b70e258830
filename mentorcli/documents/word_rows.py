"""Tags that take a whole row, cell or paragraph of a Word template, and loops over rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from mentorcli.documents.word_page import WORD, Page, read_page
from mentorcli.domain.problem import Place, Problem, Severity

_WHOLE = re.compile(r"\{[{%]-?(tr|tc|p|r)\s[^{}]*\}+")
_OF_CELLS = re.compile(r"\{%\s*(?:hm|vm|colspan|cellbg)\b[^{}]*\}+")
_STEP = re.compile(r"\{%-?(tr|tc|p|r)?\s*((?:end)?(?:for|if))\b")
_WHOLES = {"tr": "row", "tc": "cell", "p": "paragraph"}


def broken_loops(file: str, page: Page) -> Iterator[Problem]:
    """Yield loops and conditions that begin in one row or cell of a table and end in another."""
    places = _places(page)
    rows = list(page.root.iter(f"{WORD}tr"))
    begun: list[tuple[str, int, str]] = []
    for number, line in enumerate(page.lines):
        for step in _STEP.finditer(line):
            prefix = step[1] or ""
            if not step[2].startswith("end"):
                begun.append((prefix, number, step[0]))
            elif begun:
                opened, first, tag = begun.pop()
                (row, cell), (other_row, other_cell) = places[first], places[number]
                needed = "tr" if row is not other_row else "tc" if cell is not other_cell else ""
                told = Place(file, page.place(first + 1))
                if needed and (opened, prefix) != (needed, needed):
                    yield Problem.of(
                        "template_row_loop", Severity.BLOCKER, told, tag=tag, needed=needed
                    )
                elif needed == "tr" and "for" in tag and None not in (row, other_row):
                    between = rows[rows.index(row) : rows.index(other_row)]
                    if any(map(_is_empty, between)):
                        yield Problem.of("template_empty_row", Severity.BLOCKER, told, tag=tag)


def swallowed_text(file: str, page: Page) -> Iterator[Problem]:
    """Yield the tags of a row, cell or paragraph beside which other words stand: docxtpl drops these.

    A value in such a tag, and a tag of a run, would be dropped wherever they stand; a tag of a row
    or cell that stands in none takes another away.
    """
    places, lines = _places(page), page.lines
    for number, line in enumerate(lines):
        told = Place(file, page.place(number + 1))
        wholes = {x: x[1] for x in _WHOLE.finditer(line)}
        for tag, of in {**wholes, **dict.fromkeys(_OF_CELLS.finditer(line), "tc")}.items():
            column = {"tr": 0, "tc": 1}.get(of)
            own = None if column is None else places[number][column]
            if column is not None and own is None:
                more = {"tag": tag[0], "whole": _WHOLES[of]}
                yield Problem.of("template_tag_in_no_row", Severity.BLOCKER, told, **more)
                continue
            if tag not in wholes:
                continue
            beside = line[: tag.start()] + line[tag.end() :]
            if column is not None and own is not None:
                inside = (n for n in range(len(lines)) if n != number and places[n][column] is own)
                beside += "".join(lines[n] for n in inside)
            if beside.strip() or of == "r" or tag[0].startswith("{{"):
                plain, whole = tag[0].replace(of, "", 1), _WHOLES.get(of, "run")
                more = {"tag": tag[0], "whole": whole, "plain": plain}
                yield Problem.of("template_text_swallowed", Severity.BLOCKER, told, **more)


def _is_empty(row: Any) -> bool:
    shows = (f"{WORD}{x}" for x in ("drawing", "pict", "object", "sdt", "sym", "fldChar"))
    text = "".join(read_page("", row).lines)
    return not text.strip() and next(row.iter(*shows), None) is None


def _places(page: Page) -> list[tuple[Any, Any]]:
    """Return the innermost row and cell of each paragraph; None outside tables."""
    kinds = (f"{WORD}tr", f"{WORD}tc")
    return [tuple(next(p.iterancestors(x), None) for x in kinds) for p in page.numbers]  # type: ignore[misc]
