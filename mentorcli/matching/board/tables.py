"""Verdicts of one rule or criterion on all pairs, worked out from one for each kind of pair.

A table gives whole numbers (points, or the bit of a rule that stands in the way) for some rows of
the board against all columns. Which table serves a look is decided here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from mentorcli.matching.looks import Look, Way

Ask = Callable[[int, int], int]
"""The verdict on a pair, by its places."""

_HELD = 1 << 27
"""Bytes that one table may hold for all its columns; above it works out rows as they are asked."""
_FEW_THINGS = 256
"""Up to so many different things are counted by a plain product of matrices."""


class Table(Protocol):
    """Verdicts on pairs."""

    def add(self, rows: Any, into: Any) -> None:
        """Add the verdicts on ``rows`` (places) with every column to ``into``."""

    def pairs(self, i: Any, j: Any) -> Any:
        """Return the verdicts on single pairs."""


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
    if look is not None and look.way is Way.SHARED:
        one = [_unordered(x) for x in one]
    sides = _sides(one, other)
    if look is not None and look.way is Way.MEETING:
        return _meeting(sides, ask, dtype)
    if look is not None and look.way is Way.SHARED:
        known: _Counted | _Asked = _Counted(sides, ask, dtype, *_incidence(sides))
    else:
        known = _Asked(sides, ask, dtype)
    size = len(sides.one) * len(sides.columns) * dtype().itemsize
    return _Wide(sides.rows, known.kinds(range(len(sides.one)))) if size <= _HELD else known


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


@dataclass(frozen=True, slots=True)
class _Wide:
    """A row of verdicts on all columns for each kind of row: ``wide[kinds[i], j]``."""

    kinds: Any
    wide: Any

    def add(self, rows: Any, into: Any) -> None:
        into += self.wide[self.kinds[rows]]

    def pairs(self, i: Any, j: Any) -> Any:
        return self.wide[self.kinds[i], j]


@dataclass(frozen=True, slots=True)
class _Asked:
    """Verdicts asked one by one, once for each two different sides, as they are needed."""

    sides: _Sides
    ask: Ask
    dtype: Any

    def kinds(self, wanted: Any) -> Any:
        import numpy as np

        sides = self.sides
        found = np.array(
            [[self.ask(sides.first_row[k], j) for j in sides.first_column] for k in wanted],
            self.dtype,
        ).reshape(len(wanted), len(sides.first_column))
        return found.take(sides.columns, axis=1)

    def add(self, rows: Any, into: Any) -> None:
        import numpy as np

        wanted, place = np.unique(self.sides.rows[rows], return_inverse=True)
        into += self.kinds(wanted)[place]

    def pairs(self, i: Any, j: Any) -> Any:
        import numpy as np

        return np.array([self.ask(int(a), int(b)) for a, b in zip(i, j, strict=True)], self.dtype)


@dataclass(slots=True)
class _Counted:
    """Verdicts by how many things of one side the other has: a product of two matrices, looked up.

    ``asked`` is how many things each kind of row has; ``verdicts[asked, shared]`` is -1 until a pair
    with these numbers was asked about.
    """

    sides: _Sides
    ask: Ask
    dtype: Any
    counts: Any
    has: Any
    asked: Any
    verdicts: Any = field(init=False)

    def __post_init__(self) -> None:
        import numpy as np

        most = int(self.asked.max(initial=0)) + 1
        self.verdicts = np.full((most, most), -1, np.int64)

    def kinds(self, wanted: Any) -> Any:
        import numpy as np

        kinds = np.asarray(wanted, np.int64)
        shared = self.counts[kinds] @ self.has
        shared = (shared if isinstance(shared, np.ndarray) else shared.toarray()).astype(np.intp)
        flat = shared
        flat += (self.asked[kinds] * self.verdicts.shape[1])[:, None]
        found = self.verdicts.ravel().take(flat)
        while found.size and found.min() < 0:
            k, column = np.unravel_index(int(found.argmin()), found.shape)
            pair = self.sides.first_row[int(kinds[k])], self.sides.first_column[int(column)]
            self.verdicts.ravel()[flat[k, column]] = self.ask(*pair)
            found = self.verdicts.ravel().take(flat)
        return found.astype(self.dtype).take(self.sides.columns, axis=1)

    def add(self, rows: Any, into: Any) -> None:
        import numpy as np

        wanted, place = np.unique(self.sides.rows[rows], return_inverse=True)
        into += self.kinds(wanted)[place]

    def pairs(self, i: Any, j: Any) -> Any:
        import numpy as np

        return np.array([self.ask(int(a), int(b)) for a, b in zip(i, j, strict=True)], self.dtype)


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


@dataclass(frozen=True, slots=True)
class Meeting:
    """Verdicts on the few kinds of pairs that have a thing in common: columns and verdicts by kind."""

    kinds: Any
    found: dict[int, tuple[Any, Any]]
    dtype: Any

    def add(self, rows: Any, into: Any) -> None:
        """Add the verdicts on ``rows`` with every column to ``into``."""
        for place, kind in enumerate(self.kinds[rows].tolist()):
            if kind in self.found:
                columns, verdicts = self.found[kind]
                into[place, columns] += verdicts

    def pairs(self, i: Any, j: Any) -> Any:
        """Return the verdicts on single pairs."""
        import numpy as np

        known = np.zeros(len(i), self.dtype)
        for place, (kind, column) in enumerate(
            zip(self.kinds[i].tolist(), j.tolist(), strict=True)
        ):
            if kind in self.found:
                columns, verdicts = self.found[kind]
                at = int(np.searchsorted(columns, column))
                if at < len(columns) and columns[at] == column:
                    known[place] = verdicts[at]
        return known

    def met(self) -> tuple[Any, Any, Any]:
        """Return all pairs with a verdict: rows, columns, verdicts."""
        import numpy as np

        rows = [i for i, kind in enumerate(self.kinds.tolist()) if kind in self.found]
        parts = [self.found[int(self.kinds[i])] for i in rows]
        if not parts:
            return np.zeros(0, int), np.zeros(0, int), np.zeros(0, self.dtype)
        i = np.repeat(rows, [len(columns) for columns, _ in parts])
        return i, np.concatenate([p[0] for p in parts]), np.concatenate([p[1] for p in parts])


def _meeting(sides: _Sides, ask: Ask, dtype: Any) -> Meeting:
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
    return Meeting(sides.rows, found, dtype)
