"""Whom a mentor without a match could have: how many mentees, how many who wait, the best few."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from mentorcli.matching.board.board import Board

MOST_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Options:
    """The mentees whom a mentor may have: how many, how many of them have no place, the best few.

    ``best`` are (place of mentee, score), the highest first; ``everybody_placed`` tells that no
    mentee at all is without a place.
    """

    number: int
    left: int
    best: tuple[tuple[int, int], ...]
    everybody_placed: bool


def options_of(board: Board, mentors: Any, placed: Any) -> list[Options]:
    """Return the options of some mentors (an array of places); ``placed`` is told of each mentee."""
    import numpy as np

    number, left = np.zeros(len(mentors), np.int64), np.zeros(len(mentors), np.int64)
    best = np.full((MOST_SHOWN, len(mentors)), -1, np.int64)
    who = np.full((MOST_SHOWN, len(mentors)), -1, np.int64)
    for rows in board.grid.steps():
        scores, may = board.open_rows(rows)
        scores, may = scores[:, mentors], may[:, mentors]
        number += may.sum(axis=0)
        left += may[~placed[rows]].sum(axis=0)
        here, places = _highest((scores + 1) * may - 1)
        both, names = np.concatenate([best, here]), np.concatenate([who, rows[places]])
        order = np.argsort(-both, axis=0, kind="stable")[:MOST_SHOWN]
        best = np.take_along_axis(both, order, axis=0)
        who = np.take_along_axis(names, order, axis=0)
    everybody = bool(placed.all())
    return [
        Options(
            n, rest, tuple((i, s) for i, s in zip(mine, points, strict=True) if s >= 0), everybody
        )
        for n, rest, mine, points in zip(
            number.tolist(), left.tolist(), who.T.tolist(), best.T.tolist(), strict=True
        )
    ]


def _highest(known: Any) -> tuple[Any, Any]:
    """Return the highest numbers of each column with their rows, of equal ones the first row."""
    import numpy as np

    found, places, columns = [], [], np.arange(known.shape[1])
    for _ in range(MOST_SHOWN):
        place = known.argmax(axis=0)
        found.append(known[place, columns].astype(np.int64))
        places.append(place)
        known[place, columns] = -1
    return np.array(found), np.array(places)
