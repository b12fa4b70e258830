"""Criterion: two equals have goals in common, so that they work on the same things."""

from __future__ import annotations

from mentorcli.domain.application import Application
from mentorcli.matching.rule_inputs import Ground, in_both, look_at_both

PURPOSE = "The share of one's goals that the other has too."


def points(mentee: Application, mentor: Application, most: int, ground: Ground) -> int:  # noqa: ARG001 - the contract of all criteria
    """Return ``most`` times the share of the first one's goals that both have, rounded down."""
    goals = mentee.choices("goals")
    return most * len(in_both(mentee, "goals", mentor)) // len(goals) if goals else 0


def words(mentee: Application, mentor: Application, ground: Ground) -> str:
    """Return the goals that both have."""
    shared = in_both(mentee, "goals", mentor)
    if not shared:
        return "has other goals"
    said = ground.quote(mentor, "goals", shared)
    return f"has the same goals ({said})" if said else "has a goal in common"


def opening(mentee: Application, ground: Ground) -> str:
    """Return what the person asks for."""
    said = ground.quote(mentee, "goals", mentee.choices("goals"))
    return f"asks for {said}" if said else ""


LOOK = look_at_both("goals")
