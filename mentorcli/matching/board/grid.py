"""The grid: the points of every pair, and the rules that forbid it, in blocks of rows.

Scores are whole numbers; what a rule forbids is a bit, the k-th for the k-th rule in force. Up to
``_HELD`` pairs the whole grid is worked out once and kept; a larger one is worked out again where
it is looked at, so memory stays bounded. NumPy is loaded when a grid is made.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from mentorcli.domain.application import Application
from mentorcli.matching.board.tables import Ask, Table, table_of
from mentorcli.matching.comparisons import Comparison
from mentorcli.matching.criteria import Criterion
from mentorcli.matching.rule_inputs import Ground, Look
from mentorcli.matching.rules import Rule, Test

_HELD = 1 << 24
_AT_ONCE = 1 << 18
"""Pairs in a block: what it holds stays in the processor's cache."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows are mentees and columns mentors, in the order of the board."""

    rows: int
    columns: int
    points: tuple[Table, ...]
    rules: tuple[Table, ...]
    score_type: Any
    bit_type: Any
    held: tuple[Any, Any] | None = None
    row_at_hand: dict[int, tuple[Any, Any]] = field(default_factory=dict)
    """The row that was asked about last, pair by pair, where not all are held."""

    def block(self, rows: Any) -> tuple[Any, Any]:
        """Return (scores, bits) of some rows, given as an array of places, with every column."""
        import numpy as np

        if self.held is not None:
            return self.held[0][rows], self.held[1][rows]
        scores = np.zeros((len(rows), self.columns), self.score_type)
        bits = np.zeros((len(rows), self.columns), self.bit_type)
        for table in self.points:
            table(rows, scores)
        for table in self.rules:
            table(rows, bits)
        return scores, bits

    def blocks(self, rows: Any = None) -> Iterator[tuple[Any, Any, Any]]:
        """Return (rows, scores, bits) block by block, of all rows or of some, given in any order."""
        for here in self.steps(rows):
            yield (here, *self.block(here))

    def steps(self, rows: Any = None) -> Iterator[Any]:
        """Return the rows of each block."""
        import numpy as np

        rows = np.arange(self.rows) if rows is None else rows
        step = max(_AT_ONCE // max(self.columns, 1), 1)
        for start in range(0, len(rows), step):
            yield rows[start : start + step]

    def of(self, i: int, j: int) -> tuple[int, int]:
        """Return the score and the bits of one pair."""
        import numpy as np

        if self.held is not None:
            return int(self.held[0][i, j]), int(self.held[1][i, j])
        if i not in self.row_at_hand:
            self.row_at_hand.clear()
            self.row_at_hand[i] = self.block(np.array([i]))
        scores, bits = self.row_at_hand[i]
        return int(scores[0, j]), int(bits[0, j])


def pair_grid(
    mentees: Sequence[Application],
    mentors: Sequence[Application],
    rules: Sequence[Rule],
    criteria: Sequence[Criterion],
    ground: Ground,
) -> Grid:
    """Return the grid of mentees and mentors."""
    import numpy as np

    most = sum(c.most for c in criteria)
    score_type = np.int16 if most < 1 << 15 else np.int64
    sides = (mentees, mentors)

    def asking(criterion: Criterion) -> Ask:
        return lambda i, j: criterion.points(mentees[i], mentors[j], criterion.most, ground)

    points = tuple(_table(c.look, sides, asking(c), ground, score_type) for c in criteria)
    tests = [(rule.pair, rule.pair_look) for rule in rules]
    return _grid(sides, points, tests, ground, score_type)


def meeting_grid(
    mentees: Sequence[Application], mentors: Sequence[Application], line: Comparison, ground: Ground
) -> Grid:
    """Return a grid without points in which a bit tells that two share no way to meet."""
    import numpy as np

    tests = [(line.blocks, line.look())]
    return _grid((mentees, mentors), (), tests, ground, np.int16, hold=False)


def mates_apart(
    mentees: Sequence[Application], rules: Sequence[Rule], ground: Ground
) -> dict[tuple[int, int], tuple[str, ...]]:
    """Return the rules that keep two mentees out of one group, the smaller place first, in order."""
    import numpy as np

    tests = [(rule.mates, rule.mates_look) for rule in rules]
    grid = _grid((mentees, mentees), (), tests, ground, np.int16, hold=False)
    keys, found = tuple(rule.key for rule in rules), {}
    for rows, _, bits in grid.blocks():
        places, columns = np.nonzero(bits)
        later = rows[places] < columns
        places, columns = places[later], columns[later]
        pairs = zip(rows[places].tolist(), columns.tolist(), strict=True)
        for pair, barred in zip(pairs, bits[places, columns].tolist(), strict=True):
            found[pair] = _named(keys, barred)
    return found


@cache
def _named(keys: tuple[str, ...], bits: int) -> tuple[str, ...]:
    return tuple(key for n, key in enumerate(keys) if bits >> n & 1)


def _grid(
    sides: tuple[Sequence[Application], Sequence[Application]],
    points: tuple[Table, ...],
    tests: Sequence[tuple[Test | None, Look | None]],
    ground: Ground,
    score_type: Any,
    *,
    hold: bool = True,
) -> Grid:
    import numpy as np

    bit_type = next(t for t in (np.uint16, np.uint32, np.uint64) if len(tests) <= 8 * t().itemsize)
    tables = tuple(
        _table(look, sides, _forbids(test, 1 << k, sides, ground), ground, bit_type)
        for k, (test, look) in enumerate(tests)
        if test is not None
    )
    rows, columns = len(sides[0]), len(sides[1])
    grid = Grid(rows, columns, points, tables, score_type, bit_type)
    if not hold or rows * columns > _HELD:
        return grid
    scores = np.zeros((rows, columns), score_type)
    bits = np.zeros((rows, columns), bit_type)
    for here, some_scores, some_bits in grid.blocks():
        scores[here], bits[here] = some_scores, some_bits
    return Grid(rows, columns, points, tables, score_type, bit_type, (scores, bits))


def _table(
    look: Look | None,
    sides: tuple[Sequence[Application], Sequence[Application]],
    ask: Ask,
    ground: Ground,
    dtype: Any,
) -> Table:
    if look is None:
        return table_of(None, range(len(sides[0])), range(len(sides[1])), ask, dtype)
    read = [look.one(a, ground) for a in sides[0]], [look.other(a, ground) for a in sides[1]]
    return table_of(look, *read, ask, dtype)


def _forbids(
    test: Test, bit: int, sides: tuple[Sequence[Application], Sequence[Application]], ground: Ground
) -> Ask:
    one, other = sides
    return lambda i, k: bit if test(one[i], other[k], ground) is not None else 0
