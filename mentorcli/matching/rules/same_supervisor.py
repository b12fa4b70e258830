"""Rule: two mentees with a supervisor in common are not in one mentoring group."""

from __future__ import annotations

from mentorcli.domain.application import Application
from mentorcli.matching.phrases import name_of
from mentorcli.matching.rule_inputs import Ground, Look, Way
from mentorcli.names.comparison import alike, signs_of

PURPOSE = "Mentees can speak freely: nobody with their own supervisor listens."
WORDS = "a supervisor in common"


def blocks_mates(one: Application, other: Application, ground: Ground) -> str | None:  # noqa: ARG001 - the contract of all rules
    """Return the reason when a supervisor of one may be a supervisor of the other."""
    theirs = other.choices("supervisors")
    if not any(alike(name, s) for name in one.choices("supervisors") for s in theirs):
        return None
    both = " and ".join(sorted((name_of(one), name_of(other))))
    return f"{both} seem to have a supervisor in common."


MATES_LOOK = Look(
    Way.MEETING,
    lambda one, _: signs_of(one.choices("supervisors")),
    lambda other, _: signs_of(other.choices("supervisors")),
)
