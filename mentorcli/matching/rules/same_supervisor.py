"""Rule: two mentees with a supervisor in common are not in one mentoring group."""

from __future__ import annotations

from mentorcli.domain.application import Application
from mentorcli.matching.phrases import name_of
from mentorcli.matching.rule_inputs import Ground, Look, Way
from mentorcli.names.directory import Sure

PURPOSE = "Mentees can speak freely: nobody with their own supervisor listens."
WORDS = "a supervisor in common"


def blocks_mates(one: Application, other: Application, ground: Ground) -> str | None:
    """Return the reason when a supervisor of one may be a supervisor of the other."""
    same = ground.same_names(one.choices("supervisors"), other.choices("supervisors"))
    if same is None:
        return None
    both = " and ".join(sorted((name_of(one), name_of(other))))
    return f"{both} {'seem to' if same is Sure.MEANT else 'may'} have a supervisor in common."


MATES_LOOK = Look(
    Way.MEETING,
    lambda one, _: one.choices("supervisors"),
    lambda other, ground: ground.every_name(other.choices("supervisors")),
)
