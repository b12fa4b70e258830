"""Repairing a plan: as many seated as can be, and nobody moved without need; who then goes where.

A move is a mentee of the old plan, still in the cohort, who does not keep their mentor.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from mentorcli.domain.application import Application
from mentorcli.domain.match_form import MatchForm
from mentorcli.domain.plan import CAN_MEET, NEWCOMERS, Match, MatchingCase, Plan, objectives
from mentorcli.domain.plan_news import Move
from mentorcli.domain.problem import UserError
from mentorcli.domain.text import listed
from mentorcli.matching.board.board import Board, board_of
from mentorcli.matching.board.circle_pool import Pool, pool_of
from mentorcli.matching.board.group_rules import seats_of
from mentorcli.matching.phrases import name_of
from mentorcli.matching.rules import Rule
from mentorcli.matching.solve.groups.outlook import group_faults
from mentorcli.matching.solve.propose import best_found, best_plan, solver_of
from mentorcli.matching.solve.solver import Found
from mentorcli.matching.working_language import LANGUAGE_RULE, working_languages
from mentorcli.names.languages import language_name


@dataclass(frozen=True, slots=True)
class Point:
    """What can be had for a number of moves."""

    moves: int
    seated: int
    worst_served: int
    total: int
    can_meet: int = 0


def gentle(keys: Sequence[str]) -> list[str]:
    """Return the stages with fewest_moves right after those that count who has a place."""
    first = [k for k in keys if k in {"waited", "seated"}]
    return [*first, "fewest_moves", *(k for k in keys if k not in first)]


def replan(case: MatchingCase, before: Plan, most_moves: int | None = None) -> Plan:
    """Return the repair of a plan that seats as many as possible with the fewest moves.

    With ``most_moves`` it is the best plan by the profile's stages that moves so many at most; 0 or
    fewer than is unavoidable raises UserError. Among equals as few as possible move, and as few as
    possible come into a group that stays, whose papers would have to be made and signed again.
    """
    return best_plan(case, *_asked(case, case.still_here(before.ties()), most_moves))


def replan_found(case: MatchingCase, before: Plan) -> Found:
    """Return the stages and the company of ``replan``, for a question."""
    return best_found(case, *_asked(case, case.still_here(before.ties()), None))


def _asked(
    case: MatchingCase, against: tuple[tuple[str, str], ...], most_moves: int | None
) -> tuple[list[str], tuple[tuple[str, str], ...], int | None]:
    """Return the stages of a repair, the pairs of the old plan and how many of them may change."""
    keys = [k for k in objectives(case) if k != "tie_break"]
    if not against:
        return keys, (), None
    stages = gentle(keys) if most_moves is None else [*keys, "fewest_moves"]
    meet = case.programme.form.led and case.programme.form.mates_meet
    return [*stages, *([NEWCOMERS] if meet else [])], against, most_moves


def only_fill(case: MatchingCase, before: Plan) -> Plan:
    """Return the best plan that moves nobody who can stay: free places are filled, no more.

    Where a group cannot go on as it is, its people have the best places that are left.
    """
    try:
        return replan(case, before, unavoidable(case, before))
    except UserError:
        if not case.programme.form.led:
            raise
        board = board_of(case)
        whole = (m for m in before.matches if not _why_not(board, m))
        against = case.still_here(tie for m in whole for tie in m.ties())
        return best_plan(case, *_asked(case, against, solver_of(case).unavoidable(against)))


def broken(case: MatchingCase, before: Plan) -> Iterator[tuple[Match, str]]:
    """Yield each match of which all are here and that cannot go on as it is, and why in a few words."""
    if not case.programme.form.led:
        yield from _broken_circles(pool_of(case), before)
        return
    board = board_of(case)
    there = [
        m for m in before.matches if m.mentor in board.seat and board.place.keys() >= {*m.mentees}
    ]
    led = Counter(m.mentor for m in there)
    for match in there:
        over = _too_many(board, match.mentor, led[match.mentor])
        if why := _why_not(board, match) or over or _language_of(board, match):
            yield match, listed(why)


def _too_many(board: Board, mentor: str, pairs: int) -> list[str]:
    """Return in a few words that a mentor has more pairs than places; a group tells of its number."""
    one = board.mentors[board.seat[mentor]]
    bounds = seats_of(one, board.case)
    if board.case.programme.form.mates_meet or not bounds or pairs <= bounds[1]:
        return []
    return [f"{name_of(one)} takes {bounds[1]} and has {pairs} pairs"]


def _broken_circles(pool: Pool, before: Plan) -> Iterator[tuple[Match, str]]:
    place = {a.person: i for i, a in enumerate(pool.people)}
    words = {rule.key: rule.words for rule in pool.rules}
    for match in before.matches:
        here = [place[p] for p in match.mentees if p in place]
        pairs = [*combinations(here, 2)]
        barred = {
            words.get(rule, "your decision") for x in pairs for rule, _ in pool.objections(*x)
        }
        kept = any(LANGUAGE_RULE in pool.kept.get(x, ()) for x in pairs)
        lost = [] if kept else _language_lost(pool.rules, match, [pool.people[i] for i in here])
        if len(here) == len(match.mentees) and (why := [*sorted(barred)] or lost):
            yield match, listed(why)


def _language_of(board: Board, match: Match) -> list[str]:
    """Return what `_language_lost` does, but where somebody is kept with the mentor against the rule."""
    seat, here = board.seat[match.mentor], [board.place[p] for p in match.mentees]
    if any(LANGUAGE_RULE in board.kept.get((i, seat), ()) for i in here):
        return []
    people = [board.mentors[seat], *(board.mentees[i] for i in here)]
    return _language_lost(board.rules, match, people)


def _language_lost(rules: Iterable[Rule], match: Match, people: Iterable[Application]) -> list[str]:
    """Return in a few words that somebody of a match no longer chooses the language it has, or nothing."""
    ruled = any(rule.key == LANGUAGE_RULE for rule in rules)
    if not ruled or all(match.language in working_languages(a) for a in people):
        return []
    return [f"its language, {language_name(match.language)}, is not everybody's"]


def _why_not(board: Board, match: Match) -> list[str]:
    """Return in a few words each why those of a match who are here cannot go on together."""
    here = [board.place[p] for p in match.mentees if p in board.place]
    if match.mentor not in board.seat:
        return ["the mentor has left"]
    seat = board.seat[match.mentor]
    bounds = seats_of(board.mentors[seat], board.case)
    barred = {board.words(rule) for i in here for rule, _ in board.objections((i, seat))}
    if not board.case.programme.form.mates_meet and bounds:
        return sorted(barred)
    size = bounds is None or not bounds[0] <= len(here) <= bounds[1]
    return [*sorted(barred), *group_faults(board, here, seat), *(["their number"] if size else [])]


def unavoidable(case: MatchingCase, before: Plan) -> int:
    """Return how many people cannot stay, whatever plan is made (see the solver of the form)."""
    return solver_of(case).unavoidable(case.still_here(before.ties()))


def point_of(plan: Plan) -> Point:
    """Return a plan as a point of the frontier of moves against score."""
    values = {s.key: s.value for s in plan.stages}
    pairs = [p for m in plan.matches for p in m.pairs]
    return Point(
        values.get("fewest_moves", 0),
        len(pairs),
        values.get("worst_served", min((p.score for p in pairs), default=0)),
        sum(p.score for p in pairs),
        values.get(CAN_MEET, 0),
    )


def frontier(case: MatchingCase, before: Plan, fewest: Plan, steps: int) -> tuple[Point, ...]:
    """Return what more moves would bring, up to the best plan of all, in at most ``steps`` steps.

    The first point is ``fewest``; points that bring nothing are left out.
    """
    keys = [k for k in objectives(case) if k != "tie_break"]
    against = case.still_here(before.ties())
    best = point_of(best_plan(case, [*keys, "fewest_moves"], against))
    first = point_of(fewest)
    between = range(first.moves + 1, best.moves)
    chosen = {between[k * len(between) // steps] for k in range(steps)} if between else set()
    found = [point_of(best_plan(case, [*keys, "fewest_moves"], against, k)) for k in sorted(chosen)]
    points: list[Point] = [first]
    for point in (*found, best):
        if _worth(point) > _worth(points[-1]):
            points.append(point)
    return tuple(points)


def _worth(point: Point) -> tuple[int, ...]:
    return point.seated, -point.can_meet, point.worst_served, point.total


Place = frozenset[str]


@dataclass(frozen=True, slots=True)
class Step:
    """Somebody who goes from one place to another, told by whom they have it with; nobody is no place."""

    person: str
    leaves: tuple[str, ...]
    joins: tuple[str, ...]


def steps_of(moves: Sequence[Move], form: MatchForm) -> tuple[Step, ...]:
    """Return who goes where, each step into the place that the one before left where that is so.

    A place with a mentor stays that mentor's. A circle goes on as the new one that has most of its
    people, and who is in both has not moved. Ties go by identity.
    """
    old = {m.mentee: _place(m.mentee, m.before, form) for m in moves}
    new = {m.mentee: _place(m.mentee, m.after, form) for m in moves}
    goes_on = _goes_on({c for c in old.values() if c}, {c for c in new.values() if c})
    left = [
        Step(p, tuple(sorted(old[p] - {p})), tuple(sorted(new[p] - {p})))
        for p in sorted(old)
        if not old[p] or goes_on.get(old[p]) != new[p]
    ]
    ordered: list[Step] = []
    while left:
        last = goes_on.get(old[ordered[-1].person]) if ordered else None
        step = next((s for s in left if last and new[s.person] == last), left[0])
        left.remove(step)
        ordered.append(step)
    return tuple(ordered)


def _place(person: str, company: tuple[str, ...], form: MatchForm) -> Place:
    return frozenset(company if form.led or not company else (person, *company))


def _goes_on(old: set[Place], new: set[Place]) -> dict[Place, Place]:
    """Return as which new place each old one goes on, those with most people in common first."""
    shared = sorted(
        ((one, other) for one, other in product(old, new) if one & other),
        key=lambda pair: (-len(pair[0] & pair[1]), sorted(pair[0]), sorted(pair[1])),
    )
    found: dict[Place, Place] = {}
    for one, other in shared:
        if one not in found and other not in found.values():
            found[one] = other
    return found
