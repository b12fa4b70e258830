"""What a plan rests on: rules switched off, weights changed, equal plans, stability; all re-solved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from itertools import combinations

from mentorcli.domain.plan import (
    Change,
    Envy,
    Firmness,
    MatchingCase,
    Plan,
    StageChange,
    WhatIf,
    mentors_by_mentee,
)
from mentorcli.domain.problem import UserError
from mentorcli.domain.programme import CriterionSetting, Programme
from mentorcli.matching.ask.as_good_circles import tied_equals
from mentorcli.matching.ask.what_if import moves_to
from mentorcli.matching.board.board import Board, board_of
from mentorcli.matching.board.mixing import broken_mixes
from mentorcli.matching.board.seats import seats_of
from mentorcli.matching.board.shared_language import share_language
from mentorcli.matching.solve.groups.as_good import others_as_good
from mentorcli.matching.solve.groups.stages import Solved
from mentorcli.matching.solve.propose import best_plan, propose
from mentorcli.matching.solve.side_by_side import side_by_side
from mentorcli.matching.solve.task import task_of

QUARTER = 25
"""By how many per cent a weight is changed, up and down."""


def against_plan(case: MatchingCase, plan: Plan) -> WhatIf:
    """Return the best plan of a changed case, against a plan that there is.

    A plan that repairs another is held against the best repair, by the same stages.
    """
    try:
        other = _made_as(case, plan)
    except UserError:
        return WhatIf(possible=False)
    now = {s.key: s.value for s in plan.stages}
    stages = tuple(
        StageChange(s.key, now[s.key], s.value)
        for s in other.stages
        if s.key in now and s.key != "tie_break"
    )
    return WhatIf(
        possible=True, stages=stages, moves=moves_to(plan, mentors_by_mentee(other.matches))
    )


def _made_as(case: MatchingCase, plan: Plan) -> Plan:
    if not plan.against:
        return propose(case)
    people = {a.person for a in case.mentees}
    equals = case.programme.form == "peers"
    here = [p for p in plan.against if people.issuperset(p if equals else p[:1])]
    keys = [s.key for s in plan.stages if s.key != "tie_break"]
    return best_plan(case, keys, tuple(here), plan.most_moves)


def without_rules(case: MatchingCase, plan: Plan) -> tuple[Change, ...]:
    """Return for each rule of the profile what switching it off would do."""
    rules = case.programme.rules
    return _changes(case, plan, {
        rule.key: replace(case.programme, rules=tuple(r for r in rules if r != rule))
        for rule in rules
    })  # fmt: skip


def with_other_weights(case: MatchingCase, plan: Plan) -> tuple[Change, ...]:
    """Return what each weight changed by a quarter, up and down, would do."""
    profiles = {}
    for criterion in case.programme.criteria:
        for percent in (-QUARTER, QUARTER):
            points = criterion.points * (100 + percent) // 100
            changed = CriterionSetting(criterion.key, points, criterion.settings)
            criteria = tuple(changed if c == criterion else c for c in case.programme.criteria)
            profiles[f"{criterion.key} {percent:+d} %"] = replace(case.programme, criteria=criteria)
    return _changes(case, plan, profiles)


def _changes(
    case: MatchingCase, plan: Plan, profiles: Mapping[str, Programme]
) -> tuple[Change, ...]:
    """Return what each of some profiles would do, by the name of its change."""
    solved = side_by_side(
        [partial(against_plan, replace(case, programme=p), plan) for p in profiles.values()]
    )
    return tuple(Change(name, outcome) for name, outcome in zip(profiles, solved, strict=True))


def tied_pairs(case: MatchingCase, plan: Plan) -> tuple[tuple[str, str], ...]:
    """Return the pairs that another plan, as good in all but the tie-break, does without.

    None for plans that repair another; of circles each person with all others of theirs.
    """
    if plan.against:
        return ()
    if case.programme.form == "peers":
        return tied_equals(case, plan)
    board = board_of(case)
    task, width = task_of(board), len(board.mentors)
    place = {a.person: i for i, a in enumerate(board.mentees)}
    seat = {a.person: j for j, a in enumerate(board.mentors)}
    made = {place[a] * width + seat[b]: (a, b) for a, b in mentors_by_mentee(plan.matches).items()}
    numbers = (task.edges.i * width + task.edges.j).tolist()
    chosen = {e: made[number] for e, number in enumerate(numbers) if number in made}
    others = others_as_good(Solved(tuple(chosen), plan.stages), task)
    return tuple(sorted(chosen[e] for e in others))


def firmness(case: MatchingCase, plan: Plan, weights: tuple[Change, ...]) -> tuple[Firmness, ...]:
    """Return how much each pair rests on, the most fragile first; ``weights`` as made above."""
    tied = set(tied_pairs(case, plan))
    broken = [{m.mentee for m in change.outcome.moves} for change in weights]
    found = [
        Firmness(mentee, mentor, sum(mentee in b for b in broken), len(broken),
                 (mentee, mentor) in tied)
        for mentee, mentor in mentors_by_mentee(plan.matches).items()
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda f: (-f.left, not f.tied, f.mentee)))


def envy(case: MatchingCase, plan: Plan) -> tuple[Envy, ...]:
    """Return the pairs that would both gain by their scores and whom the group rules let join.

    A pair is told once, with the free place or the member of the group with the lowest score. It
    shows how stable a plan is and is no fault: the plan serves all together.
    """
    board = board_of(case)
    place = {a.person: i for i, a in enumerate(board.mentees)}
    made = {place[p]: m for p, m in mentors_by_mentee(plan.matches).items() if p in place}
    groups: dict[str, list[int]] = {}
    for i, mentor in sorted(made.items()):
        groups.setdefault(mentor, []).append(i)
    found = []
    for (i, j), score in sorted(board.scores.items()):
        mentor = board.mentors[j].person
        seat = {a.person: k for k, a in enumerate(board.mentors)}
        now = board.scores.get((i, seat[made[i]]), 0) if i in made else 0
        if score <= now or made.get(i) == mentor or (i, j) in board.forbidden:
            continue
        seats = seats_of(board.mentors[j].capacity(), case.programme)
        members = groups.get(mentor, [])
        if seats is None or (not members and seats[0] > 1):
            continue
        swap = _instead(board, i, j, members, seats[1])
        if swap is not None:
            who = board.mentees[swap].person if swap >= 0 else ""
            lost = board.scores.get((swap, j), 0) if swap >= 0 else 0
            found.append(Envy(board.mentees[i].person, mentor, score, now, who, lost))
    return tuple(found)


def _instead(board: Board, i: int, j: int, members: list[int], most: int) -> int | None:
    """Return whose place it would be: a mentee with a lower score, -1 for a free place, or None."""
    if len(members) < most and _fits(board, [*members, i], j):
        return -1
    lower = [k for k in members if board.scores.get((k, j), 0) < board.scores[i, j]]
    for k in sorted(lower, key=lambda k: (board.scores.get((k, j), 0), k)):
        if (k, j) not in board.kept and _fits(board, [i, *(x for x in members if x != k)], j):
            return k
    return None


def _fits(board: Board, members: list[int], j: int) -> bool:
    if board.case.programme.form == "pairs":
        return True
    if any((min(a, b), max(a, b)) in board.apart for a, b in combinations(members, 2)):
        return False
    if broken_mixes(board.rules, [board.mentees[k] for k in members], board.ground):
        return False
    return share_language(board, j, members)
