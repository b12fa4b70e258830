"""Criterion: the mentor has a kind of role that the mentee wants to hear about."""

from __future__ import annotations

from mentorcli.domain.application import Application
from mentorcli.matching.phrases import first_name_of
from mentorcli.matching.rule_inputs import Ground, in_both, look_at_both

PURPOSE = "The mentor's role is of a kind that the mentee wants to hear about."


def points(mentee: Application, mentor: Application, most: int, ground: Ground) -> int:  # noqa: ARG001 - the contract of all criteria
    """Return ``most`` when a kind of role is shared, else 0."""
    return most if in_both(mentee, "functions", mentor) else 0


def words(mentee: Application, mentor: Application, ground: Ground) -> str:
    """Return the shared kinds of role."""
    shared, who = in_both(mentee, "functions", mentor), first_name_of(mentee)
    if not shared:
        return f"has no role of a kind that {who} chose"
    said = ground.quote(mentor, "functions", shared)
    if not said or not ground.quotable("mentee", "functions"):
        return f"has a role of a kind that {who} chose"
    return f"has a role in {said}, which {who} wants to hear about"


LOOK = look_at_both("functions")
