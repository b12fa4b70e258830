"""Rule: mentor and mentee do not have the same line manager."""

from __future__ import annotations

from mentorcli.domain.application import Application
from mentorcli.matching.phrases import name_of
from mentorcli.matching.rule_inputs import Ground, Look, Way
from mentorcli.names.comparison import alike, signs_of

PURPOSE = "Nobody is mentored by somebody from their own team."
WORDS = "the same line manager"


def blocks_pair(mentee: Application, mentor: Application, ground: Ground) -> str | None:  # noqa: ARG001 - the contract of all rules
    """Return the reason when both named the same manager; the name is nobody's business."""
    theirs = mentor.choices("line_manager")
    if not any(alike(a, b) for a in mentee.choices("line_manager") for b in theirs):
        return None
    return f"{name_of(mentee)} and {name_of(mentor)} have the same line manager."


PAIR_LOOK = Look(
    Way.MEETING,
    lambda mentee, _: signs_of(mentee.choices("line_manager")),
    lambda mentor, _: signs_of(mentor.choices("line_manager")),
)
