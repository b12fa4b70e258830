"""The board: every pair of a case judged by the rules and scored by the criteria, once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from threading import local
from typing import Any

from mentorcli.domain.application import Application
from mentorcli.domain.decision import DecisionKind
from mentorcli.domain.plan import CAN_MEET, MatchingCase, RuleCount, ScorePart
from mentorcli.matching.board.grid import Grid, mates_apart, meeting_grid, pair_grid
from mentorcli.matching.board.reasons import reason_of, why_barred
from mentorcli.matching.cohort_ground import ground_of
from mentorcli.matching.criteria import Criterion, criteria_of, meeting_line
from mentorcli.matching.rule_inputs import Ground
from mentorcli.matching.rules import Rule, rules_of

BY_HAND = "forbidden_by_hand"
"""Stands where a rule's name stands when a person's decision forbids a pair."""


Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Board:
    """A case with its people in stable order; pairs are (place of mentee, place of mentor).

    ``apart`` maps two mentees, the smaller place first, to the keys of the rules that keep them out
    of one group. ``forbidden`` and ``kept`` are the decisions about people of the case; ``kept``
    maps to the rules that the pair may break, which do not block it.
    """

    case: MatchingCase
    ground: Ground
    rules: tuple[Rule, ...]
    criteria: tuple[Criterion, ...]
    mentees: tuple[Application, ...]
    mentors: tuple[Application, ...]
    place: Mapping[str, int]
    """The places of the mentees by their person ids, and then those of the mentors."""
    seat: Mapping[str, int]
    apart: Mapping[Pair, tuple[str, ...]]
    forbidden: frozenset[Pair]
    kept: Mapping[Pair, tuple[str, ...]]
    grid: Grid
    """All pairs at once, for what would take too long pair by pair; it knows no decisions."""
    meeting: Grid | None
    """What keeps two from meeting, as a rule would; None where no stage of the profile asks."""

    def allowed(self, pair: tuple[int, int]) -> bool:
        """Tell whether neither a rule nor a decision forbids a mentee with a mentor."""
        return pair not in self.forbidden and not self.blocked(pair)

    def blocked(self, pair: Pair) -> tuple[str, ...]:
        """Return the rules that forbid a mentee with a mentor and that the pair may not break."""
        bits, excused = self.grid.of(*pair)[1], self.kept.get(pair, ())
        keys = (rule.key for n, rule in enumerate(self.rules) if bits >> n & 1)
        return tuple(key for key in keys if key not in excused)

    def points(self, pair: Pair) -> int:
        """Return the score of a pair, 0 where a rule forbids it."""
        return 0 if self.blocked(pair) else self.grid.of(*pair)[0]

    def open_rows(self, rows: Any) -> tuple[Any, Any]:
        """Return (scores, truth values) of some mentees with every mentor: may the pair be?"""
        scores, bits = self.grid.block(rows)
        free, first = bits == 0, {int(i): k for k, i in enumerate(rows)}
        for i, j in (*self.kept, *self.forbidden):
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

    def unmet(self, i: Any, j: Any) -> Any:
        """Tell which pairs, arrays of places sorted by the first, have no way to meet in common."""
        import numpy as np

        found = np.zeros(len(i), bool)
        for rows, _, bits in self.meeting.blocks() if self.meeting else ():
            here = slice(*np.searchsorted(i, (rows[0], rows[-1] + 1)))
            found[here] = bits[i[here] - rows[0], j[here]] > 0
        return found

    def no_way(self, pair: Pair) -> bool:
        """Tell whether two have no way to meet in common, where that counts."""
        return self.meeting is not None and self.meeting.of(*pair)[1] > 0

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
        blocked = self.blocked(pair)
        found = [
            (rule.key, rule.pair(mentee, mentor, self.ground) or "")
            for rule in self.rules
            if rule.pair and rule.key in blocked
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


_LAST = local()
"""The board that was made last, in each thread: changed cases are solved side by side."""


def board_of(case: MatchingCase) -> Board:
    """Return the board of a case, the same one as long as it is asked for the same case.

    Raises UserError for unknown rules and criteria.
    """
    board: Board | None = getattr(_LAST, "board", None)
    if board is None or board.case is not case:
        _LAST.board = None  # a large one goes before the next is made
        board = _LAST.board = _judged(case, ground_of(case), rules_of(case.programme))
    return board


def board_under(board: Board, keys: Collection[str]) -> Board:
    """Return a board judged anew with only some of its rules in force; decisions hold."""
    return _judged(board.case, board.ground, tuple(r for r in board.rules if r.key in keys))


def _judged(case: MatchingCase, ground: Ground, rules: tuple[Rule, ...]) -> Board:
    criteria = criteria_of(case.programme)
    mentees, mentors = people_in_order(case.mentees), people_in_order(case.mentors)
    place, seat = places_of(mentees), places_of(mentors)
    kept, forbidden = decided_pairs(case, place, seat)
    grid = pair_grid(mentees, mentors, rules, criteria, ground)
    asked = meeting_line(case.programme) if CAN_MEET in case.programme.stages else None
    return Board(
        case, ground, rules, criteria, mentees, mentors, place, seat,
        mates_apart(mentees, rules, ground), forbidden, kept, grid,
        meeting_grid(mentees, mentors, asked, ground) if asked else None,
    )  # fmt: skip


def people_in_order(people: Iterable[Application]) -> tuple[Application, ...]:
    """Return people in the order of their ids, which is that of their places."""
    return tuple(sorted(people, key=lambda a: a.person))


def places_of(people: Iterable[Application]) -> dict[str, int]:
    """Return the places of people by their ids."""
    return {a.person: i for i, a in enumerate(people)}


def decided_pairs(
    case: MatchingCase, first: Mapping[str, int], second: Mapping[str, int]
) -> tuple[dict[Pair, tuple[str, ...]], frozenset[Pair]]:
    """Return the pairs kept by hand, with the rules that they may break, and those forbidden.

    Decisions about people who are not there, or about one with themselves in circles, count for
    nothing.
    """
    form = case.programme.form
    pairs: dict[DecisionKind, dict[Pair, tuple[str, ...]]] = {kind: {} for kind in DecisionKind}
    for d in sorted(case.decisions):
        if d.mentee in first and d.mentor in second and (form.led or d.mentee != d.mentor):
            i, j = first[d.mentee], second[d.mentor]
            pair = (i, j) if form.led or i < j else (j, i)
            pairs[d.kind][pair] = d.overrides or pairs[d.kind].get(pair, ())
    barred = (*pairs[DecisionKind.FORBID], *pairs[DecisionKind.PARTED])
    return pairs[DecisionKind.KEEP], frozenset(barred)


def rule_counts(board: Board) -> tuple[RuleCount, ...]:
    """Return for each rule in force how many pairs it blocks and how many no other rule does.

    A rule about both kinds of pairs is counted for each; ``kind`` is ``pair`` or ``mates``, who are
    kept apart only where they would meet.
    """
    people, rules = len(board.mentees), board.rules
    by_pair, by_mates = [r for r in rules if r.pair], [r for r in rules if r.mates]
    meet = board.case.programme.form.mates_meet
    apart, two = Counter(board.apart.values() if meet else ()), people * (people - 1) // 2
    return (
        *counts_of(by_pair, _together(board), people * len(board.mentors), "pair"),
        *counts_of(by_mates, apart, two, "mates"),
    )


def counts_of(
    rules: Iterable[Rule], found: Mapping[tuple[str, ...], int], pairs: int, kind: str
) -> tuple[RuleCount, ...]:
    """Return how many of some pairs each rule forbids, and how many it alone does."""
    every, alone = Counter[str](), Counter[str]()
    for keys, number in found.items():
        every.update(dict.fromkeys(keys, number))
        alone.update({keys[0]: number} if len(keys) == 1 else {})
    return tuple(RuleCount(r.key, every[r.key], alone[r.key], pairs, kind) for r in rules)


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
