"""What forbids a mentee with a mentor, or how the two stand in a plan."""

from __future__ import annotations

from mentorcli.domain.explanation import PairOutlook
from mentorcli.domain.plan import Match, Plan
from mentorcli.domain.text import counted
from mentorcli.matching.board.board import Board
from mentorcli.matching.board.mixing import broken_mixes
from mentorcli.matching.board.seats import seats_of
from mentorcli.matching.board.shared_language import share_language
from mentorcli.matching.wording import listed


def outlook_on(board: Board, plan: Plan, pair: tuple[int, int]) -> PairOutlook:
    """Return the outlook of a mentee and a mentor, as places on the board."""
    parts = board.parts(pair)
    return PairOutlook(
        mentee=board.mentees[pair[0]].person,
        mentor=board.mentors[pair[1]].person,
        blocked_by=board.objections(pair),
        score=sum(p.points for p in parts),
        parts=parts,
        reason=board.reason(pair),
        standing=_standing(board, plan, pair),
    )


def _standing(board: Board, plan: Plan, pair: tuple[int, int]) -> str:
    """Return in a few words how an allowed pair stands in the plan; empty for a forbidden one."""
    mentee, mentor = board.mentees[pair[0]], board.mentors[pair[1]]
    seats = seats_of(mentor.capacity(), board.case.programme)
    match = next((m for m in plan.matches if m.mentor == mentor.person), None)
    if match and mentee.person in match.mentees:
        return "together in this plan"
    if not board.allowed(pair):
        return ""
    if seats is None:
        return f"takes {mentor.capacity()}, which makes no group here"
    if match is None:
        return "has no group in this plan"
    if reasons := _mates(board, match, pair):
        return f"the group does not fit: {listed(reasons)}"
    taken = len(match.mentees)
    full = taken >= seats[1]
    return f"the group is full ({taken})" if full else f"{counted(seats[1] - taken, 'place')} free"


def _mates(board: Board, match: Match, pair: tuple[int, int]) -> list[str]:
    """Return in a few words each what keeps a mentee out of a group as it is."""
    place = {a.person: k for k, a in enumerate(board.mentees)}
    i, members = pair[0], [place[p] for p in match.mentees if p in place]
    keys = {k for m in members for k in board.apart.get((min(i, m), max(i, m)), ())}
    reasons = [board.words(key) for key in sorted(keys)]
    if not share_language(board, pair[1], [i, *members]):
        reasons.append("no language that all share")
    group = [board.mentees[k] for k in (i, *members)]
    return reasons + [rule.words for rule in broken_mixes(board.rules, group, board.ground)]
