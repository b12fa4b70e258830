"""Checking a plan without any solver: rules, seats, languages, sums, in whole numbers."""

from __future__ import annotations

from collections import Counter

from mentorcli.domain.plan import Match, MatchingCase, Plan
from mentorcli.matching.board import Board, board_of
from mentorcli.matching.canonical import case_hash
from mentorcli.matching.ground import working_languages
from mentorcli.matching.task import LANGUAGE_RULE, seats_of, tie_digits


def verify(case: MatchingCase, plan: Plan) -> tuple[str, ...]:
    """Return what is wrong with a plan for a case, in sentences; empty when nothing is.

    Everything is worked out anew from the applications; only the rules and criteria themselves are
    shared with the solver. That nothing better exists is not checked here.
    """
    return verify_on(board_of(case), plan)


def verify_on(board: Board, plan: Plan) -> tuple[str, ...]:
    """Return what is wrong with a plan for a case whose board is already there."""
    case = board.case
    wrong = [] if plan.inputs == case_hash(case) else ["The plan was made from other data."]
    wrong += _people(board, plan)
    if wrong:
        return tuple(wrong)
    for match in plan.matches:
        wrong += _group(board, match)
    return tuple(wrong + _decisions(board, plan) + _stages(plan))


def _people(board: Board, plan: Plan) -> list[str]:
    mentees = [p for m in plan.matches for p in m.mentees] + [u.person for u in plan.waiting]
    mentors = [m.mentor for m in plan.matches] + [u.person for u in plan.unused]
    wrong = []
    for found, people in ((mentees, board.mentees), (mentors, board.mentors)):
        if Counter(found) != Counter(a.person for a in people):
            wrong.append(f"Not everybody who applied as a {people[0].role if people else 'mentee or mentor'} "
                         "stands in the plan exactly once.")  # fmt: skip
    if [m.id for m in plan.matches] != sorted(m.id for m in plan.matches):
        wrong.append("The matches are not in order.")
    return wrong


def _group(board: Board, match: Match) -> list[str]:
    place = {a.person: i for i, a in enumerate(board.mentees)}
    j = next(j for j, a in enumerate(board.mentors) if a.person == match.mentor)
    members = [place[p] for p in match.mentees]
    wrong = [f"{match.id}: {text}" for i in members for _, text in board.objections((i, j))]
    for k, one in enumerate(members):
        for other in members[k + 1 :]:
            wrong += [f"{match.id}: {text}" for _, text in board.mates_objections(one, other)]
    seats = seats_of(board.mentors[j].capacity(), board.case.programme)
    if seats is None or not seats[0] <= len(members) <= seats[1]:
        wrong.append(f"{match.id}: {len(members)} mentees do not fit the mentor's places.")
    everyone = [board.mentors[j], *(board.mentees[i] for i in members)]
    by_language = any(rule.key == LANGUAGE_RULE for rule in board.rules)
    if by_language and not all(match.language in working_languages(a) for a in everyone):
        wrong.append(f"{match.id}: not everybody chose {match.language}.")
    return wrong + _sums(board, match, [(i, j) for i in members])


def _sums(board: Board, match: Match, pairs: list[tuple[int, int]]) -> list[str]:
    wrong = []
    if tuple(p.mentee for p in match.pairs) != match.mentees:
        wrong.append(f"{match.id}: the pairs are not the mentees in order.")
    for pair, told in zip(pairs, match.pairs, strict=True):
        parts = board.parts(pair)
        if told.parts != parts or told.score != sum(p.points for p in parts):
            wrong.append(f"{match.id}: the score of {told.mentee} is not the sum of its parts.")
        if any(not 0 <= p.points <= p.most for p in told.parts):
            wrong.append(f"{match.id}: a part of the score of {told.mentee} is out of bounds.")
    if match.score != sum(p.score for p in match.pairs):
        wrong.append(f"{match.id}: the score is not the sum of its pairs.")
    return wrong


def _decisions(board: Board, plan: Plan) -> list[str]:
    made = {(p, m.mentor) for m in plan.matches for p in m.mentees}
    kept = [(board.mentees[i].person, board.mentors[j].person) for i, j in sorted(board.kept)]
    return [f"{mentee} was kept with {mentor} and is not." for mentee, mentor in kept
            if (mentee, mentor) not in made]  # fmt: skip


def _stages(plan: Plan) -> list[str]:
    pairs = [p for m in plan.matches for p in m.pairs]
    free = [p for p in pairs if not p.kept_by_hand] or pairs
    ties = sum(tie_digits(plan.cohort, p, m.mentor)[0] for m in plan.matches for p in m.mentees)
    values = {
        "seated": len(pairs),
        "worst_served": min((p.score for p in free), default=0),
        "total": sum(p.score for p in pairs),
        "tie_break": ties,
    }
    return [
        f"The stage {s.key} says {s.value}, but the matches give {values[s.key]}."
        for s in plan.stages
        if s.key in values and s.value != values[s.key]
    ]
