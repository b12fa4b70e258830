"""Rule: somebody in both roles is not matched with themselves."""

from __future__ import annotations

from mentorcli.domain.application import Application
from mentorcli.matching.ground import Ground
from mentorcli.matching.looks import Look, Way
from mentorcli.matching.wording import name_of

PURPOSE = "Nobody is their own mentor."
WORDS = "the same person"


def blocks_pair(mentee: Application, mentor: Application, ground: Ground) -> str | None:  # noqa: ARG001 - the contract of all rules
    """Return the reason when both applications are of one person."""
    if mentee.person != mentor.person:
        return None
    return f"{name_of(mentee)} applied in both roles and cannot be their own mentor."


PAIR_LOOK = Look(
    Way.MEETING, lambda mentee, _: (mentee.person,), lambda mentor, _: (mentor.person,)
)
