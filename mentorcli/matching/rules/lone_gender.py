"""Rule: no woman is the only woman of a group and no man the only man. Off unless switched on.

Who did not say, or said something else, counts for neither.
"""

from __future__ import annotations

from mentorcli.domain.application import Application
from mentorcli.matching.rule_inputs import Ground

PURPOSE = "Nobody is the only woman or the only man among the mentees of a group."
WORDS = "the mix of women and men"
GROUP = "One of this group would be the only woman or the only man."


def never_alone(mentee: Application, ground: Ground) -> str:  # noqa: ARG001 - the contract of all rules
    """Return ``woman`` or ``man`` where the mentee said so, else nothing."""
    said = mentee.choices("gender")
    return said[0] if said and said[0] in {"woman", "man"} else ""
