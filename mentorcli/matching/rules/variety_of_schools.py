"""Rule: the mentees of a group are not all from one school. Off unless switched on."""

from __future__ import annotations

from mentorcli.domain.application import Application
from mentorcli.domain.text import match_key
from mentorcli.matching.rule_inputs import Ground, blank_answers

PURPOSE = "The mentees of a group come from two schools at least."
WORDS = "everybody from one school"
GROUP = "Everybody of this group would be from the same school."


def never_all(mentee: Application, ground: Ground) -> str:  # noqa: ARG001 - the contract of all rules
    """Return the mentee's school, or nothing where it is not known."""
    said = mentee.choices("school")
    key = match_key(said[0] if said else mentee.text("school"))
    return "" if key in blank_answers() else key
