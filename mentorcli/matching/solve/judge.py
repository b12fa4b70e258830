"""Judging decisions made by hand, by the same rules that the solver obeys.

Whom kept pairs tie together in circles must fit into one circle.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import combinations

from mentorcli.domain.decision import Decision, DecisionKind
from mentorcli.domain.problem import NOWHERE, Problem, Severity
from mentorcli.domain.text import listed
from mentorcli.matching.board.board import BY_HAND, Board
from mentorcli.matching.board.circle_pool import Pool
from mentorcli.matching.board.group_rules import broken_mixes, seats_of, share_language
from mentorcli.matching.phrases import name_of


def judge_on(board: Board) -> tuple[Problem, ...]:
    """Return what is wrong with the decisions of a board's case."""
    names = {a.person: name_of(a) for a in (*board.mentors, *board.mentees)}
    asked = sorted(set(board.case.decisions))
    wrong = _unknown(asked, names, board.place, board.seat)
    wrong += _contradictions(board)
    for pair in sorted(board.kept):
        wrong += _broken(board, pair)
    if all(p.severity is Severity.NOTE for p in wrong):
        for j, members in _groups(board).items():
            wrong += _group(board, j, members)
    return tuple(wrong)


def judge_circles(pool: Pool) -> tuple[Problem, ...]:
    """Return what is wrong with the decisions about the people of a pool."""
    asked = sorted(set(pool.case.decisions))
    names = {a.person: name_of(a) for a in pool.people}
    wrong = _unknown(asked, names, names, names)
    wrong += [
        Problem.of(
            "decided_with_themselves",
            Severity.DECIDE,
            kind=d.kind.value,
            person=names.get(d.mentee, d.mentee),
        )
        for d in asked
        if d.mentee == d.mentor
    ]
    for i, k in sorted(pool.kept):
        both = {"mentee": name_of(pool.people[i]), "mentor": name_of(pool.people[k])}
        if (i, k) in pool.forbidden:
            wrong.append(Problem.of("keep_and_forbid", Severity.DECIDE, NOWHERE, **both))
        wrong += _rules_broken(both, pool.objections(i, k), pool.kept[i, k])
    return (*wrong, *_tied_problems(pool))


def _unknown(
    asked: Sequence[Decision],
    names: Mapping[str, str],
    ones: Collection[str],
    others: Collection[str],
) -> list[Problem]:
    """Return a note for each decision about somebody who is not there in that role."""
    found = []
    for d in asked:
        if d.mentee in ones and d.mentor in others:
            continue
        three = {"mentee": d.mentee, "mentor": d.mentor}
        three["missing"] = d.mentor if d.mentee in ones else d.mentee
        called = {key: names.get(person, person) for key, person in three.items()}
        code, kind = "decision_unknown_person", d.kind.value
        found.append(Problem.of(code, Severity.NOTE, NOWHERE, kind=kind, **called))
        barred = [x for x in asked if x.is_forbidden() and x.mentee == d.mentee]
        still = [names[x.mentor] for x in barred if x.mentor in others]
        if d.kind is DecisionKind.KEEP and d.mentee in ones and still:
            about = {"mentee": called["mentee"], "mentors": listed(still)}
            found.append(Problem.of("forbids_left_by_move", Severity.NOTE, NOWHERE, **about))
    return found


def _rules_broken(
    both: dict[str, str], found: Sequence[tuple[str, str]], excused: Sequence[str]
) -> list[Problem]:
    """Return a problem for each rule that forbids a kept pair; ``excused`` are those it may break."""
    code, blocker = "keep_breaks_rule", Severity.BLOCKER
    broken = [(rule, why) for rule, why in found if rule != BY_HAND]
    options = " ".join(f"--override {rule}" for rule in (*excused, *(rule for rule, _ in broken)))
    return [
        Problem.of(code, blocker, NOWHERE, **both, rule=rule, why=why, options=options)
        for rule, why in broken
    ]


def _contradictions(board: Board) -> list[Problem]:
    wrong = [
        Problem.of("keep_and_forbid", Severity.DECIDE, NOWHERE, **_names(board, pair))
        for pair in sorted(board.kept.keys() & board.forbidden)
    ]
    mentors = defaultdict(list)
    for i, j in sorted(board.kept):
        mentors[i].append(name_of(board.mentors[j]))
    for i, names in mentors.items():
        if len(names) > 1:
            about = {"mentee": name_of(board.mentees[i]), "mentors": listed(names)}
            wrong.append(Problem.of("keep_two_mentors", Severity.DECIDE, NOWHERE, **about))
    return wrong


