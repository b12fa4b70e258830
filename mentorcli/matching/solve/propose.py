"""Proposing: from a case to the best plan, checked before it is handed out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mentorcli import __version__
from mentorcli.domain.person import match_id, pair_id
from mentorcli.domain.plan import Certificate, Match, MatchingCase, PairScore, Plan, Prices
from mentorcli.domain.problem import Severity, UserError
from mentorcli.domain.text import counted
from mentorcli.matching.board.board import Board, board_of, rule_counts
from mentorcli.matching.board.fingerprint import case_hash, profile_hash, seal_of
from mentorcli.matching.board.objectives import objectives
from mentorcli.matching.board.seats import choose_language
from mentorcli.matching.check import verify
from mentorcli.matching.ground import working_languages
from mentorcli.matching.solve.circles.propose import best_circles, judge_peers
from mentorcli.matching.solve.groups.stages import NoAnswerError
from mentorcli.matching.solve.judge import judge_on
from mentorcli.matching.solve.pairs.flow import Cleared
from mentorcli.matching.solve.pairs.flow_stages import Priced
from mentorcli.matching.solve.pairs.stability import refuse_unstable
from mentorcli.matching.solve.shapes import Answer, seat
from mentorcli.matching.solve.unplaced import Seating, unused, waiting


def propose(case: MatchingCase) -> Plan:
    """Return the best plan for a case: unique, whatever the order of its people.

    A mentor has no mentee or as many as both the mentor and the programme allow; each group shares
    a working language; no rule is broken; pairs kept by hand stay. Among these plans the stages of
    the profile decide in order (see ``matching/groups/stages.py``).

    Raises UserError when a kept pair breaks a rule or all kept pairs together leave no plan, when
    the profile names an unknown rule, criterion or stage, and for more circles than can be proved.
    """
    return best_plan(case, objectives(case))


def best_plan(
    case: MatchingCase, keys: Sequence[str], against: Sequence[tuple[str, str]] = (),
    most_moves: int | None = None,
) -> Plan:  # fmt: skip
    """Return the best plan by the stages ``keys``, checked.

    ``against`` holds the pairs of the plan that is repaired, of which ``most_moves`` at most may
    change. Raises what ``propose`` raises.
    """
    refuse_unstable(case)
    peers = case.programme.form == "peers"
    board = board_of(replace(case, mentees=(), mentors=()) if peers else case)
    judged = judge_peers(case, case.decisions) if peers else judge_on(board, case.decisions)
    refused = [p for p in judged if p.severity is not Severity.NOTE]
    if refused:
        raise UserError(
            f"{counted(len(refused), 'decision')} cannot be obeyed.",
            "Change these decisions, or the answers behind them.",
            problems=refused,
        )
    plan = (
        best_circles(case, keys, against, most_moves)
        if peers
        else _solved(board, keys, tuple(sorted(against)), most_moves)
    )
    wrong = verify(case, plan, quick=True)
    if wrong:
        raise RuntimeError(f"the plan made is not valid: {' '.join(wrong)}")
    return plan


def _solved(
    board: Board, keys: Sequence[str], against: tuple[tuple[str, str], ...], most_moves: int | None
) -> Plan:
    try:
        answer = seat(board, keys, against, most_moves)
    except NoAnswerError:
        if most_moves is not None and board.case.programme.stable:
            raise UserError(
                f"No stable plan moves {counted(most_moves, 'mentee')} or fewer, and the profile asks "
                "for a stable one.",
                "Allow more moves, keep pairs by hand, or take stable out of the profile.",
            ) from None
        if most_moves is not None:
            raise UserError(
                f"No plan moves {counted(most_moves, 'mentee')} or fewer: a pair or a group cannot "
                "go on as it is.",
                "Allow more moves.",
            ) from None
        raise UserError(
            "No plan holds all the pairs that you kept: their groups cannot all be filled.",
            "Free one of the kept pairs and run again.",
        ) from None
    seating = Seating(board, answer.seats, answer.groups)
    plan = replace(_plan(seating, answer), against=against, most_moves=most_moves)
    return replace(plan, seal=seal_of(plan))


def _plan(seating: Seating, answer: Answer) -> Plan:
    board, programme = seating.board, seating.board.case.programme
    return Plan(
        cohort=board.case.cohort,
        inputs=case_hash(board.case),
        version=__version__,
        matches=tuple(sorted(_matches(seating), key=lambda m: m.id)),
        waiting=waiting(seating),
        unused=unused(seating),
        stages=answer.stages,
        rules=rule_counts(board),
        decisions=tuple(sorted(set(board.case.decisions))),
        profile=profile_hash(programme),
        certificate=_certificate(board, answer.priced) if answer.priced else None,
    )


def _matches(seating: Seating) -> list[Match]:
    """Return one match for each group, or for each pair in a programme of pairs."""
    board = seating.board
    if board.case.programme.form != "pairs":
        return [_match(board, j, members) for j, members in seating.groups.items()]
    made = [_match(board, j, (i,)) for j, members in seating.groups.items() for i in members]
    return [replace(m, id=pair_id(board.case.cohort, m.mentor, m.mentees[0])) for m in made]


def _match(board: Board, j: int, members: tuple[int, ...]) -> Match:
    mentor = board.mentors[j]
    people = (mentor, *(board.mentees[i] for i in members))
    pairs = tuple(_pair_score(board, (i, j)) for i in members)
    return Match(
        id=match_id(board.case.cohort, mentor.person),
        mentor=mentor.person,
        mentees=tuple(board.mentees[i].person for i in members),
        language=choose_language(tuple(working_languages(a) for a in people)),
        score=sum(p.score for p in pairs),
        pairs=pairs,
    )


def _pair_score(board: Board, pair: tuple[int, int]) -> PairScore:
    parts, reason, kept = board.parts(pair), board.reason(pair), pair in board.kept
    if kept:
        rules = ", ".join(sorted(board.overridden.get(pair, ())))
        reason += f" Kept by hand against a rule: {rules}." if rules else " Kept by hand."
    mentee = board.mentees[pair[0]].person
    return PairScore(mentee, sum(p.points for p in parts), parts, reason, kept)


def _certificate(board: Board, priced: Priced) -> Certificate:
    seated, floor, total, ties = (
        Prices() if one is None else _prices(board, one) for one in priced.prices
    )
    return Certificate(seated, floor, priced.bonus, total, priced.weight, ties)


def _prices(board: Board, cleared: Cleared) -> Prices:
    sides = ((board.mentees, cleared.mentee_prices), (board.mentors, cleared.mentor_prices))
    named = (
        tuple((a.person, int(price)) for a, price in zip(people, prices, strict=True) if price)
        for people, prices in sides
    )
    return Prices(*named)
