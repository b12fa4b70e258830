"""The verdicts of a page of cards: every pair's points and rules, as the solvers have them.

Nothing is judged here: a board says what each criterion gives and which rules forbid, a pool of circles
the same, and these are written down.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from mentorcli.domain.application import Application
from mentorcli.domain.plan import MatchingCase, ScorePart
from mentorcli.matching.board.board import BY_HAND, Board, board_of
from mentorcli.matching.board.circle_pool import Pool, pool_of
from mentorcli.matching.board.reasons import reason_of
from mentorcli.matching.cards.codes import Table, marked, triangle
from mentorcli.matching.cards.secrets import (
    APART,
    PRIVATE,
    judged_later,
    open_rules,
    shown_criteria,
)
from mentorcli.matching.criteria import Criterion
from mentorcli.matching.rule_inputs import Ground

Objections = Sequence[tuple[str, str]]


class Judge(Protocol):
    """What judges the people of a case, who are in the order of their ids."""

    asks: tuple[Application, ...]
    finds: tuple[Application, ...]
    ground: Ground

    def pair(self, i: int, j: int) -> Objections:
        """Return what forbids one who asks with one who is found: in circles any other."""

    def mates(self, i: int, k: int) -> Objections:
        """Return what keeps two who ask out of one match; nothing in circles."""


class OfBoard:
    """The judge of mentees with mentors."""

    def __init__(self, board: Board) -> None:
        self.asks, self.finds, self.ground = board.mentees, board.mentors, board.ground
        self._board, self._meet = board, board.case.programme.form.mates_meet

    def pair(self, i: int, j: int) -> Objections:
        """See ``Judge``."""
        return self._board.objections((i, j))

    def mates(self, i: int, k: int) -> Objections:
        """See ``Judge``; in pairs a mentor's mentees never meet."""
        return self._board.mates_objections(i, k) if self._meet else ()


class OfPool:
    """The judge of people in circles."""

    def __init__(self, pool: Pool) -> None:
        self.asks = self.finds = pool.people
        self.ground, self._pool = pool.ground, pool

    def pair(self, i: int, j: int) -> Objections:
        """See ``Judge``; the sentence has the first for its subject."""
        return self._pool.objections(i, j) if i != j else ()

    def mates(self, i: int, k: int) -> Objections:  # noqa: ARG002 - who is together is a pair
        """See ``Judge``."""
        return ()


def judge_of(case: MatchingCase) -> Judge:
    """Return the judge of a case. Raises UserError for unknown rules and criteria."""
    return OfBoard(board_of(case)) if case.programme.form.led else OfPool(pool_of(case))


@dataclass(frozen=True, slots=True)
class Shown:
    """A judge, and what of its verdicts is on the page; ``told`` are the rules that say why."""

    judge: Judge
    criteria: tuple[Criterion, ...]
    later: frozenset[str]
    told: frozenset[str] | None

    def parts(self, i: int, j: int) -> tuple[ScorePart, ...]:
        """Return what each criterion gives a pair."""
        one, other = self.judge.asks[i], self.judge.finds[j]
        return tuple(c.part(one, other, self.judge.ground) for c in self.criteria)

    def reason(self, i: int, j: int) -> str:
        """Return the sentence on a pair, of what is on the page."""
        one, other, parts = self.judge.asks[i], self.judge.finds[j], self.parts(i, j)
        return reason_of(one, other, self.criteria, self.judge.ground, parts)

    def objections(
        self, found: Objections, one: Application, other: Application
    ) -> tuple[tuple[str, str], ...]:
        """Return what forbids two people, with marks for their names."""
        kept = [
            (rule, marked(text, one, other))
            if self.told is None or rule in self.told
            else (rule, "You, or one of the two, decided so.")
            if rule == BY_HAND
            else (PRIVATE, APART)
            for rule, text in found
            if rule not in self.later
        ]
        return tuple(dict.fromkeys(kept))


def shown_of(case: MatchingCase, *, discreet: bool) -> Shown:
    """Return what a page shows of a case."""
    later = frozenset(rule.key for rule in judged_later(case))
    told = open_rules(case) if discreet else None
    return Shown(judge_of(case), shown_criteria(case), later, told)


MOST_TOLD = 100_000
"""With more pairs than these it is not told what those that a rule forbids have in common."""


def verdicts(shown: Shown) -> dict[str, Any]:
    """Return all verdicts in codes: points by criterion (asker by asker), rules of pairs, of mates."""
    judge = shown.judge
    parts = [Table() for _ in shown.criteria]
    pairs, mates = Table(), Table()
    many = len(judge.asks) * len(judge.finds) > MOST_TOLD
    for i, one in enumerate(judge.asks):
        for j, other in enumerate(judge.finds):
            barred = shown.objections(judge.pair(i, j), one, other)
            pairs.add(barred)
            _add_parts(parts, shown, one, other, told=not (many and barred))
    for i, k in triangle(len(judge.asks)):
        mates.add(shown.objections(judge.mates(i, k), judge.asks[i], judge.asks[k]))
    return {
        "parts": [table.written() for table in parts],
        "pairs": pairs.written(),
        "mates": mates.written(),
    }


def _add_parts(
    tables: Iterable[Table], shown: Shown, one: Application, other: Application, *, told: bool
) -> None:
    """Note of each criterion its points, why where that is ``told``, and whether it warns."""
    for table, c in zip(tables, shown.criteria, strict=True):
        if one is other:
            table.add((0, "", 0))
            continue
        points = c.points(one, other, c.most, shown.judge.ground)
        because = c.words(one, other, shown.judge.ground) if told else ""
        warns = c.line and "missed" in c.line.texts and because and not points
        table.add((points, marked(because, one, other), int(bool(warns))))
