"""Which solver serves which shape: the one place that knows.

Where no rule looks at more than one pair at a time it is a matching with capacities: proved by
exact prices, over all pairs at hand up to ``_ALL`` of them and above that over each mentee's best,
with the rest priced. Everything else (groups with a fewest size, mates, one language for all, a plan
that is repaired) is an integer program.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mentorcli.domain.plan import CAN_MEET, Stage
from mentorcli.matching.board.board import Board
from mentorcli.matching.board.group_rules import seats_of
from mentorcli.matching.board.ties import ties_of
from mentorcli.matching.solve.groups import best_groups
from mentorcli.matching.solve.milp import Fixed
from mentorcli.matching.solve.pairs.best_pairs import (
    FLOOR,
    SERVED,
    Priced,
    best_matching,
    stages_of,
)
from mentorcli.matching.solve.pairs.pricing import Pairs, all_at_hand, priced_pairs
from mentorcli.matching.solve.solver import NoAnswerError, ordered_stages
from mentorcli.matching.solve.task import Task, task_of

_ALL = 200_000
"""Up to so many pairs of a matching are all looked at."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Who sits where: mentees of each used mentor (places), the stages, the prices behind them."""

    groups: dict[int, tuple[int, ...]]
    seats: tuple[tuple[int, int] | None, ...]
    stages: tuple[Stage, ...]
    priced: Priced | None


def seat(
    board: Board,
    keys: Sequence[str],
    against: Sequence[tuple[str, str]] = (),
    most_moves: int | None = None,
    *,
    one_of_equals: bool = False,
) -> Answer:
    """Return the best answer to a board by the stages ``keys`` in order.

    ``against`` holds the pairs of a plan that is repaired, of which ``most_moves`` at most may
    change. ``one_of_equals`` is what ``best_groups.solve`` says; raises what it raises.
    """
    ordered, pairs = ordered_stages(keys), not board.case.programme.form.mates_meet
    seats = tuple(seats_of(a, board.case) for a in board.mentors)
    matching = ordered in SERVED and all(s is None or s[0] == 1 for s in seats)
    if matching and pairs:
        return _matched(board, seats, ordered)
    task = task_of(board, against)
    if matching and each_pair_alone(task):
        return _matched(board, seats, ordered)
    fixed = []
    if most_moves is not None:
        stay = task.weights("fewest_moves")
        fixed = [Fixed(stay, len(against) - most_moves, or_more=True)]
    solved = best_groups.solve(task, ordered, fixed, one_of_equals=one_of_equals)
    i, j = (x[list(solved.chosen)].tolist() for x in (task.edges.i, task.edges.j))
    return Answer(_groups(zip(i, j, strict=True)), seats, solved.stages, None)


def value_after(board: Board, reached: Mapping[str, int], key: str) -> int:
    """Return what the stage ``key`` is worth after others that are known to be worth ``reached``."""
    for then in ((*reached, key), (*reached, key, "total")):
        if not board.case.programme.form.mates_meet and ordered_stages(then) in SERVED:
            return next(s.bound for s in seat(board, then).stages if s.key == key)
    return best_groups.best_after(task_of(board), reached, key)


def each_pair_alone(task: Task) -> bool:
    """Tell whether no rule looks at more than one pair of a task at a time."""
    import numpy as np

    if any(seats and seats[0] > 1 for seats in task.seats):
        return False
    crowded = np.array([bool(seats and seats[1] > 1) for seats in task.seats], bool)
    if crowded.any() and (task.apart or task.mix):
        return False
    shared = np.array(task.languages, task.edges.spoken.dtype)
    np.bitwise_and.at(shared, task.edges.j, task.edges.spoken)
    return all(shared[crowded].tolist())


def _matched(
    board: Board, seats: tuple[tuple[int, int] | None, ...], keys: tuple[str, ...]
) -> Answer:
    """Return the best matching of a board in which every pair stands for itself."""
    import numpy as np

    kept = [(i, j, board.points((i, j))) for i, j in sorted(board.kept)]
    if any(seats[j] is None for _, j, _ in kept):
        raise NoAnswerError
    places = _places(seats, kept)
    able = np.array([s is not None for s in seats], bool)
    settled = np.array([i for i, *_ in kept], np.int64)
    rows = np.setdiff1d(np.arange(len(board.mentees)), settled)
    ties = ties_of(
        board.case.cohort, (a.person for a in board.mentees), (a.person for a in board.mentors)
    )
    lift = sum(c.most for c in board.criteria) + 1 if CAN_MEET in keys else 0
    if len(rows) * len(able) > _ALL:
        candidates = priced_pairs(board, rows, able, places, lift)
    else:
        i, j, score = board.open_columns()
        mine = np.isin(i, rows) & able[j]
        candidates = all_at_hand(board, places, Pairs(i[mine], j[mine], score[mine]), lift)
    tolerance = board.case.programme.tolerance if FLOOR in keys else None
    made = best_matching(candidates, ties, tolerance)
    pairs = zip(made.pairs.i.tolist(), made.pairs.j.tolist(), strict=True)
    groups = _groups([*board.kept, *pairs])
    by_hand = board.unmet(*(np.array([pair[k] for pair in kept], np.int64) for k in (0, 1)))
    stages = stages_of(keys, made, kept, int(by_hand.sum()), ties)
    return Answer(groups, seats, stages, made.priced)


def _places(seats: Sequence[tuple[int, int] | None], kept: Sequence[tuple[int, int, int]]) -> Any:
    """Return the places left beside pairs kept by hand, which take each mentee once."""
    import numpy as np

    places = np.array([s[1] if s else 0 for s in seats], np.int64)
    for _, j, _ in kept:
        places[j] -= 1
    if len({i for i, *_ in kept}) < len(kept) or (places < 0).any():
        raise NoAnswerError
    return places


def _groups(pairs: Iterable[tuple[int, int]]) -> dict[int, tuple[int, ...]]:
    groups: dict[int, list[int]] = defaultdict(list)
    for i, j in pairs:
        groups[j].append(i)
    return {j: tuple(sorted(members)) for j, members in sorted(groups.items())}
