"""Dialects: what each form tool adds of its own, one TOML file each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from mentorcli.files.drawers import tables_in
from mentorcli.intake.headers import header_key

GENERIC = "generic"


@dataclass(frozen=True, slots=True)
class OwnColumn:
    """A column that the tool writes itself; ``field`` begins with ``@`` when it is no answer."""

    field: str
    headers: frozenset[str]
    values: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class CellSign:
    """Cells of a header row (from 1) that match ``cells``: at least and at most so many."""

    row: int
    cells: re.Pattern[str]
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class HeaderRows:
    """What each header row holds: ``code``, ``title``, ``option`` or ``skip``.

    ``plain`` are the texts of an option row that say only that the question has one answer.
    """

    rows: tuple[str, ...]
    signs: tuple[CellSign, ...]
    plain: frozenset[str]


@dataclass(frozen=True, slots=True)
class Skip:
    """Rows to leave out: where a column of these titles holds one of the values, or nothing.

    With ``every`` all filled columns of these titles must hold one.
    """

    reason: str
    headers: re.Pattern[str]
    values: frozenset[str]
    empty: bool
    every: bool


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands in an option's own column when it was chosen, not chosen, or never shown.

    ``other`` tells an option that asks for free text.
    """

    chosen: frozenset[str]
    not_chosen: frozenset[str]
    not_shown: frozenset[str]
    other: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one tool writes.

    ``separators`` of several choices are tried in their order; ``recognised_by`` columns from the
    left or ``signs`` (patterns of titles, and how many at least) tell the tool; ``headings`` split
    a title into ``code``, ``question``, ``option`` and ``text`` (free text beside options);
    ``ignored`` are titles of columns that are no answers; ``record`` those of the key that
    several rows of one person share; ``no_moment`` texts that stand for an unknown time.
    """

    key: str
    title: str
    separators: tuple[str, ...]
    recognised_by: int
    recognise: str
    columns: tuple[OwnColumn, ...]
    signs: tuple[re.Pattern[str], ...]
    signs_least: int
    header_rows: tuple[HeaderRows, ...]
    headings: tuple[re.Pattern[str], ...]
    ignored: tuple[re.Pattern[str], ...]
    skips: tuple[Skip, ...]
    marks: Marks
    record: frozenset[str]
    no_moment: tuple[str, ...]
    bare_options: bool


@cache
def dialects() -> tuple[Dialect, ...]:
    """Return all dialects, the most peculiar first and the generic one last."""
    entries = tables_in("intake/dialects")
    marks = entries[GENERIC]["marks"]
    order = sorted(entries, key=lambda key: (entries[key]["order"], key))
    return tuple(_dialect(key, entries[key], marks) for key in order)


def _dialect(key: str, entry: Mapping[str, Any], marks: Mapping[str, Any]) -> Dialect:
    signs = entry.get("signs", {})
    return Dialect(
        key=key,
        title=entry["title"],
        separators=tuple(entry["separators"]),
        recognised_by=entry.get("recognised_by", 0),
        recognise=entry.get("recognise", "headers"),
        columns=tuple(_own(c) for c in entry.get("column", ())),
        signs=_patterns(signs.get("headers", ())),
        signs_least=signs.get("least", 0),
        header_rows=tuple(_header_rows(h) for h in entry.get("header", ())),
        headings=tuple(re.compile(h) for h in entry.get("headings", ())),
        ignored=_patterns(entry.get("ignored", ())),
        skips=tuple(_skip(s) for s in entry.get("skip", ())),
        marks=_marks({**marks, **entry.get("marks", {})}),
        record=frozenset(map(header_key, entry.get("record", ()))),
        no_moment=tuple(entry.get("no_moment", ())),
        bare_options=entry.get("bare_options", False),
    )


def _patterns(texts: Sequence[str]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(t) for t in texts)


def _own(entry: Mapping[str, Any]) -> OwnColumn:
    headers = frozenset(header_key(h) for h in entry["headers"])
    return OwnColumn(entry["field"], headers, entry["values"], entry.get("optional", False))


def _header_rows(entry: Mapping[str, Any]) -> HeaderRows:
    signs = tuple(
        CellSign(s["row"], re.compile(s["cells"]), s.get("least", 0), s.get("most", 10**6))
        for s in entry.get("signs", ())
    )
    plain = frozenset(map(header_key, entry.get("plain", ())))
    return HeaderRows(tuple(entry["rows"]), signs, plain)


def _skip(entry: Mapping[str, Any]) -> Skip:
    return Skip(
        entry["reason"],
        re.compile(entry["headers"]),
        frozenset(map(header_key, entry.get("values", ()))),
        entry.get("empty", False),
        entry.get("every", False),
    )


def _marks(entry: Mapping[str, Any]) -> Marks:
    chosen, not_chosen, not_shown = (
        frozenset(map(header_key, entry[k])) for k in ("chosen", "not_chosen", "not_shown")
    )
    return Marks(chosen, not_chosen, not_shown, re.compile(entry["other"]))


def dialect_of(key: str) -> Dialect:
    """Return a dialect by key; the generic one when a remembered form names one that is gone."""
    return next((d for d in dialects() if d.key == key), dialects()[-1])


@cache
def volatile_headers() -> frozenset[str]:
    """Return the keys of own columns that a tool writes only sometimes."""
    return frozenset(h for d in dialects() for c in d.columns if c.optional for h in c.headers)
