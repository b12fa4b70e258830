"""The verdicts of a page of cards: every pair's points and rules, as the solvers have them.

Nothing is judged here: a board says what each criterion gives and which rules forbid, a pool of circles
the same, and these are written down.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from heapq import nlargest
from typing import Any

from mentorcli.domain.application import Application
from mentorcli.domain.plan import MatchingCase
from mentorcli.matching.board.board import BY_HAND, board_of
from mentorcli.matching.board.circle_pool import pool_of
from mentorcli.matching.board.reasons import reason_of
from mentorcli.matching.board_page.codes import Table, marked, triangle
from mentorcli.matching.board_page.secrets import (
    APART,
    PRIVATE,
    judged_later,
    open_rules,
    shown_criteria,
)
from mentorcli.matching.criteria import Criterion
from mentorcli.matching.rule_inputs import Ground

MOST_TOLD = 100_000
"""With more pairs than these it is not told what those that a rule forbids have in common, but of the best."""
BEST = 25
"""So many with the most points of each person are told of in any case."""
Objections = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows of a case; people are known by their places in the order of their ids.

    ``pair`` returns what forbids one who asks with one who is found (in circles any other), ``mates``
    what keeps two who ask out of one group, ``points`` what a pair is worth, whatever forbids it.
    ``later`` are the rules that are not judged on the page, ``told`` those that say why, all where it
    is None.
    """

    asks: tuple[Application, ...]
    finds: tuple[Application, ...]
    ground: Ground
    pair: Callable[[int, int], Objections]
    mates: Callable[[int, int], Objections]
    points: Callable[[int, int], int]
    criteria: tuple[Criterion, ...]
    later: frozenset[str]
    told: frozenset[str] | None

    def reason(self, i: int, j: int) -> str:
        """Return the sentence on a pair, of what is on the page."""
        one, other = self.asks[i], self.finds[j]
        parts = [c.part(one, other, self.ground) for c in self.criteria]
        return reason_of(one, other, self.criteria, self.ground, parts)

    def marked(
        self, found: Objections, one: Application, other: Application
    ) -> tuple[tuple[str, str], ...]:
        """Return of what forbids two people that which is shown, with marks for their names."""
        shown = (
            (rule, marked(text, one, other))
            if self.told is None or rule in self.told
            else (rule, "You or one of the two decided so, or their match ended early.")
            if rule == BY_HAND
            else (PRIVATE, APART)
            for rule, text in found
            if rule not in self.later
        )
        return tuple(dict.fromkeys(shown))


def shown_of(case: MatchingCase, *, discreet: bool = False) -> Shown:
    """Return what a page shows of a case. Raises UserError for unknown rules and criteria."""
    later = frozenset(rule.key for rule in judged_later(case))
    said = (shown_criteria(case), later, open_rules(case) if discreet else None)
    if not case.programme.form.led:
        pool = pool_of(case)

        def apart(i: int, j: int) -> Objections:
            return pool.objections(i, j) if i != j else ()

        def worth(i: int, j: int) -> int:
            return sum(pool.points[i, j]) if i != j else 0

        return Shown(pool.people, pool.people, pool.ground, apart, lambda _i, _k: (), worth, *said)
    board, meet = board_of(case), case.programme.form.mates_meet

    def mates(i: int, k: int) -> Objections:
        return board.mates_objections(i, k) if meet else ()

    return Shown(
        board.mentees, board.mentors, board.ground, lambda i, j: board.objections((i, j)), mates,
        lambda i, j: board.grid.of(i, j)[0], *said,
    )  # fmt: skip


def verdicts(shown: Shown, most_told: int = MOST_TOLD) -> dict[str, Any]:
    """Return all verdicts in codes: points by criterion and rules, asker by asker, and rules of mates.

    With more pairs than ``most_told`` only those that may be, and the best of each person, say why.
    """
    parts, pairs, mates = [Table() for _ in shown.criteria], Table(), Table()
    many = len(shown.asks) * len(shown.finds) > most_told
    best = best_pairs(shown) if many else frozenset()
    for i, one in enumerate(shown.asks):
        for j, other in enumerate(shown.finds):
            barred = shown.marked(shown.pair(i, j), one, other)
            pairs.add(barred)
            for table, c in zip(parts, shown.criteria, strict=True):
                told = not (many and barred) or (i, j) in best
                table.add((0, "", 0) if one is other else _part(c, one, other, shown.ground, told))
    for i, k in triangle(len(shown.asks)):
        mates.add(shown.marked(shown.mates(i, k), shown.asks[i], shown.asks[k]))
    written = [table.written() for table in parts]
    return {"parts": written, "pairs": pairs.written(), "mates": mates.written()}


def best_pairs(shown: Shown) -> frozenset[tuple[int, int]]:
    """Return the pairs that are among the best of one of the two, whatever forbids them."""
    asks, finds = range(len(shown.asks)), range(len(shown.finds))
    for_asker = {(i, j) for i in asks for j in nlargest(BEST, finds, partial(shown.points, i))}

    def of(j: int) -> Callable[[int], int]:
        return lambda i: shown.points(i, j)

    return frozenset(for_asker | {(i, j) for j in finds for i in nlargest(BEST, asks, of(j))})


def _part(
    c: Criterion, one: Application, other: Application, ground: Ground, told: bool
) -> tuple[int, str, int]:
    """Return the points of a criterion, why where that is ``told``, and 1 where the page warns."""
    points = c.points(one, other, c.most, ground)
    because = c.words(one, other, ground) if told else ""
    warns = c.line and "missed" in c.line.texts and because and not points
    return points, marked(because, one, other), int(bool(warns))
