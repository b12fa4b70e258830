"""Why somebody has no match, in a sentence and a code.

Codes for mentees: ``no_mentors``, ``no_common_language``, ``blocked_by_rules``, ``no_seats``,
``group_rules``, ``would_not_fill_group``. For mentors: ``no_places``, ``only_one_to_one``,
``outside_group_size``, ``too_few_allowed``, ``not_needed``, ``no_group_forms``.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from mentorcli.domain.plan import Unplaced
from mentorcli.domain.text import counted
from mentorcli.matching.board.board import BY_HAND, Board
from mentorcli.matching.board.group_rules import LANGUAGE_RULE, broken_mixes
from mentorcli.matching.phrases import listed, name_of


@dataclass(frozen=True, slots=True)
class Seating:
    """Who sits where, as places: the groups of each used mentor, mentees in order."""

    board: Board
    seats: tuple[tuple[int, int] | None, ...]
    groups: dict[int, tuple[int, ...]]

    def placed(self) -> Any:
        """Tell for each mentee whether they have a match, as an array."""
        import numpy as np

        there = np.zeros(len(self.board.mentees), bool)
        there[[i for members in self.groups.values() for i in members]] = True
        return there

    def free(self) -> Any:
        """Return how many places each mentor has left, as an array; -1 where no group can be."""
        import numpy as np

        taken = (len(self.groups.get(j, ())) for j in range(len(self.seats)))
        left = [(s[1] if s else -1) - n for s, n in zip(self.seats, taken, strict=True)]
        return np.array(left, np.int64)

    def running(self) -> Any:
        """Tell for each mentor whether they have somebody, as an array."""
        import numpy as np

        return np.isin(np.arange(len(self.seats)), list(self.groups))


def waiting(seating: Seating) -> tuple[Unplaced, ...]:
    """Return the mentees without a match, sorted by person id."""
    import numpy as np

    board, free, running = seating.board, seating.free(), seating.running()
    found = []
    for rows in board.grid.steps(np.flatnonzero(~seating.placed())):
        for i, scores, may in zip(rows.tolist(), *board.open_rows(rows), strict=True):
            options = np.flatnonzero(may)
            able = options[free[options] >= 0]
            best = able[np.argsort(-scores[able], kind="stable")[:MOST_SHOWN]]
            shown = tuple((board.mentors[j].person, int(scores[j])) for j in best.tolist())
            code, reason = _why_waiting(seating, i, (options, able), free, running)
            found.append(Unplaced(board.mentees[i].person, code, reason, shown))
    return tuple(found)


def unused(seating: Seating) -> tuple[Unplaced, ...]:
    """Return the mentors without a match, sorted by person id."""
    import numpy as np

    board = seating.board
    idle = np.flatnonzero(~seating.running())
    if not len(idle):
        return ()
    options = options_of(board, idle, seating.placed())
    found = []
    for j, seen in zip(idle.tolist(), options, strict=True):
        shown = tuple((board.mentees[i].person, score) for i, score in seen.best)
        code, reason = _why_unused(seating, j, seen)
        found.append(Unplaced(board.mentors[j].person, code, reason, shown))
    return tuple(found)


def _why_waiting(
    seating: Seating, i: int, options: tuple[Any, Any], free: Any, running: Any
) -> tuple[str, str]:
    board, name = seating.board, name_of(seating.board.mentees[i])
    allowed, able = options
    if not board.mentors:
        return "no_mentors", f"No mentor has applied, so {name} waits."
    if not len(allowed):
        return _nobody_allowed(board, i)
    if not len(able):
        return "no_seats", (
            f"The rules allow {name} {counted(len(allowed), 'mentor')}, but none of them can take a group."
        )
    room = able[running[able] & (free[able] > 0)].tolist()
    idle = able[~running[able]].tolist()
    if room and not idle:
        return "group_rules", f"{name} {_group_in_the_way(seating, i, room)}."
    if idle:
        has = "has" if len(idle) == 1 else "have"
        return "would_not_fill_group", (
            f"The rules allow {name} with {_names(seating, idle)}, who {has} no group: none "
            "can be filled for them without leaving somebody else without a place."
        )
    return "no_seats", (
        f"The rules allow {name} {counted(len(able), 'mentor')}, and all their places are taken; a place for "
        f"{name} would cost somebody else theirs."
    )


def _nobody_allowed(board: Board, i: int) -> tuple[str, str]:
    name, number = name_of(board.mentees[i]), len(board.mentors)
    reasons = _reasons(board, i)
    if reasons[LANGUAGE_RULE] == number:
        return "no_common_language", (
            f"None of the {counted(number, 'mentor')} works in a language that {name} chose."
        )
    said = listed(
        [
            f"{board.words(key)} ({n})"
            for key, n in sorted(reasons.items(), key=lambda x: (-x[1], x[0]))
        ]
    )
    return "blocked_by_rules", (
        f"The rules leave {name} none of the {counted(number, 'mentor')}: {said}."
    )


def _reasons(board: Board, i: int) -> Counter[str]:
    """Return how many mentors each rule, or your decision, keeps from a mentee."""
    import numpy as np

    bits = board.grid.block(np.array([i]))[1][0].astype(np.int64)
    for (one, j), excused in board.kept.items():
        if one == i:
            bits[j] &= ~sum(1 << n for n, r in enumerate(board.rules) if r.key in excused)
    found = Counter({rule.key: int((bits >> n & 1).sum()) for n, rule in enumerate(board.rules)})
    found[BY_HAND] = sum(one == i for one, _ in board.forbidden)
    return +found


def _group_in_the_way(seating: Seating, i: int, free: list[int]) -> str:
    board = seating.board
    ranked = sorted(free, key=lambda j: (-board.points((i, j)), board.mentors[j].person))
    said = []
    for j in ranked[:MOST_SHOWN]:
        mentor = name_of(board.mentors[j])
        rules = [board.apart.get((min(i, k), max(i, k)), ()) for k in seating.groups[j]]
        keys = sorted({key for found in rules for key in found})
        group = [board.mentees[k] for k in (i, *seating.groups[j])]
        mixes = [rule.words for rule in broken_mixes(board.rules, group, board.ground)]
        why = listed([*(board.words(k) for k in keys), *mixes]) or "no language that all share"
        said.append(f"{mentor} ({why})")
    return f"cannot join a group that has a free place: {listed(said)}"


def _why_unused(seating: Seating, j: int, options: Options) -> tuple[str, str]:
    board, seats = seating.board, seating.seats[j]
    name, capacity = name_of(board.mentors[j]), board.mentors[j].capacity()
    fewest, most = board.case.programme.group
    if capacity.most < 1:
        return "no_places", f"{name} offers no place."
    if seats is None:
        groups = f"groups here have {fewest}" + (f" to {most}" if most > fewest else "")
        takes = f"{name} takes {capacity} at a time, and {groups}."
        return ("only_one_to_one" if capacity.most == 1 else "outside_group_size"), takes
    if options.number < seats[0]:
        allowed = counted(options.number, "mentee") if options.number else "no mentee"
        return "too_few_allowed", f"The rules allow {name} {allowed}; a group needs {seats[0]}."
    if options.everybody_placed:
        return "not_needed", f"Every mentee has a place without {name}."
    if not options.left:
        return "not_needed", (
            f"All {options.number} mentees whom the rules allow {name} have a place."
        )
    return "no_group_forms", (
        f"{counted(options.left, 'waiting mentee')} could be with {name}, but no group of "
        f"{seats[0]} forms without leaving somebody else without a place."
    )


def _names(seating: Seating, mentors: list[int]) -> str:
    names = [name_of(seating.board.mentors[j]) for j in mentors[:MOST_SHOWN]]
    more = len(mentors) - len(names)
    return listed([*names, counted(more, "other")] if more else names)


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
