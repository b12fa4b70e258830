"""Rule: organisations with which somebody does not wish to be matched, from either side."""

from __future__ import annotations

from mentorcli.domain.application import Application
from mentorcli.matching.phrases import name_of
from mentorcli.matching.rule_inputs import Ground
from mentorcli.matching.rules.same_employer import employer_key

PURPOSE = "Nobody is matched with an organisation that they asked to be kept apart from."
WORDS = "an organisation somebody asked not to be matched with"


def blocks_pair(mentee: Application, mentor: Application, ground: Ground) -> str | None:  # noqa: ARG001 - the contract of all rules
    """Return the reason when one of the two ruled out the other's organisation; not who did."""
    if not (_rules_out(mentee, mentor) or _rules_out(mentor, mentee)):
        return None
    both = " and ".join(sorted((name_of(mentee), name_of(mentor))))
    return f"{both}: one of them asked not to be matched with the other's organisation."


def _rules_out(one: Application, other: Application) -> bool:
    theirs = employer_key(other.text("employer"))
    return bool(theirs) and theirs in map(employer_key, one.choices("not_organisations"))
