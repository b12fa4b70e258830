"""Rule: a supervisor or thesis advisor does not mentor their own doctoral student."""

from __future__ import annotations

from mentorcli.domain.application import Application
from mentorcli.matching.ground import Ground
from mentorcli.matching.looks import Look, Way
from mentorcli.matching.names import alike, signs_of
from mentorcli.matching.wording import name_of

PURPOSE = "Nobody is mentored by their own supervisor or thesis advisor."
WORDS = "their own supervisor"


def blocks_pair(mentee: Application, mentor: Application, ground: Ground) -> str | None:  # noqa: ARG001 - the contract of all rules
    """Return the reason when the mentor is among the mentee's supervisors."""
    if not any(alike(name, mentor.name) for name in mentee.choices("supervisors")):
        return None
    return f"{name_of(mentor)} seems to be a supervisor or advisor of {name_of(mentee)}."


PAIR_LOOK = Look(
    Way.MEETING,
    lambda mentee, _: signs_of(mentee.choices("supervisors")),
    lambda mentor, _: signs_of((mentor.name,)),
)
