"""Who waits beside matches that go on, and why: since a plan was made a place may have become free."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from mentorcli.domain.plan import Match, MatchingCase, Unplaced
from mentorcli.matching.board.board import board_of
from mentorcli.matching.board.group_rules import seats_of
from mentorcli.matching.solve.unplaced import Seating, waiting


def waiting_beside(case: MatchingCase, matches: Iterable[Match]) -> tuple[Unplaced, ...]:
    """Return the mentees without a place in these matches of mentors, and why; who has left has none."""
    board = board_of(case)
    groups: dict[int, list[int]] = defaultdict(list)
    for match in matches:
        here = [board.place[p] for p in match.mentees if p in board.place]
        if here and match.mentor in board.seat:
            groups[board.seat[match.mentor]] += here
    seats = tuple(seats_of(a, case) for a in board.mentors)
    return waiting(Seating(board, seats, {j: tuple(sorted(g)) for j, g in groups.items()}))
