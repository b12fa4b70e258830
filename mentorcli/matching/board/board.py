"""The board: every pair of a case judged by the rules and scored by the criteria, once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mentorcli.domain.application import Application
from mentorcli.domain.decision import DecisionKind
from mentorcli.domain.plan import MatchingCase, RuleCount, ScorePart
from mentorcli.matching.board.grid import Forbidden, Grid, Scores, mates_apart, pair_grid
from mentorcli.matching.board.reasons import reason_of, why_barred
from mentorcli.matching.criteria import Criterion, criteria_of
from mentorcli.matching.ground import Ground, ground_of
from mentorcli.matching.rules import Rule, rules_of

BY_HAND = "forbidden_by_hand"
"""Stands where a rule's name stands when a person's decision forbids a pair."""


@dataclass(frozen=True, slots=True)
class Board:
    """A case with its people in stable order; pairs are (place of mentee, place of mentor).

    ``blocked`` and ``apart`` map a pair (of mentee and mentor, or of two mentees, the smaller
    place first) to the keys of the rules that forbid it; ``scores`` has the allowed pairs only.
    ``forbidden`` and ``kept`` are the decisions about people of the case, as places; forbidden
    pairs are not in ``blocked``. ``overridden`` maps kept pairs to rules that they may break: those
    stand in ``barred``, as all do, but not in ``blocked``.
    """

    case: MatchingCase
    ground: Ground
    rules: tuple[Rule, ...]
    criteria: tuple[Criterion, ...]
    mentees: tuple[Application, ...]
    mentors: tuple[Application, ...]
    blocked: Mapping[tuple[int, int], tuple[str, ...]]
    apart: Mapping[tuple[int, int], tuple[str, ...]]
    scores: Mapping[tuple[int, int], int]
    forbidden: frozenset[tuple[int, int]]
    kept: frozenset[tuple[int, int]]
    overridden: Mapping[tuple[int, int], tuple[str, ...]]
    barred: Mapping[tuple[int, int], tuple[str, ...]]
    grid: Grid
    """All pairs at once, for what would take too long pair by pair; it knows no decisions."""

    def allowed(self, pair: tuple[int, int]) -> bool:
        """Tell whether neither a rule nor a decision forbids a mentee with a mentor."""
        return pair not in self.blocked and pair not in self.forbidden

    def open_rows(self, rows: Any) -> tuple[Any, Any]:
        """Return (scores, truth values) of some mentees with every mentor: may the pair be?"""
        scores, bits = self.grid.block(rows)
        free, first = bits == 0, {int(i): k for k, i in enumerate(rows)}
        for i, j in (*self.overridden, *self.forbidden):
            if i in first:
                free[first[i], j] = self.allowed((i, j))
        return scores, free

    def open_columns(self) -> tuple[Any, Any, Any]:
        """Return the mentees, mentors and scores of all pairs that may be, as arrays, in order."""
        import numpy as np

        found = []
        for rows in self.grid.steps():
            scores, free = self.open_rows(rows)
            flat = np.flatnonzero(free)
            places, columns = np.divmod(flat, max(self.grid.columns, 1))
            found.append((rows[places], columns, scores.ravel()[flat].astype(np.int64)))
        nothing = np.zeros(0, np.int64)
        parts = [np.concatenate([nothing, *(x[k] for x in found)]) for k in range(3)]
        return parts[0], parts[1], parts[2]

    def words(self, rule: str) -> str:
        """Return the obstacle that a rule, or a decision by hand, is in a few words."""
        return next((r.words for r in self.rules if r.key == rule), "your decision")

    def parts(self, pair: tuple[int, int]) -> tuple[ScorePart, ...]:
        """Return what each criterion gives a pair, allowed or not."""
        mentee, mentor = self.mentees[pair[0]], self.mentors[pair[1]]
        return tuple(c.part(mentee, mentor, self.ground) for c in self.criteria)

    def reason(self, pair: tuple[int, int]) -> str:
        """Return the sentence that says what a pair has in common."""
        mentee, mentor = self.mentees[pair[0]], self.mentors[pair[1]]
        return reason_of(mentee, mentor, self.criteria, self.ground, self.parts(pair))

    def objections(self, pair: tuple[int, int]) -> tuple[tuple[str, str], ...]:
        """Return every rule that forbids a mentee with a mentor, as (rule, sentence)."""
        mentee, mentor = self.mentees[pair[0]], self.mentors[pair[1]]
        found = [
            (rule.key, rule.pair(mentee, mentor, self.ground) or "")
            for rule in self.rules
            if rule.pair and rule.key in self.blocked.get(pair, ())
        ]
        if pair in self.forbidden:
            found.append((BY_HAND, why_barred(self.case.decisions, mentee, mentor)))
        return tuple(found)

    def mates_objections(self, one: int, other: int) -> tuple[tuple[str, str], ...]:
        """Return every rule that keeps two mentees out of one group, as (rule, sentence)."""
        pair = (min(one, other), max(one, other))
        first, second = self.mentees[pair[0]], self.mentees[pair[1]]
        return tuple(
            (rule.key, rule.mates(first, second, self.ground) or "")
            for rule in self.rules
            if rule.mates and rule.key in self.apart.get(pair, ())
        )


def board_of(case: MatchingCase) -> Board:
    """Return the board of a case. Raises UserError for unknown rules and criteria."""
    ground, rules = ground_of(case), rules_of(case.programme)
    criteria = criteria_of(case.programme)
    mentees = tuple(sorted(case.mentees, key=lambda a: a.person))
    mentors = tuple(sorted(case.mentors, key=lambda a: a.person))
    overridden = _overridden(case, mentees, mentors)
    grid = pair_grid(mentees, mentors, rules, criteria, ground)
    keys = tuple(rule.key for rule in rules)
    blocked = Forbidden(grid, keys, overridden)
    return Board(
        case,
        ground,
        rules,
        criteria,
        mentees,
        mentors,
        blocked,
        mates_apart(mentees, rules, ground),
        Scores(grid, blocked),
        *_decided(case, mentees, mentors),
        overridden,
        Forbidden(grid, keys, {}),
        grid,
    )


def _decided(
    case: MatchingCase, mentees: tuple[Application, ...], mentors: tuple[Application, ...]
) -> tuple[frozenset[tuple[int, int]], frozenset[tuple[int, int]]]:
    place = {a.person: i for i, a in enumerate(mentees)}
    seat = {a.person: j for j, a in enumerate(mentors)}
    pairs: dict[DecisionKind, set[tuple[int, int]]] = {kind: set() for kind in DecisionKind}
    for d in case.decisions:
        if d.mentee in place and d.mentor in seat:
            pairs[d.kind].add((place[d.mentee], seat[d.mentor]))
    return frozenset(pairs[DecisionKind.FORBID]), frozenset(pairs[DecisionKind.KEEP])


def _overridden(
    case: MatchingCase, mentees: tuple[Application, ...], mentors: tuple[Application, ...]
) -> dict[tuple[int, int], tuple[str, ...]]:
    place = {a.person: i for i, a in enumerate(mentees)}
    seat = {a.person: j for j, a in enumerate(mentors)}
    return {
        (place[d.mentee], seat[d.mentor]): d.overrides
        for d in sorted(case.decisions)
        if d.overrides and d.kind is DecisionKind.KEEP and d.mentee in place and d.mentor in seat
    }


def rule_counts(board: Board) -> tuple[RuleCount, ...]:
    """Return for each rule in force how many pairs it blocks and how many no other rule does.

    A rule about both kinds of pairs is counted for each; ``kind`` is ``pair`` or ``mates``.
    """
    people = len(board.mentees)
    sizes = {"pair": people * len(board.mentors), "mates": people * (people - 1) // 2}
    counts = []
    apart = Counter(board.apart.values())
    for kind, found in (("pair", _together(board)), ("mates", apart)):
        every, alone = Counter[str](), Counter[str]()
        for keys, number in found.items():
            every.update(dict.fromkeys(keys, number))
            alone.update({keys[0]: number} if len(keys) == 1 else {})
        counts += [
            RuleCount(rule.key, every[rule.key], alone[rule.key], sizes[kind], kind)
            for rule in board.rules
            if (rule.pair if kind == "pair" else rule.mates)
        ]
    return tuple(counts)


def _together(board: Board) -> Counter[tuple[str, ...]]:
    """Return how many pairs each set of rules forbids, whatever was decided by hand."""
    import numpy as np

    found = Counter[int]()
    for _, _, bits in board.grid.blocks():
        if bits.itemsize <= 2:  # noqa: PLR2004 - two bytes: so few kinds that counting beats sorting
            numbers = np.bincount(bits.ravel())
            kinds = np.flatnonzero(numbers)
            numbers = numbers[kinds]
        else:
            kinds, numbers = np.unique(bits, return_counts=True)
        found.update(dict(zip(kinds.tolist(), numbers.tolist(), strict=True)))
    del found[0]
    keys = [rule.key for rule in board.rules]
    return Counter(
        {tuple(k for n, k in enumerate(keys) if bits >> n & 1): c for bits, c in found.items()}
    )
