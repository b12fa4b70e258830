"""Rule: mentor and mentee do not have the same line manager."""

from __future__ import annotations

from mentorcli.domain.application import Application
from mentorcli.matching.phrases import name_of
from mentorcli.matching.rule_inputs import Ground, Look, Way
from mentorcli.names.directory import Sure

PURPOSE = "Nobody is mentored by somebody from their own team."
WORDS = "the same line manager"


def blocks_pair(mentee: Application, mentor: Application, ground: Ground) -> str | None:
    """Return the reason when both named the same manager; the name is nobody's business."""
    same = ground.same_names(mentee.choices("line_manager"), mentor.choices("line_manager"))
    if same is None:
        return None
    have = "have" if same is Sure.MEANT else "may have"
    return f"{name_of(mentee)} and {name_of(mentor)} {have} the same line manager."


PAIR_LOOK = Look(
    Way.MEETING,
    lambda mentee, _: mentee.choices("line_manager"),
    lambda mentor, ground: ground.every_name(mentor.choices("line_manager")),
)
