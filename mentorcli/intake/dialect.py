"""Dialects: what each form tool adds of its own, one TOML file each."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mentorcli.domain.table import CellValue
from mentorcli.intake.headers import header_key
from mentorcli.intake.moments import is_moment

FOLDER = Path(__file__).parent / "dialects"
GENERIC = "generic"
_ZONED = re.compile(r"^\d{4}/\d\d/\d\d \d{1,2}:\d\d:\d\d ?[AP]M\b")
_ADDRESS = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s]+$")


@dataclass(frozen=True, slots=True)
class OwnColumn:
    """A column that the tool writes itself; ``field`` begins with ``@`` when it is no answer."""

    field: str
    headers: frozenset[str]
    values: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one tool writes; ``separators`` of several choices, in the order they are tried."""

    key: str
    title: str
    separators: tuple[str, ...]
    recognised_by: int
    recognise: str
    columns: tuple[OwnColumn, ...]


@cache
def dialects() -> tuple[Dialect, ...]:
    """Return all dialects, the most peculiar first and the generic one last."""
    found = []
    for path in sorted(FOLDER.glob("*.toml")):
        entry = tomllib.loads(path.read_text(encoding="utf-8"))
        columns = tuple(
            OwnColumn(
                c["field"],
                frozenset(header_key(h) for h in c["headers"]),
                c["values"],
                c.get("optional", False),
            )
            for c in entry.get("column", ())
        )
        dialect = Dialect(
            path.stem, entry["title"], tuple(entry["separators"]), entry["recognised_by"],
            entry["recognise"], columns,
        )  # fmt: skip
        found.append((entry["order"], path.stem, dialect))
    return tuple(dialect for _, _, dialect in sorted(found, key=lambda f: f[:2]))


def dialect_of(key: str) -> Dialect:
    """Return a dialect by key; the generic one when a remembered form names one that is gone."""
    return next((d for d in dialects() if d.key == key), dialects()[-1])


@cache
def volatile_headers() -> frozenset[str]:
    """Return the keys of own columns that a tool writes only sometimes."""
    return frozenset(h for d in dialects() for c in d.columns if c.optional for h in c.headers)


def recognise(headers: Sequence[str], columns: Sequence[Sequence[CellValue]]) -> Dialect:
    """Return the dialect that titles and values (one sequence for each column) tell."""
    return next(d for d in dialects() if _tells(d, headers, columns))


def _tells(
    dialect: Dialect, headers: Sequence[str], columns: Sequence[Sequence[CellValue]]
) -> bool:
    first = dialect.columns[: dialect.recognised_by]
    if len(headers) < len(first):
        return False
    for own, header, values in zip(first, headers, columns, strict=False):
        named = header_key(header) in own.headers
        fitting = values_fit(own.values, values)
        if not (named and fitting if dialect.recognise == "both" else named or fitting):
            return False
        if not fitting and any(v is not None for v in values):
            return False
    return True


def values_fit(kind: str, values: Sequence[CellValue]) -> bool:
    """Tell whether a column has values and nearly all of them are of the kind."""
    given = [v for v in values if v is not None and str(v).strip()]
    fitting = sum(1 for v in given if _fits(kind, v))
    return kind == "any" or (bool(given) and fitting >= 0.9 * len(given))


def _fits(kind: str, value: CellValue) -> bool:
    text = str(value).strip()
    if kind == "integer":
        return text.isdecimal()
    if kind == "moment":
        return is_moment(value)
    if kind == "zoned":
        return bool(_ZONED.match(text))
    return text == "anonymous" or bool(_ADDRESS.match(text))


def own_columns(
    dialect: Dialect, headers: Sequence[str], columns: Sequence[Sequence[CellValue]]
) -> dict[int, str]:
    """Return the tool's own columns as index to field.

    Those that recognise the tool are known by place; the rest by title, each at its first one
    only, and only while they stand before the first question.
    """
    found = {i: own.field for i, own in enumerate(dialect.columns[: dialect.recognised_by])}
    for own in dialect.columns[dialect.recognised_by :]:
        reach = len(headers) if dialect.key == GENERIC else len(dialect.columns)
        for i in range(min(reach, len(headers))):
            if i not in found and header_key(headers[i]) in own.headers:
                if dialect.key != GENERIC or values_fit(own.values, columns[i]):
                    found[i] = own.field
                break
    return found
