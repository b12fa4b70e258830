"""How pairs stand in a plan: what forbids them, who would gain together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from mentorcli.domain.explanation import Better, PairOutlook
from mentorcli.domain.plan import MEET_TOGETHER, Plan, objectives
from mentorcli.domain.text import counted, listed
from mentorcli.matching.board.board import Board
from mentorcli.matching.board.group_rules import broken_mixes, can_meet, seats_of, share_language
from mentorcli.matching.criteria import NO_WAY

NO_WAY_TOGETHER = "no way to meet suits them all"


def outlook_on(board: Board, plan: Plan, pair: tuple[int, int]) -> PairOutlook:
    """Return the outlook of a mentee and a mentor, as places on the board."""
    parts, standing = board.parts(pair), _standing(board, plan, pair)
    if standing and board.no_way(pair):
        standing += f"; {NO_WAY}"
    return PairOutlook(
        mentee=board.mentees[pair[0]].person,
        mentor=board.mentors[pair[1]].person,
        blocked_by=board.objections(pair),
        score=sum(p.points for p in parts),
        parts=parts,
        reason=board.reason(pair),
        standing=standing,
    )


def _standing(board: Board, plan: Plan, pair: tuple[int, int]) -> str:
    """Return in a few words how an allowed pair stands in the plan; empty for a forbidden one."""
    mentee, mentor = board.mentees[pair[0]], board.mentors[pair[1]]
    seats = seats_of(mentor, board.case)
    members = [p for m in plan.matches if m.mentor == mentor.person for p in m.mentees]
    if mentee.person in members:
        return "together in this plan"
    if not board.allowed(pair):
        return ""
    if seats is None:
        return f"takes {mentor.capacity()}, which makes no group here"
    if not members:
        return "has no group in this plan"
    return _room(board, members, pair, seats[1])


def _room(board: Board, members: Sequence[str], pair: tuple[int, int], most: int) -> str:
    """Return in a few words whether a mentor who has somebody can take a mentee too."""
    if reasons := _mates(board, members, pair):
        return f"the group does not fit: {listed(reasons)}"
    if len(members) < most:
        free = f"{counted(most - len(members), 'place')} free"
        return free if _can_meet(board, members, pair) else f"{free}; {NO_WAY_TOGETHER}"
    full = "the group is full" if board.case.programme.form.mates_meet else "all places are taken"
    return f"{full} ({len(members)})"


def _can_meet(board: Board, there: Sequence[str], pair: tuple[int, int]) -> bool:
    """Tell whether a group as it is and a mentee, each of whom can meet the mentor, can meet together."""
    if MEET_TOGETHER not in objectives(board.case) or board.no_way(pair):
        return True
    mates = [board.mentees[board.place[p]] for p in there if p in board.place]
    everybody = [board.mentors[pair[1]], board.mentees[pair[0]], *mates]
    return can_meet(everybody, board.case.programme)


def _mates(board: Board, there: Sequence[str], pair: tuple[int, int]) -> list[str]:
    """Return in a few words each what keeps a mentee out of a group as it is."""
    members = [board.place[p] for p in there if p in board.place]
    return group_faults(board, [pair[0], *members], pair[1])


def group_faults(board: Board, members: Sequence[int], mentor: int) -> list[str]:
    """Return in a few words each what keeps these mentees, as places on the board, from being a group."""
    if not board.case.programme.form.mates_meet:
        return []
    keys = {k for two in combinations(sorted(members), 2) for k in board.apart.get(two, ())}
    reasons = [board.words(key) for key in sorted(keys)]
    if not share_language(board, mentor, members):
        reasons.append("no language that all share")
    group = [board.mentees[k] for k in members]
    return reasons + [rule.words for rule in broken_mixes(board.rules, group, board.ground)]


def better_pairs(board: Board, plan: Plan) -> list[Better]:
    """Return the pairs that would both gain by their scores and whom the group rules let join.

    A pair is told once, with the free place or the member of the group with the lowest score. It
    shows how stable a plan is and is no fault: the plan serves all together.
    """
    place, seat = board.place, board.seat
    made = {place[p]: seat[m] for p, m in plan.ties() if p in place and m in seat}
    groups: dict[int, list[int]] = defaultdict(list)
    for i, j in sorted(made.items()):
        groups[j].append(i)
    found = []
    for i, j, score in zip(*(x.tolist() for x in board.open_columns()), strict=True):
        now = board.points((i, made[i])) if i in made else 0
        if score <= now or made.get(i) == j:
            continue
        seats = seats_of(board.mentors[j], board.case)
        if seats is None or (not groups[j] and seats[0] > 1):
            continue
        swap = _instead(board, (i, j), groups[j], seats[1])
        if swap is not None:
            who = board.mentees[swap].person if swap >= 0 else ""
            lost = board.points((swap, j)) if swap >= 0 else 0
            two = (board.mentees[i].person, board.mentors[j].person)
            found.append(Better(two, (now,), (score,), who, lost))
    return sorted(found, key=lambda b: (-b.gain(), b.people))


def _instead(board: Board, pair: tuple[int, int], members: list[int], most: int) -> int | None:
    """Return whose place it would be: a mentee with a lower score, -1 for a free place, or None."""
    i, j = pair
    if len(members) < most and _fits(board, [*members, i], j):
        return -1
    points = {k: board.points((k, j)) for k in members}
    lower = [k for k in members if points[k] < board.points(pair)]
    for k in sorted(lower, key=lambda k: (points[k], k)):
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
