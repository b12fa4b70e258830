"""Criterion: two equals have goals in common, so that they work on the same things."""

from __future__ import annotations

from mentorcli.domain.application import Application
from mentorcli.matching.rule_inputs import Ground, Look, Way

PURPOSE = "The share of one's goals that the other has too."


def points(mentee: Application, mentor: Application, most: int, ground: Ground) -> int:  # noqa: ARG001 - the contract of all criteria
    """Return ``most`` times the share of the first one's goals that both have, rounded down."""
    goals = mentee.choices("goals")
    return most * len(_shared(mentee, mentor)) // len(goals) if goals else 0


def words(mentee: Application, mentor: Application, ground: Ground) -> str:
    """Return the goals that both have."""
    shared = _shared(mentee, mentor)
    if not shared:
        return "has other goals"
    said = ground.quote(mentor, "goals", shared)
    return f"has the same goals ({said})" if said else "has a goal in common"


def opening(mentee: Application, ground: Ground) -> str:
    """Return what the person asks for."""
    said = ground.quote(mentee, "goals", mentee.choices("goals"))
    return f"asks for {said}" if said else ""


def _shared(mentee: Application, mentor: Application) -> list[str]:
    theirs = mentor.choices("goals")
    return [x for x in mentee.choices("goals") if x in theirs]


LOOK = Look(
    Way.SHARED,
    lambda mentee, _: mentee.choices("goals"),
    lambda mentor, _: frozenset(mentor.choices("goals")),
)
