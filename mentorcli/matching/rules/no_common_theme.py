"""Rule: the mentor offers at least one of the mentee's goals."""

from __future__ import annotations

from mentorcli.domain.application import Application
from mentorcli.matching.phrases import name_of
from mentorcli.matching.rule_inputs import Ground, Look, Way

PURPOSE = "A mentor offers at least one theme that the mentee wants, and wants to discuss it."
WORDS = "no common theme"


def blocks_pair(mentee: Application, mentor: Application, ground: Ground) -> str | None:
    """Return the reason when no goal is among the themes, or only ones the mentor declines."""
    goals, themes = mentee.choices("goals"), mentor.choices("themes")
    if not _offered(mentor, ground).isdisjoint(goals):
        return None
    wanted = ground.quote(mentee, "goals", goals)
    offered = ground.quote(
        mentor, "themes", [t for t in themes if t not in mentor.choices("not_topics")]
    )
    if not wanted or not offered:
        return f"{name_of(mentor)} offers no theme that {name_of(mentee)} asks for."
    return f"{name_of(mentee)} asks for {wanted}, but {name_of(mentor)} offers {offered}."


def _offered(mentor: Application, ground: Ground) -> frozenset[str]:
    themes, declined = mentor.choices("themes"), mentor.choices("not_topics")
    return ground.programme.suited(mentor.role, "themes", themes, declined)


PAIR_LOOK = Look(Way.SHARED, lambda mentee, _: mentee.choices("goals"), _offered)
