"""Proposing: from a case to the best plan, checked before it is handed out."""

from __future__ import annotations

from collections import defaultdict

from mentorcli import __version__
from mentorcli.domain.person import match_id
from mentorcli.domain.plan import Match, MatchingCase, Plan
from mentorcli.domain.problem import Severity, UserError
from mentorcli.matching.board import Board, board_of, rule_counts
from mentorcli.matching.canonical import case_hash
from mentorcli.matching.ground import working_languages
from mentorcli.matching.judge import judge_on
from mentorcli.matching.reasons import pair_score
from mentorcli.matching.stages import NoAnswerError, Solved, solve
from mentorcli.matching.task import choose_language, task_of
from mentorcli.matching.unplaced import Seating, unused, waiting
from mentorcli.matching.verify import verify_on
from mentorcli.matching.wording import counted


def propose(case: MatchingCase) -> Plan:
    """Return the best plan for a case: unique, whatever the order of its people.

    A mentor has no mentee or as many as both the mentor and the programme allow; each group shares
    a working language; no rule is broken; pairs kept by hand stay. Among these plans the stages of
    the profile decide in order (see ``matching/stages.py``).

    Raises UserError when a kept pair breaks a rule or all kept pairs together leave no plan, when
    the profile names an unknown rule, criterion or stage, and for programmes of peers.
    """
    if case.programme.form == "peers":
        raise UserError(
            f"{case.programme.key} is a programme of peers, and these cannot be matched yet.",
            "Use a programme of groups or pairs.",
        )
    board = board_of(case)
    refused = [
        p for p in judge_on(board, case.decisions) if p.severity is not Severity.NOTE
    ]  # fmt: skip
    if refused:
        raise UserError(
            f"{counted(len(refused), 'decision')} cannot be obeyed.",
            "Change these decisions, or the answers behind them.",
            problems=refused,
        )
    plan = _solved(board)
    wrong = verify_on(board, plan)
    if wrong:
        raise RuntimeError(f"the plan made is not valid: {' '.join(wrong)}")
    return plan


def _solved(board: Board) -> Plan:
    task, case = task_of(board), board.case
    try:
        solved = solve(task, case.programme.stages)
    except NoAnswerError:
        raise UserError(
            "No plan holds all the pairs that you kept: their groups cannot all be filled.",
            "Free one of the kept pairs and run again.",
        ) from None
    groups: dict[int, list[int]] = defaultdict(list)
    for e in solved.chosen:
        groups[task.edges[e].j].append(task.edges[e].i)
    seating = Seating(board, task, {j: tuple(sorted(i)) for j, i in sorted(groups.items())})
    return _plan(seating, solved)


def _plan(seating: Seating, solved: Solved) -> Plan:
    board = seating.board
    matches = (_match(board, j, members) for j, members in seating.groups.items())
    return Plan(
        cohort=board.case.cohort,
        inputs=case_hash(board.case),
        version=__version__,
        matches=tuple(sorted(matches, key=lambda m: m.id)),
        waiting=waiting(seating),
        unused=unused(seating),
        stages=solved.stages,
        rules=rule_counts(board),
        decisions=tuple(sorted(set(board.case.decisions))),
    )


def _match(board: Board, j: int, members: tuple[int, ...]) -> Match:
    mentor = board.mentors[j]
    people = (mentor, *(board.mentees[i] for i in members))
    pairs = tuple(pair_score(board, (i, j)) for i in members)
    return Match(
        id=match_id(board.case.cohort, mentor.person),
        mentor=mentor.person,
        mentees=tuple(board.mentees[i].person for i in members),
        language=choose_language(tuple(working_languages(a) for a in people)),
        score=sum(p.score for p in pairs),
        pairs=pairs,
    )
