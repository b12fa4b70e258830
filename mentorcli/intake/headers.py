"""Column titles: how two are compared, and how a column is known by its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from mentorcli.domain.text import match_key, one_line, unescaped

LONGEST = 2_000
_ENDING = " ?:*.…"
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
_INNER = re.compile(r"^([^()\[\]]+)[(\[]([^()\[\]]+)[)\]][ ?:*.]*$")
_HALVES = re.compile(r"\s*[/|]\s*|\s+[–—-]\s+")
_SEGMENT = re.compile(r"^.*(?:[:›»]|\s-\s)\s*(?=\S)", re.DOTALL)
_GRID = re.compile(r"\[([^\[\]]+)\]\s*$")
_CODE = re.compile(r"^[A-Za-z]{1,3}\d{1,3}[.:)]?\s+|^\d{1,3}[.)]\s+")
_ORDINAL = re.compile(
    r"\b(?:[1-9](?:st|nd|rd|th|:a|:e|\.|\))?|first|second|third|ensimmäinen|toinen|kolmas|"
    r"första|andra|tredje)(?=\W|$)[.)]?"
)


def header_key(header: str) -> str:
    """Return the form in which titles are compared: case, spaces and final marks do not count."""
    return match_key(one_line(unescaped(header[:LONGEST]))).rstrip(_ENDING)


def without_brackets(key: str) -> str:
    """Return a key without what stands in brackets at its end; the key itself if that is all."""
    return _BRACKETS.sub("", key).rstrip(_ENDING) or key


def halves_of(header: str) -> tuple[str, ...]:
    """Return the parts of a title that says one thing in several languages; none where it has one.

    ``Nimi / Name``, ``Nimi | Namn``, ``Nimi - Name`` and ``Nimi (Name)``.
    """
    text = one_line(header[:LONGEST])
    inner = _INNER.search(text)
    parts = [inner[1], inner[2]] if inner else _HALVES.split(text)
    halves = tuple(part.strip() for part in parts if sum(map(str.isalpha, part)) > 1)
    return halves if len(halves) == len(parts) > 1 else ()


def last_segment(header: str) -> str:
    """Return the key of what follows the last ``:`` or ``›``, or stands in final ``[ ]``."""
    text = one_line(header[:LONGEST])
    if found := _GRID.search(text):
        return header_key(found.group(1))
    return header_key(_CODE.sub("", _SEGMENT.sub("", text.rstrip(_ENDING))))


def without_ordinal(key: str) -> str:
    """Return a key without its ordinals: ``1st wish`` and ``wish 2`` are both ``wish``."""
    bare = re.sub(r"[\[\]()#]", " ", _ORDINAL.sub(" ", key))
    return header_key(bare)


ColumnKey = tuple[str, int]
"""A title as it is compared, and how many times it has stood so far, itself included."""


def column_keys(headers: Sequence[str]) -> tuple[ColumnKey, ...]:
    """Return what each column is known by: equal titles are told apart by their number."""
    seen: Counter[str] = Counter()
    keys = []
    for key in map(header_key, headers):
        seen[key] += 1
        keys.append((key, seen[key]))
    return tuple(keys)
