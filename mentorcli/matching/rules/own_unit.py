"""Rule: two people do not work in the same department; nor in the same unit, unless they wish so.

The unit counts only where the profile asks ``own_unit``.
"""

from __future__ import annotations

from mentorcli.domain.application import Application
from mentorcli.matching.phrases import name_of
from mentorcli.matching.rule_inputs import Ground
from mentorcli.names.likeness import Verdict

PURPOSE = "The other looks at one's work from outside."
WORDS = "the same unit"


def blocks_pair(mentee: Application, mentor: Application, ground: Ground) -> str | None:
    """Return the reason when both work in one department or, unwished, in one unit."""
    unit = mentee.choices("unit")
    if not unit or unit != mentor.choices("unit"):
        return None
    both = f"{name_of(mentee)} and {name_of(mentor)}"
    verdict = ground.groups.verdict(mentee.text("department"), mentor.text("department"))
    if verdict is Verdict.SAME:
        return f"{both} work in the same department."
    asked = ground.programme.field("mentee", "own_unit") is not None
    if asked and mentee.choices("own_unit") != ("yes",):
        return f"{both} work in the same unit."
    return f"{both} may work in the same department." if verdict is Verdict.ASK else None
