"""The task: a case as whole numbers only, which is all that a solver is given; pairs as arrays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, overload

from mentorcli.domain.application import Application
from mentorcli.domain.language import LANGUAGES, Language
from mentorcli.matching.board.board import Board
from mentorcli.matching.board.mixing import NO_MIX, Mix, mix_of
from mentorcli.matching.board.seats import LANGUAGE_RULE, seats_of
from mentorcli.matching.board.ties import Ties, ties_of
from mentorcli.matching.ground import working_languages


@dataclass(frozen=True, slots=True)
class Task:
    """Seat mentees at mentors: each at one at most, each mentor none or within ``seats[j]``.

    ``seats[j]`` is None for a mentor who cannot have a group; ``languages[j]`` are those of the
    mentor: one of them must be shared by the whole group. ``apart`` holds the pairs of mentees
    that may not share a group. Edges are sorted by (i, j).
    """

    edges: Edges
    mentees: int
    seats: tuple[tuple[int, int] | None, ...]
    languages: tuple[frozenset[Language], ...]
    apart: frozenset[tuple[int, int]]
    ties: Ties
    current: frozenset[int] = frozenset()
    """Edges of the plan that is repaired: each that is not chosen again is a move."""
    lost: int = 0
    """How many pairs of that plan cannot be any more."""
    waited: frozenset[int] = frozenset()
    """Mentees who waited from an earlier period."""
    mix: Mix = NO_MIX
    """Who may not be alone in a group, and who may not fill one by themselves."""

    def digit(self, digit: int, edges: Any = None) -> Any:
        """Return the tie-break numbers of some edges (an array of numbers), or of all."""
        i, j = self.edges.i, self.edges.j
        return self.ties.of(*((i, j) if edges is None else (i[edges], j[edges])), digit)


def task_of(board: Board, against: Sequence[tuple[str, str]] = ()) -> Task:
    """Return the task of a board; mentees of one mentor in pairs need not suit each other.

    ``against`` holds the pairs (mentee, mentor) of the plan that is repaired.
    """
    import numpy as np

    alone = not board.case.programme.form.mates_meet
    seats = tuple(seats_of(a.capacity(), board.case.programme) for a in board.mentors)
    mentors = _spoken(board, board.mentors)
    edges = _edges(board, _spoken(board, board.mentees), mentors, seats)
    ties = ties_of(
        board.case.cohort, (a.person for a in board.mentees), (a.person for a in board.mentors)
    )
    place = {a.person: i for i, a in enumerate(board.mentees)}
    seat = {a.person: j for j, a in enumerate(board.mentors)}
    old = {(place[a], seat.get(b, -1)) for a, b in against if a in place}
    width = len(board.mentors)
    known = _keys((pair for pair in old if pair[1] >= 0), width)
    current = np.flatnonzero(np.isin(edges.i * width + edges.j, known)).tolist()
    apart = frozenset[tuple[int, int]]() if alone else frozenset(board.apart)
    waited = frozenset(place[p] for p in board.case.waited if p in place)
    return Task(
        edges,
        len(board.mentees),
        seats,
        tuple(spoken_by(x) for x in mentors),
        apart,
        ties,
        frozenset(current),
        len(old) - len(current),
        waited,
        NO_MIX if alone else mix_of(board.mentees, board.rules, board.ground),
    )


def _spoken(board: Board, people: Sequence[Application]) -> list[int]:
    """Return the languages that each can have in a group, as bits; all where no rule asks."""
    asked = any(rule.key == LANGUAGE_RULE for rule in board.rules)
    if not board.case.programme.form.mates_meet or not asked:
        return [language_bits(LANGUAGES)] * len(people)
    return [language_bits(working_languages(a)) for a in people]


def _edges(
    board: Board,
    mentees: Sequence[int],
    mentors: Sequence[int],
    seats: Sequence[tuple[int, int] | None],
) -> Edges:
    import numpy as np

    i, j, score = board.open_columns()
    offered = np.array(mentors, np.int8)[j]
    spoken = np.array(mentees, np.int8)[i] & offered
    key, width = i * len(mentors) + j, len(mentors)
    excused = [p for p, keys in board.overridden.items() if LANGUAGE_RULE in keys]
    without_rule = np.isin(key, _keys(excused, width))
    spoken[without_rule] = offered[without_rule]
    able = np.array([x is not None for x in seats], bool)[j]
    edges = Edges(i, j, score, spoken, np.isin(key, _keys(board.kept, width)))
    return edges.only(able & (spoken != 0))


def _keys(pairs: Iterable[tuple[int, int]], width: int) -> Any:
    import numpy as np

    return np.array(sorted(i * width + j for i, j in pairs), np.int64)


_SPOKEN: tuple[frozenset[Language], ...] = tuple(
    frozenset(x for k, x in enumerate(LANGUAGES) if bits >> k & 1)
    for bits in range(1 << len(LANGUAGES))
)


@dataclass(frozen=True, slots=True)
class Edge:
    """A mentee (place ``i``) may be with a mentor (place ``j``) for ``score`` points.

    ``languages`` are those that both chose; ``kept`` tells that a person decided it.
    """

    i: int
    j: int
    score: int
    languages: frozenset[Language]
    kept: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Edges(Sequence[Edge]):
    """Edges sorted by (i, j), each part of them an array; ``spoken`` has a bit for each language."""

    i: Any
    j: Any
    score: Any
    spoken: Any
    kept: Any

    @overload
    def __getitem__(self, e: int) -> Edge: ...

    @overload
    def __getitem__(self, e: slice) -> tuple[Edge, ...]: ...

    def __getitem__(self, e: int | slice) -> Edge | tuple[Edge, ...]:
        if isinstance(e, slice):
            return tuple(self[k] for k in range(*e.indices(len(self))))
        spoken = _SPOKEN[int(self.spoken[e])]
        return Edge(int(self.i[e]), int(self.j[e]), int(self.score[e]), spoken, bool(self.kept[e]))

    def __len__(self) -> int:
        return len(self.i)

    def __iter__(self) -> Iterator[Edge]:
        columns = (self.i, self.j, self.score, self.spoken, self.kept)
        for i, j, score, spoken, kept in zip(*(x.tolist() for x in columns), strict=True):
            yield Edge(i, j, score, _SPOKEN[spoken], kept)

    def only(self, wanted: Any) -> Edges:
        """Return some of the edges, by their numbers or by truth values."""
        columns = (self.i, self.j, self.score, self.spoken, self.kept)
        return Edges(*(x[wanted] for x in columns))

    @classmethod
    def of(cls, edges: Iterable[Edge]) -> Edges:
        """Return edges given one by one, in their order."""
        import numpy as np

        listed = list(edges)
        return cls(
            np.array([e.i for e in listed], np.int64),
            np.array([e.j for e in listed], np.int64),
            np.array([e.score for e in listed], np.int64),
            np.array([language_bits(e.languages) for e in listed], np.int8),
            np.array([e.kept for e in listed], bool),
        )


def language_bits(languages: Iterable[str]) -> int:
    """Return languages as a number with a bit for each of LANGUAGES."""
    return sum(1 << LANGUAGES.index(x) for x in {*languages} if x in LANGUAGES)


def spoken_by(bits: int) -> frozenset[Language]:
    """Return the languages that a number made by ``language_bits`` stands for."""
    return _SPOKEN[bits]
