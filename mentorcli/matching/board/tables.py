"""Verdicts of one rule or criterion on all pairs, worked out from one for each kind of pair.

A table gives whole numbers (points, or the bit of a rule that stands in the way) for some rows of
the board against all columns. Which table serves a look is decided here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from mentorcli.matching.rule_inputs import Look, Way

Ask = Callable[[int, int], int]
"""The verdict on a pair, by its places."""

_HELD = 1 << 27
"""Bytes that one table may hold for all its columns; above it works out rows as they are asked."""
_FEW_THINGS = 256
"""Up to so many different things are counted by a plain product of matrices."""


Table = Callable[[Any, Any], None]
"""Adds the verdicts on some rows (an array of places) with every column to a second array."""


@dataclass(frozen=True, slots=True)
class _Sides:
    """The different things read on either side: a number for each place, a place for each number."""

    rows: Any
    columns: Any
    first_row: tuple[int, ...]
    first_column: tuple[int, ...]
    one: tuple[Any, ...]
    other: tuple[Any, ...]


def table_of(
    look: Look | None, one: Sequence[Hashable], other: Sequence[Hashable], ask: Ask, dtype: Any
) -> Table:
    """Return the table of a rule or criterion; ``one`` and ``other`` are what its look reads."""
    import numpy as np

    if look is not None and look.way is Way.SHARED:
        one = [_unordered(x) for x in one]
    sides = _sides(one, other)
    if look is not None and look.way is Way.MEETING:
        return _meeting(sides, ask, dtype)
    shared = look is not None and look.way is Way.SHARED
    kinds = (_counted if shared else _asked)(sides, ask, dtype)
    if len(sides.one) * len(sides.columns) * dtype().itemsize <= _HELD:
        wide = kinds(np.arange(len(sides.one)))

        def held(rows: Any, into: Any) -> None:
            into += wide[sides.rows[rows]]

        return held

    def worked_out(rows: Any, into: Any) -> None:
        wanted, place = np.unique(sides.rows[rows], return_inverse=True)
        into += kinds(wanted)[place]

    return worked_out


def _unordered(things: Hashable) -> Hashable:
    """Return things of which only the number counts without their order, unless one comes twice."""
    if not isinstance(things, tuple):
        return things
    once = frozenset(things)
    return once if len(once) == len(things) else things


def _sides(one: Sequence[Hashable], other: Sequence[Hashable]) -> _Sides:
    import numpy as np

    found = []
    for given in (one, other):
        number: dict[Hashable, int] = {}
        codes = np.fromiter(
            (number.setdefault(x, len(number)) for x in given), np.int64, len(given)
        )
        first = np.zeros(len(number), np.int64)
        first[codes[::-1]] = np.arange(len(given))[::-1]
        found.append((codes, tuple(int(k) for k in first), tuple(number)))
    (rows, first_row, ones), (columns, first_column, others) = found
    return _Sides(rows, columns, first_row, first_column, ones, others)


def _asked(sides: _Sides, ask: Ask, dtype: Any) -> Callable[[Any], Any]:
    """Return what gives some kinds of row on all columns, asked once for each two different sides."""

    def kinds(wanted: Any) -> Any:
        import numpy as np

        rows = [[ask(sides.first_row[k], j) for j in sides.first_column] for k in wanted]
        found = np.array(rows, dtype).reshape(len(wanted), len(sides.first_column))
        return found.take(sides.columns, axis=1)

    return kinds


def _counted(sides: _Sides, ask: Ask, dtype: Any) -> Callable[[Any], Any]:
    """Return what gives some kinds of row on all columns, by how many things the two sides share.

    That is a product of two matrices. ``asked`` is how many things each kind of row has;
    ``verdicts[asked, shared]`` is -1 until a pair with these numbers was asked about.
    """
    import numpy as np

    counts, has, asked = _incidence(sides)
    most = int(asked.max(initial=0)) + 1
    verdicts = np.full(most * most, -1, np.int64)

    def kinds(wanted: Any) -> Any:
        shared = counts[wanted] @ has
        flat = (shared if isinstance(shared, np.ndarray) else shared.toarray()).astype(np.intp)
        flat += (asked[wanted] * most)[:, None]
        found = verdicts.take(flat)
        while found.size and found.min() < 0:
            k, column = np.unravel_index(int(found.argmin()), found.shape)
            pair = sides.first_row[int(wanted[k])], sides.first_column[int(column)]
            verdicts[flat[k, column]] = ask(*pair)
            found = verdicts.take(flat)
        return found.astype(dtype).take(sides.columns, axis=1)

    return kinds


def _incidence(sides: _Sides) -> tuple[Any, Any, Any]:
    """Return how often each kind of row has each thing, which columns have it, and how many."""
    import numpy as np
    from scipy.sparse import csr_array

    offered = {x for side in sides.other for x in side}
    number = {
        x: k for k, x in enumerate(dict.fromkeys(x for s in sides.one for x in s if x in offered))
    }
    matrices = []
    for given in (sides.one, sides.other):
        entries = [(k, number[x]) for k, side in enumerate(given) for x in side if x in number]
        row, column = (np.array([e[k] for e in entries], np.int64) for k in (0, 1))
        ones = np.ones(len(entries), np.float32)
        matrices.append(csr_array((ones, (row, column)), (len(given), len(number))))
    counts, has = matrices[0], matrices[1].T
    if len(number) <= _FEW_THINGS:
        counts, has = counts.toarray(), np.ascontiguousarray(has.toarray())
    return counts, has, np.array([len(side) for side in sides.one], np.int64)


def _meeting(sides: _Sides, ask: Ask, dtype: Any) -> Table:
    """Return the table of the few kinds of pairs that have a thing in common."""
    import numpy as np

    having: dict[Hashable, list[int]] = defaultdict(list)
    for kind, side in enumerate(sides.other):
        for thing in dict.fromkeys(side):
            if thing is not None:
                having[thing].append(kind)
    order = np.argsort(sides.columns, kind="stable")
    bounds = np.searchsorted(sides.columns[order], np.arange(len(sides.other) + 1))
    found = {}
    for kind, side in enumerate(sides.one):
        met = sorted({k for thing in side if thing is not None for k in having.get(thing, ())})
        said = [(k, ask(sides.first_row[kind], sides.first_column[k])) for k in met]
        said = [(k, verdict) for k, verdict in said if verdict]
        if said:
            columns = [order[bounds[k] : bounds[k + 1]] for k, _ in said]
            verdicts = np.repeat([v for _, v in said], [len(c) for c in columns]).astype(dtype)
            joined = np.concatenate(columns)
            ordered = np.argsort(joined)
            found[kind] = (joined[ordered], verdicts[ordered])

    def add(rows: Any, into: Any) -> None:
        for place, kind in enumerate(sides.rows[rows].tolist()):
            if kind in found:
                columns, verdicts = found[kind]
                into[place, columns] += verdicts

    return add
