"""Repairing a plan: as many seated as can be, and nobody moved without need.

A move is a mentee of the old plan, still in the cohort, who does not keep their mentor.
"""

from __future__ import annotations

from dataclasses import dataclass

from mentorcli.domain.plan import Match, MatchingCase, Plan, mentors_by_mentee
from mentorcli.matching.ask.what_if import gentle, pairs_of
from mentorcli.matching.board.board import board_of
from mentorcli.matching.board.objectives import objectives
from mentorcli.matching.board.seats import seats_of
from mentorcli.matching.solve.circles.propose import company, fewest_moved
from mentorcli.matching.solve.propose import best_plan


@dataclass(frozen=True, slots=True)
class Point:
    """What can be had for a number of moves."""

    moves: int
    seated: int
    worst_served: int
    total: int


@dataclass(frozen=True, slots=True)
class News:
    """What somebody must be told about a change of plan: whom they lost and whom they got.

    ``what`` is ``place`` (they had none), ``no_place`` (they have none any more), ``mentor`` (a
    mentee has another), ``company`` (others joined or left their match).
    """

    person: str
    role: str
    lost: tuple[str, ...]
    got: tuple[str, ...]
    what: str = "company"


def replan(case: MatchingCase, before: Plan, most_moves: int | None = None) -> Plan:
    """Return the repair of a plan that seats as many as possible with the fewest moves.

    With ``most_moves`` it is the best plan by the profile's stages that moves so many at most; 0 or
    fewer than is unavoidable raises UserError. Among equals as few as possible move.
    """
    keys = [k for k in objectives(case) if k != "tie_break"]
    against = still_here(case, before)
    if not against:
        return best_plan(case, keys)
    if most_moves is None:
        return best_plan(case, gentle(keys), against)
    return best_plan(case, [*keys, "fewest_moves"], against, most_moves)


def only_fill(case: MatchingCase, before: Plan) -> Plan:
    """Return the best plan that moves nobody who can stay: free places are filled, no more."""
    return replan(case, before, unavoidable(case, before))


def unavoidable(case: MatchingCase, before: Plan) -> int:
    """Return how many mentees cannot stay: the mentor has gone or takes no group, or the pair is barred.

    Barred is what a rule forbids now, as after an edited answer or an override that is over, and
    what was decided otherwise by hand. Of equals it is how many cannot all keep their company: the
    fewest that any plan moves.
    """
    if case.programme.form == "peers":
        return fewest_moved(case, still_here(case, before))
    board = board_of(case)
    place = {a.person: i for i, a in enumerate(board.mentees)}
    seat = {
        a.person: j
        for j, a in enumerate(board.mentors)
        if seats_of(a.capacity(), case.programme) is not None
    }
    kept = dict(board.kept)
    return sum(
        mentor not in seat
        or not board.allowed((place[mentee], seat[mentor]))
        or kept.get(place[mentee], seat[mentor]) != seat[mentor]
        for mentee, mentor in still_here(case, before)
    )


def still_here(case: MatchingCase, before: Plan) -> tuple[tuple[str, str], ...]:
    """Return the pairs of a plan whose mentee is still in the cohort."""
    mentees = {a.person for a in case.mentees}
    if case.programme.form == "peers":
        return tuple(pair for pair in company(before) if mentees.issuperset(pair))
    return tuple(pair for pair in pairs_of(before) if pair[0] in mentees)


def point_of(plan: Plan) -> Point:
    """Return a plan as a point of the frontier of moves against score."""
    values = {s.key: s.value for s in plan.stages}
    pairs = [p for m in plan.matches for p in m.pairs]
    return Point(
        values.get("fewest_moves", 0),
        len(pairs),
        values.get("worst_served", min((p.score for p in pairs), default=0)),
        sum(p.score for p in pairs),
    )


def frontier(case: MatchingCase, before: Plan, fewest: Plan, steps: int) -> tuple[Point, ...]:
    """Return what more moves would bring, up to the best plan of all, in at most ``steps`` steps.

    The first point is ``fewest``; points that bring nothing are left out.
    """
    keys = [k for k in objectives(case) if k != "tie_break"]
    against = still_here(case, before)
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


def _worth(point: Point) -> tuple[int, int, int]:
    return point.seated, point.worst_served, point.total


def news(before: Plan, after: Plan) -> tuple[News, ...]:
    """Return everybody whose match differs, with whom they lost and got, sorted by role and id."""
    old, new = _company(before), _company(after)
    was, now = (mentors_by_mentee(p.matches) if _led(p) else {} for p in (before, after))
    told = []
    for who in sorted({*old, *new}):
        lost, got = (
            old.get(who, set()) - new.get(who, set()),
            new.get(who, set()) - old.get(who, set()),
        )
        if lost or got:
            led = who[0] == "mentee" and was.get(who[1]) != now.get(who[1])
            what = _what(had=who in old, has=who in new, led=led)
            told.append(News(who[1], who[0], tuple(sorted(lost)), tuple(sorted(got)), what))
    return tuple(told)


def _what(*, had: bool, has: bool, led: bool) -> str:
    if had and has:
        return "mentor" if led else "company"
    return "no_place" if had else "place"


def _led(plan: Plan) -> bool:
    return any(m.mentor for m in plan.matches)


def _company(plan: Plan) -> dict[tuple[str, str], set[str]]:
    """Return for each (role, person) the others of their matches."""
    company: dict[tuple[str, str], set[str]] = {}
    for match in plan.matches:
        for role, person in _members(match):
            others = {p for _, p in _members(match) if p != person}
            company.setdefault((role, person), set()).update(others)
    return company


def _members(match: Match) -> list[tuple[str, str]]:
    mentor = [("mentor", match.mentor)] if match.mentor else []
    return [*mentor, *(("mentee", p) for p in match.mentees)]
