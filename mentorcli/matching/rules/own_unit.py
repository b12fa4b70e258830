"""Rule: two people do not work in the same department; nor in the same unit, unless they wish so.

The unit counts only where the profile asks ``own_unit``.
"""

from __future__ import annotations

from mentorcli.domain.application import Application
from mentorcli.domain.text import match_key
from mentorcli.matching.phrases import name_of
from mentorcli.matching.rule_inputs import Ground, blank_answers

PURPOSE = "The other looks at one's work from outside."
WORDS = "the same unit"


def blocks_pair(mentee: Application, mentor: Application, ground: Ground) -> str | None:
    """Return the reason when both work in one department or, unwished, in one unit."""
    unit = mentee.choices("unit")
    if not unit or unit != mentor.choices("unit"):
        return None
    mine, theirs = match_key(mentee.text("department")), match_key(mentor.text("department"))
    if mine == theirs and mine not in blank_answers():
        return f"{name_of(mentee)} and {name_of(mentor)} work in the same department."
    asked = ground.programme.field("mentee", "own_unit") is not None
    if not asked or mentee.choices("own_unit") == ("yes",):
        return None
    return f"{name_of(mentee)} and {name_of(mentor)} work in the same unit."
