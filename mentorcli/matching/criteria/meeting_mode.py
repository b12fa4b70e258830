"""Criterion: the two can meet in the same ways."""

from __future__ import annotations

from mentorcli.domain.application import Application
from mentorcli.matching.rule_inputs import Ground, Look, Way

PURPOSE = "The share of the mentee's ways to meet that suit the mentor."


def points(mentee: Application, mentor: Application, most: int, ground: Ground) -> int:  # noqa: ARG001 - the contract of all criteria
    """Return ``most`` times the share of the mentee's ways to meet, rounded down."""
    modes = mentee.choices("meeting_modes")
    return most * len(_shared(mentee, mentor)) // len(modes) if modes else 0


def words(mentee: Application, mentor: Application, ground: Ground) -> str:
    """Return the shared ways to meet."""
    shared = _shared(mentee, mentor)
    if not shared:
        return "shares no way to meet"
    said = ground.quote(mentor, "meeting_modes", shared)
    if not said or not ground.quotable("mentee", "meeting_modes"):
        return "shares a way to meet"
    same = "way" if len(shared) == 1 else "ways"
    return f"can meet in the same {same} ({said})"


def _shared(mentee: Application, mentor: Application) -> list[str]:
    theirs = mentor.choices("meeting_modes")
    return [x for x in mentee.choices("meeting_modes") if x in theirs]


LOOK = Look(
    Way.SHARED,
    lambda mentee, _: mentee.choices("meeting_modes"),
    lambda mentor, _: frozenset(mentor.choices("meeting_modes")),
)
