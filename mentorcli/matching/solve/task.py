"""The task: a case as whole numbers only, which is all that a solver is given; pairs as arrays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, ClassVar

from mentorcli.domain.application import Application
from mentorcli.domain.language import in_order
from mentorcli.domain.plan import CAN_MEET, MEET_TOGETHER, NEWCOMERS
from mentorcli.domain.programme import Tolerance
from mentorcli.matching.board.board import Board
from mentorcli.matching.board.group_rules import Mix, mix_of, seats_of
from mentorcli.matching.board.ties import Ties, ties_of
from mentorcli.matching.criteria import meeting_line
from mentorcli.matching.solve.milp import Fixed, Program
from mentorcli.matching.solve.stage_by_stage import SUMS
from mentorcli.matching.working_language import LANGUAGE_RULE, working_languages

_WIDEST = 1 << 62
"""A number with more bits is no number of an array; so many languages nobody has met yet."""


@dataclass(frozen=True, slots=True)
class Task:
    """Seat mentees at mentors: each at one at most, each mentor none or within ``seats[j]``.

    ``seats[j]`` is None for a mentor who cannot have a group; ``languages[j]`` are those of the
    mentor, a bit for each: one must be shared by the whole group. ``apart`` holds the pairs of mentees
    that may not share a group. Edges are sorted by (i, j).
    """

    edges: Edges
    mentees: int
    seats: tuple[tuple[int, int] | None, ...]
    languages: tuple[int, ...]
    apart: frozenset[tuple[int, int]]
    ties: Ties
    current: frozenset[int]
    """Edges of the plan that is repaired: each that is not chosen again is a move."""
    lost: int
    """How many pairs of that plan cannot be any more."""
    staying: frozenset[int]
    """Mentors of that plan with somebody who is still here."""
    waited: frozenset[int]
    """Mentees who waited from an earlier period."""
    mix: Mix
    """Who may not be alone in a group, and who may not fill one by themselves."""
    tolerance: Tolerance
    used: int = 0
    """So many mentors at least have somebody."""
    apart_at_most: int | None = None
    """So many groups at most have no way to meet in common; None where it does not count."""

    people: ClassVar[str] = "mentees"
    sums_as_least: ClassVar[bool] = True
    sums: ClassVar[frozenset[str]] = SUMS

    def __len__(self) -> int:
        return len(self.edges)

    @property
    def widths(self) -> tuple[int, int]:
        """Return how many bits languages and ways to meet have."""
        import numpy as np

        both = (self.edges.spoken, self.edges.ways)
        said, ways = (int(np.bitwise_or.reduce(x, initial=0)).bit_length() for x in both)
        return said, ways

    @property
    def movable(self) -> int:
        """Return how many pairs the plan has that is repaired."""
        return self.lost + len(self.current)

    @property
    def unmet_by_hand(self) -> int:
        """Return how many pairs kept by hand have no way to meet in common."""
        return int((self.edges.kept & self.edges.unmet).sum())

    def program(self, numbers: Any, fixed: Sequence[Fixed]) -> Program:
        """Return the rows and columns over some edges."""
        from mentorcli.matching.solve.groups.program import program_of

        return program_of(self, numbers, fixed)

    def holding(self, stage: str, value: int) -> Task:
        """Return the same where a stage that is no sum over edges is worth so much, or better."""
        if stage == MEET_TOGETHER:
            return replace(self, apart_at_most=value)
        return replace(self, used=value)

    def weights(self, stage: str) -> Any:
        """Return what each edge counts in a stage whose value is a sum."""
        import numpy as np

        if stage == "total":
            return self.edges.score
        if stage == "seated":
            return np.ones(len(self), np.int64)
        if stage == CAN_MEET:
            return -self.edges.unmet.astype(np.int64)
        if stage == "waited":
            return np.isin(self.edges.i, sorted(self.waited)).astype(np.int64)
        stays = np.isin(np.arange(len(self)), sorted(self.current))
        if stage == NEWCOMERS:
            return -(np.isin(self.edges.j, sorted(self.staying)) & ~stays).astype(np.int64)
        return stays.astype(np.int64)

    def digit(self, digit: int) -> Any:
        """Return the tie-break numbers of all edges."""
        return self.ties.of(self.edges.i, self.edges.j, digit)

    def scores(self, numbers: Any) -> list[int]:
        """Return the scores of those of some edges that nobody kept by hand."""
        import numpy as np

        some = self.edges.only(np.asarray(numbers, np.int64))
        free: list[int] = some.score[~some.kept].tolist()
        return free

    def kth_worst(self, chosen: Sequence[int], k: int) -> int:
        """Return the k-th lowest of these scores; of all where every edge was kept."""
        return kth_lowest(self.scores(chosen) or self.edges.score[[*chosen]].tolist(), k)

    def at_least(
        self, numbers: Any, fixed: tuple[Fixed, ...], level: int, k: int
    ) -> tuple[Any, tuple[Fixed, ...]]:
        """Let fewer than k edges that nobody kept by hand be below a level."""
        import numpy as np

        below = ~self.edges.kept & (self.edges.score < level)
        if k == 1:
            return numbers[~below[numbers]], fixed
        return numbers, (*fixed, Fixed(-below.astype(np.int64), 1 - k, or_more=True))


def kth_lowest(scores: Sequence[int], k: int) -> int:
    """Return the k-th lowest of some scores, or the highest of fewer; 0 of none."""
    return sorted(scores)[min(k, len(scores)) - 1] if scores else 0


def task_of(board: Board, against: Sequence[tuple[str, str]] = ()) -> Task:
    """Return the task of a board; mentees of one mentor in pairs need not suit each other.

    ``against`` holds the pairs (mentee, mentor) of the plan that is repaired.
    """
    import numpy as np

    alone = not board.case.programme.form.mates_meet
    seats = tuple(seats_of(a, board.case) for a in board.mentors)
    every = in_order(x for a in (*board.mentees, *board.mentors) for x in working_languages(a))
    mentors = _spoken(board, board.mentors, every)
    edges = _edges(board, _spoken(board, board.mentees, every), mentors, seats)
    ties = ties_of(
        board.case.cohort, (a.person for a in board.mentees), (a.person for a in board.mentors)
    )
    place, seat, width = board.place, board.seat, len(board.mentors)
    old = {(place[a], seat.get(b, -1)) for a, b in against if a in place}
    known = _keys((pair for pair in old if pair[1] >= 0), width)
    current = np.flatnonzero(np.isin(edges.i * width + edges.j, known)).tolist()
    return Task(
        edges,
        len(board.mentees),
        seats,
        tuple(mentors),
        frozenset(() if alone else board.apart),
        ties,
        frozenset(current),
        len(old) - len(current),
        frozenset(j for _, j in old if j >= 0),
        frozenset(place[p] for p in board.case.waited if p in place),
        Mix() if alone else mix_of(board.mentees, board.rules, board.ground),
        board.case.programme.tolerance,
    )


def _spoken(board: Board, people: Sequence[Application], every: Sequence[str]) -> list[int]:
    """Return the languages that each can have in a group, as bits; one for all where no rule asks."""
    asked = any(rule.key == LANGUAGE_RULE for rule in board.rules)
    if not board.case.programme.form.mates_meet or not asked:
        return [1] * len(people)
    bit = {language: 1 << k for k, language in enumerate(every)}
    return [sum(bit[x] for x in working_languages(a)) for a in people]


def _edges(
    board: Board,
    mentees: Sequence[int],
    mentors: Sequence[int],
    seats: Sequence[tuple[int, int] | None],
) -> Edges:
    import numpy as np

    i, j, score = board.open_columns()
    wide = np.int64 if max((*mentors, *mentees), default=0) < _WIDEST else object
    offered = np.array(mentors, wide)[j]
    spoken = np.array(mentees, wide)[i] & offered
    key, width = i * len(mentors) + j, len(mentors)
    excused = [p for p, keys in board.kept.items() if LANGUAGE_RULE in keys]
    without_rule = np.isin(key, _keys(excused, width))
    spoken[without_rule] = offered[without_rule]
    able = np.array([x is not None for x in seats], bool)[j]
    kept, ways = np.isin(key, _keys(board.kept, width)), _ways(board, i, j)
    edges = Edges(i, j, score, spoken, kept, board.unmet(i, j), ways)
    return edges.only(able & (spoken != 0))


def _ways(board: Board, i: Any, j: Any) -> Any:
    """Return the ways to meet that suit both of each pair, as bits; one for all where none counts."""
    import numpy as np

    programme = board.case.programme
    line = meeting_line(programme) if MEET_TOGETHER in programme.stages else None
    if line is None:
        return np.ones(len(i), np.int64)
    both = [[line.meant(a, programme) for a in s] for s in (board.mentees, board.mentors)]
    every = sorted(frozenset().union(*(ways for side in both for ways in side)))
    bit, whole = {way: 1 << k for k, way in enumerate(every)}, (1 << max(len(every), 1)) - 1
    said = [[sum(bit[way] for way in ways) or whole for ways in side] for side in both]
    wide = np.int64 if whole < _WIDEST else object
    return np.array(said[0], wide)[i] & np.array(said[1], wide)[j]


def _keys(pairs: Iterable[tuple[int, int]], width: int) -> Any:
    import numpy as np

    return np.array(sorted(i * width + j for i, j in pairs), np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Edges:
    """Mentees (places ``i``) that may be with mentors (``j``) for ``score`` points, as arrays.

    Sorted by (i, j); ``spoken`` has a bit for each language that both chose, ``ways`` one for each way
    to meet that suits both, ``kept`` tells what a person decided, ``unmet`` who have no way to meet.
    """

    i: Any
    j: Any
    score: Any
    spoken: Any
    kept: Any
    unmet: Any
    ways: Any

    def __len__(self) -> int:
        return len(self.i)

    def only(self, wanted: Any) -> Edges:
        """Return some of the edges, by their numbers or by truth values."""
        columns = (self.i, self.j, self.score, self.spoken, self.kept, self.unmet, self.ways)
        return Edges(*(x[wanted] for x in columns))


@cache
def numbered_cliques(apart: frozenset[tuple[int, int]]) -> tuple[Any, Any]:
    """Return the sizes of the cliques of ``cliques_of`` and, one after the other, their members."""
    import numpy as np

    cliques = cliques_of(apart)
    sizes = np.array([len(c) for c in cliques], np.int64)
    return sizes, np.array([i for c in cliques for i in sorted(c)], np.int64)


def cliques_of(apart: frozenset[tuple[int, int]]) -> tuple[frozenset[int], ...]:
    """Return sets of mentees of whom a group may have one at most, that cover every such pair."""
    near: dict[int, set[int]] = defaultdict(set)
    for one, other in apart:
        near[one].add(other)
        near[other].add(one)
    covered: set[tuple[int, int]] = set()
    cliques = []
    for one, other in sorted(apart):
        if (one, other) in covered:
            continue
        clique, common = {one, other}, near[one] & near[other]
        while common:
            clique.add(new := min(common))
            common &= near[new]
        covered |= {(a, b) for a in clique for b in clique if a < b}
        cliques.append(frozenset(clique))
    return tuple(cliques)
