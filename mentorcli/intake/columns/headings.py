"""Titles taken apart: columns that are parts of one question, an option or a grid's row each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from mentorcli.domain.language import Labels
from mentorcli.domain.table import CellValue
from mentorcli.domain.text import one_line, unescaped
from mentorcli.intake.columns.dialects import Dialect, Marks
from mentorcli.intake.columns.header_rows import PART
from mentorcli.intake.columns.layout import Layout
from mentorcli.intake.headers import LONGEST, halves_of, header_key

THEME = "theme"
FREE_TEXT = "*"
"""Begins the option of a column that holds what was written beside the options."""
SEVERAL, MANY = 2, 3
_REPEAT = re.compile(r"\d{1,2}$")
_AFTER = re.compile(r"(?<=[)\]])[\s.*:]+$")
"""Marks that people put behind a title whose end tells its option."""
_UNDER = re.compile(rf"^(?P<question>.+?){PART}(?P<option>[^›]+)$")
"""A title that was put together from two rows."""
_NUMBER = re.compile(
    r"^(?:(?:[^\W\d_]{1,2}|question|kysymys|fråga) ?\d{1,3}[a-h]?(?:\.\d{1,2})?(?: ?[.:)–-]+ |: ?)|Q\d{1,3} )\s*(?=\D)",
    re.IGNORECASE,
)
"""What some write before a title to number it: ``Q02. ``, ``K3: ``, ``Fråga 4) ``."""
_SECTION = re.compile(
    r"^(?P<question>[^:?]{4,}|[^:?]{4,}\?)(?:(?<!\?): ?|(?<=\?) ?[:.–-] ?| [–-] )(?P<option>\S.*)$",
    re.DOTALL,
)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")


@dataclass(frozen=True, slots=True)
class Heading:
    """A title taken apart as its tool writes it.

    ``title`` is the whole or what remains without its code; ``question`` and ``option`` are
    filled when the title may be a part of a question.
    """

    title: str
    code: str = ""
    question: str = ""
    option: str = ""


def headings(dialect: Dialect, layout: Layout, theme: Labels) -> tuple[Heading, ...]:
    """Return every title of a table taken apart; where it names the programme's theme, it says so."""
    found = _under_sections(tuple(map(partial(_heading, dialect), layout.headers, layout.codes)))
    for name in (_inflected(text) for text in theme.values() if " " in text):
        found = tuple(
            replace(one, title=name.sub(THEME, one.title), question=name.sub(THEME, one.question))
            for one in found
        )
    return found


def _inflected(name: str) -> re.Pattern[str]:
    """Return how a name stands in a title: its words in their order, whatever their endings."""
    words = (re.escape(word[: max(4, len(word) - 3)]) for word in name.split())
    return re.compile(r"\b" + r"\s+".join(rf"{word}\w*" for word in words), re.IGNORECASE)


def _under_sections(found: Sequence[Heading]) -> tuple[Heading, ...]:
    """Return headings with what several titles begin with, up to a colon or dash, as the question over them."""
    parted = [None if one.question else _SECTION.match(one.title) for one in found]
    count = Counter(part["question"] for part in parted if part)
    return tuple(
        replace(one, **part.groupdict()) if part and count[part["question"]] >= MANY else one
        for one, part in zip(found, parted, strict=True)
    )


def _heading(dialect: Dialect, header: str, code: str) -> Heading:
    """Return a title taken apart by the first of the dialect's patterns that fits."""
    text = _AFTER.sub("", one_line(unescaped(_TAG.sub(" ", header[:LONGEST]))))
    for pattern in (*dialect.headings, _UNDER):
        if found := pattern.search(text):
            parts = found.groupdict()
            question, option = parts.get("question") or "", parts.get("option") or ""
            if parts.get("text"):
                option = FREE_TEXT + (option or parts["text"])
            own = parts.get("code") or code
            title = question if not option else text
            return Heading(title, own, question if option else "", option)
    return Heading(_NUMBER.sub("", text), code)


def questions(found: Sequence[Heading]) -> dict[str, list[int]]:
    """Return the columns of each question that has several, by the question's key."""
    groups: dict[str, list[int]] = {}
    key = bare = ""
    for i, part in enumerate(found):
        before, bare = bare, part.question.rpartition(PART)[2]
        if part.question:
            # a heading over several questions may begin in the middle of one
            key = key if before == bare else header_key(part.question)
            groups.setdefault(key, []).append(i)
    for i, part in enumerate(found):
        key = header_key(part.title)
        if not part.question and key in groups and not part.option:
            groups[key].insert(0, i)
    return {key: columns for key, columns in groups.items() if len(columns) >= SEVERAL}


def without_repeat(header: str) -> str:
    """Return a title's key without the number that Excel's tables give repeated titles."""
    return _REPEAT.sub("", header_key(header)).strip()


def bare_option(header: str, spellings: Mapping[str, str]) -> str:
    """Return the option's code that a title is, also with a number that tells repeats apart."""
    return spellings.get(header_key(header)) or spellings.get(without_repeat(header)) or ""


def says_chosen(value: CellValue, option: str, marks: Marks) -> bool | None:
    """Return whether an option's cell says chosen or not, or None for anything else."""
    if isinstance(value, bool):
        return value
    key = header_key(str(value)) if value is not None else ""
    if not key or key in marks.not_chosen or key in marks.not_shown:
        return False
    if key in marks.chosen or key == header_key(option):
        return True
    said = {says_chosen(half, option, marks) for half in halves_of(key)}  # “Kyllä / Yes”
    return said.pop() if len(said) == 1 else None
