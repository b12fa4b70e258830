"""Which tool wrote a table, and which of its columns are the tool's own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mentorcli.domain.table import CellValue
from mentorcli.intake.columns.dialects import GENERIC, Dialect, Patterns, dialect_of, dialects
from mentorcli.intake.columns.layout import Layout
from mentorcli.intake.headers import halves_of, header_key
from mentorcli.intake.values.addresses import ADDRESS, ANONYMOUS
from mentorcli.intake.values.dates import is_moment
from mentorcli.intake.values.reading import is_error

IGNORED = "@ignored"
HALF, NEARLY_ALL = 0.5, 0.9
LOOKED_AT = 500
_ZONED = re.compile(r"^\d{4}/\d\d/\d\d \d{1,2}:\d\d:\d\d ?[AP]M\b")


def recognise(layout: Layout) -> Dialect:
    """Return the dialect that the header rows, or else titles and values, tell."""
    if layout.dialect:
        return dialect_of(layout.dialect)
    columns = [layout.values(i)[:LOOKED_AT] for i in range(len(layout.headers))]
    names = layout.title_keys()
    keys = [key for pair in names for key in pair if key]
    return next(d for d in dialects() if _tells(d, [n for n, _ in names], keys, columns))


def _tells(
    dialect: Dialect,
    titles: Sequence[str],
    keys: Sequence[str],
    columns: Sequence[Sequence[CellValue]],
) -> bool:
    if signs := dialect.signs.headers:
        found = sum(1 for sign in signs if any(map(sign.search, keys)))
        return found >= dialect.signs.least
    by_place = dialect.recognised_by > 0 and _first_columns(dialect, titles, columns)
    return by_place or dialect.key == GENERIC


def _first_columns(
    dialect: Dialect, titles: Sequence[str], columns: Sequence[Sequence[CellValue]]
) -> bool:
    first = dialect.columns[: dialect.recognised_by]
    if len(titles) < len(first):
        return False
    for own, header, values in zip(first, titles, columns, strict=False):
        if not any(c.isalpha() for c in header):
            return False
        named = header in own.headers
        fitting = values_fit(own.values, values)
        if not (named and fitting if dialect.recognise == "both" else named or fitting):
            return False
        if not fitting and any(v is not None for v in values):
            return False
    return True


def values_fit(kind: str, values: Sequence[CellValue], share: float = NEARLY_ALL) -> bool:
    """Tell whether a column has values and nearly all of them (a share) are of the kind.

    One that shows nothing but errors may have held any.
    """
    filled = [v for v in values if v is not None and str(v).strip()]
    given = [v for v in filled if not is_error(v)]
    fitting = sum(1 for v in given if _fits(kind, v))
    return kind == "any" or (bool(filled) and fitting >= share * len(given))


def _fits(kind: str, value: CellValue) -> bool:
    text = str(value).strip()
    if kind == "integer":
        return text.isdecimal()
    if kind == "moment":
        return is_moment(value)
    if kind == "zoned":
        return bool(_ZONED.match(text))
    return text == ANONYMOUS or bool(ADDRESS.fullmatch(text))


def own_columns(dialect: Dialect, layout: Layout) -> dict[int, str]:
    """Return the tool's own columns as index to field, ``@ignored`` for those that feed nothing.

    Those that recognise the tool are known by place; the rest by title or code, each at its first
    one only. A tool that is known by place writes its own columns before the first question.
    """
    keys = layout.title_keys()
    ignored = (*dialect.ignored, *dialect_of(GENERIC).ignored)
    found = {i: own.field for i, own in enumerate(dialect.columns[: dialect.recognised_by])}
    for own in dialect.columns[dialect.recognised_by :]:
        by_place = dialect.recognised_by and not own.field.startswith("@")
        for i in range(min(len(dialect.columns), len(keys)) if by_place else len(keys)):
            if i not in found and own.headers.intersection(keys[i]):
                share = HALF if own.values == "moment" else NEARLY_ALL  # beside a legend, a heading
                values = layout.values(i)[:LOOKED_AT]
                if dialect.key != GENERIC or values_fit(own.values, values, share):
                    found[i] = own.field
                break
    for i, names in enumerate(keys):
        halves = [header_key(half) for half in halves_of(layout.headers[i])]
        if i not in found and (
            _is_ignored(dialect, ignored, names)
            or (halves and all(_is_ignored(dialect, ignored, (half,)) for half in halves))
        ):
            found[i] = IGNORED
    return found


def _is_ignored(dialect: Dialect, ignored: Patterns, names: Sequence[str]) -> bool:
    """Tell whether a column is the tool's and no answer: named so, or a second one of its times."""
    if any(p.search(k) for p in ignored for k in names if k):
        return True
    own = [c for c in dialect.columns[dialect.recognised_by :] if c.field.startswith("@")]
    return dialect.key != GENERIC and any(c.headers.intersection(names) for c in own)
