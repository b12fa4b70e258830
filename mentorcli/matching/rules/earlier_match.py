"""Rule: people who were together in an earlier cohort are not put together again."""

from __future__ import annotations

from mentorcli.domain.application import Application
from mentorcli.matching.phrases import name_of
from mentorcli.matching.rule_inputs import Ground, Look, Way

PURPOSE = "Nobody is matched again with somebody with whom they already shared a match."
WORDS = "an earlier match"


def blocks_pair(mentee: Application, mentor: Application, ground: Ground) -> str | None:
    """Return the reason when the two were in one match before."""
    cohort = ground.together_before(mentee.person, mentor.person)
    if cohort is None:
        return None
    return f"{name_of(mentee)} and {name_of(mentor)} were already together in {cohort}."


PAIR_LOOK = Look(
    Way.MEETING,
    lambda mentee, ground: ground.partners(mentee.person),
    lambda mentor, _: (mentor.person,),
)
