"""The sentence that defends a match: what the mentee asks for and what the mentor brings."""

from __future__ import annotations

from mentorcli.domain.plan import PairScore, ScorePart
from mentorcli.matching.board import Board
from mentorcli.matching.wording import capitalised, listed, name_of


def pair_score(board: Board, pair: tuple[int, int]) -> PairScore:
    """Return the score, its parts and the reason of a mentee (place) with a mentor (place)."""
    parts = board.parts(pair)
    reason = reason_of(board, pair, parts)
    kept = pair in board.kept
    return PairScore(
        board.mentees[pair[0]].person, sum(p.points for p in parts), parts,
        f"{reason} Kept by hand." if kept else reason, kept,
    )  # fmt: skip


def reason_of(board: Board, pair: tuple[int, int], parts: tuple[ScorePart, ...]) -> str:
    """Return one English sentence that quotes both people's answers.

    It names only what earned points, and only answers that the other people of a match may see.
    """
    mentee, mentor = board.mentees[pair[0]], board.mentors[pair[1]]
    openings = [c.opening(mentee, board.ground) for c in board.criteria if c.opening]
    asks = listed([text for text in openings if text])
    said = [part.because for part in parts if part.points and part.because]
    head = f"{name_of(mentee)} {asks}; " if asks else ""
    if not said:
        return capitalised(f"{head}no criterion gives points for {name_of(mentor)}.")
    clauses = ", ".join(said[:-1]) + ", and " + said[-1] if len(said) > 1 else said[0]
    return f"{head}{name_of(mentor)} {clauses}."
