"""Explaining a plan: why somebody is where they are, and what stands between two people."""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches

from mentorcli.domain.plan import Explanation, Match, MatchingCase, PairOutlook, Plan
from mentorcli.domain.problem import UserError
from mentorcli.domain.programme import RoleKey
from mentorcli.domain.text import counted
from mentorcli.matching.board.board import Board, board_of
from mentorcli.matching.board.mixing import broken_mixes
from mentorcli.matching.board.seats import seats_of
from mentorcli.matching.board.shared_language import share_language
from mentorcli.matching.solve.circles.propose import explain_peer
from mentorcli.matching.wording import listed, name_of

EMPTY_PLAN = Plan("", "", "", (), (), (), (), ())


def explain(
    case: MatchingCase, plan: Plan, person: str, role: RoleKey | None = None
) -> Explanation:
    """Return why somebody is with whom they are, the other allowed pairs and the forbidden ones.

    ``role`` decides for somebody who applied in both; without it the mentee's side is explained.
    Raises UserError when the person (an id) has no application in the case.
    """
    if case.programme.form == "peers":
        return explain_peer(case, plan, person)
    board = board_of(case)
    role = role or ("mentee" if any(a.person == person for a in board.mentees) else "mentor")
    here = _place(board, role, person)
    others = range(len(board.mentors if role == "mentee" else board.mentees))
    pairs = [(here, x) if role == "mentee" else (x, here) for x in others]
    outlooks = sorted(
        (_outlook(board, plan, pair) for pair in pairs),
        key=lambda o: (-o.score, o.mentee, o.mentor),
    )
    match = next((m for m in plan.matches if person in (
        m.mentees if role == "mentee" else (m.mentor,))), None)  # fmt: skip
    inside = {(p, match.mentor) for p in match.mentees} if match else set()
    together = [o for o in outlooks if (o.mentee, o.mentor) in inside]
    rest = [o for o in outlooks if (o.mentee, o.mentor) not in inside]
    return Explanation(
        person, role, _headline(board, plan, match, person, role), match, tuple(together),
        tuple(o for o in rest if o.allowed()), tuple(o for o in rest if not o.allowed()),
    )  # fmt: skip


def explain_pair(case: MatchingCase, plan: Plan, mentee: str, mentor: str) -> PairOutlook:
    """Return what forbids a mentee with a mentor, or the score they have or would have.

    Raises UserError when one of the two ids has no application in that role.
    """
    if case.programme.form == "peers":
        found = explain_peer(case, plan, mentee)
        return next(o for o in (*found.together, *found.alternatives, *found.blocked)
                    if o.mentor == mentor)  # fmt: skip
    board = board_of(case)
    return _outlook(board, plan, (_place(board, "mentee", mentee), _place(board, "mentor", mentor)))


def objections(case: MatchingCase, mentee: str, mentor: str) -> tuple[tuple[str, str], ...]:
    """Return every rule that forbids a pair as (rule, sentence), whatever was decided by hand."""
    if case.programme.form == "peers":
        bare = replace(case, decisions=())
        return next(
            (o.blocked_by for o in explain_peer(bare, EMPTY_PLAN, mentee).blocked
             if o.mentor == mentor), ())  # fmt: skip
    board = board_of(replace(case, decisions=()))
    return board.objections((_place(board, "mentee", mentee), _place(board, "mentor", mentor)))


def _place(board: Board, role: RoleKey, person: str) -> int:
    people = [a.person for a in (board.mentees if role == "mentee" else board.mentors)]
    if person in people:
        return people.index(person)
    near = get_close_matches(person, people, n=1)
    raise UserError(
        f"{person} is not a {role} of {board.case.cohort} with a complete application.",
        f"Did you mean {near[0]}?" if near else "",
    )


def _outlook(board: Board, plan: Plan, pair: tuple[int, int]) -> PairOutlook:
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
    if reasons := _mates(board, match, pair[0]):
        return f"the group does not fit: {listed(reasons)}"
    taken = len(match.mentees)
    full = taken >= seats[1]
    return f"the group is full ({taken})" if full else f"{counted(seats[1] - taken, 'place')} free"


def _mates(board: Board, match: Match, i: int) -> list[str]:
    """Return in a few words each what keeps a mentee out of a group as it is."""
    place = {a.person: k for k, a in enumerate(board.mentees)}
    members = [place[p] for p in match.mentees if p in place]
    keys = {k for m in members for k in board.apart.get((min(i, m), max(i, m)), ())}
    reasons = [board.words(key) for key in sorted(keys)]
    j = next(j for j, a in enumerate(board.mentors) if a.person == match.mentor)
    if not share_language(board, j, [i, *members]):
        reasons.append("no language that all share")
    group = [board.mentees[k] for k in (i, *members)]
    reasons += [rule.words for rule in broken_mixes(board.rules, group, board.ground)]
    return reasons


def _headline(
    board: Board, plan: Plan, match: Match | None, person: str, role: RoleKey
) -> str:  # fmt: skip
    everybody = (*board.mentees, *board.mentors)
    names = {a.person: name_of(a) for a in everybody}
    if match is None:
        listed_people = plan.waiting if role == "mentee" else plan.unused
        found = next((u for u in listed_people if u.person == person), None)
        return found.reason if found else f"{names[person]} is not in this plan."
    if role == "mentor":
        group = listed([names.get(p, p) for p in match.mentees])
        return f"{names[person]} mentors {group}."
    pair = next(p for p in match.pairs if p.mentee == person)
    return pair.reason
