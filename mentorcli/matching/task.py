"""The task: a case as whole numbers only, which is all that a solver is given."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import overload

from mentorcli.domain.application import Application
from mentorcli.domain.language import LANGUAGES, Language
from mentorcli.matching.board import Board
from mentorcli.matching.ground import working_languages
from mentorcli.matching.mixing import NO_MIX, Mix, mix_of
from mentorcli.matching.seats import LANGUAGE_RULE, seats_of

DIGIT_BITS = 16
DIGITS = 16


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


@dataclass(frozen=True, slots=True)
class Task:
    """Seat mentees at mentors: each at one at most, each mentor none or within ``seats[j]``.

    ``seats[j]`` is None for a mentor who cannot have a group; ``languages[j]`` are those of the
    mentor: one of them must be shared by the whole group. ``apart`` holds the pairs of mentees
    that may not share a group. Edges are sorted by (i, j). ``digits[e]`` are the tie-break points
    of edge e, one list for each round.
    """

    edges: tuple[Edge, ...]
    mentees: int
    seats: tuple[tuple[int, int] | None, ...]
    languages: tuple[frozenset[Language], ...]
    apart: frozenset[tuple[int, int]]
    digits: Sequence[tuple[int, ...]]
    current: frozenset[int] = frozenset()
    """Edges of the plan that is repaired: each that is not chosen again is a move."""
    lost: int = 0
    """How many pairs of that plan cannot be any more."""
    waited: frozenset[int] = frozenset()
    """Mentees who waited from an earlier period."""
    mix: Mix = NO_MIX
    """Who may not be alone in a group, and who may not fill one by themselves."""


def task_of(board: Board, against: Sequence[tuple[str, str]] = ()) -> Task:
    """Return the task of a board; mentees of one mentor in pairs need not suit each other.

    ``against`` holds the pairs (mentee, mentor) of the plan that is repaired.
    """
    everything = frozenset(LANGUAGES)
    alone = board.case.programme.form == "pairs"
    by_language = any(rule.key == LANGUAGE_RULE for rule in board.rules) and not alone

    def spoken(application: Application) -> frozenset[Language]:
        return frozenset(LANGUAGES) & set(working_languages(application))

    mentees = [spoken(a) if by_language else everything for a in board.mentees]
    mentors = tuple(spoken(a) if by_language else everything for a in board.mentors)

    both = {(a, b): a & b for a in {*mentees} for b in {*mentors}}

    def shared(i: int, j: int) -> frozenset[Language]:
        excused = LANGUAGE_RULE in board.overridden.get((i, j), ())
        return mentors[j] if excused else both[mentees[i], mentors[j]]

    seats = tuple(seats_of(a.capacity(), board.case.programme) for a in board.mentors)
    edges = tuple(
        Edge(i, j, score, spoken_by_both, (i, j) in board.kept)
        for i, j, score in board.open_pairs()
        if seats[j] is not None and (spoken_by_both := shared(i, j))
    )
    digits = _Digits(board, edges)
    place = {a.person: i for i, a in enumerate(board.mentees)}
    seat = {a.person: j for j, a in enumerate(board.mentors)}
    old = {(place[a], seat.get(b, -1)) for a, b in against if a in place}
    current = frozenset(e for e, edge in enumerate(edges) if (edge.i, edge.j) in old)
    apart = frozenset[tuple[int, int]]() if alone else frozenset(board.apart)
    waited = frozenset(place[p] for p in board.case.waited if p in place)
    return Task(
        edges, len(mentees), seats, mentors, apart, digits, current, len(old) - len(current),
        waited, NO_MIX if alone else mix_of(board.mentees, board.rules, board.ground),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class _Digits(Sequence[tuple[int, ...]]):
    """The tie-break points of every edge, worked out when they are looked at."""

    board: Board
    edges: tuple[Edge, ...]

    @overload
    def __getitem__(self, e: int) -> tuple[int, ...]: ...

    @overload
    def __getitem__(self, e: slice) -> tuple[tuple[int, ...], ...]: ...

    def __getitem__(self, e: int | slice) -> tuple[int, ...] | tuple[tuple[int, ...], ...]:
        if isinstance(e, slice):
            return tuple(self[k] for k in range(*e.indices(len(self))))
        pair = self.edges[e]
        mentee, mentor = self.board.mentees[pair.i], self.board.mentors[pair.j]
        return tie_digits(self.board.case.cohort, mentee.person, mentor.person)

    def __len__(self) -> int:
        return len(self.edges)


def tie_digits(cohort: str, mentee: str, mentor: str) -> tuple[int, ...]:
    """Return the tie-break points of a pair: 16 numbers of 16 bits from SHA-256 of identities."""
    text = f"{cohort}\x1f{mentee}\x1f{mentor}".encode("utf-8", "replace")
    digest = hashlib.sha256(text).digest()
    return tuple(int.from_bytes(digest[k : k + 2], "big") for k in range(0, 2 * DIGITS, 2))
