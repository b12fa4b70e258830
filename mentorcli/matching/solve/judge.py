"""Judging decisions made by hand, by the same rules that the solver obeys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

from mentorcli.domain.decision import Decision
from mentorcli.domain.problem import NOWHERE, Problem, Severity
from mentorcli.matching.board.board import Board
from mentorcli.matching.board.mixing import broken_mixes
from mentorcli.matching.board.seats import seats_of
from mentorcli.matching.board.shared_language import share_language
from mentorcli.matching.wording import listed, name_of


def judge_on(board: Board, decisions: Iterable[Decision]) -> tuple[Problem, ...]:
    """Return what is wrong with the decisions of a case whose board is already there."""
    wrong = _unknown(board, sorted(set(decisions)))
    wrong += _contradictions(board)
    for pair in sorted(board.kept):
        wrong += _broken(board, pair)
    if not wrong or all(p.severity is Severity.NOTE for p in wrong):
        groups = defaultdict(list)
        for i, j in sorted(board.kept):
            groups[j].append(i)
        for j, members in groups.items():
            wrong += _group(board, j, members)
    return tuple(wrong)


def _unknown(board: Board, decisions: list[Decision]) -> list[Problem]:
    mentees = {a.person for a in board.mentees}
    mentors = {a.person for a in board.mentors}
    return [
        Problem.of(
            "decision_unknown_person",
            Severity.NOTE,
            kind=d.kind.value,
            mentee=_called(board, d.mentee),
            mentor=_called(board, d.mentor),
            missing=_called(board, d.mentor if d.mentee in mentees else d.mentee),
        )
        for d in decisions
        if d.mentee not in mentees or d.mentor not in mentors
    ]


def _called(board: Board, person: str) -> str:
    everybody = (*board.mentees, *board.mentors)
    return next((name_of(a) for a in everybody if a.person == person), person)


def _contradictions(board: Board) -> list[Problem]:
    wrong = [
        Problem.of("keep_and_forbid", Severity.DECIDE, NOWHERE, **_names(board, pair))
        for pair in sorted(board.kept & board.forbidden)
    ]
    mentors = defaultdict(list)
    for i, j in sorted(board.kept):
        mentors[i].append(name_of(board.mentors[j]))
    for i, names in mentors.items():
        if len(names) > 1:
            wrong.append(
                Problem.of(
                    "keep_two_mentors",
                    Severity.DECIDE,
                    mentee=name_of(board.mentees[i]),
                    mentors=listed(names),
                )
            )
    return wrong


def _broken(board: Board, pair: tuple[int, int]) -> list[Problem]:
    """Return a problem for each rule that forbids a kept pair."""
    seats = seats_of(board.mentors[pair[1]].capacity(), board.case.programme)
    wrong = [
        Problem.of(
            "keep_breaks_rule", Severity.BLOCKER, NOWHERE, **_names(board, pair), rule=rule, why=why
        )
        for rule, why in board.objections(pair)
        if rule in board.blocked.get(pair, ())
    ]
    if seats is None:
        capacity = str(board.mentors[pair[1]].capacity())
        wrong.append(
            Problem.of(
                "keep_no_group", Severity.BLOCKER, NOWHERE, **_names(board, pair), capacity=capacity
            )
        )
    return wrong


def _group(board: Board, j: int, members: list[int]) -> list[Problem]:
    """Return what is wrong with the mentees kept with one mentor, taken together."""
    mentor = name_of(board.mentors[j])
    names = listed([name_of(board.mentees[i]) for i in members])
    fewest, most = seats_of(board.mentors[j].capacity(), board.case.programme) or (0, 0)
    if len(members) > most:
        return [
            Problem.of(
                "keep_over_capacity",
                Severity.BLOCKER,
                mentor=mentor,
                mentees=names,
                kept=len(members),
                most=most,
            )
        ]
    if not board.case.programme.form.mates_meet:
        return []  # a mentor's mentees never meet
    wrong = [
        Problem.of("keep_mates_break_rule", Severity.BLOCKER, mentor=mentor, rule=rule, why=why)
        for one, other in combinations(members, 2)
        for rule, why in board.mates_objections(one, other)
    ]
    if not share_language(board, j, members):
        wrong.append(
            Problem.of("keep_no_common_language", Severity.BLOCKER, mentor=mentor, mentees=names)
        )
    if len(members) == most and not wrong:
        group = [board.mentees[i] for i in members]
        wrong += [
            Problem.of(
                "keep_mates_break_rule",
                Severity.BLOCKER,
                mentor=mentor,
                rule=rule.key,
                why=rule.group,
            )
            for rule in broken_mixes(board.rules, group, board.ground)
        ]
    if not wrong and not _can_fill(board, j, members, fewest):
        wrong.append(
            Problem.of(
                "keep_cannot_fill", Severity.BLOCKER, mentor=mentor, mentees=names, fewest=fewest
            )
        )
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
