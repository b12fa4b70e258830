"""How the workbooks about a plan call things: with mentors, and in circles."""

from __future__ import annotations

from dataclasses import dataclass

from mentorcli.domain.match_form import CIRCLES, GROUPS, PAIRS, MatchForm

DECISION, PLACE_WITH, WHY = "Decision", "Place with", "Your reason"
KEEP, FORBID, MOVE = "keep", "forbid", "move"


@dataclass(frozen=True, slots=True)
class SheetWords:
    """Titles of sheets and columns; ``code`` begins the codes of problems in what comes back.

    ``one`` is who is given a place and ``other`` with whom, each with the column of the id.
    ``roles`` are how the two sides of an answer are called, none where both are alike.
    """

    one: str
    other: str
    one_id: str
    other_id: str
    move_to: str
    waiting: str
    why_waiting: str
    best: str
    place_hint: str
    code: str
    answers_code: str
    decisions: tuple[str, ...]
    roles: tuple[str, ...] = ()


_LED = SheetWords(
    one="Mentee",
    other="Mentor",
    one_id="Mentee id",
    other_id="Mentor id",
    move_to="Move to",
    waiting="Without a match",
    why_waiting="Why there is no match",
    best="Best possible mentors (score)",
    place_hint="A mentor whom this mentee should get; the next plan makes room.",
    code="review",
    answers_code="answers",
    decisions=(KEEP, FORBID, MOVE),
    roles=("mentee", "mentor"),
)
_IN_CIRCLES = SheetWords(
    one="Person",
    other="With",
    one_id="Person id",
    other_id="With id",
    move_to="Move to the circle of",
    waiting="Without a circle",
    why_waiting="Why there is no circle",
    best="Best possible people (points both ways)",
    place_hint="Somebody whose circle this person should join; the next plan makes room.",
    code="review_circles",
    answers_code="answers_circles",
    decisions=(KEEP, FORBID),
)
_WORDS = {GROUPS: _LED, PAIRS: _LED, CIRCLES: _IN_CIRCLES}


def sheet_words(form: MatchForm) -> SheetWords:
    """Return the words of a form."""
    return _WORDS[form]
