"""Criterion: how many of the mentee's goals the mentor offers as themes."""

from __future__ import annotations

from mentorcli.domain.application import Application
from mentorcli.matching.rule_inputs import Ground, Look, Way

PURPOSE = "The share of the mentee's goals that the mentor offers and does not decline."

_ALL = {1: "it", 2: "both", 3: "all three"}


def points(mentee: Application, mentor: Application, most: int, ground: Ground) -> int:  # noqa: ARG001 - the contract of all criteria
    """Return ``most`` times the share of goals covered, rounded down."""
    goals = mentee.choices("goals")
    return most * len(_covered(mentee, mentor)) // len(goals) if goals else 0


def words(mentee: Application, mentor: Application, ground: Ground) -> str:
    """Return which of the goals the mentor offers."""
    covered, goals = _covered(mentee, mentor), mentee.choices("goals")
    if not covered:
        return "offers none of these themes"
    said = ground.quote(mentor, "themes", covered)
    if not said or not ground.quotable("mentee", "goals"):
        return f"covers {len(covered)} of {len(goals)} goals"
    if len(covered) == len(goals):
        return f"offers {_ALL.get(len(goals), 'all of them')}"
    return f"offers {said}"


def opening(mentee: Application, ground: Ground) -> str:
    """Return what the mentee asks for."""
    said = ground.quote(mentee, "goals", mentee.choices("goals"))
    return f"asks for {said}" if said else ""


def _covered(mentee: Application, mentor: Application) -> list[str]:
    themes, declined = mentor.choices("themes"), mentor.choices("not_topics")
    return [g for g in mentee.choices("goals") if g in themes and g not in declined]


LOOK = Look(
    Way.SHARED,
    lambda mentee, _: mentee.choices("goals"),
    lambda mentor, _: frozenset(mentor.choices("themes")) - frozenset(mentor.choices("not_topics")),
)
