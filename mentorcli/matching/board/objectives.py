"""The stages that a case is solved by: those of its profile that have something to count."""

from __future__ import annotations

import re

from mentorcli.domain.plan import MatchingCase

WAITED = "waited"
_NEXT_WORST = re.compile(r"worst_served_([2-9]|[1-9][0-9])")


def objectives(case: MatchingCase) -> tuple[str, ...]:
    """Return the stages of the profile in order; ``waited`` only where somebody waited before."""
    mentees = {a.person for a in case.mentees}
    nobody = mentees.isdisjoint(case.waited)
    return tuple(k for k in case.programme.stages if not (k == WAITED and nobody))


def place_from_worst(stage: str) -> int | None:
    """Return 2 for ``worst_served_2`` (the second-lowest score) and so on; None for other stages."""
    found = _NEXT_WORST.fullmatch(stage)
    return int(found[1]) if found else None
