"""Small numbers: which cells of a table are hidden so that nobody can be told from the rest.

The rule, with k the programme's ``small_cell`` (5, at least 3):

1. Totals of the whole cohort (received, eligible, matched, waiting, ...) are shown: they say how
   many, not who. A total of 1 to k-1 is not broken down at all.
2. Where a cell of a table is 1 to k-1, every cell under k of that table is hidden, zeros too, so
   that a hidden cell may be anything. A table without such a cell is shown whole.
3. Numbers that are not printed but follow from printed ones (eligible less matched) are guarded
   like cells.
4. More cells are hidden, the smallest that help, until each hidden or guarded cell could have at
   least k values. An attacker with a linear programme, who knows all that is shown and that
   counts are whole and not negative, is played to check it: bounds of the cell's least and
   greatest value. In these tables (flows between a few sums) every whole number between the
   bounds is possible.

What it does not hold against: somebody who knows the answers of k people of a table themselves,
and two reports of one cohort that differ by a few people.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

ROUNDING = 1e-6


@dataclass(frozen=True, slots=True)
class Sum:
    """``total`` is the sum of ``parts``; all are cells by name."""

    total: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cells:
    """Counts that hang together.

    ``values`` has every cell, in the order in which ties are broken; ``totals`` are always
    shown, ``guarded`` are never printed but must not be told, ``free`` are neither printed nor
    about people; every other cell is printed unless it is hidden.
    """

    values: Mapping[str, int]
    sums: tuple[Sum, ...]
    totals: frozenset[str]
    guarded: frozenset[str] = frozenset()
    free: frozenset[str] = frozenset()

    def printed(self) -> tuple[str, ...]:
        """Return the cells that are shown unless hidden, in order."""
        apart = self.totals | self.guarded | self.free
        return tuple(name for name in self.values if name not in apart)


def hidden_cells(cells: Cells, smallest: int) -> frozenset[str]:
    """Return the names of the printed cells to hide; ``smallest`` is k, the least number shown."""
    printed = cells.printed()
    if not any(0 < cells.values[name] < smallest for name in (*printed, *cells.guarded)):
        return frozenset()
    hidden = {name for name in printed if cells.values[name] < smallest}
    if not any(cells.values[name] for name in hidden):
        hidden = set()
    hidden |= _more_to_hide(cells, hidden, smallest)
    return frozenset(_fewest(cells, hidden, smallest))


def _more_to_hide(cells: Cells, hidden: Iterable[str], smallest: int) -> set[str]:
    """Return the cells to hide besides ``hidden`` until everything is safe."""
    now = set(hidden)
    while (exposed := _first_exposed(cells, now, smallest)) is not None:
        left = sorted(
            (name for name in cells.printed() if name not in now), key=cells.values.__getitem__
        )
        if not left:
            break
        before = _candidates(cells, now, exposed)
        helps = (n for n in left if _candidates(cells, now | {n}, exposed) > before)
        now.add(next(helps, left[0]))
    return now - set(hidden)


def _fewest(cells: Cells, hidden: set[str], smallest: int) -> set[str]:
    """Return ``hidden`` without those that turned out to be needless, the greatest first."""
    kept = set(hidden)
    for name in sorted(hidden, key=lambda n: (-cells.values[n], n)):
        if (
            cells.values[name] >= smallest
            and _first_exposed(cells, kept - {name}, smallest) is None
        ):
            kept.discard(name)
    return kept


def _first_exposed(cells: Cells, hidden: set[str], smallest: int) -> str | None:
    small = (n for n in cells.values if n in cells.guarded and 0 < cells.values[n] < smallest)
    watched = (*(n for n in cells.values if n in hidden), *small)
    exposed = (n for n in watched if _candidates(cells, hidden, n) < smallest)
    return next(exposed, None)


def _candidates(cells: Cells, hidden: set[str] | frozenset[str], name: str) -> float:
    """Return how many values a cell could have for somebody who sees all that is shown."""
    from scipy.optimize import linprog

    unknown = [n for n in cells.values if n in hidden or n in cells.guarded or n in cells.free]
    left, right = _equations(cells, unknown)
    goal = [float(n == name) for n in unknown]
    ends: list[float] = []
    for sign in (1, -1):
        found: Any = linprog([sign * g for g in goal], A_eq=left, b_eq=right, method="highs")
        if found.status == _UNBOUNDED:
            return math.inf
        ends.append(sign * found.fun)
    low, high = ends
    return math.floor(high + ROUNDING) - math.ceil(low - ROUNDING) + 1


_UNBOUNDED = 3


def _equations(
    cells: Cells, unknown: Sequence[str]
) -> tuple[list[list[float]] | None, list[float] | None]:
    """Return the sums as linear equations over the unknown cells; None when they say nothing."""
    place = {name: k for k, name in enumerate(unknown)}
    left, right = [], []
    for one in cells.sums:
        row, rest = [0.0] * len(unknown), 0.0
        for name, sign in ((one.total, -1.0), *((part, 1.0) for part in one.parts)):
            if name in place:
                row[place[name]] += sign
            else:
                rest -= sign * cells.values[name]
        if any(row):
            left.append(row)
            right.append(rest)
    return (left, right) if left else (None, None)
