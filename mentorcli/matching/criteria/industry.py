"""Criterion: the mentor works in an industry that interests the mentee."""

from __future__ import annotations

from mentorcli.domain.application import Application
from mentorcli.matching.phrases import first_name_of
from mentorcli.matching.rule_inputs import Ground, in_both, look_at_both

PURPOSE = "The mentor works in an industry that the mentee chose."


def points(mentee: Application, mentor: Application, most: int, ground: Ground) -> int:  # noqa: ARG001 - the contract of all criteria
    """Return ``most`` when an industry is shared, else 0: nobody works in all of them."""
    return most if in_both(mentee, "industries", mentor) else 0


def words(mentee: Application, mentor: Application, ground: Ground) -> str:
    """Return the shared industries."""
    shared, who = in_both(mentee, "industries", mentor), first_name_of(mentee)
    if not shared:
        return f"works in no industry that {who} chose"
    said = ground.quote(mentor, "industries", shared)
    if not said or not ground.quotable("mentee", "industries"):
        return f"works in an industry that {who} chose"
    chose = "the industry" if len(mentee.choices("industries")) == 1 else "one of the industries"
    chose = "industries" if len(shared) > 1 else chose
    return f"works in {said} ({chose} {who} chose)"


LOOK = look_at_both("industries")
