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

from mentorcli.domain.plan import Stage
from mentorcli.matching.board.board import Board
from mentorcli.matching.board.group_rules import seats_of
from mentorcli.matching.board.ties import ties_of
from mentorcli.matching.solve.groups import best_groups
from mentorcli.matching.solve.groups.best_groups import Solved
from mentorcli.matching.solve.milp import Fixed
from mentorcli.matching.solve.pairs.best_pairs import SERVED, Priced, best_matching, stages_of
from mentorcli.matching.solve.pairs.candidates import AllAtHand, Candidates, Pairs
from mentorcli.matching.solve.pairs.pricing import priced_pairs
from mentorcli.matching.solve.solver import NoAnswerError, ordered_stages
from mentorcli.matching.solve.task import Task, language_bits, spoken_by, task_of

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
) -> Answer:
    """Return the best answer to a board by the stages ``keys`` in order.

    ``against`` holds the pairs of a plan that is repaired, of which ``most_moves`` at most may
    change. Raises what ``best_groups.solve`` raises.
    """
    ordered = ordered_stages(keys)
    seats = tuple(seats_of(a.capacity(), board.case.programme) for a in board.mentors)
    pairs = not board.case.programme.form.mates_meet and not against
    if pairs and ordered in SERVED and all(s is None or s[0] == 1 for s in seats):
        return _matched(board, seats, ordered)
    task, fixed = task_of(board, against), []
    if most_moves is not None:
        fixed = [Fixed(task.weights("fewest_moves"), len(against) - most_moves, or_more=True)]
    solved = solve(task, ordered, fixed)
    made = [(int(task.edges.i[e]), int(task.edges.j[e])) for e in solved.chosen]
    return Answer(_groups(made), seats, solved.stages, solved.priced)


def value_after(board: Board, reached: Mapping[str, int], key: str) -> int:
    """Return what the stage ``key`` is worth after others that are known to be worth ``reached``."""
    stages_then = (*reached, key)
    if not board.case.programme.form.mates_meet and ordered_stages(stages_then) in SERVED:
        return next(s.value for s in seat(board, stages_then).stages if s.key == key)
    return best_groups.best_after(task_of(board), reached, key)


def solve(
    task: Task,
    keys: Sequence[str],
    fixed: Sequence[Fixed] = (),
    ceiling: tuple[int, int] | None = None,
    *,
    one_of_equals: bool = False,
) -> Solved:
    """Return the best answer to a task by the stages ``keys`` in order, obeying further rows.

    ``one_of_equals`` is as in ``best_groups.solve``. Raises what ``best_groups.solve`` raises.
    """
    ordered = ordered_stages(keys)
    if fixed or ordered not in SERVED or not each_pair_alone(task):
        return best_groups.solve(task, ordered, fixed, ceiling, one_of_equals=one_of_equals)
    import numpy as np

    edges, width = task.edges, len(task.seats)
    kept = [
        (int(edges.i[e]), int(edges.j[e]), int(edges.score[e])) for e in np.flatnonzero(edges.kept)
    ]
    places = _places(task.seats, kept)
    left = edges.only(~np.isin(edges.i, np.array([i for i, *_ in kept], np.int64)))
    at_hand = AllAtHand(task.mentees, places, Pairs(left.i, left.j, left.score))
    made = best_matching(at_hand, task.ties, by_floor="worst_served" in ordered)
    numbers = edges.i * width + edges.j
    wanted = [*(i * width + j for i, j, _ in kept), *(made.pairs.i * width + made.pairs.j).tolist()]
    chosen = tuple(sorted(np.searchsorted(numbers, np.array(wanted, np.int64)).tolist()))
    return Solved(chosen, stages_of(ordered, made, kept, task.ties), made.priced)


def each_pair_alone(task: Task) -> bool:
    """Tell whether no rule looks at more than one pair of a task at a time."""
    import numpy as np

    if any(seats and seats[0] > 1 for seats in task.seats):
        return False
    crowded = np.array([bool(seats and seats[1] > 1) for seats in task.seats], bool)
    if crowded.any() and (task.apart or task.mix):
        return False
    shared = np.array([language_bits(spoken) for spoken in task.languages], np.int8)
    np.bitwise_and.at(shared, task.edges.j, task.edges.spoken)
    return all(spoken_by(x) for x in shared[crowded].tolist())


def _matched(
    board: Board, seats: tuple[tuple[int, int] | None, ...], keys: tuple[str, ...]
) -> Answer:
    """Return the best matching of a board in which every pair stands for itself."""
    import numpy as np

    kept = [(i, j, board.scores[i, j]) for i, j in sorted(board.kept)]
    if any(seats[j] is None for _, j, _ in kept):
        raise NoAnswerError
    places = _places(seats, kept)
    able = np.array([s is not None for s in seats], bool)
    settled = np.array([i for i, *_ in kept], np.int64)
    rows = np.setdiff1d(np.arange(len(board.mentees)), settled)
    ties = ties_of(
        board.case.cohort, (a.person for a in board.mentees), (a.person for a in board.mentors)
    )
    made = best_matching(
        _candidates(board, rows, able, places), ties, by_floor="worst_served" in keys
    )
    pairs = zip(made.pairs.i.tolist(), made.pairs.j.tolist(), strict=True)
    groups = _groups([*((i, j) for i, j, _ in kept), *pairs])
    return Answer(groups, seats, stages_of(keys, made, kept, ties), made.priced)


def _candidates(board: Board, rows: Any, able: Any, places: Any) -> Candidates:
    import numpy as np

    if len(rows) * len(able) > _ALL:
        return priced_pairs(board, rows, able, places)
    i, j, score = board.open_columns()
    mine = np.isin(i, rows) & able[j]
    return AllAtHand(len(board.mentees), places, Pairs(i[mine], j[mine], score[mine]))


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
