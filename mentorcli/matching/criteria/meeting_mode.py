"""Criterion: the two can meet in the same ways."""

from __future__ import annotations

from mentorcli.domain.application import Application
from mentorcli.matching.rule_inputs import Ground, in_both, look_at_both

PURPOSE = "The share of the mentee's ways to meet that suit the mentor."


def points(mentee: Application, mentor: Application, most: int, ground: Ground) -> int:  # noqa: ARG001 - the contract of all criteria
    """Return ``most`` times the share of the mentee's ways to meet, rounded down."""
    modes = mentee.choices("meeting_modes")
    return most * len(in_both(mentee, "meeting_modes", mentor)) // len(modes) if modes else 0


def words(mentee: Application, mentor: Application, ground: Ground) -> str:
    """Return the shared ways to meet."""
    shared = in_both(mentee, "meeting_modes", mentor)
    if not shared:
        return "shares no way to meet"
    said = ground.quote(mentor, "meeting_modes", shared)
    if not said or not ground.quotable("mentee", "meeting_modes"):
        return "shares a way to meet"
    same = "way" if len(shared) == 1 else "ways"
    return f"can meet in the same {same} ({said})"


LOOK = look_at_both("meeting_modes")