def _broken(board: Board, pair: tuple[int, int]) -> list[Problem]:
    """Return a problem for each rule that forbids a kept pair, and for a mentor without a group."""
    capacity, both = board.mentors[pair[1]].capacity(), _names(board, pair)
    wrong = _rules_broken(both, board.objections(pair), board.kept.get(pair, ()))
    if seats_of(board.mentors[pair[1]], board.case) is None:
        wrong.append(
            Problem.of("keep_no_group", Severity.BLOCKER, NOWHERE, **both, capacity=str(capacity))
        )
    return wrong


def _groups(board: Board) -> dict[int, list[int]]:
    groups = defaultdict(list)
    for i, j in sorted(board.kept):
        groups[j].append(i)
    return groups


def _group(board: Board, j: int, members: list[int]) -> list[Problem]:
    """Return what is wrong with the mentees kept with one mentor, taken together."""
    mentor, blocker = name_of(board.mentors[j]), Severity.BLOCKER
    who = {"mentor": mentor, "mentees": listed([name_of(board.mentees[i]) for i in members])}
    fewest, most = seats_of(board.mentors[j], board.case) or (0, 0)
    if len(members) > most:
        return [
            Problem.of("keep_over_capacity", blocker, NOWHERE, **who, kept=len(members), most=most)
        ]
    if not board.case.programme.form.mates_meet:
        return []  # a mentor's mentees never meet
    code = "keep_mates_break_rule"
    wrong = [
        Problem.of(code, blocker, NOWHERE, mentor=mentor, rule=rule, why=why)
        for one, other in combinations(members, 2)
        for rule, why in board.mates_objections(one, other)
    ]
    if not share_language(board, j, members):
        wrong.append(Problem.of("keep_no_common_language", blocker, NOWHERE, **who))
    if len(members) == most and not wrong:
        group = [board.mentees[i] for i in members]
        wrong += [
            Problem.of(code, blocker, NOWHERE, mentor=mentor, rule=rule.key, why=rule.group)
            for rule in broken_mixes(board.rules, group, board.ground)
        ]
    if not wrong and not _can_fill(board, j, members, fewest):
        wrong.append(Problem.of("keep_cannot_fill", blocker, NOWHERE, **who, fewest=fewest))
    return wrong


def _can_fill(board: Board, j: int, members: list[int], fewest: int) -> bool:
    """Tell whether mentees exist who bring the group to its smallest size, this group alone."""
    if len(members) >= fewest:
        return True
    elsewhere = {i for i, k in board.kept if k != j}
    for i in range(len(board.mentees)):
        if i in members or i in elsewhere or not board.allowed((i, j)):
            continue
        if any((min(i, k), max(i, k)) in board.apart for k in members):
            continue
        if share_language(board, j, [*members, i]) and _can_fill(board, j, [*members, i], fewest):
            return True
    return False


def _names(board: Board, pair: tuple[int, int]) -> dict[str, str]:
    return {"mentee": name_of(board.mentees[pair[0]]), "mentor": name_of(board.mentors[pair[1]])}


def _tied_problems(pool: Pool) -> list[Problem]:
    """Return a problem for each set of people whom kept pairs tie together and who cannot be so.

    They are more than a circle holds, or two of them may not be together though nobody kept that
    very pair.
    """
    most, problems, blocker = pool.case.programme.group[1], list[Problem](), Severity.BLOCKER
    names = [name_of(a) for a in pool.people]
    for members in _tied(pool):
        people, number = listed([names[i] for i in members]), len(members)
        if number > most:
            sizes = {"most": most, "number": number}
            problems.append(
                Problem.of("keep_circle_too_big", blocker, NOWHERE, **sizes, people=people)
            )
        for i, k in combinations(members, 2):
            if (i, k) not in pool.kept and (found := pool.objections(i, k)):
                by_hand = [why for key, why in found if key == BY_HAND]
                about = {"people": people, "why": " ".join(by_hand or [why for _, why in found])}
                about |= {"one": names[i], "other": names[k]}
                problems.append(Problem.of("keep_circle_apart", blocker, NOWHERE, **about))
    return problems


def _tied(pool: Pool) -> list[list[int]]:
    sets = list[set[int]]()
    for pair in sorted(pool.kept):
        met = [s for s in sets if not s.isdisjoint(pair)]
        sets = [*(s for s in sets if s.isdisjoint(pair)), set(pair).union(*met)]
    return sorted(sorted(s) for s in sets)
