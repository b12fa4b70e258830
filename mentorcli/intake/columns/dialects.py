"""Dialects: what each form tool adds of its own, one TOML file each."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, get_origin

import msgspec
from msgspec import field

from mentorcli.files.shipped import tables_in
from mentorcli.intake.headers import header_key

GENERIC = "generic"
Patterns = tuple[re.Pattern[str], ...]


class Keys(frozenset[str]):
    """Titles or texts in the form in which titles are compared."""

    __slots__ = ()


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A table of a dialect's file: a key that is not declared is a mistake."""


class OwnColumn(_Table, frozen=True):
    """A column that the tool writes itself; ``field`` begins with ``@`` when it is no answer."""

    field: str
    headers: Keys
    values: str
    optional: bool = False


class CellSign(_Table, frozen=True):
    """Cells of a header row (from 1) that match ``cells``: at least and at most so many."""

    row: int
    cells: re.Pattern[str]
    least: int = 0
    most: int = 10**6


class HeaderRows(_Table, frozen=True):
    """What each header row holds: ``code``, ``title``, ``option``, ``group`` or ``skip``.

    ``plain`` are the texts of an option row that say only that the question has one answer.
    """

    rows: tuple[str, ...]
    signs: tuple[CellSign, ...] = ()
    plain: Keys = Keys()


class Skip(_Table, frozen=True):
    """Rows to leave out: where a column of these titles holds one of the values, or nothing.

    With ``every`` all filled columns of these titles must hold one.
    """

    reason: str
    headers: re.Pattern[str]
    values: Keys = Keys()
    empty: bool = False
    every: bool = False


class Marks(_Table, frozen=True):
    """What stands in an option's own column when it was chosen, not chosen, or never shown.

    ``other`` tells an option that asks for free text.
    """

    chosen: Keys
    not_chosen: Keys
    not_shown: Keys
    other: re.Pattern[str]


class TitleSigns(_Table, frozen=True):
    """Patterns of titles, of which so many at least tell the tool."""

    headers: Patterns = ()
    least: int = 0


class Dialect(_Table, frozen=True):
    """How one tool writes.

    ``separators`` of several choices are tried in their order; ``recognised_by`` columns from the
    left or ``signs`` tell the tool; ``headings`` split a title into ``code``, ``question``,
    ``option`` and ``text`` (free text beside options); ``ignored`` are titles of columns that are
    no answers; ``record`` those of the key that several rows of one person share; ``no_moment``
    texts that stand for an unknown time.
    """

    key: str
    title: str
    order: int
    separators: tuple[str, ...]
    marks: Marks
    recognised_by: int = 0
    recognise: str = "headers"
    columns: tuple[OwnColumn, ...] = field(name="column", default=())
    signs: TitleSigns = TitleSigns()
    header_rows: tuple[HeaderRows, ...] = field(name="header", default=())
    headings: Patterns = ()
    ignored: Patterns = ()
    skips: tuple[Skip, ...] = field(name="skip", default=())
    record: Keys = Keys()
    no_moment: tuple[str, ...] = ()
    bare_options: bool = False


@cache
def dialects() -> tuple[Dialect, ...]:
    """Return all dialects, the most peculiar first and the generic one last."""
    entries = tables_in("intake/dialects")
    marks = entries[GENERIC]["marks"]
    found = [
        {**entry, "key": key, "marks": {**marks, **entry.get("marks", {})}}
        for key, entry in entries.items()
    ]
    every = msgspec.convert(found, list[Dialect], dec_hook=_from_text)
    return tuple(sorted(every, key=lambda d: (d.order, d.key)))


def _from_text(kind: type, said: Any) -> Any:
    """Return a pattern, or titles as they are compared, as a file says them."""
    if get_origin(kind) is re.Pattern:
        return re.compile(said)
    return Keys(map(header_key, said))


def dialect_of(key: str) -> Dialect:
    """Return a dialect by key; the generic one when a remembered form names one that is gone."""
    return next((d for d in dialects() if d.key == key), dialects()[-1])


@cache
def volatile_headers() -> frozenset[str]:
    """Return the keys of own columns that a tool writes only sometimes."""
    return frozenset(h for d in dialects() for c in d.columns if c.optional for h in c.headers)
