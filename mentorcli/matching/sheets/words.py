"""How the workbooks about a plan call things: with mentors, and in circles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mentorcli.domain.match_form import CIRCLES, GROUPS, PAIRS, MatchForm

DECISION, PLACE_WITH, WHY = "Decision", "Place with", "Your reason"
KEEP, FORBID, MOVE = "keep", "forbid", "move"


@dataclass(frozen=True, slots=True)
class SheetWords:
    """Titles of sheets and columns; ``codes`` are those of problems in what comes back.

    ``one`` is who is given a place and ``other`` with whom, each with the column of the id.
    ``listed`` is the title of the hidden list of who can be chosen. ``roles`` are how the two sides of an answer are called, none where both are alike.
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
    codes: Mapping[str, str]
    decisions: tuple[str, ...]
    listed: str
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
    codes={
        "no_review": "review_not_recognised",
        "no_answers": "answers_not_recognised",
        "typed_over": "review_typed_over",
        "unknown_word": "review_unknown_word",
        "unknown": "review_unknown",
        "ambiguous": "review_ambiguous",
        "two_words": "review_two_words",
    },
    decisions=(KEEP, FORBID, MOVE),
    listed="Mentor",
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
    codes={
        "no_review": "review_circles_not_recognised",
        "no_answers": "answers_circles_not_recognised",
        "typed_over": "review_circles_typed_over",
        "unknown_word": "review_circles_unknown_word",
        "unknown": "review_circles_unknown",
        "ambiguous": "review_circles_ambiguous",
        "two_words": "review_circles_two_words",
    },
    decisions=(KEEP, FORBID),
    listed="Person",
)
_WORDS = {GROUPS: _LED, PAIRS: _LED, CIRCLES: _IN_CIRCLES}


def sheet_words(form: MatchForm) -> SheetWords:
    """Return the words of a form."""
    return _WORDS[form]
