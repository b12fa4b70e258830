"""Which mentees and mentors would both have more points together than now."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

from mentorcli.domain.explanation import Better
from mentorcli.domain.plan import Plan
from mentorcli.matching.board.board import Board
from mentorcli.matching.board.mixing import broken_mixes
from mentorcli.matching.board.seats import seats_of
from mentorcli.matching.board.shared_language import share_language


def better_pairs(board: Board, plan: Plan) -> list[Better]:
    """Return the pairs that would both gain by their scores and whom the group rules let join.

    A pair is told once, with the free place or the member of the group with the lowest score. It
    shows how stable a plan is and is no fault: the plan serves all together.
    """
    place = {a.person: i for i, a in enumerate(board.mentees)}
    seat = {a.person: j for j, a in enumerate(board.mentors)}
    made = {place[p]: seat[m] for p, m in plan.ties() if p in place and m in seat}
    groups: dict[int, list[int]] = defaultdict(list)
    for i, j in sorted(made.items()):
        groups[j].append(i)
    found = []
    for (i, j), score in sorted(board.scores.items()):
        now = board.scores.get((i, made[i]), 0) if i in made else 0
        if score <= now or made.get(i) == j or (i, j) in board.forbidden:
            continue
        seats = seats_of(board.mentors[j].capacity(), board.case.programme)
        if seats is None or (not groups[j] and seats[0] > 1):
            continue
        swap = _instead(board, (i, j), groups[j], seats[1])
        if swap is not None:
            who = board.mentees[swap].person if swap >= 0 else ""
            lost = board.scores.get((swap, j), 0) if swap >= 0 else 0
            two = (board.mentees[i].person, board.mentors[j].person)
            found.append(Better(two, (now,), (score,), who, lost))
    return sorted(found, key=lambda b: (-b.gain(), b.people))


def _instead(board: Board, pair: tuple[int, int], members: list[int], most: int) -> int | None:
    """Return whose place it would be: a mentee with a lower score, -1 for a free place, or None."""
    i, j = pair
    if len(members) < most and _fits(board, [*members, i], j):
        return -1
    lower = [k for k in members if board.scores.get((k, j), 0) < board.scores[pair]]
    for k in sorted(lower, key=lambda k: (board.scores.get((k, j), 0), k)):
        if (k, j) not in board.kept and _fits(board, [i, *(x for x in members if x != k)], j):
            return k
    return None


def _fits(board: Board, members: list[int], j: int) -> bool:
    if not board.case.programme.form.mates_meet:
        return True
    if any((min(a, b), max(a, b)) in board.apart for a, b in combinations(members, 2)):
        return False
    if broken_mixes(board.rules, [board.mentees[k] for k in members], board.ground):
        return False
    return share_language(board, j, members)
