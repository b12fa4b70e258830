"""Rule: organisations with which somebody does not wish to be matched, from either side."""

from __future__ import annotations

from collections.abc import Iterator

from mentorcli.domain.application import Application
from mentorcli.matching.phrases import name_of
from mentorcli.matching.rule_inputs import Ground
from mentorcli.names.likeness import Verdict

PURPOSE = "Nobody is matched with an organisation that they asked to be kept apart from."
WORDS = "an organisation somebody asked not to be matched with"


def blocks_pair(mentee: Application, mentor: Application, ground: Ground) -> str | None:
    """Return the reason when one of the two ruled out the other's organisation; not who did."""
    found = {*_ruled_out(mentee, mentor, ground), *_ruled_out(mentor, mentee, ground)}
    if found <= {Verdict.DIFFERENT}:
        return None
    asked = "asked" if Verdict.SAME in found else "may have asked"
    both = " and ".join(sorted((name_of(mentee), name_of(mentor))))
    return f"{both}: one of them {asked} not to be matched with the other's organisation."


def _ruled_out(one: Application, other: Application, ground: Ground) -> Iterator[Verdict]:
    for text in one.choices("not_organisations"):
        yield ground.employers.verdict(text, other.text("employer"))
