"""What stands in the way of somebody without a match, and which single changes may give one.

Every question "is there a plan?" is an exact integer program.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from mentorcli.domain.application import Capacity, Given, Source
from mentorcli.domain.decision import Decision, DecisionKind
from mentorcli.domain.plan import MatchingCase
from mentorcli.domain.programme import RoleKey
from mentorcli.matching.board.board import Board, board_under
from mentorcli.matching.board.circle_pool import Pool
from mentorcli.matching.board.group_rules import mix_of, seats_of
from mentorcli.matching.solve.circles.columns import choices_of
from mentorcli.matching.solve.milp import Fixed, best
from mentorcli.matching.solve.solver import Placed, Possible, Together, Trial
from mentorcli.matching.solve.task import task_of
from mentorcli.matching.working_language import LANGUAGE_RULE

MOST_TRIED = 6
"""How many changes are tried for a repair, those with the best score first."""

MOST_KEPT = 3
"""With how many whom the rules allow it is tried to keep somebody, at whose cost."""

Change = tuple[str, str, str, str, int]
"""What makes a ``Trial``: kind, the two people, rule, places."""


def possible_on(board: Board, person: str, role: RoleKey) -> Possible:
    """Return a function that tells whether a plan seats somebody and obeys rules and people."""
    import numpy as np

    def possible(named: Sequence[str]) -> bool:
        task = task_of(board_under(board, _named(named, "rule")))
        i, j = task.edges.i, task.edges.j
        mine = i == board.place[person] if role == "mentee" else j == board.seat[person]
        rows = [Fixed(mine.astype(int), 1, or_more=True)]
        rows += [Fixed((i == board.place[p]).astype(int), 1) for p in _named(named, "person")]
        return best(task, np.arange(len(i)), rows, np.zeros(len(i))) is not None

    return possible


def possible_in(pool: Pool, person: str) -> Possible:
    """Return a function that tells whether a plan places somebody and obeys rules and people.

    It raises UserError where so many circles are possible that they are not looked at.
    """
    place = {a.person: i for i, a in enumerate(pool.people)}

    def possible(named: Sequence[str]) -> bool:
        circles = choices_of(_pool_under(pool, _named(named, "rule")))
        rows = circles.seating([place[p] for p in (person, *_named(named, "person"))])
        nothing = [0] * len(circles)
        return bool(nothing) and best(circles, range(len(circles)), rows, nothing) is not None

    return possible


def _named(demands: Sequence[str], kind: str) -> list[str]:
    return [x.partition(":")[2] for x in demands if x.startswith(f"{kind}:")]


def _pool_under(pool: Pool, kept: Collection[str]) -> Pool:
    """Return the pool with only some of the rules in force; decisions hold."""
    rules = tuple(r for r in pool.rules if r.key in kept)
    left = {pair: tuple(k for k in keys if k in kept) for pair, keys in pool.apart.items()}
    apart = {pair: keys for pair, keys in left.items() if keys}
    return replace(pool, rules=rules, apart=apart, mix=mix_of(pool.people, rules, pool.ground))


def trials_on(board: Board, person: str, role: RoleKey) -> list[Trial]:
    """Return the single changes that are tried for somebody, the best by score first.

    A pair of theirs that one rule alone forbids, and one place more with a mentor whom the rules
    allow: at most 6 in all. And to keep a mentee with one of the best 3 whom the rules allow, which
    may cost somebody else a place.
    """
    placed = Placed(person, role)
    ranked = sorted(_changes_on(board, placed), key=lambda x: (-x[0], x[1:]))
    # places are the mentor's, whichever mentee they are for
    once = {(x[1], "" if x[1] == "capacity" else x[2], *x[3:]): x for x in reversed(ranked)}
    tried = [x for x in ranked if x in once.values()][:MOST_TRIED]
    return [
        *(_trial(board.case, x[1:], placed) for x in tried),
        *(_kept(board, person) if role == "mentee" else ()),
    ]


def trials_in(pool: Pool, person: str) -> list[Trial]:
    """Return the single changes that are tried for somebody, the best by points first.

    A pair of theirs that one rule alone, or a decision, forbids (at most 6), and circles of one more.
    """
    ranked = sorted(_changes_in(pool, person), key=lambda x: (-x[0], x[1:]))[:MOST_TRIED]
    larger: Change = ("size", person, "", "", pool.case.programme.group[1] + 1)
    changes = [*(x[1:] for x in ranked), larger]
    return [_trial(pool.case, change, Placed(person, "mentee")) for change in changes]


def _changes_on(board: Board, who: Placed) -> Iterator[tuple[int, str, str, str, str, int]]:
    """Yield changes, each after its score."""
    fewest, most = board.case.programme.group
    for i, a in enumerate(board.mentees):
        for j, b in enumerate(board.mentors):
            mine = (a if who.role == "mentee" else b).person == who.person
            if not mine or (i, j) in board.forbidden:
                continue
            score = sum(p.points for p in board.parts((i, j)))
            rules = board.blocked((i, j))
            seats = seats_of(b, board.case)
            if seats and _can_be_overridden(rules):
                yield score, "override", a.person, b.person, rules[0], 0
            more = (seats[1] if seats else b.capacity().most) + 1
            if not rules and fewest <= more <= most:
                yield score, "capacity", a.person, b.person, "", more


def _changes_in(pool: Pool, person: str) -> Iterator[tuple[int, str, str, str, str, int]]:
    """Yield changes, each after the points both ways."""
    me = next(i for i, a in enumerate(pool.people) if a.person == person)
    for k, other in enumerate(pool.people):
        if k == me:
            continue
        both, rules = pool.points_both_ways(me, k), pool.blocked(me, k)
        forbidden = (min(me, k), max(me, k)) in pool.forbidden
        if forbidden and not rules:
            yield both, "allow", person, other.person, "", 0
        elif not forbidden and _can_be_overridden(rules):
            yield both, "override", person, other.person, rules[0], 0


def _can_be_overridden(rules: Sequence[str]) -> bool:
    """Tell whether to override the one rule in the way would help: it gives nobody a language."""
    return len(rules) == 1 and rules[0] not in {LANGUAGE_RULE, "same_person"}


def _kept(board: Board, person: str) -> Iterator[Trial]:
    """Yield the keeping of somebody with each of the best whom the rules allow."""
    i = board.place[person]
    allowed = [j for j in range(len(board.mentors)) if board.allowed((i, j))]
    best_first = sorted(allowed, key=lambda j: (-board.points((i, j)), board.mentors[j].person))
    for j in best_first[:MOST_KEPT]:
        mentor = board.mentors[j].person
        yield Trial("keep", person, mentor, "", 0, board.case, Together(person, mentor))


def _trial(case: MatchingCase, change: Change, placed: Placed) -> Trial:
    kind, one, other, rule, places = change
    if kind == "capacity":
        changed = with_places(case, other, places)
    elif kind == "size":
        changed = with_group(case, case.programme.group[0], places)
    else:
        left = tuple(d for d in case.decisions if {d.mentee, d.mentor} != {one, other})
        two = case.programme.form.ordered(one, other)
        keep = Decision(*two, DecisionKind.KEEP, "what if", (rule,))
        changed = replace(case, decisions=(*left, keep) if kind == "override" else left)
    return Trial(*change, changed, placed)


def with_group(case: MatchingCase, fewest: int, most: int) -> MatchingCase:
    """Return the case with groups or circles of other sizes."""
    return replace(case, programme=replace(case.programme, group=(fewest, most)))


def with_places(case: MatchingCase, mentor: str, places: int) -> MatchingCase:
    """Return the case with a mentor who takes ``places`` mentees at most."""
    source = Source("what-if", "", "", "", "", str(places), "decision")
    one = next(a for a in case.mentors if a.person == mentor)
    taken = Given(Capacity(min(one.capacity().fewest, places), places), source)
    changed = replace(one, answers={**one.answers, "capacity": taken})
    return replace(case, mentors=tuple(changed if a is one else a for a in case.mentors))
