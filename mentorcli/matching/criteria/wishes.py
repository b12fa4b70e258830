"""Criterion: the mentee named the mentor among the wished ones.

A name that may mean several mentors gives nobody points; ``matching.remarks`` tells of it.
"""

from __future__ import annotations

from mentorcli.domain.application import Application
from mentorcli.domain.text import match_key
from mentorcli.matching.phrases import first_name_of
from mentorcli.matching.rule_inputs import Ground, Look, Way, blank_answers, neutral

PURPOSE = "The mentee wished for this mentor; an earlier place in the list counts more."

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_DEFAULT_PLACES = 3


def points(mentee: Application, mentor: Application, most: int, ground: Ground) -> int:
    """Return all for the first wish, then evenly fewer by place in the list."""
    if not _wishing(mentee):
        return neutral(most, ground)
    place = _place(mentee, mentor, ground)
    if place is None:
        return 0
    asked = ground.programme.field("mentee", "wishes")
    places = max((asked.most if asked else None) or _DEFAULT_PLACES, place + 1)
    return most * (places - place) // places


def words(mentee: Application, mentor: Application, ground: Ground) -> str:
    """Return the place of the mentor in the mentee's list."""
    if not _wishing(mentee):
        return ""
    place = _place(mentee, mentor, ground)
    if place is None:
        return "was not wished for"
    ordinal = _ORDINALS[place] if place < len(_ORDINALS) else f"{place + 1}th"
    return f"was {first_name_of(mentee)}’s {ordinal} wish"


def _wishing(mentee: Application) -> bool:
    return any(match_key(text) not in blank_answers() for text in mentee.choices("wishes"))


def _place(mentee: Application, mentor: Application, ground: Ground) -> int | None:
    wished = ground.wishes(mentee)
    return wished.index(mentor.person) if mentor.person in wished else None


# who wished for nobody meets every mentor, for neutral points
LOOK = Look(
    Way.MEETING,
    lambda mentee, ground: ground.wishes(mentee) if _wishing(mentee) else ("",),
    lambda mentor, _: (mentor.person, ""),
)
